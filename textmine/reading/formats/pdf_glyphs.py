"""What is printed on the pages of a PDF file: characters with their places, ruled lines, images; the only module that calls pdfium.

Coordinates are points from the upper left corner of the page as most of its text stands upright; ``Page.shown`` turns a box
into the page as it is displayed.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

__all__ = ["LIMIT_GLYPHS", "Box", "Glyph", "Page", "Rule", "Sheet", "sheet"]

Box = tuple[float, float, float, float]

# So many characters are looked at on one page; a newspaper page has about ten thousand.
LIMIT_GLYPHS = 100_000
# So many drawings, and corners of one drawing, are looked at for ruled lines.
_LIMIT_OBJECTS = 20_000
_LIMIT_CORNERS = 1_000
# A drawing so thin, in points, is a line; a line so short is none.
_THIN = 2.5
_SHORT = 6.0
# Where the box of a Han character lies on its base line, in parts of its size.
_ASCENT, _DESCENT = 0.88, 0.12
# From here on characters are as wide as high.
_WIDE = "\u2e80"
_HYPHEN = "\x02"
# Radicals that some programs write in place of the characters they are forms of, beyond those that Unicode's NFKC knows
# (Equivalent_Unified_Ideograph of the Unicode Character Database).
_RADICALS = "⺁厂⺋㔾⺗㣺⺝月⺠民⺡氵⻁虎⻄西⻅见⻆角⻈讠⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙"


class Glyph(NamedTuple):
    """One character: where it stands, its base line, and its size in points; ``space`` tells of white space before it."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    space: bool

    @property
    def top(self) -> float:
        """The upper edge of its box."""
        return self.baseline - _ASCENT * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its box."""
        return self.baseline + _DESCENT * self.size


class Rule(NamedTuple):
    """A ruled line, level or upright."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left >= self.bottom - self.top


class Page(NamedTuple):
    """A page: its number, counted from 1, its size, and how many quarter turns clockwise it was turned from how it is displayed."""

    number: int
    width: float
    height: float
    turn: int

    def shown(self, box: Box) -> Box:
        """``box`` on the page as it is displayed."""
        back = -self.turn % 4
        one = _turned(box[0], box[1], back, self.width, self.height)
        two = _turned(box[2], box[3], back, self.width, self.height)
        left, right = sorted((one[0], two[0]))
        top, bottom = sorted((one[1], two[1]))
        return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


class Sheet(NamedTuple):
    """What stands on a page; ``unknown`` counts characters whose fonts do not tell what they are."""

    page: Page
    glyphs: list[Glyph]
    rules: list[Rule]
    images: int
    unknown: int


def _turned(x: float, y: float, turns: int, width: float, height: float) -> tuple[float, float]:
    """The point of a page of ``width`` and ``height`` after so many quarter turns clockwise."""
    return ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[turns]


