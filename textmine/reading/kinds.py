"""What a stream holds, told by its first bytes, where its name does not tell."""

from __future__ import annotations

import io
import re
from functools import cache

from textmine.lexicon import column
from textmine.reading.streams import wide_encoding

__all__ = ["kind_of"]

_HEAD = 4096
_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\x00", ".xz"),
    (b"PK\x05\x06", ".zip"),
    (b"WARC/1.", ".warc"),
)
_OFFICE = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|docProps/|word/)", re.DOTALL)


@cache
def _page() -> re.Pattern[str]:
    return re.compile(r"(?:<\?xml[^>]*>|<!--[^>]*-->|\s)*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


@cache
def _feed() -> re.Pattern[str]:
    return re.compile(r"(?:<[?!][^>]*>|\s)*<(?:rss|feed|rdf:RDF)\b")


def kind_of(stream: io.BufferedReader, encoding: str | None) -> str:
    """The ending that a file with what ``stream`` holds would have, or none for a text; the stream stays where it is."""
    head = stream.peek(_HEAD)[:_HEAD]
    for magic, ending in _MAGIC:
        if head.startswith(magic):
            return ending
    if head.startswith(b"PK\x03\x04"):
        return ".docx" if _OFFICE.match(head) else ".zip"
    if head[257:262] == b"ustar":
        return ".tar"
    text = head.decode(wide_encoding(head, encoding) or "utf-8", "ignore").lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return ".jsonl"
    if _page().match(text):
        return ".html"
    if _feed().match(text):
        return ".xml"
    return ".csv" if _is_table(text) else ""


def _is_table(text: str) -> bool:
    """Whether the first line names columns: that of the text and another one."""
    cells = {cell.strip(' "').casefold() for cell in re.split("[,;\t]", text.partition("\n")[0])}
    return len(cells & set(column("reading_columns", 1))) > 1
