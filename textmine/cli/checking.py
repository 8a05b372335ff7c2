"""What ``textmine check`` does: articles from files or from a fact database, held against statistics or against one another."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from textmine.cli.messages import complain
from textmine.cli.official import headline
from textmine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from textmine.batch import Settings
    from textmine.cli.official import Official
    from textmine.output.labels import Layout
    from textmine.output.verdicts import Judged
    from textmine.records import Document, Extraction
    from textmine.records.facts import Fact
    from textmine.records.findings import Finding
    from textmine.store import Query
    from textmine.store.checking import CheckStore, StoredArticle

__all__ = ["Judging"]


class Judging:
    """One call of the command. ``done`` tells that something was read, ``bad`` that something could not be, ``negative`` that a figure is
    wrong, or does not fit: all of them hold once the pieces of output are taken.
    """

    def __init__(self, reach: Decimal, known: Official | None, aliases: str | None) -> None:
        self.done = self.negative = False
        self.bad = known is not None and known.bad
        self._reach = reach
        self._figures = known.figures(aliases) if known is not None else None

    def files(
        self,
        documents: Iterable[Document | InputError],
        settings: Settings,
        form: str,
        layout: Layout,
        *,
        summary: bool,
    ) -> Iterator[str]:
        """What is told of the articles of files; nothing where none could be read."""
        from textmine.output.findings import finding_pieces
        from textmine.output.overview import summary_text
        from textmine.output.verdicts import verdict_pieces

        articles = self._read(documents, settings)
        first = next(articles, None)
        if first is None:
            return
        every = chain([first], articles)
        if self._figures is None:
            read = list(every)
            findings = self._noted(self._between_files(read))
            yield from finding_pieces(findings, form, layout, several=len(read) > 1)
            return
        judged = (self._judged(extraction, path) for path, extraction in every)
        if summary:
            yield summary_text(judged, form, layout)
        else:
            yield from verdict_pieces(judged, form, layout)

    def _read(self, documents: Iterable[Document | InputError], settings: Settings) -> Iterator[tuple[str, Extraction]]:
        from textmine.batch import results

        for item in results(documents, settings, 1):
            if isinstance(item, InputError):
                self.bad = True
                complain(str(item))
                continue
            self.done = True
            for extraction in item.extractions:
                yield item.document.path, extraction

    def database(self, name: str, query: Query, form: str, layout: Layout, *, summary: bool) -> Iterator[str]:
        """What is told of the claims of a fact database."""
        from textmine.output.findings import finding_pieces
        from textmine.output.overview import overview_pieces, summary_text
        from textmine.store.checking import CheckStore

        with CheckStore(name) as store:
            self.done = True
            if self._figures is None:
                yield from finding_pieces(self._noted(_between_stored(store, query)), form, layout, several=True)
                return
            judged = (self._of_store(found) for found in store.articles(query))
            if summary:
                yield summary_text(judged, form, layout)
            else:
                yield from overview_pieces(judged, form, layout)

    def _judged(self, extraction: Extraction, path: str) -> Judged:
        from textmine.check import check
        from textmine.output.verdicts import Judged
        from textmine.records.verdicts import Outcome

        assert self._figures is not None
        verdicts = check(extraction, self._figures, tolerance=self._reach)
        self.negative = self.negative or any(verdict.outcome is Outcome.MISMATCH for verdict in verdicts)
        findings = tuple(self._noted(_within(extraction)))
        return Judged(article=extraction.article, path=path, verdicts=verdicts, findings=findings)

    def _of_store(self, found: StoredArticle) -> Judged:
        """The verdicts on the claims that were asked for; the others of the article are its context."""
        from textmine.check import check
        from textmine.output.verdicts import Judged
        from textmine.records.verdicts import Outcome

        assert self._figures is not None
        path = next(iter(found.found.sources), "")
        verdicts = check(found.extraction, self._figures, tolerance=self._reach)
        asked = tuple(verdict for verdict in verdicts if verdict.claim.id in found.asked)
        self.negative = self.negative or any(verdict.outcome is Outcome.MISMATCH for verdict in asked)
        return Judged(article=found.extraction.article, path=path, verdicts=asked)

    def _noted(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        from textmine.records.findings import Severity

        for finding in findings:
            self.negative = self.negative or finding.severity is not Severity.NOTE
            yield finding

    def _between_files(self, read: list[tuple[str, Extraction]]) -> Iterator[Finding]:
        """What does not fit inside the articles, then what does not fit between them."""
        from textmine.consistency import between, facts_of

        for _, extraction in read:
            yield from _within(extraction)
        if len(read) > 1:
            texts = dict(enumerate(extraction.article.given for _, extraction in read))
            facts = [fact for number, (_, extraction) in enumerate(read) for fact in facts_of(extraction, number)]
            yield from between(facts, text=lambda fact: texts[fact.article.id])


def _within(extraction: Extraction) -> tuple[Finding, ...]:
    from textmine.consistency import within

    title = headline(extraction.article)
    return within(extraction, headline=title.claims if title else ())


def _between_stored(store: CheckStore, query: Query) -> Iterator[Finding]:
    """What does not fit inside the articles, then what does not fit between them, where a claim that was asked for is concerned."""
    from textmine.consistency import between

    for found in store.articles(query):
        for finding in _within(found.extraction):
            if any(claim.id in found.asked for claim in finding.claims):
                yield replace(finding, articles=(found.found.cited,) * len(finding.claims))

    def text(fact: Fact) -> str:
        return store.text(fact.article.id)

    for facts, asked in store.indicators(query):
        first = sorted(
            facts, key=lambda fact: fact.claim.id not in asked
        )  # of articles that tell the same these are named
        for finding in between(first, text=text):
            if any(claim.id in asked for claim in finding.claims):
                yield finding
