"""Series and observations as rows of the database, and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from textmine.periods import bounds
from textmine.records import (
    Basis,
    Frequency,
    Measure,
    Missing,
    Place,
    Prices,
    Release,
    Series,
    Span,
)
from textmine.statistics.build import Block

__all__ = ["FIGURES", "SERIES", "Row", "block_of", "figures_row", "key_of", "series_of", "series_row", "times_row"]

SERIES = (
    "indicator", "heading", "code", "unit", "unit_published", "scale", "quantity", "region", "region_code", "region_members",
    "region_published", "region_source", "frequency", "measure", "base", "basis", "span", "prices", "scope", "precision", "released",
    "vintage", "publisher", "database", "notes", "sheet",
)  # fmt: skip
FIGURES = ("figures", "missing", "statuses", "rows", "columns")
Row = tuple[Any, ...]


def key_of(series: Series) -> str:
    """The same text for every series of one thing, whatever file it comes from; a code of the source goes before its words."""
    parts = (
        series.indicator, series.region.name, series.unit, series.measure, series.base, series.span, series.prices, series.frequency,
        "/".join(series.scope),
    )  # fmt: skip
    return "|".join("" if part is None else str(part) for part in parts)


def series_row(series: Series) -> Row:
    """The columns :data:`SERIES` of a series."""
    place = series.region
    return (
        series.indicator, series.heading, series.code, series.unit, series.unit_published, str(series.scale), series.quantity,
        place.name, place.code, _listed(place.members), series.region_published, series.region_code, series.frequency, series.measure,
        series.base, series.basis, series.span, series.prices, _listed(series.scope), str(series.precision), series.released,
        series.vintage, series.publisher, series.database, _listed(series.notes), series.sheet,
    )  # fmt: skip


def _listed(words: tuple[str, ...]) -> str:
    return json.dumps(words, ensure_ascii=False)


def series_of(row: Row, path: str, sha256: str) -> Series:
    """The series of a row with the columns :data:`SERIES`."""
    named = dict(zip(SERIES, row, strict=True))
    return Series(
        indicator=named["indicator"],
        heading=named["heading"],
        code=named["code"],
        unit=named["unit"],
        unit_published=named["unit_published"],
        scale=Decimal(named["scale"]),
        quantity=named["quantity"],
        region=Place(
            name=named["region"], code=named["region_code"], members=tuple(json.loads(named["region_members"]))
        ),
        region_published=named["region_published"],
        region_code=named["region_source"],
        frequency=_label(Frequency, named["frequency"]),
        measure=Measure(named["measure"]),
        base=named["base"],
        basis=_label(Basis, named["basis"]),
        span=_label(Span, named["span"]),
        prices=_label(Prices, named["prices"]),
        scope=tuple(json.loads(named["scope"])),
        precision=Decimal(named["precision"]),
        released=named["released"],
        vintage=named["vintage"],
        publisher=named["publisher"],
        database=named["database"],
        notes=tuple(json.loads(named["notes"])),
        path=path,
        sha256=sha256,
        sheet=named["sheet"],
    )


def _label(kind: Callable[[str], Any], word: str | None) -> Any:
    return None if word is None else kind(word)


@lru_cache(maxsize=256)
def _json(numbers: int | tuple[int, ...]) -> str:
    return json.dumps(numbers)


def figures_row(block: Block) -> Row:
    """The columns :data:`FIGURES` of a block."""
    return (
        json.dumps(block.figures),
        json.dumps(block.missing) if block.missing else "{}",
        json.dumps(block.statuses) if block.statuses else "{}",
        _json(block.rows),
        _json(block.columns),
    )


def times_row(periods: tuple[str, ...]) -> tuple[str, str | None, str | None]:
    """Periods as JSON, with the first and the last day of them all; null where one is open."""
    days = [bounds(period) for period in dict.fromkeys(periods)]
    begins, ends = [begin for begin, _ in days], [end for _, end in days]
    known = [day for day in begins if day], [day for day in ends if day]
    first = min(known[0]) if len(known[0]) == len(days) else None
    last = max(known[1]) if len(known[1]) == len(days) else None
    return json.dumps(periods), _iso(first), _iso(last)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def block_of(series: Series, periods: str, row: Row) -> Block:
    """The figures of a row with the columns :data:`FIGURES`."""
    figures, missing, statuses, rows, columns = (json.loads(cell) for cell in row)
    return Block(
        series,
        tuple(json.loads(periods)),
        tuple(figures),
        {int(index): Missing(word) for index, word in missing.items()},
        {int(index): Release(word) for index, word in statuses.items()},
        rows if isinstance(rows, int) else tuple(rows),
        columns if isinstance(columns, int) else tuple(columns),
    )
