"""Tidy tables, one figure a row: which column holds what is told by its name or by the user's column map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from textmine.errors import InputError, UsageError
from textmine.lexicon import rows
from textmine.records import Frequency, Release, Series
from textmine.statistics.build import Block, Cells, Source, Times, block, precision, scaled, series_of
from textmine.statistics.grids import Row
from textmine.statistics.headings import heading
from textmine.statistics.regions import by_code, country, region_named
from textmine.statistics.times import Label, frequency_of, of_frequency, time_label
from textmine.statistics.units import declared

__all__ = ["FIELDS", "is_tidy", "parse_columns", "read"]

FIELDS = ("indicator", "code", "region", "region_code", "period", "value", "unit", "base", "frequency", "vintage", "released",
          "publisher", "note", "status")  # fmt: skip
IDENTITY = tuple(field for field in FIELDS if field not in ("period", "value", "status"))
STATUS = {"p": Release.PROVISIONAL, "e": Release.ESTIMATED, "i": Release.IMPUTED, "f": Release.FORECAST, "r": Release.REVISED,
          **{each.value: each for each in Release},
          "初步": Release.PROVISIONAL, "初步核算": Release.PROVISIONAL, "修订": Release.REVISED, "最终": Release.FINAL}  # fmt: skip
Columns = tuple[tuple[str, str], ...]


def parse_columns(words: str) -> Columns:
    """A column map as written on the command line: ``region=province,period=year,value=gdp``.

    Raises :class:`UsageError` for what is no map or names no field.
    """
    pairs = []
    for part in words.split(","):
        field, equals, column = (word.strip() for word in part.partition("="))
        if not equals or not column or field not in FIELDS:
            raise UsageError(
                f"--columns {part.strip()!r}: write FIELD=COLUMN with one of the fields {', '.join(FIELDS)}"
            )
        pairs.append((field, column))
    return tuple(pairs)


@cache
def _names() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("statistics_columns")}


def _places(header: Sequence[str], columns: Columns, source: Source | None = None) -> dict[str, int]:
    """Field → position. Columns that the user names go before those told by their names."""
    found: dict[str, int] = {}
    for position, name in enumerate(header):
        field = _names().get(name.strip().lower())
        if field and field not in found:
            found[field] = position
    for field, column in columns:
        if column not in header:
            where = f"{source.at()}: " if source else ""
            raise UsageError(
                f"{where}no column is called {column!r}; there are {', '.join(filter(None, header))[:200]}"
            )
        found[field] = list(header).index(column)
    if columns:
        taken = [found[field] for field, _ in columns]
        named = {field for field, _ in columns}
        found = {field: place for field, place in found.items() if field in named or place not in taken}
    return found


def is_tidy(header: Sequence[str]) -> bool:
    """Whether the names of the columns tell a tidy table by themselves."""
    found = _places(header, ())
    return "period" in found and "value" in found and ("indicator" in found or "region" in found)


@dataclass(slots=True)
class _Group:
    """The rows of one series with what identifies it."""

    identity: dict[str, str]
    labels: list[Label]
    texts: list[str]
    rows: list[int]
    statuses: list[str]


def read(header: Sequence[str], body: Iterable[Row], source: Source) -> Iterator[Block | InputError]:
    """The observations of a tidy table, series by series. Raises :class:`InputError` for what no column and no option tells."""
    places = _places(header, source.options.columns, source)
    _check(places, source)
    groups: dict[tuple[str, ...], _Group] = {}
    errors: list[InputError] = []
    keys = [places[field] for field in IDENTITY if field in places]
    named = [field for field in IDENTITY if field in places]
    period, value, status = places["period"], places["value"], places.get("status")
    most = max(places.values())
    for row in body:
        cells = row.cells
        if row.empty:
            continue
        if len(cells) <= most:
            cells = [*cells, *[""] * (most + 1 - len(cells))]
        label = time_label(cells[period])
        if label is None:
            errors.append(
                source.error(
                    f"{cells[period][:40]!r} is no time; write it as 2024, 2024-Q1 or 2024-06", row.number, period + 1
                )
            )
            continue
        key = tuple([cells[place] for place in keys])
        group = groups.get(key)
        if group is None:
            group = groups[key] = _Group(dict(zip(named, key, strict=True)), [], [], [], [])
        group.labels.append(label)
        group.texts.append(cells[value])
        group.rows.append(row.number)
        if status is not None:
            group.statuses.append(cells[status])
    yield from errors
    yield from _series(groups, value + 1, source)


def _check(places: dict[str, int], source: Source) -> None:
    options = source.options
    for field in ("period", "value"):
        if field not in places:
            raise source.error(f"no column is known to hold the {field}; name it with --columns {field}=COLUMN")
    for field, given in (("indicator", options.indicator), ("region", options.region)):
        if field not in places and given is None and not (field == "region" and "region_code" in places):
            raise source.error(
                f"no column tells the {field}; name it with --{field}, or its column with --columns {field}=COLUMN"
            )


def _series(groups: dict[tuple[str, ...], _Group], column: int, source: Source) -> Iterator[Block | InputError]:
    last: dict[tuple[str, ...], list[str]] = {}
    for group in groups.values():
        last.setdefault(_alike(group), []).extend(group.texts)
    known = {key: precision(texts) for key, texts in last.items()}
    for group in groups.values():
        found = _one(group, source)
        if isinstance(found, InputError):
            yield found
            continue
        series, frequency = found
        series = replace(series, precision=scaled(known[_alike(group)], series.scale))
        cells = Cells(
            Times(tuple([_label(label, frequency) for label in group.labels])),
            group.texts,
            tuple(group.rows),
            column,
            statuses=[STATUS.get(words.strip().lower()) for words in group.statuses],
        )
        yield from block(series, cells, source)


def _alike(group: _Group) -> tuple[str, ...]:
    """What figures of one precision share: all but the region."""
    return tuple(value for field, value in group.identity.items() if field not in ("region", "region_code"))


def _one(group: _Group, source: Source) -> tuple[Series, Frequency | None] | InputError:
    said, options, row = group.identity, source.options, group.rows[0]
    name = said.get("indicator") or options.indicator
    if not name:
        return source.error("the row names no indicator; fill it in, or name one with --indicator", row)
    frequency = frequency_of(said.get("frequency", "")) or group.labels[0].frequency
    words = said.get("unit") or ""
    base = f"({said['base']})" if re.search(r"=\s*100", said.get("base", "")) else ""
    head = heading(name + base, frequency, declared(words) if words else None)
    if not head.complete:
        if options.unit is None:
            return source.error(
                f"{name!r} has no unit; name it with --unit, or its column with --columns unit=COLUMN", row
            )
        head = heading(name + base, frequency, declared(options.unit))
    where = said.get("region") or said.get("region_code") or options.region or ""
    code = said.get("region_code") or None
    place = (by_code(code) if code else None) or region_named(where)
    if place is None and (abroad := country(where)):
        place, code = abroad[0], code or abroad[1]
    if place is None:
        return source.error(f"{where!r} is no region that textmine knows; write its full name or code", row)
    whole = Source(
        path=source.path,
        sha256=source.sha256,
        sheet=source.sheet,
        publisher=said.get("publisher") or source.publisher,
        vintage=said.get("vintage") or source.vintage,
        released=said.get("released") or _dated(said.get("vintage", "")) or source.released,
        options=options,
    )
    notes = (said["note"],) if said.get("note") else ()
    series = series_of(head, (place, where, code), frequency, whole, code=said.get("code") or None, notes=notes)
    return series, frequency


def _dated(vintage: str) -> str | None:
    """The date with which the name of a vintage begins (2025-11 download): as much of it as is one."""
    found = re.match(r"((?:19|20)\d\d)(?:-(0[1-9]|1[0-2])(?![0-9])(?:-([0-3]\d)(?!\d))?)?", vintage)
    return "-".join(filter(None, found.groups())) if found else None


def _label(label: Label, frequency: Frequency | None) -> Label:
    return label if label.frequency is frequency else of_frequency(label, frequency) or label
