"""From a name to its normal form: facets off, 口径 to the front, shares as A占B比重, aliases as official names."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from textmine.indicators.aliases import Aliases
from textmine.indicators.facets import DERIVED, Facets, facets, words_of
from textmine.indicators.front import behind_prepositions, front, places_in, unquoted
from textmine.indicators.tails import plain_tail
from textmine.indicators.words import Token, fold, tokens
from textmine.records.indicators import Form

__all__ = ["Name", "key_of", "name"]

ROUNDS = 12
NORMAL = frozenset(("synonym", "inplace", "keep"))


class Name(NamedTuple):
    """A name in its normal form and what was taken out of it; ``key`` is ``base`` with the facets in words, empty for no base."""

    key: str
    base: str
    facets: Facets
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def key_of(base: str, told: Facets) -> str:
    """The key of a base that is told with the facets ``told``."""
    return base + words_of(told) if base else ""


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"占(?!地(?!区)|[用道有领据线])(?:到|了|整个|全部)?")


def name(words: str, aliases: Aliases) -> Name:
    """The normal form of ``words``, which is its own normal form."""
    text = fold(words)
    first = found = _once(text, aliases)
    seen = {text: first}
    while found.key != text and len(seen) < ROUNDS:
        text = found.key
        if text in seen:  # forms that lead to one another: the first in the order of characters stands for all
            found = min(seen.values(), key=_by_key)
            break
        found = seen[text] = _once(fold(text), aliases)
    if found is first:
        return first
    return Name(found.key, found.base, found.facets, first.places, first.periods, first.dropped)


def _by_key(some: Name) -> str:
    return some.key


def _once(text: str, aliases: Aliases) -> Name:
    mentions = places_in(text)
    head = front(text, mentions)
    rest = unquoted(head.text)
    if mentions and mentions[-1].start > len(text) - len(head.text):
        rest = behind_prepositions(rest)
    return _named(rest, aliases, head.places, head.periods, head.dropped)


def _named(
    text: str, aliases: Aliases, places: tuple[str, ...], periods: tuple[str, ...], dropped: tuple[str, ...]
) -> Name:
    given = aliases.official(text)
    rest, told, empty = facets(tokens(given or text))
    base, more = _base(rest, aliases)
    known = aliases.official(base)
    if known is not None and known != given:
        rest, inner, others = facets(tokens(known))
        base, _ = _base(rest, aliases)
        empty += others
        if told.form in DERIVED and inner.form is not Form.LEVEL:
            base = key_of(base, inner)
        else:
            told = told.under(inner)
    return Name(key_of(base, told), base, told, places, periods, (*dropped, *empty, *more))


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
    scopes: set[str] = set()
    dropped: list[str] = []
    parts: list[str] = []
    for token in words:
        if token.sort == "scope":
            scopes.add(token.normal)
            continue
        if token.sort == "drop":
            dropped.append(token.text)
            continue
        word = token.normal if token.sort in NORMAL else token.text
        if not parts or parts[-1] != word:
            parts.append(word)
    return "".join(sorted(scopes)) + plain_tail("".join(parts)), tuple(dropped)
