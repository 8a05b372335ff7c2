"""Packed bytes to plain ones, as a stream: nothing is written to disk, and what unpacks without measure is refused.

A bomb is a small file that unpacks to a huge one. One stream may give :data:`LIMIT_RATIO` times the bytes that it takes, beyond
:data:`LIMIT_FREE`; all streams of one file together may do the same, at whatever depth: their :class:`Budget`.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from textmine.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["LIMIT_FREE", "LIMIT_RATIO", "Budget", "Packing", "Unpacked", "unpacked"]

# Deflate reaches 1032 at most; articles reach 3 to 10, very regular tables 50.
LIMIT_RATIO = 200
LIMIT_FREE = 64 * 2**20
_TOGETHER = 4  # all streams of one file may use so many times the free bytes of one
_CHUNK = 2**16
_DICTIONARY = 128 * 2**20  # memory that an xz file may ask for


class Budget:
    """What one file may unpack to, with all archives inside it; ``exhausted`` once it gave more."""

    def __init__(self) -> None:
        self._taken = 0
        self._given = 0
        self.exhausted = False

    def take(self, size: int) -> None:
        """Count ``size`` bytes read from the file itself."""
        self._taken += size

    def give(self, size: int, where: str) -> None:
        """Count ``size`` bytes unpacked. Raises :class:`InputError` where they are out of all measure."""
        self._given += size
        if self._given > _TOGETHER * LIMIT_FREE + LIMIT_RATIO * self._taken:
            self.exhausted = True
            raise InputError(
                f"{where}: the archive unpacks to more than {LIMIT_RATIO} times its size, as a bomb does; "
                "the rest is left out; unpack it yourself if you trust it"
            )


class Packing(Enum):
    """The ways of packing that are read, by the names that messages use."""

    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    DEFLATE = "ZIP"
    STORED = "plain"


class _Decompressor(Protocol):
    """What unpacks one packed stream; it gives as much as it can, up to ``max_length`` bytes."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Zlib:
    """zlib's decompressor, which hands back what it did not take, as one that keeps it."""

    def __init__(self, bits: int) -> None:
        self._inner = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


class _Stored:
    """Bytes that are not packed."""

    eof = False
    unused_data = b""

    def __init__(self) -> None:
        self._left = b""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        data = self._left + data
        self._left = data[max_length:]
        return data[:max_length]


_MAKERS: dict[Packing, Callable[[], _Decompressor]] = {
    Packing.GZIP: lambda: _Zlib(zlib.MAX_WBITS | 16),
    Packing.BZIP2: bz2.BZ2Decompressor,
    Packing.XZ: lambda: lzma.LZMADecompressor(memlimit=_DICTIONARY),
    Packing.DEFLATE: lambda: _Zlib(-zlib.MAX_WBITS),
    Packing.STORED: _Stored,
}


class Unpacked(io.RawIOBase):
    """The bytes that ``stream`` unpacks to; ``where`` names it in errors.

    Without ``budget`` no ratio is held, for readers that need little memory however long a stream is. ``outer`` tells that the packed
    bytes are those of the file itself, not of an archive inside it. ``size`` and ``checksum`` are what an archive tells of a member: the
    packed bytes to take from ``stream``, and the CRC-32 of the plain ones. Reading raises :class:`InputError` for what is damaged.
    """

    def __init__(
        self,
        stream: io.BufferedIOBase,
        packing: Packing,
        *,
        where: str,
        budget: Budget | None,
        outer: bool = True,
        size: int | None = None,
        checksum: int | None = None,
    ) -> None:
        super().__init__()
        self._stream, self._packing, self._where, self._budget = stream, packing, where, budget
        self._outer, self._left, self._checksum = outer, size, checksum
        self._one: _Decompressor | None = None
        self._next = b""
        self._full = self._ended = False
        self._taken = self._given = self._crc = 0

    def readable(self) -> bool:
        """Whether bytes can be read: always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill ``buffer`` with the next bytes and tell how many they are; 0 at the end."""
        view = memoryview(buffer).cast("B")
        try:
            data = self._more(len(view))
        except (zlib.error, lzma.LZMAError, EOFError) as error:
            raise self._damaged(error) from error
        view[: len(data)] = data
        return len(data)

    def _more(self, most: int) -> bytes:
        data = b""
        while not (data or self._ended):
            fresh = b"" if self._full else self._fetch()
            if not (fresh or self._full):
                self._end()
                break
            self._one = self._one or _MAKERS[self._packing]()
            data = self._unpack(self._one, fresh, most)
            self._full = len(data) == most
            if self._one.eof:
                self._next, self._one, self._full = self._one.unused_data.lstrip(b"\0"), None, False
                if self._left is not None:
                    self._end()
        self._measure(data)
        return data

    def _unpack(self, one: _Decompressor, data: bytes, most: int) -> bytes:
        try:
            return one.decompress(data, most)
        except OSError as error:  # that of bzip2, not one of the disk
            raise self._damaged(error) from error

    def _fetch(self) -> bytes:
        """The next packed bytes; between two packed streams zeros are passed over."""
        data, self._next = self._next, b""
        while not data:
            data = self._stream.read(_CHUNK if self._left is None else min(_CHUNK, self._left))
            if not data:
                break
            self._taken += len(data)
            if self._left is not None:
                self._left -= len(data)
            if self._budget and self._outer:
                self._budget.take(len(data))
            if self._one is None and self._left is None and self._given:
                data = data.lstrip(b"\0")
        return data

    def _end(self) -> None:
        self._ended = True
        stored = self._packing is Packing.STORED
        if self._left if stored else self._one is not None:
            raise EOFError("it breaks off before its end")

    def _measure(self, data: bytes) -> None:
        self._given += len(data)
        if self._checksum is not None:
            self._crc = zlib.crc32(data, self._crc)
            if self._ended and self._crc != self._checksum:
                raise EOFError("the checksum does not fit")
        if self._budget is None:
            return
        self._budget.give(len(data), self._where)
        if self._given > LIMIT_FREE and self._given > LIMIT_RATIO * self._taken:
            raise InputError(
                f"{self._where}: unpacks to more than {LIMIT_RATIO} times its size, as a bomb does; "
                "unpack it yourself if you trust it"
            )

    def _damaged(self, error: Exception) -> InputError:
        kind = "archive" if self._packing is Packing.STORED else f"{self._packing.value} archive"
        return InputError(f"{self._where}: the {kind} is damaged ({error}); fetch or pack it again")


def unpacked(
    stream: io.BufferedIOBase,
    packing: Packing,
    *,
    where: str,
    budget: Budget | None,
    outer: bool = True,
    size: int | None = None,
    checksum: int | None = None,
) -> io.BufferedReader:
    """:class:`Unpacked` with a buffer."""
    raw = Unpacked(stream, packing, where=where, budget=budget, outer=outer, size=size, checksum=checksum)
    return io.BufferedReader(raw, _CHUNK)
