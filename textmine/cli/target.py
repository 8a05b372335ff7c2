"""Where output goes: standard output, or a file that appears only when it is complete."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from textmine.errors import UsageError

__all__ = ["check", "target"]


@contextmanager
def target(path: str | None, *, inputs: Iterable[str] = ()) -> Iterator[BinaryIO]:
    """A binary stream to ``path``, or standard output for None.

    A file is written beside its final place and moved there when all went well, so that a killed run leaves nothing
    half-written; a device or a pipe is written to directly. Raises :class:`UsageError` where it cannot be written, or is
    one of the ``inputs``.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    final = Path(path)
    check(final, inputs)
    try:
        if final.exists() and not final.is_file():
            with final.open("wb") as stream:
                yield stream
            return
        final = final.resolve()
        beside = tempfile.NamedTemporaryFile(dir=final.parent, prefix=f".{final.name}.", delete=False)  # noqa: SIM115
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"{path}: cannot write there: {error.strerror}; name another file") from error
    try:
        with beside:
            yield cast(BinaryIO, beside)
        Path(beside.name).chmod(_mode(final))
        Path(beside.name).replace(final)
    except OSError as error:
        raise UsageError(f"{path}: cannot write there: {error.strerror}; name another file") from error
    finally:
        Path(beside.name).unlink(missing_ok=True)


def check(final: Path, inputs: Iterable[str]) -> None:
    """Raise :class:`UsageError` where ``final`` is a directory or one of the ``inputs``."""
    if final.is_dir():
        raise UsageError(f"{final}: is a directory; name a file")
    if not final.is_file():
        return
    for name in inputs:
        if Path(name).is_file() and final.samefile(name):
            raise UsageError(f"{final}: is an input too and would be overwritten; name another file")


def _mode(final: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if final.exists():
        return final.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
