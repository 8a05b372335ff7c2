"""Lines that tell where and when an article was published: 来源：江州日报 2024-03-05 09:15, 原创 张三 江州发布."""

from __future__ import annotations

import re
from functools import cache

from textmine.reading.bylines import Byline
from textmine.reading.dates import iso
from textmine.reading.names import SPACE, publisher, publisher_pattern

__all__ = ["source_line"]

_LIMIT = 90
_LABELS = (
    "来源|稿源|来自|作者|记者|编辑|时间|日期|于|机构|机关|单位|号|字体|次数|数|量|阅读|浏览|点击|分类|主题词|有效性"
)


@cache
def _parts() -> re.Pattern[str]:
    """One part of such a line, between spaces; the group that matched says what it tells."""
    sign = "[：:丨|｜/]"
    date = r"(?P<year>\d{4})[年/.-](?P<month>\d{1,2})[月/.-](?P<day>\d{1,2})日?"
    time = r"T?(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?|\d{1,2}时(?:\d{1,2}分)?)"
    return re.compile(
        rf"(?:信息|文章|稿件|文字|图文|新闻|本文)?(?:来源|稿源|来自){sign}(?P<source>[^\s。，,：:（）()]{{2,24}})"
        rf"|(?:发布|发文|公开|制定|成文)(?:机构|机关|单位){sign}(?P<issuer>[^\s。，,：:（）()]{{2,24}})"
        rf"|(?P<dated>(?:发布|发表|更新|发稿|成文|发文|公开|生成|印发)?(?:时间|日期|于){sign}?)?{date}(?:{time})?"
        rf"|(?P<clock>{time.replace('?P<time>', '')})"
        rf"|(?:作者|记者|撰文|文){sign}(?P<author>[\u4e00-\u9fff·]{{2,8}})"
        rf"|(?:责任编辑|责编|编辑|审核|校对){sign}[\u4e00-\u9fff]{{2,4}}"
        rf"|(?P<original>原创)"
        rf"|(?P<medium>{publisher_pattern()}|[\u4e00-\u9fff]{{2,8}}(?:网|发布|新闻|报|客户端|融媒|广播|政府网|统计局|资讯|财经|观察))"
        r"|(?:索引号|文号|发文字号|主题分类|主题词|公文种类|有效性|体裁分类)[：:]\S*"
        r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?[：:]?[\d.]*万?次?|打印本页|打印|关闭|收藏|分享|评论|我要评论|举报|[|｜丨/·]"
        r"|(?P<other>[\u4e00-\u9fff]{2,6})"
    )


@cache
def _sizes() -> re.Pattern[str]:
    """The choice of the size of letters (【字体：大 中 小】)."""
    return re.compile(
        r"[\[【（(]?\s*(?:字体|字号)\s*[：:]?\s*[\[【（(]?(?:[\s|｜]*(?:超?大|中|小|默认|T))+\s*[\]】）)]{0,2}"
    )


@cache
def _after() -> re.Pattern[str]:
    """A line that only names the media it goes back to (据新华社, 综合新华社、央视新闻报道)."""
    name = publisher_pattern()
    return re.compile(rf"(?:据|综合)(?P<name>{name})(?:[、和及{SPACE}]+{name})*(?:消息|报道|电)?")


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"((?:{_LABELS})[{SPACE}]*[：:丨|｜])[{SPACE}]+")


@cache
def _signed() -> re.Pattern[str]:
    """A word before a name that stands there without a colon."""
    return re.compile(rf"(?<![\u4e00-\u9fff])(作者|记者)[{SPACE}]+(?=[\u4e00-\u9fff·]{{2,8}}(?:[{SPACE}]|$))")


@cache
def _spaced() -> re.Pattern[str]:
    return re.compile(rf"(?<=来源)[{SPACE}]+(?=[|｜丨])|(?<=年)[{SPACE}]+(?=\d)|(?<=月)[{SPACE}]+(?=\d)")


def source_line(text: str) -> Byline | None:
    """What a line says that only gives source and date (来源：新华社 2024-03-05), or null.

    A date alone is none; it needs a label, a time of day or a publisher beside it.
    """
    if len(text) > _LIMIT:
        return None
    body = text.strip("（）()【】[]▍▌■" + SPACE)
    if after := _after().fullmatch(body):
        return Byline(end=len(text), publisher=publisher(after["name"]))
    body = _signed().sub(r"\1：", body)
    glued = _labelled().sub(r"\1", _spaced().sub("", _sizes().sub("", body)))
    words = [word for word in re.split(rf"[{SPACE}]+", glued) if word]
    parts = [part for word in words if (part := _parts().fullmatch(word))]
    if not parts or len(parts) < len(words):
        return None
    told = {name: part[name] for part in reversed(parts) for name in part.groupdict() if part[name]}
    labelled = "source" in told or "issuer" in told
    dated = "year" in told and ("dated" in told or "time" in told or "clock" in told or "medium" in told or labelled)
    original = "original" in told and ("medium" in told or "other" in told)
    if not (labelled or dated or original) or ("other" in told and not original and "clock" not in told):
        return None
    name = told.get("source") or told.get("issuer") or told.get("medium")
    author = told.get("author") or (told.get("other") if original else None)
    return Byline(
        end=len(text),
        authors=(author,) if author else (),
        publisher=publisher(name),
        published=iso(told["year"], told["month"], told["day"]) if "year" in told else None,
    )
