"""Verdicts as JSON, in the schema ``textmine-check/1`` (``check.schema.json`` beside this file), and as flat rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from textmine.output.findings import finding_object
from textmine.output.labels import LANGUAGES
from textmine.output.reckoning import cell_words, hint_words, step_words, verdict_words
from textmine.output.rows import plain
from textmine.output.trees import claim_tree
from textmine.records import Article, Observation, Place
from textmine.records.findings import Finding
from textmine.records.verdicts import Candidate, Hint, Step, Verdict, Vintage

__all__ = ["COLUMNS", "SCHEMA", "article_tree", "row_of", "schema_text", "verdict_tree"]

SCHEMA = "textmine-check/1"
Tree = dict[str, object]


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of the JSON of ``textmine check``."""
    return Path(__file__).with_name("check.schema.json").read_text("utf-8")


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _place(place: Place | None) -> Tree | None:
    return None if place is None else {"name": place.name, "code": place.code}


def _observation(found: Observation) -> Tree:
    series = found.series
    return {
        "indicator": series.heading,
        "region": _place(series.region),
        "period": found.period,
        "value": _number(found.value),
        "unit": series.unit,
        "published": _number(found.published),
        "unit_published": series.unit_published,
        "precision": _number(series.precision),
        "status": found.status.value if found.status else None,
        "released": series.released,
        "vintage": series.vintage,
        "publisher": series.publisher,
        "notes": list(series.notes),
        "path": series.path,
        "sheet": series.sheet,
        "row": found.row,
        "column": found.column,
    }


def _vintage(vintage: Vintage) -> Tree:
    return {
        "released": vintage.released,
        "name": vintage.name,
        "value": _number(vintage.value),
        "standing": [each.value for each in vintage.standing],
        "agrees": vintage.agrees,
        "observation": _observation(vintage.observation) if vintage.observation else None,
    }


def _step(step: Step, candidate: Candidate) -> Tree:
    return {
        "operation": step.operation.value,
        "operands": [
            {
                "name": operand.name,
                "region": operand.region,
                "period": operand.period,
                "value": _number(operand.value),
                "unit": operand.unit,
                "observation": _observation(operand.observation) if operand.observation else None,
            }
            for operand in step.operands
        ],
        "value": _number(step.value),
        "low": _number(step.low),
        "high": _number(step.high),
        "unit": step.unit,
        "words": {lang: step_words(step, candidate.steps, candidate.unit, lang) for lang in LANGUAGES},
    }


def _candidate(candidate: Candidate, *, whole: bool) -> Tree:
    tree: Tree = {
        "indicator": candidate.indicator,
        "unit": candidate.unit,
        "region": _place(candidate.region),
        "period": candidate.period,
        "measure": candidate.measure,
        "score": candidate.score,
        "links": [link.value for link in candidate.links],
        "details": list(candidate.details),
        "outcome": candidate.outcome.value,
        "why": candidate.why.value if candidate.why else None,
        "value": _number(candidate.value),
        "low": _number(candidate.low),
        "high": _number(candidate.high),
        "derived": candidate.derived,
    }
    if whole:
        tree["steps"] = [_step(step, candidate) for step in candidate.steps]
        tree["vintages"] = [_vintage(vintage) for vintage in candidate.vintages]
    return tree


def _hint(hint: Hint, steps: Sequence[Step]) -> Tree:
    return {
        "kind": hint.kind.value,
        "value": _number(hint.value),
        "unit": hint.unit,
        "detail": hint.detail,
        "words": {lang: hint_words(hint, steps, lang) for lang in LANGUAGES},
    }


def _steps(verdict: Verdict) -> tuple[Step, ...]:
    return verdict.chosen.steps if verdict.chosen else ()


def verdict_tree(verdict: Verdict) -> Tree:
    """A verdict with its claim, its candidates and the reckoning of the chosen one."""
    return {
        "claim": claim_tree(verdict.claim),
        "outcome": verdict.outcome.value,
        "why": verdict.why.value if verdict.why else None,
        "words": {lang: verdict_words(verdict, lang) for lang in LANGUAGES},
        "low": _number(verdict.low),
        "high": _number(verdict.high),
        "confidence": verdict.confidence,
        "chosen": _candidate(verdict.chosen, whole=True) if verdict.chosen else None,
        "candidates": [_candidate(candidate, whole=False) for candidate in verdict.candidates],
        "hints": [_hint(hint, _steps(verdict)) for hint in verdict.hints],
    }


def article_tree(article: Article, path: str, verdicts: Sequence[Verdict], findings: Sequence[Finding]) -> Tree:
    """The verdicts on one article of the file ``path``, and what does not fit in it."""
    return {
        "schema": SCHEMA,
        "path": path,
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "verdicts": [verdict_tree(verdict) for verdict in verdicts],
        "findings": [finding_object(finding) for finding in findings],
    }


class VerdictRow(NamedTuple):
    """A verdict flat: the columns of CSV. Several sources, steps and hints are joined by ``;``."""

    path: str
    article: str
    published: str | None
    claim: str
    start: int
    end: int
    surface: str
    indicator: str
    regions: str
    period: str | None
    value: Decimal
    unit: str | None
    outcome: str
    why: str | None
    official: Decimal | None
    official_indicator: str | None
    derived: bool | None
    released: str | None
    score: float | None
    confidence: float
    reckoning: str
    hints: str
    told: str
    sources: str


COLUMNS: tuple[str, ...] = VerdictRow._fields


def row_of(article: Article, path: str, verdict: Verdict, lang: str) -> VerdictRow:
    """``verdict`` as a row, with its reckoning in words of ``lang``."""
    claim, chosen = verdict.claim, verdict.chosen
    observations = chosen.observations if chosen else ()
    steps = _steps(verdict)
    return VerdictRow(
        path=path,
        article=article.id,
        published=article.published,
        claim=claim.id,
        start=claim.start,
        end=claim.end,
        surface=claim.surface,
        indicator=claim.indicator,
        regions=";".join(place.name for place in claim.regions),
        period=claim.period,
        value=claim.value,
        unit=claim.unit,
        outcome=verdict.outcome.value,
        why=verdict.why.value if verdict.why else None,
        official=chosen.value if chosen else None,
        official_indicator=chosen.indicator if chosen else None,
        derived=chosen.derived if chosen else None,
        released=observations[0].series.released if observations else None,
        score=chosen.score if chosen else None,
        confidence=verdict.confidence,
        reckoning="; ".join(step_words(step, steps, claim.unit, lang) for step in steps),
        hints="; ".join(hint_words(hint, steps, lang) for hint in verdict.hints),
        told=verdict_words(verdict, lang),
        sources="; ".join(dict.fromkeys(cell_words(observation, lang) for observation in observations)),
    )
