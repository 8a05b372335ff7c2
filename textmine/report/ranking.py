"""A rank as bars: the regions in the order of their figures, the one that the claim is about, and the place that the claim gives it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from textmine.output.labels import label
from textmine.output.markup import safe
from textmine.output.reckoning import amount_words, published_words
from textmine.output.rows import plain
from textmine.output.terminal import printable
from textmine.output.wording import place_words
from textmine.records.verdicts import Operand, Operation, Step, Verdict

__all__ = ["ranking"]

WIDE, ROW, BAR, TOP = 560, 18, 11, 6
LEFT, RIGHT = 148, 100  # room for place and name before the bars, for the figure after them
MOST = 31  # rows: the provinces
AROUND = 5  # rows on either side of the claim's region where there are more


def ranking(verdict: Verdict, lang: str) -> str:
    """The bars of a rank as an SVG element, without colours of its own; empty where the verdict is on none."""
    chosen = verdict.chosen
    last = chosen.steps[-1] if chosen is not None and chosen.steps else None
    if chosen is None or last is None or last.operation is not Operation.RANK or len(last.operands) < 2:
        return ""
    own = last.operands[0]
    ordered = sorted(last.operands, key=lambda operand: (-operand.value, operand is not own))
    places = [1 + sum(other.value > operand.value for other in ordered) for operand in ordered]
    claimed = next((at for at, place in enumerate(places) if place == verdict.claim.value), None)
    shown = _shown(len(ordered), ordered.index(own), claimed)
    high = 2 * TOP + ROW * len(shown)
    told = f"{label('in_text', lang)} {printable(verdict.claim.surface)}"
    name = f"{printable(own.name)} · {label('rank_place', lang).format(plain(last.value)).strip()} · {told}"
    rows = [
        _row(number, at, ordered, places[at], last, lang, own=ordered[at] is own) for number, at in enumerate(shown)
    ]
    if claimed in shown:
        rows.append(_diamond(TOP + ROW * shown.index(claimed) + ROW / 2, told))
    return (
        f'<svg class="chart ranking" viewBox="0 0 {WIDE} {high}" role="img" aria-label="{safe(name)}">\n'
        f"{''.join(rows)}</svg>\n"
    )


def _shown(count: int, own: int, claimed: int | None) -> list[int]:
    """Which rows are drawn: all, or of many those around the region and the claimed place, and the first."""
    if count <= MOST:
        return list(range(count))
    middles = (own, own if claimed is None else claimed)
    near = {at for middle in middles for at in range(middle - AROUND, middle + AROUND + 1)}
    return sorted({0, *(at for at in near if 0 <= at < count)})


def _row(number: int, at: int, ordered: Sequence[Operand], place: int, step: Step, lang: str, *, own: bool) -> str:
    """A region: its place and name, its bar from zero, its figure."""
    operand = ordered[at]
    low = min(Decimal(0), *(each.value for each in ordered))
    high = max(Decimal(0), *(each.value for each in ordered))
    span = float(high - low) or 1.0

    def x(value: Decimal) -> float:
        return round(LEFT + float(value - low) / span * (WIDE - LEFT - RIGHT), 1)

    begin, end = sorted((x(Decimal(0)), x(operand.value)))
    top = TOP + ROW * number
    words = (
        published_words(operand.observation, lang)
        if operand.observation is not None
        else amount_words(operand.value, operand.unit, (step,), lang)
    )
    kind = "bar own" if own else "bar"
    base = top + BAR + 1
    return (
        f'<text x="{LEFT - 22}" y="{base}" text-anchor="end">{place} {safe(place_words(operand.region, lang))}</text>'
        f'<rect class="{kind}" x="{begin}" y="{top + 2}" width="{round(max(end - begin, 1), 1)}" height="{BAR}"/>'
        f'<text x="{end + 5}" y="{base}">{safe(words)}</text>\n'
    )


def _diamond(y: float, words: str) -> str:
    x, size = LEFT - 10, 6
    shape = f"M{x} {y - size}L{x + size} {y}L{x} {y + size}L{x - size} {y}Z"
    return f'<path class="claimed" d="{shape}"><title>{safe(words)}</title></path>\n'
