"""Documents to results, in order: in this process, or in several with a bounded number of documents under way."""

from __future__ import annotations

import gc
import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from textmine.errors import InputError, TextmineError
from textmine.pipeline import extract_articles
from textmine.records import Article, Document, Extraction
from textmine.segment import Segmenter, news_segmenter, read_dictionary

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textmine.dimensions import Classifier
    from textmine.entities import Recognizer

__all__ = [
    "Result",
    "Settings",
    "Told",
    "Tools",
    "batches",
    "in_worker",
    "one",
    "results",
    "settled",
    "several",
    "told",
    "told_as",
]

BATCH = 32  # documents that a process takes at a time,
CHARACTERS = 500_000  # or fewer where they are long
OFTEN = (20_000, 20, 20)
"""How many new objects there are before the garbage collector looks at them, and how often at older ones; few of ours are in cycles."""

Item = Document | InputError
T = TypeVar("T")


class Result(NamedTuple):
    """What was found in one document."""

    document: Document
    extractions: tuple[Extraction, ...]

    @property
    def articles(self) -> int:
        """How many articles it holds."""
        return len(self.document.articles)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is to be told of it beside what was found."""
        return self.document.warnings


class Told(NamedTuple):
    """What was found in one document as text to be written, and what else is to be known of it."""

    text: str
    articles: int
    warnings: tuple[str, ...]


class Settings(NamedTuple):
    """What the options of a run say about the extraction."""

    dictionaries: tuple[str, ...] = ()
    published: str | None = None
    dimensions: str = "off"
    entities: str = "off"

    def segmenter(self) -> Segmenter:
        """The segmenter with the user's dictionaries."""
        return news_segmenter(dictionaries=self.dictionaries)

    def classifier(self) -> Classifier | None:
        """What tells the dimensions: none when off, by the model of textmine when on, else by the model file named."""
        if self.dimensions == "off":
            return None
        from textmine.dimensions import Classifier

        return Classifier(None if self.dimensions == "on" else self.dimensions)

    def recognizer(self) -> Recognizer | None:
        """What tells the entities: none when off, by word lists and rules alone, by a model of textmine or by a model file.

        Without the model that is asked for, word lists and rules; see :meth:`shortcoming`.
        """
        if self.entities == "off":
            return None
        from textmine.entities import Recognizer

        model = None if self.entities == "rules" or self.shortcoming() else self._model()
        return Recognizer(model, words=[(e.word, e.tag) for path in self.dictionaries for e in read_dictionary(path)])

    def shortcoming(self) -> str | None:
        """What the user should know: that a model is not installed and what is done without it; else null."""
        from textmine.entities import SIZES
        from textmine.entities.model import built_in

        name = self._model()
        if self.entities in ("off", "rules") or name not in SIZES or built_in(name).exists():
            return None
        return f"the model {built_in(name).name} is not installed; names are found by word lists and rules alone"

    def _model(self) -> str:
        return "fast" if self.entities == "on" else self.entities

    def fingerprints(self) -> Iterator[tuple[str, str]]:
        """What the results depend on beside the version of textmine: models and dictionaries with the beginning of their SHA-256."""
        from textmine.dimensions.model import built_in as of_dimensions
        from textmine.entities.model import built_in as of_entities

        used: dict[str, Path] = {path: Path(path) for path in self.dictionaries}
        if self.dimensions != "off":
            used["dimensions"] = of_dimensions() if self.dimensions == "on" else Path(self.dimensions)
        if self.entities not in ("off", "rules"):
            used["entities"] = (
                of_entities(self._model()) if self._model() in ("fast", "accurate") else Path(self._model())
            )
        for name, path in used.items():
            if path.exists():
                yield name, hashlib.sha256(path.read_bytes()).hexdigest()[:16]

    def tools(self) -> Tools:
        """All of them."""
        return Tools(self.segmenter(), self.classifier(), self.recognizer())


class Tools(NamedTuple):
    """What a process needs to extract: made once, since it takes time to load."""

    segmenter: Segmenter
    classifier: Classifier | None = None
    recognizer: Recognizer | None = None


def results(
    found: Iterable[Item], settings: Settings, jobs: int, done: Callable[[Sequence[Item]], bool] | None = None
) -> Iterator[Result | InputError]:
    """The result of every document, in order; errors pass through in their place.

    ``done`` tells of batches from the first on whether an earlier run has done them; their documents come out without extractions.
    """
    yield from _each(found, settings, jobs, _as_it_is, done)


