"""Page furniture: what a newspaper page, a website or a scan prints around the articles, and what it tells of them."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import alternation, rows
from textmine.reading.dates import iso

__all__ = [
    "FURNITURE_LIMIT",
    "closes_article",
    "is_furniture",
    "is_page_number",
    "page_date",
    "page_paper",
    "without_references",
]

# Furniture is shorter, in characters, but for notices of rights.
FURNITURE_LIMIT = 80
_NOTICES = ("声明：", "声明:", "免责声明", "版权声明", "特别声明：", "本网声明：")
_RIGHTS = ("转载", "版权", "侵权", "权益")
_NAME_LIMIT = 24
_BRACKETS = "（()）【】[] \u3000"


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for _, pattern, _ in rows("reading_furniture")))


@cache
def _imprint() -> re.Pattern[str]:
    """The word that announces an editor or designer, with the sign after it."""
    staff = alternation(word for word, kind in rows("reading_roles") if kind == "staff")
    bare = alternation(word for word, kind in rows("reading_roles") if kind == "imprint")
    return re.compile(rf"(?:{staff})\s*[:：丨|｜/／]|(?:{bare})(?:\s*[:：丨|｜/／]|\s)")


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(r"[\d，。；：:！？%％]")


@cache
def _page_number() -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:{pattern})" for name, pattern, _ in rows("reading_furniture") if name == "page-number")
    )


def is_page_number(text: str) -> bool:
    """Whether the line of furniture ``text`` is the number of a page."""
    return _page_number().fullmatch(text) is not None


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(r"[（(]\s*(?:完|本文完|全文完)\s*[）)]")


def closes_article(text: str) -> bool:
    """Whether the line of furniture ``text`` stands below an article: its editors, （完）."""
    return _is_imprint(text) or _closing().fullmatch(text) is not None


def is_furniture(text: str) -> bool:
    """Whether the whole line ``text`` is page furniture or names editors and designers (责编：… 美编：…)."""
    if text.startswith(_NOTICES) and any(word in text for word in _RIGHTS):
        return True
    return len(text) < FURNITURE_LIMIT and (_furniture().fullmatch(text) is not None or _is_imprint(text))


def _is_imprint(text: str) -> bool:
    body = text.strip(_BRACKETS)
    if _imprint().match(body) is None:
        return False
    return all(_is_name(name.strip()) for name in _imprint().split(body)[1:])


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _NAME_LIMIT and _no_name().search(text) is None


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)")


def page_date(text: str) -> str | None:
    """The ISO date in the line of furniture ``text``, a running head or navigation, or null."""
    found = None if "//" in text or "www" in text else _date().search(text)
    return iso(*found.groups()) if found else None


@cache
def _paper() -> re.Pattern[str]:
    kinds = "日报|晚报|晨报|早报|时报|商报|都市报|青年报|法治报|经济报|农村报"
    return re.compile(rf"《?\s*([^\W\d_]{{2,5}}?(?:{kinds})|人民日报|光明日报|经济日报)(?=$|[\s\d|｜·》])")


def page_paper(text: str) -> str | None:
    """The newspaper that the line of furniture ``text``, a masthead or running head, names first, or null."""
    found = _paper().match(text)
    return found[1] if found else None


@cache
def _continued() -> re.Pattern[str]:
    """References to other pages at the beginning or end of a paragraph."""
    page = r"(?:紧?接|上接|下转|转)第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[^（）()。]{0,12}"
    return re.compile(rf"^\s*[（(]\s*{page}[）)]|[（(]\s*{page}[）)]$|[▲▶►]\s*{page}$")


def without_references(text: str) -> tuple[int, int]:
    """The span of ``text`` without （上接第1版） at its beginning or （下转第3版） at its end."""
    first, last = 0, len(text)
    for found in _continued().finditer(text):
        if found.start() == 0 and text[found.end() :].strip():
            first = found.end()
        elif found.start() > first:
            last = found.start()
    return first, last
