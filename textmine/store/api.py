"""The fact database as an object: opened, fed, asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from textmine.batch import Settings
from textmine.errors import InputError
from textmine.indicators import Aliases, figure_of, gather
from textmine.reading import Meter
from textmine.records.facts import Alike, Fact, Found, Stored
from textmine.records.indicators import FigureSeries
from textmine.store import search
from textmine.store.connecting import connect
from textmine.store.events import Ingested
from textmine.store.holdings import HeldRow, Listing, listing
from textmine.store.ingest import ingest
from textmine.store.keying import aliases_of
from textmine.store.query import Query
from textmine.store.review import Correction, Decision, decide

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FactStore", "Report"]

EVERYTHING = Settings(dimensions="on", entities="on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an ingest came to: sources read, articles met, how many of them new, claims in those, claims whose keys aliases changed, what was bad."""

    sources: int = 0
    articles: int = 0
    new: int = 0
    claims: int = 0
    rekeyed: int = 0
    errors: tuple[InputError, ...] = ()

    def __add__(self, part: Ingested) -> Report:
        return Report(
            sources=self.sources + part.sources,
            articles=self.articles + part.articles,
            new=self.new + part.new,
            claims=self.claims + part.claims,
            rekeyed=self.rekeyed + part.rekeyed,
            errors=(*self.errors, *part.errors),
        )


def _stated(fact: Fact) -> str:
    """Who states the fact, where and when."""
    article = fact.article
    told = (article.published, article.publisher, article.title, fact.claim.source)
    return " · ".join(word for word in told if word)


class FactStore:
    """A fact database in the file ``name``, or on the server ``postgresql://user@host/database``; with ``create`` a new one where there is none.

    ``aliases`` are names of indicators with which questions are understood (:func:`textmine.indicators.read_aliases`); by default those
    that the database follows. Raises :class:`~textmine.errors.InputError` for what is no fact database, a full disk, a server that does not
    answer or a database that another process holds.
    """

    def __init__(self, name: str | Path, *, create: bool = False, aliases: Aliases | None = None) -> None:
        self._database = connect(name, create=create)
        self._aliases = aliases

    @property
    def name(self) -> str:
        """The file, or the address without password."""
        return self._database.name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection; what was stored stays."""
        self._database.close()

    def ingest(
        self,
        patterns: Iterable[str],
        settings: Settings = EVERYTHING,
        *,
        jobs: int = 1,
        encoding: str | None = None,
        columns: Mapping[str, str] | None = None,
        verify: bool = False,
        again: bool = False,
        aliases: str | None = None,
        progress: Callable[[Ingested], None] | None = None,
        meter: Meter | None = None,
    ) -> Report:
        """Stores the articles of all files that ``patterns`` name; ``progress`` hears of each transaction, ``meter`` how many bytes are read.

        Known articles and unchanged files are left as they are; ``verify`` compares also the bytes of files whose size and time of change are as they were,
        ``again`` extracts known articles anew; what people decided on claims holds on. ``aliases`` is a file of names of indicators that the
        database follows from now on, or off for none but those of textmine: where these are others than before, the keys of all
        claims are made anew, without another extraction.
        """
        report = Report()
        with self._database.told():
            parts = ingest(
                self._database,
                patterns,
                settings,
                jobs=jobs,
                encoding=encoding,
                columns=columns,
                verify=verify,
                again=again,
                aliases=aliases,
                meter=meter,
            )
            for part in parts:
                report += part
                if progress is not None:
                    progress(part)
        return report

    def review(
        self,
        claim_id: int,
        decision: Decision,
        correction: Correction | None = None,
        *,
        reviewer: str | None = None,
        note: str | None = None,
    ) -> None:
        """Keeps what a person decided on the claim with the number ``claim_id``; it holds through every new extraction.

        Raises :class:`~textmine.errors.UsageError` for a claim that is not there and fields that cannot be so.
        """
        with self._database.told(), self._database.writing():
            decide(self._database, claim_id, decision, correction, reviewer=reviewer, note=note)

    def facts(self, query: Query) -> tuple[Fact, ...]:
        """The facts that ``query`` asks for. Raises :class:`~textmine.errors.UsageError` for one that cannot be asked."""
        with self._database.told():
            return search.facts(self._database, query, self._aliases)

    def whole(self, query: Query) -> Iterator[Stored]:
        """The articles of the facts that ``query`` asks for, with their text, these facts and their names; for exports."""
        with self._database.told():
            yield from search.whole(self._database, query, self._aliases)

    def similar(self, words: str, *, limit: int = 10) -> tuple[Alike, ...]:
        """The indicators in the database that are most like ``words``, with their scores, the likest first."""
        with self._database.told():
            return search.similar(self._database, words, self._aliases, limit=limit)

    def series(self, query: Query, *, least: int = 2) -> tuple[FigureSeries, ...]:
        """The facts that ``query`` asks for as series: one indicator, region and length of period each, ``least`` figures at least.

        Figures of one period that cannot all be true are kept side by side and told as disagreements. Goals and forecasts are in none.
        """
        figures = (figure_of(fact.claim, _stated(fact)) for fact in self.facts(query))
        with self._database.told():
            aliases = self._aliases or aliases_of(self._database)
        found = gather((figure for figure in figures if figure is not None), aliases=aliases)
        return tuple(series for series in found if len(series.figures) >= least)

    def articles(self, words: str, *, limit: int = 20) -> tuple[Found, ...]:
        """The articles in whose title or text ``words`` stand, ranked, each with a stretch around them."""
        with self._database.told():
            return search.articles(self._database, words, limit=limit)

    def listing(self, what: Listing, *, limit: int | None = None) -> tuple[HeldRow, ...]:
        """What the database holds beside facts: counts, runs, near copies, inputs that could not be read, own names of indicators."""
        with self._database.told():
            return listing(self._database, what, 2**62 if limit is None else limit)

    def frame(self, query: Query) -> pd.DataFrame:
        """The facts that ``query`` asks for as a table, one row a fact; values are :class:`decimal.Decimal`."""
        from textmine.store.frame import fact_frame

        return fact_frame(self.facts(query))
