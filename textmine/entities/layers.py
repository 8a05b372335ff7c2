"""The layers of the tagger, worked out for a block of characters at a time.

What stands at a place depends on places that are a few characters away. So that all of them can be added and multiplied in long
runs of memory, places are kept in classes: those with the same remainder by :attr:`Layers.classes` lie side by side, and the neighbours
of one class are another class, at most one row further on.

Two results of a convolution are worked out at a time with four products of matrices in place of six (minimal filtering F(2,3):
Winograd 1980; Lavin and Gray 2016).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import lcm, prod
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]
else:
    Array = object

__all__ = ["PAD", "PAIRS", "Array", "Layers", "Room"]

PAD = 0
"""The number of a boundary."""

PAIRS = 1 << 16
"""Rows of the table of pairs; a pair's row is its hash."""

LARGE = 1 << 20
"""Arrays of so many numbers, 4 MiB, are laid by numpy on large pages, where the system has them; that is a few percent faster."""


class Room:
    """Memory that is used again from block to block: asking for fresh pages takes longer than adding numbers up."""

    def __init__(self) -> None:
        self._held: dict[str, Array] = {}

    def array(self, name: str, *shape: int) -> Array:
        """An array of this shape with anything in it; the one of the same name is lost."""
        import numpy as np

        size = prod(shape)
        held = self._held.get(name)
        if held is None or len(held) < size:
            held = self._held[name] = np.empty(max(size, LARGE), np.float32)
        return held[:size].reshape(shape)


class _Convolution(NamedTuple):
    """Four matrices from the three of a convolution, its bias and how far apart the characters stand."""

    weights: Array
    bias: Array
    dilation: int


