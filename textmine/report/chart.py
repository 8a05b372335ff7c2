"""The official series as a small chart: the figure that counts, its vintages, and the claimed point with the interval of its words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from textmine.output.labels import label
from textmine.output.markup import safe
from textmine.output.plot import Plane
from textmine.output.reckoning import amount_words
from textmine.output.terminal import printable
from textmine.output.wording import period_words
from textmine.periods import is_valid
from textmine.records.verdicts import Candidate, Verdict
from textmine.report.history import Histories
from textmine.report.replay import replayed

__all__ = ["chart"]

WIDE, HIGH = 560, 200
LEFT, RIGHT, TOP, BOTTOM = 104, 24, 22, 28
ROOM = 40  # what half a period's name takes
MOST = 25  # periods that a chart shows
FAR = 3  # of an interval that reaches beyond so many times the span of the figures, the end is cut off
Points = Sequence[tuple[str, Decimal]]


def chart(verdict: Verdict, histories: Histories, lang: str) -> str:
    """The chart of a verdict as an SVG element, without colours of its own; empty where there is nothing to draw."""
    chosen = verdict.chosen
    value = chosen.value if chosen else None
    if chosen is None or value is None:
        return ""
    figures = chosen.observations
    points = _near(replayed(chosen, histories), figures[0].period) if figures else ()
    others = [vintage for vintage in chosen.vintages if vintage.value != value]
    if not points or len(points) + len(others) < 2 or not is_valid(figures[0].period):
        return ""
    return _drawn(verdict, chosen, value, figures[0].period, points, lang)


def _near(points: Points, period: str) -> Points:
    """The points around ``period`` where there are many; those of another form (months among years) are left out."""
    form = _form(period)
    alike = [point for point in points if _form(point[0]) == form]
    at = next((place for place, (when, _) in enumerate(alike) if when == period), len(alike) - 1)
    start = max(0, min(at - MOST * 3 // 4, len(alike) - MOST))
    return alike[start : start + MOST]


def _form(period: str) -> str:
    """How a period is written, whatever its numbers; of spans whatever their years, so that 1—11月 stands beside 1—11月 alone."""
    if "/" in period:
        return "/".join(part[4:] for part in period.split("/"))
    return "".join("0" if sign.isdigit() else sign for sign in period)


def _drawn(verdict: Verdict, chosen: Candidate, value: Decimal, period: str, points: Points, lang: str) -> str:
    claim = verdict.claim
    vintages = [vintage for vintage in chosen.vintages if vintage.value != value]
    values = [each for _, each in points] + [claim.value] + [vintage.value for vintage in vintages]
    span = max(values) - min(values) or abs(claim.value) or Decimal(1)
    ends = [end for end in (verdict.low, verdict.high) if end is not None and abs(end - claim.value) <= FAR * span]
    plane = Plane.of(
        [when for when, _ in points], [*values, *ends], left=LEFT, right=WIDE - RIGHT, top=TOP, bottom=HIGH - BOTTOM
    )

    def told(value: Decimal) -> str:
        return amount_words(value, claim.unit, chosen.steps, lang, low=chosen.low, high=chosen.high)

    x = plane.x(period)
    line = " ".join(f"{plane.x(when)},{plane.y(each)}" for when, each in points)
    claimed = f"{label('in_text', lang)} {printable(claim.surface)}"
    official = f"{label('official_value', lang)} {told(value)}"
    title = (
        f"{printable(chosen.indicator)}：{official}；{claimed}"
        if lang == "zh"
        else f"{printable(chosen.indicator)}: {official}; {claimed}"
    )
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{safe(title)}">',
        *(_level(end, plane, told(end)) for end in dict.fromkeys((max(values), min(values)))),
        *(_tick(when, plane, lang) for when in _ticks([when for when, _ in points], period, plane)),
        f'<polyline class="line" points="{line}"/>' if len(points) > 1 else "",
        *(
            f'<circle class="figure" cx="{plane.x(when)}" cy="{plane.y(each)}" r="3">{_title(when, told(each), lang)}</circle>'
            for when, each in points
            if when != period
        ),
        *(
            f'<circle class="vintage" cx="{x}" cy="{plane.y(vintage.value)}" r="4">'
            f"{_title(vintage.released or vintage.name or '', told(vintage.value), lang)}</circle>"
            for vintage in vintages
        ),
        _interval(verdict, plane, x),
        f'<circle class="official" cx="{x}" cy="{plane.y(value)}" r="5">{_title(period, official, lang)}</circle>',
        _claimed(x, plane.y(claim.value), claimed),
        "</svg>\n",
    ]
    return "\n".join(part for part in parts if part)


def _title(when: str, words: str, lang: str) -> str:
    name = period_words(when, lang) if when else ""
    return f"<title>{safe(' · '.join(part for part in (printable(name), words) if part))}</title>"


def _level(value: Decimal, plane: Plane, words: str) -> str:
    y = plane.y(value)
    return (
        f'<line class="level" x1="{LEFT}" x2="{WIDE - RIGHT}" y1="{y}" y2="{y}"/>'
        f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{safe(words)}</text>'
    )


def _tick(when: str, plane: Plane, lang: str) -> str:
    words = when if len(when) == 4 else period_words(when, lang)
    x = plane.x(when)
    anchor = "start" if x < LEFT + ROOM else "end" if x > WIDE - RIGHT - ROOM else "middle"
    return f'<text x="{x}" y="{HIGH - 8}" text-anchor="{anchor}">{safe(printable(words))}</text>'


def _ticks(periods: Sequence[str], period: str, plane: Plane) -> list[str]:
    """The claim's own period, the first and the last, as far as their names do not lie on each other."""
    room = ROOM if len(period) == 4 else 2 * ROOM
    taken: list[str] = []
    for when in (period, periods[0], periods[-1]):
        if all(abs(plane.x(when) - plane.x(other)) > room for other in taken):
            taken.append(when)
    return taken


def _interval(verdict: Verdict, plane: Plane, x: float) -> str:
    """What the words of the claim allow, from end to end; a side without end reaches to the edge and has no bar."""
    if verdict.low is None and verdict.high is None:
        return ""
    top = plane.top if verdict.high is None else plane.y(verdict.high)
    bottom = plane.bottom if verdict.low is None else plane.y(verdict.low)
    bars = "".join(
        f'<line x1="{x - 6}" x2="{x + 6}" y1="{y}" y2="{y}"/>'
        for y, end in ((top, verdict.high), (bottom, verdict.low))
        if end is not None and plane.low <= end <= plane.high
    )
    return f'<g class="interval"><line x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>{bars}</g>'


def _claimed(x: float, y: float, words: str) -> str:
    size = 7
    diamond = f"M{x} {y - size}L{x + size} {y}L{x} {y + size}L{x - size} {y}Z"
    return f'<path class="claimed" d="{diamond}"><title>{safe(words)}</title></path>'
