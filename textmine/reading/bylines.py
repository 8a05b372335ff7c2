"""The dateline with which a paragraph opens (本报讯（记者 …）, 新华社北京3月5日电, X消息：) and lines of authors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from textmine.reading.dates import iso
from textmine.reading.names import SPACE, bare_names, people, publisher, publisher_pattern, role_pattern

__all__ = ["Byline", "is_signed", "leading_byline", "name_line", "trailing_authors"]

_DATELINE_LIMIT = 64
_LIMIT = 120
_NAME_LINE_LIMIT = 60
_OPENERS = frozenset("（(【")
_CLOSERS = ("）", ")", "】")
_MARKS = "□■◎●○▲△◆◇★☆"


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What a byline says; ``end`` is how far it reaches into its paragraph, separators included.

    ``published`` is the ISO date of the dateline when it names the year, ``day`` month and day when it does not.
    ``headed`` tells that the headline follows (新华社北京3月5日电 题：…).
    """

    end: int
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    place: str | None = None
    published: str | None = None
    day: tuple[int, int] | None = None
    headed: bool = False

    @property
    def bare(self) -> bool:
        """Whether it tells neither who nor where nor when, only that this is news (本台消息：, 又讯)."""
        return not (self.authors or self.publisher or self.place or self.published or self.day)


@cache
def _dateline() -> re.Pattern[str]:
    name = publisher_pattern()
    media = rf"(?P<own>本[报台网刊社])|(?P<publisher>{name})(?:[·—{SPACE}-]{{1,2}}{name})?"
    date = r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    dated = rf"(?P<place>[\u4e00-\u9fff·]{{2,12}}?)??[{SPACE}]*{date}[{SPACE}]*(?:专?电|讯|消息|综合报道|报道)"
    stop = rf"(?=[{SPACE}（(：:】）)])"
    no_word = "(?<![通资快简喜音])"
    plain = rf"(?:[{SPACE}]?讯|消息{stop}|电{stop}|(?P<city>[\u4e00-\u9fff]{{2,4}}{no_word})讯{stop})"
    local = rf"(?P<local>[\u4e00-\u9fff]{{2,4}}{no_word})讯(?=[{SPACE}]*[（(]?{role_pattern()})"
    further = rf"(?P<further>[又另]讯){stop}"
    return re.compile(rf"(?:据)?(?:{media})[{SPACE}]*(?:{dated}|{plain})|{local}|{further}")


@cache
def _group() -> re.Pattern[str]:
    return re.compile(rf"[{SPACE}]*[（(【]([^（）()【】\n]{{0,60}})[）)】]")


@cache
def _told() -> re.Pattern[str]:
    """The authors after a dateline without brackets: a word like 记者, names, and a sign or a space."""
    role = role_pattern()
    name = (
        r"[\u4e00-\u9fff]{2,4}?|[\u4e00-\u9fff][\u3000 ][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8})+"
    )
    names = rf"{role}[{SPACE}]*(?:{name})(?:[{SPACE}、]+(?:{name}))*?"
    people = rf"{names}(?:[{SPACE}、]*{names})*"
    return re.compile(rf"[{SPACE}]*(?P<people>{people})(?:[{SPACE}]*报道)?(?=[{SPACE}：:]|$)")


@cache
def _plain_names() -> re.Pattern[str]:
    name = r"[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff][\u3000 ][\u4e00-\u9fff]"
    return re.compile(rf"[{SPACE}]+(?P<names>(?:{name})(?:[{SPACE}、]+(?:{name}))*?)(?=[{SPACE}：:]|$)")


def _authors(text: str, end: int, *, own: bool) -> tuple[tuple[str, ...], int]:
    """The authors that follow the dateline in ``text`` at ``end``, and where they end."""
    group = _group().match(text, end)
    if group:
        found = people(group[1])
        if found is not None:
            return found[0], group.end()
        if not own or re.search(role_pattern(), group[1]):
            return bare_names(group[1]) or (), group.end()
    told = _told().match(text, end, end + _LIMIT)
    if told and (found := people(told["people"])) and all(bare_names(name) for name in found[0]):
        return found[0], told.end()
    plain = _plain_names().match(text, end, end + _LIMIT)
    if plain and (names := bare_names(plain["names"])):
        return names, plain.end()
    return (), end


