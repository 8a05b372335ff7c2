"""What tells how a figure is given, at the end of a name: 增速, 同比, 累计值, 实际, 上年=100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from textmine.indicators.words import Token, edges
from textmine.records import Basis
from textmine.records.indicators import Form, Window
from textmine.records.observations import Prices

__all__ = ["Facets", "facets", "words_of"]

DERIVED = frozenset((Form.POINTS, Form.DIFFERENCE, Form.MULTIPLE, Form.RANK))
"""Forms that can be told of growth too: 增速回落0.2个百分点, 增速排名."""

FORM_WORDS = {
    Form.GROWTH: "增速", Form.DECLINE: "降幅", Form.POINTS: "增减百分点", Form.DIFFERENCE: "增减量",
    Form.MULTIPLE: "增减倍数", Form.RANK: "排名", Form.INDEX: "指数", Form.LEVEL: "",
}  # fmt: skip
BASIS_WORDS = {Basis.YOY: "同比", Basis.MOM: "环比", Basis.SINCE: "定基"}
WINDOW_WORDS = {Window.CUMULATIVE: "累计值", Window.CURRENT: "当期值", Window.YEARLY: "年均"}
PRICE_WORDS = {Prices.CURRENT: "名义", Prices.CONSTANT: "不变价"}


@dataclass(frozen=True, slots=True)
class Facets:
    """How a figure is given; what the words do not tell is null."""

    form: Form = Form.LEVEL
    basis: Basis | None = None
    window: Window | None = None
    prices: Prices | None = None

    def under(self, inner: Facets) -> Facets:
        """These facets, and where they are silent those of ``inner``, which stood farther from the end."""
        return Facets(
            inner.form if self.form is Form.LEVEL else self.form,
            self.basis or inner.basis,
            self.window or inner.window,
            self.prices or inner.prices,
        )


NONE = Facets()


@cache
def _told() -> dict[str, Facets]:
    """What each sort of word tells."""
    measures = ("growth", "decline", "points", "difference", "multiple", "rank")
    bases = {"yoy": Basis.YOY, "mom": Basis.MOM, "since": Basis.SINCE}
    return {
        "drop": NONE,
        **{sort: Facets(form=Form(sort)) for sort in measures},
        **{sort: Facets(basis=basis) for sort, basis in bases.items()},
        **{f"index-{sort}": Facets(form=Form.INDEX, basis=basis) for sort, basis in bases.items()},
        "cumulative": Facets(window=Window.CUMULATIVE),
        "cumulative-word": Facets(window=Window.CUMULATIVE),
        "current": Facets(window=Window.CURRENT),
        "yearly": Facets(window=Window.YEARLY),
        "nominal": Facets(prices=Prices.CURRENT),
        "real": Facets(prices=Prices.CONSTANT),
        "real-word": Facets(prices=Prices.CONSTANT),
    }


def facets(words: Sequence[Token]) -> tuple[list[Token], Facets, list[str]]:
    """``words`` without the facets at their end, the facets, and what was dropped there."""
    rest = list(words)
    found = NONE
    dropped: list[str] = []
    while rest:
        token = rest[-1]
        told = _told().get(token.sort)
        if token.sort == "plain" and token.text.endswith(edges("drop-end")):
            empty = next(word for word in edges("drop-end") if token.text.endswith(word))
            dropped.append(empty)
            left = token.text[: -len(empty)]
            rest[-1:] = [Token(left, "plain", left)] if left else []
            continue
        if (
            told is None
            or not _holds(token.sort, rest, words)
            or (found.form in DERIVED and told.form is not Form.LEVEL)
        ):
            break
        if token.sort == "drop":
            dropped.append(token.text)
        found = found.under(told)
        rest.pop()
    if found.basis is not None and found.form is Form.LEVEL:
        found = replace(found, form=Form.GROWTH)
    if found.form in (Form.GROWTH, Form.DECLINE) and found.basis is Basis.YOY:
        found = replace(found, basis=None)
    return rest, found, dropped


def _holds(sort: str, rest: Sequence[Token], words: Sequence[Token]) -> bool:
    """Whether a word tells the figure where it stands: 实际 only before other such words, 累计 and 年均 only behind a name."""
    if sort == "real-word":
        return len(rest) < len(words)
    return sort not in ("cumulative-word", "yearly") or len(rest) > 1


def words_of(found: Facets) -> str:
    """The facets as words that are read back the same; 同比 is what growth means where nothing else is said."""
    if found is NONE or found == NONE:
        return ""
    return "".join(
        (
            WINDOW_WORDS[found.window] if found.window else "",
            PRICE_WORDS[found.prices] if found.prices else "",
            BASIS_WORDS[found.basis] if found.basis else "",
            FORM_WORDS[found.form],
        )
    )
