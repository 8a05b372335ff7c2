"""What stands around a place's name and tells that it is part of another name.

北京 in 北京大学 is part of an organisation's name, in 北京市财政局 of an authority's, which speaks for the place, in 北京冬奥会 of
an event's, in 新华社北京1月17日电 a dateline. The endings
are sought within a bounded window after the place, which ends at words that no name goes across.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from textmine.lexicon import alternation, rows

__all__ = ["is_team", "name_rule", "quoted_titles"]

REACH = 10
NATIONAL = ("人大", "政协", "总工会", "妇联", "工商联", "联合会", "运动会", "委员会", "协会")
AGENCIES = ("新华社", "中新社", "中新网", "人民网", "央广网", "新华网", "光明网", "本报", "本报讯", "记者")
AGENCY_SIGNS = "社网报讯者"  # the last characters of AGENCIES


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending from places_organisation.tsv or places_event.tsv, and the rule that it gives the place before it."""

    word: str
    far: bool
    not_before: str
    rule: str


@cache
def _endings() -> dict[str, tuple[Ending, ...]]:
    found: dict[str, list[Ending]] = {}
    for word, reach, kind, not_before in rows("places_organisation"):
        rule = "in-authority" if kind == "authority" else "in-organisation"
        found.setdefault(word[:2], []).append(Ending(word, reach == "far", not_before, rule))
    for word, reach, not_before in rows("places_event"):
        found.setdefault(word[:2], []).append(Ending(word, reach == "far", not_before, "in-event"))
    return {key: tuple(sorted(endings, key=lambda ending: -len(ending.word))) for key, endings in found.items()}


@cache
def _far() -> tuple[re.Pattern[str], int]:
    """The endings that may stand apart from the place as one expression, and the length of the longest."""
    words = [ending.word for endings in _endings().values() for ending in endings if ending.far]
    return re.compile(alternation(words)), max(map(len, words))


@cache
def _window() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?!中国|我国|首批|支援|建设(?![银厅局委部集])|完成|设立|开展|加快|发布|印发|获[评批]|组建|实施|打造|新[增建]|启动|成立|增[强加]|提高|共有)[^\W\d的了是在对为有由从到向以于把被已将也都就达增降升占超约较年月日名条项元亿召举赴访推累来与等其这该和及念读考依托全各每多好]"
        r"|第\d{1,3}届|[—－–](?!\d)|和(?=改革|信息|城乡|社会|计划|旅游|规划|草原|生态)){0,18}"
    )


@cache
def _wire() -> re.Pattern[str]:
    return re.compile(
        r"(?:\d{1,4}年)?(?:\d{1,2}月)?\d{1,2}日(?:电|讯|消息|专电)|[电讯][\s（(]|专电|消息[：:]|报道[：:]"
    )


@cache
def _title() -> re.Pattern[str]:
    return re.compile(r"《[^《》\n]{1,60}》")


def quoted_titles(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of titles in 《》, in text order."""
    if "《" not in text:
        return ()
    return tuple(match.span() for match in _title().finditer(text))


def name_rule(text: str, start: int, end: int, *, nation: bool) -> str | None:
    """The rule that the surroundings of ``text[start:end]`` give, or null when it stands for the place itself."""
    if (
        start
        and text[start - 1] in AGENCY_SIGNS
        and text.endswith(AGENCIES, max(0, start - 3), start)
        and _wire().match(text, end)
    ):
        return "dateline"
    if nation:
        if text[start:end] == "全国":
            return "in-organisation" if text.startswith(NATIONAL, end) else None
        if text[start:end] != "中国":
            return None
        if is_team(text, end):
            return None
        rule = _ending(text, end)
        return "in-organisation" if rule == "in-authority" else rule
    return _ending(text, end)


@cache
def _team() -> re.Pattern[str]:
    """What follows 中国 in the names of teams, which stand for the country."""
    return re.compile(
        r"(?:[^，。；、的\s]{0,6}体育)?代表团|[男女][^，。；、的\s]{1,3}队|队(?![员伍长列])|国家队|军团|健儿"
    )


def is_team(text: str, end: int) -> bool:
    """Whether 中国, which ends at ``end``, begins the name of a team or delegation."""
    return _team().match(text, end) is not None


def _ending(text: str, end: int) -> str | None:
    endings = _endings()
    key = text[end : end + 2]
    for near in (key, key[:1]):
        for ending in endings.get(near, ()):
            if _stands(text, end, ending):
                return ending.rule
    far, longest = _far()
    first = far.search(text, end + 1, end + REACH + longest)
    if first is None:
        return None
    match = _window().match(text, end)
    limit = match.end() if match else end
    for at in range(first.start(), min(limit, end + REACH + 1)):
        for ending in endings.get(text[at : at + 2], ()):
            if ending.far and at + len(ending.word) <= limit and _stands(text, at, ending):
                return ending.rule
    return None


def _stands(text: str, at: int, ending: Ending) -> bool:
    """Whether ``ending`` stands at ``at`` and nothing after it undoes it."""
    after = at + len(ending.word)
    return text.startswith(ending.word, at) and (after == len(text) or text[after] not in ending.not_before)
