"""The directory of a ZIP archive, one member after the other: it takes no memory to speak of, however many there are.

Written after APPNOTE.TXT 6.3.10 of PKWARE. :mod:`zipfile` holds all members at once, and reads names that say nothing of their
encoding as code page 437; those made in China are GB18030.
"""

from __future__ import annotations

import io
import stat
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from textmine.errors import InputError
from textmine.reading.streams import file_name

__all__ = ["Member", "members", "start_of_data"]

_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_COMMENT = 2**16
_UNICODE_PATH = 0x7075
_ZIP64 = 1
_WIDE = 0xFFFFFFFF
_UNIX = 3


class Member(NamedTuple):
    """One member as the directory tells of it; ``offset`` is where its local header begins, ``size`` counts its packed bytes."""

    name: str
    method: int
    size: int
    unpacked: int
    checksum: int
    offset: int
    encrypted: bool
    link: bool


class _Directory(NamedTuple):
    start: int
    size: int
    shift: int  # bytes that stand before the archive (of a program that unpacks itself)


def members(stream: io.BufferedReader, where: str) -> Iterator[Member]:
    """The members of the archive ``stream`` in the order of its directory; ``where`` names it in errors.

    Raises :class:`InputError` for what is no ZIP archive, or a damaged one, or one whose members overlap.
    """
    found = _directory(stream, where)
    position, end = found.start, found.start + found.size
    room = found.start
    while position < end:
        stream.seek(position)
        head = stream.read(_ENTRY.size)
        if len(head) < _ENTRY.size or not head.startswith(b"PK\x01\x02"):
            raise _damaged(where, f"no entry of the directory at byte {position}")
        (_, made, _, flags, method, _, _, checksum, size, unpacked) = _ENTRY.unpack(head)[:10]
        (name_size, extra_size, comment_size, disk, _, attributes, offset) = _ENTRY.unpack(head)[10:]
        name, extra = stream.read(name_size), stream.read(extra_size)
        if len(name) < name_size or len(extra) < extra_size:
            raise _damaged(where, "the directory breaks off")
        fields = dict(_extra(extra))
        unpacked, size, offset = _wide(fields.get(_ZIP64, b""), unpacked, size, offset)
        if disk not in (0, 0xFFFF):
            raise InputError(f"{where}: one of several parts of a ZIP archive; put them together first (zip -s 0)")
        room -= _LOCAL.size + len(name) + size
        if room < 0:
            raise _damaged(where, "its members overlap")
        yield Member(
            name=_name(name, fields.get(_UNICODE_PATH, b"")),
            method=method,
            size=size,
            unpacked=unpacked,
            checksum=checksum,
            offset=offset + found.shift,
            encrypted=bool(flags & 0x41),
            link=made >> 8 == _UNIX and stat.S_ISLNK(attributes >> 16),
        )
        position += _ENTRY.size + name_size + extra_size + comment_size


def start_of_data(stream: io.BufferedReader, member: Member, where: str) -> int:
    """Where the packed bytes of ``member`` begin. Raises :class:`InputError` where its local header is damaged."""
    stream.seek(member.offset)
    head = stream.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
        raise _damaged(where, "its header is damaged")
    name_size, extra_size = _LOCAL.unpack(head)[-2:]
    return member.offset + _LOCAL.size + int(name_size) + int(extra_size)


def _directory(stream: io.BufferedReader, where: str) -> _Directory:
    length = stream.seek(0, io.SEEK_END)
    begin = max(0, length - _END.size - _COMMENT)
    stream.seek(begin)
    tail = stream.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        raise _damaged(where, "it has no directory")
    end = begin + place
    _, disk, first_disk, _, _, size, start, _ = _END.unpack_from(tail, place)
    locator = tail[max(0, place - _LOCATOR.size) : place]
    if locator.startswith(b"PK\x06\x07") and len(locator) == _LOCATOR.size:
        end -= _LOCATOR.size + _END_64.size
        stream.seek(max(0, end))
        wide = stream.read(_END_64.size)
        if not wide.startswith(b"PK\x06\x06"):
            raise _damaged(where, "its directory is damaged")
        disk, first_disk, _, _, size, start = _END_64.unpack(wide)[4:]
    shift = end - size - start
    if disk or first_disk:
        raise InputError(f"{where}: one of several parts of a ZIP archive; put them together first (zip -s 0)")
    if shift < 0:
        raise _damaged(where, "its directory is damaged")
    return _Directory(start + shift, size, shift)


def _damaged(where: str, why: str) -> InputError:
    return InputError(f"{where}: the ZIP archive is damaged ({why}); fetch or pack it again")


def _extra(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The extra fields of an entry: their kinds and contents."""
    place = 0
    while place + 4 <= len(data):
        kind, size = struct.unpack_from("<2H", data, place)
        yield kind, data[place + 4 : place + 4 + size]
        place += 4 + size


def _wide(field: bytes, *values: int) -> list[int]:
    """``values``, those that fit no 32 bits taken from the extra field of ZIP64."""
    found = []
    for value in values:
        if value == _WIDE and len(field) >= 8:
            value = int.from_bytes(field[:8], "little")  # noqa: PLW2901
            field = field[8:]
        found.append(value)
    return found


def _name(data: bytes, unicode_path: bytes) -> str:
    """The name of a member, from its Unicode form where that belongs to it; UTF-8 is told from GB18030 without the flag for it."""
    if len(unicode_path) > 5 and int.from_bytes(unicode_path[1:5], "little") == zlib.crc32(data):
        data = unicode_path[5:]
    return file_name(data)
