"""What a rule reads: a number with its unit, before hedges."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from textmine.quantities.amounts import Amount
from textmine.quantities.units import Unit, by_initial, lookup
from textmine.records import Kind

__all__ = ["Read", "percent", "unit_at", "with_unit"]


class Read(NamedTuple):
    """A number with its unit as a rule read it, before hedges."""

    start: int
    end: int
    amount: Amount
    kind: Kind
    unit: str | None
    quantity: str | None = None


def percent(start: int, end: int, amount: Amount, factor: Decimal = Decimal(1)) -> Read:
    """``amount`` times ``factor`` per cent."""
    low, high = amount.low, amount.high
    amount = amount._replace(
        value=amount.value * factor,
        step=amount.step * factor,
        low=None if low is None else low * factor,
        high=None if high is None else high * factor,
    )
    return Read(start, end, amount, Kind.PERCENTAGE, "%")


def with_unit(start: int, end: int, amount: Amount, unit: Unit, written: str) -> Read:
    """``amount`` in ``unit``, which stands in the text as ``written``; ‰ becomes per cent."""
    if written == "‰":
        return percent(start, end, amount, Decimal("0.1"))
    return Read(start, end, amount, unit.kind, unit.name, unit.quantity)


def unit_at(text: str, start: int) -> tuple[Unit | None, int]:
    """The longest unit at ``start`` that is not the beginning of another word, and where it ends."""
    for word in by_initial().get(text[start : start + 1], ()):
        if text.startswith(word, start):
            unit, stop = lookup(word), start + len(word)
            if unit is not None and unit.other and text[stop : stop + 1] and text[stop] in unit.other:
                continue
            return unit, stop
    return None, start
