"""World Bank CSV: years in columns, a country and an indicator a row; downloads of an indicator and of DataBank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from textmine.errors import InputError, LeftOutError
from textmine.lexicon import rows
from textmine.records import Frequency, Measure, Prices
from textmine.statistics.build import Block, Cells, Source, Times, block, precision, series_of
from textmine.statistics.grids import Grid, Row
from textmine.statistics.headings import Heading, heading
from textmine.statistics.regions import country
from textmine.statistics.times import time_label
from textmine.statistics.units import Published, declared

__all__ = ["header_of", "read"]

NAMES = {"Country Name": "country", "Country Code": "country_code", "Indicator Name": "indicator", "Indicator Code": "code",
         "Series Name": "indicator", "Series Code": "code"}  # fmt: skip
FEW = 10  # rows above the header


def header_of(grid: Grid) -> Row | None:
    """The header row, or None for another kind of table."""
    for row in grid.rows[:FEW]:
        if {"country", "indicator"} <= {NAMES.get(cell) for cell in row.cells}:
            return row
    return None


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {words: (unit, prices) for words, unit, prices in rows("statistics_worldbank")}


def _heading(name: str, option: str | None) -> Heading | None:
    """An English heading; its unit stands in the last brackets."""
    found = re.search(r"\(([^()]*)\)\s*$", name)
    words = found[1].strip().lower() if found else ""
    unit = prices = None
    if words in _units():
        canonical, at = _units()[words]
        unit, prices = declared(canonical)._replace(written=found[1] if found else ""), Prices(at) if at else None
    elif name.lower().endswith(", total"):
        unit = Published("", "人" if "population" in name.lower() else None, declared("").scale, None)
    elif option is not None:
        unit = declared(option)
    if unit is None:
        return None
    head = heading(name, Frequency.YEAR, unit)
    measure = Measure.GROWTH if words == "annual %" else Measure.SHARE if words.startswith("% of") else head.measure
    return head._replace(prices=prices, measure=measure, indicator=name[: found.start()].strip() if found else name)


def read(grid: Grid, source: Source) -> Iterator[Block | InputError]:
    """The observations of every row below the header; years are its columns."""
    head = header_of(grid)
    assert head is not None
    places = {NAMES[cell]: index for index, cell in enumerate(head.cells) if cell in NAMES}
    years = [(index, label) for index, cell in enumerate(head.cells) if (label := time_label(cell))]
    times = Times(tuple(label for _, label in years))
    columns = tuple(index + 1 for index, _ in years)
    source = replace(source, publisher="World Bank", released=_updated(grid.rows) or source.released)
    start = list(grid.rows).index(head) + 1
    least = max(places.values())
    body = [
        row
        for row in grid.rows[start:]
        if len(row.cells) > least and row.cells[places["indicator"]] and row.cells[places["country"]]
    ]
    unknown: dict[str, None] = {}
    figures: dict[str, list[str]] = {}
    for row in body:
        figures.setdefault(row.cells[places["indicator"]], []).extend(
            row.cells[index] for index, _ in years if index < len(row.cells)
        )
    last = {name: precision(cells) for name, cells in figures.items()}
    for row in body:
        named = {key: row.cells[index] for key, index in places.items() if index < len(row.cells)}
        where = country(named["country"], named.get("country_code", ""))
        if where is None:
            unknown[named["country"]] = None
            continue
        found = _heading(named["indicator"], source.options.unit)
        if found is None:
            yield source.error(
                f"{named['indicator']!r} has no unit that textmine knows; name it with --unit", row.number
            )
            continue
        place, alpha = where
        series = series_of(
            found, (place, named["country"], alpha), Frequency.YEAR, source,
            code=named.get("code"), precision=last[named["indicator"]],
        )  # fmt: skip
        texts = [row.cells[index] if index < len(row.cells) else "" for index, _ in years]
        yield from block(series, Cells(times, texts, row.number, columns), source)
    if unknown:
        names = ", ".join(list(unknown)[:3])
        yield LeftOutError(
            f"{source.at()}: {len(unknown)} groups of countries that textmine does not know were left out ({names})"
        )


def _updated(found: Sequence[Row]) -> str | None:
    for row in (*found[:FEW], *found[-FEW:]):
        text = " ".join(row.cells)
        if date := re.search(r"Last Updated(?: Date)?:?\s*(\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4})", text):
            return date[1] if "-" in date[1] else datetime.strptime(date[1], "%m/%d/%Y").date().isoformat()
    return None
