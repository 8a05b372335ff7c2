"""An output that a killed run leaves behind, and the next one goes on with: nothing lost, nothing doubled, the same bytes.

It grows in ``OUT.<run>.part`` beside its final place, where ``<run>`` is a digest of inputs and options: what was begun otherwise has
another name. How far it came is told by its own complete lines and by nothing else, so that a kill at any moment leaves no two
records that contradict each other. Work goes on at a batch, since what a batch holds may tell in the last digit of a score.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import IO, BinaryIO, cast

from textmine.cli.target import check
from textmine.errors import InputError, UsageError
from textmine.records import Article, Document

__all__ = ["Unfinished", "digest"]


def digest(inputs: Iterable[Path | InputError], options: Sequence[object]) -> str:
    """What tells one run from another: the names, sizes and times of its inputs, and its options."""
    found = hashlib.sha256(repr(list(options)).encode("utf-8", "backslashreplace"))
    for path in inputs:
        try:
            known = os.stat(path) if isinstance(path, Path) else None  # noqa: PTH116  Path.stat fails on names that are no text
        except OSError:
            known = None
        told = f"{path}\0{known.st_size}\0{known.st_mtime_ns}" if known else str(path)
        found.update(told.encode("utf-8", "backslashreplace") + b"\n")
    return found.hexdigest()[:12]


class Unfinished:
    """The unfinished output of the run ``run``, which becomes the file ``path`` when it is complete."""

    def __init__(self, path: str, run: str) -> None:
        self._path = path
        self._final = Path(path)
        self._run = run
        self._part: IO[bytes] | None = None
        self._line = 0

    @contextmanager
    def target(self, inputs: Iterable[str]) -> Iterator[BinaryIO]:
        """A stream to the output; where the block ends without an exception it is complete.

        Raises :class:`UsageError` where it cannot be written, is one of the ``inputs``, or was begun by another run.
        """
        check(self._final, inputs)
        if self._final.exists() and not self._final.is_file():
            raise UsageError(
                f"{self._path}: is no file, so that nothing can be resumed; name a file, or leave --resume out"
            )
        final = self._final.resolve()
        part = final.with_name(f"{final.name}.{self._run}.part")
        others = [other for other in final.parent.glob(f"{escape(final.name)}.*.part") if other != part]
        if others:
            raise UsageError(
                f"{others[0]}: was begun with other inputs or options; repeat that run as it was, or delete this file"
            )
        try:
            with part.open("a+b") as stream:
                _lock(stream, part)
                stream.seek(0)
                self._part = stream
                try:
                    yield cast(BinaryIO, stream)
                    self._check_end(stream)
                finally:
                    self._part = None
                    stream.flush()
                    empty = os.fstat(stream.fileno()).st_size == 0
            if not empty:
                part.replace(final)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UsageError(f"{self._path}: cannot write there: {error.strerror}; name another file") from error
        finally:
            if part.exists() and part.stat().st_size == 0:  # nothing could be read
                part.unlink()

    def done(self, batch: Sequence[Document | InputError]) -> bool:
        """Whether all of ``batch`` was written by runs before; if not, what was written of it is taken away.

        Batches are asked for in order, up to the first that is not done. Raises :class:`UsageError` for the output of another input.
        """
        assert self._part is not None
        begin = self._part.tell()
        for item in (one for one in batch if isinstance(one, Document)):
            for article in item.articles:
                line = self._part.readline()
                if not line.endswith(b"\n"):
                    self._part.seek(begin)
                    self._part.truncate()
                    return False
                self._line += 1
                self._check_line(line, item.path, article)
        return True

    def _check_line(self, line: bytes, path: str, article: Article) -> None:
        try:
            node = json.loads(line)
            same = [node[name] for name in ("path", "id", "start", "end")] == [
                path.encode("utf-8", "backslashreplace").decode(),
                article.id.encode("utf-8", "backslashreplace").decode(),
                article.start,
                article.end,
            ]
        except (ValueError, KeyError, TypeError):
            same = False
        if not same:
            raise self._other()

    def _check_end(self, stream: IO[bytes]) -> None:
        if stream.read(1):
            raise self._other()

    def _other(self) -> UsageError:
        return UsageError(
            f"{self._final.name}.{self._run}.part:{self._line}: what was written does not fit the inputs, which have changed; "
            "delete this file to begin anew"
        )


def _lock(stream: IO[bytes], part: Path) -> None:
    """Keep other runs from writing there. Raises :class:`UsageError` where one does."""
    try:
        import fcntl
    except ModuleNotFoundError:  # where there is no such lock
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UsageError(f"{part}: another run is writing it; wait for it, or name another file") from None
