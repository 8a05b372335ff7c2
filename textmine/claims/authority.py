"""What an authority that speaks tells of the place of its values: a ministry abroad, the police, a customs house."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from textmine.claims.references import whole_of
from textmine.claims.scene import Scene
from textmine.claims.sites import NAMES
from textmine.claims.standing import is_subject
from textmine.places import contains
from textmine.records import Place, PlaceMention

__all__ = ["disputed", "district", "office", "sent_to", "spoken_of"]

MOST = 100
"""So many places before an authority are looked at."""

POLICE = ("警", "消防", "检方")
"""Authorities of a country that speak of what happened in one town of it."""

DISTRICTS = ("海关", "海事局", "边检", "出入境边防")
"""Authorities named after a town whose district is the whole province."""


def office(scene: Scene, mention: PlaceMention) -> tuple[Place, ...]:
    """The place right behind the country in the name of an office that speaks (日本福冈县政府); none where none is."""
    if mention.rule != "country":
        return ()
    for inner in scene.places_between(mention.end, mention.end + 1):
        if inner.rule == "in-authority" and contains(mention.places[0], inner.places[0]):
            return inner.places
    return ()


def disputed(scene: Scene, low: int, start: int) -> bool:
    """Whether several foreign countries are named, so that what is told after the sentence of one may be of another."""
    foreign = {
        mention.places[0].name
        for mention in islice(scene.places_back(low, start), MOST)
        if mention.rule in ("country", "in-authority", "in-organisation") and mention.places[0].code is None
    }
    return len(foreign) > 1


def district(scene: Scene, house: PlaceMention) -> tuple[Place, ...]:
    """The province named before in the paragraph, where ``house`` is the town of a customs house whose district it is."""
    if not scene.text.startswith(DISTRICTS, house.end):
        return ()
    for mention in islice(scene.places_back(scene.layout.paragraph(house.start).start, house.start), MOST):
        if mention.places and is_subject(scene, mention):
            place = whole_of(mention.places[0])
            if contains(place, house.places[0]):
                return (place,)
    return ()


@cache
def _casualties() -> re.Pattern[str]:
    """What happens in one town, whoever of the country speaks of it."""
    return re.compile(r"死亡|遇难|遇害|身亡|丧生|受伤|伤亡|人质|袭击者|被困|获救")


def spoken_of(scene: Scene, speaker: PlaceMention, low: int) -> tuple[Place, ...]:
    """The town named last, where it lies in the foreign country whose police speaks, or any authority of victims; else none."""
    if speaker.places[0].code is not None or scene.text.startswith("媒体", speaker.end):
        return ()
    layout = scene.layout
    victims = _casualties().search(scene.text, low, layout.sentence(low).end) is not None
    if not victims and not scene.text.startswith(POLICE, speaker.end):
        return ()
    start = layout.paragraph(low).start
    if victims and start:
        start = layout.paragraph(start - 1).start
    for mention in islice(scene.places_back(start, speaker.start), MOST):
        if mention.places and is_subject(scene, mention):
            return mention.places if contains(speaker.places[0], mention.places[0]) else ()
    return ()


@cache
def _sent() -> re.Pattern[str]:
    return re.compile(r"(?:赶?赴|奔赴|前往|支持|驰援|支援)$")


@cache
def _stricken() -> re.Pattern[str]:
    return re.compile(r"[灾震]区|受灾群众")


def sent_to(scene: Scene, body: PlaceMention, low: int, high: int) -> PlaceMention | None:
    """Where ``text[low:high]`` says that a national ``body`` sends something: the place named there, or that of the disaster told
    of before; null for none.
    """
    for mention in scene.places_between(low, high):
        if (
            mention.places
            and mention.rule not in NAMES
            and _sent().search(scene.text, mention.start - 2, mention.start)
        ):
            return mention if not scene.quantities_between(low, mention.start) else None
    if _stricken().search(scene.text, low, high) is None:
        return None
    for mention in islice(scene.places_back(0, body.start), MOST):
        if mention.rule in ("name", "chain", "country") and is_subject(scene, mention):
            return mention
    return None
