"""Names that stand for one named before: 该校, 管委会, 北工大, 姜局长, （以下简称“中心”）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from textmine.entities.names import Name
from textmine.lexicon import alternation, rows
from textmine.records import EntityLabel

__all__ = ["KINDS", "Known", "defined", "honorific", "references", "surnames"]

KINDS = {
    "校": ("大学", "学院", "学校", "中学", "小学", "党校"),
    "院": ("医院", "研究院", "学院", "科学院", "法院", "检察院", "设计院"),
    "公司": ("公司", "集团", "股份"),
    "集团": ("集团", "公司"),
    "企业": ("公司", "集团", "厂"),
    "局": ("局",),
    "委": ("委员会", "委"),
    "部": ("部",),
    "厅": ("厅",),
    "所": ("研究所", "所"),
    "厂": ("厂",),
    "行": ("银行", "分行", "支行"),
    "中心": ("中心",),
    "协会": ("协会", "学会", "商会"),
    "馆": ("馆",),
    "组织": ("组织",),
    "机构": ("机构", "组织", "中心", "研究所", "研究院"),
}
"""What 该 before such a word can stand for: the last organisation whose name ends so."""

SHORTEST, LONGEST = 2, 6
"""Characters of an abbreviation."""


class Known:
    """The persons and organisations of an article in the order in which they were named, by their full names."""

    def __init__(self) -> None:
        self._persons: dict[str, None] = {}  # in the order in which they were last named
        self._organisations: dict[str, None] = {}

    def person(self, surface: str) -> str:
        """The full name of a person: of the last one named before with this surname, or with this last name."""
        plain = surface[1:] if len(surface) == 2 and surface[0] in "老小阿" else surface
        full = next((name for name in reversed(self._persons) if _is_short(plain, name)), None)
        if full is not None:
            return full
        if len(surface) > 1:
            self._persons.pop(surface, None)
            self._persons[surface] = None
        return surface

    def organisation(self, surface: str, full: str) -> str:
        """The full name of an organisation: ``full`` where that is longer, else of the one that ``surface`` abbreviates."""
        if full == surface:
            longer = [
                name
                for name in reversed(self._organisations)
                if _abbreviates(surface, name) or (surface in ENDINGS and name.endswith(ENDINGS[surface]))
            ]
            if len(longer) == 1 or (longer and surface in ENDINGS):
                return longer[0]
        self._organisations.pop(full, None)
        self._organisations[full] = None
        return full

    def last(self, endings: Sequence[str]) -> str | None:
        """The last organisation whose name ends with one of ``endings``."""
        return next((name for name in reversed(self._organisations) if name.endswith(tuple(endings))), None)


ENDINGS = {
    "管委会": ("管理委员会", "管委会"),
    "组委会": ("组织委员会", "组委会"),
    "委员会": ("委员会",),
    "常委会": ("常务委员会", "常委会"),
}
"""Names of bodies that mostly stand for one named in full before."""


def _is_short(surface: str, name: str) -> bool:
    if len(surface) == 1:
        return len(name) in (2, 3, 4) and name.startswith(surface) and "·" not in name
    return name.endswith("·" + surface)


def _abbreviates(short: str, name: str) -> bool:
    """Whether ``short`` is made of characters of ``name`` in order, only the first as it stands there: 北工大 of 北京工业大学."""
    if (
        not SHORTEST <= len(short) <= LONGEST
        or len(name) < len(short) + 2
        or short[0] != name[0]
        or short[:2] == name[:2]
    ):
        return False
    rest = iter(name)
    return all(character in rest for character in short)


@cache
def _that() -> re.Pattern[str]:
    return re.compile(rf"该({'|'.join(sorted(KINDS, key=len, reverse=True))})(?![\u4e00-\u9fff]?[级门分])")


def references(text: str) -> Iterator[tuple[Name, tuple[str, ...]]]:
    """该校, 该公司 and the like, each with the endings of the names it can stand for."""
    if "该" in text:
        for match in _that().finditer(text):
            yield Name(match.start(), match.end(), EntityLabel.ORG, 0.8, "alias"), KINDS[match[1]]


@cache
def honorific(kind: str | None = None) -> re.Pattern[str]:
    """Offices and forms of address behind a name; only those of one kind, where ``kind`` names it."""
    return re.compile(alternation(word for word, of in rows("honorifics") if kind in (None, of)))


def surnames(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """The surname of a person named in full before an honorific or office: 姜局长."""
    persons = {
        text[name.start] for name in names if name.label is EntityLabel.PERSON and 2 <= name.end - name.start <= 3
    }
    if not persons:
        return
    behind = [match.start() for match in honorific().finditer(text)]
    asked = [place for place in behind if place and text[place - 1] in persons]
    taken = {position for name in names for position in range(name.start, name.end)} if asked else ()
    for place in asked:
        if place - 1 not in taken and place not in taken:
            yield Name(place - 1, place, EntityLabel.PERSON, 0.8, "alias")


@cache
def _definition() -> re.Pattern[str]:
    return re.compile(
        r"[（(](?:以下|下)?(?:简称|统称)(?:为|作|：)?[“\"《]?([^“”\"《》（）()，。、\n]{2,20})[”\"》]?[）)]"
    )


def defined(text: str, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """The short names that a text gives in brackets behind a name, at each place where they stand later, with the name."""
    if "简称" not in text:
        return
    ends = {name.end: name for name in names if not name.nested}
    for match in _definition().finditer(text):
        behind = match.start() - 1 if text[match.start() - 1] in "》”" else match.start()
        of = ends.get(match.start()) or ends.get(behind)
        if of is None:
            continue
        start = match.start(1)
        while start >= 0:
            yield Name(start, start + len(match[1]), of.label, of.score, "alias"), of
            start = text.find(match[1], start + len(match[1]))
