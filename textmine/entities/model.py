"""The tagger of names: a small convolutional network over characters, run with numpy alone.

For every character the vectors of the five characters around it and of the two pairs it stands in are mapped to a hidden
state; convolutions over neighbours, each added to what went in, widen the view; a linear layer gives a score for each tag of
the BIES scheme (begin, inside, end, single; Ratinov and Roth 2009). After Collobert et al. (2011) and Strubell et al. (2017),
kept so small that it reads a text about as fast as it is segmented. As all before the first rectifier is linear, the part of the single
characters is worked out once for every character that the model knows.

The file is a zip of ``meta.json``, ``characters.txt`` and ``weights.bin`` (16-bit floats, little endian, in the order that
``meta.json`` gives). Reading one runs no code of it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from math import prod
from pathlib import Path

from textmine import modelfile
from textmine.entities.layers import PAD, PAIRS, Array, Layers, Room
from textmine.modelfile import read, unfit, write

__all__ = ["TaggerModel", "built_in", "plain", "scheme"]

FORMAT = "textmine-tagger/1"
KIND = "entities"

UNKNOWN, FIRST = 1, 4
"""The numbers of a character that the model does not know, and of the first that it knows."""

SCHEME = "BIES"
"""The places in a name: begin, inside, end, single."""

SAME = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "\u3000": " "}
"""What is read as one, beside what Unicode's compatibility forms (NFKC) make equal; all digits are read as 0."""


def built_in(size: str) -> Path:
    """Where the model of this size (``fast``, ``accurate``) lies."""
    return modelfile.built_in(f"{KIND}-{size}")


def plain(character: str) -> str:
    """The character as the model reads it."""
    same = SAME.get(character) or unicodedata.normalize("NFKC", character)
    if len(same) != 1:
        return character
    return "0" if same.isascii() and same.isdigit() else same


@dataclass(frozen=True, kw_only=True)
class TaggerModel:
    """A tagger with one or more heads; each head has its own tags: ``O``, then ``B-``, ``I-``, ``E-``, ``S-`` of each label.

    ``characters`` are those it knows, ``dilations`` how far apart the characters of each convolution stand, ``thresholds`` the
    probability from which a name of a label is told, ``weights`` the arrays by name, as 16-bit floats.
    """

    characters: str
    heads: Mapping[str, tuple[str, ...]]
    dilations: tuple[int, ...]
    thresholds: Mapping[str, float]
    weights: Mapping[str, Array]
    about: Mapping[str, object]

    @cached_property
    def _numbers(self) -> Array:
        """The number of every code point up to U+FFFF."""
        import numpy as np

        known = {character: FIRST + number for number, character in enumerate(self.characters)}
        table = np.full(0x10000, UNKNOWN, np.int32)
        for point in range(0x10000):
            if not 0xD800 <= point < 0xE000:
                number = known.get(chr(point)) or (
                    known.get(plain(chr(point))) if point > 0x7F or chr(point).isdigit() else None
                )
                if number:
                    table[point] = number
        table[ord("\n")] = PAD
        return table

    @cached_property
    def _layers(self) -> Layers:
        return Layers.of(self.weights, self.dilations)

    @property
    def gap(self) -> int:
        """How many boundaries must stand between two texts so that neither sees the other."""
        return 3 + sum(self.dilations)

    def numbers(self, text: str) -> Array:
        """The numbers of the characters of ``text``; a line end is a boundary."""
        import numpy as np

        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        numbers: Array = self._numbers[np.minimum(points, 0xFFFF)]
        return numbers

    def scores(self, numbers: Array, head: str, room: Room) -> Array:
        """The score of each tag of ``head`` for each of ``numbers``, which begin and end with :attr:`gap` boundaries.

        A boundary is outside every name. The scores lie in ``room`` and last until it is used again.
        """
        scores = self._layers.scores(numbers, *self._output[head], room)
        scores[numbers == PAD, 1:] = -1e9
        return scores

    @cached_property
    def _output(self) -> dict[str, tuple[Array, Array]]:
        import numpy as np

        return {
            head: (
                np.ascontiguousarray(self.weights[f"{head}.weight"].astype(np.float32).T),
                self.weights[f"{head}.bias"].astype(np.float32),
            )
            for head in self.heads
        }

    @cached_property
    def _rooms(self) -> list[Room]:
        return []

    @contextmanager
    def room(self) -> Iterator[Room]:
        """Memory to work in, kept for the next time; each thread that reads at once gets its own."""
        try:
            room = self._rooms.pop()
        except IndexError:
            room = Room()
        try:
            yield room
        finally:
            self._rooms.append(room)

    def save(self, path: Path | str) -> None:
        """Write the model; the same model gives the same bytes. :class:`InputError` says when ``path`` cannot be written."""
        meta = {
            "format": FORMAT,
            "heads": {head: list(tags) for head, tags in self.heads.items()},
            "dilations": self.dilations,
            "thresholds": dict(self.thresholds),
            "arrays": [[name, list(array.shape)] for name, array in self.weights.items()],
            "about": dict(self.about),
        }
        parts = {
            "meta.json": json.dumps(meta, ensure_ascii=False, indent=1).encode(),
            "characters.txt": self.characters.encode(),
            "weights.bin": b"".join(array.astype("<f2").tobytes() for array in self.weights.values()),
        }
        write(path, parts)

    @classmethod
    def load(cls, path: Path | str) -> TaggerModel:
        """The model in the file ``path``; :class:`InputError` for a file that is none."""
        import numpy as np

        parts = read(path, KIND)
        try:
            meta = json.loads(parts["meta.json"])
            characters = parts["characters.txt"].decode()
            numbers = np.frombuffer(parts["weights.bin"], "<f2")
            if meta["format"] != FORMAT:
                raise unfit(path, KIND, version=True)
            model = cls(
                characters=characters,
                heads={str(head): tuple(map(str, tags)) for head, tags in meta["heads"].items()},
                dilations=tuple(int(dilation) for dilation in meta["dilations"]),
                thresholds={str(label): float(value) for label, value in meta["thresholds"].items()},
                weights=_arrays(numbers, meta["arrays"]),
                about=dict(meta["about"]),
            )
            model._checked()
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise unfit(path, KIND) from error
        return model

    def _checked(self) -> None:
        """Raises :class:`ValueError` where arrays are missing or do not fit."""
        layers = self._layers
        hidden = layers.from_pairs.shape[1]
        fits = layers.window[0].shape == (FIRST + len(self.characters), hidden) and layers.pairs.shape[0] == PAIRS
        tags = all(
            self._output[head][0].shape == (hidden, len(names)) and list(names) == scheme(names[4::4])
            for head, names in self.heads.items()
        )
        if not (fits and tags and len(layers.window) % 2 and self.heads):
            raise ValueError("arrays that do not fit")


def scheme(labels: Iterable[str]) -> list[str]:
    """The tags of ``labels``, each given as itself or as its single tag ``S-``, in the order that models keep."""
    return ["O", *(f"{place}-{label.removeprefix('S-')}" for label in labels for place in SCHEME)]


def _arrays(numbers: Array, shapes: Sequence[tuple[str, Sequence[int]]]) -> dict[str, Array]:
    """The arrays that lie one after the other in ``numbers``."""
    found: dict[str, Array] = {}
    position = 0
    for name, shape in shapes:
        size = prod(shape)
        found[str(name)] = numbers[position : position + size].reshape(tuple(shape))
        position += size
    if position != len(numbers):
        raise ValueError("numbers that belong to no array")
    return found
