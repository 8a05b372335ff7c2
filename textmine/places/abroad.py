"""Foreign towns and provinces that no list knows, told by the country before them: 伊朗南部米纳卜市, 韩国港口城市浦项.

Once introduced, the bare name counts in the rest of the text.
"""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter

from textmine.lexicon import column
from textmine.places.gazetteer import is_wide
from textmine.places.reading import Found
from textmine.records import Place

__all__ = ["with_foreign"]

MOST = 20
"""So many new names are looked for in the rest of a text, so that a text of nothing but names takes no longer than others."""


@cache
def _introduced() -> re.Pattern[str]:
    """What follows a country: a part of it, a word for a town, the name in characters of transcription, its kind."""
    signs = "".join(column("places_transcription"))
    part = r"(?:[东西南北中]{1,2}部|沿海|边境|首都|首府|境内|的)?"
    ends = r"(?=[，。、；）\s]|的|一[家座处名所个]|发生|附近|举[行办]|遭|郊区|当地|等|机场|今|昨|\d)"
    return re.compile(
        rf"{part}(?:省|州|地区)?(?:(?P<town>(?:港口|工业|旅游|沿海|边境|海滨|重要|著名|最大|主要|第[二三四]大){{0,2}}(?:城市|港市|小镇|城镇))|)"
        rf"(?P<name>[{signs}]{{2,8}})(?P<kind>[市州省郡县邦镇村岛]|大区)?(?:(?<=[市州省郡县邦镇村岛区])|(?P<bare>{ends}))"
    )


@cache
def _eastern() -> re.Pattern[str]:
    """The names of Japan and Korea, which are written in any characters."""
    return re.compile(
        r"(?:[东西南北中]{1,2}部|沿海|的)?(?P<town>(?:港口|沿海|重要|最大|第[二三四]大){0,2}城市)?"
        r"(?P<name>[^\W\d_各多该本全两三四五等部分一些的在和与及地最发大城]{2,3}?)(?P<kind>[市县郡町])(?![区长民场政级路理])"
        r"|(?:[东西南北中]{1,2}部|沿海|的)?(?:港口|沿海|重要|最大|第[二三四]大){0,2}城市(?P<plain>[^\W\d_各多该本全等部分的在和与及]{2})(?=[，。的]|发生|市)"
    )


def with_foreign(text: str, found: list[Found]) -> list[Found]:
    """``found`` and the foreign places that it introduces, with what calls them back later, in text order."""
    known = [name for name in found if _is_foreign(name)]
    if not known:
        return found
    starts = {name.start for name in found}
    new: dict[str, int] = {}
    for anchor in known:
        match = _behind(text, anchor)
        if match is None:
            continue
        groups = match.groupdict()
        name = groups["name"] or groups["plain"]
        begin = match.start("name") if groups["name"] else match.start("plain")
        if begin not in starts and len(new) < MOST:
            new.setdefault(name, begin)
    if not new:
        return found
    taken = {position for name in found for position in range(name.start, name.end)}
    added = []
    for name, first in new.items():
        at = text.find(name, first)
        while at >= 0:
            end = at + len(name)
            if taken.isdisjoint(range(at, end)):
                taken.update(range(at, end))
                added.append(Found(at, end, (Place(name=name),), "country"))
            at = text.find(name, end)
    return sorted([*found, *added], key=attrgetter("start"))


def _is_foreign(name: Found) -> bool:
    return name.rule == "country" and name.places[0].code is None and not is_wide(name.places[0])


def _behind(text: str, anchor: Found) -> re.Match[str] | None:
    """The name that ``anchor`` introduces right behind it; null for none."""
    if anchor.places[0].name in ("日本", "韩国"):
        return _eastern().match(text, anchor.end)
    match = _introduced().match(text, anchor.end)
    return match if match and (match["kind"] or match["town"]) else None
