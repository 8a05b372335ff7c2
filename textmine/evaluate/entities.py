"""Names against labelled passages: precision, recall and F1 of the exact places, by label and of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from textmine.entities.decode import tagged
from textmine.entities.model import TaggerModel
from textmine.entities.training.data import Passage, Span
from textmine.errors import InputError
from textmine.evaluate.scores import Tally

__all__ = ["EntityScores", "score_entities"]

TOGETHER = 64
"""So many passages are tagged at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityScores:
    """How much was tagged in how many seconds, and the names of each label and of all against the labelled ones.

    A name is right where start, end and label are.
    """

    passages: int
    characters: int
    seconds: float
    every: Tally
    labels: tuple[tuple[str, Tally], ...]

    def __str__(self) -> str:
        speed = self.characters / self.seconds if self.seconds else 0.0
        lines = [f"{self.passages} passages, {self.characters} characters, {speed:,.0f} characters a second"]
        lines += (
            f"{name:<8} precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}  of {tally.annotated}"
            for name, tally in (("all", self.every), *self.labels)
        )
        return "\n".join(lines) + "\n"


def score_entities(passages: Sequence[Passage], model: TaggerModel, head: str) -> EntityScores:
    """The figures of ``model`` on ``passages``, whatever the probabilities of the names.

    :class:`~textmine.errors.InputError` names what the model lacks: the head, or labels of the passages.
    """
    if head not in model.heads:
        raise InputError(f"the model has no head {head!r}; it has {', '.join(model.heads)}")
    labels = [tag[2:] for tag in model.heads[head] if tag.startswith("B-")]
    other = {name.label for passage in passages for name in passage.names} - set(labels)
    if other:
        raise InputError(f"label {min(other)!r} is none of the head {head}, which has {', '.join(labels)}")
    right: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    annotated: Counter[str] = Counter()
    seconds = 0.0
    for at in range(0, len(passages), TOGETHER):
        block = passages[at : at + TOGETHER]
        start = perf_counter()
        found = tagged(model, [passage.text for passage in block], head)
        seconds += perf_counter() - start
        for passage, names in zip(block, found, strict=True):
            want = set(passage.names)
            got = {Span(name.start, name.end, name.label) for name in names}
            annotated.update(name.label for name in want)
            predicted.update(name.label for name in got)
            right.update(name.label for name in want & got)
    return EntityScores(
        passages=len(passages),
        characters=sum(len(passage.text) for passage in passages),
        seconds=seconds,
        every=Tally(right.total(), predicted.total(), annotated.total()),
        labels=tuple(
            (label, Tally(right[label], predicted[label], annotated[label]))
            for label in labels
            if annotated[label] or predicted[label]
        ),
    )
