"""The networks in torch: the teacher, a Transformer encoder over characters, and the student that numpy runs later.

This module needs torch (the extra ``textmine[train]``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from textmine.entities.layers import PAD, PAIRS
from textmine.entities.model import UNKNOWN, TaggerModel

__all__ = ["Student", "StudentShape", "Teacher", "TeacherShape", "exported"]

DROPPED = 0.1
"""The share of the inputs of a layer that is left out in training."""

REPLACED = 0.02
"""The share of the student's characters that are read as unknown in training."""

WINDOW = 2
"""So many characters on each side make the student's window."""

BASE = 10000.0
"""The slowest rotary angle grows by a radian in about so many characters."""


class TeacherShape(NamedTuple):
    """The teacher's size."""

    width: int = 512
    depth: int = 8
    attention: int = 8


class StudentShape(NamedTuple):
    """The student's size: the width of a character, a pair and the hidden state, and how far apart a convolution reads."""

    character: int
    pair: int
    hidden: int
    dilations: tuple[int, ...]


class _Block(nn.Module):
    """Attention and a two-layer network, each behind a norm and added to what went in (Xiong et al. 2020)."""

    def __init__(self, shape: TeacherShape) -> None:
        super().__init__()
        self.attention = shape.attention
        self.before = nn.LayerNorm(shape.width)
        self.gather = nn.Linear(shape.width, 3 * shape.width)
        self.back = nn.Linear(shape.width, shape.width)
        self.between = nn.LayerNorm(shape.width)
        self.widen = nn.Linear(shape.width, 4 * shape.width)
        self.narrow = nn.Linear(4 * shape.width, shape.width)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, state: Any, turn: tuple[Any, Any], seen: Any) -> Any:
        rows, length, width = state.shape
        parts = self.gather(self.before(state)).view(rows, length, 3, self.attention, width // self.attention)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(
            _turned(query, turn),
            _turned(key, turn),
            value,
            attn_mask=seen,
            dropout_p=DROPPED if self.training else 0.0,
        )
        state = state + self.drop(self.back(mixed.transpose(1, 2).reshape(rows, length, width)))
        inner = functional.gelu(self.widen(self.between(state)))
        return state + self.drop(self.narrow(inner))


