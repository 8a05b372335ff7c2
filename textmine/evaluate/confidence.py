"""The model of confidence: fitted on annotated articles, measured on others, written as a word list.

Logistic regression on the features of :mod:`textmine.claims.confidence`, with an L2 penalty strong enough for a thousand claims.
Measured by the Brier score (Brier 1950) and by reliability: of the claims told to be right with 70 to 80 %, how many are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from textmine.claims.confidence import features_of, known
from textmine.errors import InputError
from textmine.evaluate.scores import judged
from textmine.records import Article, Claim, Extraction

__all__ = ["Bin", "fit", "reliability", "write"]

LEAST = 15
"""Features of fewer claims are left out."""

PENALTY = 0.05
"""Inverse strength of the L2 penalty, chosen by the Brier score on articles that were not fitted."""

HEADER = """# Weights of the model that tells how likely a claim is right in role, indicator, regions and period: log-odds of each feature.
# Fitted by `textmine train confidence` on annotated articles (models/confidence.md); what the features are: textmine/claims/confidence.py.
feature\tweight
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Claims whose confidence lies in one tenth: how many, their mean confidence, the share that is right."""

    claims: int
    told: float
    right: float


def fit(paths: Iterable[Path | str], extract: Callable[[Article], Extraction]) -> tuple[tuple[str, float], ...]:
    """The weight of each feature, from the claims of the gold files ``paths`` that are right and those that are not.

    Raises :class:`~textmine.errors.InputError` where all or none are right, so that nothing can be learned.
    """
    from numpy import zeros
    from sklearn.linear_model import LogisticRegression

    examples = [(features_of(claim), right) for claim, right in judged(paths, extract)]
    names = known((found for found, _ in examples), LEAST)
    column = {name: index for index, name in enumerate(names)}
    table = zeros((len(examples), len(names)))
    for row, (found, _) in enumerate(examples):
        table[row, [column[name] for name in found if name in column]] = 1
    answers = [right for _, right in examples]
    if len(set(answers)) < 2:
        raise InputError("the annotated articles have no claims that are right and others that are wrong; add articles")
    model = LogisticRegression(C=PENALTY, fit_intercept=False, max_iter=3000).fit(table, answers)
    return tuple((name, round(float(weight), 3) + 0.0) for name, weight in zip(names, model.coef_[0], strict=True))


def write(weights: Iterable[tuple[str, float]], path: Path | str) -> None:
    """Write ``weights`` as a word list; :class:`~textmine.errors.InputError` says when ``path`` cannot be written."""
    lines = "".join(f"{name}\t{weight}\n" for name, weight in weights)
    try:
        Path(path).write_text(HEADER + lines, "utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot write the weights: {error.strerror}") from error


def reliability(claims: Sequence[tuple[Claim, bool]]) -> tuple[float, tuple[Bin, ...]]:
    """The Brier score of ``claims``, each with whether it is right, and the tenths of confidence that hold any."""
    if not claims:
        return 0.0, ()
    brier = sum((claim.confidence - right) ** 2 for claim, right in claims) / len(claims)
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for claim, right in claims:
        tenths.setdefault(min(int(claim.confidence * 10), 9), []).append((claim.confidence, right))
    bins = tuple(
        Bin(
            claims=len(found),
            told=sum(told for told, _ in found) / len(found),
            right=sum(right for _, right in found) / len(found),
        )
        for _, found in sorted(tenths.items())
    )
    return brier, bins
