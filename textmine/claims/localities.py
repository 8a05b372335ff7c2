"""Villages, towns and quarters that a text introduces behind a place (甲县乙镇丙村), which lead back to it where they are named again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from textmine.records import PlaceMention

__all__ = ["localities"]

MOST = 20
"""So many names are looked for in the rest of a text, so that a text of nothing but names takes no longer than others."""


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(
        r"(?P<name>[^\W\d_的在和与及各全有是个多等这那一两该本]{2,7}?(?:村|社区|嘎查|镇|乡|街道))(?![民长委办级里企落庄务口上])"
    )


def localities(text: str, mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """The names that are introduced behind ``mentions`` of divisions, wherever else they stand behind them in ``text``."""
    known: dict[str, tuple[PlaceMention, int]] = {}
    for mention in mentions:
        if mention.rule not in ("name", "chain") or len(mention.places) != 1 or mention.places[0].code is None:
            continue
        end = mention.end
        while (match := _introduced().match(text, end)) is not None and len(known) < MOST:
            end = match.end()
            known.setdefault(match["name"], (mention, end))
    for name, (mention, first) in known.items():
        at = text.find(name, first)
        while at >= 0:
            end = at + len(name)
            yield PlaceMention(start=at, end=end, surface=name, places=mention.places, rule="name")
            at = text.find(name, end)
