"""Records of inconsistencies: figures of one article, or of several, that cannot all be true as they are published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textmine.records import Claim

__all__ = ["Calculation", "Conflict", "Finding", "Severity"]


class Conflict(StrEnum):
    """What does not fit: which relation between figures is broken."""

    CHANGE = "change"
    FROM_TO = "from_to"
    SHARE = "share"
    SUM = "sum"
    WHOLE = "whole"
    RANK = "rank"
    REPEATED = "repeated"
    SCALE = "scale"
    SOURCES = "sources"


class Severity(StrEnum):
    """How much a finding weighs: a contradiction, one that depends on how the words are read, or a mere hint."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """How a finding was reckoned, in the words of people."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Claims that do not fit together, the reckoning that shows it, and how much it weighs.

    ``articles`` names the article of each of the ``claims``; of the findings in one article all are the same. A claim whose id begins
    with ``t`` stands in a title outside of the text, and its offsets count there.
    """

    conflict: Conflict
    severity: Severity
    claims: tuple[Claim, ...]
    articles: tuple[str, ...]
    calculation: Calculation
