"""Where claims stand in files that are more than text, from and to rows of the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from textmine.records.locations import Cell, Location, Quote
from textmine.store.database import Database, Row
from textmine.store.findings import ANCHOR, Kept

__all__ = ["Anchors", "Stand", "insert_anchors"]


class Stand(NamedTuple):
    """Where a claim stands, and in which file."""

    file: str
    location: Location


def insert_anchors(database: Database, article_id: int, source_id: int, found: Kept) -> None:
    """Writes where the claims of an article stand in the file ``source_id``; what another file told of it gives way.

    Needs a transaction that is open. A text tells nothing, and takes nothing away.
    """
    rows = {claim.span: claim.anchors for claim in found.claims if claim.anchors}
    if not rows:
        return
    database.run("DELETE FROM anchor WHERE article_id = ?", (article_id,))
    columns = ("article_id", "start", "end", "source_id", *ANCHOR)
    cells = [(article_id, *span, source_id, *row) for span, told in rows.items() for row in told]
    database.insert("anchor", columns, cells)


class Anchors:
    """Where claims stand, by article and place in its text, from all rows of some articles in order."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: defaultdict[tuple[int, int, int], list[Row]] = defaultdict(list)
        for row in rows:
            self._rows[row["article_id"], row["start"], row["end"]].append(row)

    def of(self, article_id: int, start: int, end: int) -> Stand | None:
        """Where the words from ``start`` to ``end`` of an article stand; null where no file tells."""
        rows = self._rows.get((article_id, start, end))
        if not rows:
            return None
        first = rows[0]
        cell = [first[name] for name in ("table_number", "table_row", "table_column")]
        exact = first["exact"]
        return Stand(
            first["path"],
            Location(
                page=first["page"],
                boxes=tuple(
                    (row["page"], row["x0"], row["y0"], row["x1"], row["y1"]) for row in rows if row["x0"] is not None
                ),
                cell=None if cell[0] is None else Cell(*cell),
                quote=None if exact is None else Quote(exact, first["prefix"], first["suffix"]),
            ),
        )
