"""How many verdicts of each kind there are: in all, by indicator and by publisher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from textmine.check.figures import level_of
from textmine.records.verdicts import Outcome, Verdict

__all__ = ["Count", "Summary"]


@dataclass(frozen=True, slots=True)
class Count:
    """The verdicts on claims of one indicator or publisher, by outcome. ``name`` is empty where it is unknown."""

    name: str
    outcomes: Counter[Outcome]

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return self.outcomes.total()

    @property
    def checked(self) -> int:
        """How many of them there are official figures for."""
        return self.claims - self.outcomes[Outcome.NO_DATA]


@dataclass(slots=True)
class Summary:
    """Counts, taken in article by article. Indicators are counted by their normalised name, whatever is told of them: level, growth, share."""

    articles: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    _indicators: dict[str, Counter[Outcome]] = field(default_factory=dict)
    _publishers: dict[str, Counter[Outcome]] = field(default_factory=dict)

    def add(self, verdicts: tuple[Verdict, ...], publisher: str | None) -> None:
        """Takes the verdicts on one article in."""
        self.articles += 1
        by_publisher = self._publishers.setdefault(publisher or "", Counter())
        for verdict in verdicts:
            claim = verdict.claim
            name = level_of(claim.indicator, unit=claim.unit, role=claim.role.value).base
            for counts in (self.outcomes, by_publisher, self._indicators.setdefault(name, Counter())):
                counts[verdict.outcome] += 1

    def indicators(self) -> Iterator[Count]:
        """The indicators, those with mismatches first, then those of which most is checked."""
        return _ordered(self._indicators)

    def publishers(self) -> Iterator[Count]:
        """The publishers, in the same order."""
        return _ordered(self._publishers)


def _ordered(counts: dict[str, Counter[Outcome]]) -> Iterator[Count]:
    found = [Count(name, outcomes) for name, outcomes in counts.items()]
    yield from sorted(found, key=lambda one: (-one.outcomes[Outcome.MISMATCH], -one.checked, -one.claims, one.name))
