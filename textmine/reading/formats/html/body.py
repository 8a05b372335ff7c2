"""The article on a page: its headline, its lines without what the page puts around them, and what the page shows of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from textmine.reading.bylines import name_line
from textmine.reading.cleaned import comparable
from textmine.reading.credits import source_line
from textmine.reading.formats.html.credits import Shown, is_credit, office_head, shown
from textmine.reading.formats.html.lines import Line, lines_of
from textmine.reading.formats.html.metadata import Told
from textmine.reading.formats.html.regions import Region
from textmine.reading.formats.html.titles import Title, title_of
from textmine.reading.formats.html.tree import Page
from textmine.reading.furniture import closes_article, is_furniture
from textmine.reading.lines import is_caption

__all__ = ["Found", "article"]

# How many lines around an article are searched for its source, date and editors.
_ABOVE, _BELOW = 20, 12


class Found(NamedTuple):
    """An article: its title, the lines of its headline and its text, and what the page shows of it."""

    title: str | None
    headline: tuple[Line, ...]
    lines: tuple[Line, ...]
    shown: Shown


def article(page: Page, regions: Sequence[Region], told: Told, *, after: int, before: int, alone: bool) -> Found:
    """The article in ``regions``, whose surroundings go from ``after`` to ``before``; ``alone`` tells that the page has no other."""
    first, last = regions[0], regions[-1]
    above = lines_of(page, page.body, after, first.start)
    inside = [line for region in regions for line in lines_of(page, region.node, region.start, region.end)]
    below = lines_of(page, page.body, last.end, before)[:_BELOW] if alone else []
    opening = next((index for index, line in enumerate(inside) if line.prose and not is_credit(line.text)), len(inside))
    head = [*above, *inside[:opening]]
    title = title_of(head, told if alone else Told(site=told.site), page.title if alone else "")
    return Found(
        title=title.text,
        headline=tuple(head[index] for index in title.lines),
        lines=tuple(_kept(above, head[len(above) :], inside[opening:], title, head)),
        shown=_shown(head, title, inside, below),
    )


def _shown(head: Sequence[Line], title: Title, inside: Sequence[Line], below: Sequence[Line]) -> Shown:
    texts = [line.text if line.table is None else " ".join(line.text.split()) for line in head]
    cut = title.lines[-1] + 1 if title.lines else max(0, len(head) - _ABOVE)
    tail = [line.text for line in (*inside, *below) if line.table is None and len(line.text) < 80]
    near = shown(texts[cut:], tail[-2 * _BELOW :])
    far = shown(texts[max(0, cut - _ABOVE) : cut])
    office = next((found for line in head if line.table and (found := office_head(line.text))), None)
    office = office or office_head("\n".join(texts[-2 * _ABOVE :])) or Shown()
    near = near._replace(author=near.author or _authors(texts[cut:]))
    merged = [next((value for value in values if value), None) for values in zip(near, office, far, strict=True)]
    return Shown(*merged)


@cache
def _not_name() -> re.Pattern[str]:
    return re.compile(r"[《（(|｜\d]|来源|编辑")


def _authors(texts: Sequence[str]) -> str | None:
    """The authors that a line below the headline begins with (本报记者 某某《江州日报》…)."""
    for text in texts:
        end = _not_name().search(text)
        found = name_line(text[: end.start()].strip()) if end and end.start() else None
        if found is not None and found.authors:
            return "、".join(found.authors)
    return None


def _kept(
    above: Sequence[Line], start: Sequence[Line], rest: Sequence[Line], title: Title, head: Sequence[Line]
) -> list[Line]:
    """The lines that belong to the article: captions and authors from ``above`` it, below the headline; of ``start``, its own lines
    above the first sentence, what is no headline or credit; the ``rest``.
    """
    used = {id(head[index]) for index in title.lines}
    told = {comparable(head[index].text) for index in title.lines}
    below = above[title.lines[-1] + 1 :] if title.lines else []
    found = [line for line in below if line.table is None and (is_caption(line.text) or _names(line))]
    found += [
        line
        for line in start
        if id(line) not in used
        and comparable(line.text) not in told
        and not _is_credit_line(line)
        and not _is_office_head(line)
    ]
    return _ended([*found, *rest])


def _names(line: Line) -> bool:
    """Whether ``line`` only names the authors (本报记者 …)."""
    found = name_line(line.text)
    return found is not None and bool(found.authors)


def _is_credit_line(line: Line) -> bool:
    if line.table is not None:
        return False
    found = source_line(line.text)
    return is_credit(line.text) or (found is not None and not found.authors)


def _is_office_head(line: Line) -> bool:
    return line.table is not None and office_head(line.text) is not None


def _is_page_line(line: Line) -> bool:
    if line.table is not None:
        return False
    return is_furniture(line.text) or (
        len(line.text) < 100 and "。" not in line.text and _imprint().search(line.text) is not None
    )


@cache
def _imprint() -> re.Pattern[str]:
    """What only the foot of a page says."""
    return re.compile(
        r"版权所有|ICP备|公网安备|网站标识码|All Rights Reserved|主办.*(?:电话|承办.*技术支持)", re.IGNORECASE
    )


@cache
def _more() -> re.Pattern[str]:
    """The line above links to other articles."""
    return re.compile(
        r"[【\[]?\s*(?:相关|延伸|推荐|更多|热点|往期|精彩|猜你|热门|最新|今日|编辑|图片|视频|大家|关联)(?:的)?"
        r"(?:阅读|新闻|链接|推荐|回顾|喜欢|文章|报道|资讯|稿件|内容|专题|解读|文件|都在看)\s*[】\]]?\s*[：:]?.{0,12}|附件(?:下载)?[：:]?"
    )


def _ended(lines: Sequence[Line]) -> list[Line]:
    """``lines`` up to where the article ends: without links to others, editors, and what stands below these."""
    end = _trimmed(lines, len(lines))
    last = next(
        (i for i in range(end - 1, -1, -1) if (lines[i].prose or lines[i].table) and not _is_page_line(lines[i])), -1
    )
    for index in range(last + 1, end):
        line = lines[index]
        if closes_article(line.text) or (index + 1 < end and _more().fullmatch(line.text) is not None):
            end = _trimmed(lines, index)
            break
    return [line for line in lines[:end] if not _is_page_line(line)]


def _trimmed(lines: Sequence[Line], end: int) -> int:
    """``end`` without the lines before it that lead elsewhere or are credits."""
    while end and not (lines[end - 1].prose or lines[end - 1].table) and _is_other(lines[end - 1]):
        end -= 1
    return end


def _is_other(line: Line) -> bool:
    """Whether ``line`` at the end of the text leads elsewhere, a link that is no annex, or is furniture or a credit."""
    if line.is_link and not line.text.startswith("附"):
        return True
    return _is_page_line(line) or is_credit(line.text) or _more().fullmatch(line.text) is not None
