"""The small numerals of dates: years digit by digit (二〇二四), months and days (十一, 二十五, 廿), counts of years."""

from __future__ import annotations

__all__ = ["DAY", "DIGITS", "MONTH", "YEAR", "count_of", "small", "year"]

DIGITS = "〇零○一二三四五六七八九"
_VALUES = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}

YEAR = rf"(?:(?:1[789]|20)[0-9]{{2}}|[１２][０-９]{{3}}|[一二][{DIGITS}]{{3}})"
MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:\d{1,2}|三十一?|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"


def year(words: str) -> int:
    """Value of a year written as four digits of either kind: ``2024``, ``２０２４``, ``二〇二四``."""
    return int("".join(str(_VALUES.get(sign, sign)) for sign in words))


def small(words: str) -> int:
    """Value of a numeral below one hundred in digits of either kind, with 十 and 廿: ``11``, ``十一``, ``二十五``."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.replace("廿", "二十").partition("十")
    if not ten:
        return _VALUES[words]
    return (_VALUES[tens] if tens else 1) * 10 + (_VALUES[ones] if ones else 0)


def count_of(words: str) -> int:
    """Value of a counted numeral below one hundred (三, 两, 十五); 0 where the words are none."""
    try:
        return small(words)
    except KeyError:
        return 0
