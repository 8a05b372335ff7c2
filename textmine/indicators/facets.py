"""What tells how a figure is given, at the end of a name: 增速, 同比, 累计值, 实际, 上年=100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textmine.indicators.words import Token, edges
from textmine.records import Basis
from textmine.records.indicators import Measure, Prices, Window

__all__ = ["Facets", "facets", "words_of"]

MEASURES = {
    "growth": Measure.GROWTH, "decline": Measure.DECLINE, "points": Measure.POINTS, "difference": Measure.DIFFERENCE,
    "multiple": Measure.MULTIPLE, "rank": Measure.RANK,
}  # fmt: skip
BASES = {"yoy": Basis.YOY, "mom": Basis.MOM, "since": Basis.SINCE}
WINDOWS = {
    "cumulative": Window.CUMULATIVE, "cumulative-word": Window.CUMULATIVE, "current": Window.CURRENT, "yearly": Window.YEARLY,
}  # fmt: skip
PRICES = {"nominal": Prices.NOMINAL, "real": Prices.REAL, "real-word": Prices.REAL}
MEASURE_WORDS = {
    Measure.GROWTH: "增速", Measure.DECLINE: "降幅", Measure.POINTS: "增减百分点", Measure.DIFFERENCE: "增减量",
    Measure.MULTIPLE: "增减倍数", Measure.RANK: "排名", Measure.INDEX: "指数", Measure.LEVEL: "",
}  # fmt: skip
BASIS_WORDS = {Basis.YOY: "同比", Basis.MOM: "环比", Basis.SINCE: "定基"}
WINDOW_WORDS = {Window.CUMULATIVE: "累计值", Window.CURRENT: "当期值", Window.YEARLY: "年均"}
PRICE_WORDS = {Prices.NOMINAL: "名义", Prices.REAL: "不变价"}


@dataclass(frozen=True, slots=True)
class Facets:
    """How a figure is given; what the words do not tell is null."""

    measure: Measure = Measure.LEVEL
    basis: Basis | None = None
    window: Window | None = None
    prices: Prices | None = None

    def under(self, inner: Facets) -> Facets:
        """These facets, and where they are silent those of ``inner``, which stood farther from the end."""
        return Facets(
            inner.measure if self.measure is Measure.LEVEL else self.measure,
            self.basis or inner.basis,
            self.window or inner.window,
            self.prices or inner.prices,
        )


def facets(words: Sequence[Token]) -> tuple[list[Token], Facets, list[str]]:
    """``words`` without the facets at their end, the facets, and what was dropped there."""
    rest = list(words)
    found = Facets()
    dropped: list[str] = []
    any_yet = False
    while rest:
        token = rest[-1]
        sort = token.sort
        if sort == "plain":
            end = next((word for word in edges("drop-end") if token.text.endswith(word)), "")
            if not end:
                break
            dropped.append(end)
            left = token.text[: -len(end)]
            rest[-1:] = [Token(left, "plain", left)] if left else []
            continue
        if sort == "drop":
            dropped.append(token.text)
        elif sort in MEASURES:
            found = found.under(Facets(measure=MEASURES[sort]))
        elif sort.startswith("index-"):
            found = found.under(Facets(measure=Measure.INDEX, basis=BASES[sort[6:]]))
        elif sort in BASES:
            found = found.under(Facets(basis=BASES[sort]))
        elif sort in WINDOWS and not (sort in ("cumulative-word", "yearly") and len(rest) == 1):
            found = found.under(Facets(window=WINDOWS[sort]))
        elif sort in PRICES and (sort != "real-word" or any_yet):
            found = found.under(Facets(prices=PRICES[sort]))
        else:
            break
        any_yet = True
        rest.pop()
    if found.basis is not None and found.measure is Measure.LEVEL:
        found = replace(found, measure=Measure.GROWTH)
    if found.measure in (Measure.GROWTH, Measure.DECLINE) and found.basis is Basis.YOY:
        found = replace(found, basis=None)
    return rest, found, dropped


def words_of(found: Facets) -> str:
    """The facets as words that are read back the same; 同比 is what growth means where nothing else is said."""
    return "".join(
        (
            WINDOW_WORDS[found.window] if found.window else "",
            PRICE_WORDS[found.prices] if found.prices else "",
            BASIS_WORDS[found.basis] if found.basis else "",
            MEASURE_WORDS[found.measure],
        )
    )
