"""Government work reports: which passages look back and which set goals, and the years they speak of.

A report given early in a year reviews the year before and plans the year itself, mostly without naming either. A
passage after a heading such as 工作回顾 looks back, one after 工作安排 plans; without headings the verbs decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from textmine.claims.structure import Span
from textmine.records import Article

__all__ = ["Report", "read_report"]


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
        passage = text[paragraph.start : paragraph.end]
        told = len(_results().findall(passage)) + 2 * len(_precise().findall(passage))
        return len(_goals().findall(passage)) > 2 * told

    def period(self, text: str, paragraph: Span, *, plans: bool) -> str:
        """The year that a passage speaks of when it names none, or the five years that it looks back on."""
        if plans:
            return str(self.year)
        if _five_years().search(text, paragraph.start, paragraph.end):
            return f"{self.year - 5}/{self.year - 1}"
        return str(self.year - 1)


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
    return re.compile(r"(?:这|过去|本届政府|刚刚过去的)五年|五年来")


@cache
def _goals() -> re.Pattern[str]:
    return re.compile(
        r"确保|力争|争创|争取|申办|筹办|谋划|加快|推动|推进|促进|加强|深化|健全|完善|强化|支持|鼓励|引导|探索|培育|打造|提升|优化|统筹|落实|实施|开展|坚持|做好|壮大|发挥|办好|严守|严格"
    )


@cache
def _results() -> re.Pattern[str]:
    return re.compile(
        r"圆满|获批|入选|荣获|获评|跃居|居全国|位居|增至|首次|历史性|上榜|成效|明显|显著|取得|突破\d|达到?\d|增长\d|下降\d|新增|增加\d|提高\d|完成|建成|累计|已|成功|全面完成|超过\d|实现了|第[一二三四五六七八九十\d]+[位名]?|连续|蝉联|五年|一年来"
    )


def read_report(article: Article) -> Report | None:
    """The report that ``article`` is, or null when it is none or tells no year."""
    head = article.title or article.text[:80]
    if not _title().search(head):
        return None
    match = re.search(r"(20\d\d)年", head)
    year = int(match.group(1)) if match else int(article.published[:4]) if article.published else None
    if year is None:
        return None
    turns = tuple((match.start(), match.lastgroup == "ahead") for match in _turn().finditer(article.text))
    return Report(year=year, turns=turns)
