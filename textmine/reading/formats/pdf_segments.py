"""Characters of a page to segments: pieces of lines without a wide gap, each inside one column or cell."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from textmine.reading.formats.pdf_glyphs import Box, Glyph, Rule

__all__ = ["Segment", "body_size", "joined", "segments", "union"]

# Gaps, in parts of the size of the characters: up to the first a run of characters goes on, up to the second one with a sign for
# a space in it, up to the third a segment, up to the fourth a headline, which may hold a wide space.
_RUN = 0.3
_SPACED_RUN = 1.25
# How far characters lie over each other where the blank halves of signs are cut off.
_SQUEEZED = 0.65
_GAP = 0.6
_HEADLINE_GAP = 1.3
HEADLINE = 1.25
# How far base lines of one line may lie apart, and those of raised small signs.
_LEVEL = 0.25
_RAISED = 0.45
# A gap that stands for a space, in parts of the size and beyond the gap that is usual in the line: between Latin words, between Han
# characters, between others (near a number or a comma lines are spaced out), and where there is a sign for it.
_LATIN_SPACE = 0.2
_HAN_SPACE = 0.22
_OTHER_SPACE = 0.9
_SIGN_SPACE = 0.12
# So many segments on one base line are looked at for the one that goes on.
_OPEN = 16


class Segment(NamedTuple):
    """A piece of a line: its words, box, base line and size in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float

    @property
    def box(self) -> Box:
        """Its box."""
        return self.left, self.top, self.right, self.bottom


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around ``boxes``."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def joined(left: str, right: str) -> str:
    """What stands between two lines, or cells' lines, that go on: a space between Latin words, else nothing."""
    one, two = left[-1:], right[:1]
    latin = one.isascii() and two.isascii() and one.isalpha() and two.isalpha()
    return " " if latin and not (one.isupper() and two.isupper()) else ""


def body_size(sizes: Counter[float]) -> float:
    """The size of most characters; 0 if there are none."""
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def segments(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[Segment]:
    """The segments that ``glyphs`` make up; none crosses an upright rule."""
    body = body_size(Counter(round(2 * glyph.size) / 2 for glyph in glyphs if glyph.text > "\u2e80"))
    walls = sorted((rule.left, rule.top, rule.bottom) for rule in rules if not rule.level)
    runs = sorted(_runs(_once(glyphs)), key=lambda run: (run[0].left, run[0].baseline))
    lines: list[list[Glyph]] = []
    level: defaultdict[int, list[int]] = defaultdict(list)
    for run in runs:
        first = run[0]
        bucket = round(first.baseline / 4)
        near = (index for key in range(bucket - 2, bucket + 3) for index in level[key][-_OPEN:])
        fits = [
            (abs(lines[index][-1].right - first.left), index)
            for index in near
            if _goes_on(lines[index], run, body, walls)
        ]
        if fits:
            lines[min(fits)[1]].extend(run)
        else:
            level[bucket].append(len(lines))
            lines.append(list(run))
    return [_segment(line) for line in lines]


def _once(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """``glyphs`` without those printed twice, a little apart, to look bold or shaded."""
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        x, y = round(glyph.left), round(glyph.baseline)
        near = range(-1, 2) if glyph.size > 6 else range(1)
        if not any((glyph.text, x + dx, y + dy) in seen for dx in near for dy in near):
            yield glyph
        seen.add((glyph.text, x, y))


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Characters that follow each other in the file and on the page."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run:
            last = run[-1]
            size = min(last.size, glyph.size)
            gap = glyph.left - last.right
            if (
                -_SQUEEZED * size <= gap <= (_SPACED_RUN if glyph.space else _RUN) * size
                and abs(glyph.baseline - last.baseline) <= 0.05 * size
                and abs(glyph.size - last.size) <= 0.1 * size
            ):
                run.append(glyph)
                continue
            yield run
        run = [glyph]
    if run:
        yield run


def _goes_on(line: Sequence[Glyph], run: Sequence[Glyph], body: float, walls: list[tuple[float, float, float]]) -> bool:
    """Whether ``run`` goes on with ``line`` on its right."""
    last, first = line[-1], run[0]
    size, large = min(last.size, first.size), max(last.size, first.size)
    gap = first.left - last.right
    wide = _HEADLINE_GAP if size >= HEADLINE * body and large <= 1.1 * size else _GAP
    if not -_SQUEEZED * size <= gap <= wide * size:
        return False
    level = _LEVEL * size if large <= 1.7 * size else _RAISED * large if len(run) < 4 or len(line) < 4 else 0.0
    if abs(first.baseline - last.baseline) > level or large > 2.2 * size:
        return False
    middle = first.baseline - size / 3
    at = bisect_left(walls, (last.right - 0.3 * size,))
    while at < len(walls) and walls[at][0] <= first.left + 0.3 * size:
        if walls[at][1] <= middle <= walls[at][2]:
            return False
        at += 1
    return True


def _is_han(mark: str) -> bool:
    return "\u3400" <= mark <= "\u9fff" or mark >= "\U00020000"


def _segment(line: Sequence[Glyph]) -> Segment:
    gaps = [right.left - left.right for left, right in pairwise(line)]
    usual = max(0.0, median(gaps)) if len(gaps) > 2 else 0.0
    words = [line[0].text]
    for gap, (left, right) in zip(gaps, pairwise(line), strict=True):
        size = min(left.size, right.size)
        room = (gap - usual) / size
        if left.text.isascii() and right.text.isascii():
            space = room > _LATIN_SPACE or (right.space and room > 0.1)
        else:
            least = _HAN_SPACE if _is_han(left.text) and _is_han(right.text) else _OTHER_SPACE
            space = room > least or (right.space and room > _SIGN_SPACE)
        words.append(" " * space + right.text)
    sizes = Counter(round(glyph.size, 1) for glyph in line)
    baselines = Counter(round(glyph.baseline, 1) for glyph in line)
    box = union((glyph.left, glyph.top, glyph.right, glyph.bottom) for glyph in line)
    return Segment("".join(words), *box, baselines.most_common(1)[0][0], body_size(sizes))
