"""Reckonings in the words of people, from the templates of ``lexicons/findings.tsv``."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from textmine.consistency.intervals import Interval
from textmine.consistency.points import Point
from textmine.lexicon import rows
from textmine.records.findings import Calculation

__all__ = ["noted", "said", "shown", "told"]

SCALES = (("万亿", 12), ("亿", 8), ("万", 4))
FIGURES = 6  # significant digits of a reckoned figure
SIGNLESS = Decimal("1e-9")


@cache
def _templates() -> dict[str, tuple[str, str]]:
    return {key: (zh, en) for key, zh, en in rows("findings")}


def told(key: str, **words: str | tuple[str, str]) -> Calculation:
    """The template ``key`` filled with ``words``: one for both languages, or one for each."""
    zh, en = _templates()[key]
    first = {name: word if isinstance(word, str) else word[0] for name, word in words.items()}
    second = {name: word if isinstance(word, str) else word[1] for name, word in words.items()}
    return Calculation(zh=zh.format(**first), en=en.format(**second))


def noted(key: str, words: Calculation) -> Calculation:
    """``words`` with the reservation ``key``."""
    return Calculation(zh=told(key, said=words.zh).zh, en=told(key, said=words.en).en)


def said(point: Point) -> str:
    """The figure as the article words it."""
    return "".join(point.claim.surface.split())


def shown(interval: Interval, unit: str | None, *, scale: bool = True) -> tuple[str, str]:
    """An interval in Chinese and English figures: 1200亿元, 48.5–48.6%; ``…`` stands for an open end."""
    return _range(interval, unit, scale), _range(interval, unit, False)


def _range(interval: Interval, unit: str | None, scale: bool) -> str:
    spread = None if interval.low is None or interval.high is None else interval.high - interval.low
    low = "…" if interval.low is None else _figure(interval.low, spread, scale)
    high = "…" if interval.high is None else _figure(interval.high, spread, scale)
    return (low if low == high else f"{low}–{high}") + (unit or "")


def _figure(value: Decimal, spread: Decimal | None, scale: bool) -> str:
    """A figure with as many places as tell the ends of a range apart, or six significant digits."""
    sign = ""
    figures = FIGURES if not spread else min(FIGURES, max(1, value.adjusted() - spread.adjusted() + 3))
    if scale and abs(value) >= 10000:
        sign, power = next((word, power) for word, power in SCALES if value.adjusted() >= power)
        value = value.scaleb(-power)
    if abs(value) < SIGNLESS:
        return "0"
    places = max(0, figures - 1 - value.adjusted())
    text = f"{round(value, places):,f}" if not scale else f"{round(value, places):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + sign
