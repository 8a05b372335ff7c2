"""What stands above a headline: the name of a series or column, the desk of an agency."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import alternation, column

__all__ = ["bracketed", "desk", "is_series"]


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"[【〖\[［]([^【】〖〗\[\]［］]{2,30})[】〗\]］]")


def bracketed(text: str) -> str | None:
    """What stands in the brackets of a line that is set in them as a whole (【民生】), or null."""
    found = _brackets().fullmatch(text)
    return found[1] if found else None


@cache
def _series() -> re.Pattern[str]:
    return re.compile(rf"[^\d，。：:？！]{{2,26}}(?:{alternation(column('reading_series'))})")


def is_series(text: str) -> bool:
    """Whether the line ``text`` names a series, by the word that it ends with (学习贯彻全会精神·一线观察)."""
    return _series().fullmatch(text) is not None


@cache
def _desk() -> re.Pattern[str]:
    names = "时政|经济|财经|国际|社会|体育|文化|科技|教育|法治|军事|港澳台|图表|[受授]权发布|权威发布"
    return re.compile(rf"[（(]({names})[）)]\s*(?=\S{{6}})")


def desk(title: str) -> tuple[str | None, str]:
    """The desk that an agency names before a headline (（经济）…), or null, and the headline."""
    found = _desk().match(title)
    return (found[1], title[found.end() :]) if found else (None, title)
