"""What the text has said of time so far, and what words without a year of their own mean after it.

Relative words take their meaning from the text first (the last year, month or day of the paragraph), then from the day
of publication; without either they mean nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import NamedTuple

__all__ = ["Anchor", "Context"]

LAST_REVIEW = (3, 15)
"""Up to this month and day a text looks back on the year before: the reports to the congresses and the year's figures."""

MONTHS_BACK = 5
"""How far back a month without a year is sought in the year before."""

MIDDLE = (4, 10)
"""Months in which 全年 is no year that is about to end or has just ended."""

LONGEST_HEADING = 50
"""Longer lines are no headings."""

BOUNDARIES = "。！？\n"
"""The marks that end a sentence."""


class Anchor(NamedTuple):
    """A year, with the month and day that were said, and the sentence they stood in.

    ``said`` tells that the text named the year itself; ``past`` that it did so by a passing 去年, which speaks for its own
    sentence only.
    """

    year: int
    month: int | None
    day: int | None
    sentence: int
    said: bool
    past: bool


@cache
def _heading() -> re.Pattern[str]:
    """A short line that names the year of the section below it."""
    return re.compile(
        r"(?:^|\n)[^。，；\n]{4,40}(?:回顾|安排|任务|重点|总结|成就|情况|打算|要求|目标|成效|成绩)[\s　]*$"
    )


