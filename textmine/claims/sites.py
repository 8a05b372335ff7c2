"""Places behind a value in its clause where what it speaks of lies or arrives, and places to which somebody went before."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from textmine.claims.cues import group
from textmine.claims.scene import Scene
from textmine.lexicon import alternation
from textmine.records import PlaceMention

__all__ = ["NAMES", "destination", "site"]

MOST = 100
"""So many places are looked at, so that a text of nothing but places takes no longer than others."""

NAMES = ("in-organisation", "in-authority", "in-event")
"""Rules of places that are part of another name."""


@cache
def _goes() -> re.Pattern[str]:
    return re.compile(r"(?:奔赴|前往|赶赴|赶往|驰援|支援|增援|抵达|到达)$")


def destination(scene: Scene, low: int, high: int) -> PlaceMention | None:
    """The place to which somebody went who is spoken of in later sentences; null where no place is told."""
    for mention in islice(scene.places_back(low, scene.layout.sentence(high).start), MOST):
        if (
            mention.places
            and mention.rule not in NAMES
            and _goes().search(scene.text, max(low, mention.start - 2), mention.start)
        ):
            return mention
    return None


@cache
def _sited() -> re.Pattern[str]:
    return re.compile(rf"(?<![现正所存])(?:{alternation(group('site'))})$")


def site(scene: Scene, start: int, end: int) -> PlaceMention | None:
    """The place after a value in its clause where what it speaks of lies (总投资20亿元的基地在内江开建); null for none."""
    for mention in scene.places_between(start, end):
        if _sited().search(scene.text, max(start, mention.start - 2), mention.start) and mention.places:
            firm = scene.text.endswith("进入", 0, mention.start) and _goes_on(scene.text, mention.end)
            return mention if mention.rule not in NAMES and not firm else None
    return None


def _goes_on(text: str, end: int) -> bool:
    """Whether more than the part of a place or a mark follows at ``end`` (进入江州汽车供应链, not 进入江州境内)."""
    return text[end : end + 1] not in ("", *"，。；、境领水海空北南东西执\n")
