"""From what a reader found in a file to series and observations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache

from textmine.errors import InputError
from textmine.records import Frequency, Measure, Missing, Observation, Place, Prices, Release, Series, Span
from textmine.statistics.cells import figure, places
from textmine.statistics.headings import Heading
from textmine.statistics.notes import noted
from textmine.statistics.times import Label, cumulated

__all__ = ["Block", "Cells", "Options", "Source", "Times", "block", "precision", "scaled", "series_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says of a file where the file is silent."""

    indicator: str | None = None
    unit: str | None = None
    region: str | None = None
    released: str | None = None
    vintage: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where figures come from, and what holds for all of them."""

    path: str
    sha256: str
    sheet: str | None = None
    publisher: str | None = None
    database: str | None = None
    notes: tuple[str, ...] = ()
    released: str | None = None
    vintage: str | None = None
    options: Options = field(default_factory=Options)

    def at(self, row: int | None = None, column: int | None = None) -> str:
        """Where something stands, for messages: file, sheet, row, column."""
        parts = [self.path, f"sheet {self.sheet}" if self.sheet else "", f"row {row}" if row else ""]
        return ", ".join([part for part in parts if part] + ([f"column {column}"] if column else []))

    def error(self, message: str, row: int | None = None, column: int | None = None) -> InputError:
        """``message`` as an error that says where."""
        return InputError(f"{self.at(row, column)}: {message}")


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """The labels of time of a series; one object for all series of a table, so that their periods are made once."""

    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a series before their figures are read; rows and columns count from 1, one number where all stand in one."""

    times: Times
    texts: Sequence[str]
    rows: int | tuple[int, ...]
    columns: int | tuple[int, ...]
    statuses: Sequence[Release | None] = ()
    absent: Sequence[Missing | None] = ()

    def where(self, index: int) -> tuple[int, int]:
        """Row and column of a cell."""
        return _at(self.rows, index), _at(self.columns, index)


@dataclass(frozen=True, slots=True)
class Block:
    """A series with its figures as they are stored: exact as text, null where there is none."""

    series: Series
    periods: tuple[str, ...]
    figures: tuple[str | None, ...]
    missing: dict[int, Missing]
    statuses: dict[int, Release]
    rows: int | tuple[int, ...]
    columns: int | tuple[int, ...]

    def observations(self) -> Iterator[Observation]:
        """The same as records."""
        for index, (period, text) in enumerate(zip(self.periods, self.figures, strict=True)):
            yield Observation(
                series=self.series,
                period=period,
                published=None if text is None else Decimal(text),
                missing=self.missing.get(index),
                status=self.statuses.get(index),
                row=_at(self.rows, index),
                column=_at(self.columns, index),
            )


def _at(numbers: int | tuple[int, ...], index: int) -> int:
    return numbers if isinstance(numbers, int) else numbers[index]


def series_of(
    head: Heading,
    region: tuple[Place, str, str | None],
    frequency: Frequency | None,
    source: Source,
    *,
    code: str | None = None,
    precision: Decimal = Decimal(1),
    released: str | None = None,
    notes: tuple[str, ...] = (),
) -> Series:
    """The series that ``head`` names in ``region`` (place, name as published, code of the source)."""
    unit = head.unit
    place, published, region_code = region
    prices = head.prices
    every = (*source.notes, *notes)
    if prices is None and head.measure is Measure.LEVEL and unit and (unit.quantity or "").startswith("currency"):
        prices = noted(every).prices
    if head.measure is Measure.INDEX and prices is Prices.CURRENT and "现价" not in head.written:
        prices = None
    return Series(
        indicator=head.indicator,
        heading=head.written,
        code=code,
        unit=unit.unit if unit else None,
        unit_published=unit.written if unit else None,
        scale=unit.scale if unit else Decimal(1),
        quantity=unit.quantity if unit else None,
        region=place,
        region_published=published,
        region_code=region_code,
        frequency=frequency,
        measure=head.measure,
        base=head.base,
        basis=head.basis,
        span=head.span,
        prices=prices,
        scope=head.scope,
        precision=scaled(precision, unit.scale if unit else Decimal(1)),
        released=released or source.released or source.options.released,
        vintage=source.vintage or source.options.vintage,
        publisher=source.publisher,
        database=source.database,
        notes=every,
        path=source.path,
        sha256=source.sha256,
        sheet=source.sheet,
    )


