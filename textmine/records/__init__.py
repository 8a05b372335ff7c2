"""The records that flow through textmine: typed, frozen, slotted, built by keyword.

Offsets are half-open and count characters; ``text[record.start:record.end] == record.surface`` in the text as the user gave
it. The stages work on an article's cleaned ``text``; :class:`OffsetMap` leads back. Values are :class:`decimal.Decimal`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from textmine.offsets import OffsetMap
from textmine.records.documents import Anchor, Article, Block, Document
from textmine.records.labels import (
    Basis,
    BlockKind,
    Change,
    EntityLabel,
    Format,
    Kind,
    Qualifier,
    Role,
    Status,
)
from textmine.records.observations import (
    Frequency,
    Measure,
    Missing,
    Observation,
    Prices,
    Release,
    Series,
    Span,
)

__all__ = [
    "Anchor",
    "Article",
    "Baseline",
    "Basis",
    "Block",
    "BlockKind",
    "Change",
    "Claim",
    "Dimension",
    "Document",
    "Entity",
    "EntityLabel",
    "Evidence",
    "Extraction",
    "Format",
    "Frequency",
    "Kind",
    "Measure",
    "Mention",
    "Missing",
    "Observation",
    "OffsetMap",
    "Passage",
    "Place",
    "PlaceMention",
    "Prices",
    "Qualifier",
    "Quantity",
    "Release",
    "Role",
    "Series",
    "Span",
    "Status",
    "TimeMention",
    "Weighed",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Any stretch of text that was recognised."""

    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Mention):
    """A number with its unit, before it is known what it speaks of.

    ``start``/``end`` cover number, scale and unit with what stands between (``3500多家``), not the hedges around
    it. ``hedge_start``/``hedge_end`` widen the span by the hedges that were read (``近``两成``左右``); without hedges
    they equal ``start``/``end``. ``low``/``high`` bound the interval that the words allow; null is unbounded.
    ``precision`` is one unit in the last stated place. Values are in the canonical unit without scale.
    ``unit`` is as written without scale (亩 stays 亩), ``quantity`` the physical kind (area, mass, currency …).
    ``rule`` names the rule that found it.
    """

    kind: Kind
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    precision: Decimal
    qualifier: Qualifier
    unit: str | None
    quantity: str | None
    hedge_start: int
    hedge_end: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention(Mention):
    """A time expression and the period it means.

    ``period`` is ISO 8601 / SDMX (``2024``, ``2024-Q1``, ``2024-S1``, ``2024-06``, ``2024-06-30``, ``2021/2024``,
    ``2012/..``, ``../2024-11``) or null where it cannot be resolved. ``stock`` is the moment at which a stock holds
    when the expression is an end point (截至11月底 → period ``../2024-11``, stock ``2024-11``), else null.
    ``rule`` names the rule; ``resolved_by`` says what the resolution rests on: ``text`` (absolute), ``published``,
    ``context`` (an earlier expression) or ``none``.
    """

    period: str | None
    stock: str | None = None
    rule: str
    resolved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place: canonical name, administrative code (GB/T 2260) or null, members of a composite."""

    name: str
    code: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention(Mention):
    """A place name in the text. ``places`` has several members for 津冀 or 京、津; one for 京津冀 (a composite)."""

    places: tuple[Place, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What a change is compared with."""

    period: str | None = None
    region: str | None = None
    subject: str | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that gave one field of a claim, and how: which rule, from how far away.

    ``reach`` is ``own`` (the quantity itself), ``clause``, ``sentence``, ``paragraph``, ``heading``, ``title`` or ``dateline``;
    in a table ``row``, ``column`` or ``caption`` (the lines around it).
    """

    field: str
    start: int
    end: int
    surface: str
    rule: str
    reach: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Mention):
    """A number that says something about the world; the fields are those of the claim format."""

    id: str
    kind: Kind
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    precision: Decimal
    qualifier: Qualifier
    unit: str | None
    quantity: str | None
    indicator: str
    regions: tuple[Place, ...]
    period: str | None
    role: Role
    baseline: Baseline | None
    change: Change | None
    status: Status
    negated: bool = False
    source: str | None = None
    dimension: str | None = None
    confidence: float
    related: tuple[str, ...] = ()
    rule: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Mention):
    """A word that spoke for a dimension, where it first stands; ``weight`` is 1 for the one that spoke most."""

    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A goal that an article reports on, its probability, whether it leads, and the words that weighed most."""

    dimension: str
    score: float
    main: bool
    evidence: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph and its likeliest dimension with its probability; null where none is likely enough."""

    start: int
    end: int
    dimension: str | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Mention):
    """A name: whom or what it names, under which name it is known, and how sure that is.

    ``canonical`` is the same for all names of one thing in an article: the full name, a date in ISO 8601. ``code`` is that of a place
    (GB/T 2260) or null. ``office`` and ``organisation`` are those that stand at a person's name. ``nested`` tells that it lies
    inside another name. ``rule`` names what found it: ``model``, ``dictionary``, ``title``, ``numbered``, ``gazetteer``, ``place``, ``alias``,
    ``again`` (found by the model elsewhere in the article), ``time``.
    """

    label: EntityLabel
    canonical: str
    code: str | None = None
    office: str | None = None
    organisation: str | None = None
    nested: bool = False
    score: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was found in one article; all offsets point into the text as the user gave it."""

    article: Article
    claims: tuple[Claim, ...]
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    passages: tuple[Passage, ...] = ()
    entities: tuple[Entity, ...] = ()
