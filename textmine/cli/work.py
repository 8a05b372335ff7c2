"""Documents to results, in order: in this process, or in several with a bounded number of documents under way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from textmine.errors import InputError
from textmine.output.writers import Result
from textmine.pipeline import extract_article
from textmine.records import Document
from textmine.segment import Segmenter, news_segmenter

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["Settings", "results"]

BATCH = 32


class Settings(NamedTuple):
    """What the options of a run say about the extraction."""

    dictionaries: tuple[str, ...] = ()
    published: str | None = None

    def segmenter(self) -> Segmenter:
        """The segmenter with the user's dictionaries."""
        return news_segmenter(dictionaries=self.dictionaries)


def results(found: Iterable[Document | InputError], settings: Settings, jobs: int) -> Iterator[Result | InputError]:
    """The result of every document, in order; errors pass through in their place."""
    if jobs == 1:
        segmenter = settings.segmenter()
        for item in found:
            yield item if isinstance(item, InputError) else one(item, settings, segmenter)
        return
    yield from _parallel(found, settings, jobs)


def one(document: Document, settings: Settings, segmenter: Segmenter) -> Result:
    """The result of one document."""
    articles = document.articles
    if settings.published is not None:
        articles = tuple(replace(article, published=article.published or settings.published) for article in articles)
    return Result(document, tuple(extract_article(article, segmenter=segmenter) for article in articles))


@cache
def _segmenter(settings: Settings) -> Segmenter:
    """One segmenter a process."""
    return settings.segmenter()


def _batch(items: list[Document | InputError], settings: Settings) -> list[Result | InputError]:
    segmenter = _segmenter(settings)
    return [item if isinstance(item, InputError) else one(item, settings, segmenter) for item in items]


def _parallel(found: Iterable[Document | InputError], settings: Settings, jobs: int) -> Iterator[Result | InputError]:
    from concurrent.futures import ProcessPoolExecutor

    source = iter(found)
    with ProcessPoolExecutor(jobs) as pool:
        waiting: deque[Future[list[Result | InputError]]] = deque()
        while True:
            while len(waiting) < 2 * jobs and (items := list(islice(source, BATCH))):
                waiting.append(pool.submit(_batch, items, settings))
            if not waiting:
                return
            yield from waiting.popleft().result()
