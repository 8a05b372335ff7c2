"""What the members of an enumeration share: a predicate behind the last thing, a verb before the first.

5个地级市和5个县新获评全国文明城市 says the same of both; 中国队获得16枚金牌、14枚银牌 names the verb and its subject once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from textmine.claims.draft import Draft
from textmine.claims.phrases import is_verb
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span
from textmine.claims.topic import CLOSING, join
from textmine.records import Kind

__all__ = ["share"]

LONGEST_VERB = 12
"""The longest words before the first thing, in characters, that the others share."""

LONGEST_PREDICATE = 14
"""The longest predicate, in characters with its 的, that the things before share."""

LONGEST_GAP = 4
"""How far, in characters, two members of an enumeration may stand apart."""


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(r"[、，]?(?:和|与|及|以及|、)?")


def share(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Gives the values of a sentence what they share with their neighbours in an enumeration."""
    pairs = tuple(pairwise(drafts))
    for one, two in reversed(pairs):
        _share_predicate(scene, one, two)
    for one, two in pairs:
        _share_lead(scene, one, two)
    for one, two in pairs:
        if one.topic.rule == "subject" and two.topic.rule == "subject" and (verb := _verb(scene, one, two)):
            spans = (Span(verb[0].start, verb[-1].end), *two.topic.spans)
            two.topic = two.topic._replace(text=join(verb) + two.topic.text, spans=spans)


def _share_predicate(scene: Scene, one: Draft, two: Draft) -> None:
    """What the second thing does, the first does too: 5个市和5个县新获评文明城市."""
    if (one.topic.rule, two.topic.rule) != ("counted", "counted+predicate"):
        return
    said = two.topic.text.removesuffix(two.topic.base)
    if len(said) > LONGEST_PREDICATE or "的" in said[:-1] or two.topic.base.endswith("有"):
        return
    if _joined(scene, one, two, within=True):
        spans = (*two.topic.spans[:1], *one.topic.spans)
        one.topic = two.topic._replace(text=said + one.topic.base, base=one.topic.base, spans=spans)


def _share_lead(scene: Scene, one: Draft, two: Draft) -> None:
    """What stands before the first thing holds for the second: 中国队获得16枚金牌、14枚银牌."""
    if (one.topic.rule, two.topic.rule) != ("left+counted", "counted"):
        return
    lead = one.topic.text.removesuffix(one.topic.base)
    if lead == one.topic.text or len(lead) > LONGEST_VERB or lead.endswith("的"):
        return
    if _joined(scene, one, two):
        spans = (*one.topic.spans[:1], *two.topic.spans)
        two.topic = one.topic._replace(text=lead + two.topic.base, base=two.topic.base, spans=spans)


def _verb(scene: Scene, one: Draft, two: Draft) -> Sequence[Word]:
    """The verb and its subject before the thing of ``one``, which ``two`` lists another thing of; empty for none."""
    if scene.text[one.quantity.hedge_end : two.left + 1] != "、" or two.topic.reach != "clause":
        return ()
    words = [word for word in scene.words(one.left, one.quantity.hedge_start) if word.text in one.topic.text]
    last = max((index for index, word in enumerate(words) if is_verb(word)), default=-1)
    verb = words[: last + 1]
    text = join(verb)
    if not text or last == len(words) - 1 or len(text) > LONGEST_VERB or not one.topic.text.startswith(text):
        return ()
    second = scene.words(two.left + 1, two.quantity.hedge_start)
    return () if any(map(is_verb, second)) else verb


def _joined(scene: Scene, one: Draft, two: Draft, *, within: bool = False) -> bool:
    """Whether nothing but a joint stands between the thing of ``one`` and the number of ``two``.

    ``within``: or 的, since what is done by the second is done in the first (30家企业的120个商标获奖).
    """
    if one.quantity.kind not in (Kind.COUNT, Kind.AMOUNT, Kind.PERCENTAGE) or not one.topic.spans:
        return False
    end, start = one.topic.spans[-1].end, two.quantity.hedge_start
    if not one.quantity.end <= end <= start <= end + LONGEST_GAP:
        return False
    between = scene.text[end:start]
    if "，" in between and (one.quantity.unit != two.quantity.unit or not _ends_clause(scene, two)):
        return False
    return (within and between == "的") or _joint().fullmatch(between) is not None


def _ends_clause(scene: Scene, draft: Draft) -> bool:
    """Whether the thing of ``draft`` is the last word of its clause, so that nothing of its own is said of it."""
    end = draft.topic.spans[-1].end if draft.topic.spans else 0
    return scene.text[end : end + 1] in CLOSING
