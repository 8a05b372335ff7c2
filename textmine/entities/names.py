"""The names of a text, from all that can find them, in one place and in one order of precedence.

1. Words of the user's dictionaries whose tag says what they are. 2. Titles between 《 and 》, and events told with their number.
3. Names known beforehand. 4. What the model tags. 5. Places of the gazetteer that nothing else took, and authorities behind a place.
6. Names that the model was sure of, where they stand again.
A name that overlaps one found before is dropped; one that lies inside, or around, a longer one is kept as nested.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from textmine.entities.decode import Tagged
from textmine.entities.gazetteer import breaks, find
from textmine.lexicon import alternation, rows
from textmine.places.pairs import Pairs
from textmine.records import EntityLabel, PlaceMention

__all__ = ["Name", "merged"]

LABELS = {
    "PER": EntityLabel.PERSON,
    "ORG": EntityLabel.ORG,
    "LOC": EntityLabel.PLACE,
    "FAC": EntityLabel.FACILITY,
    "WORK": EntityLabel.WORK,
    "EVENT": EntityLabel.EVENT,
    "POLICY": EntityLabel.POLICY,
    "PRODUCT": EntityLabel.PRODUCT,
}
"""What the model's tags mean; ``TITLE``, the office of a person, is no name of its own."""

TAGS = {
    "nr": EntityLabel.PERSON,
    "ns": EntityLabel.PLACE,
    "nt": EntityLabel.ORG,
    "nw": EntityLabel.WORK,
    "nz": EntityLabel.PRODUCT,
}
"""What the tags of a user dictionary say of a word: those of jieba, and ``nw`` for works."""

LONGEST_TITLE = 80
"""A title in 《》 of more characters is none."""

SURE, LEAST = 0.9, 3
"""A name of so many characters that the model is so sure of is looked for in the whole article."""

STRETCH = 32
"""Places are kept in stretches of so many, about the length of a long name."""

FEW = 60
"""Up to so many names are looked for one by one."""

PLACES = frozenset(("name", "chain", "composite", "country", "nation", "dateline"))
"""How a place must be used to be taken where the model saw none."""

WORLD = "全球"
NO_NAMES = frozenset(("我国", "全国", "祖国", "各国", "国内", "世界"))
"""Places that are called by no name."""


class Name(NamedTuple):
    """A name in the cleaned text of an article."""

    start: int
    end: int
    label: EntityLabel
    score: float
    rule: str
    nested: bool = False


def merged(
    text: str,
    sure: Sequence[Tagged],
    tags: Sequence[Tagged] | None,
    places: Sequence[PlaceMention],
    own: Mapping[str, EntityLabel],
) -> list[Name]:
    """The names of ``text`` in text order, an outer before its inner ones.

    ``sure`` are the names that the model is sure enough of, ``tags`` all that it told; None where there is no model.
    """
    told = (Name(tag.start, tag.end, LABELS[tag.label], tag.score, "model") for tag in sure if tag.label in LABELS)
    model = [name for name in (_balanced(text, name) for name in told) if name is not None]
    model = [name for name in model if not _no_place(text, name)]
    chosen = _Chosen(len(text))
    for name in (*_words(text, own), *_titles(text, model), *_numbered(text), *_listed(text, model), *model):
        chosen.take(name)
    for name in _places(places, tags, chosen.names):
        chosen.take(name)
    for name in _authorities(text, chosen.names, places):
        chosen.take(name)
    for name in _again(text, chosen.names):
        chosen.take(name)
    return sorted(chosen.names, key=lambda name: (name.start, -name.end))


def _balanced(text: str, name: Name) -> Name | None:
    """``name`` with the bracket or quotation mark that it lacks, where that stands directly beside it; None where it stands elsewhere."""
    start, end = name.start, name.end
    if text[start:end].isalnum():
        return name
    for opening, closing in ("（）", "“”", "《》", "()"):
        more = text.count(opening, start, end) - text.count(closing, start, end)
        if more == 1 and text.startswith(closing, end):
            end += 1
        elif more == -1 and text.endswith(opening, 0, start):
            start -= 1
        elif more:
            return None
    return name._replace(start=start, end=end)


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(
        r"[方军](?![面向式队])|[药族]|(?:、[\u4e00-\u9fff])*[、和]?[\u4e00-\u9fff]?[等六]?[语文](?![化明物艺])"
    )


def _no_place(text: str, name: Name) -> bool:
    """Whether a single character names a side, an army or a language: 俄方, 俄军, 法、俄、西语."""
    single = name.label is EntityLabel.PLACE and name.end - name.start == 1
    return single and _no_name().match(text, name.end) is not None


class _Chosen:
    """The names chosen so far, none of which crosses another."""

    def __init__(self, size: int) -> None:
        self._names: list[Name | None] = []
        self._spans: set[tuple[int, int]] = set()
        self._taken = bytearray(size + 1)
        self._at: dict[int, list[int]] = {}  # the numbers of the names that lie in a stretch of places

    @property
    def names(self) -> list[Name]:
        """All of them, in the order in which they were taken."""
        return [name for name in self._names if name is not None]

    def take(self, name: Name) -> None:
        """Take ``name``; as nested inside one taken before, and not where it crosses one or where one of its place is taken."""
        start, end = name.start, name.end
        if self._taken.find(1, start, end) < 0:
            self._add(name)
            return
        if (start, end) in self._spans:
            return
        near = {number for stretch in _stretches(start, end) for number in self._at.get(stretch, ())}
        around = {
            number: old
            for number in near
            if (old := self._names[number]) is not None and old.start < end and start < old.end
        }
        same = any(old.label is name.label for old in around.values())
        if all(old.start <= name.start and name.end <= old.end for old in around.values()):
            if not same or name.rule != "again":
                self._add(name._replace(nested=True))
        elif all(name.start <= old.start and old.end <= name.end for old in around.values()):
            for number, old in around.items():
                self._names[number] = None if same and name.rule == "again" else old._replace(nested=True)
            self._add(name)

    def _add(self, name: Name) -> None:
        start, end = name.start, name.end
        for stretch in _stretches(start, end):
            self._at.setdefault(stretch, []).append(len(self._names))
        self._names.append(name)
        self._spans.add((start, end))
        self._taken[start:end] = b"\x01" * (end - start)


