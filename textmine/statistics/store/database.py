"""The statistics database: what files said, in all vintages, to be asked by indicator, region and period."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from textmine.errors import InputError, LeftOutError, UsageError
from textmine.periods import bounds
from textmine.records import Observation, Series
from textmine.statistics.build import Block, Options
from textmine.statistics.read import bytes_of, read_bytes
from textmine.statistics.regions import by_code, country, region_named
from textmine.statistics.store.connection import connect, told
from textmine.statistics.store.rows import (
    FIGURES,
    SERIES,
    block_of,
    figures_row,
    key_of,
    series_of,
    series_row,
    times_row,
)

__all__ = ["Added", "ImportedFile", "StatisticsStore"]

Row = tuple[Any, ...]

COLUMNS = ", ".join(f's."{name}"' for name in SERIES)
PACKED = ", ".join(f's."{name}"' for name in FIGURES)
INSERTED = ("file", "key", *SERIES, "times", *FIGURES)
BATCH = 2_000  # series


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of one file: figures and empty cells that were added, whether it was there ``already``, and what was told."""

    path: str
    observations: int = 0
    missing: int = 0
    series: int = 0
    already: bool = False
    errors: tuple[InputError, ...] = ()
    left_out: tuple[LeftOutError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """A file in the database."""

    path: str
    sha256: str
    imported: str
    observations: int
    missing: int


class StatisticsStore:
    """An SQLite database of official statistics. Use it in a ``with`` statement; several processes may share the file.

    Raises :class:`InputError` for a file that is no such database, or is missing and not to be made (``create``).
    """

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        self.path = str(path)
        self._connection = connect(path, create=create)

    @classmethod
    def open(cls, path: str | Path) -> StatisticsStore:
        """The database ``path``, which must be there."""
        return cls(path, create=False)

    def __enter__(self) -> StatisticsStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the database."""
        self._connection.close()

    def add(
        self,
        path: str | Path,
        *,
        indicator: str | None = None,
        unit: str | None = None,
        region: str | None = None,
        encoding: str | None = None,
        columns: str | None = None,
        released: str | None = None,
        vintage: str | None = None,
    ) -> Added:
        """Imports one file in one transaction; the options are those of :func:`~textmine.statistics.read_statistics`.

        The same content with the same options is there only once. A file without any figure is not kept.
        """
        from textmine.statistics.tidy import parse_columns

        options = Options(
            indicator=indicator, unit=unit, region=region, released=released, vintage=vintage,
            columns=parse_columns(columns) if columns else (),
        )  # fmt: skip
        try:
            data = bytes_of(path)
        except InputError as error:
            return Added(path=str(path), errors=(error,))
        said = json.dumps(
            {key: value for key, value in asdict(options).items() if value}, ensure_ascii=False, sort_keys=True
        )
        identity = (hashlib.sha256(data).hexdigest(), said)
        try:
            if self._known(identity):
                return Added(path=str(path), already=True)
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                added = self._write(data, str(path), identity, options, encoding)
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT" if added.observations or added.missing else "ROLLBACK")
        except sqlite3.Error as error:
            raise told(error, self.path) from error
        return added

    def _known(self, identity: tuple[str, str]) -> bool:
        asked = "SELECT 1 FROM files WHERE sha256 = ? AND options = ?"
        return self._connection.execute(asked, identity).fetchone() is not None

    def _write(
        self, data: bytes, path: str, identity: tuple[str, str], options: Options, encoding: str | None
    ) -> Added:
        if self._known(identity):  # another process was quicker
            return Added(path=path, already=True)
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        number = self._connection.execute(
            "INSERT INTO files (path, sha256, options, bytes, imported, observations, missing) VALUES (?, ?, ?, ?, ?, 0, 0)",
            (path, *identity, len(data), moment),
        ).lastrowid
        writer = _Writer(self._connection, number or 0)
        errors: list[InputError] = []
        for item in read_bytes(data, path, options, encoding=encoding):
            if isinstance(item, InputError):
                errors.append(item)
            else:
                writer.put(item)
        writer.flush()
        self._connection.execute(
            "UPDATE files SET observations = ?, missing = ? WHERE id = ?", (writer.figures, writer.missing, number)
        )
        return Added(
            path=path,
            observations=writer.figures,
            missing=writer.missing,
            series=writer.series,
            errors=tuple(error for error in errors if not isinstance(error, LeftOutError)),
            left_out=tuple(error for error in errors if isinstance(error, LeftOutError)),
        )

    def files(self) -> tuple[ImportedFile, ...]:
        """The files in the database, as they were imported."""
        asked = "SELECT path, sha256, imported, observations, missing FROM files ORDER BY id"
        return tuple(
            ImportedFile(path=path, sha256=sha256, imported=imported, observations=observations, missing=missing)
            for path, sha256, imported, observations, missing in self._asked(asked, ())
        )

    def series(self, *, indicator: str | None = None, region: str | None = None) -> tuple[Series, ...]:
        """The series whose indicator, heading or code ``indicator`` is or is part of, of a region by name or code."""
        where, values = _conditions(indicator, region)
        asked = f"SELECT f.path, f.sha256, {COLUMNS} FROM series s JOIN files f ON f.id = s.file WHERE {where} ORDER BY s.id"
        return tuple(series_of(row[2:], row[0], row[1]) for row in self._asked(asked, values))

    def find(
        self,
        *,
        indicator: str | None = None,
        region: str | None = None,
        period: str | None = None,
        missing: bool = False,
        limit: int | None = None,
    ) -> tuple[Observation, ...]:
        """The observations that :meth:`series` finds, of periods within ``period``; all vintages, those of one thing side by side.

        Cells without a figure come only with ``missing``. Raises :class:`UsageError` for what is no period or region.
        """
        where, values = _conditions(indicator, region)
        wanted = None if period is None else bounds(period)
        if wanted is not None:
            where += " AND (t.begins IS NULL OR t.begins <= ?) AND (t.ends IS NULL OR t.ends >= ?)"
            values += [
                "9999" if wanted[1] is None else wanted[1].isoformat(),
                "0000" if wanted[0] is None else wanted[0].isoformat(),
            ]
        asked = (
            f"SELECT f.path, f.sha256, t.periods, {PACKED}, {COLUMNS} FROM series s JOIN files f ON f.id = s.file "
            f"JOIN times t ON t.id = s.times WHERE {where} ORDER BY s.key, s.released, s.id"
        )
        found: list[Observation] = []
        for row in self._asked(asked, values):
            block = block_of(series_of(row[3 + len(FIGURES) :], row[0], row[1]), row[2], row[3 : 3 + len(FIGURES)])
            for item in block.observations():
                if (item.published is None and not missing) or (
                    wanted is not None and not _within(item.period, wanted)
                ):
                    continue
                if limit is not None and len(found) >= limit:
                    return tuple(found)
                found.append(item)
        return tuple(found)

    def _asked(self, statement: str, values: Sequence[object]) -> Iterator[Row]:
        try:
            yield from self._connection.execute(statement, values)
        except sqlite3.Error as error:
            raise told(error, self.path) from error


def _within(period: str, wanted: tuple[date | None, date | None]) -> bool:
    begins, ends = bounds(period)
    after = wanted[0] is None or (begins is not None and begins >= wanted[0])
    return after and (wanted[1] is None or (ends is not None and ends <= wanted[1]))


def _conditions(indicator: str | None, region: str | None) -> tuple[str, list[object]]:
    where, values = ["1"], list[object]()
    if indicator:
        pattern = "".join(f"\\{sign}" if sign in "%_\\" else sign for sign in indicator)
        where.append(
            "(s.indicator = ? OR s.code = ? OR s.heading LIKE ? ESCAPE '\\' OR s.indicator LIKE ? ESCAPE '\\')"
        )
        values += [indicator, indicator, f"%{pattern}%", f"%{pattern}%"]
    if region:
        place = by_code(region) or region_named(region) or (abroad[0] if (abroad := country(region)) else None)
        if place is None:
            raise UsageError(f"{region!r} is no region that textmine knows; name one like 北京市 or its code 110000")
        where.append("s.region = ?")
        values.append(place.name)
    return " AND ".join(where), values


class _Writer:
    """Writes series with their figures, many at a time."""

    def __init__(self, connection: sqlite3.Connection, file: int) -> None:
        self.connection, self.file = connection, file
        self.waiting: list[Row] = []
        self.times: dict[tuple[str, ...], int] = {}
        self.figures = self.missing = self.series = 0

    def put(self, block: Block) -> None:
        """Takes a series to be written."""
        series = block.series
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
