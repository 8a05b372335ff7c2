"""The parts of a .docx file: a ZIP archive of XML, of which only what is read is unpacked, up to a limit."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from textmine.errors import InputError, MissingExtraError
from textmine.reading.unpacking import Budget, Packing, unpacked
from textmine.reading.zip_directory import Member, members, start_of_data

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["LIMIT_PART", "Package", "W", "open_package"]

# Longest XML of one part, in bytes.
LIMIT_PART = 32 * 2**20
_LIMIT_MEMBERS = 50_000
_METHODS = {0: Packing.STORED, 8: Packing.DEFLATE}
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What the strict form of the format (ISO/IEC 29500) calls the same.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PLAIN = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Package:
    """An open .docx file; ``main`` is the name of the part with the text."""

    def __init__(self, stream: io.BufferedReader, found: Mapping[str, Member], where: str) -> None:
        self._stream, self._found, self._where = stream, found, where
        self._budget = Budget()
        self.main = self._main()

    def _main(self) -> str:
        """The part that the relations of the package name as the document."""
        root = self.part("_rels/.rels")
        for relation in () if root is None else root.iter(_REL):
            if relation.get("Type", "").endswith("/officeDocument"):
                name = str(relation.get("Target", "")).lstrip("/")
                if name in self._found:
                    return name
        return "word/document.xml"

    def related(self, kind: str) -> Element | None:
        """The part of the ``kind`` (styles, footnotes) that belongs to the document, or null."""
        folder, name = posixpath.split(self.main)
        root = self.part(f"{folder}/_rels/{name}.rels")
        for relation in () if root is None else root.iter(_REL):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, unquote(relation.get("Target", ""))))
                return self.part(target.lstrip("/"))
        return self.part(f"{folder}/{kind}.xml")

    def part(self, name: str) -> Element | None:
        """The XML of the part ``name``, or null where there is none.

        Raises :class:`InputError` for what is locked, damaged, too long, or declares a document type, as no Word file does.
        """
        member = self._found.get(name)
        if member is None:
            return None
        if member.encrypted or member.method not in _METHODS:
            raise InputError(f"{self._where}: the Word file is locked; save it without a password")
        self._stream.seek(start_of_data(self._stream, member, self._where))
        with unpacked(
            self._stream,
            _METHODS[member.method],
            where=f"{self._where}: {name}",
            budget=self._budget,
            size=member.size,
            checksum=member.checksum,
        ) as plain:
            data = plain.read(LIMIT_PART + 1)
        if len(data) > LIMIT_PART:
            raise InputError(
                f"{self._where}: its part {name} is longer than {LIMIT_PART // 2**20} MiB; split the document"
            )
        return _parsed(data, f"{self._where}: {name}")


def _parsed(data: bytes, where: str) -> Element:
    etree = _lxml(where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.replace(_STRICT, _PLAIN), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"{where}: no XML that can be read ({error}); save the document again in Word") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(f"{where}: declares a document type, as no Word file does; save the document again in Word")
    found: Element = root
    return found


def _lxml(where: str) -> Any:
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingExtraError(
            f"{where}: Word files need lxml; install it with: pip install 'textmine[office]'"
        ) from error
    return etree


def open_package(data: bytes, where: str) -> Package:
    """The .docx file that ``data`` is. Raises :class:`InputError` for what is none."""
    stream: io.BufferedReader = io.BufferedReader(io.BytesIO(data))
    found: dict[str, Member] = {}
    for count, member in enumerate(members(stream, where)):
        if count >= _LIMIT_MEMBERS:
            raise InputError(f"{where}: has more than {_LIMIT_MEMBERS} parts; save the document again in Word")
        found.setdefault(member.name, member)
    package = Package(stream, found, where)
    if package.main not in found:
        raise InputError(f"{where}: this ZIP archive holds no Word document; name it .zip if it holds texts")
    return package
