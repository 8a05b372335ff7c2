"""A linear model over words: how likely a text is about each label, and which label leads.

The file is a zip of ``meta.json`` (labels, thresholds, how it was made), ``words.txt`` (one word a line) and ``weights.bin``
(16-bit integers, little endian: for every word its inverse document frequency, then two weights for each label: that a
fifth of the text is about it, and that it leads). Reading one runs no code of it.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textmine import modelfile
from textmine.modelfile import read, unfit, write

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LinearModel", "Words", "built_in"]

Words = list[int]
"""The words of a text that a model knows, by their numbers in it; a word that stands twice is there twice."""

FORMAT = "textmine-linear/1"
KIND = "dimensions"


def built_in() -> Path:
    """Where the model of the development dimensions lies."""
    return modelfile.built_in(KIND)


@dataclass(frozen=True, kw_only=True)
class LinearModel:
    """Logistic models over TF-IDF with sublinear counts (Salton and Buckley 1988), one pair for each label.

    ``weights`` holds for each of ``words`` its inverse document frequency, then the weights of the labels: all that tell
    whether a fifth of the text is about a label, then all that tell whether it leads; in units of ``step``.
    ``leads_at`` is the probability from which a label leads, ``listed_at`` from which one is listed where none leads, and
    ``beside_at`` from which one is listed beside it.
    """

    labels: tuple[str, ...]
    words: tuple[str, ...]
    weights: array[int]
    step: float
    biases: tuple[float, ...]
    listed_at: float
    beside_at: float
    leads_at: float
    about: Mapping[str, object]

    @cached_property
    def index(self) -> dict[str, int]:
        """The number of each word."""
        return {word: number for number, word in enumerate(self.words)}

    @cached_property
    def _table(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Inverse document frequencies by word, what each word adds to each output, and the outputs' biases."""
        import numpy as np

        numbers = np.array(self.weights, dtype=np.float32).reshape(len(self.words), -1)
        frequencies = numbers[:, 0].copy()
        return frequencies, numbers[:, 1:] * (frequencies * self.step)[:, None], np.array(self.biases)

    def known(self, words: Iterable[str]) -> Words:
        """The numbers of those of ``words`` that the model knows."""
        return [number for number in map(self.index.get, words) if number is not None]

    def score(self, texts: Sequence[Words]) -> list[list[float]]:
        """The probabilities of ``texts``, a row for each: of every label that it is listed, then of every label that it leads."""
        import numpy as np

        frequencies, added, biases = self._table
        sums = np.empty((len(texts), len(biases)))
        sums[:] = biases
        sizes = np.fromiter(map(len, texts), np.intp, len(texts))
        filled = np.flatnonzero(sizes)
        if len(filled):
            size = len(self.words)
            keys = np.fromiter(chain.from_iterable(texts), np.intp, int(sizes.sum()))
            keys += np.repeat(np.arange(0, len(texts) * size, size), sizes)
            keys.sort()
            first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
            times = 1.0 + np.log(np.diff(first, append=len(keys)))
            keys = keys[first]
            found, starts = keys % size, np.searchsorted(keys, filled * size)
            lengths = np.sqrt(np.add.reduceat(np.square(times * frequencies[found]), starts))
            sums[filled] += np.add.reduceat(times[:, None] * added[found], starts, axis=0) / lengths[:, None]
        rows: list[list[float]] = (1 / (1 + np.exp(-sums))).tolist()
        return rows

    def strongest(self, words: Iterable[int], label: int, most: int) -> list[tuple[float, str]]:
        """Those of ``words`` that speak most for ``label``, with how strongly; only those that speak for it."""
        import numpy as np

        found = sorted(words)
        shares = self._table[1][found, label]
        order = np.argsort(-shares, kind="stable")[:most]
        return [(float(shares[at]), self.words[found[at]]) for at in order if shares[at] > 0]

    def save(self, path: Path | str) -> None:
        """Write the model; the same model gives the same bytes. :class:`InputError` says when ``path`` cannot be written."""
        numbers = array("h", self.weights)
        if sys.byteorder == "big":
            numbers.byteswap()
        meta = {
            "format": FORMAT,
            "labels": self.labels,
            "step": self.step,
            "biases": self.biases,
            "listed_at": self.listed_at,
            "beside_at": self.beside_at,
            "leads_at": self.leads_at,
            "about": dict(self.about),
        }
        parts = {
            "meta.json": json.dumps(meta, ensure_ascii=False, indent=1).encode(),
            "words.txt": "\n".join(self.words).encode(),
            "weights.bin": numbers.tobytes(),
        }
        write(path, parts)

    @classmethod
    def load(cls, path: Path | str) -> LinearModel:
        """The model in the file ``path``; :class:`InputError` for a file that is none."""
        parts = read(path, KIND)
        try:
            meta = json.loads(parts["meta.json"])
            words = tuple(parts["words.txt"].decode().split("\n"))
            numbers = array("h", parts["weights.bin"])
            if sys.byteorder == "big":
                numbers.byteswap()
            model = cls(
                labels=tuple(meta["labels"]),
                words=words,
                weights=numbers,
                step=float(meta["step"]),
                biases=_floats(meta["biases"]),
                listed_at=float(meta["listed_at"]),
                beside_at=float(meta["beside_at"]),
                leads_at=float(meta["leads_at"]),
                about=dict(meta["about"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise unfit(path, KIND) from error
        size = len(model.labels)
        if meta.get("format") != FORMAT or len(numbers) != len(words) * (1 + 2 * size) or len(model.biases) != 2 * size:
            raise unfit(path, KIND, version=True)
        return model


def _floats(numbers: Sequence[float]) -> tuple[float, ...]:
    return tuple(map(float, numbers))
