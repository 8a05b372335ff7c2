"""Articles of nearly the same words, such as one wire copy in several papers.

MinHash signatures over shingles of five characters, compared in bands (A. Z. Broder, On the resemblance and containment of
documents, 1997; J. Leskovec, A. Rajaraman, J. Ullman, Mining of Massive Datasets, chapter 3). Sixteen bands of four rows find
a pair of similarity 0.8 with probability 0.9998, one of 0.5 with 0.64; what they find is then compared exactly.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["ALIKE", "MOST", "bands", "similarity"]

ALIKE = 0.5
"""Jaccard similarity from which on two articles count as near copies."""

MOST = 20
"""So many articles of a band are compared with a new one, so that a column of always the same words costs no more than others."""

SIZE = 5
BANDS, ROWS = 16, 4
PIECE = 1024  # shingles reckoned with at once, so that they stay in the cache
SEED = 20240229


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"\W+")


def _codes(text: str) -> NDArray[np.uint64]:
    """The shingles of ``text`` without marks, as numbers; a shorter text's characters."""
    letters = np.frombuffer(_marks().sub("", text).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(letters) < SIZE:
        return letters
    codes = np.zeros(len(letters) - SIZE + 1, dtype=np.uint64)
    for place in range(SIZE):
        codes = codes * np.uint64(0x9E3779B97F4A7C15) + letters[place : place + len(codes)]
    return codes


@cache
def _factors() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    random = np.random.Generator(np.random.PCG64(SEED))
    top = np.iinfo(np.uint64).max
    size = BANDS * ROWS
    odd = random.integers(0, top, size=size, dtype=np.uint64) | np.uint64(1)
    return odd[:, None], random.integers(0, top, size=(size, 1), dtype=np.uint64)


def bands(text: str) -> tuple[int, ...]:
    """One number for each band of the signature of ``text``; near copies share some. Empty for a text without words."""
    codes = _codes(text)
    if not len(codes):
        return ()
    factors, shifts = _factors()
    lowest = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(codes), PIECE):
        lowest = np.minimum(lowest, (codes[start : start + PIECE] * factors + shifts).min(axis=1))
    mixed = np.zeros(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        mixed = (mixed ^ lowest[row::ROWS]) * np.uint64(0xFF51AFD7ED558CCD)
        mixed ^= mixed >> np.uint64(33)
    return tuple(int(number) for number in mixed.astype(np.int64))


def similarity(one: str, other: str) -> float:
    """Jaccard similarity of the shingles of two texts, 0 to 1."""
    left, right = np.unique(_codes(one)), np.unique(_codes(other))
    common = len(np.intersect1d(left, right, assume_unique=True))
    union = len(left) + len(right) - common
    return common / union if union else 1.0
