"""The check of a whole database: how many verdicts of each kind, by indicator and publisher, then the claims that could be checked.

For people the summary comes first, then the articles with something wrong, then the others; claims without official figures are counted
and not listed. Files for machines list every claim. Articles come as a stream: what is shown later waits in a temporary file.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from textmine.check.summary import Count, Summary
from textmine.output.labels import Layout, label
from textmine.output.markup import safe
from textmine.output.terminal import bold, pad, printable, width
from textmine.output.verdict_trees import SCHEMA
from textmine.output.verdicts import Judged, article_piece, cells_text, head, line_of, plainly, tail, verdict_pieces
from textmine.records.verdicts import Outcome

__all__ = ["overview_pieces", "summary_text"]

PEOPLE = ("table", "markdown", "html")
MOST = 20  # rows of a table for people
HELD = 1 << 23  # bytes that wait in memory
CHUNK = 1 << 16
SHOWN = tuple(outcome for outcome in Outcome if outcome is not Outcome.NO_DATA)
GAP = "  "


def overview_pieces(judged: Iterable[Judged], form: str, layout: Layout) -> Iterator[str]:
    """The verdicts on the articles of a database in ``form``."""
    summary = Summary()
    if form not in PEOPLE:
        yield from verdict_pieces(_counted(judged, summary), form, layout)
        return
    with _waiting() as wrong, _waiting() as others:
        for each in _counted(judged, summary):
            told = tuple(verdict for verdict in each.verdicts if verdict.outcome is not Outcome.NO_DATA)
            if told or each.findings:
                is_wrong = any(verdict.outcome is Outcome.MISMATCH for verdict in told)
                piece = article_piece(replace(each, verdicts=told), form, layout, first=False)
                (wrong if is_wrong else others).write(piece)
        yield head(form, layout.lang)
        yield _summary(summary, form, layout)
        for spool in (wrong, others):
            spool.seek(0)
            yield from iter(lambda spool=spool: spool.read(CHUNK), "")  # type: ignore[misc]
        yield tail(form, empty=False)


def summary_text(judged: Iterable[Judged], form: str, layout: Layout) -> str:
    """The counts alone, in any form."""
    summary = Summary()
    for _ in _counted(judged, summary):
        pass
    if form == "csv":
        rows: list[tuple[object, ...]] = [("by", "name", "claims", *(outcome.value for outcome in Outcome))]
        rows += [(by, *_row(count)) for by, count in _every(summary)]
        return "\ufeff" + cells_text(rows)
    if form == "jsonl":
        return line_of(_tree(summary)) + "\n"
    if form == "json":
        return json.dumps(_tree(summary), ensure_ascii=False, indent=1) + "\n"
    return head(form, layout.lang) + _summary(summary, form, layout) + tail(form, empty=False)


def _waiting() -> tempfile.SpooledTemporaryFile[str]:
    return tempfile.SpooledTemporaryFile(HELD, "w+", encoding="utf-8", errors="backslashreplace", newline="")


def _counted(judged: Iterable[Judged], summary: Summary) -> Iterator[Judged]:
    for each in judged:
        summary.add(each.verdicts, each.article.publisher)
        yield each


def _every(summary: Summary) -> Iterator[tuple[str, Count]]:
    yield "all", Count("", summary.outcomes)
    yield from (("indicator", count) for count in summary.indicators())
    yield from (("publisher", count) for count in summary.publishers())


def _row(count: Count) -> tuple[object, ...]:
    return (count.name, count.claims, *(count.outcomes[outcome] for outcome in Outcome))


def _tree(summary: Summary) -> dict[str, object]:
    def counts(found: Iterable[Count]) -> list[dict[str, object]]:
        return [{"name": each.name or None, "claims": each.claims, "outcomes": _outcomes(each)} for each in found]

    whole = Count("", summary.outcomes)
    return {
        "schema": SCHEMA,
        "articles": summary.articles,
        "claims": whole.claims,
        "outcomes": _outcomes(whole),
        "indicators": counts(summary.indicators()),
        "publishers": counts(summary.publishers()),
    }


def _outcomes(count: Count) -> dict[str, int]:
    return {outcome.value: count.outcomes[outcome] for outcome in Outcome}


def _summary(summary: Summary, form: str, layout: Layout) -> str:
    """The counts for people: all, then the indicators and publishers of which something was checked."""
    lang = layout.lang
    whole = Count("", summary.outcomes)
    told = label("checked_articles", lang).format(summary.articles, whole.claims, whole.checked)
    parts = [_line(told, form, layout)]
    for key, found in (("indicator", summary.indicators()), ("publisher", summary.publishers())):
        every = list(found)
        rows = [count for count in every if count.checked]
        if rows:
            parts.append(_table(key, rows[:MOST], form, layout))
            left = len(rows) - MOST
            if left > 0:
                parts.append(_line(label("more_rows", lang).format(left), form, layout))
    return "".join(parts)


def _line(words: str, form: str, layout: Layout) -> str:
    if form == "html":
        return f"<p>{safe(words)}</p>\n"
    return f"{plainly(words)}\n\n" if form == "markdown" else f"{bold(words, layout.colour)}\n"


def _table(key: str, rows: Sequence[Count], form: str, layout: Layout) -> str:
    lang = layout.lang
    shown = [outcome for outcome in SHOWN if any(count.outcomes[outcome] for count in rows)]
    heads = [
        label(key, lang),
        label("claims_counted", lang),
        *(label(f"outcome_{outcome.value}", lang) for outcome in shown),
    ]
    cells = [
        [
            printable(count.name) or label("unknown_name", lang),
            str(count.claims),
            *(str(count.outcomes[outcome] or "") for outcome in shown),
        ]
        for count in rows
    ]
    if form == "html":
        head_row = "".join(f"<th>{safe(word)}</th>" for word in heads)
        body = "".join(f"<tr>{''.join(f'<td>{safe(cell)}</td>' for cell in row)}</tr>\n" for row in cells)
        return f"<table>\n<thead><tr>{head_row}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"
    if form == "markdown":
        lines = [f"| {' | '.join(plainly(cell) for cell in row)} |" for row in (heads, *cells)]
        return "\n".join([lines[0], "|---" * len(heads) + "|", *lines[1:]]) + "\n\n"
    room = [max(width(row[place]) for row in (heads, *cells)) for place in range(len(heads))]
    lines = []
    for row in (heads, *cells):
        first, *numbers = (
            pad(cell, space) if not place else " " * (space - width(cell)) + cell
            for place, (cell, space) in enumerate(zip(row, room, strict=True))
        )
        lines.append(GAP.join((first, *numbers)).rstrip())
    return "\n" + "\n".join([bold(lines[0], layout.colour), *lines[1:]]) + "\n"
