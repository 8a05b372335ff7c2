"""Other wordings of official names: the built-in list and files of users (``--aliases FILE``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from textmine.errors import InputError
from textmine.lexicon import rows

__all__ = ["Aliases", "built_in", "extended", "none", "own", "read"]

SHORT = 3  # characters; what is shorter in its normal form (经济 of 经济总量) is too many things
COLUMNS = ("alias", "canonical")


class Aliases:
    """Official names by their wordings. A wording is looked up in its normal form, in time linear in its length."""

    __slots__ = ("_names", "_rows", "_titles")

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._rows = tuple(pairs)
        self._names: Mapping[str, str] | None = None
        self._titles: Mapping[str, str] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The pairs of wording and official name as they were given."""
        return self._rows

    def official(self, wording: str) -> str | None:
        """The official name, folded, for a ``wording`` that is folded or in its normal form; None where it has none."""
        if self._names is None:
            self._names, self._titles = self._normal()
        return self._names.get(wording)

    def title(self, key: str) -> str | None:
        """The official name, as the list writes it, whose key is ``key``."""
        if self._names is None:
            self._names, self._titles = self._normal()
        return self._titles.get(key)

    def _normal(self) -> tuple[dict[str, str], dict[str, str]]:
        """Names by wordings as they are and in their normal form, and titles by keys; the first row of a wording counts."""
        from textmine.indicators.naming import name
        from textmine.indicators.words import fold

        bare = none()
        found: dict[str, str] = {}
        titles: dict[str, str] = {}
        for alias, canonical in self._rows:
            goal = fold(canonical)
            own = name(goal, bare).key
            titles.setdefault(own, canonical)
            for wording in (fold(alias), name(alias, bare).key):
                if len(wording) >= min(SHORT, len(alias)) and wording not in (goal, own):
                    found.setdefault(wording, goal)
        return found, titles


@cache
def none() -> Aliases:
    """No aliases at all."""
    return Aliases(())


@cache
def built_in() -> Aliases:
    """The list that comes with textmine, read when first asked for."""
    return Aliases((alias, canonical) for alias, canonical in rows("indicator_aliases"))


def read(path: str | Path) -> Aliases:
    """The aliases of a user's file before those of textmine: UTF-8, one ``alias<TAB>canonical`` a line, ``#`` begins a comment.

    A header line ``alias<TAB>canonical`` may stand first. Raises :class:`InputError` with file and line for anything else, and where
    one wording is given two names.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot read the aliases: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: the aliases are no UTF-8; save the file as UTF-8") from error
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or line.startswith("#") or tuple(cells) == COLUMNS:
            continue
        if len(cells) != 2 or not all(cells):
            raise InputError(
                f"{path}:{number}: {line!r} is no alias; write a wording, a TAB and the name it stands for"
            )
        alias, canonical = cells
        if found.setdefault(alias, canonical) != canonical:
            raise InputError(
                f"{path}:{number}: {alias!r} already stands for {found[alias]!r}; keep one of the two lines"
            )
    if not found:
        raise InputError(f"{path}: no aliases in it; write a wording, a TAB and the name it stands for on each line")
    return extended(tuple(found.items()))


@lru_cache(8)
def extended(pairs: tuple[tuple[str, str], ...]) -> Aliases:
    """The aliases ``pairs``, wording and name, before those of textmine."""
    return Aliases((*pairs, *built_in().rows)) if pairs else built_in()


def own(aliases: Aliases) -> tuple[tuple[str, str], ...]:
    """The pairs of ``aliases`` that do not come with textmine."""
    known = built_in().rows
    return aliases.rows[: -len(known)] if aliases.rows[-len(known) :] == known else aliases.rows
