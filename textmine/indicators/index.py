"""The nearest of many names: an inverted index over pairs of characters and core measures.

A name is looked for by its key, then by the pairs of characters in its base: each counts the more, the fewer names hold it (Spärck Jones
1972). Only the best of these are compared in full, so that a query costs a few list additions, however many names there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING

from textmine.indicators.aliases import Aliases
from textmine.indicators.analysis import analyse
from textmine.indicators.similarity import dice, similarity
from textmine.indicators.tails import head_of
from textmine.records import Role
from textmine.records.indicators import Indicator, Near

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["IndicatorIndex"]

SHORTLISTED = 150
"""Names whose pairs of characters are counted."""

COMPARED = 40
"""Names that are compared in full."""


class IndicatorIndex:
    """Names of indicators, found by likeness. Names with one key are compared once; ``names`` gives all of them."""

    __slots__ = ("_aliases", "_arrays", "_bases", "_keys", "_lengths", "_lists", "_names")

    def __init__(self, names: Iterable[str | Indicator] = (), *, aliases: Aliases | None = None) -> None:
        self._aliases = aliases
        self._names: dict[str, list[Indicator]] = {}
        self._bases: list[str] = []
        self._keys: dict[str, list[str]] = {}
        self._lists: dict[str, list[int]] = {}
        self._arrays: dict[str, NDArray[np.int32]] = {}
        self._lengths: NDArray[np.float32] | None = None
        for given in names:
            self.add(given)

    def __len__(self) -> int:
        """How many keys there are."""
        return len(self._names)

    def add(self, given: str | Indicator) -> None:
        """Takes in one more name; one that names nothing is left out."""
        found = analyse(given, aliases=self._aliases) if isinstance(given, str) else given
        if not found.key:
            return
        if found.key in self._names:
            if all(found.words != other.words for other in self._names[found.key]):
                self._names[found.key].append(found)
            return
        self._names[found.key] = [found]
        if found.base in self._keys:
            self._keys[found.base].append(found.key)
            return
        self._keys[found.base] = [found.key]
        number = len(self._bases)
        self._bases.append(found.base)
        for pair in terms(found.base):
            self._lists.setdefault(pair, []).append(number)
            self._arrays.pop(pair, None)

    def names(self, key: str) -> tuple[str, ...]:
        """The wordings with this key, as they were added."""
        return tuple(found.words for found in self._names.get(key, ()))

    def nearest(
        self, words: str | Indicator, *, limit: int = 10, unit: str | None = None, role: Role | str | None = None
    ) -> tuple[Near, ...]:
        """At most ``limit`` names, the likeliest to mean the same first; equal scores in the order of their keys."""
        asked = words
        if isinstance(asked, str):
            asked = analyse(asked, unit=unit, role=role, aliases=self._aliases)
        if not asked.base or limit < 1:
            return ()
        near = [
            Near(words=other.words, indicator=other, similarity=similarity(asked, other))
            for base in self._candidates(asked.base, max(COMPARED, limit))
            for other in self._told(base, asked)
        ]
        return tuple(sorted(near, key=_rank)[:limit])

    def _told(self, base: str, asked: Indicator) -> list[Indicator]:
        """What is told of ``base``: all of it where it is the base asked for, else what is told in the same form, or the first."""
        told = [self._names[key][0] for key in self._keys[base]]
        if base == asked.base:
            return told
        return [other for other in told if other.form is asked.form] or told[:1]

    def _candidates(self, base: str, most: int) -> Iterator[str]:
        """The bases that share most with ``base``, itself first where it is known."""
        if base in self._keys:
            yield base
        lists = [
            (self._array(term), log(1 + len(self._bases) / len(self._lists[term])))
            for term in sorted(terms(base))
            if term in self._lists
        ]
        if not lists:
            return
        import numpy as np

        shared = np.zeros(len(self._bases), dtype=np.float32)
        for entries, weight in lists:
            shared[entries] += weight
        shared /= self._sizes() + len(base)
        few = max(most, SHORTLISTED)
        best = np.argpartition(-shared, few)[:few] if len(shared) > few else np.arange(len(shared))
        counted = ((dice(base, self._bases[number]), -int(number)) for number in best if shared[number] > 0)
        for _, number in nlargest(most + 1, counted):
            if self._bases[-number] != base:
                yield self._bases[-number]

    def _array(self, term: str) -> NDArray[np.int32]:
        """The numbers of the bases that hold ``term``."""
        if term not in self._arrays:
            import numpy as np

            self._arrays[term] = np.array(self._lists[term], dtype=np.int32)
        return self._arrays[term]

    def _sizes(self) -> NDArray[np.float32]:
        """The lengths of the bases."""
        if self._lengths is None or len(self._lengths) != len(self._bases):
            import numpy as np

            self._lengths = np.array([len(base) for base in self._bases], dtype=np.float32)
        return self._lengths


def terms(base: str) -> frozenset[str]:
    """What a base is looked for by: its pairs of characters, and its core measure with a mark of its own."""
    head = head_of(base)
    pairs = {base[at : at + 2] for at in range(len(base) - 1)} or {base}
    return frozenset(pairs | {f"{head.word}\n"} if head else pairs)


def _rank(near: Near) -> tuple[float, str]:
    return (-near.similarity.score, near.indicator.key)