class Context:
    """The state of one pass over a text: the day of publication and the last time named in the paragraph.

    ``last`` and ``previous`` are the anchor and period of the paragraphs before, ``day`` is the last day
    named in this one, ``month`` the last month of all, with its year.
    """

    __slots__ = (
        "_about",
        "_read",
        "_reviewed",
        "_said",
        "_year",
        "anchor",
        "day",
        "heading",
        "last",
        "month",
        "period",
        "previous",
        "published",
        "sentence",
        "text",
    )

    def __init__(self, text: str, published: date | None, year: int | None, about: int | None = None) -> None:
        self.text = text
        self.published = published
        self.anchor: Anchor | None = None
        self.last: Anchor | None = None
        self.day: date | None = None
        self.month: tuple[int, int] | None = None
        self.heading: int | None = None
        self._reviewed = False  # whether the paragraph has looked back on the year before as a whole
        self.period: str | None = None
        self.previous: str | None = None
        self.sentence = 0
        self._year = year
        self._about = about
        self._read = 0
        self._said: int | None = None

    @property
    def year(self) -> int | None:
        """The year of 今年: that of the publication, else the one that the document speaks of."""
        return self._year if self.published is None else self.published.year

    @property
    def dates_sentence(self) -> bool:
        """Whether the sentence has named a year itself."""
        return self.anchor is not None and self.anchor.said and self.anchor.sentence == self.sentence

    @property
    def early(self) -> bool:
        """Whether the text was published in the weeks in which the year before is reviewed."""
        return self.published is not None and (self.published.month, self.published.day) <= LAST_REVIEW

    def advance(self, position: int) -> None:
        """Read on to ``position``: a new sentence loosens, a new paragraph ends what was said before."""
        text, start = self.text, self._read
        if position <= start:
            return
        self._read = position
        for mark in BOUNDARIES:
            self.sentence += text.count(mark, start, position)
        while (start := text.find("\n", start, position)) >= 0:
            self._end_paragraph(start)
            start += 1

    def _end_paragraph(self, end: int) -> None:
        if self.anchor is not None and _heading().search(self.text, max(0, end - LONGEST_HEADING), end):
            self.heading = self.anchor.year
        self.last = self.anchor or self.last
        self.anchor = self.day = None
        self._reviewed = False
        self.previous = self.period or self.previous
        self.period = None

    def note(self, year: int, month: int | None, day: int | None, *, said: bool = True, past: bool = False) -> None:
        """Remember a time of the text as the one that later words may refer to."""
        if said and not past:
            self._said = year
        self.anchor = Anchor(year, month, day, self.sentence, said, past)
        if month is not None:
            self.month = (year, month)
            self.day = self.day if day is None else date(year, month, day)

    def anchored_year(self) -> int | None:
        """The last year that the paragraph said itself."""
        return None if self.anchor is None or not self.anchor.said else self.anchor.year

    @property
    def speaks_of_month(self) -> bool:
        """Whether the paragraph speaks of a whole month, so that 上月 is the one before it."""
        anchor = self.anchor
        return anchor is not None and anchor.month is not None and anchor.day is None and not anchor.said

    def _carried(self) -> Anchor | None:
        """The last time named, unless it was a passing 去年 of an earlier sentence."""
        anchor = self.anchor
        return None if anchor is not None and anchor.past and anchor.sentence != self.sentence else anchor

    def year_of_months(self, last: int, *, coming: bool) -> tuple[int | None, str]:
        """The year of a month or of months up to ``last`` without a year, and what says so.

        That of the sentence, that of an earlier month of the paragraph, that of the document, else that of the
        publication: a month that had not begun lies ahead (announcements), unless it was over only months ago (11月 read
        in January).
        """
        anchor = self._carried()
        if anchor is not None and (anchor.sentence == self.sentence or anchor.month is not None):
            return anchor.year, "context"
        if self._about is not None:
            return self._about, "context"
        if self.published is None:
            return self._year, "none" if self._year is None else "published"
        year, month = self.published.year, self.published.month
        if coming:
            return year + (last < month), "published"
        recent = month + 12 - last <= MONTHS_BACK
        return year - (last > month and recent), "published"

    def year_of_part(self, first: int, last: int, *, looking_back: bool, coming: bool) -> tuple[int | None, str]:
        """The year of a quarter, half-year or whole year (``first`` to ``last`` month) without a year.

        ``looking_back`` tells that 全年 or 年末 in the first weeks of a year means the year before. A year that an earlier
        sentence named in passing speaks on only while it is news: this year or the one before.
        """
        anchor = self._carried()
        if anchor is not None and (anchor.sentence == self.sentence or self._is_news(anchor.year)):
            return anchor.year, "context"
        if self._about is not None:
            return self._about, "context"
        if self.published is None:
            return self._year, "none" if self._year is None else "published"
        year, month = self.published.year, self.published.month
        if (first, last) == (1, 12):
            if self.year_before_told and not coming:
                return year - 1, "context"
            if not (looking_back and self.early):
                return year, "published"
            self._reviewed = True
            return self._early_year(year)
        if self._reviewed and not coming:
            return self._early_year(year)
        if coming or month >= (first if first > 1 else last - 2):
            return year, "published"
        if self.early and last > 6:
            return year - 1, "published"
        return (year, "published") if first == 1 and last == 6 else (None, "none")

    @property
    def year_before_told(self) -> bool:
        """Whether the text, published in the middle of a year, said the year before last of all years (党内统计公报)."""
        return (
            self.published is not None
            and self._said == self.published.year - 1
            and MIDDLE[0] <= self.published.month <= MIDDLE[1]
        )

    def _is_news(self, year: int) -> bool:
        return self.published is None or year >= self.published.year - 1

    def _early_year(self, published: int) -> tuple[int, str]:
        """What 全年 means in the first weeks of a year: the year of the heading above, else the year before."""
        return (published - 1, "published") if self.heading is None else (self.heading, "context")

    def _is_ahead(self, year: int, month: int) -> bool:
        """Whether the month is later than that of the publication."""
        return self.published is not None and (year, month) > (self.published.year, self.published.month)

    def month_of_day(self, day: int, *, coming: bool) -> tuple[int | None, int | None, str]:
        """Year and month of a day without a month, and what says so."""
        anchor = self._carried()
        if (
            anchor is not None
            and anchor.month is not None
            and (anchor.day or anchor.sentence == self.sentence)
            and (coming or not self._is_ahead(anchor.year, anchor.month))
        ):
            return anchor.year, anchor.month, "context"
        if self.published is None:
            return None, None, "none"
        year, month = self.published.year, self.published.month
        ahead = day - self.published.day
        ago = monthrange(year - (month == 1), (month - 2) % 12 + 1)[1] - ahead
        if not coming and 0 < ago <= ahead:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return year, month, "published"
