"""Vintages of a figure: which was known when an article appeared, which is the latest, and whether it may have changed in between.

A file tells the date of its figures as ``released``: a day, a month or a year. A figure of 2024 may have been given out on any of its
days. Where a file tells nothing, the figures may be from before or after any revision.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from textmine.lexicon import rows
from textmine.periods import bounds, is_valid
from textmine.records import Observation
from textmine.records.verdicts import Standing

__all__ = ["Placed", "latest", "placed", "revision", "settled"]

FRESH = 400  # days after which figures of yearly statistics will have been replaced by others


@dataclass(frozen=True, slots=True)
class Placed:
    """A vintage and what it is, seen from the article's date."""

    observation: Observation
    standing: tuple[Standing, ...]


@lru_cache(maxsize=4096)
def _released(text: str | None) -> tuple[date, date] | None:
    """The first and last day on which the figures may have been given out."""
    if text is None or not is_valid(text):
        return None
    begin, end = bounds(text)
    return None if begin is None or end is None else (begin, end)


def _order(observation: Observation) -> tuple[bool, date, date]:
    """By date of release; what tells none is taken for the oldest."""
    when = _released(observation.series.released)
    return (when is not None, when[1] if when else date.min, when[0] if when else date.min)


def _values(observations: Iterable[Observation]) -> list[Observation]:
    """One observation of each release and value, in the order of their release."""
    found = {(item.series.released, item.value): item for item in sorted(observations, key=_order)}
    return sorted(found.values(), key=_order)


def placed(observations: Sequence[Observation], published: date | None) -> tuple[Placed, ...]:
    """The vintages with their standing, the latest first.

    At publication stand the latest that was surely out and all that may have been out by then.
    """
    ordered = _values(observations)
    if not ordered:
        return ()
    known = [
        item for item in ordered if published and (when := _released(item.series.released)) and when[0] <= published
    ]
    surely = [
        item for item in known if (when := _released(item.series.released)) and published and when[1] <= published
    ]
    at_publication = known[known.index(surely[-1]) :] if surely else known
    # several figures of one release stand together
    last = ordered[-1].series.released
    found = []
    for item in ordered:
        standing = []
        if item.series.released == last:
            standing.append(Standing.CURRENT)
        if any(item is other or item.series.released == other.series.released for other in at_publication):
            standing.append(Standing.AT_PUBLICATION)
        elif item in known:
            standing.append(Standing.SUPERSEDED)
        found.append(Placed(item, tuple(standing or [Standing.OTHER])))
    return tuple(reversed(found))


def latest(observations: Sequence[Observation], published: date | None, standing: Standing) -> Observation | None:
    """The latest figure with this standing."""
    return next((item.observation for item in placed(observations, published) if standing in item.standing), None)


def settled(observations: Sequence[Observation], published: date | None) -> bool:
    """Whether it is known which figure held when the article appeared.

    It is where one was given out not long before, or the last before and the first after are the same.
    """
    if published is None:
        return False
    dated = [(item, when) for item in _values(observations) if (when := _released(item.series.released))]
    before = [(item, when) for item, when in dated if when[1] <= published or (when[0] <= published and _brief(when))]
    if not before:
        return False
    item, when = before[-1]
    if (published - when[1]).days <= FRESH:
        return True
    after = [other for other, begun in dated if begun[1] > published and other is not item]
    return bool(after) and after[0].value == item.value


def _brief(when: tuple[date, date]) -> bool:
    """Whether the days on which a figure may have been given out are those of a month at most."""
    return (when[1] - when[0]).days <= 31


@cache
def _revisions() -> tuple[tuple[str, float], ...]:
    return tuple((word, float(part)) for word, part in rows("check_revisions"))


def revision(indicator: str, *, relative: bool) -> float:
    """How far figures of ``indicator`` may be revised: as a part of the figure, of percentages in points; 0 where they are not."""
    for word, part in _revisions():
        if word and word in indicator:
            return part
    return 1.0 if relative else 0.1
