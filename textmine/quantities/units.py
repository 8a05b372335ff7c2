"""Units of measure and classifiers: their canonical names, what they measure, and conversion through one table."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from textmine.errors import LexiconError, UsageError
from textmine.lexicon import rows
from textmine.records import Kind

__all__ = ["Unit", "beginning_at", "convert", "lookup", "physical"]


class Unit(NamedTuple):
    """A unit as the lexicons know it.

    ``quantity`` is what it measures, ``small`` whether 两 to 十 may count with it, ``other`` the characters that make
    another word of it when they follow (部 is no unit in 13部门).
    """

    name: str
    kind: Kind
    quantity: str | None = None
    factor: Decimal | None = None
    small: bool = True
    other: str = ""


_DURATIONS = {
    "年": "年", "载": "年", "个年头": "年", "个月": "月", "天": "天", "昼夜": "天", "周": "周", "个星期": "周", "星期": "周",
    "小时": "小时", "个小时": "小时", "分钟": "分钟", "秒": "秒", "秒钟": "秒", "毫秒": "毫秒", "个季度": "季度", "季度": "季度",
    "个工作日": "工作日", "工作日": "工作日",
}  # fmt: skip
_SECONDS = {
    "毫秒": Decimal("0.001"), "秒": Decimal(1), "分钟": Decimal(60), "小时": Decimal(3600), "天": Decimal(86400),
    "周": Decimal(604800),
}  # fmt: skip
_RATIOS = {
    "%": ("%", Kind.PERCENTAGE), "％": ("%", Kind.PERCENTAGE), "‰": ("%", Kind.PERCENTAGE),
    "个百分点": ("百分点", Kind.PERCENTAGE), "百分点": ("百分点", Kind.PERCENTAGE), "个基点": ("基点", Kind.PERCENTAGE),
    "基点": ("基点", Kind.PERCENTAGE), "个点": ("百分点", Kind.PERCENTAGE), "倍": ("倍", Kind.MULTIPLE),
}  # fmt: skip


@cache
def table() -> dict[str, Unit]:
    """Every unit by the words that write it."""
    found = {word: Unit(name, kind) for word, (name, kind) in _RATIOS.items()}
    for word, name in _DURATIONS.items():
        found[word] = Unit(name, Kind.DURATION, "time", _SECONDS.get(name))
    for word, small, other in rows("classifiers"):
        found[word] = Unit(word, Kind.COUNT, None, None, small == "yes", other)
    for word, name, quantity, factor in rows("units"):
        if not name or not quantity:
            raise LexiconError(f"units.tsv: {word!r} lacks its canonical name or its quantity")
        kind = Kind.COUNT if quantity == "containers" else Kind.AMOUNT
        found[word] = Unit(name, kind, quantity, Decimal(factor) if factor else None)
    return found


@cache
def _by_beginning() -> dict[str, tuple[tuple[str, Unit], ...]]:
    """All units with the words that write them, the longest first, by the two characters with which these begin.

    Words of one character stand last among those that begin with it, and by themselves.
    """
    found: dict[str, list[tuple[str, Unit]]] = {}
    for word, unit in sorted(table().items(), key=lambda item: -len(item[0])):
        found.setdefault(word[:2], []).append((word, unit))
    return {key: (*words, *(found.get(key[0], ()) if len(key) > 1 else ())) for key, words in found.items()}


def beginning_at(text: str, start: int) -> tuple[tuple[str, Unit], ...]:
    """The units that may stand at ``start`` with the words that write them, the longest first."""
    units = _by_beginning()
    return units.get(text[start : start + 2]) or units.get(text[start : start + 1], ())


def lookup(word: str) -> Unit | None:
    """The unit that ``word`` writes, or None."""
    return table().get(word)


@cache
def _canonical() -> dict[str, Unit]:
    """Every unit by its canonical name, the defining row first."""
    found: dict[str, Unit] = {}
    for word, unit in table().items():
        if unit.name not in found or word == unit.name:
            found[unit.name] = unit
    return found


def physical(unit: str) -> str | None:
    """What ``unit`` measures (``area``, ``mass``, ``currency:CNY`` …); None for classifiers and unknown words."""
    found = _canonical().get(unit) or lookup(unit)
    return None if found is None else found.quantity


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """``value`` in unit ``source`` expressed in unit ``target``, through the factors of ``units.tsv``.

    Raises :class:`UsageError` where the units are unknown, measure different things, or have no fixed factor.

    >>> convert(Decimal(15), "亩", "公顷").quantize(Decimal("0.0001"))
    Decimal('1.0000')
    """
    one, two = (_canonical().get(name) or lookup(name) for name in (source, target))
    if one is None or two is None:
        raise UsageError(
            f"{source if one is None else target!r} is no unit that textmine knows; see lexicons/units.tsv"
        )
    if one.name == two.name:
        return value
    if one.quantity != two.quantity or one.factor is None or two.factor is None:
        raise UsageError(f"{source!r} cannot be converted to {target!r}: they have no fixed relation")
    return value * one.factor / two.factor
