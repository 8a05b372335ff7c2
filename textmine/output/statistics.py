"""Official statistics as tables for people, CSV and JSON: every figure with what it means and the cell it comes from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from textmine.output.labels import Layout, label
from textmine.output.rows import plain
from textmine.output.sheets import guarded
from textmine.output.terminal import dim, pad, printable, width, wrap
from textmine.output.wording import period_words, place_words
from textmine.records import Observation

__all__ = ["COLUMNS", "FORMATS", "FigureRow", "observations_text", "simple_table", "to_row"]

FORMATS = ("table", "csv", "json", "jsonl")
GAP = "  "
NARROW = 4  # columns that a cell keeps at least


class FigureRow(NamedTuple):
    """An observation flat: the columns of CSV and the keys of JSON. ``value`` is in ``unit``, ``published`` in ``unit_published``."""

    indicator: str
    region: str
    region_code: str | None
    period: str
    value: Decimal | None
    unit: str | None
    precision: Decimal
    published: Decimal | None
    unit_published: str | None
    missing: str | None
    measure: str
    base: str | None
    basis: str | None
    span: str | None
    prices: str | None
    scope: str | None
    status: str | None
    released: str | None
    vintage: str | None
    publisher: str | None
    heading: str
    notes: str | None
    path: str
    sheet: str | None
    row: int | None
    column: int | None


COLUMNS: tuple[str, ...] = FigureRow._fields


def to_row(item: Observation) -> FigureRow:
    """``item`` with what its series says, flat; several notes and words of scope are joined by ``;``."""
    series = item.series
    return FigureRow(
        indicator=series.indicator,
        region=series.region.name,
        region_code=series.region.code or series.region_code,
        period=item.period,
        value=item.value,
        unit=series.unit,
        precision=series.precision,
        published=item.published,
        unit_published=series.unit_published,
        missing=item.missing,
        measure=series.measure,
        base=series.base,
        basis=series.basis,
        span=series.span,
        prices=series.prices,
        scope=";".join(series.scope) or None,
        status=item.status,
        released=series.released,
        vintage=series.vintage,
        publisher=series.publisher,
        heading=series.heading,
        notes=";".join(series.notes) or None,
        path=series.path,
        sheet=series.sheet,
        row=item.row,
        column=item.column,
    )


def observations_text(found: Iterable[Observation], form: str, layout: Layout) -> str:
    """``found`` in one of the :data:`FORMATS`."""
    if form == "table":
        return _table(list(found), layout)
    rows = [to_row(item) for item in found]
    if form == "csv":
        lines = io.StringIO(newline="")
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows([_cell(cell) for cell in row] for row in rows)
        return "\ufeff" + lines.getvalue()
    nodes = [{name: _node(cell) for name, cell in zip(COLUMNS, row, strict=True)} for row in rows]
    if form == "jsonl":
        return "".join(json.dumps(node, ensure_ascii=False) + "\n" for node in nodes)
    return json.dumps(nodes, ensure_ascii=False, indent=1) + "\n"


def _cell(cell: object) -> object:
    if isinstance(cell, Decimal):
        return plain(cell)
    return guarded(str(cell)) if isinstance(cell, str) else cell


def _node(cell: object) -> object:
    return plain(cell) if isinstance(cell, Decimal) else cell


def _table(found: Sequence[Observation], layout: Layout) -> str:
    lang = layout.lang
    body = []
    for item in found:
        series = item.series
        value = (
            label(item.missing, lang)
            if item.published is None and item.missing
            else plain(item.published or Decimal(0))
        )
        notes = (
            series.base,
            label(series.span, lang) if series.span else None,
            label(item.status, lang) if item.status else None,
        )
        cell = f"R{item.row}C{item.column}" if item.row else ""
        body.append(
            (
                printable(series.indicator),
                place_words(series.region.name, lang),
                period_words(item.period, lang),
                value,
                printable(series.unit_published or ""),
                ", ".join(printable(note) for note in notes if note),
                printable(series.vintage or series.released or ""),
                printable(" ".join(part for part in (series.path.rpartition("/")[2], series.sheet, cell) if part)),
            )
        )
    heads = ("indicator", "region", "period", "value", "unit", "notes", "vintage", "cell")
    return simple_table([label(head, lang) for head in heads], body, layout, right=(3,))


def simple_table(
    heads: Sequence[str], body: Sequence[Sequence[str]], layout: Layout, *, right: Sequence[int] = ()
) -> str:
    """Rows under their heads; columns that hold nothing fall away, and the widest gives way where the terminal is narrow."""
    used = [index for index in range(len(heads)) if any(row[index] for row in body)] or list(range(len(heads)))
    sizes = {
        index: max(width(heads[index]), *(width(row[index]) for row in body)) if body else width(heads[index])
        for index in used
    }
    room = layout.columns - len(GAP) * (len(used) - 1)
    while sum(sizes.values()) > room and max(sizes.values()) > NARROW:
        widest = max(sizes, key=sizes.__getitem__)
        sizes[widest] -= 1
    lines = [
        dim(GAP.join(_fitted(heads[index], sizes[index], index in right)[0] for index in used).rstrip(), layout.colour)
    ]
    for row in body:
        cells = [_fitted(row[index], sizes[index], index in right) for index in used]
        height = max(map(len, cells))
        for line in range(height):
            parts = [
                cell[line] if line < len(cell) else " " * sizes[index] for cell, index in zip(cells, used, strict=True)
            ]
            lines.append(GAP.join(parts).rstrip())
    return "\n".join(lines) + "\n"


def _fitted(text: str, columns: int, right: bool) -> list[str]:
    return [" " * (columns - width(line)) + line if right else pad(line, columns) for line in wrap(text, columns)]
