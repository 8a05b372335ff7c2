"""Parts of the country that share a word: 东、中、西部地区, 东部、中部和东北地区 are as many regions."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter

from textmine.places.gazetteer import lookup
from textmine.places.reading import Found

__all__ = ["with_parts"]

WHOLE = {"东": "东部地区", "中": "中部地区", "西": "西部地区", "东北": "东北地区"}


@cache
def _joined() -> re.Pattern[str]:
    """What stands between two parts; a text without is not looked through."""
    return re.compile(r"[东中西](?<=[、和及与].)")


@cache
def _listed() -> re.Pattern[str]:
    head = r"[东中西](?<![^\W\d在对从国的年月日季度].)"
    part, joint = r"(?:东北|[东中西]部?)", "[、和及与]"
    end = r"(?:[两三四]大)?(?:板块|地区|区域|省份)"
    return re.compile(
        rf"{head}(?:(?:(?<=东)北|部?)(?:{joint}{part}){{1,3}}(?={end})|部(?:{joint}(?:[东中西]部|东北)){{1,3}}(?![^\W\d地分各居增降实经]))"
    )


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"(东北|[东中西])(部?)")


def with_parts(text: str, found: list[Found]) -> list[Found]:
    """``found`` and the parts of the country that are listed with one word for all of them, in text order."""
    if _joined().search(text) is None:
        return found
    added: list[Found] = []
    for match in _listed().finditer(text):
        parts = list(_part().finditer(text, *match.span()))
        if len({part[1] for part in parts}) == len(parts):
            added += [Found(part.start(), part.end(), lookup(WHOLE[part[1]])[:1], "composite") for part in parts]
    if not added:
        return found
    taken = {position for part in added for position in range(part.start, part.end)}
    kept = [name for name in found if taken.isdisjoint(range(name.start, name.end))]
    return sorted([*kept, *added], key=attrgetter("start"))
