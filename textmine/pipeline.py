"""The numeric path: an article's cleaned text → times, quantities, places → claims."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from textmine import periods, places, quantities
from textmine.claims import assemble
from textmine.lexicon import rows
from textmine.records import Article, Extraction, Place

if TYPE_CHECKING:
    from textmine.segment import Segmenter

__all__ = ["extract"]


@cache
def _default_segmenter() -> Segmenter:
    from textmine.segment import Entry, Segmenter

    return Segmenter(words=[Entry(word, None, tag) for word, tag in rows("words")])


def extract(article: Article, *, segmenter: Segmenter | None = None) -> Extraction:
    """The claims of ``article``, with the places and times found on the way.

    ``segmenter`` brings user dictionaries; without it the default dictionary is used. Offsets of the claims point into
    the text as given; those of ``places`` and ``times`` too.
    """
    text = article.text
    times = periods.find(text, published=article.published)
    numbers = quantities.find(text, skip=[(time.start, time.end) for time in times])
    if not numbers:
        return Extraction(article=article, claims=())
    named = places.find(text)
    words = segmenter or _default_segmenter()
    claims = assemble(
        article, quantities=numbers, times=times, places=named, home=_home(article.title), tagger=words.tag
    )
    return Extraction(article=article, claims=claims)


def _home(title: str | None) -> tuple[Place, ...]:
    """The places that a headline names as its subject."""
    if not title:
        return ()
    found = [mention for mention in places.find(title) if mention.places and mention.rule not in ("in-organisation", "in-event")]
    return found[0].places if found else ()
