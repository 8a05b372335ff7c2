"""The words around a quantity that say what is measured.

To the left stands the subject with its verb (新增高速公路通车里程1523公里, 城镇新增就业达1024万人), to the right of a count the thing
counted (42个项目, 4家企业上榜…). The functions here only cut the words out; :mod:`textmine.claims.indicator` puts them
together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from textmine.claims.cues import group, nominals, subject_end
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span

__all__ = [
    "KEEP",
    "MARKS",
    "TRIM",
    "Right",
    "is_verb",
    "left_words",
    "noun_after",
    "rest_of",
    "strip_words",
    "words_after",
]

NOUN_TAGS = frozenset("nabjilsgkzxtfq")
OTHER_NOUNS = frozenset(("vn", "eng", "m", "mq", "rz", "an"))
JOINTS = frozenset(("、", "和", "与", "及", "以及", "或", "·", "-", "—", "/", "等", "暨"))
QUOTES = frozenset('“”‘’《》〈〉「」『』"（）()')
MARKS = frozenset("，。；：！？,;:!?\n…")
ASPECTS = frozenset(("了", "着", "过", "地"))
NEVER_NOUNS = frozenset(("正在", "当时", "曾经", "首次", "再次", "多次", "同时", "正式", "一次性"))
JOINING = frozenset(("并", "并且", "而", "但"))
PLANNED = ("年", "全年", "年度", "完成")
SKIP = frozenset(
    ("的", "各类", "各种", "各", "各项", "不同", "左右", "以上", "以内", "以下", "多", "余", " ", "人民币", "上下")
)
MOST_MODIFIERS = 4
REMARK = 6
LONGEST_QUOTATION = 12
LEVELS = frozenset("市区县旗州省乡镇、")
"""What stands in the brackets of 县（市、区）, which are one word."""
TRIM = frozenset('，。；：、！？,;:“”‘’"（）()—-…\n 　·')
KEEP = frozenset(("累计", "高质量", "共享", "联合", "自主", "独立", "连续", "首次", "自然", "高速", "公共", "共建"))
FUNCTION_TAGS = frozenset(("c", "p", "r", "ul", "uj", "uz", "ug", "u", "y", "ud", "uv"))


def is_verb(word: Word) -> bool:
    """Whether the word is a verb that is no noun or modifier at the same time."""
    return word.tag[:1] == "v" and word.tag != "vn" and word.text not in nominals()


def _is_noun(word: Word) -> bool:
    """Whether the word can stand in a noun phrase as head or modifier."""
    if word.text in MARKS or word.text in NEVER_NOUNS:
        return False
    return word.tag[:1] in NOUN_TAGS or word.tag in OTHER_NOUNS or word.text in nominals() or word.text in KEEP


def strip_words(words: Sequence[Word]) -> list[Word]:
    """``words`` without function words and connectives at either end."""
    lead = group("lead")
    first, last = 0, len(words)
    while first < last and _is_idle(words[last - 1]):
        last -= 1
    while first < last and (words[first].text in lead or words[first].tag == "f" or _is_idle(words[first])):
        first += 1
    return list(words[first:last])


def _is_idle(word: Word) -> bool:
    """Whether the word cannot begin or end an indicator."""
    if word.text in KEEP:
        return False
    return (
        word.text in TRIM
        or word.text in JOINTS
        or word.tag in FUNCTION_TAGS
        or (word.tag in ("d", "ad", "vd", "zg") and len(word.text) < 3)
    )


def left_words(scene: Scene, low: int, high: int, cut: Sequence[Span]) -> list[Word]:
    """The words of ``[low, high)`` that can name the indicator, without the spans of ``cut``."""
    if (firm := _firm().match(scene.text, low, high)) is not None:
        low = firm.end()
    if (each := _each().search(scene.text, low, high)) is not None:
        high = each.start()
    high = _bare_end(scene.text, low, subject_end(scene.text, low, high), cut)
    aside = group("aside")
    words = _without(scene.words(low, high), cut)
    kept = [
        word
        for index, word in enumerate(words)
        if word.text not in aside or (index and words[index - 1].text in PLANNED)
    ]
    return strip_words(_without_remarks(kept))


def _without(words: list[Word], cut: Sequence[Span]) -> list[Word]:
    """``words`` without the spans of ``cut``; of a word that reaches beyond one (全国农|副食品), the rest stays."""
    if not cut:
        return words
    kept = []
    for word in words:
        text, tag, start = word
        behind = start + len(text)
        over = [span for span in cut if start < span.end and span.start < behind]
        if not over:
            kept.append(word)
            continue
        end = max(span.end for span in over)
        if end < behind and min(span.start for span in over) <= start:
            kept.append(Word(text[end - start :], tag, end))
    return kept


def _without_remarks(kept: list[Word]) -> list[Word]:
    """``kept`` without remarks in brackets that more words follow (税收收入（已扣除出口退税）)."""
    opening = next((index for index, word in enumerate(kept) if word.text in "（("), None)
    if opening is None:
        return kept
    closing = next((index for index, word in enumerate(kept) if word.text in "）)"), None)
    if opening and closing is not None and all(word.text in LEVELS for word in kept[opening + 1 : closing]):
        levels = "".join(word.text for word in kept[opening - 1 : closing + 1])
        return [*kept[: opening - 1], Word(levels, "n", kept[opening - 1].start), *kept[closing + 1 :]]
    if opening and closing in (None, len(kept) - 1):
        return kept[:opening]
    closing = len(kept) if closing is None else closing
    last = min(closing, len(kept) - 1)
    if closing < opening or kept[last].start - kept[opening].end < REMARK:
        return kept
    return kept[:opening] + kept[closing + 1 :]


@cache
def _firm() -> re.Pattern[str]:
    """A subject that only points back to a firm: 这家总部设在厦门的银行, 该公司."""
    return re.compile(
        r"(?:这家|该)[^，。；：]{0,14}?(?:公司|企业|集团|银行|商行|车企|药企|厂商|券商)(?=[上下全今去前第一二三四\d]|实现|营业)"
    )


@cache
def _each() -> re.Pattern[str]:
    """第 of 连续第七年, and the measure that a rate is given for (超过每英寸400像素)."""
    return re.compile(r"(?:第|每(?<=[过达为到约]每)[^，。；、的]{1,4})$")


def _bare_end(text: str, low: int, high: int, cut: Sequence[Span]) -> int:
    """``high`` moved before the cut spans, verbs and links that stand at the end of ``text[low:high]``."""
    for span in reversed(cut):
        if span.start < high <= span.end or (high == span.end + 1 and text[span.end] == "的"):
            high = subject_end(text, low, max(low, span.start))
    return high


class Right(NamedTuple):
    """What follows a quantity: the noun phrase counted and the predicate after it, as spans or null."""

    noun: Span | None
    predicate: Span | None


def words_after(scene: Scene, start: int, high: int, cut: Sequence[Span]) -> list[Word]:
    """The words of ``[start, high)`` after a quantity, without 的, 左右 and the like at their head and without times."""
    times = [Span(time.start, time.end) for time in scene.times_between(start, high)]
    words = _without(scene.words(start, high), (*times, *cut))
    begin = 0
    while begin < len(words) and words[begin].text in SKIP:
        begin += 1
    if begin < len(words) and words[begin].text == "地":
        words[begin] = Word("地", "n", words[begin].start)
    return words[begin:] if begin else words


def noun_after(words: Sequence[Word], *, person: bool, nested: bool, led: bool = False) -> Right:
    """The noun phrase at the head of ``words`` and the predicate after it.

    ``led``: a verb before the quantity has the phrase as its object (实施30项市级疏堵工程), so that it reaches to the last noun of
    its clause where nothing but nouns and modifiers stand between.
    ``person``: the unit counts persons or households, so that a verb begins the predicate at once (2人受伤).
    ``nested``: a further quantity stands inside the noun phrase (6个投资超百亿的项目), which then reaches to the noun after 的.
    """
    if not words:
        return Right(None, None)
    end = _nested_end(words) if nested else _plain_end(words, person=person)
    if led and end and not nested and not person:
        end = max(end, _object_end(words, end))
    while 1 < end < len(words) and words[end].text in ASPECTS:
        end -= 1
    noun = Span(words[0].start, words[end - 1].end) if end else None
    return Right(noun, rest_of(words, end))


def _object_end(words: Sequence[Word], end: int) -> int:
    """Where an object ends whose modifiers hold a verb (市级疏堵工程): the end of its clause; 0 where that is no noun."""
    last = end
    while last < len(words) and words[last].text not in MARKS and words[last].text not in JOINTS:
        word = words[last]
        if word.text == "的" or not (_is_noun(word) or is_verb(word)) or last - end >= MOST_MODIFIERS:
            return 0
        last += 1
    return last if last > end + 1 and _is_noun(words[last - 1]) and words[last - 1].tag != "vn" else 0


def _nested_end(words: Sequence[Word]) -> int:
    last = max((index for index, word in enumerate(words) if word.text == "的"), default=-1)
    end = last + 1
    while end < len(words) and (_is_noun(words[end]) or words[end].text in QUOTES or words[end].text in JOINTS):
        end += 1
    return end if end > last + 1 else 0


def _plain_end(words: Sequence[Word], *, person: bool) -> int:
    end = quoted = 0
    for index, word in enumerate(words):
        if index < quoted:
            continue
        if word.text in "“《" and (quoted := _closing(words, index)):
            end = quoted
            continue
        if word.text in JOINTS or word.text in QUOTES or word.text == "的":
            if word.text in "”》）)" and end == index:
                end = index + 1
            continue
        if person and index == 0 and word.tag[:1] == "v" and word.text not in nominals():
            return 0
        if _is_noun(word):
            end = index + 1
        elif not (is_verb(word) and _modifies(words, index, bool(end))):
            break
    while end > 2 and words[end - 1].text in KEEP and words[end - 2].text in JOINTS:
        end -= 2
    return end


def _closing(words: Sequence[Word], index: int) -> int:
    """The index behind the mark that closes the quotation opened at ``index``; 0 where it is too far."""
    mark = "”" if words[index].text == "“" else "》"
    for at in range(index + 1, min(index + LONGEST_QUOTATION, len(words))):
        if words[at].text == mark:
            return at + 1
    return 0


def _modifies(words: Sequence[Word], index: int, seen: bool) -> bool:
    """Whether the verb at ``index`` stands inside the noun phrase: before its first noun, or after a joint."""
    if index + 1 >= len(words):
        return False
    following = words[index + 1]
    if seen and words[index - 1].text not in JOINTS and words[index - 1].text not in QUOTES:
        return False
    return _is_noun(following) or is_verb(following) or following.text == "的"


def rest_of(words: Sequence[Word], index: int) -> Span | None:
    """The span of ``words[index:]`` without marks at its end; null when nothing is left or a mark comes first."""
    rest = words[index:]
    if rest and (rest[0].text in JOINTS or rest[0].text in JOINING):
        return None
    last = len(rest)
    while last and (rest[last - 1].text in TRIM or rest[last - 1].tag in ("ul", "y")):
        last -= 1
    if not last or (rest[0].text in TRIM and rest[0].text not in QUOTES):
        return None
    return Span(rest[0].start, rest[last - 1].end)
