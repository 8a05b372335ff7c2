"""What SDMX messages of every format have in common: components of a key to a series, attributes to its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from textmine.errors import InputError
from textmine.records import Missing, Place, Release, Series
from textmine.statistics.build import Block, Cells, Source, Times, block, precision, scaled, series_of
from textmine.statistics.headings import heading
from textmine.statistics.regions import by_code, country, region_named
from textmine.statistics.times import Label, frequency_of, time_label
from textmine.statistics.units import Published, declared

__all__ = ["Coded", "Value", "read"]

INDICATORS = ("INDICATOR", "SERIES", "SUBJECT", "MEASURE", "CONCEPT", "NA_ITEM", "STO", "VARIABLE")
AREAS = ("REF_AREA", "GEO", "LOCATION", "COUNTRY", "AREA", "REGION")
UNITS = ("UNIT_MEASURE", "UNIT")
STATUS = {"A": None, "P": Release.PROVISIONAL, "E": Release.ESTIMATED, "I": Release.IMPUTED, "F": Release.FORECAST,
          "R": Release.REVISED, "D": None, "B": None, "N": None, "U": None, "V": None}  # fmt: skip
ABSENT = {"M": Missing.UNAVAILABLE, "L": Missing.UNAVAILABLE, "O": Missing.UNAVAILABLE, "H": Missing.UNAVAILABLE,
          "Q": Missing.CONFIDENTIAL, "C": Missing.CONFIDENTIAL}  # fmt: skip
NO_KEY = frozenset(("TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "UNIT_MULT", "DECIMALS", "TITLE", "TIME_FORMAT", "COLLECTION",
                    "BASE_PER", "LAST_UPDATE", "OBS_FLAG", "PREPARED", "UPDATED", "OBS_COM", "COMMENT_OBS", "SOURCE", "SOURCE_AGENCY"))  # fmt: skip
DIGITS = 40


@dataclass(frozen=True, slots=True)
class Coded:
    """A component's value: its id, and its name where the message gives one."""

    id: str
    name: str = ""


NONE = Coded("")


@dataclass(frozen=True, slots=True)
class Value:
    """One observation of a message: its key and attributes by component, and where it stands."""

    components: Mapping[str, Coded]
    row: int
    column: int = 1


def read(values: Iterable[Value], source: Source, titles: Mapping[str, str]) -> Iterator[Block | InputError]:
    """The observations of ``values``; ``titles`` are the names of the components."""
    mapped = dict(source.options.columns)
    groups: dict[tuple[tuple[str, str], ...], list[Value]] = {}
    for value in values:
        key = tuple(
            (name, part.id)
            for name, part in value.components.items()
            if name not in NO_KEY and part.id not in ("", "~")
        )
        groups.setdefault(key, []).append(value)
    for group in groups.values():
        try:
            yield from _series(group, source, mapped, titles)
        except InputError as error:
            yield error


def _part(value: Value, names: Iterable[str | None]) -> tuple[str, Coded] | None:
    for name in names:
        if name and (part := value.components.get(name)) and part.id:
            return name, part
    return None


def _series(
    group: list[Value], source: Source, mapped: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[Block | InputError]:
    first = group[0]
    frequency = (
        frequency_of(found[1].id) if (found := _part(first, (mapped.get("frequency"), "FREQ", "FREQUENCY"))) else None
    )
    what = _part(first, (mapped.get("indicator"), *INDICATORS))
    name = (what[1].name or what[1].id) if what else source.options.indicator
    if name is None:
        raise source.error(
            f"no dimension is known to hold the indicator (there are {', '.join(first.components)[:160]}); "
            "name it with --columns indicator=DIMENSION or --indicator",
            first.row,
        )
    labels = [
        (time_label(part.id) if (part := value.components.get(mapped.get("period", "TIME_PERIOD"))) else None, value)
        for value in group
    ]
    label = next((label for label, _ in labels if label), None)
    unit = _unit(first, source, mapped)
    head = heading(name, frequency or (label.frequency if label else None), unit)
    if not head.complete:
        raise source.error(
            f"{name!r} has no unit; name it with --unit, or its component with --columns unit=COMPONENT", first.row
        )
    taken = {what[0] if what else "", mapped.get("region", ""), *AREAS, *UNITS, "FREQ", "FREQUENCY"}
    others = tuple(
        f"{titles.get(key) or key}: {part.name or part.id}"
        for key, part in first.components.items()
        if key not in taken and key not in NO_KEY and part.id not in ("", "~", "_Z", "_T")
    )
    series = series_of(
        head, _region(first, source, mapped), frequency or (label.frequency if label else None), source,
        code=what[1].id if what else None, notes=others, released=part.id if (part := first.components.get("LAST_UPDATE")) else None,
    )  # fmt: skip
    series = replace(series, scope=(*series.scope, *others), precision=scaled(_precision(group, mapped), series.scale))
    yield from _figures(labels, series, source, mapped)


def _figures(
    labels: list[tuple[Label | None, Value]], series: Series, source: Source, mapped: Mapping[str, str]
) -> Iterator[Block | InputError]:
    kept: list[tuple[Label, Value]] = []
    for label, value in labels:
        if label is None:
            yield source.error(
                "no time that textmine knows in TIME_PERIOD; write it as 2024, 2024-Q1 or 2024-06", value.row
            )
        else:
            kept.append((label, value))
    flags = [value.components.get("OBS_STATUS", value.components.get("OBS_FLAG", NONE)).id.upper() for _, value in kept]
    cells = Cells(
        Times(tuple(label for label, _ in kept)),
        [value.components.get(mapped.get("value", "OBS_VALUE"), NONE).id for _, value in kept],
        tuple(value.row for _, value in kept),
        tuple(value.column for _, value in kept),
        statuses=[STATUS.get(flag) for flag in flags],
        absent=[ABSENT.get(flag) for flag in flags],
    )
    yield from block(series, cells, source)


def _precision(group: list[Value], mapped: Mapping[str, str]) -> Decimal:
    told = group[0].components.get("DECIMALS")
    if told and told.id.isdigit() and int(told.id) < DIGITS:
        return Decimal(1).scaleb(-int(told.id))
    return precision(value.components.get(mapped.get("value", "OBS_VALUE"), NONE).id for value in group)


def _unit(value: Value, source: Source, mapped: Mapping[str, str]) -> Published | None:
    """The unit with its multiplier (UNIT_MULT 8: 亿)."""
    found = _part(value, (mapped.get("unit"), *UNITS))
    words = (found[1].name or found[1].id) if found else source.options.unit
    if words is None:
        return None
    unit = declared(found[1].id) if found and declared(found[1].id).unit != found[1].id else declared(words)
    power = value.components.get("UNIT_MULT")
    if power and power.id.lstrip("-").isdigit() and abs(int(power.id)) < DIGITS:
        unit = unit._replace(scale=unit.scale.scaleb(int(power.id)))
    return unit


def _region(value: Value, source: Source, mapped: Mapping[str, str]) -> tuple[Place, str, str | None]:
    found = _part(value, (mapped.get("region"), *AREAS))
    words = found[1].id if found else source.options.region
    if words is None:
        raise source.error(
            "no dimension is known to hold the region; name it with --columns region=DIMENSION or --region", value.row
        )
    named = found[1].name if found else ""
    if place := by_code(words) or region_named(words) or (region_named(named) if named else None):
        abroad = country(words)
        return place, named or words, abroad[1] if abroad else words
    if abroad := country(words) or (country(named) if named else None):
        return abroad[0], named or words, abroad[1]
    raise source.error(f"{words!r} is no region that textmine knows", value.row)
