"""Short names that news use for official indicators."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from textmine.indicators import normalise
from textmine.lexicon import rows

__all__ = ["usual_name"]


@cache
def _meant() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("check_defaults")}


@cache
def _twice() -> re.Pattern[str]:
    """A word of two characters or more that stands twice, as where an indicator is put together from two clauses."""
    return re.compile(r"([\u4e00-\u9fff]{2,6})\1")


@lru_cache(maxsize=65536)
def usual_name(words: str) -> str:
    """``words`` with the official name for a short one, and no word twice in a row (经费投入投入强度)."""
    once = _twice().sub(r"\1", words)
    return _meant().get(once) or _meant().get(normalise(once)) or once
