"""Writing series with their figures into the database."""

from __future__ import annotations

import sqlite3

from textmine.statistics.build import Block
from textmine.statistics.store.rows import FIGURES, SERIES, Row, figures_row, key_of, series_row, times_row

__all__ = ["Writer"]

INSERTED = ("file", "key", *SERIES, "times", *FIGURES)
BATCH = 2_000  # series


class Writer:
    """Writes series with their figures, many at a time."""

    def __init__(self, connection: sqlite3.Connection, file: int) -> None:
        self.connection, self.file = connection, file
        self.waiting: list[Row] = []
        self.seen: set[tuple[object, ...]] = set()
        self.times: dict[tuple[str, ...], int] = {}
        self.figures = self.missing = self.series = 0

    def put(self, block: Block) -> None:
        """Takes a series to be written; one that stands twice in a file with the same figures is written once."""
        series = block.series
        identity = (key_of(series), series.scale, series.released, block.periods, block.figures)
        if identity in self.seen:
            return
        self.seen.add(identity)
        self.waiting.append(
            (self.file, key_of(series), *series_row(series), self._times(block.periods), *figures_row(block))
        )
        self.series += 1
        self.missing += len(block.missing)
        self.figures += len(block.figures) - len(block.missing)
        if len(self.waiting) >= BATCH:
            self.flush()

    def _times(self, periods: tuple[str, ...]) -> int:
        number = self.times.get(periods)
        if number is None:
            row = times_row(periods)
            self.connection.execute("INSERT OR IGNORE INTO times (periods, begins, ends) VALUES (?, ?, ?)", row)
            (number,) = self.connection.execute("SELECT id FROM times WHERE periods = ?", row[:1]).fetchone()
            self.times[periods] = number
        return number

    def flush(self) -> None:
        """Writes what waits."""
        names = ", ".join(f'"{name}"' for name in INSERTED)
        marks = ", ".join("?" * len(INSERTED))
        self.connection.executemany(f"INSERT INTO series ({names}) VALUES ({marks})", self.waiting)
        self.waiting = []
