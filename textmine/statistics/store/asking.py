"""What is asked of the database as conditions of SQL; values always as parameters."""

from __future__ import annotations

from datetime import date

from textmine.errors import UsageError
from textmine.periods import bounds
from textmine.statistics.regions import by_code, country, region_named

__all__ = ["conditions", "within"]


def within(period: str, wanted: tuple[date | None, date | None]) -> bool:
    begins, ends = bounds(period)
    after = wanted[0] is None or (begins is not None and begins >= wanted[0])
    return after and (wanted[1] is None or (ends is not None and ends <= wanted[1]))


def conditions(indicator: str | None, region: str | None) -> tuple[str, list[object]]:
    where, values = ["1"], list[object]()
    if indicator:
        pattern = "".join(f"\\{sign}" if sign in "%_\\" else sign for sign in indicator)
        where.append(
            "(s.indicator = ? OR s.code = ? OR s.heading LIKE ? ESCAPE '\\' OR s.indicator LIKE ? ESCAPE '\\')"
        )
        values += [indicator, indicator, f"%{pattern}%", f"%{pattern}%"]
    if region:
        place = by_code(region) or region_named(region) or (abroad[0] if (abroad := country(region)) else None)
        if place is None:
            raise UsageError(f"{region!r} is no region that textmine knows; name one like 北京市 or its code 110000")
        where.append("s.region = ?")
        values.append(place.name)
    return " AND ".join(where), values
