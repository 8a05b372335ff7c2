"""An article's cleaned text → times, quantities, places → claims, and beside them its entities and dimensions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from textmine import periods, places, quantities
from textmine.claims import Chooser, assemble, bulletin_year, read_setting, tables
from textmine.reading import from_text
from textmine.records import Article, Claim, Extraction, Place, TimeMention

if TYPE_CHECKING:
    from textmine.claims.scene import Scene
    from textmine.dimensions import Classifier
    from textmine.entities import Recognizer
    from textmine.segment import Segmenter

__all__ = ["extract", "extract_article", "numeric"]


AGE = "age"  # the rule of a time that says how long something has existed


def _open(time: TimeMention, text: str) -> TimeMention:
    """``time``, or, where it counts years from a founding (成立8年来), a time of unknown period: the years are a claim."""
    if time.rule == "duration-back" and quantities.counts_from_founding(text, time.start):
        return replace(time, period=None, stock=None, rule=AGE, resolved_by="none")
    return time


@cache
def _default_segmenter() -> Segmenter:
    from textmine.segment import news_segmenter

    return news_segmenter()


def extract(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    segmenter: Segmenter | None = None,
    classifier: Classifier | None = None,
) -> tuple[Claim, ...]:
    """The numeric claims of ``text``, in text order; ``text[claim.start:claim.end] == claim.surface``.

    ``text`` may hold several articles as copied from newspaper pages. ``published`` is the ISO date by which 去年 and the
    like are resolved where the text does not tell its own.
    With a ``classifier``, each claim tells its dimension. Raises :class:`~textmine.errors.InputError` for a text
    that is empty or without Chinese.
    """
    document = from_text(text, title=title, published=published)
    return tuple(
        claim
        for article in document.articles
        for claim in extract_article(article, segmenter=segmenter, classifier=classifier).claims
    )


def extract_article(
    article: Article,
    *,
    segmenter: Segmenter | None = None,
    classifier: Classifier | None = None,
    recognizer: Recognizer | None = None,
) -> Extraction:
    """The claims of ``article``, with the places and times found on the way; with a ``classifier`` its dimensions, with a
    ``recognizer`` its entities.

    ``segmenter`` brings user dictionaries; without it the default dictionary is used. Offsets of the claims, passages and evidence
    point into the text as given; those of ``places`` and ``times`` into the article's cleaned text.
    """
    return extract_articles((article,), segmenter=segmenter, classifier=classifier, recognizer=recognizer)[0]


def extract_articles(
    articles: Iterable[Article],
    *,
    segmenter: Segmenter | None = None,
    classifier: Classifier | None = None,
    recognizer: Recognizer | None = None,
) -> list[Extraction]:
    """Like :func:`extract_article` for several articles, in order; dimensions and entities take less time together."""
    words = segmenter or _default_segmenter()
    found = [numeric(article, words) for article in articles]
    if recognizer is not None:
        found = recognizer.recognize(found)
    return found if classifier is None else classifier.classify(found, words)


def numeric(
    article: Article,
    words: Segmenter | None = None,
    chooser: Callable[[Scene, tuple[Place, ...]], Chooser] = Chooser,
) -> Extraction:
    """The claims of ``article`` alone; ``chooser`` settles the regions that the rules are unsure of."""
    words = words or _default_segmenter()
    if not tables.has_tables(article):
        return _of_prose(article, words, chooser)
    claims = _of_prose(tables.without_tables(article), words, chooser).claims
    return Extraction(
        article=article,
        claims=tables.merged(claims, tables.table_claims(article, read_setting(article))),
        places=places.find(article.text),
        times=periods.find(article.text, published=article.published, about=bulletin_year(article)),
    )


def _of_prose(article: Article, words: Segmenter, chooser: Callable[[Scene, tuple[Place, ...]], Chooser]) -> Extraction:
    text = article.text
    times = tuple(
        _open(time, text) for time in periods.find(text, published=article.published, about=bulletin_year(article))
    )
    numbers = quantities.find(text, skip=[(time.start, time.end) for time in times if time.rule != AGE])
    if not numbers:
        return Extraction(article=article, claims=(), times=times)
    named = places.find(text)
    claims = assemble(
        article,
        quantities=numbers,
        times=times,
        places=named,
        setting=read_setting(article),
        tagger=words.tag,
        chooser=chooser,
    )
    return Extraction(article=article, claims=claims, places=named, times=times)
