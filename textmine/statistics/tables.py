"""Where the table of a statistics export stands in its sheet: lines before it, header, body, notes, and what users wrote below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from textmine.statistics.grids import Grid, Row
from textmine.statistics.times import Label, damaged_months, month_ends, time_label

__all__ = ["Table", "find_table"]

GAP = 10  # years at most between two columns
LINES = 40  # within which the header of a table stands
TIME_HEADS = frozenset(("时间", "日期", "年份", "年度", "月份", "季度", "年", "time", "date", "year", "period"))
WHERE_HEADS = frozenset(
    ("地区", "省份", "省市", "城市", "省", "市", "行政区", "区域", "地区名称", "region", "province")
)
WHAT_HEADS = frozenset(("指标", "指标名称", "项目", "indicator"))


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose times run along its header (``across``) or down its first column.

    ``said`` are the lines before it (指标, 时间, 地区, 单位, 数据库) by their key; ``columns`` the positions of the header's cells with
    their text, ``times`` the labels of time in their order; ``left`` the rows below that are no part of it.
    """

    said: tuple[tuple[str, str], ...]
    corner: str
    across: bool
    columns: tuple[tuple[int, str], ...]
    times: tuple[Label, ...]
    body: tuple[Row, ...]
    notes: tuple[str, ...]
    publisher: str | None
    left: tuple[int, ...]

    def says(self, key: str) -> str | None:
        """What a line before the table says under ``key``."""
        return next((value for name, value in self.said if name == key and value), None)


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"(数据库|指标|时间|地区|单位|频度)\s*[：:]\s*(.*)", re.DOTALL)


@cache
def _note() -> re.Pattern[str]:
    return re.compile(r"(?:注|说明|备注|附注)\s*\d*\s*[：:．.]")


@cache
def _publisher() -> re.Pattern[str]:
    return re.compile(r"(?:数据|资料)来源\s*[：:]\s*(.*)", re.DOTALL)


def find_table(grid: Grid) -> Table | None:
    """The first table of ``grid`` that has times along its header or down its first column.

    Raises :class:`ValueError` with a label of time that can be read in two ways.
    """
    said: list[tuple[str, str]] = []
    for index, row in enumerate(grid.rows[:LINES]):
        if row.empty:
            continue
        line = _line().fullmatch(row.first)
        if line and not any(time_label(cell) for cell in row.cells[1:]):
            said.append((line[1], _joined([line[2], *row.cells[1:]])))
        elif header := _header(row, grid.rows[index + 1 :]):
            across, columns = header
            found = _table(tuple(said), row, across, columns, grid.rows[index + 1 :])
            return None if across and _strange(found) else found
    return None


def _strange(table: Table) -> bool:
    """Whether more than the first column stands before the times, or that one holds numbers: a layout that nothing explains."""
    before = range(1, table.columns[0][0])
    return any(row.cells[place] for row in table.body for place in before if place < len(row.cells)) or any(
        re.fullmatch(r"[\d.]+", row.first) for row in table.body
    )


def _joined(cells: Sequence[str]) -> str:
    """A line that was cut at its commas, whole again."""
    return ",".join(cell for cell in cells if cell).strip()


def _header(row: Row, below: Sequence[Row]) -> tuple[bool, tuple[tuple[int, str], ...]] | None:
    """Whether times run across, and the cells of the header, up to the first gap behind which nothing more belongs to it."""
    cells = [(index, cell) for index, cell in enumerate(row.cells) if index and cell]
    if not cells:
        return None
    times = [(index, cell) for index, cell in cells if time_label(cell)]
    corner = row.first.lower()
    known = corner in WHERE_HEADS or corner in WHAT_HEADS
    run = _unbroken(cells)
    if times and len(times) == len(cells) and (known or _in_order([cell for _, cell in cells])):
        return True, run
    if known and times and all(time_label(cell) for _, cell in run):
        return True, run
    if times:
        return None
    first = next((other.first for other in below if not other.empty), "")
    if time_label(first) and (known or corner in TIME_HEADS or corner.startswith("截止日期") or not corner):
        return False, tuple(cells)
    return None


def _unbroken(cells: Sequence[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    end = next((place for place in range(1, len(cells)) if cells[place][0] > cells[place - 1][0] + 1), len(cells))
    return tuple(cells[:end])


def _in_order(cells: Sequence[str]) -> bool:
    """Whether labels are surely times and no figures of four digits: they rise or fall throughout, or say 年, 季 or 月."""
    if all(re.search(r"[年季月Qq/-]", cell) for cell in cells):
        return True
    periods = [label.period for cell in cells if (label := time_label(cell))]
    if len(periods) < 2 or any(abs(int(one[:4]) - int(two[:4])) > GAP for one, two in pairwise(periods)):
        return False
    return periods in (sorted(set(periods)), sorted(set(periods), reverse=True))


def _table(
    said: tuple[tuple[str, str], ...],
    header: Row,
    across: bool,
    columns: tuple[tuple[int, str], ...],
    rows: Sequence[Row],
) -> Table:
    body: list[Row] = []
    end = len(rows)
    for index, row in enumerate(rows):
        if row.empty and not body:
            continue
        first = row.first
        over = not first or _note().match(first) or _publisher().match(first)
        if over or first == header.first or (not across and time_label(first) is None):
            end = index
            break
        body.append(row)
    notes, publisher, after = _below(rows[end:])
    labels = [cell for _, cell in columns] if across else [row.first for row in body]
    read = [time_label(label) for label in damaged_months(labels)]
    return Table(
        said=said,
        corner=header.first,
        across=across,
        columns=columns,
        times=tuple(month_ends([label for label in read if label])),
        body=tuple(body),
        notes=notes,
        publisher=publisher,
        left=after,
    )


def _below(rows: Sequence[Row]) -> tuple[tuple[str, ...], str | None, tuple[int, ...]]:
    """The notes under a table, who published it, and the numbers of the rows that are neither."""
    notes: list[str] = []
    left: list[int] = []
    publisher: str | None = None
    for row in rows:
        if row.empty:
            continue
        text = _joined(row.cells)
        if publisher is not None or left:
            left.append(row.number)
        elif source := _publisher().match(text):
            publisher = source[1].strip()
        elif _note().match(text) or notes:
            notes += [line.strip() for line in text.split("\n") if line.strip()]
        else:
            left.append(row.number)
    return tuple(notes), publisher or None, tuple(left)
