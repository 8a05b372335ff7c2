"""Finding places in a text: one pass over pairs of characters, names longest first, chains joined as they come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textmine.places.abroad import with_foreign
from textmine.places.context import name_rule, quoted_titles
from textmine.places.gazetteer import Entry, Sense, contains, index, level, parent
from textmine.places.listed import with_listed
from textmine.places.parts import with_parts
from textmine.places.reading import Doubtful, Found, Reading
from textmine.records import Place, PlaceMention

__all__ = ["find"]

SPLITS = {"市": "场值容", "区": "域块位间别分", "县": "域级", "省": "级际直", "部": "署队落门委长"}
COUNTY = 2  # the level of a county or district
JOINTS = "在到的于赴从省市州和与对为及向是区来"  # characters after which a two-character county may begin
COUNTY_TAILS = frozenset("城乡镇级")  # what makes another word of 县 behind 和 (城市和|县城)
LEFT = {"全": "安健完齐", "本": "成资日基根原文版", "两": "斤", "海": "沿临上", "三": "十", "前": "目当之此日以先"}


@cache
def _listing() -> re.Pattern[str]:
    signs = "".join(index().signs)
    return re.compile(
        rf"[{signs}](?:、[{signs}]){{1,33}}(?:[和及][{signs}](?=[\s，。、；等两三四五六七八九省市地区]))?(?![^\W、，。和等两三四五六七八九省市地区])"
    )


@cache
def _run() -> re.Pattern[str]:
    return re.compile(rf"[{''.join(sorted(index().joined))}]{{2,}}")


@cache
def _village() -> re.Pattern[str]:
    return re.compile(r"[村乡镇](?![民庄级里落镇村亲江海原远雄宁坪巴平康沅赉安化])")


@cache
def _route() -> re.Pattern[str]:
    network = r"(?:高铁|铁路|高速|公路)(?!(?:运营|营业|通车|总|网|路网)*(?:里程|规模|密度|建设|完成|投资))"
    return re.compile(rf"{network}|客专|城际|线|大通道|大运河|联合|剧|边(?![境界防缘])")


@cache
def _street() -> re.Pattern[str]:
    """What makes a short name behind a larger place that of a street: 广州天河路商圈."""
    return re.compile(r"[中东西南北]?(?:路(?![上网线段])|大道|[大步]?街(?!道))")


@cache
def _here() -> re.Pattern[str]:
    """What stands only behind a place: 四平这家农机厂."""
    return re.compile(r"这[家个里座片]|[一某]家|境内|全境|市民|村民|当地")


@cache
def _airport() -> re.Pattern[str]:
    """An airport, which serves the city around the district that it is called after (海口美兰国际机场)."""
    return re.compile(r"(?:国际)?机场")


def find(text: str) -> tuple[PlaceMention, ...]:
    """The places named in ``text``, in order, without overlap; ``text[start:end] == surface`` for each.

    ``rule`` says how the name is used: name, chain, composite, abbreviation, country, nation, reference,
    in-organisation, in-event, dateline.
    """
    reading = Reading(text)
    names = index()
    starts = names.starts
    position = 0
    for start in names.pairs.starts(text):
        if start >= position:
            for entry in starts[text[start : start + 2]]:
                if text.startswith(entry.word, start):
                    end = start + entry.skip if entry.skip else _read(reading, start, entry)
                    if end:
                        position = end
                        break
    return tuple(_finish(reading))


def _read(reading: Reading, start: int, entry: Entry) -> int:
    """Read ``entry`` at ``start``; where to go on, or 0 when it does not count here."""
    text = reading.text
    end = start + len(entry.word)
    if entry.kind == "division":
        return _division(reading, start, end, entry)
    if entry.kind in ("joined", "listing") or _longer(text, start, end, entry):
        return _signs(reading, start, entry)
    if start and text[start - 1] in LEFT.get(text[start], ""):
        return 0
    if entry.kind == "reference":
        return _reference(reading, start, end)
    places = tuple(sense.place for sense in entry.senses)
    if entry.kind == "area":
        return _area(reading, start, end, places[0])
    if entry.kind == "composite" and text[end : end + 1] and text[end] in SPLITS.get(entry.word[-1], ""):
        return 0
    if entry.kind == "composite" and entry.word[0] in "东中西" and _part(reading, start):
        return end
    rule = entry.kind
    if rule == "country" and _village().match(text, end):
        return 0
    if rule == "chain":
        rule = "in-event" if _route().match(text, end) else "abbreviation"
    reading.found.append(Found(start, end, places, rule))
    return end


def _reference(reading: Reading, start: int, end: int) -> int:
    text = reading.text
    if text[end : end + 1] and text[end] in SPLITS.get(text[end - 1], ""):
        return 0
    reading.found.append(Found(start, end, (), "reference"))
    return end


def _longer(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether a composite's signs go on (京津冀鲁)."""
    if entry.kind not in ("composite", "chain"):
        return False
    match = _run().match(text, start)
    return match is not None and match.end() > end and not text.startswith(("州", "南", "北"), match.end())


