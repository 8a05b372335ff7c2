"""Findings of inconsistency as tables for people, JSON and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from textmine.output.labels import Layout, label
from textmine.output.rows import plain
from textmine.output.terminal import bold, dim, printable, wrap
from textmine.output.wording import value_words
from textmine.records import Claim
from textmine.records.findings import Finding

__all__ = ["FORMATS", "finding_object", "finding_pieces", "findings_json", "findings_table"]


FORMATS = ("table", "json", "jsonl")


def findings_table(findings: Sequence[Finding], layout: Layout) -> str:
    """The findings one below the other: what does not fit, the reckoning, the figures concerned."""
    several = len({article for finding in findings for article in finding.articles}) > 1
    return "".join(finding_pieces(findings, "table", layout, several=several))


def finding_pieces(findings: Iterable[Finding], form: str, layout: Layout, *, several: bool) -> Iterator[str]:
    """The findings in one of the :data:`FORMATS`, one at a time; with ``several`` the articles are named."""
    empty = True
    for finding in findings:
        if form == "table":
            yield ("" if empty else "\n") + _block(finding, layout, several)
        elif form == "jsonl":
            yield json.dumps(finding_object(finding), ensure_ascii=False) + "\n"
        else:
            tree = json.dumps(finding_object(finding), ensure_ascii=False, indent=2).replace("\n", "\n  ")
            yield ("[\n  " if empty else ",\n  ") + tree
        empty = False
    if form == "json":
        yield "[]\n" if empty else "\n]\n"
    elif form == "table" and empty:
        yield label("no_findings", layout.lang) + "\n"


def _block(finding: Finding, layout: Layout, several: bool) -> str:
    lang = layout.lang
    head = f"{label(f'conflict_{finding.conflict}', lang)} ({label(f'severity_{finding.severity}', lang)})"
    told = finding.calculation.zh if lang == "zh" else finding.calculation.en
    lines = [bold(head, layout.colour), *("  " + line for line in wrap(printable(told), max(20, layout.columns - 2)))]
    for claim, article in zip(finding.claims, finding.articles, strict=True):
        where = f"{printable(article)} " if several else ""
        words = f"{where}{claim.id} {printable(claim.indicator)} {value_words(claim, lang)}"
        lines += [dim("  " + line, layout.colour) for line in wrap(words, max(20, layout.columns - 2))]
    return "\n".join(lines) + "\n"


def findings_json(findings: Sequence[Finding], *, lines: bool = False) -> str:
    """The findings as a JSON array, or one object a line; Decimals are strings."""
    return "".join(finding_pieces(findings, "jsonl" if lines else "json", Layout(), several=True))


def finding_object(finding: Finding) -> dict[str, object]:
    """A finding as a tree of JSON."""
    return {
        "conflict": finding.conflict.value,
        "severity": finding.severity.value,
        "calculation": {"zh": finding.calculation.zh, "en": finding.calculation.en},
        "claims": [
            {"article": article, **_claim(claim)}
            for claim, article in zip(finding.claims, finding.articles, strict=True)
        ],
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "surface": claim.surface,
        "indicator": claim.indicator,
        "value": plain(claim.value),
        "unit": claim.unit,
        "regions": [place.name for place in claim.regions],
        "period": claim.period,
    }
