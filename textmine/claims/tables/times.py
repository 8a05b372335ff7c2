"""When the values of a table hold: the words of its headers resolved one after the other, from the title down."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from textmine import periods

__all__ = ["Clock", "compared_with", "is_past", "point_of"]


class Clock(NamedTuple):
    """By what words of time are resolved: the date of publication, and the year that a bulletin speaks of."""

    published: str | None = None
    about: int | None = None

    def resolve(self, words: str, base: str | None) -> str | None:
        """The period that ``words`` mean in a table about the period ``base``; null where it cannot be told."""
        if "旬" in words:
            return None
        found = _figures(words)
        if found is not None:
            return found
        if (quarter := re.fullmatch(r"Q([1-4])", words)) is not None:
            return f"{base[:4]}-Q{quarter[1]}" if base is not None else None
        if _own_words().fullmatch(words):
            return _relative(words, base)
        spoken = _spoken(base)
        for time in reversed(periods.find(f"{spoken}{words}", published=self.published, about=self.about)):
            if time.end > len(spoken):
                return time.stock or time.period
        return None

    def latest(self, told: Iterable[str], base: str | None) -> str | None:
        """The period that several words of time say together: those with a year first, the others within it.

        A year alone in a table about a part of a year means the same part of that year.
        """
        for words in sorted(told, key=_order):
            found = self.resolve(words, base)
            if found is not None and base is not None and _order(words) == 0:
                found = _same_part(found, base)
            if found is None:
                return None
            base = found
        return base


def _order(words: str) -> int:
    return 0 if re.search(r"(?:19|20)\d\d", words) else 2 if _own_words().fullmatch(words) else 1


@cache
def _own_words() -> re.Pattern[str]:
    return re.compile(
        r"(?P<total>.*累计(?:数|值|额)?)|(?P<past>(?:上年|去年)同[期月](?:数|值)?)|(?P<year>(?:上|去)年(?:实际|数|值)?)|(?P<yearend>(?:上|去)年[末底](?:数|值)?|[期年]初(?:数|值)?)"
        r"|(?P<month>[本当]月(?:数|值|实际)?)|(?P<now>[本当]期(?:数|值|实际)?|报告期)|(?P<quarter>[本当]季度?(?:数|值)?)|(?P<thisyear>[本当]年(?:数|值|实际)?)"
        r"|(?P<end>[期月年季本当]+末(?:数|值)?)|(?P<last>上[月期](?:数|值)?)|(?P<lastend>上[月期][末底](?:数|值)?)"
    )


def _figures(words: str) -> str | None:
    """Years, quarters and months written in figures alone: 2024, 2024.11, 2024-01, 2024Q1."""
    if (quarter := re.fullmatch(r"(\d{4})年?Q([1-4])", words)) is not None:
        return f"{quarter[1]}-Q{quarter[2]}"
    if re.fullmatch(r"\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}", words):
        day = "-".join(f"{int(part):02}" for part in re.split(r"[.\-/]", words))
        return day if periods.is_valid(day) else None
    found = re.fullmatch(r"(\d{4})(?:[.\-/](\d{1,2})|年度?)?", words)
    if found is None:
        return None
    return f"{found[1]}-{int(found[2]):02}" if found[2] else found[1]


def _same_part(year: str, base: str) -> str:
    """The part of ``year`` that ``base`` is of its own year; ``year`` itself where it is no year alone, or ``base`` no part of one."""
    years = set(re.findall(r"\d{4}", base))
    if not year.isdecimal() or base.isdecimal() or ".." in base or len(years) != 1:
        return year
    return base.replace(years.pop(), year)


def _spoken(base: str | None) -> str:
    """``base`` in words before which others are read in its year; empty for what names none."""
    if base is None or not base[:4].isdecimal():
        return ""
    month = re.fullmatch(r"(\d{4})-(\d\d)", base)
    return f"{month[1]}年{int(month[2])}月，" if month else f"{base[:4]}年，"


def _relative(words: str, base: str | None) -> str | None:
    """What 本月, 累计, 上年同期 and the like mean in a table about ``base``; null where that is unknown."""
    found = _own_words().fullmatch(words)
    if found is None or base is None:
        return None
    kind = found.lastgroup
    yearly = len(base) == len("2024")
    if kind in ("past", "last"):
        return periods.year_before(base) if kind == "past" else periods.previous(base)
    if kind == "year":
        return periods.year_before(base) if yearly else None
    if kind == "yearend":
        return f"{int(base[:4]) - 1}-12"
    if kind == "lastend":
        month = periods.ending(base)
        return periods.previous(month) if month else None
    return _within(kind, base, yearly=yearly)


def _within(kind: str | None, base: str, *, yearly: bool) -> str | None:
    if kind == "now":
        return base
    if kind == "thisyear":
        return base if yearly else None
    if kind == "total":
        return _so_far(base)
    if kind == "end":
        return point_of(base)
    month = periods.ending(base)
    if month is None or yearly:
        return None
    return month if kind == "month" else f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def _so_far(base: str) -> str | None:
    """From the beginning of the year to the end of ``base``."""
    month = periods.ending(base)
    if len(base) == len("2024") or "/" in base or base.endswith(("-S1", "-Q1")):
        return base
    return None if month is None else base if month.endswith("-01") else f"{month[:4]}-01/{month}"


def is_past(words: str) -> bool:
    """Whether ``words`` mean the time one year before another: 上年同期."""
    found = _own_words().fullmatch(words)
    return found is not None and found["past"] is not None


def point_of(base: str) -> str | None:
    """The moment at the end of ``base`` at which a stock holds: the year itself, or the last month."""
    return base if len(base) == len("2024") else periods.ending(base)


def compared_with(against: str, period: str | None) -> str | None:
    """The period that the change over ``period`` is compared with; ``against`` are the words that say so."""
    year = re.fullmatch(r"(\d{4})年(?:同期|末|底)?", against)
    if year is not None:
        return year[1]
    if period is None:
        return None
    if against in ("yoy", "同期") or re.match(r"(?:上|去)年(?:同[期月])?$", against):
        return periods.year_before(period)
    if re.match(r"(?:上|去)年[末底]|[年期]初", against):
        return f"{int(period[:4]) - 1}-12" if period[:4].isdecimal() else None
    if against in ("mom", "上月", "上季", "上季度", "上期"):
        return periods.previous(period)
    return periods.previous(month) if against.startswith("上月") and (month := periods.ending(period)) else None