def _part(reading: Reading, start: int) -> bool:
    """Whether 东部地区 and the like speak of a part of the place right before (乌克兰东部地区)."""
    last = reading.found[-1] if reading.found else None
    return last is not None and last.end == start and last.rule in ("name", "chain", "country")


def _area(reading: Reading, start: int, end: int, place: Place) -> int:
    outer = reading.outer(start)
    if outer is not None and contains(outer, place):
        reading.found[-1] = Found(reading.found[-1].start, end, (place,), "chain")
    else:
        reading.found.append(Found(start, end, (place,), "name"))
    return end


def _division(reading: Reading, start: int, end: int, entry: Entry) -> int:
    text = reading.text
    if text[end : end + 1] and text[end] in SPLITS.get(entry.word[-1], ""):
        return 0
    outer = reading.outer(start)
    place = _inner(entry.senses, outer) if outer else None
    if place is not None and entry.senses[0].use != "full" and _street().match(text, end):
        return 0
    if place is None and _clipped(text, start, end, entry):
        return 0
    if place is not None:
        reading.found[-1] = Found(reading.found[-1].start, end, (place,), "chain")
    else:
        place = _resolve(entry.senses, reading.seen)
        if place is None:
            bound = tuple(sense.place for sense in entry.senses if sense.use == "bound")
            if len(bound) > 1:
                bound = tuple(place for place in bound if any(contains(seen, place) for seen in reading.seen)) or bound
            if len(bound) != 1 or not _here().match(text, end):
                reading.doubtful.append(Doubtful(start, end, bound))
                return 0
            place = bound[0]
        reading.found.append(Found(start, end, (place,), "name"))
    reading.note(place)
    return end


def _clipped(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the name is cut out of longer words (示范县, 城市和县城) or names a village or town (平顶山村)."""
    if entry.word[-1] == "县" and len(entry.word) == 2:
        joined = start > 0 and text[start - 1].isalnum()
        return joined and (text[start - 1] not in JOINTS or text[end : end + 1] in COUNTY_TAILS)
    if level(entry.senses[0].place) == 0 or entry.senses[0].use in ("full", "old"):
        return False
    return _village().match(text, end) is not None


def _inner(senses: tuple[Sense, ...], outer: Place) -> Place | None:
    """The place of ``senses`` that lies in ``outer``, the largest first."""
    for sense in senses:
        if sense.use != "never" and contains(outer, sense.place):
            return sense.place
    return None


def _resolve(senses: tuple[Sense, ...], seen: dict[Place, None]) -> Place | None:
    """The one place that the name means, by what was named before where it can mean several; else null."""
    open_ = [
        sense.place
        for sense in senses
        if sense.use in ("full", "free") or (sense.use == "bound" and sense.place in seen)
    ]
    if not open_:
        open_ = [sense.place for sense in senses if sense.use == "old"]
    if len(open_) <= 1:
        return open_[0] if open_ else None
    if level(open_[0]) < level(open_[1]) and level(open_[0]) <= 1:
        return open_[0]
    for named in reversed(seen):
        inside = [place for place in open_ if place == named or contains(named, place)]
        if len(inside) == 1:
            return inside[0]
    return None


def _signs(reading: Reading, start: int, entry: Entry) -> int:
    text = reading.text
    if entry.kind == "listing":
        if start and text[start - 1].isalnum() and text[start - 1] not in "在对与和及从往到赴向入为使由":
            return 0
        match = _listing().match(text, start)
    else:
        match = _run().match(text, start)
    if match is None:
        return 0
    signs = index().signs
    places = tuple(dict.fromkeys(signs[char] for char in match.group() if char in signs))
    if len(places) < 2:
        return 0
    rule = "in-event" if _route().match(text, match.end()) else "abbreviation"
    reading.found.append(Found(start, match.end(), places, rule))
    return match.end()


def _finish(reading: Reading) -> Iterator[PlaceMention]:
    text = reading.text
    titles = quoted_titles(text)
    at = 0
    for found in with_parts(text, with_foreign(text, with_listed(reading))):
        while at < len(titles) and titles[at][1] <= found.start:
            at += 1
        rule = found.rule
        if at < len(titles) and titles[at][0] < found.start:
            rule = "in-event"
        elif rule not in ("reference", "abbreviation", "in-event"):
            rule = name_rule(text, found.start, found.end, nation=rule == "nation") or rule
        places = found.places
        if rule == "in-authority" and _airport().match(text, found.end) and level(places[0]) == COUNTY:
            places = (parent(places[0]) or places[0],)
        yield PlaceMention(
            start=found.start,
            end=found.end,
            surface=text[found.start : found.end],
            places=places,
            rule=rule,
        )
