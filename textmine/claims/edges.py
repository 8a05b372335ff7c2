"""The edges of an indicator: words that cannot begin or end a noun phrase, verbs cut from their complement, lone marks."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.claims.cues import group
from textmine.claims.scene import Word

__all__ = ["OPENERS", "is_function", "paired", "whole_action", "without_lone_marks", "without_manner"]

OPENERS = {"“": "”", "《": "》", "‘": "’", "「": "」", "『": "』"}
COMPLEMENTS = frozenset(
    ("出", "到", "好", "成", "下", "起", "上", "回", "完", "得", "过", "了", "着", "出了", "掉", "住")
)
"""What is said of a verb behind it (开发出, 准备好, 实现了)."""
PREPOSITIONS = frozenset("对向由从为与被将把因给跟于")
ADVERBS = frozenset("正共仅均还都也就已再各")
"""Characters that the dictionary joins to a preposition which it does not know there (共向, 正对)."""
PLACED = frozenset(("在", "于", "到", "至"))


def is_function(word: Word) -> bool:
    """Whether an unknown word only holds prepositions and adverbs (共向, 正对, 因)."""
    text = word.text
    if word.tag != "x" or len(text) > 2 or text[-1] not in PREPOSITIONS:
        return False
    return len(text) == 1 or text[0] in ADVERBS


def is_manner(word: Word) -> bool:
    """Whether the word says how something is done (主动, 现场, 陆续)."""
    return word.tag in ("ad", "vd", "z") or word.text in group("manner")


def without_manner(words: Sequence[Word], end: int, *, person: bool) -> int:
    """Where the noun phrase ``words[:end]`` ends without words that belong to the verb behind it (官兵|主动请缨, |英勇牺牲)."""
    if not end or end >= len(words):
        return end
    following = words[end]
    if end > 1 and words[end - 1].tag == "vn" and following.text in PLACED and words[end - 2].tag == "n":
        return end - 1
    if not (following.tag in ("v", "p", "d", "a", "ad", "vd", "vn") or is_function(following)):
        return end
    last = end
    if person and words[last - 1].text == "现场":
        last -= 1
    while last and is_manner(words[last - 1]):
        last -= 1
    return last


def whole_action(words: Sequence[Word], index: int) -> int:
    """Where the verb begins that ends with the word at ``index``: before what that word complements (开发|出)."""
    while index and words[index].text in COMPLEMENTS and words[index - 1].tag[:1] == "v":
        index -= 1
    return index


def paired(words: Sequence[Word]) -> frozenset[int]:
    """The starts of the quotation marks among ``words`` that open and close one quotation."""
    found: set[int] = set()
    opened: list[Word] = []
    for word in words:
        if word.text in OPENERS:
            opened.append(word)
        elif opened and word.text == OPENERS[opened[-1].text]:
            found.update((opened.pop().start, word.start))
    return frozenset(found)


def without_lone_marks(text: str) -> str:
    """``text`` without quotation marks that open or close alone."""
    lone: list[int] = []
    opened: list[int] = []
    closers = OPENERS.values()
    for index, mark in enumerate(text):
        if mark in OPENERS:
            opened.append(index)
        elif mark in closers:
            if opened and OPENERS[text[opened[-1]]] == mark:
                opened.pop()
            else:
                lone.append(index)
    lone += opened
    return "".join(mark for index, mark in enumerate(text) if index not in lone) if lone else text
