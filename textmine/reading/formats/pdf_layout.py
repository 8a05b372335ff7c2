"""Segments of a page to blocks in the order in which they are read.

Segments below each other are linked to blocks (as in O'Gorman's document spectrum, 1993); the page is then cut recursively along
the white space between blocks: XY-cut (Nagy and Seth 1984). Level cuts are made only where they must be: under what spans several
columns, above a headline that does, and at a ruled line over the whole width.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from textmine.reading.formats.pdf_glyphs import Box, Rule
from textmine.reading.formats.pdf_segments import HEADLINE, Segment, union
from textmine.reading.formats.pdf_tables import Table

__all__ = ["Block", "Placed", "reading_order"]

# Lines of one block lie at most so far apart, in parts of their size, and differ in size by so much at most.
_LEADING = 2.3
_SIZE = 1.1
# So many segments are looked at for the one below, and so deep is a page cut. What has more segments is no page of text, and is read
# by rows; what has more blocks across each other, from the top.
_NEAR = 400
_DEPTH = 40
_LIMIT_SEGMENTS = 3000
_LOOSE = 100
# The narrowest white space between columns, in parts of the size of the text.
_GUTTER = 0.5
# How much of the width of a region a ruled line spans that divides it.
_WHOLE = 0.9

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines below each other, or a table; ``size`` is that of the characters."""

    box: Box
    size: float
    lines: tuple[Segment, ...] = ()
    table: Table | None = None


class Placed(NamedTuple):
    """A block with the left and right edge of the column that it stands in."""

    block: Block
    left: float
    right: float


class _Region(NamedTuple):
    """What is the same in all parts of a page: the size of its text and its level rules."""

    body: float
    rules: list[Rule]


def reading_order(
    segments: Sequence[Segment], tables: Sequence[Table], rules: Sequence[Rule], body: float
) -> list[Placed]:
    """What stands on a page in the order in which it is read; ``body`` is the size of most of its text."""
    linked = (
        _blocks(segments)
        if len(segments) <= _LIMIT_SEGMENTS
        else [Block(one.box, one.size, (one,)) for one in segments]
    )
    found = linked + [Block(table.box, body, (), table) for table in tables]
    if not found:
        return []
    if len(segments) > _LIMIT_SEGMENTS:
        return [Placed(block, block.box[0], block.box[2]) for block in sorted(found, key=lambda one: one.box[1::-1])]
    level = sorted((rule for rule in rules if rule.level), key=lambda rule: rule.top)
    return list(_ordered(found, _frame(found, body), _Region(body, level), 0))


def _blocks(segments: Sequence[Segment]) -> list[Block]:
    """``segments`` linked to blocks: each with the one below it, if neither has another neighbour there."""
    order = sorted(segments, key=lambda one: (one.top, one.left))
    below = [_below(order, index) for index in range(len(order))]
    above = Counter(chain.from_iterable(below))
    after = {
        index: under[0]
        for index, under in enumerate(below)
        if len(under) == 1 and above[under[0]] == 1 and _alike(order[index].size, order[under[0]].size)
    }
    found = []
    for head in sorted(set(range(len(order))) - set(after.values())):
        chained = [head]
        while chained[-1] in after:
            chained.append(after[chained[-1]])
        lines = tuple(order[index] for index in chained)
        found.append(Block(union(one.box for one in lines), lines[0].size, lines))
    return found


def _below(order: Sequence[Segment], index: int) -> list[int]:
    """The segments directly below that at ``index`` of ``order``, which are ordered from the top."""
    upper = order[index]
    reach = upper.baseline + _LEADING * upper.size
    found: list[int] = []
    for other in range(index + 1, min(index + 1 + _NEAR, len(order))):
        lower = order[other]
        if lower.top > reach:
            break
        level = upper.baseline + 0.5 * min(upper.size, lower.size)
        if not level < lower.baseline <= reach or not _over(upper, lower):
            continue
        # What stands below a segment that is below already is no neighbour.
        if not any(
            order[one].baseline < lower.baseline - 0.5 * lower.size and _over(order[one], lower) for one in found
        ):
            found.append(other)
    return found


def _alike(one: float, two: float) -> bool:
    return max(one, two) <= _SIZE * min(one, two)


def _over(upper: Segment, lower: Segment) -> bool:
    return min(upper.right, lower.right) > max(upper.left, lower.left)


def _frame(blocks: Sequence[Block], body: float) -> Span:
    """The left and right edge of the column that ``blocks`` stand in, by the text of usual size if there is any."""
    usual = [one for one in blocks if one.lines and one.size < HEADLINE * body and len(one.lines) > 1] or blocks
    return min(one.box[0] for one in usual), max(one.box[2] for one in usual)


def _ordered(blocks: list[Block], frame: Span, region: _Region, depth: int) -> Iterator[Placed]:
    """``blocks`` in order; ``frame`` are the edges of the column that they stand in."""
    if len(blocks) == 1 or depth > _DEPTH or (_row(blocks) and all(len(block.lines) == 1 for block in blocks)):
        yield from (Placed(block, *frame) for block in sorted(blocks, key=lambda one: one.box[0]))
        return
    strips = _strips(blocks)
    groups = list(_groups(strips, region))
    gutters = _gutters(blocks, region.body) if len(groups) == 1 else []
    if gutters:
        groups = _parted(blocks, gutters)
        frames = [_frame(group, region.body) for group in groups]
    else:
        groups = groups if len(groups) > 1 else strips
        frames = [frame] * len(groups)
    if len(groups) == 1:
        yield from (Placed(block, *frame) for block in _loose(blocks))
        return
    for group, edges in zip(groups, frames, strict=True):
        yield from _ordered(group, edges, region, depth + 1)