@cache
def _plain() -> re.Pattern[str]:
    """Lines that are all plain figures or empty."""
    return re.compile(r"(?:-?[0-9]+(?:\.[0-9]+)?+)?+(?:\n(?:-?[0-9]+(?:\.[0-9]+)?+)?+)*+")


@cache
def _places() -> re.Pattern[str]:
    """Decimal places of plain figures up to their last one that is not zero."""
    return re.compile(r"\.([0-9]*[1-9])0*(?:\n|$)")


def precision(texts: Iterable[str]) -> Decimal:
    """One unit in the last place of all figures among ``texts``: zeros at the end of single ones, there or not, say nothing."""
    lines = "\n".join(texts)
    if _plain().fullmatch(lines):
        return Decimal(1).scaleb(-max(map(len, _places().findall(lines)), default=0))
    most = 0
    for text in lines.split("\n"):
        try:
            found = figure(text)[0]
        except ValueError:
            continue
        most = max(most, places(found.normalize()) if found is not None else 0)
    return Decimal(1).scaleb(-most)


def scaled(last: Decimal, scale: Decimal) -> Decimal:
    """One unit in the last place in the canonical unit, written plainly."""
    return Decimal(f"{(last * scale).normalize():f}")


@lru_cache(maxsize=64)
def _periods(times: Times, cumulative: bool) -> tuple[str, ...]:
    return tuple(cumulated(label.period) if cumulative else label.period for label in times.labels)


@lru_cache(maxsize=64)
def _told(times: Times, notes: tuple[str, ...]) -> dict[int, Release]:
    """The statuses that labels and notes tell, by place."""
    status_of = noted(notes).status
    found = {index: label.status or status_of(label.period) for index, label in enumerate(times.labels)}
    return {index: status for index, status in found.items() if status}


def block(series: Series, cells: Cells, source: Source) -> Iterator[Block | InputError]:
    """The figures of ``cells``; a cell that is no figure comes out as an error and is left away."""
    periods = _periods(cells.times, series.span is Span.CUMULATIVE)
    told = _told(cells.times, series.notes)
    if not told and not cells.statuses and not cells.absent and _plain().fullmatch("\n".join(cells.texts)):
        figures = tuple([text or None for text in cells.texts])
        missing = {index: Missing.EMPTY for index, text in enumerate(figures) if text is None}
        yield Block(series, periods, figures, missing, {}, cells.rows, cells.columns)
        return
    yield from _with_care(series, cells, periods, told, source)


def _with_care(
    series: Series, cells: Cells, periods: tuple[str, ...], told: dict[int, Release], source: Source
) -> Iterator[Block | InputError]:
    kept: list[int] = []
    values: list[str | None] = []
    missing: dict[int, Missing] = {}
    statuses: dict[int, Release] = {}
    for index, text in enumerate(cells.texts):
        absent = cells.absent[index] if cells.absent else None
        try:
            value, why, status = figure("" if absent and text.strip().lower() == "nan" else text)
        except ValueError:
            yield source.error(f"{text[:40]!r} is no figure; mend the cell or empty it", *cells.where(index))
            continue
        if value is None:
            missing[len(kept)] = absent or why or Missing.EMPTY
        status = (
            status
            or (cells.statuses[index] if cells.statuses else None)
            or (told.get(index) if value is not None else None)
        )
        if status:
            statuses[len(kept)] = status
        kept.append(index)
        values.append(None if value is None else str(value))
    if kept:
        yield Block(
            series,
            tuple([periods[index] for index in kept]),
            tuple(values),
            missing,
            statuses,
            _kept(cells.rows, kept),
            _kept(cells.columns, kept),
        )


def _kept(numbers: int | tuple[int, ...], kept: list[int]) -> int | tuple[int, ...]:
    return numbers if isinstance(numbers, int) else tuple([numbers[index] for index in kept])
