"""Traditional characters of time expressions, read as simplified ones: one for one, so that offsets stay."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import rows

__all__ = ["simplified"]


def simplified(text: str) -> str:
    """``text`` with the traditional characters that occur in time expressions made simple, of the same length."""
    return text if _marked().search(text) is None else text.translate(_table())


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_pairs())}]")


@cache
def _table() -> dict[int, str]:
    return {ord(traditional): simple for traditional, simple in _pairs().items()}


@cache
def _pairs() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("periods_traditional")}
