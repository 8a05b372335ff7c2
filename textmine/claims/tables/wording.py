"""Labels of rows and columns to an indicator as a person would say it: 采矿业 and 增加值 are 采矿业增加值."""

from __future__ import annotations

import re

from textmine.claims.tables.words import ends_with_measure, is_bare_measure, is_word, measure_tail

__all__ = ["crossed", "nested"]

OUTPUT = ("生产总值", "GDP")
"""Of these, the parts are measured by their 增加值."""


TOTALS = ("总额", "总值")
"""Headers that are said after trade alone: 进出口总额, but 地区生产总值."""

TRADE = ("进出口", "出口", "进口")

AMOUNTS = ("产量", "总产量", "销量")
"""Headers that add nothing to an amount said in full: 发电量."""


def nested(parent: str, child: str, *, part: bool = False, section: bool = False) -> str:
    """The indicator that the label ``child`` is under the label ``parent``: of a spanning header, of the row that it is a part of.

    ``part``: it says so (其中：). ``section``: ``parent`` only heads a group of rows, and need not be said.
    """
    if not parent or not child or child.startswith(parent):
        return child or parent
    if parent.endswith(child):
        return parent
    if child in TOTALS:
        return parent + child if parent.endswith(TRADE) else parent
    if not ends_with_measure(child):
        tail = measure_tail(parent)
        if tail:
            return _part_of(parent, child, tail)
        return child if section or part else parent + child
    if is_bare_measure(child) and not ends_with_measure(parent):
        return parent + child
    return child if part or section or ends_with_measure(parent) else parent + child


def _part_of(parent: str, child: str, tail: str) -> str:
    """``child`` measured as ``parent`` is."""
    if tail in OUTPUT:
        return f"{child}增加值"
    if is_word("modifier", child):
        return child + re.sub("^全(?:社会|[国省市县区州])", "", parent).removeprefix(
            "居民" if child.endswith("居民") else ""
        )
    return child + tail


def crossed(row: str, column: str) -> str:
    """The indicator of a cell by the label of its row and the header of its column."""
    if not row or not column or column in row:
        return row or column
    if column.startswith(row):
        return column
    if column in TOTALS:
        return row + column if row.endswith(TRADE) else row
    if column in AMOUNTS and row.endswith("量"):
        return row
    if ends_with_measure(row) and not ends_with_measure(column):
        tail = measure_tail(row)
        if is_bare_measure(row) or is_word("modifier", column):
            return column + row
        return _part_of(row, column, tail) if tail else row + column
    shared = next((size for size in (4, 3, 2) if row.endswith(column[:size])), 0)
    if shared:
        return row + column[shared:]
    if ends_with_measure(row) and measure_tail(row) and measure_tail(row) == measure_tail(column):
        return row
    return row + column
