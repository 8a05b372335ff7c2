"""Workbooks of data vendors: four header rows (指标, 地区, 频度, 单位), months below, and a catalogue sheet with dates and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from textmine.errors import InputError, LeftOutError
from textmine.records import Frequency
from textmine.statistics.build import Block, Cells, Source, Times, block, precision, series_of
from textmine.statistics.grids import Grid, Row
from textmine.statistics.headings import heading
from textmine.statistics.regions import by_code, region_named
from textmine.statistics.times import frequency_of, of_frequency, time_label
from textmine.statistics.units import declared

__all__ = ["Entry", "catalogue", "is_catalogue", "is_vendor", "read"]

KEYS = {"指标": "indicator", "指标名称": "indicator", "地区": "region", "频度": "frequency", "频率": "frequency", "单位": "unit",
        "来源": "publisher", "更新时间": "released"}  # fmt: skip
NEEDED = frozenset(("indicator", "region", "frequency", "unit"))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a catalogue tells of a series: the code of its region, when it was last renewed, who publishes it, its note."""

    region_code: str
    released: str
    publisher: str
    note: str


def _headers(grid: Grid) -> tuple[dict[str, Row], int]:
    """The header rows by what they hold, and how many rows they take."""
    found: dict[str, Row] = {}
    for index, row in enumerate(grid.rows):
        key = KEYS.get(row.first)
        if key is None or key in found:
            return found, index
        found[key] = row
    return found, len(grid.rows)


def is_vendor(grid: Grid) -> bool:
    """Whether ``grid`` begins with the header rows of a vendor."""
    return set(_headers(grid)[0]) >= NEEDED


def is_catalogue(grid: Grid) -> bool:
    """Whether ``grid`` lists series with their regions, units and dates."""
    return bool(grid.rows) and {"指标名称", "地区名称", "频度", "单位"} <= set(grid.rows[0].cells)


def catalogue(grids: Sequence[Grid]) -> dict[tuple[str, str], Entry]:
    """What the catalogue sheets among ``grids`` tell, by indicator and region."""
    found: dict[tuple[str, str], Entry] = {}
    for grid in grids:
        if is_catalogue(grid):
            head = grid.rows[0].cells
            for row in grid.rows[1:]:
                named = dict(zip(head, row.cells, strict=False))
                found[named["指标名称"], named["地区名称"]] = Entry(
                    named.get("地区编码", ""), named.get("更新时间", ""), named.get("来源", ""), named.get("注释", "")
                )
    return found


def read(grid: Grid, known: dict[tuple[str, str], Entry], source: Source) -> Iterator[Block | InputError]:
    """The observations of a vendor's sheet, column by column; rows end where the first cell is no time."""
    heads, size = _headers(grid)
    body = []
    for row in grid.rows[size:]:
        if time_label(row.first) is None:
            break
        body.append(row)
    rest = [row.number for row in grid.rows[size + len(body) :] if not row.empty]
    for position, name in enumerate(heads["indicator"].cells):
        if position and name:
            yield from _column(position, name, heads, body, known, source)
    if rest:
        yield LeftOutError(
            f"{source.at()}: rows {rest[0]}–{rest[-1]} below the table are no part of it and were left out"
        )


def _at(heads: dict[str, Row], key: str, position: int) -> str:
    row = heads.get(key)
    return row.cells[position] if row and position < len(row.cells) else ""


def _column(
    position: int,
    name: str,
    heads: dict[str, Row],
    body: Sequence[Row],
    known: dict[tuple[str, str], Entry],
    source: Source,
) -> Iterator[Block | InputError]:
    where = _at(heads, "region", position)
    entry = known.get((name, where))
    place = region_named(where) or (by_code(entry.region_code) if entry and entry.region_code else None)
    frequency = frequency_of(_at(heads, "frequency", position))
    if place is None or frequency is None:
        what, said = ("region", where) if place is None else ("frequency", _at(heads, "frequency", position))
        yield source.error(
            f"{name!r} has no {what} that textmine knows ({said!r}); mend the header", None, position + 1
        )
        return
    cells, stray = _cells(position, body, frequency)
    head = heading(name, frequency, declared(_at(heads, "unit", position)))
    whole = replace(source, publisher=entry.publisher) if entry and entry.publisher else source
    series = series_of(
        head,
        (place, where, entry.region_code if entry else None),
        frequency,
        whole,
        precision=precision(cells.texts),
        released=(entry.released if entry else "") or _at(heads, "released", position) or None,
        notes=(entry.note,) if entry and entry.note else (),
    )
    yield from block(series, cells, source)
    if stray:
        yield source.error(
            f"{len(stray)} figures of {name!r} stand where no {frequency.value} ends; mend the table",
            stray[0],
            position + 1,
        )


def _cells(position: int, body: Sequence[Row], frequency: Frequency) -> tuple[Cells, list[int]]:
    """The cells of a column in the rows where its periods end, and the rows of figures that stand in others."""
    labels, texts, rows, stray = [], [], [], []
    for row in body:
        label = time_label(row.first)
        text = row.cells[position] if position < len(row.cells) else ""
        fitting = of_frequency(label, frequency) if label else None
        if fitting:
            labels.append(fitting)
            texts.append(text)
            rows.append(row.number)
        elif text:
            stray.append(row.number)
    return Cells(Times(tuple(labels)), texts, tuple(rows), position + 1), stray
