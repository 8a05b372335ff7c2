"""What people are told of a server: its address without password, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg

__all__ = ["reason", "shown"]


def shown(told: Mapping[str, Any]) -> str:
    """The address without password."""
    user, host, port, name = (str(told.get(key) or "") for key in ("user", "host", "port", "dbname"))
    place = ("" if host.startswith("/") else host) + (f":{port}" if port else "")
    return f"postgresql://{user + '@' if user else ''}{place}/{name}" + (
        f"?host={host}" if host.startswith("/") else ""
    )


def reason(error: psycopg.Error) -> str:
    """What is wrong, and how to mend it: by the code of the fault, or by what libpq says where there is no connection yet."""
    codes = {
        "25006": "the database may not be written; ask its owner",
        "3F000": "there is no fact database in it; make one with textmine ingest",
        "42501": "the user may not do this; ask the owner of the database for the right",
        "53100": "no room is left on the server's disk; what was stored is whole: make room and run the same command again",
        "53300": "the server has no connection free; try again later",
        "55P03": "another process has been writing for a minute; try again when it is done",
    }
    if error.sqlstate in codes:
        return codes[error.sqlstate]
    said = " ".join(str(error).split())
    signs = {
        "password": "the server does not take the password; check the user, and PGPASSWORD or the password file",
        "database": "the server has no such database; make it with createdb",
        "role": "the server knows no such user; name one: postgresql://USER@HOST/DATABASE",
    }
    for sign, reason in signs.items():
        if f"FATAL: {sign}" in said or (sign == "password" and "no password supplied" in said):
            return reason
    if error.sqlstate is None or error.sqlstate.startswith(("08", "57P")):
        return "the server does not answer, or has ended the connection; check address and server, then run the same command again"
    return f"the database failed ({said}); try again"
