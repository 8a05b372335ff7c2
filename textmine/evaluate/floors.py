"""Pinned quality: floors in a file that the figures must not fall below, and that only rise."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.errors import InputError

if TYPE_CHECKING:
    from textmine.evaluate.scores import Scores

__all__ = ["below", "check", "lift", "raise_floors", "read_floors"]

_STEP = Decimal("0.001")


def check(scores: Scores, baseline: Path | str) -> list[str]:
    """What in ``scores`` lies below the floors in the file ``baseline``, one line each; empty is good.

    Wrong offsets are always told. Raises :class:`InputError` for a malformed file.
    """
    lines = below(dict(_figures(scores)), baseline)
    if scores.wrong_offsets:
        lines.append(f"{scores.wrong_offsets} claims with offsets that do not give their surface")
    return lines


def below(figures: Mapping[str, Decimal], baseline: Path | str) -> list[str]:
    """Which of ``figures`` lie below the floors in the file ``baseline``, one line each."""
    return [
        f"{name} is {figures.get(name, 'missing')}, the floor is {floor}"
        for name, floor in read_floors(baseline).items()
        if name not in figures or figures[name] < floor
    ]


def raise_floors(scores: Scores, baseline: Path | str) -> tuple[str, ...]:
    """Write the figures of ``scores`` into the file ``baseline`` where they are higher; the names that rose.

    A floor is never lowered and never removed. The file is made where it is missing.
    """
    return lift(dict(_figures(scores)), baseline)


def lift(figures: Mapping[str, Decimal], baseline: Path | str) -> tuple[str, ...]:
    """Write ``figures`` into the file ``baseline`` where they are higher; the names that rose."""
    old = read_floors(baseline) if Path(baseline).exists() else {}
    risen = tuple(name for name, figure in figures.items() if figure > old.get(name, Decimal(-1)))
    if risen:
        floors = {**old, **{name: figures[name] for name in risen}}
        lines = json.dumps({name: str(floors[name]) for name in sorted(floors)}, indent=1)
        Path(baseline).write_text(lines + "\n", "utf-8")
    return risen


def read_floors(baseline: Path | str) -> Mapping[str, Decimal]:
    """The floors by the name of the figure; :class:`InputError` says what is wrong with the file."""
    path = Path(baseline)
    try:
        node = json.loads(path.read_text("utf-8"))
        return {str(name): Decimal(floor) for name, floor in node.items()}
    except OSError as error:
        raise InputError(f"{path}: cannot read the floors: {error.strerror}") from error
    except (ValueError, TypeError, AttributeError, ArithmeticError) as error:
        raise InputError(f"{path}: floors are a JSON object of decimal strings: {error}") from error


def _figures(scores: Scores) -> Iterator[tuple[str, Decimal]]:
    """The figures that are pinned, cut to three places; with them the size of the corpus, so that it cannot shrink."""
    for name, tally in (("mention", scores.mention), ("record", scores.record)):
        for measure in ("precision", "recall", "f1"):
            yield f"{name}.{measure}", _cut(getattr(tally, measure))
    for field in scores.fields:
        yield f"field.{field.name}", _cut(field.accuracy)
    yield "corpus.claims", Decimal(scores.mention.annotated)


def _cut(figure: float) -> Decimal:
    return Decimal(figure).quantize(_STEP, rounding=ROUND_DOWN)
