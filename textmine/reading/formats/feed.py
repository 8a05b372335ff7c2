"""A feed (RSS 2.0 and 1.0, Atom): a document an entry, each one article.

The text is the content of an entry, or where it has none its description, without tags. Nothing is fetched; a feed that declares
entities of its own is refused, since with them a few lines stand for gigabytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from html.entities import html5
from typing import NamedTuple
from xml.parsers import expat

from textmine.errors import InputError
from textmine.reading.articles import Record
from textmine.reading.dates import first_date
from textmine.reading.decode import decode
from textmine.reading.documents import document
from textmine.reading.inputs import Input
from textmine.reading.markup import plain_text
from textmine.reading.streams import shown
from textmine.records import Document, Format

__all__ = ["read"]

_ROOTS = ("rss", "rdf:RDF", "feed")
_ENTRIES = ("item", "entry")
_DEEPEST = 200
_LONGEST = 32 * 2**20  # bytes; a feed is held whole
# The fields of an entry, and the elements that hold them, the best first.
_TEXT = ("content:encoded", "content", "description", "summary")
_DATE = ("pubDate", "published", "dc:date", "issued", "updated", "modified", "dc:modified")
_AUTHOR = ("dc:creator", "author")
_ID = ("link", "guid", "id")


class _Entry(NamedTuple):
    """An entry: its line in the file and the contents of its elements by name; of several of a name the first that says anything."""

    line: int
    fields: dict[str, str]

    def first(self, names: tuple[str, ...]) -> str:
        return next((self.fields[name] for name in names if self.fields.get(name)), "")


def read(given: Input) -> Iterator[Document | InputError]:
    """The documents in the feed ``given``; an entry without Chinese text comes out as an error in its place."""
    data = given.stream.read(_LONGEST + 1)
    if len(data) > _LONGEST:
        raise InputError(f"{given.where}: the feed is longer than {_LONGEST // 2**20} MiB; divide it")
    text, encoding = decode(data, where=given.where, encoding=given.encoding)
    found = _Parser(given.where)
    broken = found.parse(text)
    sha256 = hashlib.sha256(data).hexdigest()
    if not (found.entries or broken):
        raise InputError(f"{given.where}: the feed has no entries; fetch it again")
    for number, entry in enumerate(found.entries, 1):
        where = f"{given.where}:{entry.line}"
        try:
            yield document(
                _record(entry, found.channel, number, where),
                path=given.path,
                where=where,
                encoding=encoding,
                sha256=sha256,
                split=False,
                format=Format.FEED,
            )
        except InputError as error:
            yield error
    if broken:
        yield broken


def _record(entry: _Entry, channel: str | None, number: int, where: str) -> Record:
    title = " ".join(plain_text(entry.first(("title",))).split())
    given = entry.first(_DATE)
    published = first_date(given)
    author = plain_text(entry.first(_AUTHOR))
    content = entry.first(_TEXT)
    return Record(
        id=entry.first(_ID).strip() or str(number),
        title=title or None,
        byline=_name(author),
        publisher=plain_text(entry.first(("source",))) or channel,
        published=published,
        text=plain_text(content),
        structured="<" in content,
        warnings=(f"{where}: the entry has no date: {given[:40]!r}",) if given and not published else (),
    )


@cache
def _mail() -> re.Pattern[str]:
    return re.compile(r"\S+@\S+")


def _name(author: str) -> str | None:
    """The name in an author of RSS, which begins with an address: ``a@b.cn (沈听澜)``."""
    return _mail().sub("", author).strip(" ()（）\n") or None


@cache
def _unfit() -> re.Pattern[str]:
    """Characters that XML does not allow."""
    return re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")


def _resolved(found: re.Match[str]) -> str:
    """Entities of HTML, which feeds use without declaring them; those of XML stay."""
    return found[0] if found[1] in ("lt;", "gt;", "amp;", "quot;", "apos;") else html5.get(found[1], found[0])


class _Parser:
    """Collects the entries of a feed; elements below those of an entry are put together as its content."""

    def __init__(self, where: str) -> None:
        self.entries: list[_Entry] = []
        self.channel: str | None = None
        self._where = where
        self._path: list[str] = []
        self._entry: _Entry | None = None
        self._kept: list[str] | None = None
        self._level = 0
        self._escaped = False
        self._expat = expat.ParserCreate("utf-8")
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._characters
        self._expat.EntityDeclHandler = self._refuse

    def parse(self, text: str) -> InputError | None:
        """Read ``text``; gives back why the feed breaks off, if it does. Raises :class:`InputError` for what is no feed."""
        text = _reference().sub(_resolved, _unfit().sub("", text))
        try:
            self._expat.Parse(text.encode(), True)
        except expat.ExpatError as error:
            return InputError(
                f"{self._where}:{error.lineno}: no valid XML: {expat.ErrorString(error.code)}; fetch the feed again"
            )
        return None

    def _refuse(self, name: str, *_: object) -> None:
        raise InputError(
            f"{self._where}: the XML declares an entity of its own ({shown(name[:40])}), as XML bombs do; take it out"
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name not in _ROOTS:
            raise InputError(f"{self._where}: XML, but no feed (its root is <{shown(name[:40])}>); give RSS or Atom")
        if len(self._path) >= _DEEPEST:
            raise InputError(f"{self._where}: elements lie more than {_DEEPEST} deep, as in no feed; fetch it again")
        self._path.append(name)
        if self._kept is not None:
            self._kept.append(f"<{name}>")
        elif self._entry is None and name in _ENTRIES:
            self._entry = _Entry(self._expat.CurrentLineNumber, {})
        elif self._entry is not None or (name == "title" and self._path[-2] in ("channel", "feed")):
            self._keep(name, attributes)

    def _keep(self, name: str, attributes: dict[str, str]) -> None:
        atom = self._path[0] == "feed"
        self._level = len(self._path)
        # What is no HTML is written as HTML, so that all is read alike.
        kind = attributes.get("type", "text" if atom else "html")
        self._escaped = name in (*_TEXT, "title") and kind in ("text", "xhtml", "text/plain")
        self._kept = []
        if self._entry is not None and name == "link" and attributes.get("rel", "alternate") == "alternate":
            self._kept.append(attributes.get("href", ""))

    def _characters(self, text: str) -> None:
        if self._kept is not None:
            self._kept.append(escape(text, quote=False) if self._escaped else text)

    def _end(self, name: str) -> None:
        if self._kept is not None:
            if len(self._path) > self._level:
                self._kept.append(f"</{name}>")
            else:
                self._close(name, "".join(self._kept))
                self._kept = None
        elif self._entry is not None and name in _ENTRIES:
            self.entries.append(self._entry)
            self._entry = None
        self._path.pop()

    def _close(self, name: str, content: str) -> None:
        if self._entry is None:
            self.channel = self.channel or " ".join(plain_text(content).split()) or None
            return
        if part := _inner(name).search(content):
            content = part[1]
        fields = self._entry.fields
        if name in _AUTHOR and fields.get(name):
            fields[name] += f"、{content}"
        elif content.strip() and not fields.get(name):
            fields[name] = content


@cache
def _inner(name: str) -> re.Pattern[str]:
    """The part of an element of Atom that holds its name."""
    return re.compile({"author": "<name>([^<]*)</name>", "source": "<title>([^<]*)</title>"}.get(name, "(?!)"))
