"""The texts that are measured: an archive given by the user, or the project's own corpora, repeated."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

__all__ = ["Text", "texts"]

ROOT = Path(__file__).parents[1]


class Text(NamedTuple):
    """An article as JSON Lines give it."""

    title: str | None
    published: str | None
    text: str


def texts(archive: str | None, characters: int) -> list[Text]:
    """Articles of about ``characters`` characters together, from ``archive`` (JSON Lines, also gzipped) or our corpora."""
    found, size = [], 0
    for text in _archive(Path(archive)) if archive else cycle(_own()):
        found.append(text)
        size += len(text.text)
        if size >= characters:
            break
    return found


def _archive(path: Path) -> Iterator[Text]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            node = json.loads(line)
            yield Text(node.get("title"), node.get("published"), node["text"])


def _own() -> list[Text]:
    found = [Text(None, "2025-02-18", (ROOT / "corpora/samples/article.txt").read_text("utf-8"))]
    for path in sorted((ROOT / "corpora/gold").glob("*.json")):
        nodes = json.loads(path.read_text("utf-8"))
        found += [Text(node.get("title"), node.get("published") or node.get("date"), node["text"]) for node in nodes]
    return list(islice(found, 200))
