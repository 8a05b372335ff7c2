"""Units as statistics publish them: the scale split off, the rest in the canonical names of claims."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from textmine.lexicon import rows
from textmine.quantities.units import lookup

__all__ = ["Published", "declared", "known"]


class Published(NamedTuple):
    """A unit as published: one of it is ``scale`` of the canonical ``unit``; ``quantity`` is what that measures."""

    written: str
    unit: str | None
    scale: Decimal
    quantity: str | None


_NONE = frozenset(("", "-", "—", "－", "无", "指数", "index", "none"))


@cache
def _special() -> dict[str, tuple[str, Decimal]]:
    return {unit.lower(): (name, Decimal(factor)) for unit, name, factor in rows("statistics_units")}


@cache
def _scales() -> tuple[tuple[str, Decimal], ...]:
    return tuple((scale, Decimal(factor)) for scale, factor in rows("statistics_scales"))


@lru_cache(maxsize=1024)
def known(words: str) -> Published | None:
    """The unit that ``words`` write (亿元, 万吨标准煤, ‰, 人/平方公里); None for what is no unit that textmine knows."""
    words = words.strip()
    for scale, factor in (("", Decimal(1)), *_scales()):
        if words.startswith(scale) and (found := _single(words.removeprefix(scale))):
            unit, own, quantity = found
            return Published(words, unit, factor * own, quantity)
    return None


def _single(words: str) -> tuple[str, Decimal, str | None] | None:
    if special := _special().get(words.lower()):
        name, factor = special
        plain = lookup(name)
        return name, factor, plain.quantity if plain else None
    if words in ("‰", "千分之"):
        return "%", Decimal("0.1"), None
    if unit := lookup(words):
        return unit.name, Decimal(1), unit.quantity
    above, slash, below = words.partition("/")
    if slash and (over := known(above)) and over.unit and (under := known(below)) and under.unit:
        return f"{over.unit}/{below}", over.scale, None
    return None


def declared(words: str) -> Published:
    """The unit that a table or an option names; one that is not known is kept as it is, without its scale."""
    words = words.strip()
    if words.lower() in _NONE:
        return Published(words, None, Decimal(1), None)
    found = known(words)
    if found is not None:
        return found
    for scale, factor in _scales():
        if words.startswith(scale) and len(words) > len(scale):
            return Published(words, words.removeprefix(scale), factor, None)
    return Published(words, words, Decimal(1), None)
