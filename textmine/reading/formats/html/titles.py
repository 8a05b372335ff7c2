"""The headline of a page's article: which lines it is, with the line above and the line below, and the title they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from textmine.lexicon import rows
from textmine.reading.cleaned import comparable, tidy
from textmine.reading.decode import has_chinese
from textmine.reading.formats.html.credits import is_credit
from textmine.reading.formats.html.lines import Line
from textmine.reading.formats.html.metadata import Told

__all__ = ["Title", "plain_title", "title_of"]

# The longest line of a headline, and how many lines above and below the main one belong to it.
_LIMIT = 90
_AROUND = 3
_SHORTEST = 4


class Title(NamedTuple):
    """The title, and the lines above an article that make it; none where only the page's head tells it."""

    text: str | None = None
    lines: tuple[int, ...] = ()


@cache
def _cues() -> dict[str, str]:
    return {word: part for word, part in rows("html_titles")}  # noqa: C416


def _cue(line: Line) -> str | None:
    """Which part of a headline the names of the element of ``line``, or of the one around it, tell."""
    around = line.node.parent
    nodes = [line.node] if around is None or around.start < line.node.start - 40 else [line.node, around]
    found = [_cues()[word] for node in nodes if node.attributes for word in node.words() if word in _cues()]
    return next((part for part in ("kicker", "subtitle", "main") if part in found), None)


def title_of(lines: Sequence[Line], told: Told, page_title: str) -> Title:
    """The title of the article below ``lines``; ``page_title`` is that of the whole page, empty where it tells nothing."""
    wanted = [comparable(text) for text in (*told.parts, *told.titles, page_title) if text]
    main = _main(lines, wanted)
    if main is None:
        title = plain_title(" ".join(told.parts) or next(iter(told.titles), None) or page_title, told)
        # A page that is called like its site: the headline is the line above source and date.
        if title is None or comparable(title) in _names(told):
            above = next((index for index, line in enumerate(lines[1:]) if is_credit(line.text)), None)
            if above is not None and _may_head(lines[above]):
                return Title(tidy(lines[above].text), (above,))
            return Title()
        return Title(title)
    chosen = sorted({main, *_around(lines, main, {comparable(part) for part in told.parts})})
    words = dict.fromkeys(tidy(lines[index].text) for index in chosen)
    return Title(" ".join(words), tuple(chosen))


def _main(lines: Sequence[Line], wanted: Sequence[str]) -> int | None:
    """The line that is the headline, or its longest part: one that the page's head repeats, else the last heading."""
    best: tuple[bool, bool, int, int] | None = None
    heading = None
    for index, line in enumerate(lines):
        words = comparable(line.text)
        if line.table or len(words) < _SHORTEST or len(line.text) > _LIMIT or not has_chinese(words):
            continue
        marked = line.level in (1, 2, 3) or _cue(line) == "main"
        if any(words in one for one in wanted) and (marked or not line.is_link):
            best = max(best or (False, False, 0, 0), (words in wanted or marked, marked, len(words), index))
        elif marked and not line.is_link and not is_credit(line.text) and not line.prose:
            heading = index
    return best[3] if best else heading


def _around(lines: Sequence[Line], main: int, parts: set[str]) -> list[int]:
    """The lines directly above and below ``main`` that belong to the headline."""
    found: list[int] = []
    for step in (-1, 1):
        index = main + step
        while (
            0 <= index < len(lines)
            and abs(index - main) <= _AROUND
            and _belongs(lines[index], lines[main], parts, step)
        ):
            found.append(index)
            index += step
    return found


def _belongs(line: Line, main: Line, parts: set[str], step: int) -> bool:
    words = comparable(line.text)
    if line.table or line.is_link or len(line.text) > _LIMIT or not has_chinese(words) or is_credit(line.text):
        return False
    if line.node is main.node or words in parts:
        return True
    if len(words) < _SHORTEST or not (
        _cue(line) or line.level or (step > 0 and line.text.startswith(("——", "—", "--")))
    ):
        return False
    beside = main.node.parent in (line.node.parent, line.node.parent and line.node.parent.parent)
    return (
        _cue(line) in ("kicker", "subtitle")
        or beside
        or (line.node.parent is not None and line.node.parent.parent is main.node.parent)
    )


def _names(told: Told) -> set[str]:
    return {comparable(name) for name in (told.site, told.publisher, told.paper) if name}


def _may_head(line: Line) -> bool:
    """Whether ``line``, which nothing marks, reads like a headline."""
    return line.table is None and not line.is_link and not line.prose and 6 <= len(comparable(line.text)) <= _LIMIT


@cache
def _divider() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[_|｜]|-{2,}|\s[-–—]\s|(?<=[^\d\s])[-–—－](?=[^\d\s]))\s*")


@cache
def _site() -> re.Pattern[str]:
    """The words by which the name of a site or of its section is told from a part of a headline."""
    return re.compile(
        r"网$|网站|新闻|频道|[日晚早晨时商周]报$|报社|人民政府$|政府$|门户|客户端|首页|要闻|正文|[局委厅办院]$|公众平台|在线$|融媒体?|电视台|电子报|数字报|日报|资讯|发布$|中心$|时政|财经|科技|社会|公报$|公告$"
    )


def plain_title(text: str, told: Told) -> str | None:
    """``text`` without the names of section and site that pages put after their title, or null where nothing is left."""
    text = _address().sub("", text)
    pieces = [piece for piece in _divider().split(text) if piece]
    names = _names(told)
    end = len(text)
    while len(pieces) > 1:
        last = pieces.pop()
        if len(last) > 20 or not (comparable(last) in names or _site().search(last)):
            break
        end = text.rindex(last, 0, end)
    title = text if end == len(text) else _ending().sub("", text[:end])
    return tidy(" ".join(title.split())) or None


@cache
def _address() -> re.Pattern[str]:
    """The address of the site behind its name."""
    return re.compile(r"\s*[（(][\w.-]+\.[a-z]{2,}[）)]$")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(r"[\s_|｜\-–—－]+$")
