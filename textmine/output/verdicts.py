"""Verdicts as a table for people, Markdown, a plain HTML page, CSV, JSON and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from textmine.output.findings import finding_object, findings_table
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

__all__ = ["FORMATS", "Judged", "verdicts_text"]

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


def verdicts_text(judged: Sequence[Judged], form: str, layout: Layout) -> str:
    """``judged`` in one of the :data:`FORMATS`."""
    if form == "csv":
        return _csv(judged, layout.lang)
    if form in ("json", "jsonl"):
        trees = [
            {
                **article_tree(each.article, each.path, each.verdicts),
                "findings": [finding_object(finding) for finding in each.findings],
            }
            for each in judged
        ]
        if form == "json":
            return json.dumps(trees, ensure_ascii=False, indent=1) + "\n"
        return "".join(_line(tree) + "\n" for tree in trees)
    if form == "markdown":
        return _markdown(judged, layout.lang)
    return _html(judged, layout.lang) if form == "html" else _table(judged, layout)


def _line(tree: object) -> str:
    line = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    for sign in LINE_ENDS:
        line = line.replace(sign, f"\\u{ord(sign):04x}")
    return line


def _csv(judged: Sequence[Judged], lang: str) -> str:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in judged:
        for verdict in each.verdicts:
            writer.writerow([_cell(cell) for cell in row_of(each.article, each.path, verdict, lang)])
    return "\ufeff" + lines.getvalue()


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


def _table(judged: Sequence[Judged], layout: Layout) -> str:
    blocks = []
    for each in judged:
        lang = layout.lang
        lines = [bold(line, layout.colour) for line in wrap(_title(each.article, lang), layout.columns)]
        about = " · ".join(
            word for word in (printable(each.path), period_words(each.article.published, lang), _summary(each.verdicts, lang)) if word
        )  # fmt: skip
        lines += [dim(line, layout.colour) for line in wrap(about, layout.columns)]
        lines += [line for verdict in each.verdicts for line in _row(verdict, layout)]
        found = f"\n{findings_table(each.findings, layout)}" if each.findings else ""
        blocks.append("\n".join(lines) + "\n" + found)
    return "\n".join(blocks)


def _row(verdict: Verdict, layout: Layout) -> Iterator[str]:
    """A verdict: outcome, the words of the claim, the official figure; the rest below it, for what there is more to tell."""
    lang = layout.lang
    outcome = label(f"outcome_{verdict.outcome.value}", lang)
    room = max(width(label(f"outcome_{each.value}", lang)) for each in Outcome)
    number = pad(verdict.claim.id, 4)
    official = _official(verdict, lang)
    words = " → ".join(word for word in (value_words(verdict.claim, lang), official) if word)
    head = GAP.join(word for word in (words, _what(verdict, lang)) if word)
    indent = 4 + room + 2 * len(GAP)
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


def _markdown(judged: Sequence[Judged], lang: str) -> str:
    blocks = []
    for each in judged:
        lines = [
            f"## {_plainly(_title(each.article, lang))}",
            "",
            _plainly(f"{each.path} · {_summary(each.verdicts, lang)}"),
            "",
        ]
        heads = [label(key, lang) for key in ("verdict", "in_text", "official_value", "indicator")]
        lines += [f"| {' | '.join(['', *heads])} |", "|---" * 5 + "|"]
        for verdict in each.verdicts:
            cells = (
                verdict.claim.id, label(f"outcome_{verdict.outcome.value}", lang), value_words(verdict.claim, lang),
                _official(verdict, lang), _what(verdict, lang),
            )  # fmt: skip
            lines.append(f"| {' | '.join(_plainly(cell) for cell in cells)} |")
        for verdict in each.verdicts:
            if verdict.chosen is not None and verdict.outcome is not Outcome.MATCH:
                lines += ["", f"**{verdict.claim.id}** {_plainly(value_words(verdict.claim, lang))}", ""]
                lines += [f"- {_plainly(told)}" for told in _told(verdict, lang)]
        lines += [f"- {_plainly(_finding(finding, lang))}" for finding in each.findings]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _finding(finding: Finding, lang: str) -> str:
    told = finding.calculation.zh if lang == "zh" else finding.calculation.en
    return f"{label(f'conflict_{finding.conflict}', lang)}{'：' if lang == 'zh' else ': '}{printable(told)}"


def _plainly(text: str) -> str:
    """``text`` as Markdown that shows it as it is."""
    shown = printable(text)
    for sign in "\\`*_[]<>|#":
        shown = shown.replace(sign, f"\\{sign}")
    return shown


def _html(judged: Sequence[Judged], lang: str) -> str:
    """A page without scripts: a table for each article."""
    head = (
        f'<!DOCTYPE html>\n<html lang="{language_tag(lang)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(label('report_title', lang))}</title>\n<style>\n{part('base.css')}\n</style>\n</head>\n<body>\n"
    )
    parts = [head]
    heads = "".join(
        f"<th>{safe(label(key, lang))}</th>"
        for key in ("verdict", "in_text", "official_value", "indicator", "reckoned")
    )
    for each in judged:
        parts.append(
            f"<h1>{safe(_title(each.article, lang))}</h1>\n<p>{safe(f'{each.path} · {_summary(each.verdicts, lang)}')}</p>\n"
        )
        parts.append(f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n")
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
    return "".join((*parts, "</body>\n</html>\n"))
