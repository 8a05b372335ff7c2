"""Tables on a page: told by a grid of ruled lines, or by numbers in clear columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from textmine.reading.formats.pdf_glyphs import Box, Rule
from textmine.reading.formats.pdf_segments import Segment, joined, union

__all__ = ["Cell", "Table", "clear_tables", "ruled_tables"]

# Ruled lines so near, in points, are one.
_NEAR = 3.0
# A grid with more lines than this is no table but a drawing.
_LIMIT_LINES = 400
# So many characters a cell of a table holds at most on average: frames around articles hold more.
_LONG = 60
# Columns told by white space alone: so wide at least, in parts of the size, so many rows, so many numbers among the cells.
_CLEAR = 0.5
_ROWS = 3
_NUMBERS = 0.5
_ROW_PITCH = 3.2


class Cell(NamedTuple):
    """One cell: its place in the table, counted from 0, and its lines."""

    row: int
    column: int
    lines: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """Its words, lines joined."""
        return "".join(between + line.text for between, line in self.pieces())

    def pieces(self) -> Iterator[tuple[str, Segment]]:
        """Its lines, each with what stands before it: a space where it stands beside the one before."""
        last: Segment | None = None
        for line in self.lines:
            if last is None:
                yield "", line
            else:
                beside = abs(line.baseline - last.baseline) <= 0.3 * line.size
                yield " " if beside else joined(last.text, line.text), line
            last = line


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the number of its columns and the cells that hold something."""

    box: Box
    columns: int
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The words of the cells row by row; rows without any are left out."""
        found: dict[int, list[str]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, [""] * self.columns)[cell.column] = cell.text
        return [tuple(found[row]) for row in sorted(found)]


def ruled_tables(segments: Sequence[Segment], rules: Sequence[Rule]) -> list[Table]:
    """The tables that ruled lines draw around ``segments``."""
    found = []
    for level, upright in _grids(rules):
        ys = _clustered([rule.top for rule in level] + [edge for rule in upright for edge in (rule.top, rule.bottom)])
        xs = _clustered([rule.left for rule in upright] + [edge for rule in level for edge in (rule.left, rule.right)])
        if len(xs) < 3 or len(ys) < 3 or len(xs) + len(ys) > _LIMIT_LINES:
            continue
        table = _filled(segments, xs, ys, level, upright)
        if table is not None:
            found.append(table)
    return found


def _grids(rules: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Level and upright rules that touch each other, each such net by itself."""
    level = sorted((rule for rule in rules if rule.level), key=lambda rule: rule.top)[: 4 * _LIMIT_LINES]
    upright = sorted((rule for rule in rules if not rule.level), key=lambda rule: rule.top)[: 4 * _LIMIT_LINES]
    tops = [rule.top for rule in level]
    owner = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for number, wall in enumerate(upright, len(level)):
        at = bisect_right(tops, wall.top - _NEAR)
        while at < len(level) and tops[at] <= wall.bottom + _NEAR:
            if level[at].left - _NEAR <= wall.left <= level[at].right + _NEAR:
                owner[root(at)] = root(number)
            at += 1
    nets: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate([*level, *upright]):
        nets.setdefault(root(number), ([], []))[number >= len(level)].append(rule)
    for flat, walls in nets.values():
        if len(flat) > 1 and walls:
            yield flat, walls


