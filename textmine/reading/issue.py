"""When and by whom an article was published, as far as the text itself tells it: running heads, datelines, dates alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from textmine.reading.dates import iso
from textmine.reading.furniture import page_date, page_paper
from textmine.reading.headlines import HEADLINE_LINES, Item

if TYPE_CHECKING:
    from textmine.reading.bylines import Byline
    from textmine.reading.pages import Line

__all__ = ["Pages", "published"]


class Pages(NamedTuple):
    """What the furniture of the pages tells, each with where it stands in the text, in order."""

    dates: tuple[tuple[int, str], ...]
    papers: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, furniture: Sequence[Line]) -> Pages:
        """What the lines ``furniture`` tell."""
        ordered = sorted(furniture)
        return cls(
            tuple((line.start, date) for line in ordered if (date := page_date(line.text))),
            tuple((line.start, paper) for line in ordered if (paper := page_paper(line.text))),
        )

    def date(self, end: int) -> str | None:
        """The date of the page on which the article that goes to ``end`` stands."""
        return _last(self.dates, end)

    def paper(self, end: int) -> str | None:
        """The newspaper on whose page the article that goes to ``end`` stands."""
        return _last(self.papers, end)


def _last(found: Sequence[tuple[int, str]], end: int) -> str | None:
    index = bisect_left(found, end, key=lambda one: one[0])
    return found[index - 1][1] if index else None


@cache
def _issued() -> re.Pattern[str]:
    """A date on a line of its own, or the occasion of a speech below the headline."""
    alone = r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?"
    return re.compile(rf"[（(]?{alone}[）)]?$|(?:[-—–―]{{1,2}}|[（(])\s*(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})日在")


@cache
def _issuer() -> re.Pattern[str]:
    """The end of the name of an office that signs a document."""
    return re.compile(r"(?:局|委|委员会|办公室|办公厅|政府|调查队|总队|部|院|会|中心|公司|集团|协会|大学|银行)$")


def published(items: Sequence[Item], bylines: Sequence[Byline], opening: Byline | None, page: str | None) -> str | None:
    """The publication date as far as the text tells it, year and all; ``page`` is that of the running head."""
    for byline in ([opening] if opening else []) + list(bylines):
        if byline.published:
            return byline.published
    if date := _below_headline(items):
        return date
    if opening is not None and opening.day is not None and page is not None:
        year, month = int(page[:4]), int(page[5:7])
        # A dateline of December on a page of January is of the year before.
        return iso(year - (opening.day[0] > month), *opening.day)
    return page or _signed(items)


def _below_headline(items: Sequence[Item]) -> str | None:
    """The date below the headline, unless dates alone head several passages of a chronicle."""
    for index, current in enumerate(items[:HEADLINE_LINES]):
        if current.prose and not current.headline_like:
            return None
        if found := _date(current.text):
            rest = items[index + 1 :]
            heads = any(one.plain and two.prose and _date(one.text) for one, two in pairwise(rest))
            return None if heads else found
    return None


def _signed(items: Sequence[Item]) -> str | None:
    """The date below the office that signs a document."""
    for above, current in pairwise(items):
        if current.plain and above.plain and _issuer().search(above.text) and (found := _date(current.text)):
            return found
    return None


def _date(text: str) -> str | None:
    found = _issued().match(text)
    return iso(*(group for group in found.groups() if group)) if found else None
