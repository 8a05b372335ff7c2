"""Fits the linear model of :mod:`textmine.dimensions.model`; needs scikit-learn.

TF-IDF of words; beside it its projection on the main directions of many unlabelled texts (latent semantic analysis, Deerwester et
al. 1990), which gives words that no labelled text holds the weight of words in whose company they stand. As both are linear, the
projection is folded into one weight a word. Two logistic regressions for each label tell whether a fifth of a text is about it, and whether
it leads; their probabilities are calibrated on texts they were not fitted on (Platt 1999), and so are the thresholds.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from textmine.dimensions.classify import HEADLINE, STRETCH, Cutter
from textmine.dimensions.data import Labelled, Text
from textmine.dimensions.model import LinearModel
from textmine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Figures", "fit"]

DIRECTIONS = 200
"""Directions of the latent semantic analysis; fewer where the texts are few."""

STRENGTH = 2.0
"""How much the directions count beside the words themselves."""

PENALTY = 10.0
"""Inverse strength of the L2 penalty."""

FOLDS, ROUNDS = 4, 3
"""Parts of a cross-validation, and how often it is done with other parts."""

MANY = 300
"""From so many texts drawn at random on, the thresholds are chosen on them alone."""

NEAR = 2
"""A threshold is judged by the mean of its figure and those of so many neighbours on each side."""

LEAST = 20
"""With fewer labelled texts nothing is fitted."""

WORD = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z][A-Za-z0-9.]+")
"""What counts as a word: two Chinese characters or more, or a Latin name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How the model did in cross-validation, on texts that were not chosen for being hard: share with the right main label, F1 of all.

    ``reliability`` holds for each tenth of probability that occurs how many pairs of text and label it has, their mean
    probability and the share that is true.
    """

    texts: int
    main: float
    listed: float
    reliability: tuple[tuple[int, float, float], ...]


def fit(
    given: Sequence[Labelled], others: Sequence[Text], cutter: Cutter, about: Mapping[str, object]
) -> tuple[LinearModel, Figures]:
    """A model of the labels in ``given``, with the words of ``others``, and its figures in cross-validation.

    Raises :class:`~textmine.errors.InputError` where too few texts or labels are given.
    """
    import numpy as np
    from scipy import sparse
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    labels = tuple(sorted({label for text in given for label in text.labels}))
    if len(given) < LEAST or not labels:
        raise InputError(
            f"{len(given)} labelled texts with {len(labels)} labels; at least {LEAST} and one label are needed"
        )
    words = [_words(text.title, text.text, cutter) for text in given]
    company = [_words(text.title, text.text, cutter) for text in others]
    vectorizer = TfidfVectorizer(
        analyzer=_as_given, sublinear_tf=True, min_df=4 if others else 1, max_df=0.3 if len(given) > 100 else 1.0
    )
    table = vectorizer.fit_transform([*words, *company])
    own = table[: len(given)]
    size = min(DIRECTIONS, min(table.shape) - 1)
    axes = TruncatedSVD(size, random_state=0, n_iter=4).fit(table).components_
    features = sparse.hstack([own, sparse.csr_matrix((own @ axes.T) * STRENGTH)]).tocsr()
    listed = np.array([[label in text.labels for label in labels] for text in given])
    leads = np.array([[label == text.main for label in labels] for text in given])
    answers = np.hstack([listed, leads])
    held_out = _held_out(features, answers)
    rounds = np.vstack([answers] * ROUNDS)
    slopes, shifts = _calibrated(held_out, rounds)
    fitted = [_fit_one(features, answers[:, column]) for column in range(answers.shape[1])]
    count = table.shape[1]
    weights = np.stack(
        [
            slope * (model.coef_[0, :count] + STRENGTH * (axes.T @ model.coef_[0, count:]))
            for model, slope in zip(fitted, slopes, strict=True)
        ],
        axis=1,
    )
    biases = tuple(
        round(float(slope * model.intercept_[0] + shift), 5)
        for model, slope, shift in zip(fitted, slopes, shifts, strict=True)
    )
    told = 1 / (1 + np.exp(-(held_out * slopes + shifts)))
    typical = np.array(_typical(given) * ROUNDS)
    chosen = _thresholds(told[typical], rounds[typical], len(labels))
    step = float(np.abs(weights).max()) / 32000
    largest = float(vectorizer.idf_.max())
    numbers = np.hstack([(vectorizer.idf_ / largest * 32000)[:, None], weights / step]).round().astype("int16")
    model = LinearModel(
        labels=labels,
        words=tuple(map(str, vectorizer.get_feature_names_out())),
        weights=array("h", numbers.ravel().tolist()),
        step=step,
        biases=biases,
        listed_at=chosen.listed_at,
        beside_at=chosen.beside_at,
        leads_at=chosen.leads_at,
        about={**about, "labelled": len(given), "unlabelled": len(others)},
    )
    figures = Figures(
        texts=int(typical.sum()) // ROUNDS,
        main=chosen.main,
        listed=chosen.f1,
        reliability=_reliability(told[typical], rounds[typical]),
    )
    return model, figures


def _as_given(words: list[str]) -> list[str]:
    return words


def _words(title: str, text: str, cutter: Cutter) -> list[str]:
    """The words of a text as they are counted: those of its headline several times, of a long text the beginning."""
    found = [*cutter.cut(text[:STRETCH]), *(cutter.cut(title) * HEADLINE)]
    return [word for word in found if WORD.fullmatch(word)]


def _fit_one(features: Any, answers: Any) -> Any:
    from sklearn.linear_model import LogisticRegression

    if answers.all() or not answers.any():
        raise InputError("a label that all texts have, or that never leads, cannot be learned; give more texts")
    return LogisticRegression(C=PENALTY, solver="liblinear", tol=1e-3, max_iter=300, random_state=0).fit(
        features, answers
    )


def _held_out(features: Any, answers: Any) -> Any:
    """The log-odds of every text by models that were not fitted on it: all texts once for each of several partitions."""
    import numpy as np

    return np.vstack([_one_round(features, answers, seed) for seed in range(ROUNDS)])


def _one_round(features: Any, answers: Any, seed: int) -> Any:
    import numpy as np
    from sklearn.model_selection import KFold

    found = np.zeros(answers.shape)
    for train, test in KFold(FOLDS, shuffle=True, random_state=seed).split(features):
        for column in range(answers.shape[1]):
            part = answers[train, column]
            if part.any() and not part.all():
                found[test, column] = _fit_one(features[train], part).decision_function(features[test])
    return found


def _calibrated(held_out: Any, answers: Any) -> tuple[Any, Any]:
    """Slope and shift of each output that make its log-odds true on texts it was not fitted on."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    slopes, shifts = [], []
    for column in range(answers.shape[1]):
        model = LogisticRegression(C=1e3).fit(held_out[:, [column]], answers[:, column])
        slopes.append(max(float(model.coef_[0, 0]), 0.05))
        shifts.append(float(model.intercept_[0]))
    return np.array(slopes), np.array(shifts)


