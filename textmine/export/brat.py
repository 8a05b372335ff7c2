"""Standoff files for brat: for each article a text and an annotation file, in one ZIP archive with the configuration."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from typing import BinaryIO

from textmine.export.annotation import claim_words
from textmine.records import EntityLabel, Kind
from textmine.records.facts import Stored

__all__ = ["brat"]

EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same articles


def brat(articles: Iterable[Stored], stream: BinaryIO) -> int:
    """``N.txt`` and ``N.ann`` for each article; the fields of a claim stand in a note. Offsets count characters."""
    count = 0
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        labels = "\n".join([*(kind.value for kind in Kind), *(label.value for label in EntityLabel)])
        configuration = f"[entities]\n{labels}\n\n[relations]\n\n[events]\n\n[attributes]\n"
        archive.writestr(zipfile.ZipInfo("annotation.conf", EPOCH), configuration)
        for stored in articles:
            count += 1
            name = f"{stored.article.id:07}"
            archive.writestr(zipfile.ZipInfo(f"{name}.txt", EPOCH), stored.text)
            archive.writestr(zipfile.ZipInfo(f"{name}.ann", EPOCH), "".join(_lines(stored)))
    return count


def _lines(stored: Stored) -> Iterator[str]:
    for number, fact in enumerate(stored.facts, 1):
        claim = fact.claim
        yield _span(number, claim.kind.value, claim.start, claim.end, stored.text)
        yield f"#{number}\tAnnotatorNotes T{number}\t{' '.join(claim_words(fact).split())}\n"
    for number, entity in enumerate(stored.entities, len(stored.facts) + 1):
        yield _span(number, entity.label.value, entity.start, entity.end, stored.text)


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(r"[^\n\r]+")


def _span(number: int, label: str, start: int, end: int, text: str) -> str:
    """A text-bound annotation; one that goes over the end of a line is discontinuous, as brat wants it."""
    pieces = [(found.start(), found.end()) for found in _breaks().finditer(text, start, end)]
    where = ";".join(f"{first} {last}" for first, last in pieces)
    return f"T{number}\t{label} {where}\t{' '.join(text[first:last] for first, last in pieces)}\n"
