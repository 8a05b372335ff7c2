"""Labelled passages and unlabelled texts, as JSON Lines (also ``.gz``), for training the tagger.

A labelled row has ``text`` and ``entities``, a list of ``{"start", "end", "label"}`` (half-open, in characters of the text);
a row with ``id``, and ``start`` and ``end`` of a passage, in place of ``text`` takes the passage from the text of that id, so
that labels of texts that may not be copied can be kept.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from textmine.entities.model import plain, scheme
from textmine.errors import InputError

__all__ = [
    "CLASSIC",
    "NEWS",
    "LabelledSet",
    "Passage",
    "Span",
    "alphabet",
    "bare",
    "head_of",
    "labelled",
    "lines",
    "merged",
    "parted",
    "passages",
    "texts",
    "without",
]

NEWS = ("PER", "TITLE", "ORG", "LOC", "FAC", "WORK", "EVENT", "POLICY", "PRODUCT")
CLASSIC = ("PER", "LOC", "ORG")

SHORTEST = 8
"""A line of fewer characters teaches nothing."""

OFTEN = 3
"""A character that stands so often in all texts is one that the model knows."""

FEWEST = 10
"""From fewer labelled passages no tenth can be held out."""


class Span(NamedTuple):
    """A name in a passage."""

    start: int
    end: int
    label: str


class Passage(NamedTuple):
    """A text with its names; ``source`` is the id of the text it is from, or empty."""

    text: str
    names: tuple[Span, ...]
    source: str


class LabelledSet(NamedTuple):
    """Passages that were labelled in the same way; ``head`` names that way: ``news``, ``classic``, or another."""

    head: str
    labels: tuple[str, ...]
    passages: tuple[Passage, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the labels, as the model has them."""
        return tuple(scheme(self.labels))


