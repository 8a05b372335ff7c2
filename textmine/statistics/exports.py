"""Exports of the National Bureau of Statistics in all their layouts, and tables that users made of them.

Regions or indicators stand in rows or columns, times in the others; what the header lines do not tell (the new portal leaves out the
indicator, spreadsheets lose the lines) is asked for by option and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePath

from textmine.errors import InputError, LeftOutError
from textmine.records import Frequency, Place
from textmine.statistics.build import Block, Cells, Source, Times, block, precision, series_of
from textmine.statistics.headings import Heading, heading
from textmine.statistics.regions import NATION, region_named
from textmine.statistics.tables import WHAT_HEADS, WHERE_HEADS, Table
from textmine.statistics.units import declared

__all__ = ["database_of", "national", "read_table"]

Found = Iterator[Block | InputError]
Region = tuple[Place, str, str | None]


def national(database: str) -> bool:
    """Whether a database of the bureau is about the whole country (年度数据), not its regions, cities or other countries."""
    return re.match(r"(?:全国)?(?:年度|季度|月度|普查)数据", database.strip()) is not None


def read_table(table: Table, source: Source) -> Found:
    """The observations of ``table``. Raises :class:`InputError` where it does not say what an option could."""
    cities = "城市" in (source.database or "")
    lines = [row.first for row in table.body] if table.across else [text for _, text in table.columns]
    corner = table.corner.lower()
    regional = corner in WHERE_HEADS or (corner not in WHAT_HEADS and _mostly_regions(lines, cities))
    frequency = table.times[0].frequency
    groups = _lines(table)
    if regional:
        yield from _regional(groups, _named(table, source, frequency), frequency, cities, source)
    else:
        yield from _by_indicator(groups, _region(table, source, cities), table, frequency, source)
    yield from _outside(table, source)


def _mostly_regions(lines: list[str], cities: bool) -> bool:
    return 2 * sum(region_named(line, cities=cities) is not None for line in lines) > len(lines)


def _lines(table: Table) -> list[tuple[str, Cells]]:
    """The rows or columns of a table: what they are named and their cells, in the order of the times."""
    times = Times(table.times)
    if not table.across:
        rows = tuple(row.number for row in table.body)
        return [
            (name, Cells(times, [_text(row.cells, position) for row in table.body], rows, position + 1))
            for position, name in table.columns
        ]
    places = tuple(position + 1 for position, _ in table.columns)
    first, size = places[0] - 1, len(places)
    solid = places[-1] - places[0] + 1 == size
    found = []
    for row in table.body:
        texts = row.cells[first : first + size] if solid else [_text(row.cells, place - 1) for place in places]
        if len(texts) < size:
            texts = [*texts, *[""] * (size - len(texts))]
        found.append((row.first, Cells(times, texts, row.number, places)))
    return found


def _text(cells: list[str], position: int) -> str:
    return cells[position] if position < len(cells) else ""


def _named(table: Table, source: Source, frequency: Frequency | None) -> Heading:
    """The one indicator of a table of regions: as a line says it, else the user."""
    options = source.options
    words = table.says("指标") or options.indicator
    unit = declared(said) if (said := table.says("单位")) else None
    found = heading(words, frequency, unit) if words else None
    if found and not found.complete and options.unit is not None:
        return heading(words or "", frequency, declared(options.unit))
    if found is None or not found.complete:
        lacking = [] if found else ["indicator"]
        if found is not None or options.unit is None:
            lacking.append("unit")
        raise source.error(
            f"the table does not say the {' and the '.join(lacking)} of its figures; "
            f"name {'them' if len(lacking) > 1 else 'it'} with {' and '.join(f'--{name}' for name in lacking)}"
        )
    return found


def _region(table: Table, source: Source, cities: bool) -> Region:
    """The one region of a table of indicators: as a line says it, the whole country for its databases, else the user's."""
    words = table.says("地区")
    if words is None and source.options.region is None and national(source.database or ""):
        return NATION, NATION.name, None
    words = words or source.options.region
    if words is None:
        raise source.error("the table does not say which region its figures are about; name it with --region")
    place = region_named(words, cities=cities)
    if place is None:
        raise source.error(f"{words!r} is no region that textmine knows; name one with --region, for example 北京市")
    return place, words, None


def _regional(
    groups: list[tuple[str, Cells]], head: Heading, frequency: Frequency | None, cities: bool, source: Source
) -> Found:
    last = precision(chain.from_iterable(cells.texts for _, cells in groups))
    for name, cells in groups:
        place = region_named(name, cities=cities)
        if place is None:
            yield source.error(f"{name!r} is no region that textmine knows; write its full name", cells.where(0)[0])
            continue
        series = series_of(head, (place, name, None), frequency, source, precision=last)
        yield from block(series, cells, source)


def _by_indicator(
    groups: list[tuple[str, Cells]], region: Region, table: Table, frequency: Frequency | None, source: Source
) -> Found:
    said = table.says("单位")
    for name, cells in groups:
        head = heading(name, frequency, declared(said) if said else None)
        if not head.complete:
            if source.options.unit is None:
                row, column = cells.where(0)
                where = (row, None) if table.across else (None, column)
                yield source.error(f"{name!r} has no unit; name it with --unit", *where)
                continue
            head = heading(name, frequency, declared(source.options.unit))
        series = series_of(head, region, frequency, source, precision=precision(cells.texts))
        yield from block(series, cells, source)


def _outside(table: Table, source: Source) -> Found:
    """What stands beside and below the table: told, never read, since nothing says what it is."""
    if table.left:
        first, last = table.left[0], table.left[-1]
        yield LeftOutError(f"{source.at()}: rows {first}–{last} below the table are no part of it and were left out")
    known = {0, *(position for position, _ in table.columns)}
    beside = sum(1 for row in table.body for position, cell in enumerate(row.cells) if cell and position not in known)
    if beside:
        yield LeftOutError(f"{source.at()}: {beside} cells beside the table have no heading and were left out")


def database_of(said: str | None, sheet: str | None, path: str) -> str | None:
    """Which database an export is from: as it says, else by the names the portal gives sheets and files."""
    pattern = re.compile(r"(?:全国|分省|主要城市|国际|港澳台|部门|三大国际组织)?(?:年度|季度|月度|普查)数据")
    for words in (said, sheet, PurePath(path).stem):
        if words and (found := pattern.match(words.strip())):
            return found[0]
    return said
