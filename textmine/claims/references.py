"""What 全省, 当地, 两国, 三地 and 区域 call back: the places named before, or the article's own."""

from __future__ import annotations

from collections.abc import Iterator

from textmine.claims.scene import Scene
from textmine.claims.standing import group_of, is_subject, speaks
from textmine.lexicon import column
from textmine.places import contains, is_wide, level, parent
from textmine.records import Place, PlaceMention

__all__ = ["resolve", "whole_of"]

LEVELS = {"省": 0, "市": 1, "州": 1, "县": 2, "区": 2}
"""What a division that 全省, 全市 and the like call back is: the lower, the larger."""

COUNTS = {"双": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def resolve(scene: Scene, mention: PlaceMention, home: tuple[Place, ...], *, local: bool = False) -> tuple[Place, ...]:
    """The places of ``mention``; a reference takes the last place named before it that fits, else ``home``.

    ``local``: the text is a report of ``home``, which then comes first. Each mention is looked up once for a scene.
    """
    key = (mention.start, local, home)
    known = scene.resolved.get(key)
    if known is None:
        known = scene.resolved[key] = _resolve(scene, mention, home, local=local)
    return known


def _resolve(scene: Scene, mention: PlaceMention, home: tuple[Place, ...], *, local: bool) -> tuple[Place, ...]:
    if mention.surface == "各地" and home:
        return home
    if mention.rule == "composite":
        return _places(scene, mention)
    if mention.surface == "全国" and (abroad := _abroad(scene, mention)) is not None:
        return abroad.places
    if mention.rule != "reference":
        return tuple(whole_of(place) for place in _places(scene, mention))
    if mention.surface == "全域":
        return ()
    if mention.surface.endswith("区域"):
        return _last_composite(scene, mention)
    count = COUNTS.get(mention.surface[0])
    if count is not None and not (local and home and _fits(home[0], mention.surface[-1])):
        return _last_of(scene, mention, count)
    return _called_back(scene, mention, home, local=local)


def _called_back(scene: Scene, mention: PlaceMention, home: tuple[Place, ...], *, local: bool) -> tuple[Place, ...]:
    """The last place named before 全省, 当地 or 市 (of 市教育局) that fits; at home and for authorities ``home`` comes first."""
    sign = mention.surface[-1]
    authority = len(mention.surface) == 1
    if (local or authority) and home and _fits(home[0], sign):
        return home
    paragraph = scene.layout.paragraph(mention.start).start
    nearest: tuple[Place, ...] = ()
    for other in _earlier(scene, mention, speaking=paragraph):
        if authority and sign == "市" and (other.places[0].code or "")[4:] != "00":
            continue
        if other.rule in ("nation", "national-body", "line") or other.places[0].name == "全球":
            continue
        if nearest and other.start < paragraph and not contains(nearest[0], other.places[0]):
            return nearest  # 全县 in the paragraph of a town is one of its counties, no county told of before
        called = tuple(place for place in _places(scene, other) if not _is_nation(place))
        fitting = tuple(place for place in called if _fits(place, sign))
        if fitting and sign in LEVELS:
            return fitting
        if fitting or other.surface.endswith(sign):
            return called
        if not nearest and other.start >= paragraph and _is_larger(other.places[0], sign):
            nearest = other.places
    return home


def _is_nation(place: Place) -> bool:
    return place.name == "全国"


def _is_larger(place: Place, sign: str) -> bool:
    """Whether ``place`` is a division of China that holds such as ``sign`` names."""
    return place.code is not None and level(place) < LEVELS.get(sign, 0)


def _abroad(scene: Scene, mention: PlaceMention) -> PlaceMention | None:
    """The foreign country whose 全国 is meant: the last one named in the paragraph where nothing of China is; else null."""
    paragraph = scene.layout.paragraph(mention.start)
    country = None
    for other in scene.places_between(paragraph.start, mention.start):
        if other.places and (other.rule == "nation" or other.places[0].code is not None):
            return None
        foreign = other.rule in ("country", "in-authority") and other.places[0].code is None
        if foreign and len(other.places) == 1 and other.places[0].name != "全国" and not is_wide(other.places[0]):
            country = other
    return country


def _places(scene: Scene, mention: PlaceMention) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(place for member in group_of(scene, mention) for place in member.places))


def _earlier(scene: Scene, mention: PlaceMention, *, speaking: int | None = None) -> Iterator[PlaceMention]:
    """The places named before ``mention`` as subjects, nearest first; from ``speaking`` on also those whose authority speaks."""
    for other in scene.places_back(0, mention.start):
        if other.rule != "reference" and other.places:
            speaks_there = speaking is not None and other.start >= speaking and speaks(scene, other)
            if speaks_there or is_subject(scene, other):
                yield other


def _last_of(scene: Scene, mention: PlaceMention, count: int) -> tuple[Place, ...]:
    """The last enumeration of ``count`` places, or composite of as many; none where there is none."""
    for other in _earlier(scene, mention):
        places = _places(scene, other)
        if len(places) == count or (len(places) == 1 and len(places[0].members) == count):
            return places
    return ()


def _last_composite(scene: Scene, mention: PlaceMention) -> tuple[Place, ...]:
    """The last region of several members named before ``mention``: what 区域 calls back."""
    for other in scene.places_back(0, mention.start):
        if other.places and other.places[0].members:
            return other.places
    return ()


def whole_of(place: Place) -> Place:
    """``place``, or the division around it where it is a quarter or zone (``lexicons/quarters.tsv``)."""
    if place.code is not None or place.name not in column("quarters"):
        return place
    return parent(place) or place


def _fits(place: Place, level: str) -> bool:
    """Whether ``place`` can be what 全省, 全市, 全县, 全区 … calls back."""
    code = place.code or ""
    if level == "省":
        return code.endswith("0000") and code != "100000" and place.name.endswith("省")
    if level == "市":
        return place.name.endswith("市")
    if level == "县":
        return place.name.endswith(("县", "旗"))
    if level == "区":
        return place.name.endswith(("自治区", "区"))
    if level == "州":
        return place.name.endswith("州")
    return True
