"""Series of figures for people: a table with a small chart on a terminal, and a line chart as SVG.

A chart shows every figure as it was published; figures of one period that cannot all be true are
marked, never averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from itertools import groupby

from textmine.output.labels import Layout, label
from textmine.output.plot import Plane
from textmine.output.terminal import bold, dim, pad, printable, width
from textmine.output.wording import number_words, period_words, place_words
from textmine.places import of_code
from textmine.quantities.units import convert
from textmine.records.indicators import Figure, FigureSeries

__all__ = ["series_svg", "series_table"]

BARS = "▁▂▃▄▅▆▇█"
MARK = "≠"
WIDE, HIGH = 640, 240  # points of the SVG chart of one series
LEFT, RIGHT, TOP, BOTTOM = 88, 24, 44, 32
LABELS = 8  # periods written under a chart


def series_table(found: Sequence[FigureSeries], layout: Layout) -> str:
    """Each series under its name: period, value and source of its figures, with a bar that shows how large they are."""
    if not found:
        return label("no_series", layout.lang) + "\n"
    return "\n".join("\n".join(_lines(series, layout)) for series in found) + "\n"


def _lines(series: FigureSeries, layout: Layout) -> list[str]:
    lang = layout.lang
    lines = [bold(_heading(series, lang), layout.colour)]
    values = _values(series)
    disputed = {found.period for found in series.disagreements}
    rows = [
        (
            period_words(figure.period, lang),
            _value(figure, lang),
            bar,
            MARK if figure.period in disputed else " ",
            figure.source,
        )
        for figure, bar in zip(series.figures, _bars(values), strict=True)
    ]
    periods, sizes = (max(width(row[column]) for row in rows) for column in (0, 1))
    before = ""
    for period, value, bar, mark, source in rows:
        shown = period if period != before else ""
        lines.append(
            f"  {pad(shown, periods)}  {bar} {pad(value, sizes)} {mark} {dim(printable(source), layout.colour)}".rstrip()
        )
        before = period
    if disputed:
        lines.append(dim(f"  {MARK} {label('disagree', lang)}", layout.colour))
    return lines


def _heading(series: FigureSeries, lang: str) -> str:
    places = "、".join(place_words(_name(region), lang) for region in series.regions)
    return " · ".join(word for word in (printable(series.key), places, printable(series.unit or "")) if word)


def _name(region: str) -> str:
    place = of_code(region)
    return region if place is None else place.name


def _value(figure: Figure, lang: str) -> str:
    return number_words(figure.value, lang=lang) + printable(figure.unit or "")


def _values(series: FigureSeries) -> list[Decimal]:
    """The values of all figures in the unit of the series."""
    unit = series.unit
    return [
        figure.value if unit is None or figure.unit in (None, unit) else convert(figure.value, figure.unit, unit)
        for figure in series.figures
    ]


def _bars(values: Sequence[Decimal]) -> list[str]:
    low, high = min(values), max(values)
    if low >= 0:
        low = min(low, high / 2)  # what differs by little shall not look as if it differed by much
    span = high - low
    return [BARS[int((value - low) / span * (len(BARS) - 1))] if span else BARS[-1] for value in values]


def series_svg(found: Sequence[FigureSeries], lang: str) -> str:
    """One line chart below the other, drawn with the reader's fonts; safe against any text in the names."""
    charts = [_chart(series, place * HIGH, lang) for place, series in enumerate(found)]
    height = max(1, len(found)) * HIGH
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height}" width="{WIDE}" height="{height}" role="img"'
        ' font-family="sans-serif" font-size="12" fill="#333">\n<rect width="100%" height="100%" fill="#fff"/>\n'
        + "".join(charts)
        + "</svg>\n"
    )


def _chart(series: FigureSeries, top: int, lang: str) -> str:
    values = _values(series)
    periods = [period for period, _ in groupby(figure.period or "" for figure in series.figures)]
    plane = Plane.of(periods, values, left=LEFT, right=WIDE - RIGHT, top=top + TOP, bottom=top + HIGH - BOTTOM)
    y = plane.y

    def x(period: str | None) -> float:
        return plane.x(period or "")

    disputed = {each.period for each in series.disagreements}
    line = " ".join(f"{x(figure.period)},{y(value)}" for figure, value in zip(series.figures, values, strict=True))
    step = -(-len(periods) // LABELS)
    parts = [
        f'<text x="{LEFT}" y="{top + 20}" font-size="14" font-weight="bold">{escape(_heading(series, lang))}</text>',
        *(
            f'<line x1="{LEFT}" x2="{WIDE - RIGHT}" y1="{y(value)}" y2="{y(value)}" stroke="#ddd"/>'
            f'<text x="{LEFT - 8}" y="{y(value) + 4}" text-anchor="end">{escape(number_words(value, lang=lang))}</text>'
            for value in (min(values), max(values))
        ),
        f'<polyline points="{line}" fill="none" stroke="#2563a8" stroke-width="1.5"/>',
        *(
            f'<circle cx="{x(figure.period)}" cy="{y(value)}" r="3.5" fill="{"#c0392b" if figure.period in disputed else "#2563a8"}">'
            f"<title>{escape(' · '.join((period_words(figure.period, lang), _value(figure, lang), figure.source)))}</title></circle>"
            for figure, value in zip(series.figures, values, strict=True)
        ),
        *(
            f'<text x="{x(period)}" y="{top + HIGH - 10}" text-anchor="middle">{escape(period)}</text>'
            for period in periods[::step]
        ),
    ]
    return "\n".join(parts) + "\n"
