"""The subject of the clauses before, for a value whose own clause names none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from textmine.claims.cues import group
from textmine.claims.phrases import TRIM, is_verb, strip_words, without
from textmine.claims.scene import Scene, Word
from textmine.claims.standing import group_of, is_subject
from textmine.claims.structure import Span
from textmine.claims.topic import Topic, base_of, join, shorten, span_of
from textmine.lexicon import alternation
from textmine.records import Quantity

__all__ = ["SoFar", "brought_forward"]


LONGEST_OBJECT = 16
"""The longest words, in characters, that a verb of effect is joined to."""

MEASURES = (*"量额率值数度价", "病例", "面积", "收入", "里程", "规模")
"""How what can rise and fall is named."""

OPENING = 3
"""How many words a clause on its head may have at the beginning, up to its 的 (结束的财年国债总量预计超过…)."""


class SoFar:
    """What a sentence spoke of up to a quantity, worked out when it is first asked for.

    ``known`` is the topic of the value before; ``afresh`` tells that the clauses between may name another one. ``whole``
    is the topic of the total that the value is a part of (里程4600公里，其中高铁3900公里), null where it is none.
    """

    __slots__ = ("_afresh", "_known", "_quantity", "_scene", "whole")

    def __init__(
        self, scene: Scene, quantity: Quantity, known: Topic | None, *, afresh: bool, whole: Topic | None = None
    ) -> None:
        self.whole = whole
        self._scene = scene
        self._quantity = quantity
        self._known = known
        self._afresh = afresh

    def topic(self) -> Topic | None:
        """The topic, or null where nothing was spoken of."""
        if self._afresh:
            self._afresh = False
            self._known = _context(self._scene, self._quantity) or self._known
        return self._known

    def part(self) -> Topic | None:
        """The part that the clause before picks out, where that clause holds no value (其中河流湿地最多，达到147万亩)."""
        layout, text = self._scene.layout, self._scene.text
        start = self._quantity.hedge_start
        for clause in layout.clauses_before(start, layout.part(start).start, 1):
            if text.startswith("其中", clause.start) and not self._scene.quantities_between(clause.start, clause.end):
                found = _subject(self._scene.words(clause.start + 2, clause.end), object_first=False)
                if len(join(found)) > 1 and not is_verb(found[0]):
                    return Topic(text=join(found), base=base_of(found), spans=span_of(found), rule="subject-before")
        return None

    def turned(self) -> Topic | None:
        """What the clause before says to have risen or fallen without a value (新增病例创新高，达到6148例)."""
        scene, start = self._scene, self._quantity.hedge_start
        for clause in scene.layout.clauses_before(start, scene.layout.sentence(start).start, 1):
            if scene.quantities_between(clause.start, clause.end):
                return None
            said = _turns().search(scene.text, clause.start, clause.end)
            if said is None:
                return None
            cut = [Span(time.start, time.end) for time in scene.times_between(clause.start, said.start())]
            cut += [Span(place.start, place.end) for place in scene.places_between(clause.start, said.start())][:1]
            words = without(scene.words(clause.start, said.start()), cut)
            verb = max((index for index, word in enumerate(words) if word.text in ("是", "看到", "发现")), default=-1)
            words = shorten(strip_words(words[verb + 1 :]))
            if len(join(words)) > 2 and join(words).endswith(MEASURES):
                return Topic(text=join(words), base=base_of(words), spans=span_of(words), rule="subject-before")
        return None

    def done(self) -> Topic | None:
        """What the clause before speaks of as the object of its verb (实施免费教育政策，惠及…), where it holds no value."""
        if self._known is not None:
            return self._known if len(self._known.text) <= LONGEST_OBJECT else None
        return _subject_before(self._scene, self._quantity, object_first=True)

    def above(self) -> Topic | None:
        """What the sentence before speaks of, for a sentence that opens with its values."""
        return _from_above(self._scene, self._quantity)


def _context(scene: Scene, quantity: Quantity) -> Topic | None:
    """What the clauses before the first value of a sentence speak of."""
    clause = scene.layout.clause(quantity.hedge_start)
    cause = _causes().match(scene.text, clause.start) is not None
    return _subject_before(scene, quantity, object_first=cause, listed=True)


def _from_above(scene: Scene, quantity: Quantity) -> Topic | None:
    """The subject of the sentence before in the paragraph, where a sentence opens with its values (从2013年的320万套到…)."""
    sentence = scene.layout.sentence(quantity.start)
    if sentence.start <= scene.layout.paragraph(quantity.start).start:
        return None
    above = scene.layout.clause(sentence.start - 1)
    cut = [Span(time.start, time.end) for time in scene.times_between(above.start, above.end)]
    if scene.quantities_between(above.start, above.end):
        return None
    found = _subject(_apart(scene, above, cut), object_first=False)
    if len(join(found)) < 3 or is_verb(found[0]):
        return None
    return Topic(text=join(found), base=base_of(found), spans=span_of(found), reach="paragraph", rule="subject-before")


@cache
def _causes() -> re.Pattern[str]:
    return re.compile(r"目前|已|共|造成|导致|致|至少|有")


@cache
def _turns() -> re.Pattern[str]:
    """What tells of a rise or fall without saying how much."""
    return re.compile(
        r"(?:首次|再次|再|也|均|都|大幅|明显|持续|进一步|有所|自[^，。；]{2,12}以来)*(?:出现了?(?:新[高低]|减少|增[长加]|下降|反弹|回[升落])|创下?[^，。；、]{0,6}新[高低]|[多少]了|有所[^，。；、]{2}|明显[^，。；、]{2}|(?:增加|减少|下降|上升|提高|回升|反弹|增长)了?)[，；]?$"
    )


@cache
def _points_back() -> re.Pattern[str]:
    """How a clause begins that only says what the sentence before it tells of: 这是今年第三次降息."""
    return re.compile(r"[\s“]*这(?:也|还|就|已经?)?是")


def _subject_before(
    scene: Scene, quantity: Quantity, *, object_first: bool = False, listed: bool = False
) -> Topic | None:
    """The subject of the nearest clause before, for a value whose own clause names none.

    A clause without a verb, or one that ends in 的 with a noun, is a subject as a whole; of another, what stands before
    its verb, or what 将 and 把 bring forward. ``object_first`` asks for what its verb speaks of (发生枪击事件，导致…).
    ``listed``: places that are listed, whose values these are, are no part of it.
    """
    layout = scene.layout
    part = layout.part(quantity.hedge_start)
    fallback: list[Word] | None = None
    for clause in layout.clauses_before(quantity.hedge_start, part.start):
        if _speech().search(scene.text, clause.start, clause.end) or _points_back().match(scene.text, clause.start):
            continue
        cut = [Span(time.start, time.end) for time in scene.times_between(clause.start, clause.end)]
        if listed:
            cut += _listed(scene, clause)
        words = _apart(scene, clause, cut)
        found = _subject(words, object_first=object_first)
        if found and not object_first and fallback is None and is_verb(found[0]) and found[0] in strip_words(words)[:1]:
            fallback = found
            continue
        if found:
            text = join(found)
            return Topic(text=text, base=base_of(found), spans=span_of(found), reach="sentence", rule="subject-before")
    if fallback is not None:
        spans = span_of(fallback)
        return Topic(text=join(fallback), base=base_of(fallback), spans=spans, reach="sentence", rule="subject-before")
    return None


def _apart(scene: Scene, clause: Span, cut: Sequence[Span]) -> list[Word]:
    """The words of ``clause`` that no span of ``cut`` touches."""
    return [
        word
        for word in scene.words(clause.start, clause.end)
        if not any(word.start < span.end and span.start < word.end for span in cut)
    ]


def _listed(scene: Scene, clause: Span) -> list[Span]:
    """The places of ``clause`` that stand in a list and that its values can be about."""
    return [
        Span(place.start, place.end)
        for place in scene.places_between(clause.start, clause.end)
        if len(group_of(scene, place)) > 1 and is_subject(scene, place)
    ]


@cache
def _speech() -> re.Pattern[str]:
    """A clause that only says who speaks."""
    return re.compile(
        rf"(?:{alternation(group('says'))})[，：,:]$|(?:显示|获悉|了解到|报道|通报)[，：,:]$|(?:消息|报道|讯|电)(?:[（(][^（）()]*[）)])?[：:]$"
    )


def _subject(words: list[Word], *, object_first: bool) -> list[Word]:
    texts = [word.text for word in words]
    for mark in ("将", "把"):
        if mark not in texts or (mark == "将" and _is_future(words, texts.index(mark))):
            continue
        if len(strip_words(words[: texts.index(mark)])) < 2 or texts[texts.index(mark) - 1] == "是":
            return shorten(strip_words(words[texts.index(mark) + 1 :]))
    if not object_first and _is_adverbial(words):
        return []
    words = strip_words(words)
    verbs = [index for index, word in enumerate(words) if is_verb(word) or word.tag in ("p", "d")]
    last = max((index for index, word in enumerate(words) if word.text == "的"), default=-1)
    if not verbs or (last > verbs[-1] and last < len(words) - 1):
        return shorten(words)
    if object_first:
        return shorten(strip_words(words[verbs[-1] + 1 :]))
    behind = next((index for index, word in enumerate(words[:OPENING]) if word.text == "的"), 0)
    if verbs[0] == 0 and behind:
        main = next((index for index in verbs if index > behind), len(words))
        while main > behind + 1 and words[main - 1].text in group("adverb"):
            main -= 1
        return shorten(strip_words(words[behind + 1 : main]))
    return shorten(strip_words(words[: verbs[0]]))


def _is_adverbial(words: Sequence[Word]) -> bool:
    """Whether a clause only tells a way, a ground or a source (经东平、南口至北站, 据测算), and names no subject."""
    head = next((word for word in words if word.text not in TRIM), None)
    return head is not None and head.text in (
        "经",
        "据",
        "自",
        "由",
        "以",
        "为",
        "按",
        "按照",
        "根据",
        "随着",
        "通过",
        "依托",
    )


def _is_future(words: Sequence[Word], index: int) -> bool:
    """Whether 将 at ``index`` is the adverb of the future rather than the mark of an object."""
    rest = words[index + 1 :]
    if not rest or rest[0].tag in ("p", "d", "c"):
        return True
    return is_verb(rest[0]) and all(word.text != "的" for word in rest)


def brought_forward(words: list[Word]) -> list[Word]:
    """What 将 or 把 brings forward, where the words hold one of them (就将该类机床的保有量); else ``words``."""
    for index, word in enumerate(words):
        if word.text == "把" or (word.text == "将" and not _is_future(words, index)):
            return strip_words(words[index + 1 :]) or words
    return words
