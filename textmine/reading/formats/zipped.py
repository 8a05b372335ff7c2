"""A ZIP archive: the documents in its members, one after the other; nothing is unpacked to disk."""

from __future__ import annotations

import io
from collections.abc import Iterator

from textmine.errors import InputError
from textmine.reading.inputs import Input
from textmine.reading.members import Members
from textmine.reading.unpacking import Packing, unpacked
from textmine.reading.zip_directory import Member, members, start_of_data
from textmine.records import Document

__all__ = ["LIMIT_HELD", "read"]

# An archive that comes through a pipe, or inside another, is held in memory: its directory stands at its end.
LIMIT_HELD = 64 * 2**20
_METHODS = {0: Packing.STORED, 8: Packing.DEFLATE, 12: Packing.BZIP2}


def read(given: Input) -> Iterator[Document | InputError]:
    """The documents in the ZIP archive ``given``."""
    stream = _seekable(given)
    found = Members(given)
    for member in members(stream, given.where):
        if member.name.endswith("/"):
            continue
        if error := found.refused(member.name, encrypted=member.encrypted, link=member.link):
            yield error
        elif found.wanted(member.name):
            yield from _member(stream, member, found)
        if found.budget.exhausted:
            return
    yield from found.none()


def _member(stream: io.BufferedReader, member: Member, found: Members) -> Iterator[Document | InputError]:
    where = found.where(member.name)
    if member.method not in _METHODS:
        yield found.told(
            member.name, f"packed in a way that is not read (method {member.method}); pack it with deflate"
        )
        return
    try:
        stream.seek(start_of_data(stream, member, where))
    except InputError as error:
        yield error
        return
    with unpacked(
        stream,
        _METHODS[member.method],
        where=where,
        budget=found.budget,
        outer=found.outer,
        size=member.size,
        checksum=member.checksum,
    ) as plain:
        yield from found.read(member.name, plain)


def _seekable(given: Input) -> io.BufferedReader:
    if given.stream.seekable():
        return given.stream
    data = given.stream.read(LIMIT_HELD + 1)
    if len(data) > LIMIT_HELD:
        raise InputError(
            f"{given.where}: a ZIP archive inside another, or from a pipe, may have {LIMIT_HELD // 2**20} MiB; "
            "name the file itself, or unpack what is around it"
        )
    return io.BufferedReader(io.BytesIO(data))
