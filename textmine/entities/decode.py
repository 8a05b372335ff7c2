"""From scores of tags to names: the best sequence of tags that is one, and how sure the model is of each name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textmine.entities.layers import Array, Room
from textmine.entities.model import SCHEME, TaggerModel

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

__all__ = ["Tagged", "tagged"]

PIECE = 2400
"""A longer text is cut."""

BLOCK = 4800
"""Texts are scored in blocks of about so many characters: so long that numpy's calls do not count, so short that little memory is used."""

ENDS = "\n。！？!?；;，,、 "
"""Where a longer line may be cut, best first."""


class Tagged(NamedTuple):
    """A name that the model found: where, its label, and the probability of its tags."""

    start: int
    end: int
    label: str
    score: float


class _Piece(NamedTuple):
    """A stretch of a text: which text, from where to where."""

    text: int
    start: int
    end: int


def tagged(model: TaggerModel, texts: Sequence[str], head: str) -> list[list[Tagged]]:
    """The names in each of ``texts``, in order, without overlap; several texts at once take less time.

    One thread is used: the arrays are too small for more to be faster.
    """
    with _threads().limit(limits=1, user_api="blas"), model.room() as room:
        return _tagged(model, texts, head, room)


@cache
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _tagged(model: TaggerModel, texts: Sequence[str], head: str, room: Room) -> list[list[Tagged]]:
    import numpy as np

    found: list[list[Tagged]] = [[] for _ in texts]
    gap = np.zeros(model.gap, np.int32)
    for block in _blocks(texts):
        parts = [gap]
        offsets: list[int] = []
        position = len(gap)
        for piece in block:
            parts += (model.numbers(texts[piece.text][piece.start : piece.end]), gap)
            offsets.append(position)
            position += piece.end - piece.start + len(gap)
        names = _names(model.scores(np.concatenate(parts), head, room), model.heads[head])
        starts = iter([*offsets[1:], position])
        place, limit = 0, next(starts)
        for start, end, label, score in names:
            while start >= limit:
                place, limit = place + 1, next(starts)
            shift = block[place].start - offsets[place]
            found[block[place].text].append(Tagged(start + shift, end + shift, label, score))
    return found


def _blocks(texts: Sequence[str]) -> Iterator[list[_Piece]]:
    block: list[_Piece] = []
    size = 0
    for number, text in enumerate(texts):
        start = 0
        while start < len(text):
            end = _cut(text, start)
            if block and size + end - start > BLOCK:
                yield block
                block, size = [], 0
            block.append(_Piece(number, start, end))
            size += end - start
            start = end
    if block:
        yield block


def _cut(text: str, start: int) -> int:
    """Where a piece that begins at ``start`` ends: behind the best mark within a piece's length."""
    if len(text) - start <= PIECE:
        return len(text)
    for mark in ENDS:
        at = text.rfind(mark, start + PIECE // 2, start + PIECE)
        if at >= 0:
            return at + 1
    return start + PIECE


@cache
def _follows(tags: tuple[str, ...]) -> Array:
    """Which tag may follow which."""
    import numpy as np

    table = np.zeros((len(tags), len(tags)), bool)
    for row, before in enumerate(tags):
        for column, after in enumerate(tags):
            if before[0] in "OES":
                table[row, column] = after[0] in "OBS"
            else:
                table[row, column] = after[0] in "IE" and after[2:] == before[2:]
    return table


def _names(scores: Array, tags: tuple[str, ...]) -> Iterator[Tagged]:
    """The names in a block of scores."""
    import numpy as np

    follows = _follows(tags)
    best = scores.argmax(axis=1)
    wrong = np.flatnonzero(~follows[best[:-1], best[1:]])
    if len(wrong):
        _mend(scores, best, wrong, tags)
    named = np.flatnonzero(best)
    if not len(named):
        return
    chosen = scores[named]
    top = chosen.max(axis=1, keepdims=True)
    found = best[named]
    chances = np.exp(chosen[np.arange(len(named)), found] - top[:, 0]) / np.exp(chosen - top).sum(axis=1)
    places = (found - 1) % len(SCHEME)
    firsts = np.flatnonzero((places == SCHEME.index("B")) | (places == SCHEME.index("S")))
    lasts = np.append(firsts[1:], len(named)) - 1
    spans = zip(named[firsts].tolist(), (named[lasts] + 1).tolist(), found[firsts].tolist(), strict=True)
    for (start, end, tag), chance in zip(spans, np.minimum.reduceat(chances, firsts).tolist(), strict=True):
        yield Tagged(start, end, tags[tag][2:], round(chance, 3))


def _mend(scores: Array, best: Array, wrong: Array, tags: tuple[str, ...]) -> None:
    """Where the best tags of single characters make no sequence, put in the best one that does."""
    import numpy as np

    outside = np.flatnonzero(best == 0)
    lows = outside[np.searchsorted(outside, wrong, side="right") - 1].tolist()
    highs = outside[np.searchsorted(outside, wrong + 1)].tolist()
    for low, high in dict.fromkeys(zip(lows, highs, strict=True)):
        best[low:high] = _best_sequence(scores[low:high].tolist(), range(1, len(tags), len(SCHEME)))


def _best_sequence(rows: list[list[float]], firsts: Sequence[int]) -> list[int]:
    """The best sequence of tags that ends outside or with a whole name (Viterbi 1967).

    ``rows`` are the scores of the characters from one outside on; ``firsts`` the numbers of the tags with which names begin,
    behind which those of inside, end and single stand. Of each label only the way inside it is kept: where its name begins and with which
    sum; at each character the best way that ends there outside, or with a name.
    """
    total, ways = 0.0, [(-1, 0)]
    sums: list[float] = [0.0]
    opened: dict[int, tuple[float, int]] = {}
    for at, row in enumerate(rows):
        total = sums[at]
        choice, value = (at, 0), total + row[0]
        for first in firsts:
            inside = opened.get(first)
            if total + row[first + 3] > value:
                choice, value = (at, first), total + row[first + 3]
            if inside is not None and inside[0] + row[first + 2] > value:
                choice, value = (inside[1], first), inside[0] + row[first + 2]
            begin = total + row[first]
            if inside is not None and inside[0] + row[first + 1] >= begin:
                opened[first] = (inside[0] + row[first + 1], inside[1])
            else:
                opened[first] = (begin, at)
        sums.append(value)
        ways.append(choice)
    found = [0] * len(rows)
    end = len(rows)
    while end > 0:
        start, first = ways[end]
        if first:
            found[start:end] = _tags_of(first, end - start)
        end = start
    return found


def _tags_of(first: int, length: int) -> list[int]:
    """The tags of a name of ``length`` characters whose label begins with the tag ``first``."""
    return [first + 3] if length == 1 else [first, *[first + 1] * (length - 2), first + 2]