def _stretches(start: int, end: int) -> range:
    """The stretches of places in which the characters from ``start`` to ``end`` lie."""
    return range(start // STRETCH, (end - 1) // STRETCH + 1)


def _words(text: str, own: Mapping[str, EntityLabel]) -> Iterator[Name]:
    """The words of the user."""
    if own:
        for match in re.finditer(alternation(own), text):
            yield Name(match.start(), match.end(), own[match.group()], 1.0, "dictionary")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"《([^《》\n]{{1,{LONGEST_TITLE}}})》")


def _titles(text: str, model: Sequence[Name]) -> Iterator[Name]:
    """What stands between 《 and 》 and is no newspaper."""
    papers = {(name.start, name.end) for name in model if name.label is EntityLabel.ORG}
    for match in _title().finditer(text) if "《" in text else ():
        if match.span(1) not in papers:
            yield Name(*match.span(1), EntityLabel.WORK, 0.99, "title")


@cache
def _edition() -> re.Pattern[str]:
    return re.compile(
        r"(?:20\d\d年?)?第[一二三四五六七八九十百零〇\d]{1,4}届[^，。、；：！？“”《》（）\s第]{0,20}?"
        r"(?:博览会|进博会|运动会|全运会|奥运会|残奥会|亚运会|论坛|峰会|展览会|交易会|洽谈会|艺术节|电影节|文化节|音乐节|书展|车展|世界杯|锦标赛|联欢会)"
    )


def _numbered(text: str) -> Iterator[Name]:
    """Fairs, games and festivals told with their number."""
    if "届" in text:
        for match in _edition().finditer(text):
            yield Name(match.start(), match.end(), EntityLabel.EVENT, 0.95, "numbered")


def _listed(text: str, model: Sequence[Name]) -> Iterator[Name]:
    """Names known beforehand, where the model saw no longer name around them."""
    starts = [name.start for name in model]
    for start, end, label in find(text):
        index = bisect_right(starts, start) - 1
        until = model[index].end if index >= 0 else 0
        if until <= start or until < end or until - starts[index] <= end - start:
            yield Name(start, end, label, 0.98, "gazetteer")


def _places(places: Sequence[PlaceMention], tags: Sequence[Tagged] | None, taken: Sequence[Name]) -> Iterator[Name]:
    """Places of the gazetteer: those that the model half saw, all where there is no model, and those that open a longer name."""
    seen = None if tags is None else {(tag.start, tag.end) for tag in tags if tag.label == "LOC"}
    opens = {name.start: name.end for name in taken if name.label is not EntityLabel.PLACE}
    for mention in places:
        no_name = mention.surface in NO_NAMES or (mention.rule == "nation" and not mention.surface.startswith("中"))
        if mention.places and mention.places[0].name != WORLD and not no_name:
            inside = mention.end < opens.get(mention.start, 0)
            if inside or (mention.rule in PLACES and (seen is None or (mention.start, mention.end) in seen)):
                yield Name(mention.start, mention.end, EntityLabel.PLACE, 0.8, "place")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(alternation(word for short, full, _ in rows("organisation_suffixes") for word in (short, full)))


def _authorities(text: str, names: Iterable[Name], places: Sequence[PlaceMention]) -> Iterator[Name]:
    """Authorities behind their place, where no longer name was seen: 河北省 + 教育厅, 科技园区 + 管理委员会."""
    parts = (EntityLabel.PLACE, EntityLabel.FACILITY)
    seen = [(name.start, name.end, name.score) for name in names if name.label in parts and not name.nested]
    told = [(place.start, place.end, 0.8) for place in places if place.rule == "in-authority"]
    for start, end, score in (*seen, *told):
        match = _ending().match(text, end)
        if match and not breaks(text, match.end()):
            yield Name(start, match.end(), EntityLabel.ORG, score, "gazetteer")


def _again(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """Names that the model was sure of, where they stand again in ``text`` and were not seen."""
    sure = {
        text[name.start : name.end]: name
        for name in names
        if name.score >= SURE
        and name.end - name.start >= LEAST
        and name.label in (EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.FACILITY, EntityLabel.PRODUCT)
    }
    for start, word in _places_of(sure, text):
        name = sure[word]
        yield Name(start, start + len(word), name.label, round(name.score * 0.95, 3), "again")


def _places_of(words: Collection[str], text: str) -> Iterator[tuple[int, str]]:
    """Where ``words`` stand: few are looked for one by one, many by their first characters in one pass."""
    if len(words) <= FEW:
        for word in words:
            start = text.find(word)
            while start >= 0:
                yield start, word
                start = text.find(word, start + len(word))
        return
    starts: dict[str, list[str]] = {}
    for word in words:
        starts.setdefault(word[:LEAST], []).append(word)
    for start in Pairs({word[:2] for word in words}).starts(text):
        for word in starts.get(text[start : start + LEAST], ()):
            if text.startswith(word, start):
                yield start, word
