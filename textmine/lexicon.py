"""The only reader of the word lists in ``textmine/lexicons``.

A word list is a UTF-8 ``.tsv`` file that explains itself: comment lines begin with ``#``; the first line that
does not is the header with the column names; every further line is one row with as many cells as the header
(trailing empty cells may be left out). Files are checked as a whole when read: a bad line is a
:class:`~textmine.errors.LexiconError` that names file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from textmine.errors import LexiconError

__all__ = ["FOLDER", "alternation", "column", "rows"]

FOLDER = Path(__file__).parent / "lexicons"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """All rows of the word list ``name`` (without ending), each as long as the header, in file order.

    Raises :class:`LexiconError` for a missing file, a row longer than the header, or a duplicate row.
    """
    path = FOLDER / f"{name}.tsv"
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError as error:
        raise LexiconError(f"{path}: cannot read the word list: {error.strerror}; reinstall textmine") from error
    header: tuple[str, ...] | None = None
    found: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise LexiconError(f"{path}:{number}: {len(cells)} cells, the header has {len(header)}: {line!r}")
        row = cells + ("",) * (len(header) - len(cells))
        if row in found:
            raise LexiconError(f"{path}:{number}: the same row stands on line {found[row]}: {line!r}")
        found[row] = number
    if header is None:
        raise LexiconError(f"{path}: no header line")
    return tuple(found)


@cache
def column(name: str, key: int = 0) -> tuple[str, ...]:
    """One column of the word list ``name``, in file order."""
    return tuple(row[key] for row in rows(name))


def alternation(words: Iterable[str]) -> str:
    """A regular-expression alternation of ``words``, longest first, so that the longest match wins."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
