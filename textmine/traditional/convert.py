"""Traditional characters to simplified ones, by OpenCC, which is imported when the first traditional text is met."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from textmine.errors import TextmineError
from textmine.traditional.detect import is_traditional
from textmine.traditional.wording import Converted, home, reworded

__all__ = ["mainland", "simplified", "spellings"]


@cache
def _converter() -> Callable[[str], str]:
    try:
        from opencc import OpenCC
    except ImportError as error:
        raise TextmineError(
            f"a text in traditional characters needs the package opencc: {error}; install it"
        ) from error
    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def simplified(text: str) -> str:
    """``text`` in simplified characters, character by character: the length stays."""
    convert = _converter()
    made = convert(text)
    return made if len(made) == len(text) else "".join(_single(sign, convert) for sign in text)


def _single(sign: str, convert: Callable[[str], str]) -> str:
    made = convert(sign)
    return made if len(made) == 1 else sign


def mainland(text: str, *, territory: str | None = None) -> Converted:
    """``text`` in simplified characters, and what Taiwan, Hong Kong, Macao and Malaysia say otherwise in mainland words.

    The article's own words stay but for measures, money, years, comparisons and foreign names, on which the analysis rests.
    ``territory`` is where the text was written, as another :class:`Converted` tells it; without it the text itself tells.
    """
    made = simplified(text)
    return reworded(made, home(made) if territory is None else territory)


def spellings(word: str) -> tuple[str, ...]:
    """``word`` and, where it is in traditional characters, what is read for it in the analysis."""
    if not is_traditional(word):
        return (word,)
    return tuple(dict.fromkeys((word, simplified(word), mainland(word).text)))
