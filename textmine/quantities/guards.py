"""Numbers that are no quantities: inside names and set phrases, in dates, scores, ratios, ages and codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from string import ascii_letters

from textmine.lexicon import column

__all__ = ["in_name", "is_code", "is_enumerator", "of_each", "refers_back", "spans_of"]

SIGNS = frozenset("零〇○一二三四五六七八九十百千万亿两半双0123456789")


Names = Mapping[str, Sequence[tuple[int, str]]]


@cache
def _names() -> tuple[Names, Names]:
    """Every name by each of its number characters: where that stands in the name, and the name, the longest first.

    The key is the number character with the one after it; in the second index, for the last of a name, with the one
    before it.
    """
    ahead: dict[str, list[tuple[int, str]]] = {}
    behind: dict[str, list[tuple[int, str]]] = {}
    for name in sorted(column("number_names"), key=len, reverse=True):
        for shift, sign in enumerate(name):
            if sign not in SIGNS:
                continue
            if shift + 1 < len(name):
                ahead.setdefault(name[shift : shift + 2], []).append((shift, name))
            else:
                behind.setdefault(name[-2:], []).append((shift, name))
    return ahead, behind


def in_name(text: str, start: int) -> int:
    """Where the name or set phrase around the number at ``start`` ends; 0 when there is none."""
    ahead, behind = _names()
    names = ahead.get(text[start : start + 2])
    if names is not None and (end := _name_end(text, start, names)):
        return end
    names = behind.get(text[start - 1 : start + 1])
    return 0 if names is None else _name_end(text, start, names)


def _name_end(text: str, start: int, names: Sequence[tuple[int, str]]) -> int:
    for shift, name in names:
        if shift <= start and text.startswith(name, start - shift):
            return start - shift + len(name)
    return 0


CODE_ENDS = frozenset(f"{ascii_letters}-－—×xX*·/纬经第№.备．:：比+\n")
"""The characters with which :func:`_code_before` can end."""

CODE_BEGINS = frozenset(":：×xX*·比-－—号路弄届Gg分世时后")
"""The characters with which :func:`_code_after` can begin."""


@cache
def _code_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:[A-Za-z][-－—]?|[×xX*·/]|[北南]纬|[东西]经|(?<!连续)第|№|[Nn]o\.?|[（(]?[京津沪渝]?ICP备)$|(?<![0-9])[0-9]+[.．:：比+]$"
    )


@cache
def _code_after() -> re.Pattern[str]:
    return re.compile(
        r"[:：×xX*·][0-9]|比[0-9]|[-－—][A-Za-z]|号(?!召)|[路弄]公交|届|[Gg](?![A-Za-zBb])|分之|世纪|时代|后(?=[^，。]{0,6}[生代])"
    )


def is_code(text: str, start: int, end: int) -> bool:
    """Whether the digits at ``text[start:end]`` are part of a code, a score, a ratio, an age or an ordinal."""
    if text[start - 1 : start] in CODE_ENDS and _code_before().search(text, max(0, start - 4), start):
        return True
    return text[end : end + 1] in CODE_BEGINS and _code_after().match(text, end) is not None


@cache
def _enumerator() -> re.Pattern[str]:
    return re.compile(
        r"(?:方面|部分|字(?!节)|层面|环节|维度|面向|确立|维护|意识(?!不)|自信|全面|阶段|文明|务必|坚持|百年|标志|轮子|抓手|关键|大国|积极性)"
    )


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(
        r"[^，。；：、\n0-9]{1,14}(?:、[^，。；：、\n0-9]{1,14})*(?:、|和|与|及|以及)[^，。；：、和与\n0-9等]{1,14}(?<![了各有为是共达至在到把将被对向从由给让使出入设派伤死计名得获夺中])(?<![种栽留写拿打签立摘播攻]下)$"
    )


@cache
def _last() -> re.Pattern[str]:
    """The last item of a list, without which there is none: a look that costs little."""
    return re.compile(r"[、和与及][^，。；：、和与\n0-9等]{1,14}$")


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"（[^（）]*）|\([^()]*\)")


@cache
def _counted() -> re.Pattern[str]:
    """A count inside an item: 新建三所学校、改造两座桥 is no list of two."""
    return re.compile(r"[一两二三四五六七八九十][个所座家名位项条种款次处]")


@cache
def _between() -> re.Pattern[str]:
    """What stands between the items of a list, not inside words (维和, 参与)."""
    return re.compile(r"、|以及|(?<![维共温饱中缓])和(?![平谐解])|(?<!参)与|(?<![普涉])及(?!其)")


def is_enumerator(text: str, start: int, end: int, count: int) -> bool:
    """Whether a small number only announces or sums up a list: 三个方面, 广东、天津、福建三个自贸试验区."""
    if _enumerator().match(text, end):
        return True
    if text[start - 1 : start] in ("》", "”"):
        return _titles(text, start) == count
    before = _aside().sub("", text[max(0, start - 60) : start])
    listed = _listed().search(before) if _last().search(before, len(before) - 16) else None
    if listed is None or _counted().search(listed.group()) or _after_count(before, listed):
        return False
    return len(_between().split(listed.group())) == count or len(listed.group().split("、")) == count


def _after_count(before: str, listed: re.Match[str]) -> bool:
    """Whether what looks like a list of names only goes on behind another count (产业园1个、产业集群2个)."""
    return before[: listed.start()][-1:].isdigit() and listed.group()[0] not in "年月日时点号"


@cache
def _title() -> re.Pattern[str]:
    return re.compile(r"(?:《[^《》]{1,60}》|“[^“”]{1,40}”)(?:、|和|与|及|以及)?")


def _titles(text: str, start: int) -> int:
    """How many titles or quoted names are listed right before ``start``."""
    spans = [match.span() for match in _title().finditer(text, max(0, start - 200), start)]
    count, end = 0, start
    for first, last in reversed(spans):
        if last != end:
            break
        count, end = count + 1, first
    return count


BACK = (
    "这", "那", "以下", "下列", "如下", "以上", "上述", "前述", "其他", "其它", "其余", "该", "本", "另外", "最后", "随后",
    "时隔", "头", "前后",
)  # fmt: skip
"""Words that call back what was named."""

REST = ("其他", "其它", "其余")
"""Those of them that count what remains where the number is a large one (其他14个成员国)."""


def refers_back(text: str, start: int, end: int) -> bool:
    """Whether a small number only calls back what was named (这两座, 以上两项) or stands in a quoted slogan (“四小时航空圈”)."""
    if text.endswith(BACK, 0, start):
        return not (text.endswith(REST, 0, start) and text[start : start + 2].isdigit())
    if text[start - 1 : start] in ("“", "‘", "「") and "”" in text[end : end + 12]:
        return True
    return text[start] not in "0123456789" and _slogan().search(text, max(0, start - 5), start) is not None


@cache
def _each() -> re.Pattern[str]:
    return re.compile(r"[^，。；\d]{0,10}[中里](?:就|便)?(?:会|约)?有")


def of_each(text: str, start: int, end: int) -> bool:
    """Whether a number is the whole of a proportion: 每8个美国人中就有一人."""
    return text[start - 1 : start] == "每" and _each().match(text, end) is not None


@cache
def _slogan() -> re.Pattern[str]:
    """The head of a short quoted name that goes on with another number (“一干两支”)."""
    return re.compile(r"[“‘「][一二两三四五六七八九十][^”’」，。]{1,3}$")


def spans_of(text: str, brackets: Iterable[tuple[str, str]] = (("《", "》"),)) -> list[tuple[int, int]]:
    """The spans between book-title marks, whose numbers belong to names."""
    found = []
    for opening, closing in brackets:
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start, start + 80)
            if end < 0:
                start = text.find(opening, start + 1)
                continue
            found.append((start, end + 1))
            start = text.find(opening, end)
    return found
