"""Where an exhibition or a fair is held: the region of its halls, visitors and exhibitors, also in later paragraphs."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from textmine.claims.scene import Scene
from textmine.records import PlaceMention

__all__ = ["venue"]

MOST = 40
"""So many places are looked at for a venue."""


@cache
def _fair() -> re.Pattern[str]:
    """The words by which a text speaks on of a fair that it has told of."""
    return re.compile(
        r"[本此][届次][^，。、；\n]{0,8}?(?:博览?会|交会|贸会|展会|展览会?|书展|车展)|展会|展区|专业观众|新闻中心"
    )


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(r"[^，。；、\n]{0,12}?(?:举[行办]|开幕|启幕|开展|拉开帷幕|闭幕)")


def venue(scene: Scene, floor: int, low: int, high: int) -> PlaceMention | None:
    """The place where the fair is held that ``text[low:high]`` speaks of, told from ``floor`` on; null where it speaks of none."""
    if _fair().search(scene.text, low, high) is None:
        return None
    if any(mention.rule == "in-event" for mention in scene.places_between(low, high)):
        return None  # the sentence names a fair of its own
    for mention in islice(scene.places_back(floor, low), MOST):
        in_place = (
            scene.text.endswith("在", 0, mention.start)
            and mention.places
            and mention.rule in ("name", "chain", "country")
        )
        if in_place and _opens().match(scene.text, mention.end):
            return mention
    return None
