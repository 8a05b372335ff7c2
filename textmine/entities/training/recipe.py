"""The recipe: a teacher is pre-trained on unlabelled texts and fine-tuned on all labelled sets; the student learns from it.

Without unlabelled texts, or without a graphics processor, on which alone a teacher gets through enough of them, the student
learns from the labels alone. This module needs torch (the extra ``textmine[train]``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import cos, pi
from random import Random
from time import monotonic
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import torch
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_

from textmine.entities.decode import tagged
from textmine.entities.layers import PAD
from textmine.entities.model import FIRST, TaggerModel
from textmine.entities.training.batches import (
    MASK,
    UNTAGGED,
    Batch,
    Example,
    Reader,
    batches,
    chosen,
    collated,
    packed,
)
from textmine.entities.training.data import LabelledSet, Passage, alphabet, parted
from textmine.entities.training.network import Student, StudentShape, Teacher, TeacherShape, exported
from textmine.errors import InputError

Given = TypeVar("Given")

__all__ = ["SIZES", "Plan", "Trained", "planned", "thresholds", "train"]

SIZES = MappingProxyType({"fast": StudentShape(48, 32, 96, (1, 3)), "accurate": StudentShape(96, 48, 192, (1, 2, 4))})
"""The students by what they are good for."""

PRETRAINED, TUNED = 0.4, 0.25
"""The shares of the time for pre-training and for fine-tuning; the rest is the student's."""

WARM = 300
"""So many steps, or a twentieth of the time if that is less, the rate of learning rises."""

HEADS = ("news", "classic")
"""The heads that the student has, the first first; further labelled sets only help the teacher."""

REPEATED = MappingProxyType({"news": 5, "classic": 3})
"""How often a round of the teacher's goes through a set; others once."""

WEIGHED = MappingProxyType({"news": 1.0, "classic": 1.0, "cluener": 0.7, "boson": 0.7, "resume": 0.3})
"""What a set counts in the teacher's loss, by the first word of its name; others half."""

STUDIED = MappingProxyType({"news": 8, "classic": 5})
"""How often a round of the student's goes through a set."""

HIDDEN = 0.05
"""The share of characters that is masked in fine-tuning."""

PRECISION, LOWEST, SUREST, COMMON, FEW = 0.9, 0.5, 0.95, 0.7, 10
"""Names of a label are told from the lowest probability, at least ``LOWEST``, from which so large a share of them is right;
``SUREST`` where there is none, ``COMMON`` for a label with fewer than ``FEW`` names to judge it by."""


class Plan(NamedTuple):
    """How long, how large, where; ``teacher`` may be none.

    ``rows`` are those of a batch in pre-training, ``tuned`` and ``studied`` the characters of one in fine-tuning and for the student;
    ``clock`` tells the seconds.
    """

    seconds: float
    student: StudentShape
    teacher: TeacherShape | None
    device: str
    rows: int = 64
    tuned: int = 16_000
    studied: int = 24_000
    clock: Callable[[], float] = monotonic


class Trained(NamedTuple):
    """The model, and the passages that it did not learn from, for a test, with the head that they are for."""

    model: TaggerModel
    head: str
    held_out: tuple[Passage, ...]


def planned(size: str, seconds: float) -> Plan:
    """The plan for a student of this size where the program runs, with a teacher where torch has a graphics processor."""
    if torch.cuda.is_available():
        return Plan(seconds, SIZES[size], TeacherShape(), "cuda")
    return Plan(seconds, SIZES[size], None, "cpu", studied=4_000)


def train(
    sets: Sequence[LabelledSet],
    unlabelled: Callable[[Sequence[str]], Sequence[str]],
    plan: Plan,
    about: Mapping[str, object],
    report: Callable[[str], None],
) -> Trained:
    """A student of the size and in the time that ``plan`` says.

    ``unlabelled`` gives the unlabelled texts without what overlaps with those it is given, the ones held out here.
    :class:`~textmine.errors.InputError` says when no set is for a head of the model, or a set is too small.
    """
    by_head = {each.head: each for each in sets}
    heads = {head: by_head[head].tags for head in HEADS if head in by_head}
    if not heads:
        raise InputError(
            "no labels that the model can learn: a file needs PER, LOC and ORG, or these and more of textmine's"
        )
    head = next(iter(heads))
    by_head[head], held_out = parted(by_head[head])
    texts = unlabelled([passage.text for passage in held_out])
    known = alphabet([*texts, *(passage.text for each in by_head.values() for passage in each.passages)])
    report(
        f"{len(texts)} unlabelled lines, {len(known)} characters known; "
        + ", ".join(f"{name}: {len(each.passages)} passages" for name, each in by_head.items())
    )
    torch.manual_seed(1)
    reader = Reader(known)
    examples = {name: reader.tagged(each.passages, each.tags) for name, each in by_head.items()}
    work = _Work(plan, FIRST + len(known), reader.plain(texts), examples, report, Random(1))
    teacher = None
    if texts and plan.teacher is not None:
        teacher = work.teacher({name: len(each.tags) for name, each in by_head.items()}, plan.teacher)
    student = work.student({name: len(tags) for name, tags in heads.items()}, teacher)
    model = exported(student, known, heads, {}, about)
    found = tagged(model, [passage.text for passage in held_out], head)
    judged = [
        (name.label, name.score, name[:3] in passage.names)
        for names, passage in zip(found, held_out, strict=True)
        for name in names
    ]
    named = Counter(name.label for passage in held_out for name in passage.names)
    least = thresholds(by_head[head].labels, judged, named)
    return Trained(exported(student, known, heads, least, about), head, held_out)


