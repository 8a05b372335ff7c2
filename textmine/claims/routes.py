"""Railways, roads and journeys, which belong to all the places that they join: 大理至瑞丽铁路, 济青高铁, 自青岛引出，经日照至盐城."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from textmine.places import signs
from textmine.records import Place, PlaceMention

__all__ = ["lines", "routes"]


@cache
def _joint() -> re.Pattern[str]:
    """What stands between two stops: the way to the next one, what is passed, more of what is passed."""
    return re.compile(
        r"(?:[东西南北]?站)?(?:(?P<to>至|到|[—－-]{1,2}|开往|驶往|抵达)|(?:引出|始发|出发|起)?，?(?P<via>途[经径]|经由?|经过)|(?P<more>[、和]))"
    )


@cache
def _goes() -> re.Pattern[str]:
    """What tells that the places before are joined by a way."""
    return re.compile(
        r"[东西南北]?站?(?:(?:的|之)?间?[^，。；、\d的]{0,3}(?:铁路|高铁|高速|公路|航线|班列|列车|动车|客专|城际)|段|之?间|全[长线]|，(?:线路|道路|正线)?全长|实现|最快|仅需|只需)"
    )


def routes(text: str, mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Ways by their ends and stops as mentions of all of them; ways that are only listed (甲至乙、丙至丁) as part of names."""
    index, size = 0, len(mentions)
    while index < size:
        last, kinds = index, ""
        while last + 1 < size and mentions[last + 1].start - mentions[last].end <= len("北站出发，途经"):
            match = _joint().fullmatch(text, mentions[last].end, mentions[last + 1].start)
            if match is None or match.lastgroup is None:
                break
            if match.lastgroup == "more" and "v" not in kinds:
                break
            kinds += match.lastgroup[0]
            last += 1
        if "t" in kinds:
            found = _route(text, mentions[index : last + 1], kinds)
            if found is not None:
                yield found
        index = last + 1


def _route(text: str, stops: Sequence[PlaceMention], kinds: str) -> PlaceMention | None:
    start, end = stops[0].start, stops[-1].end
    if (station := _station().match(text, end)) is not None:
        end = station.end()
    places = tuple(dict.fromkeys(place for stop in stops for place in stop.places))
    if len(places) < len(stops) or any(place.members for place in places):
        return None
    if "v" not in kinds and not _goes().match(text, end):
        return None
    return PlaceMention(start=start, end=end, surface=text[start:end], places=places, rule="line")


@cache
def _station() -> re.Pattern[str]:
    return re.compile(r"[东西南北]?站")


@cache
def _line() -> re.Pattern[str]:
    """A railway or road named by one character of each end (济青高铁)."""
    return re.compile(r"(?:高铁|铁路|高速|城际|客专|线(?=全长|铁路|开通|建成))")


def lines(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Railways and roads, as mentions of the two places that they join and that the text names (济南、青岛: 济青高铁)."""
    ends = [match.start() for match in _line().finditer(text) if match.start() >= 2]
    if not ends:
        return []
    named: dict[str, Place] = {}
    for mention in mentions:
        for place in mention.places[:1]:
            if not place.members:
                named.setdefault(place.name[0], place)
    named.update((sign, place) for sign, place in signs().items() if place in named.values())
    starts = {mention.start for mention in mentions if mention.end == mention.start + 2 and len(mention.places) == 1}
    found = []
    for end in ends:
        one, two = named.get(text[end - 2]), named.get(text[end - 1])
        if one is not None and two is not None and one != two and end - 2 not in starts:
            span = text[end - 2 : end]
            found.append(PlaceMention(start=end - 2, end=end, surface=span, places=(one, two), rule="line"))
    return found
