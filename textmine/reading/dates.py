"""Dates of publication in ISO form."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

__all__ = ["first_date", "iso"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def iso(year: str | int, month: str | int, day: str | int) -> str | None:
    """The ISO date, or null where the calendar has none such."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


@cache
def _numeric() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(\d{2})(\d{2}))(?!\d)")


@cache
def _english() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_MONTHS)})[a-z]*\.?,?\s+(\d{{4}})", re.IGNORECASE)


def first_date(text: str) -> str | None:
    """The first date in ``text`` in ISO form, or null: 2024年3月5日, 2024/3/5 08:00, 20240305, Tue, 05 Mar 2024."""
    if found := _numeric().search(text):
        return iso(found[1], found[2] or found[4], found[3] or found[5])
    if found := _english().search(text):
        return iso(found[3], _MONTHS.index(found[2].lower()) + 1, found[1])
    return None
