"""Where in a text one of many pairs of characters stands.

A pair is compared as one number, its two code points side by side in memory: that costs less than half of cutting the
pair out of the text as a string of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from sys import byteorder

__all__ = ["Pairs"]

CODEC = "utf-32-le" if byteorder == "little" else "utf-32-be"
SIZE = 4  # bytes of a character in memory; a pair has twice as many


def _numbers(memory: memoryview, first: int) -> memoryview:
    """The pairs of characters side by side in ``memory`` from character ``first`` on, each as one number."""
    pairs = (len(memory) // SIZE - first) // 2
    return memory[first * SIZE : (first + 2 * pairs) * SIZE].cast("Q")


class Pairs:
    """A set of pairs of characters that a text can be searched for."""

    __slots__ = ("_numbers",)

    def __init__(self, pairs: Iterable[str]) -> None:
        self._numbers = frozenset(_numbers(memoryview("".join(pairs).encode(CODEC)), 0))

    def starts(self, text: str) -> list[int]:
        """Where the pairs stand in ``text``, in its order; they may overlap."""
        memory = memoryview(text.encode(CODEC, "surrogatepass"))
        known = self._numbers.__contains__
        found: list[int] = []
        for first in (0, 1):
            found += compress(range(first, len(text), 2), map(known, _numbers(memory, first)))
        found.sort()
        return found
