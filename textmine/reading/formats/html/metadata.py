"""What a page says of its article out of sight: meta elements, JSON-LD, the scripts of WeChat, the comments of e-papers."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple

from textmine.lexicon import rows
from textmine.reading.dates import first_date
from textmine.reading.formats.html.tree import COMMENT, Page
from textmine.reading.names import publisher, publisher_pattern

__all__ = ["Told", "told_by"]

_CHINA = timezone(timedelta(hours=8))
_ARTICLES = ("article", "newsarticle", "reportagenewsarticle", "blogposting", "webpage")
_LIMIT_DATA = 10_000


class Told(NamedTuple):
    """What is told, each null where nothing is; ``titles`` are the headline as several places have it, ``parts`` its lines."""

    titles: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    editor: str | None = None
    site: str | None = None
    account: str | None = None
    paper: str | None = None
    number: str | None = None
    page: str | None = None


def told_by(page: Page) -> Told:
    """What ``page`` says of its article where no reader sees it."""
    metas, linked, paper, wechat = _metas(page), _linked(page.data), _paper(page), _wechat(page)
    tellers = (paper, wechat, metas, linked)

    def first(field: str) -> str | None:
        return next((value for told in tellers if (value := told.get(field))), None)

    titles = [value for told in tellers if (value := told.get("title"))]
    dates = (date for told in tellers if (value := told.get("published")) and (date := local_date(value)))
    return Told(
        titles=tuple(dict.fromkeys(titles)),
        parts=tuple(value for field in ("introtitle", "title", "subtitle") if (value := paper.get(field))),
        published=next(dates, None),
        publisher=first("publisher"),
        account=wechat.get("account"),
        paper=_named_paper(page.title),
        author=first("author"),
        editor=first("editor"),
        site=first("site"),
        number=first("number"),
        page=first("nodename"),
    )


@cache
def _zoned() -> re.Pattern[str]:
    return re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)")


def local_date(text: str) -> str | None:
    """The day in China that ``text`` names, in ISO form, or null: a time of another zone may lie on the day before."""
    found = _zoned().match(text.strip())
    if found is None:
        return first_date(text)
    try:
        return datetime.fromisoformat(found[0]).astimezone(_CHINA).date().isoformat()
    except (ValueError, OverflowError):
        return None


def _metas(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, name in rows("html_metas"):
        value = " ".join(html.unescape(page.metas.get(name, "")).split())
        if value and field not in found and len(value) < 300 and (field != "published" or local_date(value)):
            found[field] = value
    return found


def _linked(data: Sequence[str]) -> dict[str, str]:
    """The article that JSON-LD describes."""
    for source in data:
        try:
            loaded: object = json.loads(source)
        except (ValueError, RecursionError):
            continue
        for node in _objects(loaded):
            kinds = node.get("@type")
            names = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
            if any(name in _ARTICLES for name in names) or ("pubDate" in node and "title" in node):
                fields = {
                    "title": node.get("headline") or node.get("title"),
                    "published": node.get("datePublished") or node.get("pubDate"),
                    "publisher": _name(node.get("publisher")),
                    "author": _name(node.get("author")),
                }
                return {name: value for name, value in fields.items() if isinstance(value, str) and value}
    return {}


def _objects(loaded: object) -> Iterator[dict[str, object]]:
    stack, room = [loaded], _LIMIT_DATA
    while stack and room:
        room -= 1
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(reversed(node))


def _name(value: object) -> str | None:
    """A person or organisation of JSON-LD, or several of them."""
    if isinstance(value, list):
        return "、".join(name for one in value if (name := _name(one))) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value if isinstance(value, str) else None


@cache
def _divider() -> re.Pattern[str]:
    return re.compile(r"[_|｜\s]+|-+|[—–－]+|(?:数字|电子)(?:报|版)")


def _named_paper(title: str) -> str | None:
    """The newspaper or site that the title of the page names, best at its end."""
    pieces = [piece for piece in _divider().split(title) if piece]
    return next((publisher(piece) for piece in reversed(pieces) if _paper_name().fullmatch(piece)), None)


@cache
def _paper_name() -> re.Pattern[str]:
    return re.compile(rf"{publisher_pattern()}|[\u4e00-\u9fff]{{2,12}}(?:网|人民政府|统计局|委员会|发布)")


@cache
def _property() -> re.Pattern[str]:
    return re.compile(r"<(articleid|date|author|title|subtitle|introtitle|nodename)>([^<]{1,400})</\1>", re.IGNORECASE)


def _paper(page: Page) -> dict[str, str]:
    """What the comment ``enpproperty`` of a newspaper's page tells."""
    for node in page.body.walk():
        if node.tag == COMMENT and node.attributes["text"].lstrip().startswith("enpproperty"):
            found = {name.lower(): html.unescape(value) for name, value in _property().findall(node.attributes["text"])}
            values = {name: " ".join(value.split()) for name, value in found.items() if value.strip()}
            if "date" in values:
                values["published"] = values.pop("date")
            return values
    return {}


@cache
def _variable() -> re.Pattern[str]:
    """A variable of WeChat's scripts with a plain value."""
    names = "ct|ori_create_time|createTime|publish_time|svr_time|nickname|msg_title"
    return re.compile(rf"""\bvar\s+({names})\s*=\s*(?:htmlDecode\()?["']([^"'\n]{{1,200}})["']""")


def _wechat(page: Page) -> dict[str, str]:
    """What a page of WeChat tells: who keeps the account, and when it published."""
    nodes = {node.attributes["id"]: node for node in page.body.walk() if "id" in node.attributes}
    if "js_content" not in nodes:
        return {}
    variables: dict[str, str] = {}
    for script in page.scripts:
        for name, value in _variable().findall(script):
            variables.setdefault(name, html.unescape(value).strip())
    shown = {name: page.text(nodes[key]) for name, key in _SHOWN if key in nodes}
    dated = [shown.get("time", ""), *(variables.get(name, "") for name in _TIMES)]
    found = {
        "title": shown.get("title") or variables.get("msg_title", ""),
        "account": shown.get("account") or variables.get("nickname", ""),
        "author": shown.get("author", ""),
        "published": next((day for value in dated if (day := _day(value))), ""),
    }
    return {name: value for name, value in found.items() if value}


_SHOWN = (("title", "activity-name"), ("account", "js_name"), ("author", "js_author_name"), ("time", "publish_time"))
_TIMES = ("ct", "publish_time", "createTime", "ori_create_time")


def _day(value: str) -> str | None:
    """The day in China of seconds since 1970, or that the words name."""
    if value.isascii() and value.isdecimal() and len(value) == 10:
        return datetime.fromtimestamp(int(value), UTC).astimezone(_CHINA).date().isoformat()
    return local_date(value) if value else None