class Layers(NamedTuple):
    """The weights as they are used: what each character adds at each place of the window (the bias in the middle), then the rest."""

    window: tuple[Array, ...]
    pairs: Array
    from_pairs: Array
    convolutions: tuple[_Convolution, ...]
    classes: int

    @classmethod
    def of(cls, weights: Mapping[str, Array], dilations: Sequence[int]) -> Layers:
        """The layers with the weights of a model file."""
        import numpy as np

        full = {name: array.astype(np.float32) for name, array in weights.items()}
        characters, pairs = full["characters"], full["pairs"]
        width, hidden = characters.shape[1], full["window.bias"].shape[0]
        window = full["window.weight"].T
        size = (window.shape[0] - 2 * pairs.shape[1]) // width
        tables = [characters @ window[at * width : (at + 1) * width] for at in range(size)]
        tables[size // 2] += full["window.bias"]
        return cls(
            window=tuple(tables),
            pairs=pairs,
            from_pairs=np.ascontiguousarray(window[size * width :]),
            convolutions=tuple(
                _Convolution(
                    _filters(full[f"convolution{number}.weight"].T.reshape(3, hidden, hidden)),
                    full[f"convolution{number}.bias"],
                    dilation,
                )
                for number, dilation in enumerate(dilations)
            ),
            classes=2 * lcm(*dilations),
        )

    def scores(self, numbers: Array, weight: Array, bias: Array, room: Room) -> Array:
        """What ``weight`` and ``bias`` make of the hidden state of each of ``numbers``; it lies in ``room``."""
        import numpy as np

        state = self.states(numbers, room)
        classes, rows, hidden = state.shape
        shape = classes, rows, weight.shape[1]
        by_class = np.matmul(
            state.reshape(-1, hidden), weight, out=room.array("by class", *shape).reshape(-1, shape[2])
        )
        scores = room.array("scores", rows - 2, classes, shape[2])
        np.add(by_class.reshape(shape)[:, 1:-1].transpose(1, 0, 2), bias, out=scores)
        return scores.reshape(-1, shape[2])[: len(numbers)]

    def states(self, numbers: Array, room: Room) -> Array:
        """The hidden states of characters with these ``numbers``: class by class, with a row of zeros before and behind each.

        ``numbers`` begin and end with as many boundaries as a state sees characters on a side. The state of a boundary is all zeros.
        """
        import numpy as np

        hidden, classes = self.from_pairs.shape[1], self.classes
        rows = -(-len(numbers) // classes)
        margin = len(self.window) // 2
        padded = np.zeros((rows + 1) * classes + 2 * margin, np.intp)
        padded[margin : margin + len(numbers)] = numbers
        pairs = room.array("pairs", rows * classes + classes, self.pairs.shape[1])
        pairs[0] = 0  # before the first character
        np.take(self.pairs, _hashes(padded[margin:-margin]), axis=0, mode="clip", out=pairs[1:])
        at_once = pairs.reshape(-1)
        state = room.array("state", classes, rows + 2, hidden)
        more = room.array("more", rows, hidden)
        boundaries = []
        state[:, 0] = state[:, -1] = 0
        for remainder, own in enumerate(state[:, 1:-1]):
            start = remainder * pairs.shape[1]
            both = at_once[start : start + rows * classes * pairs.shape[1]].reshape(rows, -1)[:, : 2 * pairs.shape[1]]
            np.matmul(both, self.from_pairs, out=own)
        for at, table in enumerate(self.window):
            for remainder, own in enumerate(state[:, 1:-1]):
                np.take(table, padded[remainder + at :: classes][:rows], axis=0, mode="clip", out=more)
                np.add(own, more, out=own)
        none = room.array("none", rows, hidden)
        none[:] = 0
        for remainder, own in enumerate(state[:, 1:-1]):
            np.maximum(own, none, out=own)
            boundaries.append(np.flatnonzero(padded[margin + remainder :: classes][:rows] == PAD))
            own[boundaries[-1]] = 0
        for number, convolution in enumerate(self.convolutions):
            after = room.array(f"state{number % 2}", classes, rows + 2, hidden)
            after[:, 0] = after[:, -1] = 0
            self._convolve(state, convolution, after, room)
            for own, places in zip(after[:, 1:-1], boundaries, strict=True):
                own[places] = 0
            state = after
        return state

    def _convolve(self, state: Array, convolution: _Convolution, after: Array, room: Room) -> None:
        """Puts ``state`` and what the convolution adds to it in ``after``."""
        import numpy as np

        weights, bias, dilation = convolution
        rows, hidden = state.shape[1] - 2, state.shape[2]
        least = room.array("least", rows, hidden)
        least[:] = bias
        none = room.array("none", rows, hidden)

        def at(place: int) -> Array:
            row, remainder = divmod(place, self.classes)
            return state[remainder, 1 + row : 1 + row + rows]

        inputs = room.array("inputs", 4, rows, hidden)
        products = room.array("products", 4, rows, hidden)
        for first in range(self.classes):
            if first // dilation % 2:
                continue
            second = first + dilation
            before, one, two, behind = (at(first + step * dilation) for step in (-1, 0, 1, 2))
            np.subtract(before, two, out=inputs[0])
            np.add(one, two, out=inputs[1])
            np.subtract(two, one, out=inputs[2])
            np.subtract(one, behind, out=inputs[3])
            np.matmul(inputs, weights, out=products)
            left, middle, other, right = products
            middle += least
            left += other
            left += middle
            right += other
            middle -= right
            for place, old, added in ((first, one, left), (second, two, middle)):
                np.maximum(added, none, out=added)
                np.add(old, added, out=after[place, 1:-1])


def _filters(weights: Array) -> Array:
    """The four matrices of F(2,3) from the three of the characters before, at and behind a place."""
    import numpy as np

    before, at, behind = weights
    both = before + behind
    return np.stack((before, (both + at) / 2, (both - at) / 2, behind))


def _hashes(numbers: Array) -> Array:
    """The row of each pair of neighbours, 0 behind a boundary: multiply and shift, after Knuth (1973, 6.4)."""
    import numpy as np

    wide = numbers.astype(np.int64)
    mixed = wide[:-1] * 1000003 + wide[1:] * 8191
    mixed ^= mixed >> 15
    mixed *= 2654435761
    mixed >>= 13
    mixed &= PAIRS - 1
    mixed[wide[:-1] == PAD] = 0
    return mixed
