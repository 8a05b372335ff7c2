"""What is in sight of one cell: its row, its column, what stands around the table; and the fields that these give.

Each field comes with the cells that gave it. What they do not tell, or tell in two ways, is null.
"""

from __future__ import annotations

from typing import NamedTuple

from textmine import periods
from textmine.claims.tables.captions import Caption, Told
from textmine.claims.tables.columns import Column, one
from textmine.claims.tables.grid import Cell
from textmine.claims.tables.lines import Line
from textmine.claims.tables.measures import PERCENT, Measure, counted_by
from textmine.claims.tables.numbers import compact
from textmine.claims.tables.regions import leading_place
from textmine.claims.tables.times import Clock, compared_with, is_past
from textmine.claims.tables.wording import crossed, nested
from textmine.claims.tables.words import ends_with_measure, is_bare_measure, is_money
from textmine.records import Baseline, Basis, Place, Status

__all__ = ["Indicator", "Sight"]


SUMS = ("合计", "总计", "共计")
"""Labels of a row that sums up the others."""


class Indicator(NamedTuple):
    """What is measured: the words, those that end them (增速, 比重), where they stand, and how they were put together."""

    words: str
    suffix: str = ""
    told: tuple[Told, ...] = ()
    rule: str = "column"


def at(cell: Cell | None, reach: str) -> tuple[Told, ...]:
    """Where ``cell`` stands; nothing for none."""
    return () if cell is None else (Told(cell.start, cell.end, reach),)


