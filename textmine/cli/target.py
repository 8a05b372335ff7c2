"""Where output goes: standard output, or a file that appears only when it is complete."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from textmine.errors import UsageError

__all__ = ["target"]


@contextmanager
def target(path: str | None) -> Iterator[BinaryIO]:
    """A binary stream to ``path``, or standard output for None.

    A file is written beside its final place and moved there when all went well, so that a killed run leaves nothing
    half-written. Raises :class:`UsageError` where it cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    final = Path(path)
    if final.is_dir():
        raise UsageError(f"{path}: is a directory; name a file")
    try:
        stream = tempfile.NamedTemporaryFile(dir=final.parent, prefix=f".{final.name}.", delete=False)  # noqa: SIM115
    except OSError as error:
        raise UsageError(f"{path}: cannot write there: {error.strerror}") from error
    beside = Path(stream.name)
    try:
        with stream:
            yield cast(BinaryIO, stream)
        beside.chmod(0o644)
        beside.replace(final)
    except OSError as error:
        raise UsageError(f"{path}: cannot write there: {error.strerror}") from error
    finally:
        beside.unlink(missing_ok=True)
