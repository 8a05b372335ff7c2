"""The compiled cue words of ``lexicons/cues.tsv``: one pattern or set for each thing that words can tell."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import alternation, rows

__all__ = ["change_tail", "group", "rate_tail", "transitive_change"]

FILLER = r"(?:了|过|着)?(?:分别|均|都|各|也|已|再|就|又)*(?:达到了?|高达|多达|达|超过了?|超|突破|近|约|为|是|在|有|保持在?)?(?:了|约|近|超过?)?"


@cache
def group(name: str) -> frozenset[str]:
    """The words of one group of ``cues.tsv``."""
    return frozenset(word for key, word in rows("cues") if key == name)


@cache
def change_tail() -> re.Pattern[str]:
    """A verb of change at the end of what stands before a value: 增长, 同比分别下降, 提高了, 增至."""
    words = alternation(word for name in ("rise", "fall", "rise_if", "fall_if", "rise_than", "fall_than") for word in group(name))
    return re.compile(rf"(?<!新)(?P<verb>{words})(?P<to>到|至|为|成)?{FILLER}$")


@cache
def rate_tail() -> re.Pattern[str]:
    """A noun that names a rate of change at the end of what stands before a value: 增速为, 降幅分别达到."""
    words = alternation(group("rate_rise") | group("rate_fall"))
    return re.compile(rf"(?P<verb>{words}){FILLER}$")


@cache
def transitive_change() -> re.Pattern[str]:
    """A verb of change with its object before the value: 缩减审批时限, 增加里程."""
    words = alternation(word for word in group("rise") | group("fall") if len(word) > 1)
    return re.compile(rf"(?P<verb>{words})(?![值的])了?(?P<object>[^，、达为占是到至]{{1,16}})$")