def _clustered(places: Sequence[float]) -> list[float]:
    """``places`` in order, those near each other once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _filled(
    segments: Sequence[Segment], xs: list[float], ys: list[float], level: Sequence[Rule], upright: Sequence[Rule]
) -> Table | None:
    """The table whose lines are at ``xs`` and ``ys`` with what stands in it, or null where that is no table."""
    inside: dict[tuple[int, int], list[Segment]] = {}
    for one in segments:
        x, y = (one.left + one.right) / 2, (one.top + one.bottom) / 2
        if xs[0] - 1 <= x <= xs[-1] + 1 and ys[0] <= y <= ys[-1]:
            column = min(max(bisect_right(xs, x) - 1, 0), len(xs) - 2)
            row = min(max(bisect_right(ys, y) - 1, 0), len(ys) - 2)
            place = _merged(row, column, xs, ys, level, upright)
            inside.setdefault(place, []).append(one)
    rows, columns = {row for row, _ in inside}, {column for _, column in inside}
    letters = sum(len(one.text) for cell in inside.values() for one in cell)
    if len(rows) < 2 or len(columns) < 2 or letters > _LONG * len(inside):
        return None
    return _table((xs[0], ys[0], xs[-1], ys[-1]), len(xs) - 1, inside)


def _table(box: Box, columns: int, inside: dict[tuple[int, int], list[Segment]]) -> Table:
    used = {row: number for number, row in enumerate(sorted({row for row, _ in inside}))}
    cells = (
        Cell(used[row], column, tuple(sorted(lines, key=lambda one: (round(one.baseline), one.left))))
        for (row, column), lines in sorted(inside.items())
    )
    return Table(box, columns, tuple(cells))


def _merged(
    row: int, column: int, xs: list[float], ys: list[float], level: Sequence[Rule], upright: Sequence[Rule]
) -> tuple[int, int]:
    """The first place of the merged cell that the place ``row``, ``column`` belongs to: no line is drawn between them."""
    middle = (ys[row] + ys[row + 1]) / 2
    while column > 0 and not any(
        abs(wall.left - xs[column]) <= _NEAR and wall.top <= middle <= wall.bottom for wall in upright
    ):
        column -= 1
    middle = (xs[column] + xs[column + 1]) / 2
    while row > 0 and not any(abs(rule.top - ys[row]) <= _NEAR and rule.left <= middle <= rule.right for rule in level):
        row -= 1
    return row, column


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[-—–－+±]?\s*\d[\d,，.．]*\s*[%％‰]?|[-—–－…/·]{1,3}|\.{2,3}")


def clear_tables(segments: Sequence[Segment]) -> list[Table]:
    """The tables among ``segments`` that no lines are drawn around: rows of numbers in columns with white space between."""
    found = []
    run: list[list[Segment]] = []
    for row in [*_rows(segments), []]:
        if row and (not run or row[0].baseline - run[-1][0].baseline <= _ROW_PITCH * row[0].size) and _spaced(row):
            run.append(row)
            continue
        table = _cleared(run)
        if table is not None:
            found.append(table)
        run = [row] if row and _spaced(row) else []
    return found


def _rows(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """``segments`` in rows with one base line each, from the left."""
    row: list[Segment] = []
    for one in sorted(segments, key=lambda one: one.baseline):
        if row and one.baseline - row[0].baseline > 0.3 * row[0].size:
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(one)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _spaced(row: Sequence[Segment]) -> bool:
    return len(row) > 1


def _cleared(run: Sequence[Sequence[Segment]]) -> Table | None:
    """The table that the rows ``run`` make up, without what stands above it, or null."""
    values = [row for row in run if any(_number().fullmatch(one.text) for one in row)]
    if len(values) < _ROWS - 1:
        return None
    spans = sorted((one.left, one.right) for row in values for one in row)
    size = values[0][0].size
    edges = [spans[0][0]]
    right = spans[0][1]
    for start, end in spans:
        if start - right >= _CLEAR * size:
            edges.append((right + start) / 2)
        right = max(right, end)
    first = run.index(values[0])
    while first > 0 and _fits(run[first - 1], edges):
        first -= 1
    kept = run[first:]
    if len(edges) < 2 or len(kept) < _ROWS:
        return None
    inside: dict[tuple[int, int], list[Segment]] = {}
    for number, row in enumerate(kept):
        for one in row:
            inside.setdefault((number, _column(one, edges)), []).append(one)
    cells = [lines for (_, column), lines in inside.items() if column > 0]
    numbers = sum(len(lines) == 1 and _number().fullmatch(lines[0].text) is not None for lines in cells)
    if numbers < max(_ROWS, _NUMBERS * len(cells)):
        return None
    return _table(union(one.box for row in kept for one in row), len(edges), inside)


def _column(one: Segment, edges: Sequence[float]) -> int:
    return max(0, bisect_right(edges, (one.left + one.right) / 2) - 1)


def _fits(row: Sequence[Segment], edges: Sequence[float]) -> bool:
    """Whether ``row`` may be the head of a table with columns that begin at ``edges``: one piece in each at most, none across two."""
    columns = [_column(one, edges) for one in row]
    across = any(one.left < edge - 1 and one.right > edge + 1 for one in row for edge in edges[1:])
    return len(set(columns)) == len(columns) and not across and _caption().match(row[0].text) is None


@cache
def _caption() -> re.Pattern[str]:
    return re.compile(r"(?:附?[表图]|续表)\s*\d*|单位[:：]")