def texts(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """The id and the text of each row of ``paths``; :class:`~textmine.errors.InputError` tells a row that has none."""
    for path in paths:
        for where, row in _rows(path):
            if not isinstance(row.get("text"), str):
                raise InputError(f"{where}: no text; each line needs a key text")
            yield str(row.get("id") or ""), str(row["text"])


def lines(paths: Iterable[Path], known: Callable[[str], bool]) -> list[str]:
    """The lines of the texts in ``paths`` that are long enough, each once, without those that are ``known``."""
    seen: set[int] = set()
    found = []
    for _, text in texts(paths):
        for whole in text.split("\n"):
            line = whole.strip()
            mark = hash(line)
            if len(line) >= SHORTEST and mark not in seen:
                seen.add(mark)
                if not known(line):
                    found.append(line)
    return found


def bare(paths: Iterable[Path], sources: Iterable[Path]) -> list[str]:
    """The texts of the rows in ``paths``, labelled or not; rows whose text ``sources`` lack are passed over."""
    sources = list(sources)
    return [text for path in paths for _, _, text in _resolved(path, sources) if text is not None]


def passages(path: Path, sources: Iterable[Path]) -> tuple[tuple[Passage, ...], int]:
    """The labelled passages in ``path``, and how many rows were left out because ``sources`` lack the text they name."""
    found: list[Passage] = []
    absent = 0
    for where, row, text in _resolved(path, sources):
        names = _names(where, row)
        if text is None:
            absent += 1
            continue
        wrong = next((name for name in names if name.end > len(text)), None)
        if wrong:
            raise InputError(
                f"{where}: entity {wrong.start}-{wrong.end} ends behind the passage of {len(text)} characters"
            )
        found.append(Passage(text, names, str(row.get("id") or "")))
    return tuple(found), absent


def _resolved(path: Path, sources: Iterable[Path]) -> Iterator[tuple[str, Mapping[str, object], str | None]]:
    """Where each row of ``path`` stands, the row, and its text, which may be a passage of one in ``sources``."""
    rows = list(_rows(path))
    wanted = {_id(where, row) for where, row in rows if "text" not in row}
    by_id: dict[str, str] = {}
    for name, whole in texts(sources) if wanted else ():
        if name in wanted:
            by_id.setdefault(name, whole)
    for where, row in rows:
        text = row.get("text")
        if "text" not in row and (text := by_id.get(_id(where, row))) is not None:
            text = text[_number(where, row, "start") : _number(where, row, "end")]
        if text == "" or not isinstance(text, str | None) or (text is None and "text" in row):
            raise InputError(f"{where}: the passage is empty; give text, or id with start and end within that text")
        yield where, row, text


def labelled(paths: Sequence[Path], sources: Sequence[Path]) -> tuple[list[LabelledSet], int]:
    """The sets in ``paths``, those of the same head together, and how many rows ``sources`` lack the text of."""
    sets: list[LabelledSet] = []
    missing = 0
    for path in paths:
        found, absent = passages(path, sources)
        missing += absent
        labels = {name.label for passage in found for name in passage.names}
        if not labels:
            if found:
                raise InputError(
                    f"{path}: no entity is labelled in it; each row needs entities with start, end and label"
                )
            continue
        head = head_of(labels)
        if head is None or (head == "classic" and any(each.head == head for each in sets)):
            head = path.name.split(".")[0]
            if head in ("news", "classic") or any(each.head == head for each in sets):
                head = f"{head}+{len(sets)}"
        order = {"news": NEWS, "classic": CLASSIC}.get(head, tuple(sorted(labels)))
        sets.append(LabelledSet(head, order, found))
    return merged(sets), missing


def head_of(labels: Iterable[str]) -> str | None:
    """The head whose labels these are: ``classic`` for people, places and organisations alone, ``news`` for more."""
    given = set(labels)
    if given == set(CLASSIC):
        return "classic"
    return "news" if given <= set(NEWS) and not given <= set(CLASSIC) else None


def merged(sets: Iterable[LabelledSet]) -> list[LabelledSet]:
    """The sets, those of one head as one."""
    found: dict[str, LabelledSet] = {}
    for each in sets:
        before = found.get(each.head)
        found[each.head] = each._replace(passages=before.passages + each.passages) if before else each
    return list(found.values())


def without(sets: Iterable[LabelledSet], known: Callable[[str], bool]) -> list[LabelledSet]:
    """The sets without passages that are ``known``; a set that has no others is left out."""
    left = [each._replace(passages=tuple(one for one in each.passages if not known(one.text))) for each in sets]
    return [each for each in left if each.passages]


def parted(whole: LabelledSet) -> tuple[LabelledSet, tuple[Passage, ...]]:
    """The set without about a tenth of its passages, and that tenth; passages of one text stay together.

    Which they are hangs on their ids or texts alone. :class:`~textmine.errors.InputError` says when there are too few.
    """
    if len(whole.passages) < FEWEST:
        raise InputError(
            f"{len(whole.passages)} labelled passages for {whole.head}: at least {FEWEST} are needed, of which a tenth is a test"
        )
    by_source: dict[str, list[Passage]] = {}
    for passage in whole.passages:
        by_source.setdefault(passage.source or passage.text, []).append(passage)
    order = sorted(by_source, key=lambda key: (crc32(key.encode("utf-8", "surrogatepass")), key))
    held: list[Passage] = []
    while len(held) < len(whole.passages) // FEWEST and len(order) > 1:
        held += by_source.pop(order.pop())
    return whole._replace(passages=tuple(passage for kept in by_source.values() for passage in kept)), tuple(held)


def alphabet(given: Iterable[str]) -> str:
    """The characters that stand often enough, as the model reads them, the most frequent first."""
    counts: Counter[str] = Counter()
    for text in given:
        counts.update(text)
    read: Counter[str] = Counter()
    for character, count in counts.items():
        if character != "\n" and character <= "\uffff" and not "\ud800" <= character <= "\udfff":
            read[plain(character)] += count
    return "".join(
        sorted((each for each, count in read.items() if count >= OFTEN), key=lambda each: (-read[each], each))
    )


def _names(where: str, row: Mapping[str, object]) -> tuple[Span, ...]:
    given = row.get("entities")
    if not isinstance(given, list):
        raise InputError(
            f'{where}: no entities; give a list of {{"start", "end", "label"}}, an empty one where there are none'
        )
    found = []
    for node in given:
        label = node.get("label") if isinstance(node, dict) else None
        if not isinstance(node, dict) or not isinstance(label, str) or not label:
            raise InputError(f"{where}: an entity without a label; each needs start, end and label")
        span = Span(_number(where, node, "start"), _number(where, node, "end"), label)
        if not 0 <= span.start < span.end:
            raise InputError(f"{where}: entity {span.start}-{span.end} is empty; start must lie before end")
        found.append(span)
    return tuple(found)


def _id(where: str, row: Mapping[str, object]) -> str:
    if not row.get("id"):
        raise InputError(f"{where}: neither text nor id; give the text, or the id of a text in --texts")
    return str(row["id"])


def _number(where: str, row: Mapping[str, object], key: str) -> int:
    value = row.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InputError(f"{where}: {key} is {value!r}; it must be a number of characters")
    return value


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Each row of the file ``path``, or each entry of the list in a ``.json`` file, and where it stands."""
    where = str(path)
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            entries = enumerate(json.load(file) if path.suffix == ".json" else file, 1)
            for number, entry in entries:
                where = f"{path}:{number}"
                if isinstance(entry, str) and not entry.strip():
                    continue
                row: object = json.loads(entry) if isinstance(entry, str) else entry
                if not isinstance(row, dict):
                    raise InputError(f"{where}: no object; each row is one, with a text or an id")
                yield where, row
    except (OSError, EOFError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8; save it as UTF-8") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError(f"{where}: is no JSON of rows: {error}") from error
