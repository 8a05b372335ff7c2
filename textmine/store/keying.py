"""With which aliases the keys of claims are made, and how they are made anew where these change: from the claims, not from the texts."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from textmine.indicators import Aliases, analyse, extended_aliases, own_aliases
from textmine.lexicon import FOLDER
from textmine.store.database import Cell, Database, Row
from textmine.store.findings import CLAIM
from textmine.version import __version__

__all__ = ["aliases_of", "fingerprint", "is_current", "keyed", "rekey", "set_aliases"]

PAGE = 5000  # claims looked at at a time
BOUND = 500  # numbers bound in one statement
AT = {name: CLAIM.index(name) for name in ("unit", "indicator", "indicator_key", "indicator_base", "role")}


def aliases_of(database: Database) -> Aliases:
    """The aliases of the database before those of textmine."""
    return extended_aliases(
        tuple((row[0], row[1]) for row in database.rows("SELECT wording, name FROM alias ORDER BY wording"))
    )


def set_aliases(database: Database, aliases: Aliases) -> None:
    """Puts ``aliases`` in the place of those of the database; needs a transaction that is open, and :func:`rekey` afterwards."""
    database.run("DELETE FROM alias")
    database.insert("alias", ("wording", "name"), sorted(own_aliases(aliases)))


@lru_cache(8)
def fingerprint(aliases: Aliases) -> str:
    """The beginning of the SHA-256 of all that keys depend on beside the claims: version, word lists of indicators, own aliases."""
    found = hashlib.sha256(__version__.encode())
    for path in sorted(FOLDER.glob("indicator_*.tsv")):
        found.update(path.read_bytes())
    for pair in sorted(own_aliases(aliases)):
        found.update("\0".join(("", *pair)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()[:16]


def is_current(database: Database, aliases: Aliases) -> bool:
    """Whether the keys of all claims are those that ``aliases`` and this version of textmine give."""
    row = database.one("SELECT keying FROM run ORDER BY id DESC LIMIT 1")
    return row is not None and row[0] == fingerprint(aliases)


def keyed(cells: Sequence[Cell], aliases: Aliases) -> tuple[Cell, ...]:
    """The cells of a claim (:data:`~textmine.store.findings.CLAIM`) with the keys that ``aliases`` give."""
    key, base = _keys(cells[AT["indicator"]], cells[AT["unit"]], cells[AT["role"]], aliases)
    told = list(cells)
    told[AT["indicator_key"]], told[AT["indicator_base"]] = key, base
    return tuple(told)


def _keys(indicator: Cell, unit: Cell, role: Cell, aliases: Aliases) -> tuple[str, str]:
    found = analyse(str(indicator), unit=None if unit is None else str(unit), role=str(role), aliases=aliases)
    return found.key, found.base


def rekey(database: Database, aliases: Aliases) -> int:
    """Makes the keys of all claims anew and gives the number of those that changed; needs a transaction that is open."""
    changed, last = 0, -1
    while rows := database.rows(
        "SELECT id, indicator, unit, role, indicator_key, indicator_base FROM claim WHERE id > ? ORDER BY id LIMIT ?",
        (last, PAGE),
    ):
        last = rows[-1][0]
        changed += _change(database, rows, aliases)
    return changed


def _change(database: Database, rows: Sequence[Row], aliases: Aliases) -> int:
    others: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        keys = _keys(row["indicator"], row["unit"], row["role"], aliases)
        if keys != (row["indicator_key"], row["indicator_base"]):
            others[keys].append(row["id"])
    for keys, ids in others.items():
        for start in range(0, len(ids), BOUND):
            piece = ids[start : start + BOUND]
            marks = ", ".join("?" * len(piece))
            sql = f"UPDATE claim SET indicator_key = ?, indicator_base = ? WHERE id IN ({marks})"
            database.run(sql, (*keys, *piece))
    return sum(map(len, others.values()))
