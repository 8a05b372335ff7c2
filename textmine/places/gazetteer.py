"""The gazetteer: every name that is known, what it can mean, and which place lies in which.

Names are indexed by their first two characters, longest first, so that a scan of a text costs one look-up
a character and loading costs milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from textmine.lexicon import rows
from textmine.places.pairs import Pairs
from textmine.records import Place

__all__ = ["Entry", "Index", "Sense", "contains", "index", "is_wide", "level", "lookup", "of_code", "parent", "signs"]

NATION = Place(name="全国")
WORLD = "全球"
WIDE = "*"


@dataclass(frozen=True, slots=True)
class Sense:
    """One place that a name can mean. ``use`` is full, free, bound, never or old, see places_divisions.tsv."""

    place: Place
    use: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One name. ``kind`` is division, area, composite, country, nation, reference, mask, chain, joined or listing."""

    word: str
    kind: str
    senses: tuple[Sense, ...] = ()
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Index:
    """``starts``: first two characters → names, longest first; ``pairs``: where these characters stand in a text;
    ``codes``: code → place; ``senses``: name → senses.

    ``inside``: name of an area → code of the division it lies in; ``signs``: one-character name → province; ``abroad``: name of a
    foreign city or state → its country, of what holds several countries → ``*``.
    """

    starts: dict[str, tuple[Entry, ...]]
    pairs: Pairs
    codes: dict[str, Place]
    senses: dict[str, tuple[Sense, ...]]
    inside: dict[str, str]
    signs: dict[str, Place]
    abroad: dict[str, str]
    joined: frozenset[str]


def level(place: Place) -> int:
    """0 province, 1 prefecture, 2 county; 3 for what has no code."""
    code = place.code
    if code is None:
        return 3
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


def _divisions() -> Iterator[tuple[str, Sense]]:
    for code, name, also, short, use in rows("places_divisions"):
        place = Place(name=name, code=code)
        full = "old" if use == "old" else "full"
        yield name, Sense(place, full if len(name) > 2 or name[-1] != "区" else "never")
        for other in also.split():
            yield other, Sense(place, full)
        if short:
            yield short, Sense(place, use)


def _named() -> Iterator[tuple[str, str, Place]]:
    """Names with kind and place of everything that is no division."""
    for name, _, also in rows("places_areas"):
        for word in (name, *also.split()):
            yield word, "area", Place(name=name)
    for name, also, members in rows("places_composites"):
        for word in (name, *also.split()):
            yield word, "composite", Place(name=name, members=tuple(members.split()))
    for name, also, _ in rows("places_countries"):
        for word in (name, *also.split()):
            yield word, "country", Place(name=name)
    for word, rule in rows("places_references"):
        if rule == "nation":
            yield word, "nation", NATION


def _senses() -> dict[str, list[Sense]]:
    found: dict[str, list[Sense]] = {}
    for word, sense in _divisions():
        found.setdefault(word, []).append(sense)
    for senses in found.values():
        senses.sort(key=lambda sense: (sense.use == "old", level(sense.place), sense.place.code or ""))
    return found


def _signs(signs: dict[str, Place], joined: frozenset[str]) -> Iterator[Entry]:
    """Where chains of one-character names can begin."""
    for (word,) in rows("places_chains"):
        yield Entry(word, "chain", tuple(Sense(signs[sign], "full") for sign in word))
    for sign in signs:
        yield Entry(f"{sign}、", "listing")
    for sign in joined:
        for other in joined - {sign}:
            yield Entry(sign + other, "joined")


def _entries(divisions: dict[str, list[Sense]]) -> Iterator[Entry]:
    for word, skip in rows("places_masks"):
        yield Entry(word, "mask", skip=int(skip or len(word)))
    for word, senses in divisions.items():
        yield Entry(word, "division", tuple(senses))
    for word, kind, place in _named():
        full = any(sense.use == "full" for sense in divisions.get(word, ()))
        if not full:
            yield Entry(word, kind, (Sense(place, "full"),))
    for word, rule in rows("places_references"):
        if rule == "reference":
            yield Entry(word, "reference")


@cache
def index() -> Index:
    """The whole gazetteer, read once."""
    divisions = _senses()
    codes = {code: Place(name=name, code=code) for code, name, *_ in rows("places_divisions")}
    provinces = {place.name: place for code, place in codes.items() if code.endswith("0000")}
    signs = {sign: provinces[name] for sign, name, _ in rows("places_abbreviations")}
    joined = frozenset(sign for sign, _, free in rows("places_abbreviations") if free == "yes")
    starts: dict[str, list[Entry]] = {}
    for entry in chain(_signs(signs, joined), _entries(divisions)):
        starts.setdefault(entry.word[:2], []).append(entry)
    senses = {word: tuple(found) for word, found in divisions.items()}
    for word, _, place in _named():
        senses[word] = (*senses.get(word, ()), Sense(place, "full"))
    return Index(
        starts={key: tuple(sorted(found, key=lambda entry: -len(entry.word))) for key, found in starts.items()},
        pairs=Pairs(starts),
        codes=codes,
        senses=senses,
        inside={name: code for name, code, _ in rows("places_areas") if code},
        signs=signs,
        abroad={name: country for name, _, country in rows("places_countries") if country},
        joined=joined,
    )


def signs() -> dict[str, Place]:
    """The one-character names of provinces: 京 → 北京市."""
    return index().signs


def is_wide(place: Place) -> bool:
    """Whether ``place`` holds several countries: 欧洲, 东盟, 全球."""
    return index().abroad.get(place.name) == WIDE


def lookup(name: str) -> tuple[Place, ...]:
    """All places that ``name``, full or short, can mean, the largest first; empty when it is unknown."""
    known = index()
    if name in known.signs:
        return (known.signs[name],)
    return tuple(dict.fromkeys(sense.place for sense in known.senses.get(name, ())))


def of_code(code: str) -> Place | None:
    """The division with the GB/T 2260 ``code``; null for none."""
    return index().codes.get(code)


def parent(place: Place) -> Place | None:
    """The division right above ``place``: 顺德区 → 佛山市 → 广东省, 大阪 → 日本; null above a province and for countries."""
    codes = index().codes
    if place.code is None:
        country = index().abroad.get(place.name, WIDE)
        if country != WIDE:
            return Place(name=country)
        return codes.get(index().inside.get(place.name, ""))
    if place.code.endswith("0000"):
        return None
    above = codes.get(f"{place.code[:4]}00")
    return above if above and above.code != place.code else codes.get(f"{place.code[:2]}0000")


def contains(outer: Place, inner: Place) -> bool:
    """Whether ``inner`` lies in ``outer`` and is not the same place."""
    if outer.name == inner.name and outer.code == inner.code:
        return False
    if outer.name == WORLD:
        return True
    if outer == NATION:
        return inner.code is not None or inner.name in index().inside
    if outer.members:
        return _member(outer, inner)
    above = parent(inner)
    while above is not None:
        if above == outer:
            return True
        above = parent(above)
    return False


def _member(outer: Place, inner: Place) -> bool:
    place: Place | None = inner
    while place is not None:
        if place.name in outer.members:
            return True
        place = parent(place)
    return bool(inner.members) and set(inner.members) <= set(outer.members)
