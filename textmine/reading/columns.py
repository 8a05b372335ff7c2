"""Which column of a table, or key of a JSON object, holds what: told by the user, or by the names that archives use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from textmine.errors import InputError, UsageError
from textmine.lexicon import rows
from textmine.reading.articles import Record
from textmine.reading.dates import first_date

__all__ = ["FIELDS", "Columns", "named_columns", "record_of"]

FIELDS = ("text", "title", "published", "publisher", "byline", "id")
_LONGEST = 60  # characters of the name of a publisher


class Columns(NamedTuple):
    """What the user said: pairs of a field and the name of the column that holds it."""

    told: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, told: Mapping[str, str] | None) -> Columns:
        """From a mapping of fields to names. Raises :class:`UsageError` for what is no field."""
        for field, name in (told or {}).items():
            if field not in FIELDS or not name:
                raise UsageError(
                    f"columns: {field}={name} says nothing; write text=NAME, fields are {', '.join(FIELDS)}"
                )
        return cls(tuple((told or {}).items()))

    def among(self, names: Iterable[str]) -> dict[str, str]:
        """The name of each field that is there among ``names``."""
        told = dict(self.told)
        given = list(names)
        known: dict[str, str] = {}
        for name in given:
            known.setdefault(_plain(name), name)
        found = {field: name for field, name in told.items() if name in given}
        taken = set(found.values())
        for field, name in rows("reading_columns"):
            if field not in found and field not in told and name in known and known[name] not in taken:
                found[field] = known[name]
                taken.add(known[name])
        return found

    def missing(self, names: Iterable[str]) -> list[str]:
        """The names that the user told and that are not there."""
        given = set(names)
        return [name for _, name in self.told if name not in given]


def named_columns(words: str | None) -> dict[str, str]:
    """What is written on the command line, ``text=正文,title=标题``, as :func:`textmine.read` takes it.

    Raises :class:`UsageError` for what names no field.
    """
    pairs = [part.partition("=") for part in re.split("[,，]", words or "") if part.strip()]
    found = {field.strip(): name.strip() for field, _, name in pairs}
    Columns.of(found)
    return found


def record_of(
    fields: Mapping[str, str], roles: Mapping[str, str], *, where: str, number: int, keep_empty: bool = False
) -> Record:
    """The record that the ``fields`` of one article are, whose ``roles`` are those of :meth:`Columns.among`.

    ``number`` is its id where it has none; ``where`` names it in messages. What has no role is kept as ``extra``.
    """
    values = {field: fields[name].strip() for field, name in roles.items() if field != "text"}
    kept = {name: value for name, value in fields.items() if name not in roles.values() and (value or keep_empty)}
    publisher = values.get("publisher", "")
    if "://" in publisher or len(publisher) > _LONGEST:  # an address, or a note
        kept[roles["publisher"]] = publisher
        publisher = ""
    given = values.get("published", "")
    published = first_date(given)
    for name, value in fields.items():
        try:
            if name != roles["text"]:
                (name + value).encode()
        except UnicodeEncodeError as error:
            raise InputError(
                f"{where}: {name!r} holds half a surrogate pair, which is no text; write it whole"
            ) from error
    return Record(
        id=values.get("id") or str(number),
        title=values.get("title") or None,
        byline=values.get("byline") or None,
        publisher=publisher or None,
        published=published,
        text=fields[roles["text"]],
        extra=kept,
        warnings=(f"{where}: {roles['published']!r} holds no date: {given[:40]!r}",) if given and not published else (),
    )


@cache
def _separators() -> re.Pattern[str]:
    return re.compile(r"[\s_\-]+")


def _plain(name: str) -> str:
    return _separators().sub("", name.casefold())
