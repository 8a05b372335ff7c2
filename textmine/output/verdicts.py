"""Verdicts as a table for people, Markdown, a plain HTML page, CSV, JSON and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from textmine.output.findings import findings_table
from textmine.output.labels import Layout, label
from textmine.output.markup import language_tag, part, safe
from textmine.output.reckoning import amount_words, cell_words, hint_words, step_words, verdict_words
from textmine.output.rows import plain
from textmine.output.sheets import guarded
from textmine.output.terminal import bold, dim, pad, printable, width, wrap
from textmine.output.trees import LINE_ENDS
from textmine.output.verdict_trees import COLUMNS, article_tree, row_of
from textmine.output.wording import period_words, region_words, value_words
from textmine.records import Article
from textmine.records.findings import Finding
from textmine.records.verdicts import Outcome, Verdict

__all__ = [
    "FORMATS",
    "Judged",
    "article_piece",
    "cells_text",
    "head",
    "indented",
    "line_of",
    "plainly",
    "tail",
    "verdict_pieces",
    "verdicts_text",
]

FORMATS = ("table", "json", "jsonl", "csv", "markdown", "html")
GAP = "  "
CELLS = 4  # cells of the statistics that are named below a verdict; the other formats for machines name all


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An article of the file ``path`` with the verdicts on its claims, and what does not fit inside it."""

    article: Article
    path: str
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...] = ()


def verdicts_text(judged: Iterable[Judged], form: str, layout: Layout) -> str:
    """``judged`` in one of the :data:`FORMATS`."""
    return "".join(verdict_pieces(judged, form, layout))


def verdict_pieces(judged: Iterable[Judged], form: str, layout: Layout) -> Iterator[str]:
    """``judged`` in one of the :data:`FORMATS`, an article at a time."""
    yield head(form, layout.lang)
    empty = True
    for each in judged:
        yield article_piece(each, form, layout, first=empty)
        empty = False
    yield tail(form, empty=empty)


def head(form: str, lang: str) -> str:
    """What comes before the articles."""
    if form == "csv":
        return "\ufeff" + cells_text([COLUMNS])
    return _html_head(lang) if form == "html" else "[" if form == "json" else ""


def tail(form: str, *, empty: bool) -> str:
    """What comes after the articles."""
    if form == "json":
        return "]\n" if empty else "\n]\n"
    return "</body>\n</html>\n" if form == "html" else ""


def article_piece(each: Judged, form: str, layout: Layout, *, first: bool) -> str:
    """One article, with what divides it from the one before."""
    lang = layout.lang
    if form == "csv":
        return cells_text(row_of(each.article, each.path, verdict, lang) for verdict in each.verdicts)
    if form in ("json", "jsonl"):
        tree = article_tree(each.article, each.path, each.verdicts, each.findings)
        return line_of(tree) + "\n" if form == "jsonl" else ("\n" if first else ",\n") + indented(tree)
    gap = "" if first or form == "html" else "\n"
    if form == "markdown":
        return gap + _markdown(each, lang)
    return _html(each, lang) if form == "html" else gap + _table(each, layout)


def indented(tree: object) -> str:
    """A tree as an element of an array, over several lines."""
    return " " + json.dumps(tree, ensure_ascii=False, indent=1).replace("\n", "\n ")


def line_of(tree: object) -> str:
    """A tree as one line, whatever takes which signs for its end."""
    line = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    for sign in LINE_ENDS:
        line = line.replace(sign, f"\\u{ord(sign):04x}")
    return line


def cells_text(rows: Iterable[Sequence[object]]) -> str:
    """``rows`` as lines of CSV that a spreadsheet opens safely."""
    lines = io.StringIO(newline="")
    csv.writer(lines, lineterminator="\r\n").writerows([_cell(cell) for cell in row] for row in rows)
    return lines.getvalue()


def _cell(cell: object) -> object:
    if isinstance(cell, Decimal):
        return plain(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell) if isinstance(cell, str) else cell


def _title(article: Article, lang: str) -> str:
    return printable(article.title or "").strip() or label("untitled", lang)


def _summary(verdicts: Sequence[Verdict], lang: str) -> str:
    """How many verdicts of each kind there are."""
    counts = [(outcome, sum(verdict.outcome is outcome for verdict in verdicts)) for outcome in Outcome]
    parts = [f"{label(f'outcome_{outcome.value}', lang)} {count}" for outcome, count in counts if count]
    return " · ".join(parts) or label("no_claims", lang)


def _what(verdict: Verdict, lang: str) -> str:
    """What the claim is about: indicator, region, period."""
    claim = verdict.claim
    words = (claim.indicator, region_words(claim.regions, lang), period_words(claim.period, lang))
    return " · ".join(printable(word) for word in words if word)


def _official(verdict: Verdict, lang: str) -> str:
    chosen = verdict.chosen
    if chosen is None or chosen.value is None:
        return ""
    if chosen.measure == "rank":
        return label("rank_place", lang).format(plain(chosen.value)).strip()
    return amount_words(chosen.value, chosen.unit, chosen.steps, lang, low=chosen.low, high=chosen.high)


