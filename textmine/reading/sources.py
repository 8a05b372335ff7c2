"""What a user names on the command line to the files that are read."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from textmine.errors import InputError
from textmine.reading.formats import ENDINGS
from textmine.reading.streams import shown

__all__ = ["STDIN", "sources"]

STDIN = Path("-")


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
    name = shown(pattern)
    if pattern == "-":
        yield STDIN
    elif not pattern or "\0" in pattern:
        yield InputError(f"{name!r}: no file has this name; name a file, a directory or -")
    elif os.path.isdir(pattern):  # noqa: PTH112  unlike Path.is_dir false for a name that is too long
        yield from _in_directory(path)
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(pattern):
        yield from _in_glob(pattern)
    else:
        yield InputError(f"{name}: there is no such file or directory; check the name")


def _is_text(path: str) -> bool:
    """Whether a file that was not named itself is to be read: no pipe, socket or device; a broken link is, and told."""
    return os.path.isfile(path) or not os.path.exists(path)  # noqa: PTH110, PTH113


def _in_glob(pattern: str) -> Iterator[Path | InputError]:
    names = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  Path.glob takes no absolute pattern
    if not names:
        yield InputError(
            f"{shown(pattern)}: the pattern matches no file; check it, and quote it if the shell should leave it alone"
        )
    yield from (Path(name) for name in names if _is_text(name))


def _in_directory(directory: Path) -> Iterator[Path | InputError]:
    empty = True
    failed: list[OSError] = []
    for folder, folders, names in os.walk(directory, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            found = os.path.join(folder, name)  # noqa: PTH118
            if not name.startswith(".") and name.lower().endswith(ENDINGS) and _is_text(found):
                empty = False
                yield Path(found)
    for error in failed:
        yield InputError(
            f"{shown(error.filename)}: cannot look into the directory: {error.strerror}; check its permissions"
        )
    if empty and not failed:
        yield InputError(
            f"{shown(directory)}: the directory holds no {', '.join(ENDINGS)} file; name the files, or rename them"
        )
