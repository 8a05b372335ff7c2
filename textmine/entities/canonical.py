"""Under which name a thing is known: places with their codes, organisations by their full names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter

from textmine.entities.gazetteer import full_names
from textmine.lexicon import alternation, rows
from textmine.places import contains, lookup, signs
from textmine.records import Place, PlaceMention

__all__ = ["organisation", "place"]

NATION = "全国"
LEVELS = {"省": ("省", "自治区"), "市": ("市",), "区": ("区",), "县": ("县", "旗")}
"""The endings of the places that 省, 市, 区 and 县 before the name of an authority can mean."""


def place(surface: str, start: int, end: int, mentions: Sequence[PlaceMention]) -> Place:
    """The place that ``surface`` names; without a code where it could be several or is no division of China.

    ``mentions`` are the places of the text in its order, none overlapping another.
    """
    index = bisect_right(mentions, start, key=attrgetter("start")) - 1
    around = mentions[index] if index >= 0 else None
    if around is not None and end <= around.end and len(around.places) == 1:
        final = around.places[0]
        if end == around.end:
            return Place(name="中国") if final.name == NATION else final
        outer = [sense for sense in lookup(surface) if sense.code and contains(sense, final)]
        if len(outer) == 1:
            return outer[0]
    senses = lookup(surface) or tuple(filter(None, (signs().get(surface),)))
    if len(senses) == 1:
        return Place(name="中国") if senses[0].name == NATION else senses[0]
    return Place(name=surface)


@cache
def _authority() -> re.Pattern[str]:
    """A place or 省, 市, 区, 县 before the short name of an authority."""
    return re.compile(
        rf"(?P<place>.*?[省市区县州盟旗]|.*?)(?P<short>{alternation(short for short, _, _ in rows('organisation_suffixes'))})"
    )


@cache
def _endings() -> dict[str, str]:
    return {short: full for short, full, _ in rows("organisation_suffixes")}


def organisation(surface: str, places: Iterable[Place]) -> str:
    """The full name of an organisation, where it is known; ``places`` are those named before it, the last first,
    then those named after it.

    中科院 is 中国科学院, 北京市科委 is 北京市科学技术委员会; 市科委 is that of the last city named before.
    """
    full = full_names().get(surface)
    if full is not None:
        return full
    match = _authority().fullmatch(surface)
    if match is None:
        return surface
    name, ending = match["place"], _endings()[match["short"]]
    if not name:
        return surface
    if name in LEVELS:
        of = next((place.name for place in places if place.name.endswith(LEVELS[name])), None)
        return surface if of is None else of + ending
    senses = [sense for sense in lookup(name) if sense.code]
    return senses[0].name + ending if len(senses) == 1 else surface
