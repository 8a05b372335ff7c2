"""The view for people in a terminal: one article after the other, one line a claim.

Chinese characters take two columns of a terminal (Unicode Standard Annex 11); the columns are cut to its width.
"""

from __future__ import annotations

import unicodedata

from textmine.output.labels import label
from textmine.output.rows import plain
from textmine.records import Change, Claim, Extraction, Qualifier, Role, Status

__all__ = ["article_table", "cut", "width"]

SIGNS = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "≈ ",
    Qualifier.OVER: "> ",
    Qualifier.NEARLY: "< ",
    Qualifier.AT_LEAST: "≥ ",
    Qualifier.AT_MOST: "≤ ",
    Qualifier.BETWEEN: "~ ",
}
GAP = "  "


def width(text: str) -> int:
    """The columns that ``text`` takes in a terminal."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def cut(text: str, columns: int) -> str:
    """``text`` in at most ``columns`` columns, with … where it was cut."""
    if width(text) <= columns:
        return text
    kept, used = [], 0
    for sign in text:
        used += width(sign)
        if used > columns - 1:
            break
        kept.append(sign)
    return "".join(kept) + "…"


def article_table(extraction: Extraction, *, lang: str, columns: int, colour: bool) -> str:
    """The claims of one article as lines of at most ``columns`` terminal columns, under its headline."""
    article = extraction.article
    head = article.title or label("untitled", lang)
    count = len(extraction.claims)
    told = [article.byline, article.publisher, article.published]
    noun = label("claim" if count == 1 else "claims", lang)
    told.append(f"{count} {noun}" if count else label("no_claims", lang))
    lines = [_bold(cut(head, columns), colour), _dim(cut(" · ".join(word for word in told if word), columns), colour)]
    if count:
        lines += _lines(extraction.claims, lang=lang, columns=columns, colour=colour)
    return "\n".join(lines) + "\n"


def _lines(claims: tuple[Claim, ...], *, lang: str, columns: int, colour: bool) -> list[str]:
    keys = ("indicator", "value", "compared", "region", "period", "notes")
    body = [_cells(claim, lang) for claim in claims]
    natural = [max(width(label(key, lang)), *(width(row[index]) for row in body)) for index, key in enumerate(keys)]
    used = [index for index in range(len(keys)) if index < 2 or any(row[index] for row in body)]
    sizes = _fit({index: natural[index] for index in used}, columns)
    head = GAP.join(_pad(label(keys[index], lang), sizes[index]) for index in used)
    lines = [_dim(head.rstrip(), colour)]
    before: tuple[str, ...] = ("",) * len(keys)
    for row in body:
        shown = tuple(
            "″" if index in (3, 4) and row[index] and row[index] == before[index] else row[index]
            for index in range(len(keys))
        )
        cells = [_pad(cut(shown[index], sizes[index]), sizes[index]) for index in used]
        if colour:
            cells[1] = _bold(cells[1], colour)
        lines.append(GAP.join(cells).rstrip())
        before = row
    return lines


def _fit(natural: dict[int, int], columns: int) -> dict[int, int]:
    """Column sizes that fit: the widest of indicator, region and notes give way first, down to eight columns."""
    sizes = dict(natural)
    room = columns - len(GAP) * (len(sizes) - 1)
    while sum(sizes.values()) > room:
        widest = max(
            (index for index in sizes if sizes[index] > 8),
            key=lambda index: sizes[index] - (index == 1) * 100,
            default=None,
        )
        if widest is None:
            break
        sizes[widest] -= 1
    return sizes


def _cells(claim: Claim, lang: str) -> tuple[str, ...]:
    return (
        claim.indicator,
        SIGNS[claim.qualifier] + _value(claim),
        _compared(claim, lang),
        "、".join(place.name for place in claim.regions),
        claim.period or "",
        _notes(claim, lang),
    )


def _value(claim: Claim) -> str:
    surface = claim.surface.replace("\n", "").strip()
    if claim.role is Role.CHANGE and claim.change is not Change.MULTIPLE:
        return ("−" if claim.value < 0 else "+") + surface
    return surface


def _compared(claim: Claim, lang: str) -> str:
    if claim.baseline is None:
        return ""
    basis = label(claim.baseline.basis.value, lang) if claim.baseline.basis else ""
    what = claim.baseline.period or claim.baseline.region or claim.baseline.subject or ""
    return " ".join(word for word in (basis, what) if word)


def _notes(claim: Claim, lang: str) -> str:
    notes = []
    if claim.role in (Role.SHARE, Role.RANK):
        notes.append(label(claim.role.value, lang))
    if claim.status is not Status.ACTUAL:
        notes.append(label(claim.status.value, lang))
    if claim.negated:
        notes.append(label("negated", lang))
    if claim.source:
        notes.append(f"{label('source', lang)} {claim.source}")
    if claim.low is not None and claim.high is not None and claim.low != claim.high:
        notes.append(f"{plain(claim.low)}–{plain(claim.high)}")
    return ", ".join(notes) if lang == "en" else "，".join(notes)


def _pad(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _bold(text: str, colour: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if colour else text


def _dim(text: str, colour: bool) -> str:
    return f"\x1b[2m{text}\x1b[0m" if colour else text
