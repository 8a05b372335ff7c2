"""Government work reports: which passages look back and which set goals, and the years they speak of.

A report given early in a year reviews the year before and plans the year itself, mostly without naming either. A
passage after a heading such as 工作回顾 looks back, one after 工作安排 plans; without headings the verbs decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from textmine.claims.structure import Span
from textmine.lexicon import rows
from textmine.records import Article

__all__ = ["Report", "read_report"]

EXCERPT = 3000
"""Up to this many characters a text is a passage of a report, with one view, rather than the report."""

PLAN = 5
"""Years of a plan; its first leaves 1 when divided by them."""

HEADING = 50
BIAS = 0.3
MOST = 3
PRECISE_WEIGHT = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A work report of the year ``year``; ``turns`` are ``(position, plans)`` where its passages change their view."""

    year: int
    turns: tuple[tuple[int, bool], ...]

    def plans(self, text: str, paragraph: Span) -> bool:
        """Whether the paragraph sets goals rather than looks back."""
        view = None
        for position, plans in self.turns:
            if position <= paragraph.start:
                view = plans
        if view is not None:
            return view
        if len(text) <= EXCERPT:
            return _retrospect(text) < 0
        return _retrospect(text[paragraph.start : paragraph.end]) < 0

    def period(self, text: str, paragraph: Span, *, plans: bool, yearly: bool = False) -> str:
        """The year that a passage speaks of when it names none, or the five years that it looks back on.

        ``yearly``: the value is a mean over years (年均), those of the plan that has ended.
        """
        if plans:
            ahead = self.year % PLAN == 1 and (yearly or self._plans_years(text, paragraph))
            return f"{self.year}/{self.year + PLAN - 1}" if ahead else str(self.year)
        if yearly and self.year % 5 == 1:
            return f"{self.year - 5}/{self.year - 1}"
        if self._spans_years(text, paragraph):
            return f"{self.year - 5}/{self.year - 1}"
        return str(self.year - 1)

    def _plans_years(self, text: str, paragraph: Span) -> bool:
        """Whether the passage tells the goals of the five years that begin."""
        start, end = (0, len(text)) if len(text) <= EXCERPT else (paragraph.start, paragraph.end)
        return _next_years().search(text, start, end) is not None

    def _spans_years(self, text: str, paragraph: Span) -> bool:
        """Whether the passage looks back on five years: by its own words, the line above it or, in an excerpt, elsewhere."""
        if _one_year().search(text, paragraph.start, paragraph.end):
            return False
        if _five_years().search(text, paragraph.start, paragraph.end):
            return True
        if len(text) <= EXCERPT:
            return _five_years().search(text) is not None and _one_year().search(text) is None
        above = text.rfind("\n", 0, max(0, paragraph.start - 1)) + 1
        return paragraph.start - above < HEADING and _five_years().search(text, above, paragraph.start) is not None


def _retrospect(passage: str) -> float:
    """Log-odds that ``passage`` looks back rather than plans."""
    score = BIAS
    for word, weight in rows("report_views"):
        score += int(weight) / 10 * min(MOST, passage.count(word))
    return score + PRECISE_WEIGHT * min(MOST + 1, len(_precise().findall(passage)))


@cache
def _title() -> re.Pattern[str]:
    return re.compile(r"政府工作报告")


@cache
def _turn() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|\n)[^\n。；]{0,30}?(?:(?P<back>工作回顾|主要成就|主要成绩|发展成就|过去一年|过去五年|[一五]年来)|(?P<ahead>工作安排|重点工作|主要任务|总体要求|总体思路|工作任务|奋斗目标|工作建议|目标任务|今后五年|下一步|工作打算))[^\n。；]{0,30}"
    )


@cache
def _precise() -> re.Pattern[str]:
    """A count stated to the last of three digits or more: what was done is counted, what is planned is rounded."""
    return re.compile(r"(?<![0-9.])[0-9]*[1-9][0-9][1-9](?![0-9.年%])|(?<![0-9.])[0-9]+\.[0-9]{2}(?![0-9])")


@cache
def _five_years() -> re.Pattern[str]:
    return re.compile(r"(?<![第十])五年(?!规划|计划|行动|前|后|期|级|内|以上|制)")


@cache
def _next_years() -> re.Pattern[str]:
    return re.compile(r"今后五年|未来五年|《?(?:规划)?纲要草案")


@cache
def _one_year() -> re.Pattern[str]:
    return re.compile(r"(?:过去|刚刚过去的)的?一年|一年来|去年|20\d\d年(?!底|末)")


def read_report(article: Article) -> Report | None:
    """The report that ``article`` is, or null when it is none or tells no year."""
    head = article.headline or article.text[:80]
    if not _title().search(head):
        return None
    match = re.search(r"(20\d\d)年", head)
    year = int(match.group(1)) if match else int(article.published[:4]) if article.published else None
    if year is None:
        return None
    turns = tuple((match.start(), match.lastgroup == "ahead") for match in _turn().finditer(article.text))
    return Report(year=year, turns=turns)
