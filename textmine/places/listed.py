"""Names that are often another word, told by the places that they are listed with (略阳、宁强、勉县)."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from operator import attrgetter

from textmine.places.gazetteer import contains, level, parent
from textmine.places.reading import Doubtful, Found, Reading
from textmine.records import Place

__all__ = ["with_listed"]

WAYS = ("至", "到", "—", "－", "-")
LISTING = ("、", "和", "与", "及", "以及")


def with_listed(reading: Reading) -> list[Found]:
    """What was found, with the doubtful names that are listed beside a place of the same division (略阳、宁强、勉县)."""
    if not reading.doubtful:
        return reading.found
    found = [*reading.found, *_pairs(reading)]
    for direction in (1, -1):
        found = _joined(reading, found, direction)
    return sorted(found, key=attrgetter("start"))


@cache
def _divisions_behind() -> re.Pattern[str]:
    return re.compile(r"等?[两二三四五六七八九]?[个]?[县市区地]")


def _pairs(reading: Reading) -> list[Found]:
    """Doubtful names of one division side by side, where that division was named or 等县 and the like follows."""
    text = reading.text
    kept: dict[int, Found] = {}
    for one, two in pairwise(sorted(reading.doubtful, key=attrgetter("start"))):
        if text[one.end : two.start] not in LISTING:
            continue
        for first in one.places:
            above = parent(first)
            second = next((place for place in two.places if above is not None and parent(place) == above), None)
            if second is not None and (above in reading.seen or _divisions_behind().match(text, two.end)):
                kept[one.start] = Found(one.start, one.end, (first,), "name")
                kept[two.start] = Found(two.start, two.end, (second,), "name")
    return list(kept.values())


def _joined(reading: Reading, found: list[Found], direction: int) -> list[Found]:
    """``found`` and the doubtful names that follow one of them in a list; ``direction`` -1 reads from the end."""
    text = reading.text
    ahead = direction > 0
    taken = {name.start for name in found}
    doubtful = [name for name in reading.doubtful if name.start not in taken]
    every: list[Found | Doubtful] = [*found, *doubtful]
    names = sorted(every, key=attrgetter("start"))[::direction]
    kept: list[Found] = []
    last: Found | None = None
    for name in names:
        if isinstance(name, Found):
            last = name
            kept.append(name)
            continue
        if last is None or len(last.places) != 1:
            continue
        between = text[last.end : name.start] if ahead else text[name.end : last.start]
        above = parent(last.places[0])
        siblings = [place for place in name.places if _beside(place, last.places[0], above, between)]
        if between in (*LISTING, *WAYS) and siblings and all(contains(siblings[0], place) for place in siblings[1:]):
            city = between in WAYS and siblings[-1].name.endswith("市")  # where a line ends
            last = Found(name.start, name.end, (siblings[-1 if city else 0],), "name")
            kept.append(last)
    return kept


def _beside(place: Place, other: Place, above: Place | None, between: str) -> bool:
    """Whether ``place`` can stand in a list with ``other``: of the same division, or with 、 of the same province."""
    if above is not None and parent(place) == above:
        return True
    if between in ("、", *WAYS) and place.code is not None and other.code is not None:
        if level(place) <= 1 and level(other) <= 1:
            return True
        if between in WAYS and place.code[:2] == other.code[:2]:
            return True
    return between == "、" and level(other) == 2 and place.code is not None and place.code[:2] == (other.code or "")[:2]
