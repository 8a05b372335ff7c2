"""Labels of time in statistical tables to periods in the notation of claims."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from textmine.periods import is_valid
from textmine.records import Frequency, Release

__all__ = ["Label", "cumulated", "damaged_months", "frequency_of", "month_ends", "of_frequency", "time_label"]


class Label(NamedTuple):
    """A period as a label tells it; ``cumulative`` where it says 1—11月 or 前三季度."""

    period: str
    frequency: Frequency
    cumulative: bool = False
    status: Release | None = None


_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_CODES = {"A": 1, "B": 2, "C": 3, "D": 4}


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    year = r"(?P<year>(?:1[89]\d\d|20\d\d|21[0-4]\d))"
    return tuple(
        re.compile(form)
        for form in (
            rf"{year}(?:年度?)?(?:\s*\[YR\1\])?(?:\.0)?",
            rf"{year}(?:年?第?(?P<quarter>[一二三四1-4])季度?|[-.年]?(?:Q(?P<q>[1-4])|(?P<code>[ABCD])))",
            rf"{year}(?:年(?P<half>[上下])半年|[-.年]?[SH](?P<s>[12]))",
            rf"{year}年(?:(?:1|一)?月?[-—–~至到](?P<until>1[0-2]|[1-9])月(?:份)?|前(?P<first>[三3])季度)",
            rf"{year}(?:年|-M|M|[-/.])(?P<month>1[0-2]|0?[1-9])(?:月份?)?",
            rf"{year}(?P<month>0[1-9]|1[0-2])",
            rf"{year}[-/.年]?(?P<month>1[0-2]|0?[1-9])[-/.月](?P<day>[0-3]?\d)日?(?:[T ][0-9:.+Z]*)?",
            rf"{year}(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)",
        )
    )


@cache
def _status() -> re.Pattern[str]:
    return re.compile(r"[(（](?P<word>初步|快报|预计|修订|最终)[^()（）]*[)）]$")


_STATUS = {
    "初步": Release.PROVISIONAL,
    "快报": Release.PROVISIONAL,
    "预计": Release.ESTIMATED,
    "修订": Release.REVISED,
    "最终": Release.FINAL,
}


@lru_cache(maxsize=4096)
def time_label(label: str) -> Label | None:
    """The period that ``label`` names (2024年, 2022年第一季度, 202412, 2010-05, 2020Q1, 2024-12-31); None for anything else."""
    label = label.strip()
    status = None
    if marked := _status().search(label):
        status = _STATUS[marked["word"]]
        label = label[: marked.start()].rstrip()
    for form in _forms():
        if found := form.fullmatch(label):
            made = _made({key: value for key, value in found.groupdict().items() if value})
            return made._replace(status=status) if made and is_valid(made.period) else None
    return None


def _made(parts: dict[str, str]) -> Label | None:
    year = parts["year"]
    if quarter := parts.get("quarter"):
        return Label(f"{year}-Q{_QUARTERS[quarter]}", Frequency.QUARTER)
    if "q" in parts or "code" in parts:
        return Label(f"{year}-Q{parts.get('q') or _CODES[parts['code']]}", Frequency.QUARTER)
    if "half" in parts or "s" in parts:
        return Label(f"{year}-S{parts.get('s') or ('1' if parts['half'] == '上' else '2')}", Frequency.HALF)
    if "first" in parts:
        return Label(f"{year}-01/{year}-09", Frequency.QUARTER, cumulative=True)
    if until := parts.get("until"):
        return Label(_until(year, int(until)), Frequency.MONTH, cumulative=True)
    month = int(parts.get("month", 0))
    if day := parts.get("day"):
        return Label(f"{year}-{month:02}-{int(day):02}", Frequency.DAY)
    return Label(f"{year}-{month:02}", Frequency.MONTH) if month else Label(year, Frequency.YEAR)


def _until(year: str, month: int) -> str:
    """From January to ``month``, written shortest."""
    short = {1: f"{year}-01", 3: f"{year}-Q1", 6: f"{year}-S1", 12: year}
    return short.get(month, f"{year}-01/{year}-{month:02}")


def cumulated(period: str) -> str:
    """From the beginning of the year to the end of ``period``: 2021-Q3 → 2021-01/2021-09, 2021-12 → 2021."""
    year, _, part = period.partition("-")
    if "/" in period or not part:
        return period
    if part[0] in "QS":
        return _until(year, int(part[1]) * (3 if part[0] == "Q" else 6))
    return _until(year, int(part)) if len(part) == 2 else f"{year}-01-01/{period}"


def frequency_of(word: str) -> Frequency | None:
    """The frequency that a table names: 季, 月度, Quarterly, A."""
    word = word.strip().lower()
    for begin, frequency in (
        ("年", Frequency.YEAR), ("季", Frequency.QUARTER), ("月", Frequency.MONTH), ("半年", Frequency.HALF), ("日", Frequency.DAY),
        ("annual", Frequency.YEAR), ("quarter", Frequency.QUARTER), ("month", Frequency.MONTH), ("daily", Frequency.DAY),
    ):  # fmt: skip
        if word.startswith(begin):
            return frequency
    return {
        "a": Frequency.YEAR,
        "q": Frequency.QUARTER,
        "m": Frequency.MONTH,
        "s": Frequency.HALF,
        "h": Frequency.HALF,
    }.get(word)


def of_frequency(label: Label, frequency: Frequency | None) -> Label | None:
    """``label`` as a period of ``frequency``: the month that ends a quarter stands for it; None where it ends none."""
    if frequency is None or label.frequency is frequency:
        return label
    if label.frequency is not Frequency.MONTH or label.cumulative:
        return label
    year, month = label.period.split("-")
    step = {Frequency.QUARTER: 3, Frequency.HALF: 6, Frequency.YEAR: 12}.get(frequency)
    if step is None or int(month) % step:
        return None
    mark = {3: f"-Q{int(month) // 3}", 6: f"-S{int(month) // 6}", 12: ""}[step]
    return label._replace(period=f"{year}{mark}", frequency=frequency)


def month_ends(labels: list[Label]) -> list[Label]:
    """Days that are all the last of their month as these months; other labels as they are."""
    if labels and all(label.frequency is Frequency.DAY and _last_day(label.period) for label in labels):
        return [label._replace(period=label.period[:7], frequency=Frequency.MONTH) for label in labels]
    return labels


def _last_day(period: str) -> bool:
    return not is_valid(f"{period[:8]}{int(period[8:]) + 1:02}")


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(r"([12]\d{3})\.1")


def damaged_months(labels: list[str]) -> list[str]:
    """Labels with the October that a spreadsheet cut from 2016.10 to 2016.1 mended, where 2016.01 stands beside it.

    Raises :class:`ValueError` with the label where it could be January as well.
    """
    known = set(labels)
    mended = []
    for label in labels:
        cut = _cut().fullmatch(label)
        if cut is None:
            mended.append(label)
        elif f"{cut[1]}.01" in known:
            mended.append(f"{cut[1]}.10")
        elif f"{cut[1]}.2" in known and f"{cut[1]}.10" in known:
            mended.append(label)
        else:
            raise ValueError(label)
    return mended
