"""Places that the text tells of only in passing, so that what follows does not speak of them: parts, brackets, predicates."""

from __future__ import annotations

import re
from functools import cache

from textmine.claims.scene import Scene
from textmine.claims.standing import group_of, is_subject, opens_clause, receives, stands_for_more
from textmine.records import PlaceMention

__all__ = ["only_there"]


def only_there(scene: Scene, mention: PlaceMention, start: int) -> bool:
    """Whether the place is only a part that 其中 picks out, in another part of the text than the value (其中上海为4.44%；…), or one
    that is given something in another sentence.
    """
    listed = group_of(scene, mention)
    if len(listed) > 1 and all(member.rule == "composite" for member in listed):
        return True  # 京津冀、长三角 are examples of the country
    if _is_predicate(scene, mention) or _is_bracketed(scene, mention, start):
        return True
    if scene.layout.sentence(start).start > mention.start and (
        receives(scene, mention) or _is_aside(scene, mention) or stands_for_more(scene, mention)
    ):
        return True
    if scene.layout.part(start).start <= mention.start or scene.text.rfind("其中", 0, mention.start) < 0:
        return False
    return scene.text.startswith("其中", scene.layout.clause(mention.start).start)


def _is_predicate(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the clause of the place only says what another place is (甲县是乙省14个重点县之一), which is spoken of on."""
    first = group_of(scene, mention)[0].start
    if not scene.text.endswith(("是", "作为", "成为"), 0, first):
        return False
    low = scene.layout.clause(first).start
    if first - low <= len("，成为"):
        low = scene.layout.sentence(first).start
    return any(is_subject(scene, other) for other in scene.places_back(low, first))


def _is_bracketed(scene: Scene, mention: PlaceMention, start: int) -> bool:
    """Whether the place stands in brackets that tell of parts of the value before them and are closed before ``start``."""
    closed = scene.text.find("）", mention.end, start)
    if closed < 0:
        return False
    opened = scene.text.rfind("（", scene.layout.sentence(mention.start).start, mention.start)
    if opened < 0 or "）" in scene.text[opened : mention.start]:
        return False
    if scene.quantities_between(opened, closed):
        return True
    return scene.text.startswith(("其中", "全部", "均", "都", "含", "包括", "为"), opened + 1)


@cache
def _reaches() -> re.Pattern[str]:
    """What follows a place whose value is of the thing told before it (京津冀区域达到95%)."""
    return re.compile(r"(?:地区|区域|省|市)?(?:则|也|更是?|已)?(?:达到?|为|超过?)[约近]?$")


def _is_aside(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the clause of the place only adds its value to that of a whole told before it in the sentence."""
    clause = scene.layout.clause(mention.start)
    if clause.start == scene.layout.sentence(mention.start).start or not opens_clause(scene, mention):
        return False
    own = scene.quantities_between(mention.end, clause.end)
    before = scene.quantities_between(scene.layout.sentence(mention.start).start, clause.start)
    if not own or not before or before[-1].unit != own[0].unit:
        return False
    return _reaches().fullmatch(scene.text, mention.end, own[0].hedge_start) is not None
