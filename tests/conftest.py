"""What all tests share: properties are held without a clock, and a PostgreSQL server for those that need one is started from the binaries
of the system, or it is told why not.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

settings.register_profile("textmine", deadline=None)
settings.load_profile("textmine")

OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=30 -c shared_buffers=64MB"


Place = Callable[[str], str]


class Server(NamedTuple):
    """A running server, with the folder of its socket and a source of numbers for new databases."""

    folder: Path
    numbers: Iterator[int]

    def address(self, name: str, user: str = "tester") -> str:
        """How the database ``name`` is called."""
        return f"postgresql://{user}@/{name}?host={self.folder}"

    def fresh(self, options: str = "ENCODING 'UTF8' TEMPLATE template0") -> str:
        """The name of a new and empty database."""
        name = f"facts{next(self.numbers)}"
        self.ask("postgres", f"CREATE DATABASE {name} {options}")
        return name

    def ask(self, name: str, sql: str) -> None:
        """Does what ``sql`` says in the database ``name``."""
        import psycopg

        with psycopg.connect(self.address(name), autocommit=True) as connection:
            connection.execute(sql.encode())


def binaries() -> Path | None:
    """Where ``initdb`` and ``pg_ctl`` are."""
    found = [shutil.which("pg_ctl"), *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")), reverse=True)]
    for path in found:
        if path and Path(path).with_name("initdb").exists():
            return Path(path).parent
    return None


def other_user() -> str | None:
    """Who runs the server where the tests run as root, which it refuses; null for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server with a socket of its own, gone after the tests."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    found = binaries()
    if found is None:
        pytest.skip("no PostgreSQL server is installed (Debian: postgresql)")
    user = other_user()
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short, as the path of a socket has to be
    try:
        if user:
            shutil.chown(folder, user)
        data = str(folder / "data")

        def call(*command: str) -> None:
            done = subprocess.run(
                command, user=user, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
            )
            assert done.returncode == 0, done.stdout.decode("utf-8", "replace")

        initdb = (
            str(found / "initdb"),
            "-D",
            data,
            "-U",
            "tester",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        call(*initdb)
        rules = folder / "data/pg_hba.conf"
        rules.write_text("local all locked scram-sha-256\n" + rules.read_text("utf-8"), "utf-8")
        start = ("-w", "-D", data, "-l", str(folder / "log"), "-o", f"{OPTIONS} -k {folder}", "start")
        subprocess.run(
            [str(found / "pg_ctl"), *start], user=user, cwd=folder, stdout=subprocess.DEVNULL, check=True
        )  # no pipe, which the server would hold open
        try:
            yield Server(folder, count())
        finally:
            call(str(found / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """What a new fact database is called: a file, and then an address of the server."""
    if request.param == "sqlite":
        return lambda name: str(tmp_path / f"{name}.db")
    server = request.getfixturevalue("server")
    made: dict[str, str] = {}

    def address(name: str) -> str:
        if name not in made:
            made[name] = server.fresh()
        return str(server.address(made[name]))

    return address