def _typical(given: Sequence[Labelled]) -> list[bool]:
    """Which texts the thresholds are chosen on: those drawn at random where they are many, else all not chosen for being hard."""
    drawn = [text.sampled == "random" for text in given]
    return drawn if sum(drawn) >= MANY else [text.sampled != "uncertain" for text in given]


class _Chosen(NamedTuple):
    """Thresholds and what they reach."""

    leads_at: float
    listed_at: float
    beside_at: float
    main: float
    f1: float


def _thresholds(told: Any, answers: Any, size: int) -> _Chosen:
    """The thresholds that do best on ``told``, together with their neighbours."""
    import numpy as np

    steps = [number / 20 for number in range(4, 13)]
    leads, truth = told[:, size:], answers[:, size:]
    top = leads == leads.max(axis=1, keepdims=True)
    right = np.array([((top & (leads >= at)) == truth).all(axis=1).mean() for at in steps])
    best = int(_smooth(right[:, None]).argmax())
    leading = top & (leads >= steps[best])
    has = leading.any(axis=1, keepdims=True)
    listed, wanted = told[:, :size], answers[:, :size]
    table = np.zeros((len(steps), len(steps)))
    for row, alone in enumerate(steps):
        for column, beside in enumerate(steps):
            chosen = np.where(has, listed >= beside, listed >= alone) | leading
            both, all_ = int((chosen & wanted).sum()), int(chosen.sum()) + int(wanted.sum())
            table[row, column] = 2 * both / max(1, all_)
    row, column = divmod(int(_smooth(table).argmax()), len(steps))
    return _Chosen(steps[best], steps[int(row)], steps[int(column)], float(right[best]), float(table[row, column]))


def _smooth(table: Any) -> Any:
    """Each figure's mean with its neighbours, so that no chance peak is taken."""
    import numpy as np

    rows, columns = table.shape
    return np.array(
        [
            [
                table[max(0, row - NEAR) : row + NEAR + 1, max(0, column - NEAR) : column + NEAR + 1].mean()
                for column in range(columns)
            ]
            for row in range(rows)
        ]
    )


def _reliability(told: Any, answers: Any) -> tuple[tuple[int, float, float], ...]:
    tenths: dict[int, Counter[str]] = {}
    for probability, true in zip(told.ravel(), answers.ravel(), strict=True):
        found = tenths.setdefault(min(int(probability * 10), 9), Counter())
        found["pairs"] += 1
        found["told"] += float(probability)  # type: ignore[assignment]
        found["true"] += int(true)
    return tuple(
        (found["pairs"], round(found["told"] / found["pairs"], 3), round(found["true"] / found["pairs"], 3))
        for _, found in sorted(tenths.items())
    )
