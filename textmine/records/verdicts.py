"""Verdicts: what official figures say of a claim, with every series that was weighed and every step of the reckoning."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from textmine.records import Claim, Observation, Place
from textmine.records.facts import Found

__all__ = [
    "Candidate",
    "Confirmation",
    "Hint",
    "HintKind",
    "Link",
    "Operand",
    "Operation",
    "Outcome",
    "Standing",
    "Step",
    "Verdict",
    "Vintage",
    "Why",
]


class Outcome(StrEnum):
    """What official figures say of a claim. Only ``mismatch`` says that it is wrong."""

    MATCH = "match"
    MATCH_ROUNDED = "match_rounded"
    MATCH_AT_PUBLICATION = "match_at_publication"
    MISMATCH = "mismatch"
    NOT_COMPARABLE = "not_comparable"
    AMBIGUOUS = "ambiguous"
    NO_DATA = "no_data"

    @property
    def agrees(self) -> bool:
        """Whether official figures bear the claim out."""
        return self in (Outcome.MATCH, Outcome.MATCH_ROUNDED, Outcome.MATCH_AT_PUBLICATION)


class Why(StrEnum):
    """Why a claim was not checked, or why a figure that differs does not refute it."""

    NO_FACT = "no_fact"  # a goal, a forecast, a supposition
    DENIED = "denied"
    KIND = "kind"  # a duration, a number without a measure
    NO_PERIOD = "no_period"
    NO_REGION = "no_region"
    NO_INDICATOR = "no_indicator"
    NO_FIGURE = "no_figure"  # there is such a series, but not for this region and time
    SCOPE = "scope"
    UNIT = "unit"
    PRICES = "prices"  # growth at constant prices, levels at current ones
    BASE = "base"  # compared with something else
    POINTS = "points"  # points said as percent, or the other way round
    REVISED = "revised"  # may have been revised between the article and the file
    SUPERSEDED = "superseded"  # agrees with figures that had been revised before the article
    APPROXIMATE = "approximate"  # reckoned from figures that do not give the official one exactly
    COVERAGE = "coverage"  # a rank among regions of which not all are there
    BORDERLINE = "borderline"  # the words neither include nor exclude the figure
    RIVALS = "rivals"  # several series fit, and they do not agree
    NEIGHBOUR = "neighbour"  # agrees with another region or time, and which is meant is not clear
    UNSURE = "unsure"  # what the claim says is not read with certainty
    OTHER_DIRECTION = "other_direction"  # the rank counted from the other end


class Link(StrEnum):
    """What ties a claim to a series, or what was assumed for it."""

    SAME_INDICATOR = "same_indicator"
    LIKE_INDICATOR = "like_indicator"
    CONTEXT = "context"  # the indicator is put together with the one before
    SCOPE_UNSAID = "scope_unsaid"
    SAME_UNIT = "same_unit"
    UNIT_CONVERTED = "unit_converted"
    REGION = "region"
    NATION_ASSUMED = "nation_assumed"
    MEMBERS = "members"  # a region reckoned from its members
    PERIOD = "period"
    MOMENT = "moment"  # a stock at the end of the period
    GROWTH_SERIES = "growth_series"
    INDEX_SERIES = "index_series"
    FROM_LEVELS = "from_levels"
    TWO_SERIES = "two_series"
    RANKING = "ranking"
    DIGITS = "digits"  # so many digits agree that the series is the one
    BASELINE_ASSUMED = "baseline_assumed"  # the article does not say compared with what; the year before


class Operation(StrEnum):
    """A step of a reckoning."""

    READ = "read"
    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    RATIO = "ratio"
    GROWTH = "growth"
    INDEX_CHANGE = "index_change"  # an index with the year or month before = 100, less 100
    POINTS = "points"
    MEAN = "mean"
    RANK = "rank"
    CONVERT = "convert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A figure that goes into a step: an official one with its ``observation``, or the result of a step before."""

    name: str
    region: str
    period: str
    value: Decimal
    unit: str | None
    observation: Observation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a reckoning. ``low`` and ``high`` bound the result, as every operand may be half a unit of its last place off."""

    operation: Operation
    operands: tuple[Operand, ...]
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str | None


class Standing(StrEnum):
    """Which vintage of a figure is which, seen from the article's date."""

    CURRENT = "current"
    AT_PUBLICATION = "at_publication"
    SUPERSEDED = "superseded"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """A figure as it was given out once. ``agrees`` tells whether the claim agrees with it."""

    released: str | None
    name: str | None
    value: Decimal
    standing: tuple[Standing, ...]
    agrees: bool
    observation: Observation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A series, or several put together, that the claim may be about.

    ``value`` is the official figure in the unit of the claim, between ``low`` and ``high`` by rounding; null where there is none.
    ``score`` (0 to 1) is how well it fits the claim's indicator, unit, region and period; ``links`` tell why. ``steps`` give the
    reckoning of ``value`` from official figures; ``vintages`` the figures of other times, the chosen one among them.
    """

    indicator: str
    unit: str | None
    region: Place | None
    period: str | None
    measure: str
    score: float
    links: tuple[Link, ...]
    outcome: Outcome
    why: Why | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    derived: bool = False
    steps: tuple[Step, ...] = ()
    vintages: tuple[Vintage, ...] = ()
    details: tuple[str, ...] = ()

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The official figures that the value rests on."""
        return tuple(
            operand.observation for step in self.steps for operand in step.operands if operand.observation is not None
        )


class HintKind(StrEnum):
    """The single change that would make a claim right."""

    SIGN = "sign"
    SCALE = "scale"
    SWAPPED_DIGITS = "swapped_digits"
    OTHER_DIGIT = "other_digit"
    DIGIT_LOST = "digit_lost"
    DIGIT_ADDED = "digit_added"
    OTHER_PERIOD = "other_period"
    OTHER_REGION = "other_region"
    OTHER_INDICATOR = "other_indicator"
    OTHER_MEASURE = "other_measure"
    COMPUTED = "computed"  # what a reckoning that cannot refute the claim gives


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What would make the claim right: ``value`` is the figure that it would then agree with, ``detail`` names region, time or series."""

    kind: HintKind
    value: Decimal
    unit: str | None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What official figures say of ``claim``. ``chosen`` is the candidate that decided; ``low`` and ``high`` are what the claim's words allow.

    ``article`` is the id of the article. ``confidence`` (0 to 1) is that of the verdict: of the claim's own fields and of the link.
    """

    claim: Claim
    article: str
    outcome: Outcome
    why: Why | None
    low: Decimal | None
    high: Decimal | None
    confidence: float
    chosen: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A verdict that ``reviewer`` stands for, on the claim at ``start`` to ``end`` in the ``text`` of ``article``.

    ``claim`` is its number in the database, null where it is no longer found. ``checked`` is the verdict as it was confirmed, in the JSON
    of ``textmine check``; ``decided`` the time (UTC, ISO 8601); ``url`` where the reviewer tells it. ``stale`` tells that the claim was
    corrected or rejected since. ``person`` or ``organisation`` is who says so in the article, where that is told.
    """

    claim: int | None
    article: Found
    text: str
    start: int
    end: int
    outcome: Outcome
    checked: str
    reviewer: str
    decided: str
    url: str | None = None
    note: str | None = None
    stale: bool = False
    person: str | None = None
    organisation: str | None = None
