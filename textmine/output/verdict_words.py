"""Verdicts in the words of people, in Chinese and English: outcome, reason, reckoning step by step, source, hints."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import PurePath

from textmine.lexicon import rows
from textmine.output.labels import LANGUAGES
from textmine.output.rows import plain
from textmine.output.terminal import printable
from textmine.output.wording import number_words, period_words, place_words
from textmine.records import Observation
from textmine.records.verdicts import Candidate, Hint, Operand, Operation, Outcome, Step, Verdict

__all__ = [
    "figure_words",
    "hint_words",
    "official_words",
    "outcome_words",
    "said",
    "source_words",
    "step_words",
    "summary_words",
    "why_words",
]

PLACES = 4  # significant digits of a reckoned figure beside those before the point
MOST = 12  # parts of a sum that are told one by one


@cache
def _table() -> dict[tuple[str, str], str]:
    return {
        (key, lang): word for key, *words in rows("check_words") for lang, word in zip(LANGUAGES, words, strict=True)
    }


def said(key: str, lang: str) -> str:
    """What ``key`` (``outcome.match``) is called."""
    return _table()[key, lang]


def outcome_words(outcome: Outcome, lang: str) -> str:
    """A verdict in words."""
    return said(f"outcome.{outcome.value}", lang)


def why_words(verdict: Verdict, lang: str) -> str:
    """Why a claim was not checked or could not be decided; empty for the others."""
    return "" if verdict.why is None else said(f"why.{verdict.why.value}", lang)


def figure_words(value: Decimal, unit: str | None, lang: str) -> str:
    """A figure with its unit; a reckoned one cut to the places that mean something."""
    digits = max(value.adjusted() + 1, 0) + PLACES
    shown = round(value, max(0, digits - max(value.adjusted() + 1, 0))) if value.as_tuple().exponent not in ("n", "N", "F") else value
    if shown == 0:
        shown = value
    words = number_words(shown, lang=lang).replace("-", "−")
    return f"{words}{printable(unit or '')}" if lang == "zh" or unit in (None, "%") else f"{words} {printable(unit)}"


def _operand(operand: Operand, lang: str) -> str:
    """A figure of a step: which it is, and how much."""
    figure = figure_words(operand.value, operand.unit, lang)
    if operand.observation is None:
        return figure
    where, when = place_words(operand.region, lang), period_words(operand.period, lang)
    gap = "" if lang == "zh" else " "
    return f"{gap.join(word for word in (where, when, printable(operand.name)) if word)} {figure}"


def step_words(step: Step, lang: str) -> str:
    """A step of a reckoning as a sentence."""
    operands = [_operand(operand, lang) for operand in step.operands]
    unit = step.unit if step.operation is not Operation.CONVERT else step.unit
    value = figure_words(step.value, unit, lang)
    many = operands if len(operands) <= MOST else [*operands[: MOST - 1], "…", operands[-1]]
    return said(f"step.{step.operation.value}", lang).format(
        a=operands[0], b=operands[1] if len(operands) > 1 else "", list=" + ".join(many), v=value,
        rest=("、" if lang == "zh" else ", ").join(operands[1:]) or "—",
    )  # fmt: skip


def hint_words(hint: Hint, lang: str) -> str:
    """What would make the claim right."""
    value = figure_words(hint.value, hint.unit, lang)
    detail = period_words(hint.detail, lang) if hint.kind.value == "other_period" else place_words(hint.detail, lang)
    return said(f"hint.{hint.kind.value}", lang).format(v=value, d=detail)


def official_words(candidate: Candidate, lang: str) -> str:
    """The official figure."""
    return "" if candidate.value is None else figure_words(candidate.value, candidate.unit, lang)


def _cell(observation: Observation, lang: str) -> str:
    series = observation.series
    where = [PurePath(series.path).name, series.sheet or ""]
    if observation.row is not None and observation.column is not None:
        where.append(said("word.row", lang).format(r=observation.row, c=observation.column))
    if series.released:
        where.append(said("word.released", lang).format(d=series.released))
    return (" " if lang == "zh" else ", ").join(printable(word) for word in where if word)


def source_words(observations: Iterable[Observation], lang: str, *, most: int = 4) -> tuple[str, ...]:
    """Where official figures stand: file, sheet, row and column, date of release."""
    found = list(dict.fromkeys(_cell(observation, lang) for observation in observations))
    return tuple(found[:most]) + (("…",) if len(found) > most else ())


def summary_words(verdicts: Iterable[Verdict], lang: str) -> str:
    """How many verdicts of each kind there are."""
    counts: dict[Outcome, int] = {}
    for verdict in verdicts:
        counts[verdict.outcome] = counts.get(verdict.outcome, 0) + 1
    parts = [f"{outcome_words(outcome, lang)} {counts[outcome]}" for outcome in Outcome if outcome in counts]
    total = sum(counts.values())
    return said("word.summary", lang).format(n=total, parts=("、" if lang == "zh" else ", ").join(parts) or plain(Decimal(0)))
