"""What a user names on the command line to the files that are read."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from textmine.errors import InputError

__all__ = ["ENDINGS", "STDIN", "sources"]

STDIN = Path("-")
ENDINGS = (".txt", ".jsonl", ".jsonl.gz", ".ndjson")


def sources(patterns: Iterable[str]) -> Iterator[Path | InputError]:
    """The files that ``patterns`` name, each once: files, directories, globs and ``-``.

    Directories are searched recursively, in sorted order; hidden names are left out.

    What names nothing to read comes out as an :class:`InputError` in its place, so that the others are still done.
    """
    seen: set[Path] = set()
    for pattern in patterns:
        for found in _expanded(pattern):
            if isinstance(found, InputError):
                yield found
            elif found not in seen:
                seen.add(found)
                yield found


def _expanded(pattern: str) -> Iterator[Path | InputError]:
    path = Path(pattern)
    if pattern == "-":
        yield STDIN
    elif not pattern or "\0" in pattern:
        yield InputError(f"{pattern!r}: no file has this name; name a file, a directory or -")
    elif path.is_dir():
        yield from _in_directory(path)
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(pattern):
        yield from _in_glob(pattern)
    else:
        yield InputError(f"{pattern}: there is no such file or directory; check the name")


def _in_glob(pattern: str) -> Iterator[Path | InputError]:
    names = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  Path.glob takes no absolute pattern
    if not names:
        yield InputError(
            f"{pattern}: the pattern matches no file; check it, and quote it if the shell should leave it alone"
        )
    for name in names:
        path = Path(name)
        if not path.is_dir():
            yield path


def _in_directory(directory: Path) -> Iterator[Path | InputError]:
    empty = True
    failed: list[OSError] = []
    for folder, folders, names in os.walk(directory, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(ENDINGS):
                empty = False
                yield Path(folder, name)
    for error in failed:
        yield InputError(f"{error.filename}: cannot look into the directory: {error.strerror}; check its permissions")
    if empty and not failed:
        yield InputError(
            f"{directory}: the directory holds no {', '.join(ENDINGS)} file; name the files, or rename them"
        )
