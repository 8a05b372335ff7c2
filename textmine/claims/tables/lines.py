"""The rows of a table: what each is about, with the sections and rows above of which it is a part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from textmine.claims.tables.columns import Column, one
from textmine.claims.tables.grid import Cell, Sort, Table, sort_of
from textmine.claims.tables.labels import Label, read_label
from textmine.claims.tables.measures import Measure
from textmine.claims.tables.numbers import compact
from textmine.claims.tables.regions import places_of
from textmine.claims.tables.wording import nested
from textmine.claims.tables.words import ends_with_measure, is_word, measure_tail
from textmine.records import Place

__all__ = ["Line", "lines_of"]

DECEMBER = 12

INDUSTRIES = ("产业", "业")
"""How the parts of a whole economy end, which follow it without 其中."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the labels of a row say. ``known`` is false where the row has no label though others have.

    ``regional``: the row is one of places; ``place`` is null then where the place is not known. ``whole``: it sums up the others.
    """

    words: str = ""
    labels: tuple[Label, ...] = ()
    cells: tuple[Cell, ...] = ()
    times: tuple[tuple[str, Cell], ...] = ()
    place: Place | None = None
    place_at: Cell | None = None
    regional: bool = False
    whole: bool = False
    known: bool = True
    measures: tuple[Measure, ...] = ()
    measures_at: Cell | None = None


@cache
def _parting() -> re.Pattern[str]:
    """What heads the parts of the row above."""
    return re.compile(r"其中[：:]?|按[^，。]{1,10}[分看][：:]?|分[^，。]{2,8}[看]?[：:]?")


@dataclass(slots=True)
class _Above:
    """What earlier rows leave for the later ones: the heading of their group, the row of which they are parts."""

    section: Line = field(default_factory=Line)
    anchor: Line = field(default_factory=Line)
    indent: int = 0
    filled: dict[int, tuple[Cell, int]] = field(default_factory=dict)
    parting: bool = False
    dated: tuple[int, int, Cell] | None = None


def lines_of(
    table: Table, columns: Sequence[Column], run: tuple[int, ...], home: tuple[Place, ...]
) -> list[Line | None]:
    """What each row of the body says by its labels in the columns ``run``; null for a row that only heads others."""
    above = _Above()
    return [_line(table, columns, run, index, above, home) for index in range(len(table.body))]


def _line(
    table: Table, columns: Sequence[Column], run: tuple[int, ...], index: int, above: _Above, home: tuple[Place, ...]
) -> Line | None:
    row = table.body[index]
    told = [cell for cell in row if cell.text]
    if len(told) == 1 and sort_of(told[0].text) is Sort.TEXT and len(row) > 1:
        words = read_label(told[0].text).words or compact(told[0].text)
        above.parting = _parting().fullmatch(words) is not None
        if not above.parting:
            above.section = _section(told[0], home)
            above.anchor = Line()
            above.filled.clear()
        return None
    cells = _labels(row, run, index, above)
    if not cells:
        return replace(above.section, known=not run)
    line = Line()
    for place, (cell, stands) in cells:
        line = _with_label(line, cell, columns[place].named.places[stands], regional=columns[place].named.regional)
    return _under(line, above, cells[-1][1][0])


def _section(cell: Cell, home: tuple[Place, ...]) -> Line:
    (place,) = places_of([compact(cell.text)], home).places
    return _with_label(Line(), cell, place, regional=False)


def _labels(row: Sequence[Cell], run: tuple[int, ...], index: int, above: _Above) -> list[tuple[int, tuple[Cell, int]]]:
    """The labels of row ``index`` with the rows where they stand; one that spans rows stands only in the first of them, where others follow it."""
    found: list[tuple[int, tuple[Cell, int]]] = []
    for place in run:
        after = run[run.index(place) + 1 :]
        if row[place].text:
            above.filled[place] = (row[place], index)
            for other in after:
                above.filled.pop(other, None)
        if row[place].text or (place in above.filled and any(row[other].text for other in after)):
            found.append((place, above.filled[place]))
    return found


def _with_label(line: Line, cell: Cell, place: Place | None, *, regional: bool) -> Line:
    """``line`` with one more of its labels, which names ``place`` or, in a ``regional`` column, one that is not known."""
    label = read_label(cell.text)
    measures = one_of(label.measures)
    return replace(
        line,
        words=nested(line.words, label.words, part=label.part) if place is None else line.words,
        labels=(*line.labels, label),
        cells=(*line.cells, cell),
        times=(*line.times, *((time, cell) for time in label.times)),
        place=place or line.place,
        place_at=cell if place is not None else line.place_at,
        regional=line.regional or regional,
        whole=line.whole or label.whole,
        measures=measures or line.measures,
        measures_at=cell if measures else line.measures_at,
    )


def one_of(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """``measures`` where they are one, else none."""
    return measures if one(measures) is not None else ()


def _under(line: Line, above: _Above, cell: Cell) -> Line:
    """``line`` with what the section and the row above say of it."""
    section = above.section
    part = any(label.part for label in line.labels) or above.parting or is_word("modifier", line.words)
    indented = bool(cell.indent > above.indent and above.anchor.words)
    if line.whole and section.words:
        line = replace(line, words=section.words, cells=(*section.cells, *line.cells), whole=False)
    elif line.words and not line.regional and line.place is None:
        line = _of_anchor(line, above, part=part or indented)
    elif not line.words and above.anchor.words and any(label.changes or label.share for label in line.labels):
        line = replace(line, words=above.anchor.words, cells=(*above.anchor.cells, *line.cells))
    line = _with_year(line, above)
    line = replace(
        line,
        times=(*section.times, *line.times),
        place=line.place or (None if line.regional else section.place),
        place_at=line.place_at or section.place_at,
        measures=line.measures or section.measures,
        measures_at=line.measures_at or section.measures_at,
    )
    _anchored(line, above, cell, part=part, indented=indented)
    return line


def _anchored(line: Line, above: _Above, cell: Cell, *, part: bool, indented: bool) -> None:
    """Keeps ``line`` as the row of which later ones may be parts, where it says itself what is measured."""
    own = read_label(cell.text)
    if ends_with_measure(own.words if part else line.words) and not (
        own.part or indented or is_word("modifier", own.words)
    ):
        above.anchor, above.indent, above.parting = line, cell.indent, False
    above.parting = above.parting or own.part


def _with_year(line: Line, above: _Above) -> Line:
    """``line`` with the year that a row above said for its months: 2024年11月, 12月, then 1月 of the next."""
    times = "".join(time for time, _ in line.times)
    stated = re.search(r"(?:19|20)\d\d", times)
    month = re.search(r"(?<!\d)(\d{1,2})月", times)
    last = int(month[1]) if month else 0
    if stated is not None:
        above.dated = (int(stated[0]), last, line.times[0][1])
        return line
    if above.dated is None or not line.times:
        return line
    year, before, cell = above.dated
    if month is not None and before:
        year += (before == DECEMBER and last < before) - (before == 1 and last > DECEMBER - 2)
    above.dated = (year, last, cell)
    return replace(line, times=((f"{year}年", cell), *line.times))


def _of_anchor(line: Line, above: _Above, *, part: bool) -> Line:
    """``line`` as a part of the section and the row above it, where it does not say itself what is measured."""
    anchor, section = above.anchor, above.section
    words = nested(section.words, line.words, part=part, section=True)
    if words != line.words:
        line = replace(line, words=words, cells=(*section.cells, *line.cells))
    industry = line.words.endswith(INDUSTRIES) and measure_tail(anchor.words) in ("生产总值", "GDP", "增加值", "总产值")
    if not anchor.words or not (part or (industry and not ends_with_measure(line.words))):
        return line
    words = nested(anchor.words, line.words, part=True)
    inherits = not line.measures and anchor.measures
    return replace(
        line,
        words=words,
        cells=(*anchor.cells, *line.cells) if words != line.words else line.cells,
        measures=anchor.measures if inherits else line.measures,
        measures_at=anchor.measures_at if inherits else line.measures_at,
    )
