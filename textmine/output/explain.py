"""Why a claim says what it says: for each field the words that gave it, the rule, and from how far away they came."""

from __future__ import annotations

from textmine.output.labels import label
from textmine.output.rows import plain
from textmine.output.table import width
from textmine.records import Claim, Evidence, Extraction

__all__ = ["explain"]

AROUND = 36


def explain(extraction: Extraction, claim: Claim, text: str, lang: str) -> str:
    """The explanation of ``claim``, found in ``text``, as lines for a terminal."""
    lines = [f"{claim.id}  {claim.surface.strip()}  @ {claim.start}–{claim.end}  ({extraction.article.id})", ""]
    lines += _context(claim, text)
    by_field: dict[str, list[Evidence]] = {}
    for evidence in claim.evidence:
        by_field.setdefault(evidence.field, []).append(evidence)
    rows = []
    for field, value in _fields(claim):
        found = by_field.get(field)
        words = " + ".join(f"“{item.surface.strip()}”" for item in found) if found else ""
        rule = found[0].rule if found else claim.rule if field in OWN else ""
        reach = label(found[0].reach if found else "own" if field in OWN else "default", lang) if value else ""
        rows.append((label(field, lang), value or label("none", lang), words, rule, reach))
    sizes = [max(width(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [cell + " " * (size - width(cell)) for cell, size in zip(row, (*sizes, 0), strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"


OWN = frozenset(("kind", "value", "low", "high", "precision", "qualifier", "unit", "quantity"))


def _fields(claim: Claim) -> list[tuple[str, str]]:
    base = claim.baseline
    told = " ".join(
        word
        for word in ((base.basis.value if base and base.basis else ""), (base.period or "?") if base else "")
        if word
    )
    return [
        ("kind", claim.kind.value),
        ("value", plain(claim.value)),
        ("low", "" if claim.low is None else plain(claim.low)),
        ("high", "" if claim.high is None else plain(claim.high)),
        ("precision", plain(claim.precision)),
        ("qualifier", claim.qualifier.value),
        ("unit", claim.unit or ""),
        ("indicator", claim.indicator),
        ("regions", "、".join(f"{place.name} {place.code or ''}".strip() for place in claim.regions)),
        ("period", claim.period or ""),
        ("role", claim.role.value),
        ("change", claim.change.value if claim.change else ""),
        ("baseline", told),
        ("status", claim.status.value),
        ("source", claim.source or ""),
        ("related", ", ".join(claim.related)),
        ("confidence", f"{claim.confidence:.2f}"),
    ]


def _context(claim: Claim, text: str) -> list[str]:
    """The line around the claim with a mark under every character of it."""
    low = max(text.rfind("\n", 0, claim.start) + 1, claim.start - AROUND)
    stop = text.find("\n", claim.end)
    high = min(len(text) if stop < 0 else stop, claim.end + AROUND)
    before, words, after = (
        text[low : claim.start],
        text[claim.start : claim.end].replace("\n", " "),
        text[claim.end : high],
    )
    return [f"  {before}{words}{after}", f"  {' ' * width(before)}{'^' * width(words)}", ""]
