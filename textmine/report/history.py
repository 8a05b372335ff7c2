"""The series behind the figures that verdicts rest on: all periods and vintages, gathered once from the statistics at hand."""

from __future__ import annotations

from collections.abc import Iterable

from textmine.periods import is_valid
from textmine.records import Observation, Series
from textmine.records.verdicts import Candidate, Verdict

__all__ = ["Histories"]

Key = tuple[object, ...]


class Histories:
    """Of all ``observations`` those that belong to the series on which ``verdicts`` rest."""

    def __init__(self, verdicts: Iterable[Verdict], observations: Iterable[Observation]) -> None:
        wanted = {
            _key(used.series)
            for verdict in verdicts
            for candidate in _charted(verdict)
            for used in candidate.observations
        }
        self._found: dict[Key, dict[str, list[Observation]]] = {key: {} for key in wanted}
        current: Series | None = None
        periods: dict[str, list[Observation]] | None = None
        for observation in observations if wanted else ():
            if observation.series is not current:
                current = observation.series
                periods = self._found.get(_key(current))
            if periods is not None and observation.published is not None and is_valid(observation.period):
                periods.setdefault(observation.period, []).append(observation)
        for by_period in self._found.values():
            for found in by_period.values():
                found.sort(key=lambda one: one.series.released or "")

    def periods(self, series: Series) -> tuple[str, ...]:
        """The periods for which there are figures, in the order of time."""
        return tuple(sorted(self._found.get(_key(series), ())))

    def at(self, series: Series, period: str) -> tuple[Observation, ...]:
        """The vintages of a figure, the latest last."""
        return tuple(self._found.get(_key(series), {}).get(period, ()))


def _charted(verdict: Verdict) -> tuple[Candidate, ...]:
    return (verdict.chosen,) if verdict.chosen else ()


def _key(series: Series) -> Key:
    """What tells series apart, whatever file they come from."""
    return (
        series.indicator, series.unit, series.measure, series.base, series.basis, series.prices, series.span, series.scope,
        series.region.name, series.frequency,
    )  # fmt: skip