def _row(strip: Sequence[Block]) -> bool:
    """Whether all blocks of ``strip`` stand beside each other."""
    return max(one.box[1] for one in strip) < min(one.box[3] for one in strip)


def _loose(strip: Sequence[Block]) -> list[Block]:
    """Blocks between which no straight cut goes: by columns, told by where they begin, and from the top."""
    order = sorted(strip, key=lambda one: (one.box[1], one.box[0]))
    if len(order) > _LOOSE:
        return order
    done: list[Block] = []
    while order:
        # The first that has nothing above it, and of these the one on the left.
        free = [
            one
            for one in order
            if not any(
                other is not one and other.box[3] <= one.box[1] + 1 and _beside(other, one) for other in order[:_NEAR]
            )
        ]
        first = min(free or order, key=lambda one: (one.box[0], one.box[1]))
        done.append(first)
        order.remove(first)
    return done


def _beside(one: Block, two: Block) -> bool:
    return min(one.box[2], two.box[2]) > max(one.box[0], two.box[0])


def _strips(blocks: Sequence[Block]) -> list[list[Block]]:
    """``blocks`` from the top, cut wherever white space goes across."""
    strips: list[list[Block]] = []
    bottom = float("-inf")
    for block in sorted(blocks, key=lambda one: one.box[1]):
        if block.box[1] >= bottom - 1:
            strips.append([])
        strips[-1].append(block)
        bottom = max(bottom, block.box[3])
    return strips


def _groups(strips: Sequence[list[Block]], region: _Region) -> Iterator[list[Block]]:
    """``strips`` put together as long as they share a gutter, or have none."""
    left = min(one.box[0] for strip in strips for one in strip)
    right = max(one.box[2] for strip in strips for one in strip)
    group: list[Block] = []
    gutters: list[Span] = []
    for strip in strips:
        common = _gutters(group + strip, region.body) if group else []
        inner = _gutters(strip, region.body)
        apart = group and (
            (gutters and not _shared(common, gutters))
            or (not gutters and inner)
            or (gutters and _crossed(strip, gutters, region.body))
            or (common and _ruled(group, strip, (left, right), region.rules))
        )
        if apart:
            yield group
            group, gutters = list(strip), inner
        else:
            group, gutters = group + strip, common if group else inner
    yield group


def _shared(ones: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether one of ``ones`` lies over one of ``others``."""
    return any(min(one[1], two[1]) > max(one[0], two[0]) for one in ones for two in others)


def _crossed(strip: Sequence[Block], gutters: Sequence[Span], body: float) -> bool:
    """Whether a headline in ``strip`` lies across one of ``gutters``."""
    return any(
        block.size >= HEADLINE * body and block.box[0] < start and end < block.box[2]
        for block in strip
        for start, end in gutters
    )


def _ruled(group: Sequence[Block], strip: Sequence[Block], span: Span, rules: Sequence[Rule]) -> bool:
    """Whether a ruled line divides ``group`` from ``strip`` below over the whole width."""
    top = max(one.box[3] for one in group) - 1
    bottom = min(one.box[1] for one in strip) + 1
    return any(
        top <= rule.top <= bottom and min(rule.right, span[1]) - max(rule.left, span[0]) >= _WHOLE * (span[1] - span[0])
        for rule in rules
    )


def _gutters(blocks: Sequence[Block], body: float) -> list[Span]:
    """White space from the top of ``blocks`` to their bottom that has some on both sides, at the same height."""
    order = sorted(blocks, key=lambda one: one.box[0])
    found: list[Span] = []
    right = order[0].box[2]
    for index, block in enumerate(order):
        if block.box[0] - right >= _GUTTER * body and _facing(order[:index], order[index:]):
            found.append((right, block.box[0]))
        right = max(right, block.box[2])
    return found


def _facing(lefts: Sequence[Block], rights: Sequence[Block]) -> bool:
    """Whether what stands on the left and what stands on the right of a gutter stand at the same height."""
    ones, others = _heights(lefts), _heights(rights)
    shared, at = 0.0, 0
    for top, bottom in ones:
        while at < len(others) and others[at][1] < bottom:
            shared += max(0.0, others[at][1] - max(top, others[at][0]))
            at += 1
        if at < len(others):
            shared += max(0.0, bottom - max(top, others[at][0]))
    return shared >= 0.5 * min(sum(bottom - top for top, bottom in heights) for heights in (ones, others))


def _heights(blocks: Sequence[Block]) -> list[Span]:
    """From where to where ``blocks`` reach from top to bottom, those beside each other as one."""
    found: list[Span] = []
    for _, top, _, bottom in sorted((block.box for block in blocks), key=lambda box: box[1]):
        if found and top <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], bottom))
        else:
            found.append((top, bottom))
    return found


def _parted(blocks: Sequence[Block], gutters: Sequence[Span]) -> list[list[Block]]:
    parts: list[list[Block]] = [[] for _ in range(len(gutters) + 1)]
    for block in blocks:
        parts[sum(end <= block.box[0] + 0.01 for _, end in gutters)].append(block)
    return parts
