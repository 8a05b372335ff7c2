"""The statistics database: what files said, in all vintages, to be asked by indicator, region and period."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from textmine.errors import InputError, LeftOutError
from textmine.periods import bounds
from textmine.records import Observation, Series
from textmine.statistics.build import Options
from textmine.statistics.read import bytes_of, read_bytes
from textmine.statistics.store.asking import conditions, within
from textmine.statistics.store.connection import connect, told
from textmine.statistics.store.rows import FIGURES, SERIES, Row, block_of, series_of
from textmine.statistics.store.writing import Writer

__all__ = ["Added", "ImportedFile", "StatisticsStore", "Summary"]


COLUMNS = ", ".join(f's."{name}"' for name in SERIES)
PACKED = ", ".join(f's."{name}"' for name in FIGURES)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An indicator in the database: in how many regions, from which to which day, how many figures, from how many files."""

    indicator: str
    unit: str | None
    measure: str
    base: str | None
    span: str | None
    prices: str | None
    frequency: str | None
    regions: int
    begins: str | None
    ends: str | None
    figures: int
    files: int


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
        writer = Writer(self._connection, number or 0)
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

    def summary(self, *, indicator: str | None = None, region: str | None = None) -> tuple[Summary, ...]:
        """What is in the database, by indicator and what its figures mean."""
        where, values = conditions(indicator, region)
        names = ("indicator", "unit", "measure", "base", "span", "prices", "frequency")
        asked = (
            f"SELECT {', '.join(f's.{name}' for name in names)}, count(DISTINCT s.region), min(t.begins), max(t.ends), "
            "sum(json_array_length(s.figures) - (SELECT count(*) FROM json_each(s.missing))), count(DISTINCT s.file) "
            f"FROM series s JOIN times t ON t.id = s.times WHERE {where} "
            f"GROUP BY {', '.join(f's.{name}' for name in names)} ORDER BY min(s.id)"
        )
        fields = (*names, "regions", "begins", "ends", "figures", "files")
        return tuple(Summary(**dict(zip(fields, row, strict=True))) for row in self._asked(asked, values))

    def series(self, *, indicator: str | None = None, region: str | None = None) -> tuple[Series, ...]:
        """The series whose indicator, heading or code ``indicator`` is or is part of, of a region by name or code."""
        where, values = conditions(indicator, region)
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
        where, values = conditions(indicator, region)
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
                if (item.published is None and not missing) or (wanted is not None and not within(item.period, wanted)):
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
