"""Articles, their passages and claims by dimension.

A passage is a paragraph. An article is read in stretches of paragraphs of about the length of a news item, each with the headline;
its probabilities are the means of the stretches by their length, so that of a long report a dimension is listed that gets
about a fifth of it. A claim has the dimension of its passage, unless its own indicator says otherwise.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from math import sqrt
from pathlib import Path
from typing import NamedTuple, Protocol

from textmine.dimensions.model import LinearModel, Scored, Vector, built_in, joined
from textmine.records import Article, BlockKind, Claim, Dimension, Passage, Weighed

__all__ = ["HEADLINE", "STRETCH", "Classifier", "Cutter"]

STRETCH = 900
"""Up to this many characters of an article are read as one."""

HEADLINE = 3
"""How many times a word of the headline counts."""

FIFTH = 0.2
"""The share of a long text from which a dimension is listed."""

SURE = 0.6
"""The probability from which an indicator's own words outweigh its passage."""

READ = frozenset((BlockKind.PARAGRAPH, BlockKind.HEADING))
"""What is read of an article beside its headline."""

WORDS = 6
"""So many words are told as evidence of a dimension."""


class Cutter(Protocol):
    """What gives the words of a text."""

    def cut(self, text: str) -> list[str]: ...


class _Part(NamedTuple):
    """A paragraph of an article: where it stands in the cleaned text, and its words, by their numbers in the model."""

    start: int
    end: int
    words: Vector


class Classifier:
    """Tells dimensions of articles by a model; without ``model``, by that of the five development dimensions.

    Raises :class:`~textmine.errors.InputError` for a file that is no model.
    """

    def __init__(self, model: LinearModel | Path | str | None = None) -> None:
        self.model = model if isinstance(model, LinearModel) else LinearModel.load(model or built_in())

    def article(self, article: Article, cutter: Cutter) -> tuple[tuple[Dimension, ...], tuple[Passage, ...]]:
        """The dimensions of ``article``, the leading one first, and of its passages; offsets point into the text as given."""
        headline = self._words(article.title or "", cutter)
        parts = self._parts(article, cutter)
        stretches = list(_stretches(parts, headline))
        if not stretches:
            return (), ()
        total = sum(size for size, _ in stretches)
        told = self.model.score([*(words for _, words in stretches), *(part.words for part in parts)])
        scored = [(size / total, score) for (size, _), score in zip(stretches, told, strict=False)]
        listed = _mean([(weight, score.listed) for weight, score in scored])
        leads = _mean([(weight, score.leads) for weight, score in scored])
        main = self._main(leads)
        limit = self.model.listed_at if main is None else self.model.beside_at
        at = max(FIFTH, limit / sqrt(len(stretches)))
        chosen = [label for label, value in enumerate(listed) if value >= at or label == main]
        chosen.sort(key=lambda label: (label != main, -listed[label]))
        found = tuple(
            Dimension(
                dimension=self.model.labels[label],
                score=round(max(listed[label], leads[label]), 3),
                main=label == main,
                evidence=self._evidence(article, parts, headline, label),
            )
            for label in chosen
        )
        return found, tuple(self._passages(article, parts, told[len(stretches) :]))

    def claims(
        self, claims: Sequence[Claim], passages: Sequence[Passage], dimensions: Sequence[Dimension], cutter: Cutter
    ) -> tuple[Claim, ...]:
        """``claims``, each with its dimension: by its indicator's own words, else of its passage, else the article's main."""
        starts = [passage.start for passage in passages]
        main = next((found.dimension for found in dimensions if found.main), None)
        own = self._own(list(dict.fromkeys(claim.indicator for claim in claims)), cutter)
        told: list[Claim] = []
        for claim in claims:
            index = bisect_right(starts, claim.start) - 1
            inside = index >= 0 and claim.start < passages[index].end
            of_passage = passages[index].dimension if inside else None
            told.append(replace(claim, dimension=own[claim.indicator] or of_passage or main))
        return tuple(told)

    def _own(self, indicators: Sequence[str], cutter: Cutter) -> dict[str, str | None]:
        """The dimension of each indicator by its own words, where they tell one."""
        told = self.model.score([self._words(indicator, cutter) for indicator in indicators]) if indicators else []
        found: dict[str, str | None] = {}
        for indicator, scored in zip(indicators, told, strict=True):
            best = max(scored.listed)
            found[indicator] = self.model.labels[scored.listed.index(best)] if best >= SURE else None
        return found

    def _words(self, text: str, cutter: Cutter) -> Vector:
        numbers = self.model.numbers(cutter.cut(text))
        return numbers[numbers >= 0]

    def _parts(self, article: Article, cutter: Cutter) -> list[_Part]:
        """The paragraphs and headings of ``article``; of an article without blocks, its lines."""
        import numpy as np

        text = article.text
        spans = [(block.start, block.end) for block in article.blocks if block.kind in READ] or _lines(text)
        words = cutter.cut(text)
        numbers = self.model.numbers(words)
        lengths = np.fromiter(map(len, words), np.intp, len(words))
        starts = np.cumsum(lengths) - lengths
        known = numbers >= 0
        numbers, starts = numbers[known], starts[known]
        return [
            _Part(start, end, numbers[slice(*np.searchsorted(starts, (start, end)))])
            for start, end in spans
            if text[start:end].strip()
        ]

    def _main(self, leads: Sequence[float]) -> int | None:
        best = max(range(len(leads)), key=leads.__getitem__)
        return best if leads[best] >= self.model.leads_at else None

    def _passages(self, article: Article, parts: Sequence[_Part], told: Sequence[Scored]) -> Iterator[Passage]:
        for part, scored in zip(parts, told, strict=True):
            best = max(range(len(scored.listed)), key=scored.listed.__getitem__)
            start, end, _ = article.cite(part.start, part.end)
            clear = scored.listed[best] >= self.model.listed_at
            yield Passage(
                start=start,
                end=end,
                dimension=self.model.labels[best] if clear else None,
                score=round(scored.listed[best], 3),
            )

    def _evidence(self, article: Article, parts: Sequence[_Part], headline: Vector, label: int) -> tuple[Weighed, ...]:
        """The words that spoke most for ``label``, each where it first stands."""
        strongest = self.model.strongest(joined([headline, *(part.words for part in parts)]), label, 2 * WORDS)
        found: list[Weighed] = []
        for weight, word in strongest:
            at = article.text.find(word)
            if at >= 0 and len(found) < WORDS:
                start, end, surface = article.cite(at, at + len(word))
                found.append(Weighed(start=start, end=end, surface=surface, weight=round(weight / strongest[0][0], 3)))
        return tuple(found)


def _lines(text: str) -> list[tuple[int, int]]:
    ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    return [(start, end - 1) for start, end in zip([0, *ends], ends, strict=False) if end - 1 > start]


def _stretches(parts: Sequence[_Part], headline: Vector) -> Iterator[tuple[int, Vector]]:
    """Runs of paragraphs of about a news item's length, each with the words of the headline."""
    heads = [headline] * HEADLINE
    size, run = 0, [*heads]
    for part in parts:
        length = part.end - part.start
        if size and size + length > STRETCH:
            yield size, joined(run)
            size, run = 0, [*heads]
        size += length
        run.append(part.words)
    if size:
        yield size, joined(run)


def _mean(scored: Sequence[tuple[float, Sequence[float]]]) -> tuple[float, ...]:
    """The mean of probabilities by weights that add up to one."""
    return tuple(sum(weight * values[label] for weight, values in scored) for label in range(len(scored[0][1])))
