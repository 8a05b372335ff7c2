"""Rows as Parquet; values are ``decimal128(38, 12)``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from typing import BinaryIO

from textmine.errors import MissingExtraError

__all__ = ["ParquetTable"]

GROUP = 10_000  # rows of a row group
DIGITS, PLACES = 38, 12
PLACE = Decimal(1).scaleb(-PLACES)
WIDE = Context(prec=DIGITS + PLACES)
VALUES = ("value", "low", "high", "precision")


class ParquetTable:
    """A table of the named ``columns`` written to ``stream`` in groups; ``numbered`` are those of its whole numbers.

    A value that needs more digits is null; digits behind the twelfth place are rounded. Raises :class:`MissingExtraError` without
    pyarrow.
    """

    def __init__(self, stream: BinaryIO, columns: Sequence[str], *, numbered: Iterable[str]) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError as error:
            raise MissingExtraError(
                "Parquet needs pyarrow; install it with: pip install 'textmine[parquet]'"
            ) from error
        kinds = {"negated": pa.bool_(), "confidence": pa.float64(), "similarity": pa.float64()}
        kinds |= dict.fromkeys(numbered, pa.int64())
        kinds |= dict.fromkeys(VALUES, pa.decimal128(DIGITS, PLACES))
        self._arrow = pa
        self._schema = pa.schema([(name, kinds.get(name, pa.string())) for name in columns])
        self._writer = pq.ParquetWriter(stream, self._schema)
        self._rows: list[Sequence[object]] = []

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Adds ``rows``, each with one cell a column."""
        self._rows += rows
        if len(self._rows) >= GROUP:
            self._flush()

    def _flush(self) -> None:
        columns = zip(*self._rows, strict=True) if self._rows else ([] for _ in self._schema)
        arrays = [
            self._arrow.array([_stored(cell) for cell in column], field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()

    def finish(self) -> None:
        """Ends the file; the stream stays open."""
        self._flush()
        self._writer.close()


def _stored(cell: object) -> object:
    """``cell`` as Arrow takes it: decimals in its range, text without halves of surrogate pairs."""
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode()
    if not isinstance(cell, Decimal):
        return cell
    if cell.adjusted() >= DIGITS - PLACES:
        return None
    return WIDE.quantize(cell, PLACE)
