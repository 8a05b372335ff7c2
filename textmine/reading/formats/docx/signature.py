"""Who issued a document and when, as it says itself: 发布单位：…, or the office and date that sign it at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from textmine.reading.dates import first_date, iso
from textmine.reading.formats.docx.body import Passage

__all__ = ["Issued", "issued"]

# So many passages at the end may follow the signature, and so many at the beginning may tell of the document.
_LAST = 12
_FIRST = 12
_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ｏ": "0",
    "O": "0",
}


class Issued(NamedTuple):
    """The issuing body and the ISO date of issue; null where the document does not say them."""

    publisher: str | None = None
    published: str | None = None


@cache
def _date() -> re.Pattern[str]:
    """A date on a line of its own, in digits of either kind."""
    return re.compile(
        r"[（(]?\s*(?:(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|([二一][〇零○ＯO一二三四五六七八九]{3})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*([一二三四五六七八九十]{1,3})\s*日)\s*[）)]?"
    )


@cache
def _office() -> re.Pattern[str]:
    """The name of an office that signs a document."""
    ends = "局|委|委员会|办公室|办公厅|政府|调查队|总队|部|厅|院|会|中心|公司|集团|协会|学会|大学|学院|银行|分行|海关|管委会|支队|处|站|馆"
    return re.compile(rf"[\u4e00-\u9fff（）()、\s]{{2,40}}(?:{ends})")


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<who>(?:发布|发文|印发|制发|公布|公开)(?:单位|机构|机关|部门))|(?P<when>(?:发布|发文|印发|成文|公布|公开)(?:日期|时间)))\s*[：:]?\s*"
    )


def issued(found: Sequence[Passage]) -> Issued:
    """Who issued the document of the passages ``found`` and when."""
    who = when = None
    for label, value in _pairs([*found[:_FIRST], *found[-_LAST:]]):
        match = _told().fullmatch(label)
        if match is None:
            continue
        if match["who"] and who is None and 2 <= len(value) <= 40:
            who = value
        elif match["when"] and when is None:
            when = first_date(value)
    signed = _signed([passage.text for passage in found if not passage.rows])
    return Issued(who or signed.publisher, when or signed.published)


def _pairs(found: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """Each label with what stands behind it: on a line, or in the next cell."""
    for passage in found:
        for row in passage.rows:
            cells = [cell.text.strip() for cell in row if cell.text.strip()]
            yield from pairwise(cells)
        for line in re.split(r"\s{2,}", passage.text) if not passage.rows else ():
            label = _told().match(line)
            if label is not None and re.search(r"[：:]", label[0]):
                yield label[0], line[label.end() :].strip()


def _signed(lines: Sequence[str]) -> Issued:
    """The office and date that sign the document, the date on a line of its own among the last."""
    for index in range(len(lines) - 1, max(0, len(lines) - _LAST) - 1, -1):
        date = _date().fullmatch(lines[index].strip())
        if date is None:
            continue
        above = lines[index - 1].strip() if index else ""
        office = _office().fullmatch(above)
        if office is None:
            return Issued()
        return Issued(re.sub(r"\s+", "", above), _iso(date))
    return Issued()


def _iso(date: re.Match[str]) -> str | None:
    if date[1]:
        return iso(date[1], date[2], date[3])
    year = "".join(_DIGITS[sign] for sign in date[4])
    return iso(year, _small(date[5]), _small(date[6]))


def _small(words: str) -> int:
    """A numeral below one hundred: 十一, 二十五."""
    tens, ten, ones = words.partition("十")
    if not ten:
        return int("".join(_DIGITS[sign] for sign in words))
    return 10 * (int(_DIGITS[tens]) if tens else 1) + (int(_DIGITS[ones]) if ones in _DIGITS else 0)
