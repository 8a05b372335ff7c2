"""Names and codes of regions in statistical tables to places with GB/T 2260 codes; countries by ISO 3166."""

from __future__ import annotations

from functools import cache, lru_cache

from textmine.lexicon import rows
from textmine.places.gazetteer import index, level, lookup
from textmine.records import Place

__all__ = ["NATION", "by_code", "country", "region_named"]

NATION = Place(name="全国", code="100000")


@cache
def _named() -> dict[str, Place]:
    return {
        name: Place(name=place, code=code or None, members=tuple(members.split()))
        for name, place, code, members in rows("statistics_regions")
    }


@lru_cache(maxsize=4096)
def region_named(name: str, *, cities: bool = False) -> Place | None:
    """The region that a table names; None where textmine knows none.

    Of a province and a city of one name (吉林) it is the province, and with ``cities`` the city.
    """
    name = "".join(name.split())
    if place := _named().get(name):
        return place
    found = [place for place in lookup(name) if place.name != NATION.name and len(name) > 1]
    if not found:
        return None
    ranks = {1: 0, 0: 1} if cities else {}
    return min(found, key=lambda place: ranks.get(level(place), level(place)))


@cache
def _by_code() -> dict[str, Place]:
    return {**index().codes, "000000": NATION, "100000": NATION}


def by_code(code: str) -> Place | None:
    """The place of a GB/T 2260 code (also one cut to 2 or 4 digits), or of an ISO 3166 country code."""
    code = code.strip()
    if code.isdigit() and code.isascii():
        return _by_code().get(f"{code:0<6}")
    found = _countries().get(code.upper())
    return found[0] if found else None


@cache
def _countries() -> dict[str, tuple[Place, str]]:
    """Alpha-2 and alpha-3 code, Chinese and English name → place and alpha-3 code."""
    found: dict[str, tuple[Place, str]] = {}
    for name, two, three, english in rows("statistics_countries"):
        place = region_named(name) or Place(name=name)
        for key in (two, three, name, *english.split(";")):
            found[key.strip().upper()] = (place, three)
    return found


def country(name: str, code: str = "") -> tuple[Place, str] | None:
    """The country with its alpha-3 code, by ISO code or by name in Chinese or English."""
    return _countries().get(code.strip().upper()) or _countries().get(name.strip().upper())