def told(
    found: Iterable[Item],
    settings: Settings,
    jobs: int,
    tell: Callable[[Result], str],
    done: Callable[[Sequence[Item]], bool] | None = None,
) -> Iterator[Told | InputError]:
    """Like :func:`results`, each put into words by ``tell`` in the process that found it: a text goes to another process for far less
    than records do. ``tell`` must be a function that can be pickled.
    """
    yield from _each(found, settings, jobs, partial(told_as, tell=tell), done)


def _as_it_is(result: Result) -> Result:
    return result


def told_as(result: Result, tell: Callable[[Result], str]) -> Told:
    """``result`` put into words by ``tell``."""
    return Told(tell(result), result.articles, result.warnings)


def _each(
    found: Iterable[Item],
    settings: Settings,
    jobs: int,
    work: Callable[[Result], T],
    done: Callable[[Sequence[Item]], bool] | None,
) -> Iterator[T | InputError]:
    """What ``work`` makes of the result of every document, in order."""
    waiting = batches(found)
    if done is not None:
        for batch in waiting:
            if not done(batch):
                waiting = chain([batch], waiting)
                break
            yield from (item if isinstance(item, InputError) else work(Result(item, ())) for item in batch)
    if jobs == 1:
        tools = settings.tools()
        for batch in waiting:
            yield from _worked(several(batch, settings, tools), work)
        return
    yield from _parallel(waiting, settings, jobs, work)


def _worked(found: Iterable[Result | InputError], work: Callable[[Result], T]) -> list[T | InputError]:
    return [item if isinstance(item, InputError) else work(item) for item in found]


@cache
def settled() -> None:
    """For a process that only extracts, after its first batch: word lists and models are loaded, and the garbage collector need not
    go through them again and again.
    """
    gc.freeze()
    gc.set_threshold(*OFTEN)


def one(document: Document, settings: Settings, tools: Tools) -> Result:
    """The result of one document."""
    (result,) = several([document], settings, tools)
    assert isinstance(result, Result)
    return result


def several(items: Sequence[Item], settings: Settings, tools: Tools) -> list[Result | InputError]:
    """The results of several documents, in order; errors pass through in their place."""
    articles = [article for item in items if isinstance(item, Document) for article in _dated(item, settings.published)]
    extractions = iter(extract_articles(articles, **tools._asdict()))
    return [
        item if isinstance(item, InputError) else Result(item, tuple(islice(extractions, len(item.articles))))
        for item in items
    ]


def _dated(document: Document, published: str | None) -> Sequence[Article]:
    if published is None:
        return document.articles
    return [replace(article, published=article.published or published) for article in document.articles]


@cache
def _tools(settings: Settings) -> Tools:
    """Made once a process."""
    return settings.tools()


def in_worker(items: Sequence[Item], settings: Settings) -> list[Result | InputError]:
    """The results of several documents, in order, with tools that are made once a process."""
    found = several(items, settings, _tools(settings))
    settled()
    return found


def _work_in_worker(items: Sequence[Item], settings: Settings, work: Callable[[Result], T]) -> list[T | InputError]:
    return _worked(in_worker(items, settings), work)


def batches(found: Iterable[Item]) -> Iterator[list[Item]]:
    """Documents and errors in order, some at a time: fewer where they are long."""
    batch: list[Item] = []
    characters = 0
    for item in found:
        batch.append(item)
        characters += 0 if isinstance(item, InputError) else len(item.text)
        if len(batch) == BATCH or characters >= CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _parallel(
    batches: Iterator[list[Item]], settings: Settings, jobs: int, work: Callable[[Result], T]
) -> Iterator[T | InputError]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs, initializer=_leave_signals)
    waiting: deque[Future[list[T | InputError]]] = deque()
    try:
        while True:
            while len(waiting) < 2 * jobs and (batch := next(batches, None)) is not None:
                waiting.append(pool.submit(_work_in_worker, batch, settings, work))
            if not waiting:
                return
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise TextmineError("a worker process was killed, perhaps for want of memory; use fewer --jobs") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_signals() -> None:
    """Ctrl-C reaches all processes of a terminal; the workers leave it to the first one, which ends them."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
