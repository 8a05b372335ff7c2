"""Tidy tables that are no text tables: JSON Lines, JSON lists of flat objects, Parquet; numbers stay as written."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal

from textmine.errors import InputError, MissingExtraError
from textmine.statistics.grids import Row

__all__ = ["from_json", "from_lines", "from_parquet"]

Table = tuple[list[str], list[Row]]


def from_lines(text: str, where: str) -> Table:
    """JSON Lines with one flat object a line."""
    nodes = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            node = json.loads(line, parse_float=Decimal)
        except ValueError as error:
            raise InputError(f"{where}, row {number}: no JSON: {error}; write one object a line") from error
        nodes.append((number, node))
    return _table(nodes, where)


def from_json(node: object, where: str) -> Table:
    """A JSON list of flat objects."""
    if not isinstance(node, list):
        raise InputError(
            f"{where}: no layout of official statistics that textmine knows; give a list of objects, one figure each, "
            "and name their keys with --columns"
        )
    return _table(list(enumerate(node, 1)), where)


def _table(nodes: Sequence[tuple[int, object]], where: str) -> Table:
    header: dict[str, None] = {}
    for number, node in nodes:
        if not isinstance(node, dict):
            raise InputError(f"{where}, row {number}: no object but {str(node)[:40]!r}; write one object a line")
        header |= dict.fromkeys(node)
    return list(header), [
        Row(number, [_text(node.get(key)) for key in header]) for number, node in nodes if isinstance(node, dict)
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def from_parquet(data: bytes, where: str) -> Table:
    """A Parquet table. Raises :class:`MissingExtraError` without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError(
            f"{where}: Parquet needs pyarrow; install it with: pip install 'textmine[parquet]'"
        ) from error
    try:
        table = pq.read_table(io.BytesIO(data))
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{where}: not a whole Parquet file ({error}); write it again") from error
    return list(table.column_names), list(_rows(table.to_pydict()))


def _rows(columns: dict[str, list[object]]) -> Iterator[Row]:
    for number, values in enumerate(zip(*columns.values(), strict=True), 1):
        yield Row(number, [_text(value) for value in values])