def _told(verdict: Verdict, lang: str) -> Iterator[str]:
    """What is told below a verdict: what it means, the reckoning, hints, where the figures stand."""
    if verdict.why is not None or verdict.outcome is Outcome.MISMATCH:
        yield verdict_words(verdict, lang)
    chosen = verdict.chosen
    if chosen is None:
        return
    yield from (step_words(step, chosen.steps, verdict.claim.unit, lang) for step in chosen.steps)
    yield from (hint_words(hint, chosen.steps, lang) for hint in verdict.hints)
    cells = list(dict.fromkeys(cell_words(observation, lang) for observation in chosen.observations))
    yield from cells[:CELLS]
    if len(cells) > CELLS:
        yield "…"


def _table(each: Judged, layout: Layout) -> str:
    lang = layout.lang
    lines = [bold(line, layout.colour) for line in wrap(_title(each.article, lang), layout.columns)]
    about = (
        each.path,
        each.article.publisher or "",
        period_words(each.article.published, lang),
        _summary(each.verdicts, lang),
    )
    words = " · ".join(printable(word) for word in about if word)
    lines += [dim(line, layout.colour) for line in wrap(words, layout.columns)]
    lines += [line for verdict in each.verdicts for line in _row(verdict, layout)]
    return "\n".join(lines) + "\n" + (f"\n{findings_table(each.findings, layout)}" if each.findings else "")


def _row(verdict: Verdict, layout: Layout) -> Iterator[str]:
    """A verdict: outcome, the words of the claim, the official figure; the rest below it, for what there is more to tell."""
    lang = layout.lang
    outcome = label(f"outcome_{verdict.outcome.value}", lang)
    room = max(width(label(f"outcome_{each.value}", lang)) for each in Outcome)
    number = pad(verdict.claim.id, 4)
    official = _official(verdict, lang)
    words = " → ".join(word for word in (value_words(verdict.claim, lang), official) if word)
    head = GAP.join(word for word in (words, _what(verdict, lang)) if word)
    indent = width(number) + room + 2 * len(GAP)
    first, *rest = wrap(head, max(20, layout.columns - indent))
    shown = bold(pad(outcome, room), layout.colour) if verdict.outcome is Outcome.MISMATCH else pad(outcome, room)
    yield f"{dim(number, layout.colour)}{GAP}{shown}{GAP}{first}"
    for line in rest:
        yield " " * indent + line
    if (verdict.outcome is not Outcome.NO_DATA and verdict.outcome is not Outcome.MATCH) or (
        verdict.chosen and verdict.chosen.derived
    ):
        for told in _told(verdict, lang):
            for line in wrap(told, max(20, layout.columns - indent)):
                yield " " * indent + dim(line, layout.colour)


def _markdown(each: Judged, lang: str) -> str:
    lines = [
        f"## {plainly(_title(each.article, lang))}",
        "",
        plainly(f"{each.path} · {_summary(each.verdicts, lang)}"),
        "",
    ]
    heads = [label(key, lang) for key in ("verdict", "in_text", "official_value", "indicator")]
    lines += [f"| {' | '.join(['', *heads])} |", "|---" * 5 + "|"]
    for verdict in each.verdicts:
        cells = (
            verdict.claim.id, label(f"outcome_{verdict.outcome.value}", lang), value_words(verdict.claim, lang),
            _official(verdict, lang), _what(verdict, lang),
        )  # fmt: skip
        lines.append(f"| {' | '.join(plainly(cell) for cell in cells)} |")
    for verdict in each.verdicts:
        if verdict.chosen is not None and verdict.outcome is not Outcome.MATCH:
            lines += ["", f"**{verdict.claim.id}** {plainly(value_words(verdict.claim, lang))}", ""]
            lines += [f"- {plainly(told)}" for told in _told(verdict, lang)]
    lines += [f"- {plainly(_finding(finding, lang))}" for finding in each.findings]
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, lang: str) -> str:
    told = finding.calculation.zh if lang == "zh" else finding.calculation.en
    return f"{label(f'conflict_{finding.conflict}', lang)}{'：' if lang == 'zh' else ': '}{printable(told)}"


def plainly(text: str) -> str:
    """``text`` as Markdown that shows it as it is."""
    shown = printable(text)
    for sign in "\\`*_[]<>|#":
        shown = shown.replace(sign, f"\\{sign}")
    return shown


def _html_head(lang: str) -> str:
    """A page without scripts: a table for each article follows."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language_tag(lang)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(label('report_title', lang))}</title>\n<style>\n{part('base.css')}\n</style>\n</head>\n<body>\n"
    )


def _html(each: Judged, lang: str) -> str:
    keys = ("verdict", "in_text", "official_value", "indicator", "reckoned")
    heads = "".join(f"<th>{safe(label(key, lang))}</th>" for key in keys)
    parts = [
        f"<h1>{safe(_title(each.article, lang))}</h1>\n<p>{safe(f'{each.path} · {_summary(each.verdicts, lang)}')}</p>\n",
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n",
    ]
    for verdict in each.verdicts:
        cells = (
            label(f"outcome_{verdict.outcome.value}", lang), value_words(verdict.claim, lang), _official(verdict, lang),
            _what(verdict, lang),
        )  # fmt: skip
        told = "<br>".join(safe(line) for line in _told(verdict, lang))
        row = "".join(f"<td>{safe(cell)}</td>" for cell in cells)
        parts.append(f"<tr>{row}<td>{told}</td></tr>\n")
    parts.append("</tbody>\n</table>\n")
    parts += [f"<p>{safe(_finding(finding, lang))}</p>\n" for finding in each.findings]
    return "".join(parts)
