"""An answer of a web server as archives keep it: status, kind of content, and the content unpacked."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from textmine.errors import InputError
from textmine.reading.documents import LIMIT_LINE
from textmine.reading.unpacking import Budget, Packing, unpacked

__all__ = ["Answer", "answer", "headers_of"]

_HEADERS = 500
_GZIP = b"\x1f\x8b"


class Answer(NamedTuple):
    """``kind`` is the type of the content (``text/html``), in small letters."""

    status: int
    kind: str
    body: bytes


@cache
def _status() -> re.Pattern[bytes]:
    return re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})(?!\d)")


def answer(data: bytes, *, where: str, budget: Budget) -> Answer | None:
    """The answer that ``data`` is, or null for what is none; ``where`` names it in errors.

    The body is unpacked. Raises :class:`InputError` where it cannot be, or unpacks without measure.
    """
    stream = io.BytesIO(data)
    found = _status().match(stream.readline(LIMIT_LINE))
    if found is None:
        return None
    headers = headers_of(iter(stream.readline, b""), _HEADERS)
    body = data[stream.tell() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if int(found[1]) == 200 and kind.startswith(("text/", "application/xhtml")):
        body = _unpacked(body, headers.get("content-encoding", "").strip().lower(), where, budget)
    return Answer(int(found[1]), kind, body)


def headers_of(lines: Iterator[bytes], most: int) -> dict[str, str]:
    """The headers that ``lines`` hold up to an empty one, with names in small letters; of the same name the last."""
    headers: dict[str, str] = {}
    for _, line in zip(range(most), lines, strict=False):
        if not line.strip():
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    return headers


def _joined(data: bytes) -> bytes:
    """The chunks of ``data`` put together; as it is where an archive has done so already."""
    stream, joined = io.BytesIO(data), bytearray()
    while True:
        size = stream.readline(1024).partition(b";")[0].strip()
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            return bytes(joined) or data
        if not int(size, 16):
            return bytes(joined)
        joined += stream.read(int(size, 16))
        stream.readline(8)


def _unpacked(body: bytes, packed: str, where: str, budget: Budget) -> bytes:
    if packed in ("", "identity") or (packed in ("gzip", "x-gzip") and not body.startswith(_GZIP)):
        return body
    if packed not in ("gzip", "x-gzip"):
        raise InputError(f"{where}: the page is packed with {packed!r}, which is not read; fetch it with gzip")
    raw = io.BufferedReader(io.BytesIO(body))
    with unpacked(raw, Packing.GZIP, where=where, budget=budget, outer=False) as plain:
        found = plain.read(LIMIT_LINE + 1)
    if len(found) > LIMIT_LINE:
        raise InputError(f"{where}: the page is longer than {LIMIT_LINE // 2**20} MiB; it is left out")
    return found
