"""A fact database by its name: a file, or the address of a server."""

from __future__ import annotations

from pathlib import Path

from textmine.errors import MissingExtraError
from textmine.store.database import Database

__all__ = ["connect", "is_address"]


def is_address(name: str | Path) -> bool:
    """Whether ``name`` is the address of a server rather than a file."""
    return str(name).startswith(("postgresql://", "postgres://"))


def connect(name: str | Path, *, create: bool = False) -> Database:
    """The database ``name`` in the newest schema; with ``create`` a new one where there is none.

    Raises :class:`~textmine.errors.InputError` for a missing one, for one that is no fact database and for a server that does not answer,
    :class:`~textmine.errors.UsageError` for one of a later version.
    """
    if not is_address(name):
        from textmine.store.sqlite import SQLite

        return SQLite(Path(name), create=create)
    try:
        from textmine.store.postgres import Postgres
    except ImportError as error:
        raise MissingExtraError(
            "PostgreSQL needs psycopg; install it with: pip install 'textmine[postgres]'"
        ) from error
    return Postgres(str(name), create=create)