def sheet(page: PdfPage, number: int) -> Sheet:
    """What stands on ``page``."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    text = page.get_textpage()
    try:
        raw = list(_raw(text))
    finally:
        text.close()
    headings = Counter(turn for _, _, turn, _, _ in raw if turn >= 0)
    turns = -headings.most_common(1)[0][0] % 4 if headings else page.get_rotation() // 90
    size = (height, width) if turns % 2 else (width, height)
    glyphs: list[Glyph] = []
    unknown, space = 0, False
    for mark, box, turn, scale, wide in raw:
        if mark.isspace():
            space = True
            continue
        if (turn + turns) % 4 != 0 or turn < 0 or scale <= 0:
            continue
        if not mark:
            unknown += 1
            continue
        corners = [_turned(x - left, top - y, turns, width, height) for x, y in zip(box[::2], box[1::2], strict=True)]
        (x0, y0), (x1, y1), (origin, baseline) = corners
        if 0 <= (x0 + x1) / 2 <= size[0] and 0 <= (y0 + y1) / 2 <= size[1]:
            # Some fonts give the box of the ink alone: a wide character is as wide as its size.
            start, end = (origin, origin + wide) if mark >= _WIDE else (min(x0, x1), max(x0, x1))
            glyphs.append(Glyph(mark, start, end, baseline, scale, space))
        space = False
    rules = []
    for x0, y0, x1, y1 in _rules(page):
        one = _turned(x0 - left, top - y0, turns, width, height)
        two = _turned(x1 - left, top - y1, turns, width, height)
        rules.append(Rule(min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])))
    images = 0 if glyphs else _images(page)
    turn = (turns - page.get_rotation() // 90) % 4
    return Sheet(Page(number, *size, turn), glyphs, rules, images, unknown)


def _raw(text: PdfTextPage) -> Iterator[tuple[str, tuple[float, ...], int, float, float]]:
    """Each character with its box and origin in the space of the page, its heading in quarter turns (-1: askew), height and width."""
    import pypdfium2.raw as pdfium

    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    surrogate = 0
    for index in range(min(text.count_chars(), LIMIT_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            surrogate = code
            continue
        if 0xDC00 <= code < 0xE000 and surrogate:
            code = 0x10000 + ((surrogate - 0xD800) << 10) + (code - 0xDC00)
        surrogate = 0
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        mark = _known(chr(code)) if code <= 0x10FFFF else ""
        pdfium.FPDFText_GetLooseCharBox(text, index, rect)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        box = (rect.left, rect.top, rect.right, rect.bottom, x.value, y.value)
        size = pdfium.FPDFText_GetFontSize(text, index)
        high, wide = size * math.hypot(matrix.c, matrix.d), size * math.hypot(matrix.a, matrix.b)
        yield mark, box, _heading(matrix.a, matrix.b), high, wide


def _heading(a: float, b: float) -> int:
    """In which of the four directions a line of text with the matrix ``a``, ``b`` runs: 0 right, 1 down, 2 left, 3 up; -1: none."""
    length = math.hypot(a, b)
    if length == 0 or min(abs(a), abs(b)) > 0.1 * length:
        return -1
    if abs(a) > abs(b):
        return 0 if a > 0 else 2
    return 3 if b > 0 else 1


@cache
def _forms() -> dict[str, str]:
    return dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))


@cache
def _known(mark: str) -> str:
    """The character that ``mark`` stands for: radicals and compatibility forms of Han are the characters; empty if unknown."""
    if mark == _HYPHEN:
        return "-"
    if "\u2e80" <= mark <= "\u2fdf" or "\uf900" <= mark <= "\ufaff":
        return _forms().get(mark) or unicodedata.normalize("NFKC", mark)
    if mark.isspace():
        return " "
    kind = unicodedata.category(mark)
    return "" if mark == "\ufffd" or kind in ("Cc", "Cn", "Co", "Cs") else mark


def _rules(page: PdfPage) -> Iterator[Box]:
    """The level and upright lines that are drawn on ``page``, in its own space."""
    import pypdfium2.raw as pdfium

    for count, drawn in enumerate(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=1)):
        if count >= _LIMIT_OBJECTS:
            return
        left, bottom, right, top = drawn.get_bounds()
        if min(right - left, top - bottom) <= _THIN:
            if max(right - left, top - bottom) >= _SHORT:
                yield left, top, right, bottom
            continue
        corners = pdfium.FPDFPath_CountSegments(drawn)
        if 2 <= corners <= _LIMIT_CORNERS:
            yield from _edges(drawn.raw, corners, drawn.get_matrix().get())


def _edges(drawn: ctypes.c_void_p, corners: int, matrix: tuple[float, ...]) -> Iterator[Box]:
    """The straight level and upright edges of a drawing with so many ``corners``."""
    import pypdfium2.raw as pdfium

    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = last = (0.0, 0.0)
    for index in range(corners):
        corner = pdfium.FPDFPath_GetPathSegment(drawn, index)
        pdfium.FPDFPathSegment_GetPoint(corner, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(corner)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _straight(last, point)
        last = point
        if pdfium.FPDFPathSegment_GetClose(corner):
            yield from _straight(last, begin)


def _straight(one: tuple[float, float], two: tuple[float, float]) -> Iterator[Box]:
    width, height = abs(one[0] - two[0]), abs(one[1] - two[1])
    if min(width, height) <= _THIN / 2 and max(width, height) >= _SHORT:
        yield min(one[0], two[0]), max(one[1], two[1]), max(one[0], two[0]), min(one[1], two[1])


def _images(page: PdfPage) -> int:
    import pypdfium2.raw as pdfium

    found = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=4)
    return sum(1 for _, _ in zip(found, range(_LIMIT_OBJECTS), strict=False))
