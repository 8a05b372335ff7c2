"""Articles with a planted inconsistency and clean ones: reading them, and how many findings are right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from textmine.consistency import title_of, within
from textmine.errors import InputError
from textmine.evaluate.scores import Tally
from textmine.pipeline import extract_article
from textmine.reading import from_text
from textmine.records.findings import Conflict, Finding, Severity

__all__ = ["Case", "Outcome", "cases", "look", "score"]


BESIDE = 12  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An article; ``planted`` is the span of the figure that does not fit, ``conflict`` what it breaks (both null for a clean one)."""

    line: int
    published: str
    title: str | None
    text: str
    conflict: Conflict | None = None
    planted: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was found in a case, notes left out; ``hit`` tells that a finding concerns the planted figure."""

    case: Case
    findings: tuple[Finding, ...]
    hit: bool


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"(?P<kind>-|[a-z_]+) \[(?P<day>[0-9-]{10})\] (?:\{(?P<title>[^}]*)\} )?(?P<text>.+)")


@cache
def _choice() -> re.Pattern[str]:
    return re.compile(r"〔([^|〕]*)\|([^|〕]*)〕")


def cases(path: Path | str) -> tuple[Case, ...]:
    """The articles of a file: of a line with 〔right|wrong〕 both. Raises :class:`InputError` with the line that is malformed."""
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read the articles: {error}") from error
    found: list[Case] = []
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        match = _line().fullmatch(line)
        choices = _choice().findall(line)
        if match is None or (match["kind"] != "-" and match["kind"] not in tuple(Conflict)):
            raise InputError(f"{path}:{number}: write: conflict or -, [2025-02-10], {{title}}, text")
        if len(choices) != (match["kind"] != "-"):
            raise InputError(
                f"{path}:{number}: write one 〔right|wrong〕 in a line with a conflict, none in a clean one"
            )
        text = match["text"].replace("⏎", "\n")
        clean = Case(line=number, published=match["day"], title=match["title"], text=_choice().sub(r"\1", text))
        found.append(clean)
        if (choice := _choice().search(text)) is not None:
            found.append(
                Case(
                    line=number,
                    published=match["day"],
                    title=match["title"],
                    text=_choice().sub(r"\2", text),
                    conflict=Conflict(match["kind"]),
                    planted=(choice.start(), choice.start() + len(choice[2])),
                )
            )
    return tuple(found)


def look(case: Case) -> Outcome:
    """What is found in ``case``."""
    (article,) = from_text(case.text, title=case.title, published=case.published).articles
    title = title_of(article)
    headline = () if title is None else extract_article(title).claims
    found = tuple(
        finding
        for finding in within(extract_article(article), headline=headline)
        if finding.severity is not Severity.NOTE
    )
    return Outcome(case=case, findings=found, hit=any(_concerns(finding, case) for finding in found))


def _concerns(finding: Finding, case: Case) -> bool:
    """Whether the finding takes in the figure that was planted, or stands right beside the word that was."""
    if case.planted is None:
        return False
    start, end = case.planted
    return any(
        case.text[claim.start : claim.end] == claim.surface
        and claim.start <= end + BESIDE
        and claim.end >= start - BESIDE
        for claim in finding.claims
    )


def score(outcomes: Iterable[Outcome]) -> Tally:
    """Articles that something is found in, against those with a planted inconsistency."""
    seen = list(outcomes)
    return Tally(
        sum(outcome.hit for outcome in seen),
        sum(bool(outcome.findings) for outcome in seen),
        sum(outcome.case.conflict is not None for outcome in seen),
    )
