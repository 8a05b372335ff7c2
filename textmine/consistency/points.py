"""The claims of an article as the rules look at them: with the words around them, in order, and what their indicator means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from textmine.consistency.intervals import Interval, apart, stated
from textmine.errors import UsageError
from textmine.indicators import analyse
from textmine.quantities.units import convert
from textmine.records import BlockKind, Claim, Extraction, Role
from textmine.records.findings import Calculation, Conflict, Finding, Severity
from textmine.records.indicators import Indicator

__all__ = ["Page", "Point", "comparable_units", "finding", "is_level", "page_of", "weigh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A claim in its place: ``sentence`` counts them, ``lead`` are the words from the claim before it, or the beginning of its sentence.

    ``headline`` tells that it stands in the title or is one of its claims. ``after`` are the words up to the next claim or the end of
    the sentence. White space is taken out of both.
    """

    claim: Claim
    indicator: Indicator
    order: int
    sentence: int
    lead: str
    after: str
    headline: bool = False

    @property
    def regions(self) -> tuple[str, ...]:
        """The codes, or names, of the regions."""
        return tuple(sorted(place.code or place.name for place in self.claim.regions))

    def interval(self, unit: str | None = None) -> Interval:
        """What its words allow."""
        return stated(self.claim, unit=unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article as points, with what is needed to go from one to another."""

    article: str
    text: str
    points: tuple[Point, ...]

    def of(self, identity: str) -> Point | None:
        """The point of the claim with that id."""
        return next((point for point in self.points if point.claim.id == identity), None)

    def related(self, point: Point) -> tuple[Point, ...]:
        """The claims that ``point`` points at."""
        return tuple(other for name in point.claim.related if (other := self.of(name)) is not None)

    def between(self, one: Point, other: Point) -> str:
        """The words between two points, white space taken out."""
        return _plain(self.text[one.claim.end : other.claim.start])

    def narrowed(self, point: Point) -> bool:
        """Whether words stand before the figure in its sentence that no field of the claim takes in: they may tell of a part only."""
        claim = point.claim
        begin = max(self.text.rfind(sign, 0, claim.start) for sign in _STOPS) + 1
        if (saying := _saying().match(self.text, begin, claim.start)) is not None:
            begin = saying.end()
        taken = {at for each in claim.evidence for at in range(each.start, each.end)}
        rest = "".join(sign for at, sign in enumerate(self.text[begin : claim.start], begin) if at not in taken)
        return len(_empty().sub("", "".join(rest.split()))) > 1

    def previous(self, point: Point) -> Point | None:
        """The point before."""
        return next((other for other in self.points if other.order == point.order - 1 and other.order >= 0), None)

    def following(self, point: Point) -> Point | None:
        """The point after."""
        return next((other for other in self.points if other.order == point.order + 1 and point.order >= 0), None)

    def sentence(self, number: int) -> tuple[Point, ...]:
        """The points of a sentence, in order."""
        return tuple(point for point in self.points if point.sentence == number and not point.headline)

    def sentences(self) -> Iterator[tuple[Point, ...]]:
        """The points of every sentence that has some."""
        for number in dict.fromkeys(point.sentence for point in self.points):
            if points := self.sentence(number):
                yield points


_STOPS = "。；;！？\n"


@cache
def _saying() -> re.Pattern[str]:
    """Who says so, or that something is reviewed, at the beginning of a sentence."""
    return re.compile(r"\s*[^，,。：:]{0,16}(?:显示|公布|发布|表示|介绍|指出|获悉|说|看|回顾[^，,]{0,6})[，,：:]")


@cache
def _empty() -> re.Pattern[str]:
    """Words between the fields of a claim that say nothing."""
    return re.compile(
        r"[，,、]|据|记者|全[国省市县年]|我[国省市县]|实现|完成|达到|约为|[的了为是达约超近也已共有到在]|增长|上涨|下降|同比|比"
    )


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r"[。！？!?]|(?<=[。！？!?”」）)])\s*\n|\n\s*\n")


def page_of(extraction: Extraction, headline: Sequence[Claim] = ()) -> Page:
    """The page of ``extraction``; ``headline`` are claims of a title that stands outside its text."""
    article = extraction.article
    text = article.given
    ends = [
        match.start() for match in (re.compile(r"[。！？!?\n]") if article.original is None else _ends()).finditer(text)
    ]
    titles = [article.offsets.span(block.start, block.end) for block in article.blocks if block.kind is BlockKind.TITLE]
    claims = sorted(extraction.claims, key=lambda claim: claim.start)
    made: list[Point] = []
    number = 0
    for index, claim in enumerate(claims):
        while number < len(ends) and ends[number] < claim.start:
            number += 1
        begin = ends[number - 1] + 1 if number else 0
        close = ends[number] if number < len(ends) else len(text)
        before = max(begin, claims[index - 1].end if index else 0)
        behind = min(close, claims[index + 1].start if index + 1 < len(claims) else close)
        made.append(
            Point(
                claim=claim,
                indicator=_meaning(claim),
                order=index,
                sentence=number,
                lead=_plain(text[before : claim.start]),
                after=_plain(text[claim.end : behind]),
                headline=any(start <= claim.start < end for start, end in titles),
            )
        )
    words = article.headline or ""
    outside = [
        Point(
            claim=claim if claim.id.startswith("t") else replace(claim, id=f"t{claim.id.removeprefix('c')}"),
            indicator=_meaning(claim),
            order=-1,
            sentence=-1,
            lead=_plain(words[: claim.start]),
            after=_plain(words[claim.end :]),
            headline=True,
        )
        for claim in headline
    ]
    return Page(article=article.id, text=text, points=(*outside, *made))


def _meaning(claim: Claim) -> Indicator:
    return analyse(claim.indicator, unit=claim.unit, role=claim.role)


def _plain(words: str) -> str:
    return "".join(words.split())


def comparable_units(one: Claim, other: Claim) -> bool:
    """Whether both values can be told in one unit."""
    if one.unit == other.unit:
        return True
    if one.unit is None or other.unit is None:
        return False
    try:
        convert(Decimal(1), one.unit, other.unit)
    except UsageError:
        return False
    return True


def weigh(stated_: Interval, reckoned: Interval, cut: Interval) -> Severity | None:
    """How much it weighs that a stated figure lies outside what follows from others; null where it does not.

    ``cut`` is what the figure stands for where digits were cut off: what only rounding would exclude is a note.
    """
    if not apart(stated_, reckoned):
        return None
    return Severity.ERROR if apart(cut, reckoned) else Severity.NOTE


def finding(
    page: Page, conflict: Conflict, severity: Severity, points: Sequence[Point], calculation: Calculation
) -> Finding:
    """A finding about ``points`` of one page."""
    claims = tuple(point.claim for point in points)
    return Finding(
        conflict=conflict,
        severity=severity,
        claims=claims,
        articles=(page.article,) * len(claims),
        calculation=calculation,
    )


def is_level(point: Point) -> bool:
    """Whether the point tells how much there is."""
    return point.claim.role is Role.LEVEL