class Sight(NamedTuple):
    """A cell's row, column and table.

    ``beside`` is the column whose values a column of ranks or changes speaks of, ``prior`` the one right before.
    """

    line: Line
    column: Column
    caption: Caption
    clock: Clock
    beside: Column | None = None
    prior: Column | None = None

    def measure(self, indicator: str, *, change: bool) -> tuple[Measure | None, tuple[Told, ...]]:
        """The unit of the value by header, row or title; null where none or several are said."""
        head = self.column.told
        stated = one(head.label.measures) if head is not None else None
        if head is not None and stated is not None:
            row = one(self.line.measures)
            if row is not None and row != stated and not (change or self.column.shares):
                return None, ()
            return stated, at(head.cell, "column")
        if head is not None:
            return self._one_of_two(head.label.measures, change=change), at(head.cell, "column")
        if (change and self.column.changes) or self.column.shares:
            return self._unsaid(indicator), ()
        row = one(self.line.measures)
        if row is not None:
            return row, at(self.line.measures_at, "row")
        return self._of_table(indicator, change=change)

    def _one_of_two(self, measures: tuple[Measure, ...], *, change: bool) -> Measure | None:
        """Of two units, the percentage for changes and shares, the other for levels."""
        percent = change or self.column.shares
        return one([measure for measure in measures if (measure == PERCENT) == percent])

    def _unsaid(self, indicator: str) -> Measure | None:
        """The unit of changes and shares without any: per cent, where the words can mean nothing else."""
        if self.column.shares or any(head.label.noun for head in self.column.heads):
            return PERCENT
        row = one(self.line.measures)
        if any(head.label.amount for head in self.column.heads):
            return row if row is not None and row != PERCENT else self._amounts()
        if row is None and any(head.label.grows for head in self.column.heads):
            return self._amounts()
        if row == PERCENT or indicator.endswith("指数") or not any(head.label.relative for head in self.column.heads):
            return None
        return PERCENT if not self.caption.measures or PERCENT in self.caption.measures else None

    def _amounts(self) -> Measure | None:
        """The one unit of the whole table, where that is no percentage."""
        stated = one(self.caption.measures)
        return stated if stated is not None and stated != PERCENT else None

    def _of_table(self, indicator: str, *, change: bool) -> tuple[Measure | None, tuple[Told, ...]]:
        """The unit by the words of the indicator or the title of the table."""
        stated = self.caption.measures
        where = () if self.caption.measures_at is None else (self.caption.measures_at,)
        counted = counted_by(indicator)
        fitting = one([measure for measure in stated if counted is not None and measure.name == counted.name])
        if counted is not None:
            return (fitting, where) if fitting is not None else (counted, ())
        if change or indicator.endswith(("率", "比例", "比重", "占比")):
            return (PERCENT, where) if PERCENT in stated else (None, ())
        levels = [measure for measure in stated if measure != PERCENT]
        if len(levels) > 1 and is_money(indicator):
            levels = [measure for measure in levels if (measure.quantity or "").startswith("currency")]
        return (one(levels), where) if levels else (one(stated), where)

    def indicator(self) -> Indicator:
        """What is measured, by row, header and title."""
        line, subject = self.line, self.caption.subject
        column = self.column
        if self.beside is not None and self.beside.words.startswith(column.words):
            column = self.beside
        own = "" if line.regional and line.place is not None else line.words
        header = column.words
        titled = False
        if header and (not own or line.regional) and is_bare_measure(header) and _specifies(subject.words, header):
            header, titled = _specified(subject.words, header), True
        words = crossed(own, header)
        suffix = self._suffix()
        if line.whole and not line.regional and not subject.words and is_bare_measure(words):
            words += next((said for cell in line.cells if (said := compact(cell.text)) in SUMS), "")
        if not words or (not header and not ends_with_measure(words) and ends_with_measure(subject.words)):
            words = nested(subject.words, words, section=True) if words else subject.words
            titled = True
            suffix = suffix or subject.suffix
        told = [piece for cell in line.cells if own for piece in at(cell, "row")]
        told += [
            piece
            for head in column.heads
            if head.place is None and head.label.words
            for piece in at(head.cell, "column")
        ]
        if titled and self.caption.subject_at is not None:
            told.append(self.caption.subject_at)
        rule = "+".join(name for name, used in (("row", own), ("column", header), ("caption", titled)) if used)
        return Indicator(words, suffix, tuple(told), rule)

    @property
    def titled_change(self) -> bool:
        """Whether only the title of the table says that its values are changes (…增速（%）)."""
        column = self.column
        said = column.changes or column.shares or column.ranks or column.indexed
        return (
            self.caption.subject.changes
            and not said
            and not any(label.changes or label.share for label in self.line.labels)
        )

    def _suffix(self) -> str:
        """What ends the indicator, by header or row; of a rank of changes, that they are such."""
        if self.column.ranks and self.beside is not None and self.beside.changes:
            return self.beside.suffix or "增速"
        return self.column.suffix or next((label.suffix for label in self.line.labels if label.suffix), "")

    def regions(self, words: str) -> tuple[tuple[Place, ...], tuple[Told, ...], str, str]:
        """The places that the value is about, where and by what they are said, and the indicator ``words`` without a place at its head."""
        line = self.line
        placed = next((head for head in reversed(self.column.heads) if head.place is not None), None)
        first, rest = leading_place(words) if ends_with_measure(line.words or words) else (None, words)
        if line.place is not None:
            return (line.place,), at(line.place_at, "row"), "row", words
        if placed is not None and placed.place is not None:
            return (placed.place,), at(placed.cell, "column"), "column", rest
        if line.regional and not line.whole:
            return (), (), "", words
        if first is not None:
            where = next((cell for cell in line.cells if first is not None and cell.text), None)
            return (first,), at(where, "row"), "row", rest
        caption = () if self.caption.regions_at is None else (self.caption.regions_at,)
        return self.caption.regions, caption, "caption", rest

    def period(self) -> tuple[str | None, tuple[Told, ...]]:
        """When the value holds, by header, row and title."""
        heads = [(time, head.cell) for head in self.column.heads for time in head.label.times]
        if not heads and self.beside is not None:
            heads = [(time, head.cell) for head in self.beside.heads for time in head.label.times]
        told = [time for time, _ in (*heads, *self.line.times)]
        base = self.caption.period
        if self.prior is not None and told and all(is_past(time) for time in told):
            told = [*(time for head in self.prior.heads for time in head.label.times), *told]
        if not told:
            return base, () if self.caption.period_at is None or base is None else (self.caption.period_at,)
        found = self.clock.latest(told, base)
        cells = [*(at(cell, "column") for _, cell in heads), *(at(cell, "row") for _, cell in self.line.times)]
        return found, tuple(piece for where in cells for piece in where)

    def status(self, period: str | None) -> tuple[Status, tuple[Told, ...]]:
        """Whether the value is a fact, a goal or an expectation: by header or row, or because its period has not begun."""
        for head in reversed(self.column.heads):
            if head.label.status is not None:
                return head.label.status, at(head.cell, "column")
        for label, cell in zip(self.line.labels, self.line.cells, strict=False):
            if label.status is not None:
                return label.status, at(cell, "row")
        published = self.clock.published
        start = periods.start_of(period) if period is not None else None
        if published is not None and start is not None and start.isoformat() > published:
            return (Status.TARGET if self.caption.plans else Status.FORECAST), ()
        return Status.ACTUAL, ()

    def baseline(self, period: str | None) -> tuple[Baseline | None, tuple[Told, ...]]:
        """What a change is compared with, where header or row says so."""
        for head in reversed(self.column.heads):
            if head.label.against:
                return _baseline(head.label.against, period), at(head.cell, "column")
        for label, cell in zip(self.line.labels, self.line.cells, strict=False):
            if label.against:
                return _baseline(label.against, period), at(cell, "row")
        if self.titled_change and self.caption.subject.against and self.caption.subject_at is not None:
            return _baseline(self.caption.subject.against, period), (self.caption.subject_at,)
        return None, ()


def _specifies(subject: str, header: str) -> bool:
    """Whether the title says of what the bare ``header`` tells: 一般公共预算收入 of 收入, 创新指数 of 得分."""
    if subject.endswith("进出口") and header in ("进口", "出口"):
        return False
    return subject != header and (subject.endswith(header) or (header == "得分" and subject.endswith("指数")))


def _specified(subject: str, header: str) -> str:
    return subject if subject.endswith(header) else subject + header


def _baseline(against: str, period: str | None) -> Baseline:
    if against.startswith("全"):
        return (
            Baseline(region="全国", basis=Basis.VERSUS)
            if against == "全国"
            else Baseline(subject=against, basis=Basis.VERSUS)
        )
    earlier = compared_with(against, period)
    if against in ("mom", "上月", "上季", "上季度", "上期"):
        return Baseline(period=earlier, basis=Basis.QOQ if period is not None and "Q" in period else Basis.MOM)
    yearly = against in ("yoy", "同期", "上年", "去年") or (against[:2] in ("上年", "去年") and "同" in against)
    return Baseline(period=earlier, basis=Basis.YOY if yearly else Basis.VERSUS)
