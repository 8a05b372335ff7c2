"""Annotated articles against the extraction: precision, recall and F1, field by field, and the pinned floors.

``gold`` (what a gold file holds) → ``scores`` (what is right) → ``floors`` (what it must not fall below).
*Mention*: the right place (any overlap), value and unit. *Record*: a mention with the right role, indicator, regions
and period, what a fact database stores. Field figures are shares of the matched mentions.
"""

from __future__ import annotations

from textmine.evaluate.floors import check, raise_floors, read_floors
from textmine.evaluate.gold import GoldArticle, GoldClaim, load
from textmine.evaluate.scores import FIELDS, RECORD_FIELDS, Difference, FieldScore, Scores, Tally, judged, score

__all__ = [
    "FIELDS",
    "RECORD_FIELDS",
    "Difference",
    "FieldScore",
    "GoldArticle",
    "GoldClaim",
    "Scores",
    "Tally",
    "check",
    "judged",
    "load",
    "raise_floors",
    "read_floors",
    "score",
]
