"""The view for people in a terminal: one article after the other, one claim a row, in the reader's language.

Where the columns do not fit beside each other, a claim takes two lines instead; nothing that matters is cut off. What
stands above says ″. The number of a claim is the one that ``textmine explain --claim`` takes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath

from textmine.output.labels import Layout, label
from textmine.output.names import named_lines
from textmine.output.terminal import bold, dim, pad, printable, width, wrap
from textmine.output.wording import compared_words, dimension_words, note_words, period_words, region_words, value_words
from textmine.records import Claim, Extraction

__all__ = ["article_table", "total_line"]

GAP = "  "
DITTO = "″"
KEYS = ("indicator", "value", "compared", "region", "period", "notes")
LEAST = (18, 24, 10, 8, 8, 12)  # columns below which a cell is no longer pleasant to read
LONGEST_WORD = 16
REPEATING = ("indicator", "region", "period")


def article_table(extraction: Extraction, path: str, layout: Layout) -> str:
    """The claims of one article of the file ``path`` as lines, under its headline."""
    lines = _head(extraction, path, layout)
    if extraction.claims:
        body = [_cells(claim, layout.lang) for claim in extraction.claims]
        names = [claim.id for claim in extraction.claims]
        used = [index for index in range(len(KEYS)) if index < 2 or any(row[index] for row in body)]
        sizes = _fit(body, used, layout, width(names[-1]))
        lines += _stacked(names, body, layout) if sizes is None else _rows(names, body, used, sizes, layout)
    return "\n".join([*lines, *named_lines(extraction, layout)]) + "\n"


def total_line(articles: int, claims: int, layout: Layout) -> str:
    """What stands under the tables of several articles."""
    line = f"{articles} {label('articles', layout.lang)} · {_count(claims, layout.lang)}"
    return "\n" + dim(line, layout.colour) + "\n"


def _count(claims: int, lang: str) -> str:
    return f"{claims} {label('claim' if claims == 1 else 'claims', lang)}" if claims else label("no_claims", lang)


def _head(extraction: Extraction, path: str, layout: Layout) -> list[str]:
    lang, article, claims = layout.lang, extraction.article, len(extraction.claims)
    title = printable(article.title or "").strip() or label("untitled", lang)
    where = path if article.id in (path, PurePath(path).stem) else f"{path} {article.id}"
    told = (where, article.byline, article.publisher, period_words(article.published, lang), _count(claims, lang))
    goals = dimension_words(extraction.dimensions, lang)
    meta = " · ".join(printable(word) for word in (*told, goals) if word)
    return [
        *(bold(line, layout.colour) for line in wrap(title, layout.columns)),
        *(dim(line, layout.colour) for line in wrap(meta, layout.columns)),
    ]


def _cells(claim: Claim, lang: str) -> tuple[str, ...]:
    return (
        printable(claim.indicator) or "—",
        value_words(claim, lang),
        compared_words(claim, lang),
        region_words(claim.regions, lang),
        period_words(claim.period, lang),
        _notes(claim, lang),
    )


def _notes(claim: Claim, lang: str) -> str:
    """Status, interval and the like, and who says so."""
    source = printable(claim.source or "")
    per = f"{label('per', lang)} {source}" if lang == "en" else label("per", lang) + source
    return (", " if lang == "en" else "，").join(
        word for word in (note_words(claim, lang), per if source else "") if word
    )


def _fit(body: Sequence[tuple[str, ...]], used: list[int], layout: Layout, number: int) -> dict[int, int] | None:
    """The sizes of the columns ``used``; the widest gives way first. None where they do not fit beside each other."""
    room = layout.columns - number - len(GAP) * len(used)
    sizes = {
        index: min(room, max(width(label(KEYS[index], layout.lang)), *(width(row[index]) for row in body)))
        for index in used
    }
    least = {index: max(LEAST[index], *(_longest_word(row[index]) for row in body)) for index in used}
    while sum(sizes.values()) > room:
        wide = [index for index in used if sizes[index] > least[index]]
        if not wide:
            return None
        sizes[max(wide, key=sizes.__getitem__)] -= 1
    return sizes


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[!-~–]+")


def _longest_word(cell: str) -> int:
    """The columns of the longest Latin word or number in ``cell``, which is better not broken."""
    return min(LONGEST_WORD, max(map(len, _word().findall(cell)), default=0))


def _rows(
    names: Sequence[str],
    body: Sequence[tuple[str, ...]],
    used: list[int],
    sizes: dict[int, int],
    layout: Layout,
) -> list[str]:
    number = width(names[-1])
    head = GAP.join(pad(label(KEYS[index], layout.lang), sizes[index]) for index in used)
    lines = [dim((" " * number + GAP + head).rstrip(), layout.colour)]
    before: tuple[str, ...] = ("",) * len(KEYS)
    for name, row in zip(names, body, strict=True):
        shown = [
            DITTO if KEYS[index] in REPEATING and cell and cell == before[index] else cell
            for index, cell in enumerate(row)
        ]
        wrapped = {index: wrap(shown[index], sizes[index]) for index in used}
        for line in range(max(map(len, wrapped.values()))):
            cells = [dim(name.rjust(number), layout.colour) if line == 0 else " " * number]
            for index in used:
                cell = pad(wrapped[index][line], sizes[index]) if line < len(wrapped[index]) else " " * sizes[index]
                cells.append(bold(cell, layout.colour) if KEYS[index] == "value" else cell)
            lines.append(GAP.join(cells).rstrip())
        before = row
    return lines


def _stacked(names: Sequence[str], body: Sequence[tuple[str, ...]], layout: Layout) -> list[str]:
    """Two lines a claim: what and how much; then where, when, compared with what, said by whom."""
    number = width(names[-1])
    indent = " " * number + GAP
    room = max(2, layout.columns - len(indent))
    lines = []
    for name, (indicator, value, compared, region, period, notes) in zip(names, body, strict=True):
        lead = dim(name.rjust(number), layout.colour) + GAP
        if width(indicator) + len(GAP) + width(value) <= room:
            lines.append(f"{lead}{indicator}{GAP}{bold(value, layout.colour)}")
        else:
            first, *rest = wrap(indicator, room)
            lines += [lead + first, *(indent + line for line in rest)]
            lines += [indent + bold(line, layout.colour) for line in wrap(value, room)]
        told = " · ".join(word for word in (compared, region, period, notes) if word)
        lines += [indent + line for line in wrap(told, room)] if told else []
    return lines
