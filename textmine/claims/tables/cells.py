"""The cells of a table to claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from textmine.claims.tables.captions import Caption, Told
from textmine.claims.tables.columns import Column, Use, columns_of, label_columns, rank_of, unit_column
from textmine.claims.tables.grid import Cell, Table
from textmine.claims.tables.lines import Line, lines_of
from textmine.claims.tables.making import Value, made
from textmine.claims.tables.measures import PERCENT, Measure, read_measure
from textmine.claims.tables.numbers import Number, read_number
from textmine.claims.tables.sight import Sight
from textmine.claims.tables.times import Clock
from textmine.quantities.amounts import Amount, exact, negative, tidy
from textmine.records import Article, Claim, Kind, Role

__all__ = ["claims_of"]

FALLING = frozenset("▼▽↓")
"""Marks of a fall; ▲ and △ mean a rise only where one of these is used too, since some tables write a fall so."""

AMBIGUOUS = ("▲", "△")


def claims_of(article: Article, table: Table, caption: Caption, clock: Clock) -> Iterator[Claim]:
    """The claims of the cells of ``table``, row by row; their ids are still empty."""
    columns = columns_of(table, caption.regions)
    marks = {mark for row in table.body for cell in row for mark in cell.text if mark in FALLING}
    runs: dict[tuple[int, ...], Sequence[Line | None]] = {}
    rows: list[list[tuple[int, Claim]]] = [[] for _ in table.body]
    for place, column in enumerate(columns):
        if column.use is not Use.VALUE:
            continue
        run = label_columns(columns, place)
        if run not in runs:
            runs[run] = lines_of(table, columns, run, caption.regions)
        beside = _beside(columns, place)
        if column.ranks and beside is None and not any(head.label.rank and head.label.words for head in column.heads):
            continue
        prior = columns[place - 1] if place and columns[place - 1].use is Use.VALUE else None
        units = unit_column(columns, place)
        for index, (row, line) in enumerate(zip(table.body, runs[run], strict=True)):
            if line is None or not line.known or not row[place].text:
                continue
            sight = Sight(_with_unit(line, row, units), column, caption, clock, beside, prior)
            claim = _claim(article, row[place], sight, rising=bool(marks))
            if claim is not None:
                rows[index].append((place, claim))
    for found in rows:
        yield from (claim for _, claim in sorted(found, key=lambda one: one[0]))


def _beside(columns: Sequence[Column], place: int) -> Column | None:
    """The column of which the one at ``place`` tells rank, change or share; null where that cannot be told.

    A change is of the levels before it. A rank is of the values right before it, or, where it stands first, of those behind it.
    """
    column = columns[place]
    if not (column.ranks or column.changes or column.shares):
        return None
    before = [other for other in columns[:place] if other.use is Use.VALUE]
    if not column.ranks:
        return _latest([other for other in before if not (other.ranks or other.changes or other.shares)])
    if not before:
        return next((other for other in columns[place + 1 :] if other.use is Use.VALUE and not other.ranks), None)
    near = before[-1]
    if column.suffix:
        return next((other for other in reversed(before) if other.changes), None)
    level = len(before) > 1 and not (before[-2].ranks or before[-2].changes)
    unclear = near.changes and level and near.words in ("", before[-2].words)
    return None if near.ranks or near.shares or unclear else near


def _latest(levels: Sequence[Column]) -> Column | None:
    """Of the columns ``levels`` the last one with a time that is not of the year before, else the last one."""
    current = [
        column
        for column in levels
        if any(head.label.times for head in column.heads)
        and not any(
            time.startswith(("上年", "去年", "上月", "上期")) for head in column.heads for time in head.label.times
        )
    ]
    if not current:
        return levels[-1] if levels else None
    return max(current, key=_time_order)


def _time_order(column: Column) -> tuple[str, ...]:
    return tuple(time for head in column.heads for time in head.label.times)


def _with_unit(line: Line, row: Sequence[Cell], units: int | None) -> Line:
    """``line`` with the unit in the column ``units`` of its row."""
    if units is None or not row[units].text:
        return line
    measure = read_measure(row[units].text)
    return line if measure is None else replace(line, measures=(measure,), measures_at=row[units])


def _claim(article: Article, cell: Cell, sight: Sight, *, rising: bool) -> Claim | None:
    """The claim of ``cell``; null where it holds no number, or not all is known that a number needs."""
    if sight.column.ranks:
        return _rank(article, cell, sight)
    number = read_number(cell.text)
    if number is None or (number.arrow in AMBIGUOUS and not rising):
        return None
    indicator = sight.indicator()
    changed = any(label.changes for label in sight.line.labels)
    change = sight.column.changes or changed or (number.rising is not None and number.measure is not None)
    share = not change and (sight.column.shares or any(label.share for label in sight.line.labels))
    measure = number.measure
    unit_at: tuple[Told, ...] = ()
    if measure is None:
        measure, unit_at = sight.measure(indicator.words + ("" if change else indicator.suffix), change=change)
    change = change or (sight.titled_change and measure == PERCENT)
    if measure is None or not indicator.words or (number.worded and number.measure is None and measure.factor != 1):
        return None
    if sight.column.changes and measure == PERCENT and (changed or sight.line.measures == (PERCENT,)):
        return None
    value = Value(
        start=cell.start + number.start,
        end=cell.start + number.end,
        amount=_scaled(number.amount, measure, falls=change and _falls(number, sight)),
        measure=_counted(measure, indicator.words),
        role=Role.CHANGE if change else Role.SHARE if share and measure.kind is Kind.PERCENTAGE else Role.LEVEL,
    )
    return made(article, sight, value, indicator, unit_at)


def _rank(article: Article, cell: Cell, sight: Sight) -> Claim | None:
    """The claim of a cell in a column of ranks."""
    found = rank_of(cell.text)
    indicator = sight.indicator()
    if found is None or not indicator.words:
        return None
    rank, start, end = found
    amount = exact(Decimal(rank), arabic=True)
    value = Value(cell.start + start, cell.start + end, amount, Measure(None, Kind.RANK), Role.RANK)
    return made(article, sight, value, indicator, ())


def _counted(measure: Measure, words: str) -> Measure:
    """Days that are counted (优良天数) are no duration."""
    return measure._replace(kind=Kind.COUNT) if measure.name == "天" and words.endswith("天数") else measure


def _falls(number: Number, sight: Sight) -> bool:
    """Whether a value without a minus means a fall: by its own mark or word, or those of the header."""
    if number.rising is False or (number.arrow and number.arrow in FALLING):
        return True
    said = any(head.label.falls for head in sight.column.heads) or any(label.falls for label in sight.line.labels)
    return said and number.rising is None


def _scaled(amount: Amount, measure: Measure, *, falls: bool) -> Amount:
    """``amount`` in the unit without scale, below zero where it falls."""
    amount = amount._replace(
        value=tidy(amount.value * measure.factor),
        low=None if amount.low is None else tidy(amount.low * measure.factor),
        high=None if amount.high is None else tidy(amount.high * measure.factor),
        step=tidy(amount.step * measure.factor),
    )
    return negative(amount) if falls and amount.value > 0 else amount
