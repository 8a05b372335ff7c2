"""Labelled pairs of names of indicators: reading them, scoring keys and similarities on them, fitting the weights of the similarity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

from textmine.errors import InputError
from textmine.evaluate.scores import Tally
from textmine.indicators import similarity
from textmine.indicators.aliases import none
from textmine.indicators.analysis import analyse
from textmine.indicators.similarity import features
from textmine.records.indicators import Reason, Relation

__all__ = ["PARTS", "Pair", "PairScores", "figures", "fit", "pairs", "score_pairs", "write"]

PARTS = ("dev", "test")
HEADER = "field\tpart\tlabel\tone\tother"
HARD = frozenset(Reason) - {Reason.SAME_KEY, Reason.SAME_HEAD, Reason.SHARED_WORDS, Reason.OTHER_HEAD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names and how they stand to each other, as a person judged it."""

    field: str
    part: str
    label: Relation
    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScores:
    """How well pairs are told.

    ``keys``: equal keys against pairs labelled same; ``same``: pairs told to be same; ``right``: share of pairs with the right one of
    three labels; ``order``: probability that a pair labelled same scores higher than one that is not (Mann and Whitney 1947).
    ``differences`` are the pairs told otherwise.
    """

    pairs: int
    keys: Tally
    same: Tally
    right: float
    order: float
    differences: tuple[tuple[Pair, Relation], ...]


def pairs(path: Path | str, part: str | None = None) -> tuple[Pair, ...]:
    """The pairs of the file ``path``, of one ``part`` or all. Raises :class:`InputError` with the line that is malformed."""
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read the pairs: {error}") from error
    found: list[Pair] = []
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#") or line == HEADER:
            continue
        cells = line.split("\t")
        if len(cells) != 5 or cells[1] not in PARTS or cells[2] not in tuple(Relation):
            raise InputError(f"{path}:{number}: {line!r} is no pair; write field, dev or test, label and two names")
        field, of, label, one, other = cells
        if part is None or of == part:
            found.append(Pair(field=field, part=of, label=Relation(label), one=one, other=other))
    return tuple(found)


def score_pairs(given: Sequence[Pair]) -> PairScores:
    """How the keys and similarities tell the pairs ``given``."""
    if not given:
        raise InputError("no pairs of indicators to score")
    keyed = labelled = hit_keys = told = hit = right = 0
    differences: list[tuple[Pair, Relation]] = []
    same: list[float] = []
    others: list[float] = []
    for pair in given:
        first, second = analyse(pair.one), analyse(pair.other)
        found = similarity(first, second)
        is_same = pair.label is Relation.SAME
        equal = first.key == second.key
        labelled += is_same
        keyed += equal
        hit_keys += equal and is_same
        told += found.relation is Relation.SAME
        hit += found.relation is Relation.SAME and is_same
        right += found.relation is pair.label
        (same if is_same else others).append(found.score)
        if found.relation is not pair.label:
            differences.append((pair, found.relation))
    return PairScores(
        pairs=len(given),
        keys=Tally(hit_keys, keyed, labelled),
        same=Tally(hit, told, labelled),
        right=right / len(given),
        order=_order(same, others),
        differences=tuple(differences),
    )


def _order(same: Sequence[float], others: Sequence[float]) -> float:
    if not same or not others:
        return 0.0
    wins = sum((one > other) + (one == other) / 2 for one in same for other in others)
    return wins / (len(same) * len(others))


def figures(scores: PairScores) -> Mapping[str, Decimal]:
    """The figures that are pinned, cut to three places."""
    found = {
        "indicators.keys.precision": scores.keys.precision,
        "indicators.keys.recall": scores.keys.recall,
        "indicators.same.precision": scores.same.precision,
        "indicators.same.recall": scores.same.recall,
        "indicators.right": scores.right,
        "indicators.order": scores.order,
    }
    cut = {name: Decimal(figure).quantize(Decimal("0.001"), rounding=ROUND_DOWN) for name, figure in found.items()}
    return {**cut, "indicators.pairs": Decimal(scores.pairs)}


def fit(given: Iterable[Pair]) -> Mapping[str, float]:
    """Weights of the similarity, from pairs whose keys differ and that nothing rules out.

    The names are read without aliases, so that wordings which no list knows yet are among those learned from.
    """
    from sklearn.linear_model import LogisticRegression

    seen: list[list[float]] = []
    labels: list[bool] = []
    names: list[str] = []
    for pair in given:
        first, second = analyse(pair.one, aliases=none()), analyse(pair.other, aliases=none())
        if first.key == second.key:
            continue
        if HARD & set(similarity(first, second).reasons):
            continue
        row = features(first, second)
        names = names or list(row)
        seen.append([row[name] for name in names])
        labels.append(pair.label is Relation.SAME)
    if len(set(labels)) < 2:
        raise InputError("the pairs leave nothing to learn: their keys tell all of them, or all have one label")
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000).fit(seen, labels)
    return {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}


def write(weights: Mapping[str, float], path: Path) -> None:
    """Writes the weights as a word list, its header kept."""
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")] if path.exists() else []
    lines = [*head, "feature\tweight", *(f"{name}\t{weight}" for name, weight in weights.items())]
    path.write_text("\n".join(lines) + "\n", "utf-8")