@lru_cache(maxsize=1024)
def leading_byline(text: str) -> Byline | None:
    """The byline with which the paragraph ``text`` begins, or null."""
    head = text[:_DATELINE_LIMIT]
    likely = "讯" in head or "电" in head or "消息" in head or "报道" in head
    enclosed = likely and text[0] in _OPENERS
    found = _dateline().match(head, int(enclosed)) if likely else None
    if found is not None and enclosed and text[found.end() : found.end() + 1] not in _CLOSERS:
        found = None
    if found is None:
        return (_wired(head) if enclosed else None) or _bracketed(text)
    authors, end = _authors(text, found.end() + enclosed, own=found["own"] is not None)
    while end < len(text) and text[end] in SPACE + "：:，,":
        end += 1
    headed = text.startswith(("题：", "题:"), end)
    return Byline(
        end=end + 2 * headed,
        authors=authors,
        publisher=publisher(found["publisher"]),
        place=found["place"] or found["city"] or found["local"],
        published=iso(found["year"], found["month"], found["day"]) if found["year"] else None,
        day=(int(found["month"]), int(found["day"])) if found["month"] else None,
        headed=headed,
    )


@cache
def _wire() -> re.Pattern[str]:
    """A dateline in brackets, the reporter before the place: （中央社记者林则安台北24日电）, （槟城24日讯）."""
    names = "[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3})*"
    return re.compile(
        rf"[（(【](?:(?P<publisher>{publisher_pattern()})?{role_pattern()}(?P<names>{names}))?(?P<place>[\u4e00-\u9fff]{{2,6}}?)"
        r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:综合|专)?(?:[电讯]|外电|报[道导])[）)】]"
    )


def _wired(head: str) -> Byline | None:
    found = _wire().match(head)
    if found is None:
        return None
    authors = bare_names(found["names"] or "") or ()
    if found["names"] and not authors:
        return None
    return Byline(
        end=found.end(),
        authors=authors,
        publisher=publisher(found["publisher"]),
        place=found["place"],
        day=(int(found["month"]), int(found["day"])) if found["month"] else None,
    )


def _bracketed(text: str) -> Byline | None:
    """Authors in brackets where the paragraph begins: （记者 张三）今天上午……"""
    group = _group().match(text) if text[:1] in _OPENERS else None
    if group is None or group.end() == len(text):
        return None
    found = people(group[1])
    if found is None or not found[0]:
        return None
    return Byline(end=group.end(), authors=found[0], publisher=found[1])


@cache
def _opening() -> re.Pattern[str]:
    work = "文字?|撰文|采写"
    return re.compile(rf"(?:图[/／、]?)?(?:{work})(?:[/／、]?图)?[{SPACE}]*[/／丨|:：{SPACE}]")


def name_line(text: str) -> Byline | None:
    """The byline if the whole line ``text`` only names authors (□本报记者 张三 通讯员 李四), or null."""
    if len(text) > _NAME_LINE_LIMIT:
        return None
    body = text.strip(SPACE + "（()）")
    marked = body[:1] in _MARKS
    body = body.lstrip(_MARKS + SPACE)
    if body.endswith("摄"):
        return None  # the caption of a photograph
    found = people(body)
    opening = _opening().match(body)
    if found is None and (marked or opening):
        rest = body[opening.end() :] if opening else body
        found = people(rest) or ((names, None) if (names := bare_names(rest)) else None)
    if found is None:
        return None
    return Byline(end=len(text), authors=found[0], publisher=found[1])


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(r"[（(]([^（）()\n]{4,60})[）)]$")


def trailing_authors(text: str) -> tuple[str, ...]:
    """The authors named in brackets at the end of an article's last paragraph: ……。（本报记者 张三）"""
    group = _trailing().search(text, max(0, len(text) - 64))
    found = people(group[1]) if group else None
    return found[0] if found else ()


def is_signed(text: str) -> bool:
    """Whether the paragraph ``text`` ends with the names of its authors, as the last one of a short article does."""
    return text.endswith(("）", ")")) and bool(trailing_authors(text))
