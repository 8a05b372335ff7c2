"""The model that chooses the regions of values: fitted on annotated articles, measured on those of other files.

Conditional logit with an L2 penalty on the features of :mod:`textmine.claims.region_looks`: of the candidates for a value one
that the annotation gives shall be the likeliest. The values before have the regions that the annotation gives them. From
articles on which the rules were mended it is learned how regions look, but not how far the rules are right: there they
are too good.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from textmine.claims import Chooser
from textmine.claims.region_looks import Scorer, features
from textmine.errors import InputError
from textmine.evaluate.gold import GoldClaim, load
from textmine.evaluate.scores import Scores, opened, pairs, same_regions, score
from textmine.pipeline import numeric

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from textmine.claims.draft import Draft
    from textmine.claims.scene import Scene
    from textmine.claims.territory import Where
    from textmine.records import Article, Extraction, Place

__all__ = ["Example", "Held", "Weights", "cross_validated", "examples", "fit", "write"]

Weights: TypeAlias = Mapping[str, float]

LEAST = 3
"""Features of fewer candidates are left out."""

PENALTY = 3.0
"""Strength of the L2 penalty, chosen by the likelihood of articles that were not fitted, of 1, 2, 3 and 5."""

MENDED = "rules mended"

HEADER = """# Weights of the model that chooses the region of a value among the places around it: log-odds of each feature of a candidate.
# Fitted by `textmine train regions`, see models/regions.md; what the features are: textmine/claims/region_looks.py.
feature\tweight
"""


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates for the region of an annotated value: the features of each, and whether it is right."""

    looks: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The scores of a file that was held out: by the rules alone, and with the model fitted on the others."""

    name: str
    ruled: Scores
    chosen: Scores


class _Watcher(Chooser):
    """Takes for each annotated value the candidate that is right, and keeps what it could choose from."""

    def __init__(
        self, scene: Scene, home: tuple[Place, ...], *, annotated: Mapping[int, GoldClaim], found: list[Example]
    ) -> None:
        super().__init__(scene, home)
        self._cite = scene.article.cite
        self._annotated = annotated
        self._found = found

    def chosen(self, draft: Draft) -> Where:
        """The first right candidate of an annotated value, where there is one; else that of the rules."""
        gold = self._annotated.get(self._cite(draft.quantity.start, draft.quantity.end)[0])
        if gold is None:
            return draft.where
        options = self.options(draft)
        right = tuple([same_regions(gold.regions, [place.name for place in option.places]) for option in options])
        if not any(right):
            return draft.where
        self._found.append(Example(tuple([features(option.look) for option in options]), right))
        return self.taken(draft, options[right.index(True)])


def examples(paths: Iterable[Path | str], *, mended: bool = False) -> list[Example]:
    """The choices that the annotated articles of the gold files ``paths`` pose; ``mended``: the rules were mended on them."""
    found: list[Example] = []
    for gold in load(paths):
        article = opened(gold)
        matched = pairs(gold.claims, _extracted({}, article).claims)
        annotated = {claim.start: value for value, claim in matched if claim is not None}
        numeric(article, chooser=partial(_Watcher, annotated=annotated, found=found))
    return [_marked(example) for example in found] if mended else found


def _extracted(weights: Weights, article: Article) -> Extraction:
    """What is found in ``article`` with these weights, none for the rules alone."""
    return numeric(article, chooser=partial(Chooser, scorer=Scorer(weights)))


def _marked(example: Example) -> Example:
    """``example`` with features of its own for the choice of the rules."""
    looks = [
        (*look, MENDED, *[f"{MENDED}: {feature}" for feature in look if feature.startswith("ruled reach=")][:1])
        if "ruled" in look
        else look
        for look in example.looks
    ]
    return Example(tuple(looks), example.right)


def fit(posed: Sequence[Example]) -> dict[str, float]:
    """The weight of each feature; :class:`~textmine.errors.InputError` where there is nothing to choose."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    rows = [look for example in posed for look in example.looks]
    counts: dict[str, int] = {}
    for look in rows:
        for feature in look:
            counts[feature] = counts.get(feature, 0) + 1
    names = sorted(feature for feature, count in counts.items() if count >= LEAST)
    if not names:
        raise InputError("the annotated articles have no values with regions to choose from; add articles")
    column = {name: number for number, name in enumerate(names)}
    cells = [(row, column[feature]) for row, look in enumerate(rows) for feature in look if feature in column]
    table = csr_matrix((np.ones(len(cells)), tuple(zip(*cells, strict=True))), shape=(len(rows), len(names)))
    right = np.array([float(answer) for example in posed for answer in example.right])
    sizes = [len(example.looks) for example in posed]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    of = np.repeat(np.arange(len(posed)), sizes)

    def loss(weights: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        scores = table @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        every, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        slope = table.T @ (odds / every[of] - odds * right / good[of])
        return (
            float(np.log(every).sum() - np.log(good).sum() + PENALTY / 2 * weights @ weights),
            slope + PENALTY * weights,
        )

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, best, strict=True)
        if not name.startswith(MENDED) and round(float(weight), 3)
    }


def cross_validated(paths: Sequence[Path | str], others: Sequence[Example]) -> list[Held]:
    """Each of the gold files ``paths`` scored with a model fitted on the rest of them and on ``others``."""
    posed = {path: examples([path]) for path in paths}
    found = []
    for path in paths:
        rest = [example for other in paths if other != path for example in posed[other]]
        weights = fit([*rest, *others])
        ruled, chosen = (score([path], partial(_extracted, known)) for known in ({}, weights))
        found.append(Held(name=Path(path).name, ruled=ruled, chosen=chosen))
    return found


def write(weights: Weights, path: Path | str) -> None:
    """Write ``weights`` as a word list; :class:`~textmine.errors.InputError` says when ``path`` cannot be written."""
    lines = "".join(f"{name}\t{weight:g}\n" for name, weight in sorted(weights.items()))
    try:
        Path(path).write_text(HEADER + lines, "utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot write the weights: {error.strerror}") from error
