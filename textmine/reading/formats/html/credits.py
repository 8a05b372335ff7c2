"""What a page shows of source, date, author and editor beside its article, and the heads of official documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from textmine.lexicon import rows
from textmine.reading.dates import iso
from textmine.reading.names import bare_names, people, publisher, publisher_pattern

__all__ = ["Shown", "is_credit", "names_of", "office_head", "publisher_of", "shown"]


class Shown(NamedTuple):
    """What is shown, each null where nothing is."""

    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    editor: str | None = None
    page: str | None = None
    title: str | None = None
    number: str | None = None
    reference: str | None = None
    issuer: str | None = None


# Words with which the next thing begins where nothing divides it from the one before.
_STOP = (
    "作者|编辑|责编|责任编辑|时间|日期|发布|发表|更新|字体|字号|浏览|阅读|点击|访问|打印|分享|来源|稿源|记者|审核|校对|摄影"
    r"|【|\[|关闭|收藏|评论"
)


@cache
def _source() -> re.Pattern[str]:
    return re.compile(rf"(?:来源|稿源|來源)\s*[：:｜|丨]\s*((?:(?!{_STOP})[^\s：:|｜丨，,。；;（）()\d]){{2,30}})")


@cache
def _author() -> re.Pattern[str]:
    stop = _STOP.replace("记者|", "")
    return re.compile(rf"(?:作者|撰文|撰稿)\s*[：:｜|丨/]\s*((?:(?!{stop})[^：:|｜丨，。；\d\n]){{2,40}})")


@cache
def _editor() -> re.Pattern[str]:
    """Editors; the first group tells of one who is responsible."""
    return re.compile(
        rf"(责任编辑|責任編輯|责编|编辑)\s*[：:｜|丨/]\s*((?:(?!{_STOP})[^：:|｜丨，。；）)】\]\d\n]){{2,24}})"
    )


@cache
def _date() -> re.Pattern[str]:
    """A date; the first group is the word before it."""
    return re.compile(
        r"((?:发布|发表|发稿|成文|发文|印发|生成|更新|修改|生效|施行)?(?:时间|日期|于)\s*[：:]?\s*)?"
        r"(?<!\d)((?:19|20)\d\d)\s*(?:年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
        r"|(?:([-/.])\s*(\d{1,2})\s*\5\s*(\d{1,2})|\s(\d{1,2})\s*/\s*(\d{1,2}))(?!\d))"
    )


@cache
def _page() -> re.Pattern[str]:
    return re.compile(
        r"(?:第\s*([A-Z]?\d{1,3})\s*版|(?<![\dA-Z])([A-Z]\d{1,3}|\d{2,3})\s*版|版次\s*[：:]\s*([A-Z]?\d{1,3}))"
    )


@cache
def _beside() -> re.Pattern[str]:
    """A publisher without a label behind or before date and time."""
    name = rf"({publisher_pattern()}|[\u4e00-\u9fff]{{2,10}}(?:网|报|社|发布|融媒|新闻|客户端|电视台|观察|资讯|财经))"
    stop = r"(?=$|[\s|｜丨·,，\d])"
    return re.compile(
        rf"\d{{1,2}}:\d\d(?::\d\d)?[\s|｜丨·]*{name}{stop}|(?:^|(?<=[\s|｜丨·])){name}[\s|｜丨·]+(?:19|20)\d\d[-年/.]",
        re.MULTILINE,
    )


def _published(text: str) -> str | None:
    """The date of publication in ``text``: one that says so, else the first that does not say something else."""
    found = [
        (match[1] or "", iso(match[2], match[3] or match[6] or match[8], match[4] or match[7] or match[9]))
        for match in _date().finditer(text)
    ]
    dates = [(label, date) for label, date in found if date and not label.startswith(("更新", "修改", "生效", "施行"))]
    return next(
        (date for label, date in dates if label.startswith(("发布", "发表", "发稿"))), dates[0][1] if dates else None
    )


def shown(head: Sequence[str], tail: Sequence[str] = ()) -> Shown:
    """What the lines of ``head``, above the article, and ``tail``, below it, show."""
    above, below = "\n".join(head), "\n".join(tail)
    source = _source().search(above) or _source().search(below)
    beside = _beside().search(above)
    author, page = _author().search(above), _page().search(above) or _page().search(below)
    editors = [*_editor().finditer(below), *_editor().finditer(above)]
    editor = next((found for found in editors if found[1] != "编辑"), editors[0] if editors else None)
    return Shown(
        published=_published(above),
        publisher=publisher_of(source[1]) if source else beside and publisher(beside[1] or beside[2]),
        author=names_of(author[1]) if author else None,
        editor=_listed(editor[2]) if editor else None,
        page=next((name for name in page.groups() if name), None) if page else None,
    )


def _listed(text: str) -> str | None:
    """Names of editors, divided by 、."""
    names = bare_names(text) or tuple(word for word in re.split(r"[\s、，,/]+", text) if word)
    return "、".join(names) or None


def names_of(text: str) -> str | None:
    """The authors that ``text`` names, divided by 、; null where it names none."""
    found = people(text)
    names = found[0] if found and found[0] else bare_names(text)
    if names:
        return "、".join(names)
    words = text.strip()
    return (
        words if 2 <= len(words) <= 12 and re.fullmatch(r"[\u4e00-\u9fff·]+", words) and not _is_office(words) else None
    )


def _is_office(words: str) -> bool:
    return (
        re.search(rf"(?:网|报|社|局|委|部|办公室|中心|频道|台|管理员|编辑|政府|厅)$|{publisher_pattern()}", words)
        is not None
    )


def publisher_of(text: str) -> str | None:
    """The name to report of the source printed as ``text``: of 人民网－人民日报 the paper, of X网-财经频道 the site."""
    words = text.strip(" 　\"'《》【】[]")
    words = re.sub(r"^(?:来源|稿源|信息来源)\s*[：:]\s*", "", words)
    parts = [part.strip() for part in re.split(r"\s*[-－—–]{1,2}\s*", words) if part.strip()]
    if not parts or "http" in words or "@" in words:
        return None
    last = re.fullmatch(publisher_pattern(), parts[-1])
    return publisher(parts[-1] if last else parts[0])


def _labels(*fields: str) -> str:
    return "|".join(label for label, field in rows("html_labels") if field in fields)


@cache
def _credited() -> re.Pattern[str]:
    """Lines that only tell of source, date, editors or what a reader can do with the page; a date alone is none."""
    date = r"(?:19|20)\d\d\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}日?"
    beside = r"\s*\d{1,2}:\d\d|.{0,12}(?:来源|稿源|作者)|[\s星期一二三四五六日）)]*第\s*\w{1,3}\s*版"
    return re.compile(rf"[（(【\[]?(?:{_labels('credit')})\s*[：:｜|丨].*|.{{0,30}}{date}(?:{beside}).*")


def is_credit(text: str) -> bool:
    """Whether the whole line ``text``, which stands beside an article, tells of source and date and the like."""
    return len(text) < 100 and "。" not in text and _credited().fullmatch(text) is not None


@cache
def _label() -> re.Pattern[str]:
    fields = ("index", "issuer", "published", "signed", "title", "number", "other")
    named = "|".join(f"(?P<{field}>{_labels(field)})" for field in fields)
    return re.compile(rf"(?:{named})\s*[：:]?\s*")


def office_head(text: str) -> Shown | None:
    """What the head of an official document (索引号, 发文机关, 成文日期 …) tells if ``text`` is one, or null.

    A head has three labels or more, an index or a number among them.
    """
    found: dict[str, str] = {}
    matches = [
        match for match in _label().finditer(text) if match.start() == 0 or text[match.start() - 1] in "\t\n 】|"
    ]
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        value = text[match.end() : min(end, match.end() + 120)]
        found.setdefault(match.lastgroup or "", " ".join(value.split("\n")[0].split()))
    if len(found) < 3 or not found.keys() & {"index", "number"}:
        return None
    return Shown(
        published=_published(found.get("published", "")) or _published(found.get("signed", "")),
        issuer=found.get("issuer") or None,
        title=found.get("title") or None,
        number=found.get("number") or None,
        reference=found.get("index") or None,
    )
