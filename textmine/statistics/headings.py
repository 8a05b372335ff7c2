"""What the heading of an official series says: indicator, unit, base, prices, span, measure, scope."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from textmine.lexicon import alternation, rows
from textmine.records import Basis, Frequency, Measure, Prices, Span
from textmine.statistics.units import Published, known

__all__ = ["Heading", "heading"]

_Found = TypeVar("_Found")


class Heading(NamedTuple):
    """A heading taken apart; ``unit`` is None where it names none."""

    written: str
    indicator: str
    unit: Published | None
    base: str | None
    basis: Basis | None
    measure: Measure
    span: Span | None
    prices: Prices | None
    scope: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether the heading tells all that its figures need: a unit, or that they are an index."""
        return self.unit is not None or self.base is not None


_SPANS = (
    (Span.CUMULATIVE, ("累计值", "累计增长", "累计同比", "累计", "1至本月")),
    (Span.CURRENT, ("当季值", "当期值", "当月值", "当期", "当季", "当月", "本月", "单月")),
    (Span.MOMENT, ("期末值", "期末", "年末", "月末", "季末", "年底", "月底", "存量")),
)
_PRICES = (
    (Prices.CONSTANT, ("不变价", "可比价", "实际增长", "实际增速", "constant")),
    (Prices.CURRENT, ("现价", "当年价", "名义增长", "名义增速", "当年价格", "current")),
)


@cache
def _group() -> re.Pattern[str]:
    return re.compile(r"[(（]([^()（）]*)[)）]")


@cache
def _base() -> re.Pattern[str]:
    year = r"\d{4}年?(?:\d{1,2}月)?"
    return re.compile(
        rf"(上年同期|上年同月|上年同季|去年同期|去年同月|上年|去年|上月|上季|上期|上年末|{year})\s*[=＝]\s*100"
    )


@cache
def _growth() -> re.Pattern[str]:
    return re.compile(
        r"(?<!自然)增长(?!贡献|极|点|弹性|质量)|增速|增幅|涨跌幅|同比|环比|annual % growth|growth \(annual"
    )


@cache
def _share() -> re.Pattern[str]:
    return re.compile(r"比重|占比|占[^率]*比例|构成|份额|\(% of|share of")


@cache
def _index() -> re.Pattern[str]:
    return re.compile(r"指数|\bindex\b", re.IGNORECASE)


@cache
def _prices_group() -> re.Pattern[str]:
    return re.compile(r"(?:按)?(?:\d{4}年)?(不变价格?|可比价格?|现价|当年价格?)(?:计算)?")


@cache
def _ending() -> re.Pattern[str]:
    """Marks of span at the end of a heading, which are no part of the indicator's name."""
    return re.compile(r"[_ ]?(?:当季值|当期值|当月值|累计值|期末值|当期|累计|当季|当月)$")


@cache
def _scopes() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word: scope or word for word, scope in rows("statistics_scopes")}
    return re.compile(alternation(names)), names


@lru_cache(maxsize=4096)
def heading(written: str, frequency: Frequency | None = None, unit: Published | None = None) -> Heading:
    """``written`` taken apart; ``unit`` is that of another place in the table, which goes before one in brackets.

    Monthly price indices with 上年同期=100 are those of the year so far; those of the month have 上年同月=100.
    """
    written = " ".join(written.split())
    base = _base().search(written)
    rest = _without_base(written)
    rest, in_brackets = _without_unit(rest)
    unit = unit or in_brackets
    measure = _measure(written, unit, based=base is not None)
    span = _first(written, _SPANS)
    if span is None and base and base[1] in ("上年同期", "去年同期") and "价格指数" in written:
        span = Span.CUMULATIVE if frequency is Frequency.MONTH else None
    found, names = _scopes()
    return Heading(
        written=written,
        indicator=_name(rest) or written,
        unit=unit,
        base=base[0].replace("＝", "=").replace(" ", "") if base else None,
        basis=_basis(written, base[1] if base else None, measure, frequency),
        measure=measure,
        span=span,
        prices=_first(written, _PRICES),
        scope=tuple(dict.fromkeys(names[word] for word in found.findall(written))),
    )


def _without_base(words: str) -> str:
    for group in list(_group().finditer(words))[::-1]:
        if _base().fullmatch(group[1].strip()):
            words = words[: group.start()] + words[group.end() :]
    return words.strip()


def _without_unit(words: str) -> tuple[str, Published | None]:
    """``words`` without the unit in their last bracket, and that unit."""
    groups = list(_group().finditer(words))
    if groups and (unit := known(groups[-1][1])):
        group = groups[-1]
        return (words[: group.start()] + words[group.end() :]).strip(), unit
    return words, None


def _name(words: str) -> str:
    """The name of the indicator: without prices in brackets and marks of span at its end."""
    for group in list(_group().finditer(words))[::-1]:
        if _prices_group().fullmatch(group[1].strip()):
            words = words[: group.start()] + words[group.end() :]
    return _ending().sub("", words.strip()).strip("_ ")


def _measure(written: str, unit: Published | None, *, based: bool) -> Measure:
    relative = unit is None or unit.unit in ("%", "百分点")
    if based:
        return Measure.INDEX
    if relative and _growth().search(written):
        return Measure.GROWTH
    if _index().search(written):
        return Measure.INDEX
    return Measure.SHARE if relative and _share().search(written) else Measure.LEVEL


def _basis(written: str, base: str | None, measure: Measure, frequency: Frequency | None) -> Basis | None:
    if base is not None:
        if base.startswith(("上年末", "上月", "上季", "上期")):
            return {"上月": Basis.MOM, "上季": Basis.QOQ}.get(base[:2], Basis.VERSUS)
        return Basis.YOY if base.startswith(("上年", "去年")) else Basis.SINCE
    if measure is not Measure.GROWTH:
        return None
    if "环比" in written:
        return Basis.QOQ if frequency is Frequency.QUARTER else Basis.MOM if frequency is Frequency.MONTH else None
    return Basis.YOY if re.search(r"同比|比上年|较上年|累计增长|annual %", written) else None


def _first(written: str, table: tuple[tuple[_Found, tuple[str, ...]], ...]) -> _Found | None:
    return next((value for value, words in table if any(word in written for word in words)), None)
