"""Articles with the verdict on each of their figures: reading them and scoring the fact check on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import cache
from pathlib import Path

from textmine.check import Figures, check
from textmine.errors import InputError
from textmine.evaluate.scores import Tally
from textmine.pipeline import extract_article
from textmine.reading import from_text
from textmine.records.verdicts import Outcome, Verdict
from textmine.statistics import read_statistics

__all__ = [
    "CheckScores",
    "Checked",
    "Difference",
    "Expected",
    "checked_articles",
    "figures",
    "held_figures",
    "score_checks",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The verdict that a figure should get: any of ``outcomes``. ``change`` tells what was made wrong in it, null where it is right."""

    surface: str
    outcomes: tuple[Outcome, ...]
    change: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An article with the verdicts that its figures should get, in the order of the text."""

    where: str
    published: str
    title: str | None
    text: str
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that got another verdict than it should; ``verdict`` is null where it was not found in the text."""

    article: Checked
    expected: Expected | None
    verdict: Verdict | None

    def __str__(self) -> str:
        """Where, which figure, what it should get and what it got."""
        figure = self.expected.surface if self.expected else self.verdict.claim.surface if self.verdict else ""
        want = "/".join(self.expected.outcomes) if self.expected else "no mismatch"
        got = "no figure found" if self.verdict is None else self.verdict.outcome.value
        why = f" ({self.verdict.why.value})" if self.verdict and self.verdict.why else ""
        return f"{self.article.where}: {figure}: want {want}, got {got}{why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckScores:
    """How well verdicts are given: ``mismatch`` as found among planted errors, and ``right`` of all verdicts.

    Precision of ``mismatch`` counts every figure that is told wrong and is not, whether the article lists it or not.
    """

    articles: int
    figures: int
    mismatch: Tally
    right: Tally
    differences: tuple[Difference, ...]


@cache
def _head() -> re.Pattern[str]:
    return re.compile(r"\[(?P<date>\d{4}-\d\d-\d\d)\] ?(?:\{(?P<title>[^}]*)\} ?)?")


def checked_articles(path: Path | str) -> tuple[Checked, ...]:
    """The articles of the file ``path``. Raises :class:`InputError` with file and line for what is malformed."""
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read the articles: {error}") from error
    found: list[Checked] = []
    block: list[tuple[int, str]] = []
    for number, line in [*enumerate(lines, 1), (len(lines) + 1, "")]:
        if line and not line.startswith("#"):
            block.append((number, line))
        elif not line and block:
            found.append(_article(block, path))
            block = []
    return tuple(found)


def _article(block: Sequence[tuple[int, str]], path: Path | str) -> Checked:
    number, first = block[0]
    head = _head().match(first)
    if head is None:
        raise InputError(f"{path}:{number}: an article begins with its date: [2026-03-02] text")
    text = [first[head.end() :], *(line for _, line in block[1:] if not line.startswith("=>"))]
    return Checked(
        where=f"{path}:{number}",
        published=head["date"],
        title=head["title"],
        text="\n".join(line for line in text if line),
        expected=tuple(_expected(line, f"{path}:{at}") for at, line in block if line.startswith("=>")),
    )


def _expected(line: str, where: str) -> Expected:
    surface, *rest = [cell.strip() for cell in line.removeprefix("=>").split("|")]
    try:
        outcomes = tuple(Outcome(word) for word in rest[0].split("/"))
    except (ValueError, IndexError):
        raise InputError(f"{where}: {line!r} tells no verdict; write => figure | match") from None
    return Expected(surface=surface, outcomes=outcomes, change=rest[1] if len(rest) > 1 else None)


def held_figures(path: Path | str) -> Figures:
    """The official figures of a file of statistics. Raises the first error in it."""
    return Figures(read_statistics(path))


def score_checks(articles: Sequence[Checked], held: Figures) -> CheckScores:
    """The verdicts of the fact check against those expected."""
    told = planted = caught = right = every = 0
    differences: list[Difference] = []
    for article in articles:
        document = from_text(article.text, title=article.title, published=article.published)
        verdicts = [verdict for each in document.articles for verdict in check(extract_article(each), held)]
        told += sum(verdict.outcome is Outcome.MISMATCH for verdict in verdicts)
        for expected, verdict in _paired(article, verdicts):
            if expected is None:
                if verdict is not None and verdict.outcome is Outcome.MISMATCH:
                    differences.append(Difference(article=article, expected=None, verdict=verdict))
                continue
            every += 1
            got = verdict.outcome if verdict else None
            wrong = expected.outcomes[0] is Outcome.MISMATCH
            planted += wrong
            caught += wrong and got is Outcome.MISMATCH
            told -= got is Outcome.MISMATCH and not wrong and Outcome.MISMATCH in expected.outcomes
            right += got in expected.outcomes
            if got not in expected.outcomes:
                differences.append(Difference(article=article, expected=expected, verdict=verdict))
    return CheckScores(
        articles=len(articles),
        figures=every,
        mismatch=Tally(caught, told, planted),
        right=Tally(right, every, every),
        differences=tuple(differences),
    )


def _paired(article: Checked, verdicts: Sequence[Verdict]) -> Iterator[tuple[Expected | None, Verdict | None]]:
    """Each expected figure with the next verdict on one of its surface, then the verdicts on figures that are not listed."""
    left = list(verdicts)
    for expected in article.expected:
        at = next((index for index, one in enumerate(left) if _same(one.claim.surface, expected.surface)), None)
        yield expected, (left.pop(at) if at is not None else None)
    for verdict in left:
        yield None, verdict


def _same(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 1 and (one.startswith(other) or other.startswith(one)))


def figures(scores: CheckScores, part: str) -> Mapping[str, Decimal]:
    """The figures of ``part`` (dev or test) that are pinned, cut to three places."""
    found = {
        f"checks.{part}.mismatch.precision": scores.mismatch.precision,
        f"checks.{part}.mismatch.recall": scores.mismatch.recall,
        f"checks.{part}.right": scores.right.precision,
    }
    cut = {name: Decimal(value).quantize(Decimal("0.001"), rounding=ROUND_DOWN) for name, value in found.items()}
    return {**cut, f"checks.{part}.figures": Decimal(scores.figures)}
