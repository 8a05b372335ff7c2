"""What stands at the edges of the pages and belongs to none of their articles: running heads, page numbers, 版次 lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from textmine.reading.formats.pdf_segments import Segment
from textmine.reading.furniture import is_furniture, is_page_number, page_date, page_paper

__all__ = ["Row", "edge_rows", "issue_date", "running_heads", "telling"]

# How far from its edges, in parts of the height, the head and the foot of a page reach, and how many rows they have.
_ZONE = 0.16
_ROWS = 4
# What comes back on other pages stands at the same height, in points, and is no longer than this, in characters.
_SAME = 4
_LIMIT = 60
# What stands beside a running head is no longer than this.
_BESIDE = 24
_MARKS = "。；？！，、"

Row = tuple[Segment, ...]


def edge_rows(segments: Sequence[Segment], height: float) -> tuple[list[Row], list[Row]]:
    """The rows at the head of a page, from the top, and those at its foot, from the bottom."""
    head = sorted((one for one in segments if one.bottom <= _ZONE * height), key=lambda one: one.top)
    foot = sorted((one for one in segments if one.top >= (1 - _ZONE) * height), key=lambda one: -one.bottom)
    return _rows(head)[:_ROWS], _rows(foot)[:_ROWS]


def _rows(order: Iterable[Segment]) -> list[Row]:
    """Segments beside each other, from the left."""
    rows: list[list[Segment]] = []
    for one in order:
        if rows and _level(rows[-1][0], one):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [tuple(sorted(row, key=lambda one: one.left)) for row in rows]


def _level(one: Segment, two: Segment) -> bool:
    shared = min(one.bottom, two.bottom) - max(one.top, two.top)
    return shared > 0.5 * min(one.bottom - one.top, two.bottom - two.top)


def running_heads(pages: Sequence[tuple[list[Row], list[Row]]]) -> list[list[Row]]:
    """For each page, given its rows at head and foot, those that are furniture, from the top."""
    places = Counter(key for edges in pages for key in {_key(row) for rows in edges for row in rows})
    found = []
    for head, foot in pages:
        rows = [*_furniture(head, places), *reversed([*_furniture(foot, places)])]
        found.append(rows)
    return found


def _furniture(rows: Sequence[Row], places: Counter[tuple[str, int]]) -> Iterator[Row]:
    found = [row for row in rows if _is_head(row) or (places[_key(row)] > 1 and len(_text(row)) <= _LIMIT)]
    for row in rows:
        # The name of the paper in Latin letters stands near the rest.
        if row in found or (found and _text(row).isascii() and not any(mark.isdigit() for mark in _text(row))):
            yield row


def _is_head(row: Row) -> bool:
    text = _text(row)
    if is_furniture(text) or is_page_number(text) or _bare().fullmatch(text):
        return True
    if len(row) == 1 or not any(is_furniture(one.text) or page_date(one.text) for one in row):
        return False
    return all(is_furniture(one.text) or (len(one.text) <= _BESIDE and one.text[-1] not in _MARKS) for one in row)


@cache
def _bare() -> re.Pattern[str]:
    """The number of a page alone."""
    return re.compile(r"[A-Z]?\d{1,4}|[ivxlc]{1,6}")


@cache
def _counted() -> re.Pattern[str]:
    """What differs in heads of pages that are the same."""
    return re.compile(r"\d+|(?<=第)[一二三四五六七八九十]+(?=[版页期])|\s+")


def _key(row: Row) -> tuple[str, int]:
    return _counted().sub("#", _text(row)), round(row[0].top / _SAME)


def _text(row: Row) -> str:
    return " ".join(one.text for one in row)


def telling(rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    """What ``rows`` of furniture tell of the issue, its date or the name of the paper, each with the line that tells it."""
    for row in rows:
        for part in _parts(row):
            for told in (page_date(_text(part)), page_paper(_text(part))):
                if told:
                    yield told, part


def issue_date(rows: Sequence[Row]) -> str | None:
    """The date that ``rows`` of furniture tell, also where it stands in no line of a known kind."""
    return next((date for row in rows if (date := page_date(_text(row)))), None)


def _parts(row: Row) -> Iterator[Row]:
    """The longest pieces of ``row`` that are lines of furniture; the name of the paper begins one."""
    first = 0
    while first < len(row):
        for last in range(len(row), first, -1):
            if is_furniture(_text(row[first:last])) and not any(page_paper(one.text) for one in row[first + 1 : last]):
                yield row[first:last]
                break
        first = last
