"""Records of indicators: what a name of a measure means, how alike two of them are, and the series that figures gather to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from textmine.records.labels import Basis
from textmine.records.observations import Prices

__all__ = [
    "Disagreement",
    "Figure",
    "FigureSeries",
    "Form",
    "Indicator",
    "Near",
    "Reason",
    "Relation",
    "Similarity",
    "Window",
]


class Form(StrEnum):
    """How a figure tells its indicator: the thing itself, or something derived from it."""

    LEVEL = "level"
    GROWTH = "growth"
    DECLINE = "decline"
    POINTS = "points"
    DIFFERENCE = "difference"
    MULTIPLE = "multiple"
    INDEX = "index"
    RANK = "rank"


class Window(StrEnum):
    """The time that a flow is summed over, where the name tells it: 累计值, 当期值, 年均."""

    CUMULATIVE = "cumulative"
    CURRENT = "current"
    YEARLY = "yearly"


class Relation(StrEnum):
    """How two names stand to each other: one series (region and period aside), parts or sides of one subject, or neither."""

    SAME = "same"
    RELATED = "related"
    DIFFERENT = "different"


class Reason(StrEnum):
    """What speaks for or against two names meaning one thing."""

    SAME_KEY = "same key"
    SAME_HEAD = "same head"
    OTHER_HEAD = "other head"
    SHARED_WORDS = "shared words"
    SCOPE = "other scope"
    CONTRAST = "contrasting words"
    NUMBERS = "other numbers or letters"
    FORM = "other form"
    BASIS = "other comparison"
    WINDOW = "other window"
    PRICES = "other prices"
    UNIT = "other kind of unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What the name of a measure means, region and period aside.

    ``key`` is the same for all wordings of one thing and its own key; ``base`` is the key without what tells the figure
    (增速, 累计值, 环比 …), so that levels and growth of one thing share it. ``head`` is the core measure (增加值, 收入, 面积), null where
    things are counted. ``scopes`` are the 口径 words in their normal form, ``modifiers`` the remaining words of the base.
    ``places`` and ``periods`` were found in the words and taken out; ``dropped`` says nothing (的, 实现). ``quantities`` are the
    kinds of unit that the measure is told in, empty where unknown. An empty ``key`` means that the words name nothing.
    """

    words: str
    key: str
    base: str
    head: str | None
    scopes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    form: Form = Form.LEVEL
    basis: Basis | None = None
    window: Window | None = None
    prices: Prices | None = None
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    official: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """How likely two names mean one series (0 to 1), what that makes of them, and why.

    ``dice`` is the share of character pairs that both bases have. ``details`` name the words behind a reason.
    """

    score: float
    relation: Relation
    dice: float
    reasons: tuple[Reason, ...]
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A name of an index that is like the one asked for."""

    words: str
    indicator: Indicator
    similarity: Similarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One published number with what it says, whatever it was taken from: a claim of an article or a cell of statistics.

    ``low`` and ``high`` bound what the words allow (null is unbounded), rounding not counted; ``precision`` is one unit in the last stated
    place. ``regions`` are names or codes. ``source`` tells where it stands.
    """

    indicator: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    precision: Decimal
    unit: str | None
    regions: tuple[str, ...]
    period: str | None
    role: str = "level"
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Figures for one period of which two at least cannot both be true, as published; nothing is averaged."""

    period: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSeries:
    """Figures about one indicator, one region and one length of period, in the order of time.

    ``length`` is ``year``, ``half``, ``quarter``, ``month``, ``day``, ``span`` (several years), ``cumulated`` (months from January on),
    ``open``. ``unit`` is that of the first figure; the others are in units that convert to it.
    """

    key: str
    regions: tuple[str, ...]
    length: str
    unit: str | None
    figures: tuple[Figure, ...]
    disagreements: tuple[Disagreement, ...] = ()
