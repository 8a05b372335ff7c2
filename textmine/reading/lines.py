"""Text to lines: where each begins and ends, what stands around it, and which of them are page furniture."""

from __future__ import annotations

import re
from functools import cache

from textmine.reading.furniture import FURNITURE_LIMIT, is_furniture, without_references
from textmine.reading.pages import Line, without_page_numbers

__all__ = ["INVISIBLE", "is_caption", "is_prose", "is_terminal", "lines", "starts_item"]

# Characters without width (zero-width spaces and joiners, direction marks, soft hyphen, byte order mark).
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_EDGES = " \t\u00a0\u3000\u2002\u2003\u2009\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x1c\x1d\x1e\x1f"
_ENDS = frozenset("。！？!?；;：:…")
_CLOSERS = "”’\"'“」』）)】]》〉"
_NARROW = " \u00a0\u2002\u2003\u2009"
_TAB = 4
_SINGLE_BREAKS = ("\n", "\r\n", "\r", "\x85", "\u2028")
_CREDITS = frozenset("摄图发片觉国")


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")


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
def _credit() -> re.Pattern[str]:
    """How the caption of a photograph ends (本报记者 某某 摄, （资料图片）)."""
    credit = r"资料图片?|资料照片|视觉中国|人民视觉|影像中国|供图|制图"
    return re.compile(
        rf"(?:(?:记者|通讯员|图|发)[^，。]{{0,12}}|\s)摄$|供图$|[（(](?:{credit}|[^（）()，。]{{2,10}}(?:供图|摄))$|新华社发$"
    )


@cache
def _pictured() -> re.Pattern[str]:
    return re.compile(r"[▲▼△▽↑↓←→◀▶]|图为|图片说明|[上下左右题]图(?:为|[:：])|资料图(?:片|[:：])")


def is_caption(text: str) -> bool:
    """Whether ``text`` is the caption of a photograph: it says so first, or ends with who took it."""
    return _pictured().match(text) is not None or _has_credit(text.rstrip(_CLOSERS))


def _has_credit(body: str) -> bool:
    return body[-1:] in _CREDITS and _credit().search(body, max(0, len(body) - 24)) is not None


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
    return _has_credit(body)


def is_prose(text: str) -> bool:
    """Whether ``text`` reads as sentences rather than as a heading, a name or a table cell."""
    return is_terminal(text) or "。" in text or "；" in text or len(text) > 45


def lines(text: str) -> tuple[list[Line], list[Line]]:
    """The lines of ``text`` that belong to articles, and those that are page furniture, each in order."""
    kept: list[Line] = []
    furniture: list[Line] = []
    previous, blank = 0, False
    for found in _line().finditer(text):
        start = found.start()
        if previous and text[previous:start] not in _SINGLE_BREAKS:
            blank = True
        previous = found.end()
        raw = found[0]
        content = raw.strip(_EDGES)
        if not content:
            blank = True
            continue
        margin = raw[: raw.index(content[0])] if raw[0] != content[0] else ""
        start += len(margin)
        line = Line(start, start + len(content), content, blank, _columns(margin) if margin else 0)
        if content[0] in "#>":
            line = _without_mark(line)
        if (len(content) < FURNITURE_LIMIT or content[0] in "声免版特本") and is_furniture(content):
            # What stands before and after furniture is divided by the page, not by the writer.
            furniture.append(line)
        else:
            kept.append(_without_references(line) if "版" in content else line)
            blank = False
    return without_page_numbers(kept, furniture), furniture


def _columns(margin: str) -> int:
    """How many columns the white space ``margin`` takes."""
    return sum(2 if mark == "\u3000" else _TAB if mark == "\t" else mark in _NARROW for mark in margin)


def _without_references(line: Line) -> Line:
    """The line without （上接第1版） at its beginning and （下转第3版） at its end."""
    first, last = without_references(line.text)
    text = line.text[first:last]
    content = text.strip(_EDGES)
    first += text.index(content[0])
    start = line.start + first
    return line._replace(start=start, end=start + len(content), text=content, indent=line.indent + 2 * first)


@cache
def _mark() -> re.Pattern[str]:
    """The mark of a heading or quotation in Markdown."""
    return re.compile(r"(?:#{1,6}|>)[ \t]+(?=\S)")


def _without_mark(line: Line) -> Line:
    found = _mark().match(line.text)
    return line._replace(start=line.start + found.end(), text=line.text[found.end() :]) if found else line
