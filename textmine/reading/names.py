"""Names of persons and publishers as bylines print them: 本报记者 张三 通讯员 李四, 江州日报, 央视新闻."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import alternation, rows

__all__ = ["SPACE", "bare_names", "people", "publisher", "publisher_pattern", "role_pattern"]

SPACE = " \t\u3000\u00a0\u2002\u2003"
_AFTER_ROLE = frozenset((*SPACE, *":：/／丨|", ""))
_HAN = "[\u4e00-\u9fff]"
_NOT_NAMES = frozenset({"文章", "观察", "手记"})
_KINDS = (
    "日报|晚报|晨报|早报|时报|商报|都市报|青年报|法治报|特区报|经济报|农村报|新闻网|在线|电视台|广播电视台|融媒体中心"
)


@cache
def _publishers() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("reading_publishers")}


@cache
def publisher_pattern() -> str:
    """A pattern of the names of publishers: those of the list, and names that end like 日报 or 新闻网."""
    return rf"(?:{alternation(_publishers())}|{_HAN}{{2,6}}?(?:{_KINDS}))"


def publisher(name: str | None) -> str | None:
    """The name to report of the publisher printed as ``name``; null stays null."""
    return name if name is None else _publishers().get(name, name)


@cache
def role_pattern(kind: str = "author") -> str:
    """A pattern of the words that announce a name (本报记者); ``kind`` is that of the word list."""
    before = alternation(word for word, known in rows("reading_roles") if known == "before")
    words = alternation(word for word, known in rows("reading_roles") if known == kind)
    return rf"(?:{before}|[{SPACE}])*(?:{words})"


@cache
def _roles() -> re.Pattern[str]:
    media = rf"(?:{publisher_pattern()}[·—、/／{SPACE}-]*){{0,2}}"
    return re.compile(
        rf"({media})(?:({role_pattern()})|(?:{role_pattern('other')})(?!报道|报导|報導))(?=[{SPACE}:：/／丨|]|{_HAN}|$)"
    )


@cache
def _surname() -> re.Pattern[str]:
    single = "".join(names for kind, names in rows("reading_surnames") if kind == "single")
    compound = alternation(names for kind, names in rows("reading_surnames") if kind == "compound")
    return re.compile(rf"(?:{compound}){_HAN}{{1,2}}|[{single}]{_HAN}{{1,2}}|{_HAN}{{1,8}}(?:[·•]{_HAN}{{1,8}})+")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"{_HAN}{{2,3}}|{_surname().pattern}|[A-Z][A-Za-z.]+")


@cache
def _four() -> re.Pattern[str]:
    return re.compile(rf"{_HAN}{{3}}(?![局会办院部社网报台厅委司站所校馆府团队组心镇县市区省])" + _HAN)


@cache
def _between() -> re.Pattern[str]:
    """What stands between the names of a list."""
    return re.compile(rf"[{SPACE}、，,/／和]+")


@cache
def _tail() -> re.Pattern[str]:
    """Words after the names: 文/图, 摄影报道, 北京报道."""
    works = "文|图|摄|摄影|综合|整理"
    return re.compile(
        rf"[{SPACE}/／]*(?:(?:{works})(?:[/／、{SPACE}]*(?:{works}))*|(?:{_HAN}{{2,4}}|摄影|综合|采访|联合)?(?:报道|报导|報導|報道)"
        rf"|发自{_HAN}{{2,6}})$"
    )


def _is_name(word: str, *, strict: bool, alone: bool) -> bool:
    if word in _NOT_NAMES:
        return False
    return (_surname() if strict else _name()).fullmatch(word) is not None or (
        alone and not strict and _four().fullmatch(word) is not None
    )


def _list(text: str, *, strict: bool) -> tuple[str, ...] | None:
    """The names that make up ``text``, or null if anything else stands there; ``strict`` asks for a known surname."""
    found: list[str] = []
    pending = ""
    body = text.strip(SPACE + "、，,/／:：丨|")
    tail = _tail().search(body)
    if tail and tail[0][0] == "文" and _surname().fullmatch(_between().split(body[: tail.start() + 1])[-1]):
        tail = _tail().search(body, tail.start() + 1)  # 文 ends the name (李志文 文/图)
    if tail and tail.start():
        body = body[: tail.start()]
    for part in _between().split(body):
        if not part:
            continue
        word = pending + part
        pending = ""
        if len(word) == 1:
            pending = word
        elif not _is_name(word, strict=strict, alone=word == body):
            return None
        else:
            found.append(word)
    return None if pending else tuple(found)


def bare_names(text: str) -> tuple[str, ...] | None:
    """The names if ``text`` is nothing but names of persons with known surnames, or null."""
    return _list(text, strict=True) or None


def people(text: str) -> tuple[tuple[str, ...], str | None] | None:
    """The authors that ``text`` names, each after a word like 记者, and the publisher they work for.

    Null if anything but such words and names stands there.
    """
    authors: list[str] = []
    employer: str | None = None
    before, *pieces = _roles().split(text)
    if not pieces or before.strip(SPACE + "、，,"):
        return None
    for media, role, names in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        found = _list(names, strict=names[:1] not in _AFTER_ROLE)
        if found is None:
            return None
        if role:
            authors.extend(found)
            employer = employer or (re.split(rf"[·—、/／{SPACE}-]", media)[0] or None)
    return tuple(authors), publisher(employer)
