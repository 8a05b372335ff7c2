"""Texts as numbers in batches: cut at sentence ends, tagged, sorted by length, packed and masked.

This module needs torch (the extra ``textmine[train]``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import Any, NamedTuple

import numpy as np
import torch

from textmine.entities.layers import PAD, Array
from textmine.entities.model import FIRST, UNKNOWN, TaggerModel
from textmine.entities.training.data import Passage

__all__ = ["Batch", "Example", "Reader", "batches", "chosen", "collated", "packed"]

SEPARATOR, MASK = 2, 3
"""The numbers of what parts two packed texts, and of a masked character."""

LONGEST = 256
"""A text of more characters is cut, at sentence ends where there are some."""

PACKED = 384
"""So many characters make a row in pre-training."""

STARTS, SECOND, THIRD = 0.09, 0.75, 0.4
"""The share of characters where a masked stretch begins, and how often it goes on to the second and the third."""

MASKED, SWAPPED = 0.85, 0.07
"""Of the characters that are to be guessed: the share that is masked, and that stands as another character."""

UNTAGGED = -100
"""The tag of a place that counts for nothing, as torch's cross-entropy has it."""


class Example(NamedTuple):
    """The numbers of a text's characters, and of their tags where it is labelled."""

    numbers: Array
    tags: Array | None


class Batch(NamedTuple):
    """Rows of characters and of tags of one ``head``; without a head there are no tags."""

    head: str | None
    numbers: Any
    tags: Any


@cache
def _ends() -> re.Pattern[str]:
    return re.compile("[。！？；\n]")


class Reader:
    """Turns texts into numbers with the ``characters`` that the model knows, exactly as the model does it."""

    def __init__(self, characters: str) -> None:
        self._numbers = TaggerModel(
            characters=characters, heads={}, dilations=(), thresholds={}, weights={}, about={}
        ).numbers

    def plain(self, texts: Sequence[str]) -> list[Example]:
        """Examples without tags."""
        return [
            Example(numbers[start:end], None)
            for text in texts
            for numbers in (self._numbers(text),)
            for start, end in _cuts(text)
            if numbers[start:end].any()
        ]

    def tagged(self, passages: Sequence[Passage], tags: Sequence[str]) -> list[Example]:
        """Examples with tags; of names that overlap the longest counts."""
        number = {tag: place for place, tag in enumerate(tags)}
        found = []
        for passage in passages:
            numbers = self._numbers(passage.text)
            marks = np.zeros(len(numbers), np.int64)
            for start, end, label in sorted(passage.names, key=lambda name: name.start - name.end):
                if not marks[start:end].any():
                    marks[start:end] = number[f"I-{label}"]
                    marks[start], marks[end - 1] = number[f"B-{label}"], number[f"E-{label}"]
                    if end - start == 1:
                        marks[start] = number[f"S-{label}"]
            marks[numbers == PAD] = UNTAGGED
            found += [
                Example(numbers[start:end], marks[start:end])
                for start, end in _cuts(passage.text)
                if numbers[start:end].any()
            ]
        return found


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where the pieces of ``text`` lie, each as long as it may be."""
    start = last = 0
    for end in (*(match.end() for match in _ends().finditer(text)), len(text)):
        if end - start > LONGEST and last > start:
            yield start, last
            start = last
        while end - start > LONGEST:
            yield start, start + LONGEST
            start += LONGEST
        last = end
    if start < len(text):
        yield start, len(text)


def batches(examples: Sequence[Example], size: int, rng: Random) -> list[list[Example]]:
    """The examples in batches of up to ``size`` characters with what fills the rows up, of like length, in random order."""
    order = list(examples)
    rng.shuffle(order)
    order.sort(key=lambda example: len(example.numbers) // 8)
    found: list[list[Example]] = [[]]
    longest = 0
    for example in order:
        longest = max(longest, len(example.numbers))
        if found[-1] and (len(found[-1]) + 1) * longest > size:
            found.append([])
            longest = len(example.numbers)
        found[-1].append(example)
    rng.shuffle(found)
    return [each for each in found if each]


def collated(head: str | None, examples: Sequence[Example], device: str) -> Batch:
    """The examples as rows of one length, a multiple of 32."""
    length = -(-max(len(example.numbers) for example in examples) // 32) * 32
    numbers = np.full((len(examples), length), PAD, np.int64)
    tags = np.full(numbers.shape, UNTAGGED, np.int64)
    for row, example in enumerate(examples):
        numbers[row, : len(example.numbers)] = example.numbers
        if example.tags is not None:
            tags[row, : len(example.tags)] = example.tags
    return Batch(head, torch.from_numpy(numbers).to(device), torch.from_numpy(tags).to(device))


def packed(examples: Sequence[Example], rows: int, rng: Random, device: str) -> Iterator[Any]:
    """Endless batches of ``rows`` full rows of texts, one behind the other in random order."""
    gap = np.array([SEPARATOR], np.int32)
    size = rows * PACKED
    kept = np.zeros(0, np.int32)
    while True:
        order = list(examples)
        rng.shuffle(order)
        parts, length = [kept], len(kept)
        for example in order:
            parts += (example.numbers, gap)
            length += len(example.numbers) + 1
            if length >= size:
                full = np.concatenate(parts)
                for start in range(0, length - size + 1, size):
                    yield torch.from_numpy(full[start : start + size].astype(np.int64)).view(rows, PACKED).to(device)
                kept = full[length - length % size :]
                parts, length = [kept], len(kept)
        kept = np.concatenate(parts)


def chosen(numbers: Any, characters: int) -> tuple[Any, Any]:
    """``numbers`` with stretches masked, and where a character is to be guessed (Devlin et al. 2019, Joshi et al. 2020)."""

    def drawn(share: float) -> Any:
        return torch.rand(numbers.shape, device=numbers.device) < share

    first = drawn(STARTS)
    second = first.roll(1, 1) & drawn(SECOND)
    third = second.roll(1, 1) & drawn(THIRD)
    asked = (first | second | third) & (numbers >= FIRST)
    masked = drawn(MASKED)
    swapped = drawn(SWAPPED / (1 - MASKED)) & ~masked
    others = torch.randint_like(numbers, FIRST if characters > FIRST else UNKNOWN, characters)
    return numbers.masked_fill(asked & masked, MASK).where(~(asked & swapped), others), asked
