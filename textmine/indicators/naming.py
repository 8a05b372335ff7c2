"""From a name to its normal form: facets off, 口径 to the front, shares as A占B比重, aliases as official names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from textmine.indicators.aliases import Aliases
from textmine.indicators.facets import Facets, facets, words_of
from textmine.indicators.front import behind_prepositions, front
from textmine.indicators.tails import plain_tail
from textmine.indicators.words import Token, fold, tokens
from textmine.places import find

__all__ = ["Name", "name"]

ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its normal form (``base`` without facets) and what was taken out of it."""

    base: str
    facets: Facets
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The base with its facets in words; empty where nothing is named."""
        return self.base + words_of(self.facets) if self.base else ""


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"占(?!地(?!区)|[用道有领据线])(?:到|了|整个|全部)?")


def name(words: str, aliases: Aliases) -> Name:
    """The normal form of ``words``, which is its own normal form."""
    first = found = _once(fold(words), aliases)
    seen: dict[str, Name] = {}
    for _ in range(ROUNDS):
        if found.key in seen:
            break
        seen[found.key] = found
        again = _once(fold(found.key), aliases)
        if again.key == found.key:
            break
        found = again
    else:
        found = min(seen.values(), key=lambda some: some.key)
    if found.key in seen and len(seen) > 1 and _once(fold(found.key), aliases).key != found.key:
        found = min(seen.values(), key=lambda some: some.key)
    return Name(found.base, found.facets, first.places, first.periods, first.dropped)


def _once(text: str, aliases: Aliases) -> Name:
    mentions = find(text)
    head = front(text, mentions)
    text = head.text if not mentions else behind_prepositions(head.text, find(head.text))
    return _named(text, aliases, head.places, head.periods, head.dropped)


def _named(
    text: str, aliases: Aliases, places: tuple[str, ...], periods: tuple[str, ...], dropped: tuple[str, ...]
) -> Name:
    given = aliases.official(text)
    rest, told, empty = facets(tokens(given or text))
    base, more = _base(rest, aliases)
    known = aliases.official(base)
    if known is not None and known != given:
        rest, inner, others = facets(tokens(known))
        told = told.under(inner)
        base, _ = _base(rest, aliases)
        empty += others
    return Name(base, told, places, periods, (*dropped, *empty, *more))


def _base(words: list[Token], aliases: Aliases) -> tuple[str, tuple[str, ...]]:
    share = bool(words) and words[-1].sort == "share"
    text = "".join(token.text for token in words)
    split = _part().search(text, 1)
    if split and (share or not _counts(text, split)):
        cut = len(text) - (len(words[-1].text) if share else 0)
        if split.end() < cut:
            return _share(text[: split.start()], text[split.end() : cut], aliases), ()
    if share:
        inner, dropped = _joined(words[:-1])
        return (inner.removesuffix("占") + "比重", dropped) if inner else ("", dropped)
    return _joined(words)


def _counts(text: str, split: re.Match[str]) -> bool:
    """Whether 占 begins a thing counted (占道经营), no share."""
    return split.end() == len(text)


def _share(part: str, whole: str, aliases: Aliases) -> str:
    """A part and its whole as one name; the whole keeps a place that was named, but not 全市 and the like before a name."""
    one = _named(part, aliases, (), (), ())
    head = front(whole.removesuffix("的"))
    other = _named(head.text, aliases, (), (), ())
    named = "".join(place for place in head.places if not place.startswith("全") or place == "全国")
    if other.key in ("", one.key):
        return f"{one.key}占{''.join(head.places) or other.key}比重"
    return f"{one.key}占{named}{other.key}比重"


def _joined(words: list[Token]) -> tuple[str, tuple[str, ...]]:
    """``words`` in one string: 口径 first where it stands once, each word in its normal form, nothing twice in a row."""
    scopes = dict.fromkeys(token.normal for token in words if token.sort == "scope")
    dropped: list[str] = []
    parts: list[str] = []
    for token in words:
        if token.sort == "scope":
            continue
        if token.sort == "drop":
            dropped.append(token.text)
        elif not parts or parts[-1] != token.normal:
            parts.append(token.normal)
    return "".join(sorted(scopes)) + plain_tail("".join(parts)), tuple(dropped)
