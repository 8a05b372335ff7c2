"""The words around a quantity that say what is measured.

To the left stands the subject with its verb (新增高速公路通车里程1523公里, 城镇新增就业达1024万人), to the right of a count the thing
counted (42个项目, 4家浙企上榜…). The two functions here only cut the words out; :mod:`textmine.claims.indicator` puts
them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textmine.claims.cues import group
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span

__all__ = ["Right", "is_noun", "is_verb", "left_words", "right_words", "strip_words"]

NOUN_TAGS = frozenset("n a b j i l s g k".split())
JOINTS = frozenset(("、", "和", "与", "及", "以及", "或", "·", "-", "—", "/", "等"))
QUOTES = frozenset("“”‘’《》〈〉「」『』\"（）()")
PERSON_UNITS = frozenset(("人", "名", "位", "户", None))


def is_verb(word: Word) -> bool:
    """Whether the tagger takes the word for a verb that is no noun at the same time."""
    return word.tag.startswith("v") and word.tag != "vn"


def is_noun(word: Word) -> bool:
    """Whether the word can stand in a noun phrase as head or modifier."""
    return word.tag[:1] in NOUN_TAGS or word.tag in ("vn", "eng", "t", "f", "q", "zg", "m", "mq", "tg", "rz", "x0")


def strip_words(words: list[Word]) -> list[Word]:
    """``words`` without what does not belong to an indicator at either end."""
    link, lead = group("link"), group("lead")
    changes = group("rise") | group("fall") | group("rise_if") | group("fall_if")
    last = len(words)
    while last and (
        words[last - 1].text in link
        or words[last - 1].text in changes
        or words[last - 1].text in _TRIM
        or words[last - 1].tag in ("d", "c", "p", "ul", "uj", "uz", "ug", "y", "zg", "ad", "vd")
        or _is_link(words[last - 1].text)
    ):
        last -= 1
    first = 0
    while first < last and (
        words[first].text in lead
        or words[first].text in _TRIM
        or words[first].tag in ("c", "p", "r", "ul", "uj", "u", "y", "f")
        or (words[first].tag == "d" and words[first].text not in _KEEP)
    ):
        first += 1
    return words[first:last]


_TRIM = frozenset("，。；：、！？,;:“”‘’\"（）()—-…\n 　·")
_KEEP = frozenset(("累计", "高质量", "共享", "联合", "自主", "独立", "连续", "首次"))


def _is_link(text: str) -> bool:
    """Whether a word that jieba made of two links (共新, 率达, 将达) ends the subject."""
    return len(text) == 2 and text[0] in "已共均将仅就也还又都各约近超" and text[1] in "达有为是超至到近约"


def left_words(scene: Scene, low: int, high: int, cut: Sequence[Span]) -> list[Word]:
    """The words of ``[low, high)`` that can name the indicator, without the spans of ``cut``."""
    kept = []
    for word in scene.words(low, high):
        if any(word.start < span.end and span.start < word.end for span in cut):
            continue
        kept.append(word)
    return strip_words(kept)


class Right(NamedTuple):
    """What follows a quantity: the noun phrase counted and the predicate after it, as spans or null."""

    noun: Span | None
    predicate: Span | None


def right_words(scene: Scene, start: int, high: int, *, person: bool, nested: bool) -> Right:
    """The noun phrase and the predicate in ``[start, high)``, which follows a quantity.

    ``person``: the unit counts persons or households, so that a verb begins the predicate at once (2人受伤).
    ``nested``: a further quantity stands inside the noun phrase (6个投资超百亿的项目), which then reaches to the noun after 的.
    """
    words = scene.words(start, high)
    begin = 0
    while begin < len(words) and words[begin].text in ("的", "左右", "以上", "以内", "以下", "多", "余", " ", "人民币"):
        begin += 1
    words = words[begin:]
    if not words:
        return Right(None, None)
    if nested:
        return _nested(words)
    return _plain(words, person=person)


def _nested(words: list[Word]) -> Right:
    last = max((index for index, word in enumerate(words) if word.text == "的"), default=-1)
    end = last + 1
    while end < len(words) and (is_noun(words[end]) or words[end].text in QUOTES or words[end].text in JOINTS):
        end += 1
    if end == last + 1:
        return Right(None, None)
    return Right(Span(words[0].start, words[end - 1].end), _rest(words, end))


def _plain(words: list[Word], *, person: bool) -> Right:
    seen = False
    end = 0
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else None
        if word.text in JOINTS or word.text in QUOTES or word.text == "的":
            if following is None:
                break
            if word.text == "”" and seen:
                end = index + 1
            continue
        if word.tag == "x":
            break
        if is_noun(word):
            seen = True
            end = index + 1
        elif is_verb(word) and (not seen or words[index - 1].text in JOINTS) and not (person and index == 0):
            if following is None or not (is_noun(following) or is_verb(following) or following.text == "的"):
                break
        elif seen or word.tag[:1] in "pcdu":
            break
    if not seen:
        return Right(None, _rest(words, 0))
    return Right(Span(words[0].start, words[end - 1].end), _rest(words, end))


def _rest(words: list[Word], index: int) -> Span | None:
    rest = words[index:]
    last = len(rest)
    while last and rest[last - 1].text in _TRIM:
        last -= 1
    if not last or rest[0].text in _TRIM and rest[0].text not in "“":
        return None
    return Span(rest[0].start, rest[last - 1].end)
