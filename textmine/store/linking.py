"""New articles linked to those of nearly the same words, those of one transaction together so that the database is asked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textmine.store import near
from textmine.store.database import Database

__all__ = ["Links", "links"]


class Links(NamedTuple):
    """Rows of the tables signature and near."""

    signatures: tuple[tuple[int, int, int], ...]
    near: tuple[tuple[int, int, float], ...]


def links(database: Database, texts: Mapping[int, str]) -> Links:
    """The links of new articles, their texts by numbers that rise, to each other and to those of the database."""
    signed = {number: tuple(enumerate(near.bands(text))) for number, text in texts.items()}
    bands = sorted({band for signature in signed.values() for band in signature})
    held: dict[tuple[int, int], list[int]] = {}
    for row in database.sharing(bands, near.MOST):
        held.setdefault((row[0], row[1]), []).append(row[2])
    found: list[tuple[int, int, float]] = []
    for number, signature in signed.items():
        others = {other for band in signature for other in held.get(band, ())}
        for other, text in _texts(database, sorted(others), texts):
            alike = near.similarity(texts[number], text)
            if alike >= near.ALIKE:
                found.append((number, other, round(alike, 4)))
        for band in signature:
            known = held.setdefault(band, [])
            if len(known) < near.MOST:
                known.append(number)
    signatures = ((*band, number) for number, signature in signed.items() for band in signature)
    return Links(tuple(signatures), tuple(found))


def _texts(database: Database, numbers: Sequence[int], new: Mapping[int, str]) -> list[tuple[int, str]]:
    """The texts of articles, at most those of all bands of a signature."""
    stored = [number for number in numbers if number not in new]
    found = {number: new[number] for number in numbers if number in new}
    if stored:
        sql = f"SELECT id, text FROM article WHERE id IN ({', '.join('?' * len(stored))})"
        found.update((row[0], row[1]) for row in database.rows(sql, stored))
    return [(number, found[number]) for number in numbers]
