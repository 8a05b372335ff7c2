"""Official statistics wherever they are: files in any layout, or a database of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textmine.errors import InputError
from textmine.records import Observation
from textmine.statistics.read import read_statistics
from textmine.statistics.store import StatisticsStore

__all__ = ["observations"]

SQLITE = b"SQLite format 3\0"


def observations(path: str | Path) -> Iterator[Observation | InputError]:
    """The observations of ``path``, a database made by ``textmine stats import`` or a file in any layout that tells all it needs.

    What cannot be read is an error in its place.
    """
    if _is_database(path):
        with StatisticsStore.open(path) as store:
            yield from store.find()
    else:
        yield from read_statistics(path)


def _is_database(path: str | Path) -> bool:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(len(SQLITE)) == SQLITE
    except (OSError, ValueError):
        return False
