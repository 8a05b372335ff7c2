"""Official statistics as records: a series says what its figures mean, an observation is one cell of it.

All that the cells of a series share stands once, in :class:`Series`; an :class:`Observation` adds the period, the figure as it was
published and where it stands in the file. Figures are kept as published and given in the canonical unit by ``value``: a missing cell
has neither and is never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from textmine.records.labels import Basis

if TYPE_CHECKING:
    from textmine.records import Place

__all__ = ["Frequency", "Measure", "Missing", "Observation", "Prices", "Release", "Series", "Span"]


class Measure(StrEnum):
    """What the figures of a series say of their indicator."""

    LEVEL = "level"
    GROWTH = "growth"
    SHARE = "share"
    INDEX = "index"


class Span(StrEnum):
    """Which time a figure takes in: the period alone, the year up to its end, or the moment at its end."""

    CURRENT = "current"
    CUMULATIVE = "cumulative"
    MOMENT = "moment"


class Prices(StrEnum):
    """At which prices a value is reckoned."""

    CURRENT = "current"
    CONSTANT = "constant"


class Frequency(StrEnum):
    """How long the periods of a series are."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


class Release(StrEnum):
    """How settled a figure is, where the source says so."""

    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    IMPUTED = "imputed"
    FORECAST = "forecast"
    REVISED = "revised"
    FINAL = "final"


class Missing(StrEnum):
    """Why a cell holds no figure; ``small`` is a figure below half a unit of the last place, which is no absence."""

    EMPTY = "empty"
    UNAVAILABLE = "unavailable"
    CONFIDENTIAL = "confidential"
    SMALL = "small"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What a row or column of official figures means, and where it comes from.

    ``heading`` is how the source heads it (国内生产总值(不变价)累计值(亿元)), ``indicator`` the same without unit, base, prices and span,
    ``code`` the source's own code. ``unit`` is canonical and without scale as in claims (亿元 → 元), ``unit_published`` as published, and
    ``scale`` how many of ``unit`` one of it is. ``region_code`` is the code of the source (ISO 3166 for countries), ``region.code`` that of
    GB/T 2260 (100000 for 全国). ``base`` is that of an index (上年同月=100), ``basis`` what kind of comparison an index or growth is.
    ``precision`` is one unit in the last place of the whole series, in ``unit``: trailing zeros of single figures say nothing.
    ``released`` (``2024``, ``2024-05`` or ``2024-05-17``) and ``vintage`` tell when these figures were given out, where it is known.
    """

    indicator: str
    heading: str
    code: str | None = None
    unit: str | None = None
    unit_published: str | None = None
    scale: Decimal = Decimal(1)
    quantity: str | None = None
    region: Place
    region_published: str
    region_code: str | None = None
    frequency: Frequency | None = None
    measure: Measure = Measure.LEVEL
    base: str | None = None
    basis: Basis | None = None
    span: Span | None = None
    prices: Prices | None = None
    scope: tuple[str, ...] = ()
    precision: Decimal = Decimal(1)
    released: str | None = None
    vintage: str | None = None
    publisher: str | None = None
    database: str | None = None
    notes: tuple[str, ...] = ()
    path: str
    sha256: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One cell of official statistics: a period and the figure ``published`` for it, or why there is none.

    ``period`` is written as in claims; a span from January is written shortest (1—6月 is ``2024-S1``, 1—12月 ``2024``, 1—11月
    ``2024-01/2024-11``). ``row`` and ``column`` count from 1 in the file or sheet (lines in text files).
    """

    series: Series
    period: str
    published: Decimal | None
    missing: Missing | None = None
    status: Release | None = None
    row: int | None = None
    column: int | None = None

    @property
    def value(self) -> Decimal | None:
        """The figure in the canonical unit of its series, exact; null where there is none."""
        return None if self.published is None else self.published * self.series.scale
