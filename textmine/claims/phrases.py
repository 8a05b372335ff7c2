"""The words around a quantity that say what is measured.

To the left stands the subject with its verb (新增高速公路通车里程1523公里, 城镇新增就业达1024万人), to the right of a count the thing
counted (42个项目, 4家企业上榜…). The functions here only cut the words out; :mod:`textmine.claims.indicator` puts them
together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from textmine.claims.cues import group, nominals, subject_end
from textmine.claims.edges import is_function, paired
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span

__all__ = ["JOINTS", "KEEP", "MARKS", "QUOTES", "TRIM", "is_noun", "is_verb", "left_words", "strip_words", "without"]

NOUN_TAGS = frozenset("nabjilsgkzxtfq")
OTHER_NOUNS = frozenset(("vn", "eng", "m", "mq", "rz", "an"))
JOINTS = frozenset(("、", "和", "与", "及", "以及", "或", "·", "-", "—", "/", "等", "暨"))
QUOTES = frozenset('“”‘’《》〈〉「」『』"（）()')
MARKS = frozenset("，。；：！？,;:!?\n…")
NEVER_NOUNS = frozenset(("正在", "当时", "曾经", "首次", "再次", "多次", "同时", "正式", "一次性"))
PLANNED = ("年", "全年", "年度", "完成")
ADVERBS = frozenset("很此较每仍往虽反甚且稍乎否异狂")
"""Adverbs that the dictionary tags zg as it does nouns (县, 园, 村)."""
REMARK = 6
ENDS = frozenset(("起", "止", "末", "间", "内"))
"""What stays of a word that began with a time (7月1|日起)."""
MODALS = frozenset(("会", "能", "要", "可", "应", "需", "将会", "能够", "可以", "需要"))
"""Verbs that stand before another one and do not end what is measured (每个月会有)."""
VERB_ENDS = frozenset("到达有")
"""Last characters of verbs that alone would lead to a value."""
DELIVERED = frozenset("下送抵到直通传转")
"""First characters of the verbs in 达 (下达, 送达); other words in 达 are cut by chance (面|达)."""
RETURNS = frozenset(("回到", "不到"))
"""What leads to a value and looks like such a verb."""
LEVELS = frozenset("市区县旗州省乡镇、")
"""What stands in the brackets of 县（市、区）, which are one word."""
TRIM = frozenset('，。；：、！？,;:“”‘’"（）()—-…\n 　·')
KEEP = frozenset(
    (
        "累计",
        "高质量",
        "共享",
        "联合",
        "自主",
        "独立",
        "连续",
        "首次",
        "自然",
        "高速",
        "公共",
        "共建",
        "一期",
        "二期",
        "三期",
    )
)
FUNCTION_TAGS = frozenset(("c", "p", "r", "ul", "uj", "uz", "ug", "u", "y", "ud", "uv"))


def is_verb(word: Word) -> bool:
    """Whether the word is a verb that is no noun or modifier at the same time."""
    return word.tag[:1] == "v" and word.tag != "vn" and word.text not in nominals()


def is_noun(word: Word) -> bool:
    """Whether the word can stand in a noun phrase as head or modifier."""
    if word.text in nominals():
        return True
    if word.text in MARKS or word.text in NEVER_NOUNS or is_function(word):
        return False
    return word.tag[:1] in NOUN_TAGS or word.tag in OTHER_NOUNS or word.text in KEEP


def strip_words(words: Sequence[Word]) -> list[Word]:
    """``words`` without function words and connectives at either end."""
    lead = group("lead")
    first, last = 0, len(words)
    pairs = paired(words)
    while first < last and (words[last - 1].text in MODALS or _is_idle(words[last - 1])):
        if words[last - 1].start in pairs and words[last - 1].text not in LEVELS:
            break
        last -= 1
    while first < last and (words[first].text in lead or words[first].tag == "f" or _is_idle(words[first])):
        if words[first].text == "被" or words[first].start in pairs:
            break
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
        or is_function(word)
        or (word.tag in ("d", "ad", "vd") and len(word.text) < 3)
        or word.text in ADVERBS
    )


def left_words(scene: Scene, low: int, high: int, cut: Sequence[Span]) -> list[Word]:
    """The words of ``[low, high)`` that can name the indicator, without the spans of ``cut``."""
    if (firm := _firm().match(scene.text, low, high)) is not None:
        low = firm.end()
    if (each := _each().search(scene.text, low, high)) is not None:
        high = each.start()
    high = _bare_end(scene.text, low, subject_end(scene.text, low, high), cut)
    aside = group("aside")
    words = without(scene.words(low, _whole_verb(scene, low, high)), cut)
    kept = [
        word
        for index, word in enumerate(words)
        if not (word.text in aside or (word.text == "了" and index and words[index - 1].text in aside))
        or (index and words[index - 1].text in PLANNED)
    ]
    return strip_words(_without_remarks(kept))


def _whole_verb(scene: Scene, low: int, high: int) -> int:
    """``high``, or behind the verb that it cuts in two (下|达, 得|到, 载|有)."""
    if high <= low or scene.text[high : high + 1] not in VERB_ENDS:
        return high
    last = scene.words(low, high + 1)[-1]
    if last.start != high - 1 or last.tag[:1] != "v" or len(last.text) != 2:
        return high
    if last.text[1] == "达" and last.text[0] not in DELIVERED:
        return high
    return high - 1 if last.text in RETURNS else high + 1


def without(words: list[Word], cut: Sequence[Span]) -> list[Word]:
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
        if behind - end == 1 and end - start > 1 and tag[:1] == "n":
            kept.append(word)
        elif end < behind and min(span.start for span in over) <= start and text[end - start :] not in ENDS:
            kept.append(Word(text[end - start :], tag, end))
    return kept


def _without_remarks(kept: list[Word]) -> list[Word]:
    """``kept`` without remarks in brackets that more words follow (税收收入（已扣除出口退税）)."""
    opening = next((index for index, word in enumerate(kept) if word.text in "（("), None)
    if opening is None:
        return kept
    if opening == 0 and not any(word.text in "）)" for word in kept):
        return kept[1:]
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
