"""From what a reader found in a file to series and observations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from textmine.errors import InputError
from textmine.records import Frequency, Measure, Missing, Observation, Place, Prices, Series, Span
from textmine.statistics.cells import figure, places
from textmine.statistics.headings import Heading
from textmine.statistics.notes import noted
from textmine.statistics.times import Label, cumulated

__all__ = ["Cell", "Options", "Source", "observations", "precision", "scaled", "series_of"]


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


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a series before its figure is read."""

    label: Label
    text: str
    row: int
    column: int


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


def precision(texts: Iterable[str]) -> Decimal:
    """One unit in the last place of all figures among ``texts``: zeros at the end of single ones, there or not, say nothing."""
    most = 0
    for text in texts:
        _, point, after = text.rstrip("0").rpartition(".")
        if point and len(after) > most:
            try:
                found = figure(text)[0]
            except ValueError:
                continue
            most = max(most, places(found.normalize()) if found is not None else 0)
    return Decimal(1).scaleb(-most)


def scaled(last: Decimal, scale: Decimal) -> Decimal:
    """One unit in the last place in the canonical unit, written plainly."""
    return Decimal(f"{(last * scale).normalize():f}")


def observations(series: Series, cells: Iterable[Cell], source: Source) -> list[Observation | InputError]:
    """The observations of ``cells``; a cell that is no figure comes out as an error in its place."""
    found: list[Observation | InputError] = []
    cumulative = series.span is Span.CUMULATIVE
    status_of = noted(series.notes).status
    for cell in cells:
        try:
            value, missing, status = figure(cell.text)
        except ValueError:
            found.append(
                source.error(f"{cell.text[:40]!r} is no figure; mend the cell or empty it", cell.row, cell.column)
            )
            continue
        label = cell.label
        found.append(
            Observation(
                series=series,
                period=cumulated(label.period) if cumulative else label.period,
                published=value,
                missing=missing,
                status=status or label.status or (status_of(label.period) if missing is not Missing.EMPTY else None),
                row=cell.row,
                column=cell.column,
            )
        )
    return found
