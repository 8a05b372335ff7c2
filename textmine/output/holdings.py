"""What a fact database holds, as a table for people and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from textmine.output.labels import Layout, label
from textmine.output.sheets import guarded
from textmine.output.statistics import simple_table
from textmine.output.terminal import printable
from textmine.store.holdings import CountRow, HeldRow

__all__ = ["holdings_csv", "holdings_table"]


def holdings_table(rows: Sequence[HeldRow], layout: Layout) -> str:
    """The rows under their heads; an empty list is told."""
    if not rows:
        return label("none", layout.lang) + "\n"
    heads = rows[0]._fields
    body = [
        [label(f"held_{row.what}", layout.lang), str(row.number)] if isinstance(row, CountRow) else [*map(_words, row)]
        for row in rows
    ]
    numbers = [index for index, cell in enumerate(rows[0]) if isinstance(cell, int | float)]
    return simple_table([label(f"held_{head}", layout.lang) for head in heads], body, layout, right=numbers)


def _words(cell: object) -> str:
    return "" if cell is None else printable(str(cell))


def holdings_csv(rows: Sequence[HeldRow]) -> str:
    """The rows as CSV that Excel opens safely; nothing for an empty list."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    if rows:
        writer.writerow(rows[0]._fields)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return "\ufeff" + lines.getvalue()
