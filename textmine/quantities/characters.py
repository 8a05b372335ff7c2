"""Traditional characters made simple, so that one set of words reads both."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import rows

__all__ = ["simplified"]


def simplified(text: str) -> str:
    """``text`` with the traditional characters that occur around numbers made simple, of the same length."""
    return text if _marked().search(text) is None else text.translate(_table())


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(f"[{''.join(chr(sign) for sign in _table())}]")


@cache
def _table() -> dict[int, str]:
    return {ord(traditional): simple for traditional, simple in rows("quantities_traditional")}
