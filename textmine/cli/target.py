"""Where output goes: standard output, or a file that appears only when it is complete."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from textmine.errors import UsageError

__all__ = ["write"]


def write(pieces: Iterable[str], path: Path | None) -> None:
    """Write ``pieces`` as UTF-8; :class:`UsageError` where ``path`` cannot be written."""
    if path is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
        sys.stdout.flush()
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise UsageError(f"-o {path}: cannot write there: {error.strerror}") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as stream:
            stream.writelines(pieces)
        Path(name).replace(path)
    except OSError as error:
        raise UsageError(f"-o {path}: cannot write there: {error.strerror}") from error
    finally:
        Path(name).unlink(missing_ok=True)