def thresholds(
    labels: Sequence[str], judged: Sequence[tuple[str, float, bool]], named: Mapping[str, int]
) -> dict[str, float]:
    """The probability from which names of each label are told.

    ``judged`` holds label and probability of each name found, and whether it is right; ``named`` counts the annotated ones.
    """
    found = {}
    for label in labels:
        sure = sorted(
            ((score, right) for each, score, right in judged if each == label and score >= LOWEST), reverse=True
        )
        least, right = SUREST, 0
        for count, (score, is_right) in enumerate(sure, 1):
            right += is_right
            if (count == len(sure) or sure[count][0] < score) and right >= PRECISION * count:
                least = LOWEST if count == len(sure) else score
        found[label] = COMMON if named.get(label, 0) < FEW else least
    return found


class _Work(NamedTuple):
    """What all stages of the training share; ``size`` counts the characters with those that stand for none."""

    plan: Plan
    size: int
    plain: Sequence[Example]
    labelled: Mapping[str, Sequence[Example]]
    report: Callable[[str], None]
    rng: Random

    def teacher(self, heads: Mapping[str, int], shape: TeacherShape) -> Teacher:
        """A teacher that has read the unlabelled texts and learned from all labels."""
        teacher = Teacher(self.size, heads, shape)
        teacher.to(self.plan.device)

        def guessed(numbers: Any) -> Any:
            masked, asked = chosen(numbers, self.size)
            return functional.cross_entropy(teacher.missing(teacher(masked, whole=True)[asked]), numbers[asked])

        def learned(batch: Batch) -> Any:
            hidden = (torch.rand(batch.numbers.shape, device=self.plan.device) < HIDDEN) & (batch.numbers != PAD)
            states = teacher(batch.numbers.masked_fill(hidden, MASK))
            asked = batch.tags != UNTAGGED
            scores = teacher.heads[batch.head](states[asked])
            loss = functional.cross_entropy(scores, batch.tags[asked], label_smoothing=0.02)
            return loss * WEIGHED.get(str(batch.head).replace("-", "_").split("_")[0], 0.5)

        pretrained = torch.optim.AdamW(teacher.parameters(), lr=8e-4, betas=(0.9, 0.98), weight_decay=0.01)
        rows = packed(self.plain, self.plan.rows, self.rng, self.plan.device)
        self._steps("pre-training", PRETRAINED, rows, guessed, pretrained, _linear)
        groups = [{"params": teacher.encoder(), "lr": 1.5e-4}, {"params": teacher.heads.parameters(), "lr": 1e-3}]
        tuned = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
        repeats = [(name, each, REPEATED.get(name, 1)) for name, each in self.labelled.items()]
        self._steps("fine-tuning", TUNED, self._rounds(repeats, self.plan.tuned), learned, tuned, _linear)
        teacher.eval()
        return teacher

    def student(self, heads: Mapping[str, int], teacher: Teacher | None) -> Student:
        """A student that has learned from the labels and, where there is one, from the teacher."""
        student = Student(self.size, heads, self.plan.student)
        student.to(self.plan.device)

        def learned(batch: Batch) -> Any:
            states = student(batch.numbers)
            inside = batch.numbers != PAD
            losses = []
            if batch.head is not None:
                asked = batch.tags != UNTAGGED
                losses.append(functional.cross_entropy(student.heads[batch.head](states[asked]), batch.tags[asked]))
            if teacher is not None:
                with torch.no_grad():
                    thought = teacher(batch.numbers)[inside]
                    soft = {name: teacher.heads[name](thought).softmax(-1) for name in heads}
                losses += [functional.cross_entropy(student.heads[name](states[inside]), soft[name]) for name in heads]
            return sum(losses)

        rounds: list[tuple[str | None, Sequence[Example], int]] = [
            (name, self.labelled[name], STUDIED[name]) for name in heads
        ]
        if teacher is not None:
            rounds.append((None, self.plain, 1))
        share = 1.0 if teacher is None else 1 - PRETRAINED - TUNED
        optimizer = torch.optim.Adam(student.parameters(), lr=2e-3, betas=(0.9, 0.98))
        self._steps("student", share, self._rounds(rounds, self.plan.studied), learned, optimizer, _cosine)
        student.eval()
        return student

    def _rounds(self, sets: Sequence[tuple[str | None, Sequence[Example], int]], size: int) -> Iterator[Batch]:
        """Endless rounds through the sets, each as often as said, their batches mixed."""
        while True:
            drawn = [
                (head, each)
                for head, examples, times in sets
                for _ in range(times)
                for each in batches(examples, size, self.rng)
            ]
            self.rng.shuffle(drawn)
            yield from (collated(head, each, self.plan.device) for head, each in drawn)

    def _steps(
        self,
        name: str,
        share: float,
        given: Iterator[Given],
        loss: Callable[[Given], Any],
        optimizer: Any,
        decay: Callable[[float], float],
    ) -> None:
        """Steps of the optimizer for a ``share`` of the time, one at least."""
        peaks = [group["lr"] for group in optimizer.param_groups]
        start, done, steps = self.plan.clock(), 0.0, 0
        told = 0.0
        while done < 1:
            steps += 1
            rate = min(1, max(steps / WARM, 20 * done)) * decay(done)
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * rate
            value = loss(next(given))
            optimizer.zero_grad()
            value.backward()
            clip_grad_norm_([each for group in optimizer.param_groups for each in group["params"]], 1.0)
            optimizer.step()
            done = (self.plan.clock() - start) / (share * self.plan.seconds)
            if done >= told:
                self.report(f"{name} {min(done, 1):.0%}: step {steps}, loss {value.item():.3f}")
                told += 0.1


def _linear(done: float) -> float:
    return max(0.01, 1 - done)


def _cosine(done: float) -> float:
    return max(0.01, (1 + cos(pi * min(done, 1))) / 2)
