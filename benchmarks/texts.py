"""The texts that are measured: an archive given by the user, or articles made from the project's own corpora.

The made ones mix the sentences of the annotated articles and change their digits, so that no text comes twice and nothing
that a program remembers makes it look faster than it is on fresh news. They are the same in every run.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["Text", "texts"]

ROOT = Path(__file__).parents[1]
SENTENCES = 12  # of a made article


class Text(NamedTuple):
    """An article as JSON Lines give it."""

    title: str | None
    published: str | None
    text: str


def texts(archive: str | None, characters: int) -> list[Text]:
    """Articles of about ``characters`` characters together, from ``archive`` (JSON Lines, also gzipped) or made ones.

    An archive that is too small is taken several times.
    """
    found: list[Text] = []
    size = 0
    while size < characters:
        before = size
        for text in _archive(Path(archive)) if archive else _made():
            found.append(text)
            size += len(text.text)
            if size >= characters:
                break
        if size == before:
            raise SystemExit(f"{archive}: no texts in it")
    return found


def _archive(path: Path) -> Iterator[Text]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            node = json.loads(line)
            yield Text(node.get("title"), node.get("published"), node["text"])


def _made() -> Iterator[Text]:
    """Endless articles from the sentences of the annotated ones."""
    nodes = [
        node for path in sorted((ROOT / "corpora/gold").glob("*.json")) for node in json.loads(path.read_text("utf-8"))
    ]
    sentences = [sentence for node in nodes for sentence in re.findall(r"[^。！？\n]{8,}[。！？]", node["text"])]
    chance = random.Random(2024)
    while True:
        node = chance.choice(nodes)
        text = "".join(chance.choice(sentences) for _ in range(SENTENCES))
        yield Text(node.get("title"), "2025-02-18", re.sub(r"[3-9]", lambda _: str(chance.randint(3, 9)), text))
