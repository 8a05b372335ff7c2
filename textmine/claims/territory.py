"""Which places a value is about.

The nearest place before the value that can be its subject speaks: in its clause, its sentence, its paragraph, then
the paragraphs before, then the title. 全省, 当地 and the like lead back to the place named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from textmine.claims.asides import only_there
from textmine.claims.authority import disputed, district, office, sent_to, spoken_of
from textmine.claims.cues import subject_end
from textmine.claims.references import resolve, whole_of
from textmine.claims.scene import Scene
from textmine.claims.sites import NAMES, destination, site
from textmine.claims.standing import group_of, is_subject, opens_clause, speaks
from textmine.claims.venue import venue
from textmine.places import contains
from textmine.records import Kind, Place, PlaceMention, Quantity

__all__ = ["Where", "regions_of"]

SEVERAL = 2
"""In how many provinces places lie that are examples of the whole country."""

OPENING = 500
"""Within how many characters an article says what it is about."""

MOST = 100
"""So many places are looked at for the region of a value, so that a text of nothing but places takes no longer than others."""


class Where(NamedTuple):
    """The regions of a value, the mentions that gave them and how far away they stood."""

    regions: tuple[Place, ...] = ()
    mentions: tuple[PlaceMention, ...] = ()
    reach: str = "none"


class _View(NamedTuple):
    """A stretch of text in which a place is looked for."""

    low: int
    high: int
    reach: str


def regions_of(scene: Scene, quantity: Quantity, *, floor: int, home: tuple[Place, ...], local: bool) -> Where:
    """The regions of ``quantity``; ``home`` is the region of the title, ``floor`` where the section begins.

    ``local`` confines other places to their clause, as in a government's report on its own region.
    """
    start = quantity.hedge_start
    clause = scene.layout.clause(start)
    owner = _owner(scene, quantity)
    if owner is not None:
        return Where(regions=resolve(scene, owner, home), mentions=group_of(scene, owner), reach="clause")
    own_subject = False
    for view in _views(scene, start, floor, local=local):
        if view.reach == "sentence":
            if (place := site(scene, quantity.hedge_end, clause.end)) is not None:
                return Where(regions=resolve(scene, place, home), mentions=group_of(scene, place), reach="clause")
            if not local and not home and (held := venue(scene, floor, view.low, start)) is not None:
                return Where(regions=resolve(scene, held, home), mentions=(held,), reach="paragraph")
            own_subject = _has_subject(scene, clause.start, start)
            if not local and (ahead := _ahead(scene, quantity)) is not None:
                return Where(regions=resolve(scene, ahead, home), mentions=group_of(scene, ahead), reach="clause")
        found = _nearest(scene, view, start, home, local=local, own_subject=own_subject)
        if found is None and _hears(scene, view, start, local=local):
            found = _authority(scene, view.low, start, home)
        if found is not None:
            return _received(scene, quantity, found, home)
    if home:
        return Where(regions=home, reach="title")
    return Where() if local else _untold(scene, floor, start)


def _received(scene: Scene, quantity: Quantity, found: Where, home: tuple[Place, ...]) -> Where:
    """``found``, or where a national body that gave it sends the value."""
    if not found.mentions or found.mentions[0].rule != "national-body" or found.reach not in ("clause", "sentence"):
        return found
    given = sent_to(scene, found.mentions[0], quantity.hedge_end, scene.layout.sentence(quantity.start).end)
    if given is None:
        return found
    return Where(regions=resolve(scene, given, home), mentions=group_of(scene, given), reach="sentence")


def _untold(scene: Scene, floor: int, start: int) -> Where:
    """Where no place is the subject of anything: where somebody went, else the place in the names of bodies and events."""
    gone = destination(scene, max(scene.layout.paragraph(start).start, floor), start)
    if gone is not None:
        return Where(regions=resolve(scene, gone, ()), mentions=(gone,), reach="paragraph")
    return _named_after(scene, floor, start)


def _named_after(scene: Scene, low: int, start: int) -> Where:
    """The place in the names of bodies and events where no other is told of and all of them bear the same; firms tell nothing."""
    named = [
        mention for mention in islice(scene.places_back(low, start), MOST) if mention.rule in NAMES and mention.places
    ]
    if any(other.places != named[0].places or other.places[0].name == "全国" for other in named):
        return Where()
    body = next((mention for mention in named if _firm().match(scene.text, mention.end) is None), None)
    if body is None:
        return Where()
    return Where(regions=tuple(map(whole_of, body.places)), mentions=(body,), reach="article")


@cache
def _firm() -> re.Pattern[str]:
    return re.compile(r"[^\W\d的]{0,10}?(?:集团|公司|厂|银行|股份|企业)")


def _hears(scene: Scene, view: _View, start: int, *, local: bool) -> bool:
    """Whether an authority that speaks in ``view`` can tell the region of a value that no place there is the subject of."""
    if local:
        return view.reach == "clause"
    return view.reach == "sentence" or (view.reach == "paragraph" and not disputed(scene, view.low, start))


def _views(scene: Scene, start: int, floor: int, *, local: bool) -> Iterator[_View]:
    layout = scene.layout
    clause = layout.clause(start)
    yield _View(clause.start, start, "clause")
    sentence = layout.sentence(start)
    yield _View(sentence.start, clause.start, "sentence")
    if not local:
        paragraph = layout.paragraph(start)
        yield _View(max(paragraph.start, floor), sentence.start, "paragraph")
        yield _View(floor, paragraph.start, "article")


def _nearest(
    scene: Scene, view: _View, start: int, home: tuple[Place, ...], *, local: bool, own_subject: bool
) -> Where | None:
    """The last place in ``view`` that can be the region of the value at ``start``."""
    named = scene.places_between(view.low, view.high)
    if not named or (local and view.reach != "clause"):
        return None
    far = view.reach in ("paragraph", "article")
    for mention in islice(_candidates(scene, view, named, home), MOST):
        if not is_subject(scene, mention) or (view.reach != "clause" and only_there(scene, mention, start)):
            continue
        world = mention.surface in ("全球", "世界") and (local or view.reach != "clause")
        if world and (local or far or not opens_clause(scene, mention)):
            continue
        if local and not _at_home(scene, mention, home):
            continue
        places = office(scene, mention) or district(scene, mention) or resolve(scene, mention, home, local=local)
        if home and places and far and not places[0].members and contains(places[0], home[0]):
            places = home
        if not places:
            continue
        return _told(scene, view, mention, places, start, home, own_subject=own_subject)
    return None


def _told(
    scene: Scene,
    view: _View,
    mention: PlaceMention,
    places: tuple[Place, ...],
    start: int,
    home: tuple[Place, ...],
    *,
    own_subject: bool,
) -> Where:
    """What ``mention`` of ``places`` tells of the value at ``start``: with a bracket itself alone, else all it is listed with."""
    if scene.text[mention.end : start] in ("（", "("):
        alone = tuple(map(whole_of, mention.places))
        return Where(regions=alone or places, mentions=(mention,), reach=view.reach)
    near = view.reach in ("clause", "sentence")
    if near and mention.rule != "reference" and (scenery := _opened(scene, mention, places)) is not None:
        return Where(regions=resolve(scene, scenery, home), mentions=(scenery,), reach=view.reach)
    if own_subject and view.reach in ("sentence", "paragraph"):
        mention, places = _whole(scene, mention, places, view.low)
    return Where(regions=places, mentions=group_of(scene, mention), reach=view.reach)


@cache
def _scene_set() -> re.Pattern[str]:
    return re.compile(r"[^，。；、的\d]{0,14}，")


def _opened(scene: Scene, mention: PlaceMention, places: tuple[Place, ...]) -> PlaceMention | None:
    """The place with which the sentence of ``mention`` opens (在甲县，全国重点实验室…), where that is outside of it; null for none."""
    start = scene.layout.part(mention.start).start
    if not scene.text.startswith("在", start):
        return None
    first = next(iter(scene.places_between(start + 1, start + 2)), None)
    if first is None or not first.places or first.start == mention.start or "、" in scene.text[start : mention.start]:
        return None
    if _scene_set().match(scene.text, first.end, mention.start) is None or not is_subject(scene, first):
        return None
    within = any(place == first.places[0] or contains(first.places[0], place) for place in places)
    return None if within or set(places) & set(first.places) else first


def _candidates(
    scene: Scene, view: _View, named: tuple[PlaceMention, ...], home: tuple[Place, ...]
) -> Iterable[PlaceMention]:
    """The places ``named`` in ``view``, the last one first; in an article that opens with the whole country and goes round it, as
    examples of what it says of it, the country first."""
    if view.reach == "article" and not home and len(scene.provinces) >= SEVERAL:
        first = next(
            (
                mention
                for mention in scene.places_between(view.low, view.low + OPENING)
                if mention.surface != "各地" and is_subject(scene, mention)
            ),
            None,
        )
        if first is not None and first.rule in ("nation", "national-body") and first.start < view.high:
            return (first, *reversed(named))
    return reversed(named)


def _authority(scene: Scene, low: int, start: int, home: tuple[Place, ...]) -> Where | None:
    """The place whose authority speaks in the sentence from ``low`` on: the last before the value at ``start``."""
    for mention in islice(scene.places_back(low, start), MOST):
        if speaks(scene, mention):
            places = spoken_of(scene, mention, low) or district(scene, mention) or resolve(scene, mention, home)
            return Where(regions=places, mentions=(mention,), reach="sentence")
    return None


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(r"[\s“]*(?:经过|历经|历时|凭借|投资|总投资|耗资|作为|随着)")


def _ahead(scene: Scene, quantity: Quantity) -> PlaceMention | None:
    """The subject of the sentence behind the clause of a value that only leads to it (历经8年建设，广西的大桥通车); null for none."""
    start = scene.layout.sentence(quantity.start).start
    clause = scene.layout.clause(quantity.start)
    if clause.start != start or _leading().match(scene.text, start) is None:
        return None
    following = scene.layout.clause(clause.end)
    if following.start != clause.end or following.end <= clause.end or scene.text[clause.end - 1] != "，":
        return None
    for mention in scene.places_between(following.start, min(following.end, following.start + 24)):
        return mention if mention.rule in ("name", "chain", "line", "country") and is_subject(scene, mention) else None
    return None


@cache
def _carried() -> re.Pattern[str]:
    return re.compile(r"[\s，、]*(?:其中|比|较|同比|环比|占|居|位|列|排|与|增|下降|上升|提高|同|均|分别|达|为|约|近)")


def _has_subject(scene: Scene, start: int, end: int) -> bool:
    """Whether the clause names its own subject before the value, so that it does not speak on of the clause before."""
    return subject_end(scene.text, start, end) - start >= 4 and _carried().match(scene.text, start) is None


def _whole(
    scene: Scene, mention: PlaceMention, places: tuple[Place, ...], low: int
) -> tuple[PlaceMention, tuple[Place, ...]]:
    """The composite region named before ``mention`` in the same stretch of which its place is a member, else itself."""
    for other in scene.places_back(low, mention.start):
        if len(other.places) == 1 and places[0].name in other.places[0].members and is_subject(scene, other):
            return other, other.places
    return mention, places


def _at_home(scene: Scene, mention: PlaceMention, home: tuple[Place, ...]) -> bool:
    """Whether the place can be a region in a report of ``home``: inside it."""
    if mention.rule == "composite" and not opens_clause(scene, mention):
        return False
    if not home or mention.rule in ("reference", "composite"):
        return True
    return any(place == home[0] or contains(home[0], place) or place.code is None for place in mention.places) and (
        mention.rule not in ("nation", "country")
    )


def _owner(scene: Scene, quantity: Quantity) -> PlaceMention | None:
    """The place at the head of the noun that the value describes (总投资60亿元的张掖项目); null for none."""
    end = quantity.hedge_end
    if not scene.text.startswith("的", end):
        return None
    for mention in scene.places_between(end + 1, end + 2):
        if mention.rule == "country":
            built = _built().match(scene.text, mention.end) is not None
            return mention if built and quantity.kind is not Kind.DURATION and is_subject(scene, mention) else None
        return mention if mention.places and mention.rule in ("name", "chain", "composite") else None
    return None


@cache
def _built() -> re.Pattern[str]:
    """What lies in the country whose name it bears, and those who live there."""
    return re.compile(r"[^，。；、的]{0,8}?(?:铁路|公路|高铁|高速|大桥|港口?|机场|电站|工程|公民|居民|民众|选民)")
