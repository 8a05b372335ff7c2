"""What the store asks of a database, so that all the rest of it is written once.

SQL is that which SQLite and PostgreSQL have in common: values are bound as ``?``, truth is 0 or 1, numbers of rows are given
under the one right to write. What differs is told by the drivers: full text, transactions, bulk, faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

__all__ = ["APPLICATION", "PATIENCE", "VERSION", "Cell", "Database", "Matching", "Numbers", "Row"]

APPLICATION = 0x74786D66  # "txmf": marks a database as ours
VERSION = 3
"""Of the schema: the first with all migrations."""
PATIENCE = 60.0
"""Seconds that one writer waits for another."""

Cell = str | int | float | None


class Row(Protocol):
    """What a question gives, by number or name of the column."""

    def __getitem__(self, key: int | str, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


class Matching(NamedTuple):
    """SQL of a table with ``id`` and ``rank`` of the articles in which words stand (the least rank is the best), and its values."""

    sql: str
    values: tuple[Cell, ...]


class Database(Protocol):
    """An open fact database in the newest schema; its faults are those of its driver, which :meth:`told` tells as errors of ours."""

    @property
    def name(self) -> str:
        """The file or address as people may see it: without a password."""

    def rows(self, sql: str, values: Sequence[Cell] = ()) -> list[Row]:
        """All that ``sql`` gives."""

    def one(self, sql: str, values: Sequence[Cell] = ()) -> Row | None:
        """The first row that ``sql`` gives, or null."""

    def run(self, sql: str, values: Sequence[Cell] = ()) -> None:
        """Does what ``sql`` says."""

    def numbers(self, table: str, count: int = 1) -> range:
        """The numbers of the next ``count`` rows of ``table``, to be used for them; needs the right to write."""

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Adds ``rows`` to ``table``, at the latest when the transaction ends or something asks for the table."""

    def sharing(self, bands: Sequence[tuple[int, int]], most: int) -> list[Row]:
        """Number and hash of each of the ``bands`` of signatures, with an article that has it: of each the first ``most`` articles."""

    def index(self, article_id: int, title: str, text: str) -> None:
        """Adds an article to the full text."""

    def matching(self, words: str) -> Matching:
        """Where ``words`` stand in title or text."""

    def settle(self, new: int) -> None:
        """After a run that stored ``new`` articles: what makes the next questions fast."""

    def writing(self) -> AbstractContextManager[None]:
        """A transaction that holds the one right to write from its beginning; rolled back on any error."""

    def reading(self) -> AbstractContextManager[None]:
        """A transaction that sees one state of the database, whatever others write meanwhile."""

    def told(self) -> AbstractContextManager[None]:
        """Turns a fault of the database into an error of ours: what, where, how to mend it."""

    def close(self) -> None:
        """Ends the connection; what was stored stays."""


class Numbers:
    """The numbers of new rows, from the greatest that ``ask`` tells of a table on; for one transaction."""

    def __init__(self, ask: Callable[[str], Row | None]) -> None:
        self._ask = ask
        self._next: dict[str, int] = {}

    def take(self, table: str, count: int) -> range:
        """The next ``count`` numbers of ``table``."""
        first = self._next.get(table)
        if first is None:
            row = self._ask(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")
            assert row is not None
            first = int(row[0])
        self._next[table] = first + count
        return range(first, first + count)

    def forget(self) -> None:
        """For the next transaction."""
        self._next.clear()
