"""The places that rows and columns of a table stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from textmine import places
from textmine.claims.tables.words import is_word
from textmine.records import Place

__all__ = ["Named", "leading_place", "places_of", "subject_places"]

MOST = 0.6
"""The share of labels from which on a column of labels is one of places."""


class Named(NamedTuple):
    """What a series of labels says of places: the place of each or null, and whether they are places at all."""

    places: tuple[Place | None, ...]
    regional: bool


def places_of(labels: Sequence[str], home: tuple[Place, ...], *, header: str = "") -> Named:
    """The places that ``labels`` name as a whole, in a table about ``home`` with ``header`` above them.

    Where a name has several meanings, the one inside ``home`` counts, or the one of the same level as the others.
    """
    told = [label for label in labels if label]
    senses = {label: _senses(label, home) for label in told}
    known = [label for label in told if senses[label]]
    headed = is_word("places", header)
    if header and not headed and not _heads_places(header):
        return Named((None,) * len(labels), regional=False)
    regional = bool(told) and (len(known) >= max(2, MOST * len(told)) or headed)
    if not regional and len(known) < len(told):
        return Named(tuple(_single(senses.get(label, ())) for label in labels), regional=False)
    common = set.intersection(*({_level(place) for place in senses[label]} for label in known)) if known else set()
    return Named(tuple(_chosen(senses.get(label, ()), common) for label in labels), regional)


@cache
def _place_header() -> re.Pattern[str]:
    return re.compile(r"(?:[省市县州盟旗国]|(?<![景社园校小库灌林厂院])区|地区|城市|区域)(?:名称)?$")


def _heads_places(header: str) -> bool:
    """Whether ``header`` may stand above places: it says so, or nothing of what the rows are."""
    return is_word("corner", header) or _place_header().search(header) is not None


def _senses(label: str, home: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places that ``label`` can mean as a whole."""
    mentions = places.find(label)
    if len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(label)):
        (one,) = mentions
        if one.rule.startswith("in-") or len(one.places) != 1:
            return ()
        if one.rule == "chain":
            return one.places
    found = places.lookup(label) if len(label) > 1 else ()
    if home and found:
        inside = tuple(place for place in found if places.contains(home[0], place) or place == home[0])
        found = inside or found
    if len(mentions) == 1 and mentions[0].places and not found:
        return mentions[0].places if mentions[0].end == len(label) and mentions[0].start == 0 else ()
    return found


def _level(place: Place) -> int:
    """0 province, 1 prefecture, 2 county, 3 what has no code."""
    code = place.code
    return 3 if code is None else 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


def _single(senses: Sequence[Place]) -> Place | None:
    return senses[0] if len(senses) == 1 else None


def _chosen(senses: Sequence[Place], common: set[int]) -> Place | None:
    if len(senses) > 1 and common:
        fitting = [place for place in senses if _level(place) == min(common)]
        return _single(fitting)
    return _single(senses)


def leading_place(words: str) -> tuple[Place | None, str]:
    """The place with which the indicator ``words`` begin, and the rest (河南省粮食产量); null and all where they begin with none."""
    for mention in places.find(words):
        if mention.start == 0 and len(words) - mention.end >= 2:
            if mention.rule == "reference":
                return None, words[mention.end :]
            if mention.rule in ("name", "chain", "composite", "country", "nation") and len(mention.places) == 1:
                return mention.places[0], words[mention.end :]
        break
    return None, words


def subject_places(text: str) -> tuple[tuple[Place, ...], int, int] | None:
    """The one place that the title ``text`` is about, and where it is named; null for none or several."""
    text = text.replace("部分", "各个")  # 市部 would be the end of an office
    found = [mention for mention in places.find(text) if mention.places and not mention.rule.startswith("in-")]
    if len(found) != 1:
        return None
    return found[0].places, found[0].start, found[0].end
