"""The words behind a quantity: the noun phrase that it counts, and the predicate after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textmine.claims.cues import group, nominals
from textmine.claims.edges import without_manner
from textmine.claims.phrases import JOINTS, KEEP, MARKS, QUOTES, TRIM, is_noun, is_verb, without
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span

__all__ = ["LOCALIZERS", "Right", "last_noun", "noun_after", "rest_of", "words_after"]

ASPECTS = frozenset(("了", "着", "过", "地"))
SKIP = frozenset(
    ("的", "各类", "各种", "各", "各项", "不同", "左右", "以上", "以内", "以下", "多", "余", " ", "人民币", "上下")
)
MOST_MODIFIERS = 4
LONGEST_QUOTATION = 12
PERSONS = frozenset("人者员工师户生家")
"""Last characters of words for persons."""
LOCALIZERS = frozenset(("中", "里", "内", "之中", "当中", "之内"))
"""Words that make a place of the noun before them (35个大项中)."""
MEASURED = tuple("量额率值度价")
"""Last characters of words that name a measure."""
BEHIND_VERBS = frozenset(("过", "了", "着", "在", "于", "到", "自"))
"""What stands right behind a verb and behind no noun (80%经历过, 18名收治在)."""
OTHERS = frozenset(("所有", "全部", "全体", "部分", "一些", "多个", "若干", "大量", "各", "以"))
"""Words that begin something else behind a joint, which is not counted (21个国家和部分地区)."""
LIKE = frozenset(("这样", "那样", "这样的", "一样", "一样的"))
JOINING = frozenset(("并", "并且", "而", "但"))


class Right(NamedTuple):
    """What follows a quantity: the noun phrase counted and the predicate after it, as spans or null."""

    noun: Span | None
    predicate: Span | None


def words_after(scene: Scene, start: int, high: int, cut: Sequence[Span]) -> list[Word]:
    """The words of ``[start, high)`` after a quantity, without 的, 左右 and the like at their head and without times."""
    times = [Span(time.start, time.end) for time in scene.times_between(start, high)]
    words = without(scene.words(start, high), (*times, *cut))
    begin = _behind_example(words)
    while begin < len(words) and words[begin].text in SKIP:
        begin += 1
    if begin < len(words) and words[begin].text == "地":
        words[begin] = Word("地", "n", words[begin].start)
    return words[begin:] if begin else words


def _behind_example(words: Sequence[Word]) -> int:
    """The index behind an example that leads to the noun (像北村这样的|景点); 0 where none does."""
    if not words or words[0].text not in ("像", "如", "类似"):
        return 0
    return next((index + 1 for index, word in enumerate(words[:8]) if word.text in LIKE), 0)


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
    if led and end and not nested:
        reach = _object_end(words, end)
        if not person or words[reach - 1].text[-1] in PERSONS:
            end = max(end, reach)
    while 1 < end < len(words) and words[end].text in ASPECTS:
        end -= 1
    if not nested:
        end = _countable_end(words, without_manner(words, end, person=person))
    if end == 1 < len(words) and words[0].tag == "a" and len(words[0].text) == 1 and words[1].text not in MARKS:
        end = 2
    noun = Span(words[0].start, words[end - 1].end) if end else None
    if end and end < len(words) and words[end].text in LOCALIZERS:
        return Right(noun, None)
    return Right(noun, rest_of(words, end))


def _countable_end(words: Sequence[Word], end: int) -> int:
    """Where the noun phrase ends without a measure of what is counted (36个城市|重点商圈客流量)."""
    if end < 2 or not words[end - 1].text.endswith(MEASURED):
        return end
    for index in range(end - 2, -1, -1):
        if words[index].text in group("body"):
            return index + 1
        if words[index].text in JOINTS or words[index].text in "的（）()":
            break
    return end


def _object_end(words: Sequence[Word], end: int) -> int:
    """Where an object ends whose modifiers hold a verb (市级疏堵工程): the end of its clause; 0 where that is no noun."""
    last = end
    while last < len(words) and words[last].text not in MARKS and words[last].text not in JOINTS:
        word = words[last]
        plain = is_noun(word) or is_verb(word) or word.tag in ("d", "b", "a", "ad")
        if word.text == "的" or not plain or last - end >= MOST_MODIFIERS:
            return 0
        last += 1
    return last if last > end + 1 and is_noun(words[last - 1]) and words[last - 1].tag != "vn" else 0


def _nested_end(words: Sequence[Word]) -> int:
    last = max((index for index, word in enumerate(words) if word.text == "的"), default=-1)
    end = last + 1
    while end < len(words) and (is_noun(words[end]) or words[end].text in QUOTES or words[end].text in JOINTS):
        end += 1
    return end if end > last + 1 else 0


def _plain_end(words: Sequence[Word], *, person: bool) -> int:
    following = words[1].text if len(words) > 1 and words[1].start == words[0].end else ""
    if following in ASPECTS or (following in BEHIND_VERBS and words[0].tag[:1] == "v"):
        return 0
    if person and words[0].tag[:1] == "v" and words[0].text not in nominals():
        return 2 if len(words) > 1 and words[1].text in group("people") and words[1].start == words[0].end else 0
    end = last_noun(words)
    while end > 2 and words[end - 1].text in KEEP and words[end - 2].text in JOINTS:
        end -= 2
    return end


def last_noun(words: Sequence[Word]) -> int:
    """Where the noun phrase ends that ``words`` begin with."""
    end = quoted = 0
    opened = False
    for index, word in enumerate(words):
        if index < quoted:
            continue
        if word.text in "“《" and (quoted := _closing(words, index)):
            end = quoted
            continue
        if end and (_stops(words, index, end) or (word.text in "）)" and not opened)):
            break
        opened = opened or word.text in "（("
        if word.text in JOINTS or word.text in QUOTES or word.text == "的":
            if word.text in "”》）)" and end == index:
                end = index + 1
            continue
        if is_noun(word):
            end = index + 1
        elif word.tag == "a" and index + 1 < len(words) and is_noun(words[index + 1]):
            continue
        elif not (is_verb(word) and _modifies(words, index, bool(end))):
            break
    return end


def _stops(words: Sequence[Word], index: int, end: int) -> bool:
    """Whether the word at ``index`` makes a place of the noun that ends at ``end``, is its predicate, or leads on to something else."""
    if words[index].tag == "i" and len(words[index].text) > 3:
        return True
    if words[index].tag == "m" and end == index and words[end - 1].tag == "n" and words[index].text[0] == "一":
        return True
    if words[index].tag == "t" and words[index].text in group("lead"):
        return True
    if words[index].text in LOCALIZERS:
        return words[end - 1].text != "发展"
    return _starts_anew(words, index)


def _starts_anew(words: Sequence[Word], index: int) -> bool:
    """Whether a joint at ``index`` leads to something that the number does not count (欧洲国家和中国香港)."""
    if words[index].text not in JOINTS or index + 1 >= len(words) or words[index - 1].tag == "ns":
        return False
    following = words[index + 1]
    return following.text in OTHERS or (following.tag == "ns" and len(following.text) > 1)


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
    return is_noun(following) or is_verb(following) or following.text == "的" or (following.tag == "a" and not seen)


def rest_of(words: Sequence[Word], index: int) -> Span | None:
    """The span of ``words[index:]`` without marks at its end; null when nothing is left or a mark comes first."""
    rest = words[index:]
    if rest and (rest[0].text in JOINTS or rest[0].text in JOINING):
        return None
    last = len(rest)
    while last and (rest[last - 1].text in TRIM or rest[last - 1].tag in ("ul", "y", "uj")):
        last -= 1
    if not last or rest[0].text in "）)" or (rest[0].text in TRIM and rest[0].text not in QUOTES):
        return None
    return Span(rest[0].start, rest[last - 1].end)
