"""Titles, descriptions and queries with which Datasette shows a fact database."""

from __future__ import annotations

import json
from pathlib import Path

from textmine.errors import UsageError
from textmine.store import DATASETTE
from textmine.store.connecting import is_address

__all__ = ["metadata"]


def metadata(database: str) -> bytes:
    """The metadata for the file ``database``, which Datasette calls by its name without ending. Raises :class:`UsageError` for a server."""
    if is_address(database):
        raise UsageError("Datasette shows SQLite files alone; name one with --db FILE")
    tree = json.loads(DATASETTE.read_text("utf-8"))
    tree["databases"] = {Path(database).stem: tree["databases"]["*"]}
    return json.dumps(tree, ensure_ascii=False, indent=2).encode() + b"\n"
