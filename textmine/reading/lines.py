"""Text to lines: where each begins and ends, what stands around it, and which of them are page furniture."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from textmine.lexicon import alternation, rows

__all__ = ["INVISIBLE", "Line", "is_prose", "is_terminal", "lines", "running_date", "starts_item"]

# Characters without width (zero-width spaces and joiners, direction marks, soft hyphen, byte order mark).
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_EDGES = " \t\u00a0\u3000\u2002\u2003\u2009\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x1c\x1d\x1e\x1f"
_ENDS = frozenset("。！？!?；;：:…")
_CLOSERS = "”’\"'“」』）)】]》〉"
_FURNITURE_LIMIT = 80


class Line(NamedTuple):
    """One line with something on it: its span without white space at the ends and what precedes it.

    ``blank`` tells of an empty line before it, ``indent`` how many white-space characters it begins with.
    """

    start: int
    end: int
    text: str
    blank: bool
    indent: int


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")


@cache
def _furniture() -> re.Pattern[str]:
    patterns = "|".join(f"(?:{pattern})" for _, pattern, _ in rows("reading_furniture"))
    staff = alternation(word for word, kind in rows("reading_roles") if kind == "staff")
    bare = alternation(word for word, kind in rows("reading_roles") if kind == "imprint")
    imprint = (
        rf"[（(【\[]?\s*(?:(?:(?:{staff})\s*[:：]|(?:{bare})\s*[:：\s])\s*[^，。；：:]{{1,24}}?[\s、|｜/]*)+[）)】\]]?"
    )
    return re.compile(f"(?:{patterns}|{imprint})")


@cache
def _continued() -> re.Pattern[str]:
    """References to other pages at the beginning or end of a paragraph."""
    page = r"(?:紧?接|上接|下转|转)第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[^（）()。]{0,12}"
    return re.compile(rf"^\s*[（(]\s*{page}[）)]|[（(]\s*{page}[）)]$|[▲▶►]\s*{page}$")


@cache
def _item() -> re.Pattern[str]:
    numeral = "[一二三四五六七八九十百]{1,4}"
    return re.compile(
        rf"{numeral}、|[（(](?:{numeral}|\d{{1,2}})[）)]|第{numeral}[章节条编部]|专栏\s*\d|\d{{1,2}}[.、．﹒](?!\d)|[①-⑳]|[-—–―]{{2}}"
        r"|附件|附表|附[:：]"
    )


def starts_item(text: str) -> bool:
    """Whether ``text`` begins with a mark of enumeration (一、 （二） 第三条 4. ——)."""
    return _item().match(text) is not None


@cache
def _caption() -> re.Pattern[str]:
    """How the caption of a photograph ends (本报记者 某某摄)."""
    return re.compile(r"(?:记者|通讯员|图)[^，。]{0,12}摄$|\s摄$|供图$")


def is_terminal(text: str) -> bool:
    """Whether ``text`` ends as a sentence, a clause of a list or a caption does; quotes and brackets may follow."""
    body = text.rstrip(_CLOSERS)
    if not body:
        return True
    last = body[-1]
    if last in _ENDS:
        return True
    if last == ".":
        return not body[-2:-1].isdigit()
    return last in "摄图" and _caption().search(body, max(0, len(body) - 24)) is not None


def is_prose(text: str) -> bool:
    """Whether ``text`` reads as sentences rather than as a heading, a name or a table cell."""
    return is_terminal(text) or "。" in text or "；" in text or len(text) > 45


@cache
def _date() -> re.Pattern[str]:
    return re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")


def running_date(text: str) -> str | None:
    """The ISO date in a running head (2024年3月5日 星期二 → 2024-03-05)."""
    found = _date().search(text) if ("星期" in text or "周" in text) and len(text) < _FURNITURE_LIMIT else None
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None


def lines(text: str) -> tuple[list[Line], list[Line]]:
    """The lines of ``text`` that belong to articles, and those that are page furniture, each in order."""
    kept: list[Line] = []
    furniture: list[Line] = []
    matches = _furniture().fullmatch
    previous, blank = 0, False
    for found in _line().finditer(text):
        start, end = found.span()
        if previous and text[previous:start] not in ("\n", "\r\n"):
            blank = True
        previous = end
        raw = found[0]
        content = raw.strip(_EDGES)
        if not content:
            blank = True
            continue
        indent = raw.index(content[0]) if raw[0] != content[0] else 0
        line = Line(start + indent, start + indent + len(content), content, blank, indent)
        blank = False
        if len(content) < _FURNITURE_LIMIT and matches(content):
            furniture.append(line)
            # What stands before and after furniture is divided by the page, not by the writer.
            blank = line.blank
            continue
        kept.append(_without_references(line) if "版" in content else line)
    return _without_counting(kept, furniture), furniture


def _without_references(line: Line) -> Line:
    """The line without （上接第1版） at its beginning and （下转第3版） at its end."""
    for found in _continued().finditer(line.text):
        text = line.text[found.end() :] if found.start() == 0 else line.text[: found.start()]
        content = text.strip(_EDGES)
        if content:
            start = line.start + line.text.index(content, found.end() if found.start() == 0 else 0)
            return line._replace(start=start, end=start + len(content), text=content)
    return line


def _without_counting(kept: list[Line], furniture: list[Line]) -> list[Line]:
    """``kept`` without bare page numbers: whole numbers alone on their lines that count up by one."""
    bare = [index for index, line in enumerate(kept) if len(line.text) < 4 and line.text.isdecimal()]
    numbers = [int(kept[index].text) for index in bare]
    if len(bare) < 2 or any(
        right - left != 1 or later - earlier < 4
        for left, right, earlier, later in zip(numbers, numbers[1:], bare, bare[1:], strict=False)
    ):
        return kept
    dropped = set(bare)
    furniture.extend(kept[index] for index in bare)
    return [line for index, line in enumerate(kept) if index not in dropped]