class Teacher(nn.Module):
    """A pre-norm Transformer encoder with rotary positions (Su et al. 2021), and a linear layer for each head."""

    def __init__(self, characters: int, heads: Mapping[str, int], shape: TeacherShape) -> None:
        super().__init__()
        self.shape = shape
        self.characters = nn.Embedding(characters, shape.width)
        nn.init.normal_(self.characters.weight, std=0.02)
        self.blocks = nn.ModuleList([_Block(shape) for _ in range(shape.depth)])
        self.last = nn.LayerNorm(shape.width)
        self.drop = nn.Dropout(DROPPED)
        self.guess = nn.Linear(shape.width, shape.width)
        self.guessed = nn.LayerNorm(shape.width)
        self.bias = nn.Parameter(torch.zeros(characters))
        self.heads = nn.ModuleDict({head: nn.Linear(shape.width, tags) for head, tags in heads.items()})

    def encoder(self) -> list[Any]:
        """The parameters that are none of a head's."""
        return [value for name, value in self.named_parameters() if not name.startswith("heads.")]

    def forward(self, numbers: Any, *, whole: bool = False) -> Any:
        """The state of each of ``numbers`` (rows of characters); ``whole`` says that no row has boundaries in it.

        A graphics processor works the blocks out in 16 bits.
        """
        seen = None if whole else (numbers != PAD)[:, None, None, :]
        state = self.drop(self.characters(numbers))
        turn = _angles(numbers.shape[1], self.shape.width // self.shape.attention, numbers.device)
        with torch.autocast(numbers.device.type, torch.bfloat16, enabled=numbers.is_cuda):
            for block in self.blocks:
                state = block(state, turn, seen)
        return self.last(state.float())

    def missing(self, states: Any) -> Any:
        """The score of every character for each of ``states``: which one stands behind the mask."""
        guess = self.guessed(functional.gelu(self.guess(states)))
        return functional.linear(guess, self.characters.weight, self.bias)


class Student(nn.Module):
    """What :class:`~textmine.entities.model.TaggerModel` works out, so that it can be trained."""

    def __init__(self, characters: int, heads: Mapping[str, int], shape: StudentShape) -> None:
        super().__init__()
        self.shape = shape
        self.characters = nn.Embedding(characters, shape.character, padding_idx=PAD)
        self.pairs = nn.Embedding(PAIRS, shape.pair)
        self.window = nn.Linear((2 * WINDOW + 1) * shape.character + 2 * shape.pair, shape.hidden)
        self.convolutions = nn.ModuleList([nn.Linear(3 * shape.hidden, shape.hidden) for _ in shape.dilations])
        self.heads = nn.ModuleDict({head: nn.Linear(shape.hidden, tags) for head, tags in heads.items()})
        self.drop = nn.Dropout(DROPPED)

    def forward(self, numbers: Any) -> Any:
        """The state of each of ``numbers`` (rows of characters)."""
        inside = (numbers != PAD)[..., None]
        if self.training:
            hidden = torch.rand(numbers.shape, device=numbers.device) < REPLACED
            numbers = numbers.masked_fill(hidden & inside[..., 0], UNKNOWN)
        pairs = self.pairs(_hashes(functional.pad(numbers, (1, 1), value=PAD)))
        window = _shifted(self.characters(numbers), range(-WINDOW, WINDOW + 1))
        state = functional.relu(self.window(self.drop(torch.cat([*window, pairs[:, :-1], pairs[:, 1:]], 2)))) * inside
        for layer, dilation in zip(self.convolutions, self.shape.dilations, strict=True):
            around = torch.cat(_shifted(state, (-dilation, 0, dilation)), 2)
            state = (state + functional.relu(layer(self.drop(around)))) * inside
        return state


def exported(
    student: Student,
    characters: str,
    heads: Mapping[str, tuple[str, ...]],
    thresholds: Mapping[str, float],
    about: Mapping[str, object],
) -> TaggerModel:
    """The student as a model that numpy runs."""
    weights = {
        name.removesuffix(".weight") if name in ("characters.weight", "pairs.weight") else _renamed(name): value
        for name, value in student.state_dict().items()
    }
    return TaggerModel(
        characters=characters,
        heads=heads,
        dilations=student.shape.dilations,
        thresholds=thresholds,
        weights={name: value.detach().cpu().numpy().astype(np.float16) for name, value in weights.items()},
        about=about,
    )


def _renamed(name: str) -> str:
    return name.replace("convolutions.", "convolution", 1).replace("heads.", "", 1)


def _hashes(numbers: Any) -> Any:
    """The rows of the pairs of neighbours, as :mod:`textmine.entities.model` reckons them."""
    wide = numbers.long()
    mixed = wide[:, :-1] * 1000003 + wide[:, 1:] * 8191
    mixed = mixed ^ (mixed >> 15)
    mixed = mixed * 2654435761
    mixed = (mixed >> 13) & (PAIRS - 1)
    return mixed.masked_fill(wide[:, :-1] == PAD, 0)


def _shifted(state: Any, steps: Any) -> list[Any]:
    """What stands ``steps`` characters on, for each of ``steps``; nothing beyond the ends."""
    length = state.shape[1]
    reach = max(map(abs, steps))
    wide = functional.pad(state, (0, 0, reach, reach))
    return [wide[:, reach + step : reach + step + length] for step in steps]


def _angles(length: int, width: int, device: Any) -> tuple[Any, Any]:
    rates = BASE ** (-torch.arange(0, width, 2, device=device) / width)
    angles = torch.arange(length, device=device)[:, None] * rates
    return torch.cos(angles), torch.sin(angles)


def _turned(state: Any, turn: tuple[Any, Any]) -> Any:
    cosine, sine = (each.to(state.dtype) for each in turn)
    first, second = state.chunk(2, -1)
    return torch.cat([first * cosine - second * sine, second * cosine + first * sine], -1)
