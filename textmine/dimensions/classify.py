"""Articles, their passages and claims by dimension.

A passage is a paragraph. An article is read in stretches of paragraphs of about the length of a news item, each with the headline;
its probabilities are the means of the stretches by their length, so that of a long report a dimension is listed that gets
about a fifth of it. A claim has the dimension of its passage, unless its own indicator says otherwise.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain
from math import sqrt
from pathlib import Path
from typing import NamedTuple, Protocol

from textmine.dimensions.model import LinearModel, Words, built_in
from textmine.records import Article, BlockKind, Claim, Dimension, Extraction, Passage, Weighed

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

Row = list[float]
"""Probabilities of a text, of each label that it is listed, then of each that it leads."""


class Cutter(Protocol):
    """What gives the words of a text."""

    def cut(self, text: str) -> list[str]: ...


class _Part(NamedTuple):
    """A paragraph of an article: where it stands in the cleaned text, and its words, by their numbers in the model."""

    start: int
    end: int
    words: Words


class _Read(NamedTuple):
    """An article as the model reads it: what is scored are its stretches, its parts, and the indicators of its claims."""

    found: Extraction
    headline: Words
    parts: list[_Part]
    stretches: list[tuple[int, Words]]
    indicators: dict[str, Words]

    def texts(self) -> Iterator[Words]:
        yield from (words for _, words in self.stretches)
        yield from (part.words for part in self.parts)
        yield from self.indicators.values()


class Classifier:
    """Tells dimensions of articles by a model; without ``model``, by that of the five development dimensions.

    Raises :class:`~textmine.errors.InputError` for a file that is no model.
    """

    def __init__(self, model: LinearModel | Path | str | None = None) -> None:
        self.model = model if isinstance(model, LinearModel) else LinearModel.load(model or built_in())

    def classify(self, found: Sequence[Extraction], cutter: Cutter) -> list[Extraction]:
        """``found`` with the dimensions of each article, the leading one first, of its passages and of its claims.

        Several articles at once take less time than one by one. Offsets point into the texts as given.
        """
        read = [self._read(each, cutter) for each in found]
        rows = iter(self.model.score(list(chain.from_iterable(each.texts() for each in read))))
        return [self._told(each, rows) for each in read]

    def _read(self, found: Extraction, cutter: Cutter) -> _Read:
        article = found.article
        text, cut, known = article.text, cutter.cut, self.model.known
        headline = known(cut(article.headline or ""))
        spans = [(block.start, block.end) for block in article.blocks if block.kind in READ] or _lines(text)
        parts = [_Part(start, end, known(cut(line))) for start, end in spans if (line := text[start:end]).strip()]
        indicators = {name: known(cut(name)) for name in {claim.indicator: None for claim in found.claims}}
        return _Read(found, headline, parts, list(_stretches(parts, headline)), indicators)

    def _told(self, read: _Read, rows: Iterator[Row]) -> Extraction:
        """The extraction with its dimensions, by the rows of probabilities in the order of its texts."""
        stretches = [(size, next(rows)) for size, _ in read.stretches]
        passages = tuple(self._passage(read.found.article, part, next(rows)) for part in read.parts)
        dimensions = tuple(self._dimensions(read, stretches))
        own = {name: self._own(next(rows)) for name in read.indicators}
        claims = tuple(_with_dimension(read.found.claims, passages, dimensions, own))
        return replace(read.found, claims=claims, dimensions=dimensions, passages=passages)

    def _dimensions(self, read: _Read, stretches: Sequence[tuple[int, Row]]) -> Iterator[Dimension]:
        if not stretches:
            return
        labels = self.model.labels
        told = _mean(stretches)
        listed, leads = told[: len(labels)], told[len(labels) :]
        best = max(leads)
        main = leads.index(best) if best >= self.model.leads_at else None
        limit = self.model.listed_at if main is None else self.model.beside_at
        at = max(FIFTH, limit / sqrt(len(stretches)))
        chosen = [label for label, value in enumerate(listed) if value >= at or label == main]
        chosen.sort(key=lambda label: (label != main, -listed[label]))
        for label in chosen:
            yield Dimension(
                dimension=labels[label],
                score=round(max(listed[label], leads[label]), 3),
                main=label == main,
                evidence=self._evidence(read, label),
            )

    def _passage(self, article: Article, part: _Part, row: Row) -> Passage:
        label, best = self._best(row)
        start, end = article.offsets.span(part.start, part.end)
        dimension = self.model.labels[label] if best >= self.model.listed_at else None
        return Passage(start=start, end=end, dimension=dimension, score=round(best, 3))

    def _own(self, row: Row) -> str | None:
        """The dimension that an indicator tells by its own words, if any."""
        label, best = self._best(row)
        return self.model.labels[label] if best >= SURE else None

    def _best(self, row: Row) -> tuple[int, float]:
        listed = row[: len(self.model.labels)]
        best = max(listed)
        return listed.index(best), best

    def _evidence(self, read: _Read, label: int) -> tuple[Weighed, ...]:
        """The words that spoke most for ``label``, each where it first stands."""
        article = read.found.article
        words = set(chain(read.headline, *(part.words for part in read.parts)))
        strongest = self.model.strongest(words, label, 2 * WORDS)
        found: list[Weighed] = []
        for weight, word in strongest:
            at = article.text.find(word)
            if at >= 0 and len(found) < WORDS:
                start, end, surface = article.cite(at, at + len(word))
                found.append(Weighed(start=start, end=end, surface=surface, weight=round(weight / strongest[0][0], 3)))
        return tuple(found)


def _with_dimension(
    claims: Sequence[Claim], passages: Sequence[Passage], dimensions: Sequence[Dimension], own: dict[str, str | None]
) -> Iterator[Claim]:
    """``claims``, each with its dimension: by its indicator's own words, else of its passage, else the article's main."""
    starts = [passage.start for passage in passages]
    main = next((found.dimension for found in dimensions if found.main), None)
    for claim in claims:
        index = bisect_right(starts, claim.start) - 1
        inside = index >= 0 and claim.start < passages[index].end
        dimension = own[claim.indicator] or (passages[index].dimension if inside else None) or main
        yield claim if dimension is None else replace(claim, dimension=dimension)


def _lines(text: str) -> list[tuple[int, int]]:
    ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    return [(start, end - 1) for start, end in zip([0, *ends], ends, strict=False) if end - 1 > start]


def _stretches(parts: Sequence[_Part], headline: Words) -> Iterator[tuple[int, Words]]:
    """Runs of paragraphs of about a news item's length, each with the words of the headline."""
    heads = headline * HEADLINE
    size, run = 0, [*heads]
    for part in parts:
        length = part.end - part.start
        if size and size + length > STRETCH:
            yield size, run
            size, run = 0, [*heads]
        size += length
        run += part.words
    if size:
        yield size, run


def _mean(rows: Sequence[tuple[int, Row]]) -> Row:
    """The mean of several rows by their sizes."""
    if len(rows) == 1:
        return rows[0][1]
    total = sum(size for size, _ in rows)
    return [sum(size * row[at] for size, row in rows) / total for at in range(len(rows[0][1]))]
