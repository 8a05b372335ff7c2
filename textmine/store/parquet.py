"""Articles with all that was found in them as Parquet: one row an article, lists of structs named as the tables and columns of the database.

So facts that were extracted on other machines come into a database, and DuckDB, pandas and Spark read them as they are. Values are
exact decimals in text with the nearest binary number beside them, as in the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from textmine.errors import InputError, MissingExtraError
from textmine.store.findings import CLAIM, DIMENSION, ENTITY, EVIDENCE, PASSAGE, REGION, ClaimRow, Kept

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Line", "batch", "lines", "schema"]

WHOLE = frozenset({"start", "end", "position", "main", "nested", "negated"})
BROKEN = frozenset({"score", "confidence", "value_real"})
SIMPLE = ("hash", "title", "byline", "publisher", "published", "text", "dimension")
ROWS = 64  # articles read at a time


class Line(NamedTuple):
    """One row: an article under its name in the archive, or why there is none (``error``)."""

    id: str
    start: int
    extra: str | None
    error: str | None
    kept: Kept | None


@cache
def schema() -> pa.Schema:
    """The columns. Raises :class:`MissingExtraError` without pyarrow."""
    arrow = _arrow()

    def struct(columns: Sequence[str], **lists: object) -> Any:
        kinds = {**dict.fromkeys(WHOLE, arrow.int64()), **dict.fromkeys(BROKEN, arrow.float64())}
        fields = [(name, kinds.get(name, arrow.string())) for name in columns]
        return arrow.list_(arrow.struct([*fields, *lists.items()]))

    claims = struct(CLAIM, regions=struct(REGION), evidence=struct(EVIDENCE))
    return arrow.schema(
        [
            ("id", arrow.string()),
            ("start", arrow.int64()),
            ("extra", arrow.string()),
            ("error", arrow.string()),
            *((name, arrow.string()) for name in SIMPLE),
            ("passages", struct(PASSAGE)),
            ("dimensions", struct(DIMENSION)),
            ("entities", struct(ENTITY)),
            ("claims", claims),
        ]
    )


def _arrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError("Parquet needs pyarrow; install it with: pip install 'textmine[parquet]'") from error
    return pa


def batch(found: Iterable[Line]) -> pa.RecordBatch:
    """Rows of :func:`schema`."""
    return _arrow().RecordBatch.from_pylist([_tree(line) for line in found], schema=schema())


def _tree(line: Line) -> dict[str, object]:
    tree: dict[str, object] = {"id": line.id, "start": line.start, "extra": line.extra, "error": line.error}
    if line.kept is None:
        return tree
    tree |= {name: getattr(line.kept, name) for name in SIMPLE}
    for name, columns in (("passages", PASSAGE), ("dimensions", DIMENSION), ("entities", ENTITY)):
        tree[name] = [_named(columns, cells) for cells in getattr(line.kept, name)]
    tree["claims"] = [
        {
            **_named(CLAIM, claim.cells),
            "regions": [_named(REGION, cells) for cells in claim.regions],
            "evidence": [_named(EVIDENCE, cells) for cells in claim.evidence],
        }
        for claim in line.kept.claims
    ]
    return tree


def _named(columns: Sequence[str], cells: Sequence[object]) -> dict[str, object]:
    return dict(zip(columns, cells, strict=True))


def lines(path: Path) -> Iterator[Line]:
    """The rows of the Parquet file ``path``. Raises :class:`InputError` for a file that is none, or holds other columns."""
    pa = _arrow()
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            missing = [name for name in schema().names if name not in file.schema_arrow.names]
            if missing:
                raise InputError(f"{path}: this Parquet file holds no facts of textmine: no column {missing[0]!r}")
            for part in file.iter_batches(ROWS, columns=schema().names):
                yield from (_line(tree) for tree in part.cast(schema()).to_pylist())
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{path}: cannot be read as Parquet ({str(error).splitlines()[0]}); write it anew") from error


def _line(tree: Mapping[str, Any]) -> Line:
    found = None
    if tree["error"] is None:
        found = Kept(
            **{name: tree[name] for name in SIMPLE},
            passages=_rows(PASSAGE, tree["passages"]),
            dimensions=_rows(DIMENSION, tree["dimensions"]),
            entities=_rows(ENTITY, tree["entities"]),
            claims=tuple(
                ClaimRow(
                    tuple(claim[name] for name in CLAIM),
                    _rows(REGION, claim["regions"]),
                    _rows(EVIDENCE, claim["evidence"]),
                )
                for claim in tree["claims"]
            ),
        )
    return Line(tree["id"], tree["start"], tree["extra"], tree["error"], found)


def _rows(columns: Sequence[str], found: Iterable[Mapping[str, Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row[name] for name in columns) for row in found)
