"""``analyse``: what the name of a measure means."""

from __future__ import annotations

from functools import cache, lru_cache

from textmine.indicators.aliases import Aliases, built_in
from textmine.indicators.facets import NONE, Facets
from textmine.indicators.naming import Name, key_of, name
from textmine.indicators.tails import head_of
from textmine.indicators.words import tokens
from textmine.quantities.units import lookup, physical
from textmine.records import Kind, Role
from textmine.records.indicators import Form, Indicator

__all__ = ["analyse", "normalise"]

KINDS = {
    "passenger turnover": "turnover", "freight turnover": "turnover", "containers": "count", "deadweight": "mass", "gross tonnage": "mass",
}  # fmt: skip
GOODS = frozenset(("出口", "进口", "货物出口", "货物进口"))


def analyse(
    words: str, *, unit: str | None = None, role: Role | str | None = None, aliases: Aliases | None = None
) -> Indicator:
    """What ``words`` measure. ``unit`` and ``role`` of the figure, where known, tell level, growth, share and rank apart.

    ``aliases`` are those of :func:`textmine.indicators.read_aliases`; by default the built-in ones. Never raises for any text.
    """
    return analysed(words, unit, None if role is None else Role(role), built_in() if aliases is None else aliases)


def normalise(
    words: str, *, unit: str | None = None, role: Role | str | None = None, aliases: Aliases | None = None
) -> str:
    """The key of ``words``: equal for wordings of one thing, its own key; empty where the words name nothing."""
    return analyse(words, unit=unit, role=role, aliases=aliases).key


@lru_cache(maxsize=65536)
def analysed(words: str, unit: str | None, role: Role | None, aliases: Aliases) -> Indicator:
    found = name(words, aliases)
    if unit is not None or role is not None:
        asked = _asked(found, unit, role)
        if asked != found.key:
            again = name(asked, aliases)
            found = again._replace(places=found.places, periods=found.periods, dropped=found.dropped)
    head = head_of(found.base)
    stem = len(found.base) - len(head.word) if head else len(found.base)
    known = tokens(found.base[:stem])
    kind = _kind(unit)
    level = found.facets.form is Form.LEVEL
    return Indicator(
        words=words,
        key=found.key,
        base=found.base,
        head=head.word if head else None,
        scopes=tuple(dict.fromkeys(token.normal for token in known if token.sort in ("scope", "inplace"))),
        modifiers=tuple(token.normal for token in known if token.sort not in ("scope", "inplace")),
        form=found.facets.form,
        basis=found.facets.basis,
        window=found.facets.window,
        prices=found.facets.prices,
        places=found.places,
        periods=found.periods,
        dropped=found.dropped,
        quantities=(kind,) if kind else _quantities(found.facets.form, head.quantities if level and head else ()),
        official=aliases.title(found.key) or aliases.title(found.base),
    )


def _quantities(form: Form, of_head: tuple[str, ...]) -> tuple[str, ...]:
    if form in (Form.GROWTH, Form.DECLINE, Form.POINTS):
        return ("ratio",)
    return ("index",) if form is Form.INDEX else of_head


@cache
def _kind(unit: str | None) -> str | None:
    """The kind of ``unit`` as in indicator_heads.tsv; None for units that are not known."""
    if unit is None:
        return None
    if unit in ("%", "百分点", "基点"):
        return "ratio"
    quantity = physical(unit)
    if quantity is not None:
        return "money" if quantity.startswith("currency") else KINDS.get(quantity, quantity)
    known = lookup(unit)
    return "count" if known is not None and known.kind is Kind.COUNT else None


def _asked(found: Name, unit: str | None, role: Role | None) -> str:
    """The key that the figure's role and unit make of a name that does not tell them."""
    base, told = found.base, found.facets
    if not base:
        return found.key
    if role is Role.CHANGE:
        form = {"ratio": Form.GROWTH, None: Form.DIFFERENCE}.get(_kind(unit), Form.DIFFERENCE)
        if unit == "倍":
            form = Form.MULTIPLE
        elif unit in ("百分点", "基点"):
            form = Form.POINTS
        if told.form in (Form.GROWTH, Form.DECLINE) and form is Form.POINTS:
            base, told = found.key, NONE
        told = Facets(form, told.basis, told.window, told.prices)
    elif role is Role.RANK:
        if told.form in (Form.GROWTH, Form.DECLINE):
            base, told = found.key, NONE
        told = Facets(Form.RANK, told.basis, told.window, told.prices)
    elif role is Role.SHARE and not base.endswith(("比重", "率")) and told.form is Form.LEVEL:
        base += "比重"
    elif told.form is Form.LEVEL and base in GOODS and _kind(unit) not in (None, "money", "ratio"):
        base = f"{base.removeprefix('货物')}量"
    return key_of(base, told)
