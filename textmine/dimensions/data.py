"""Labelled texts for training, as JSON Lines, JSON or CSV, and the texts that some of them only name by id.

A row has ``text`` and perhaps ``title``, and its labels: ``dimensions`` (a list; in CSV parted by semicolons) with the leading
one as ``main``, or ``label`` alone for one. A row without a text but with an ``id`` takes the text of that id from other files,
so that labels of texts that may not be copied can be kept. ``sampled`` may tell how a row was chosen: ``random``, or ``uncertain`` for being hard.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from textmine.errors import InputError

__all__ = ["Labelled", "Text", "labelled", "texts"]

PARAGRAPH, CHUNK = 60, 560
"""What ``id@p5`` names: of the paragraphs longer than this, those from number 5 on, up to so many characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text without labels."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A text with all its labels and the one that leads, if any; ``sampled`` tells how it was chosen."""

    title: str
    text: str
    main: str | None
    labels: tuple[str, ...]
    sampled: str = ""


def texts(paths: Iterable[Path]) -> tuple[Text, ...]:
    """The texts in ``paths``, JSON Lines or CSV; :class:`~textmine.errors.InputError` tells a line that is none."""
    found = []
    for path in paths:
        for where, row in _rows(path):
            if not isinstance(row.get("text"), str):
                raise InputError(f"{where}: no text; each line needs a key text")
            found.append(Text(id=str(row.get("id") or ""), title=str(row.get("title") or ""), text=str(row["text"])))
    return tuple(found)


def labelled(paths: Iterable[Path], sources: Iterable[Text]) -> tuple[tuple[Labelled, ...], int]:
    """The labelled texts in ``paths``, and how many rows were left out because ``sources`` lack the text they name."""
    by_id: dict[str, Text] = {}
    for source in sources:
        by_id.setdefault(source.id, source)
    found: list[Labelled] = []
    absent = 0
    for path in paths:
        for where, row in _rows(path):
            text, title = row.get("text"), row.get("title")
            if not text:
                named = _named(str(row.get("id") or ""), by_id)
                if named is None:
                    absent += 1
                    continue
                title, text = named
            labels = _labels(row, where)
            main = (
                row.get("main")
                or row.get("main_dimension")
                or (labels[0] if len(labels) == 1 and not {"main", "main_dimension"} & row.keys() else None)
            )
            if main is not None and main not in labels:
                raise InputError(f"{where}: main {main!r} is not among the labels")
            found.append(
                Labelled(
                    title=str(title or ""),
                    text=str(text),
                    main=main and str(main),
                    labels=labels,
                    sampled=str(row.get("sampled") or ""),
                )
            )
    return tuple(found), absent


def _named(name: str, by_id: Mapping[str, Text]) -> tuple[str, str] | None:
    """Title and text of an id, or of the chunk of it that ``id@p5`` names."""
    whole, mark, number = name.partition("@p")
    source = by_id.get(name) or by_id.get(whole)
    if source is None:
        return None
    if source.id == name or not mark:
        return source.title, source.text
    paragraphs = [line for line in source.text.split("\n") if len(line) > PARAGRAPH]
    first = int(number) if number.isdecimal() else 0
    chunk = paragraphs[first] if first < len(paragraphs) else ""
    for line in paragraphs[first + 1 :]:
        if len(chunk) + len(line) >= CHUNK:
            break
        chunk += "\n" + line
    return (source.title, chunk) if chunk else None


def _labels(row: Mapping[str, object], where: str) -> tuple[str, ...]:
    given = row.get("dimensions", row.get("labels", row.get("label")))
    if given is None or given == "":
        return ()
    if isinstance(given, str):
        return tuple(word.strip() for word in given.split(";") if word.strip())
    if isinstance(given, list) and all(isinstance(word, str) and word for word in given):
        return tuple(given)
    raise InputError(f"{where}: dimensions must be a list of names")


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Each row of the file ``path`` and where it stands."""
    try:
        for where, row in _nodes(path):
            if not isinstance(row, dict):
                raise InputError(f"{where}: no object with a text")
            yield where, row
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8; save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{path}: line {error.lineno} is no JSON: {error.msg}") from error


def _nodes(path: Path) -> Iterator[tuple[str, object]]:
    """What stands in the rows of a file, by its ending."""
    ending = path.suffix.lower()
    if ending == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as table:
            yield from ((f"{path}:{number}", cells) for number, cells in enumerate(csv.DictReader(table), 2))
    elif ending == ".json":
        yield from (
            (f"{path}: entry {number}", node) for number, node in enumerate(json.loads(path.read_text("utf-8")), 1)
        )
    else:
        with gzip.open(path, "rt", encoding="utf-8") if ending == ".gz" else path.open(encoding="utf-8") as file:
            yield from ((f"{path}:{number}", json.loads(line)) for number, line in enumerate(file, 1) if line.strip())
