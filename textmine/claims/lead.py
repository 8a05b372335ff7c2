"""Words that only lead to what is measured: a verb that takes a whole clause, or the ground on which something was done."""

from __future__ import annotations

from textmine.claims.cues import group
from textmine.claims.phrases import strip_words
from textmine.claims.scene import Word

__all__ = ["without_lead"]

GROUNDS = frozenset(("基础", "背景", "前提", "情况", "过程"))
"""Words that close what 在 opens, with 上, 下 or 中 behind them (在现有补贴基础上)."""


def without_lead(words: list[Word]) -> list[Word]:
    """``words`` behind a verb that takes a clause (意味着, 决定), and without what 在 … 基础上 tells."""
    clausal = group("clausal")
    texts = [word.text for word in words]
    kept = words
    if not clausal.isdisjoint(texts):
        last = max(index for index, text in enumerate(texts) if text in clausal)
        kept = strip_words(words[last + 1 :]) or words
    if not GROUNDS.isdisjoint(texts):
        kept = _without_ground(kept)
    return strip_words(kept) or kept


def _without_ground(words: list[Word]) -> list[Word]:
    for close in range(len(words) - 1, 0, -1):
        if words[close].text in "上下中" and words[close - 1].text in GROUNDS:
            opened = next((index for index in range(close) if words[index].text == "在"), 0)
            return [*words[:opened], *words[close + 1 :]]
    return words
