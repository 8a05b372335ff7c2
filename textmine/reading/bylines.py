"""Bylines and datelines: 本报讯（记者 …）, 新华社北京3月5日电, X消息：, and lines that only name the authors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from textmine.lexicon import alternation, rows

__all__ = ["Byline", "leading_byline", "name_line", "source_line"]

_LIMIT = 120
_SPACE = " \t\u3000\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What a byline says; ``end`` is how far it reaches into its paragraph, separators included.

    ``published`` is the ISO date of the dateline when it names the year, ``day`` month and day when it does not.
    """

    end: int
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    place: str | None = None
    published: str | None = None
    day: tuple[int, int] | None = None


@cache
def _publishers() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("reading_publishers")}


@cache
def _dateline() -> re.Pattern[str]:
    named = alternation(_publishers())
    kind = "日报|晚报|晨报|早报|时报|商报|都市报|青年报|法治报|新闻网|在线"
    publisher = rf"(?P<own>本[报台网刊社])|(?P<publisher>{named}|[\u4e00-\u9fff]{{2,6}}?(?:{kind}))"
    date = r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    dated = rf"(?P<place>[\u4e00-\u9fff·]{{2,12}}?)??[{_SPACE}]*{date}[{_SPACE}]*(?:专?电|讯|消息|综合报道|报道)"
    stop = rf"(?=[{_SPACE}（(：:])"
    plain = rf"(?:[{_SPACE}]?讯|消息{stop}|电{stop}|(?P<city>[\u4e00-\u9fff]{{2,4}})讯{stop})"
    return re.compile(rf"(?:据)?(?:{publisher})[{_SPACE}]*(?:{dated}|{plain})")


@cache
def _group() -> re.Pattern[str]:
    return re.compile(rf"[{_SPACE}]*[（(]([^（）()\n]{{0,60}})[）)]")


@cache
def _role() -> re.Pattern[str]:
    words = alternation(word for word, kind in rows("reading_roles") if kind == "author")
    return re.compile(rf"[{_SPACE}、，,/／]*(?:{words})[{_SPACE}:：/／]*")


@cache
def _name() -> re.Pattern[str]:
    single = "".join(names for kind, names in rows("reading_surnames") if kind == "single")
    compound = alternation(names for kind, names in rows("reading_surnames") if kind == "compound")
    han = "[\u4e00-\u9fff]"
    stop = rf"(?=[{_SPACE}、，,）)：:/／]|$)"
    return re.compile(
        rf"[{_SPACE}、，,/／]*((?:{compound}|[{single}])(?:{han}{{1,2}}|[{_SPACE}]{han}){stop}"
        rf"|{han}{{1,8}}(?:[·•]{han}{{1,8}})+{stop})"
    )


@cache
def _free_name() -> re.Pattern[str]:
    """A name after a role word: any two to four characters."""
    return re.compile(rf"[{_SPACE}、，,/／]*([\u4e00-\u9fff]{{2,4}})(?=[{_SPACE}、，,）)/／]|$)")


def _names(text: str, position: int) -> tuple[tuple[str, ...], int]:
    """The names that stand in ``text`` from ``position`` on, and where they end."""
    found: list[str] = []
    after_role = False
    while True:
        role = _role().match(text, position)
        if role:
            position, after_role = role.end(), True
            continue
        name = _name().match(text, position) or (_free_name().match(text, position) if after_role else None)
        if name is None:
            return tuple(found), position
        found.append(re.sub(rf"[{_SPACE}]", "", name[1]))
        position, after_role = name.end(), False


def _bracketed(text: str) -> tuple[str, ...]:
    """The authors named in the brackets after a dateline (记者张三 通讯员李四)."""
    if not _role().search(text):
        return ()
    parts = re.split(rf"[{_SPACE}、，,/／和及与]+", _role().sub(" ", text).strip())
    return tuple(part for part in parts if 2 <= len(part) <= 12)


def leading_byline(text: str) -> Byline | None:
    """The byline with which the paragraph ``text`` begins, or null."""
    found = _dateline().match(text, 0, _LIMIT)
    if found is None:
        return None
    end = found.end()
    authors: tuple[str, ...] = ()
    group = _group().match(text, end)
    if group and (_role().search(group[1]) or found["own"] is None):
        authors, end = _bracketed(group[1]), group.end()
    if not authors:
        names, after = _names(text, end)
        if names and (after == len(text) or text[after] in _SPACE + "：:）)报"):
            authors, end = names, after
    while end < len(text) and text[end] in _SPACE + "：:":
        end += 1
    return Byline(
        end=end,
        authors=authors,
        publisher=_publishers().get(found["publisher"], found["publisher"]) if found["publisher"] else None,
        place=found["place"] or found["city"],
        published=_iso(found) if found["year"] else None,
        day=(int(found["month"]), int(found["day"])) if found["month"] else None,
    )


@cache
def _name_line() -> re.Pattern[str]:
    words = alternation(word for word, kind in rows("reading_roles") if kind == "author")
    named = alternation(_publishers())
    return re.compile(
        rf"[（(]?[□■◎●○▲△◆◇]?[{_SPACE}]*(?:文[／/丨|]|(?P<publisher>{named}|[\u4e00-\u9fff]{{2,6}}报)?(?=(?:{words})))"
    )


def name_line(text: str) -> Byline | None:
    """The byline if the whole line ``text`` only names authors (□本报记者 张三 通讯员 李四), or null."""
    if len(text) > 50:
        return None
    found = _name_line().match(text)
    if found is None:
        return None
    if found.end() < 2 and not _role().search(text):
        return None
    names, after = _names(text, found.end())
    rest = text[after:].strip(_SPACE + "）)")
    if not names or rest not in ("", "文", "报道"):
        return None
    publisher = found["publisher"]
    return Byline(
        end=len(text), authors=names, publisher=_publishers().get(publisher, publisher) if publisher else None
    )


@cache
def _parts() -> re.Pattern[str]:
    """One part of a line that tells where and when an article was published."""
    date = r"(?P<year>\d{4})[年/.-](?P<month>\d{1,2})[月/.-](?P<day>\d{1,2})日?"
    source = r"(?:信息|文章|稿件|文字)?来源[：:](?P<publisher>[^\s。，,：:（）()]{2,24})"
    return re.compile(
        rf"{source}|(?P<label>(?:发布|发表|更新|发稿|成文)?(?:时间|日期|于)[：:]?)?{date}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
        r"|(?P<author>作者|记者)[：:](?P<name>[\u4e00-\u9fff]{2,4})|[|｜]"
    )


def source_line(text: str) -> Byline | None:
    """What a line says that only gives source and date (来源：新华社 2024-03-05), or null."""
    if len(text) > 70 or ("：" not in text and ":" not in text):
        return None
    spaced = re.sub(rf"([：:])[{_SPACE}]+", r"\1", text.strip("（）()"))
    found = [_parts().fullmatch(part) for part in re.split(rf"[{_SPACE}]+", spaced.strip())]
    parts = [part for part in found if part is not None]
    if len(parts) < len(found) or not any(part["publisher"] or part["label"] for part in parts):
        return None
    publisher = next((part["publisher"] for part in parts if part["publisher"]), None)
    return Byline(
        end=len(text),
        authors=tuple(part["name"] for part in parts if part["name"]),
        publisher=_publishers().get(publisher, publisher) if publisher else None,
        published=next((_iso(part) for part in parts if part["year"]), None),
    )


def _iso(found: re.Match[str]) -> str | None:
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
