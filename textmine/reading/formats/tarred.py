"""A tar archive, read from front to back: the documents in its members; nothing is unpacked to disk."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textmine.errors import InputError
from textmine.reading.inputs import Input
from textmine.reading.members import Members
from textmine.reading.streams import file_name
from textmine.reading.unpacking import Budget
from textmine.records import Document

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["read"]

_BLOCK = tarfile.BLOCKSIZE
_LONGEST = 2**20  # bytes of a header that extends another one
_CHUNK = 2**16
_EXTENDING = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, b"X")


class _Part(io.RawIOBase):
    """The next ``size`` bytes of ``stream``, of which ``left`` are not yet read; they count as read from the file where ``budget`` is given."""

    def __init__(self, stream: io.BufferedReader, size: int, where: str, budget: Budget | None) -> None:
        super().__init__()
        self._stream, self.left, self._where, self._budget = stream, size, where, budget
        self.broken = False

    def readable(self) -> bool:
        """Whether bytes can be read: always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill ``buffer`` with the next bytes and tell how many they are; 0 at the end."""
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), self.left)
        data = self._stream.read(wanted)
        self.left -= wanted
        if self._budget:
            self._budget.take(len(data))
        if len(data) < wanted:
            self.left, self.broken = 0, True
            raise _damaged(self._where, "it breaks off")
        view[:wanted] = data
        return wanted

    def skip(self) -> None:
        """Pass over what was not read."""
        while self.read(_CHUNK):
            pass


def read(given: Input) -> Iterator[Document | InputError]:
    """The documents in the tar archive ``given``."""
    found = Members(given)
    budget = found.budget if found.outer else None
    longer: str | None = None
    size: int | None = None
    while header := _header(given):
        bulk = header.size if size is None else size
        if header.type in _EXTENDING:
            more = _more(given, header)
            longer, size = _name_and_size(header.type, more, longer, size)
            continue
        name = longer or file_name(header.name.encode("latin-1"))
        part = _Part(given.stream, bulk, given.where, budget)
        yield from _member(part, name, header, found)
        if found.budget.exhausted or part.broken:
            return
        _Part(given.stream, part.left + -bulk % _BLOCK, given.where, budget).skip()
        longer = size = None
    yield from found.none()


def _member(part: _Part, name: str, header: tarfile.TarInfo, found: Members) -> Iterator[Document | InputError]:
    link = header.issym() or header.islnk()
    if not (link or header.isreg()):
        return
    if error := found.refused(name, link=link):
        yield error
    elif found.wanted(name) and header.type == tarfile.GNUTYPE_SPARSE:
        yield found.told(name, "it is a sparse file, which is not read; pack it again without --sparse")
    elif found.wanted(name):
        yield from found.read(name, io.BufferedReader(part, _CHUNK))


def _header(given: Input) -> tarfile.TarInfo | None:
    """The next header, or null at the end. Raises :class:`InputError` for what is none."""
    data = given.stream.read(_BLOCK)
    if not data.strip(b"\0"):
        return None
    try:
        header = tarfile.TarInfo.frombuf(data, "latin-1", "strict")
    except tarfile.HeaderError as error:
        raise _damaged(given.where, str(error)) from error
    if header.size < 0:
        raise _damaged(given.where, "a member of negative size")
    return header


def _more(given: Input, header: tarfile.TarInfo) -> bytes:
    """What a header holds that extends the next one."""
    if header.size > _LONGEST:
        raise _damaged(given.where, "a header without end")
    data = given.stream.read(header.size + -header.size % _BLOCK)
    if len(data) < header.size:
        raise _damaged(given.where, "it breaks off")
    return data[: header.size]


def _name_and_size(kind: bytes, data: bytes, name: str | None, size: int | None) -> tuple[str | None, int | None]:
    """The name and the size that ``data``, which extends a header, tells, or else those told before."""
    if kind == tarfile.GNUTYPE_LONGNAME:
        return file_name(data.rstrip(b"\0")), size
    if kind == tarfile.XHDTYPE:
        for key, value in _told(data):
            if key == b"path":
                name = file_name(value)
            elif key == b"size" and value.isdigit() and len(value) < 20:
                size = int(value)
    return name, size


def _told(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The keys and values of an extended header: records of a length, a space, ``key=value`` and a line end."""
    place = 0
    while (space := data.find(b" ", place, place + 8)) > 0 and data[place:space].isdigit():
        end = place + int(data[place:space])
        key, _, value = data[space + 1 : end - 1].partition(b"=")
        yield key, value
        if end <= space:
            return
        place = end


def _damaged(where: str, why: str) -> InputError:
    return InputError(f"{where}: the tar archive is damaged ({why}); fetch or pack it again")
