"""Parts and wholes: 其中 lists, sums that are told, complementary parts, the regions of a composite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from textmine.consistency.intervals import HUNDRED, Interval, apart, ratio, stated, total
from textmine.consistency.points import Page, Point, comparable_units, finding, is_level, weigh
from textmine.consistency.wording import said, shown, told
from textmine.lexicon import rows
from textmine.quantities.units import physical
from textmine.records import Kind, Qualifier, Role
from textmine.records.findings import Conflict, Finding, Severity

__all__ = ["additive", "composites", "parts_of", "shares_of_parts", "sums"]


def additive(point: Point) -> bool:
    """Whether the figures of parts add up to that of the whole: counts and magnitudes, no rates, means, prices and scores."""
    claim = point.claim
    if claim.kind not in (Kind.AMOUNT, Kind.COUNT) or claim.unit is None or "/" in claim.unit:
        return False
    if physical(claim.unit) in ("temperature", "speed", "time", "length"):
        return False
    return not re.search(r"人均|平均|日均|月均|年均|均价|价格|单产|每|最[高低大多]", claim.indicator + point.lead)


@cache
def _partitions() -> tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]:
    return tuple(
        (
            tuple(whole.split("|")) if whole else (),
            tuple(tuple(part.split("|")) for part in parts.split(";")),
        )
        for whole, parts in rows("consistency_partitions")
    )


def _same_kind(one: Point, other: Point) -> bool:
    return (
        is_level(other)
        and comparable_units(one.claim, other.claim)
        and one.claim.status is other.claim.status
        and not other.claim.negated
    )


def _lists(page: Page) -> Iterator[tuple[Point, tuple[Point, ...]]]:
    """Each whole with the parts that follow 其中 in its sentence."""
    for points in page.sentences():
        for index, point in enumerate(points):
            at = max(point.lead.rfind("其中"), point.lead.rfind("包括"))
            if at < 0 or not is_level(point) or not additive(point) or not _opens(point.lead, at):
                continue
            earlier = points[:index] if index else page.sentence(point.sentence - 1) if at == 0 else ()
            whole = next((other for other in reversed(earlier) if is_level(other)), None)
            if whole is None or not _same_kind(point, whole) or not additive(whole):
                continue
            if re.search(r"[；;]", page.between(whole, point)[:-1]) or len(page.between(whole, point)) > 40:
                continue
            parts = [point]
            for other in points[index + 1 :]:
                if re.search(r"其中|包括|此外|另外|另有|还|共|同时|累计", other.lead):
                    break
                if _same_kind(whole, other) and additive(other):
                    parts.append(other)
            yield whole, tuple(parts)


def _opens(lead: str, at: int) -> bool:
    """Whether 其中 begins a clause: not part of 分布其中, 置身其中."""
    return at == 0 or lead[at - 1] in "，,、（("


def parts_of(page: Page) -> Iterator[Finding]:
    """共有企业1200家，其中国有企业300家: no part exceeds the whole; parts that make it up add up to it."""
    for whole, parts in _lists(page):
        unit = whole.claim.unit
        greater = [
            part for part in parts[:1] if _over(part.interval(unit), whole.interval()) and _tied(page, whole, part)
        ]
        if greater:
            words = told("part", part=said(greater[0]), whole=said(whole))
            yield finding(page, Conflict.SUM, Severity.ERROR, (whole, greater[0]), words)
            continue
        members = _complete(whole, parts)
        if members and (made := _added(page, whole, members)) is not None:
            yield made


def _tied(page: Page, whole: Point, part: Point) -> bool:
    """Whether the part is one of this whole: no other figure of its sentence can be the whole, and no words say that it is more."""
    if re.search(r"累计|带动|历年|总", page.between(whole, part)) or re.search(
        r"[高低多少大]于|比|较|平均", whole.lead
    ):
        return False
    if None not in (whole.claim.period, part.claim.period) and whole.claim.period != part.claim.period:
        return False
    others = [point for point in page.sentence(whole.sentence) if point.order < part.order and _same_kind(part, point)]
    return all(_over(part.interval(whole.claim.unit), point.interval(whole.claim.unit)) for point in others)


def _over(part: Interval, whole: Interval) -> bool:
    return part.low is not None and whole.high is not None and part.low > whole.high


def _complete(whole: Point, parts: Sequence[Point]) -> tuple[Point, ...]:
    """The parts that together make up the whole by their names; empty where they do not."""
    for names, members in _partitions():
        if names and not any(name in whole.claim.indicator + whole.lead for name in names):
            continue
        found = tuple(next((part for part in parts if _named(part, member, members)), None) for member in members)
        chosen = tuple(part for part in found if part is not None)
        if len(chosen) == len(members) and len(set(map(id, chosen))) == len(members):
            return chosen
    return ()


def _named(part: Point, member: Sequence[str], members: Sequence[Sequence[str]]) -> bool:
    """Whether the words right before a figure name this member, and no other, and not the whole of two."""
    clause = re.split(r"[，,；;：:。、和及与]|其中", part.lead)[-1] or part.lead
    others = [word for other in members if other is not member for word in other]
    return (
        any(word in clause for word in member)
        and not any(word in clause for word in others if not any(word in own for own in member))
        and "进出口" not in clause
        and len(clause) <= 14
    )


def _added(page: Page, whole: Point, parts: Sequence[Point], conflict: Conflict = Conflict.SUM) -> Finding | None:
    """The whole against the sum of its parts."""
    unit = whole.claim.unit
    reckoned = total([part.interval(unit) for part in parts])
    severity = weigh(whole.interval(), reckoned, stated(whole.claim, cut=True))
    cut = total([stated(part.claim, unit=unit, cut=True) for part in parts])
    if severity is None:
        return None
    if not apart(stated(whole.claim, cut=True), cut):
        severity = Severity.NOTE
    words = told("sum", parts="、".join(map(said, parts)), reckoned=shown(reckoned, unit), stated=said(whole))
    return finding(page, conflict, severity, (whole, *parts), words)


@cache
def _total() -> re.Pattern[str]:
    return re.compile(r"(?:合计|总计|共计|相加|[两二三四五六]项合计|总数)(?:为|达到|达|是|有)?$")


def sums(page: Page) -> Iterator[Finding]:
    """A list and its sum: 甲市30家、乙市50家，合计80家; parts of a known whole in one sentence."""
    for points in page.sentences():
        for index, point in enumerate(points):
            if index < 2 or not is_level(point) or not additive(point) or not _total().search(point.lead):
                continue
            if not re.match(r"$|[，,。；;、）)]", point.after):  # 共计595个小项: a noun of its own
                continue
            parts = _listed(page, points[:index], point)
            if len(parts) >= 2 and (made := _added(page, point, parts)) is not None:
                yield made


def _listed(page: Page, points: Sequence[Point], whole: Point) -> tuple[Point, ...]:
    """The figures of the list before a sum: with nothing else told between them."""
    parts: list[Point] = []
    following = whole
    for point in reversed(points):
        if not _same_kind(whole, point) or not additive(point):
            break
        gap = page.between(point, following)
        if re.search(r"另|其余|余下|每|均", gap):
            return ()
        if len(gap) > 16 or re.search(r"[；;：:。（(]|其中|共", gap if parts else gap[:-2].replace("共计", "")):
            break
        parts.insert(0, point)
        following = point
    return tuple(parts)


def composites(page: Page) -> Iterator[Finding]:
    """A region made of several, where the article tells the figure of each."""
    for whole in page.points:
        if len(whole.claim.regions) != 1 or not whole.claim.regions[0].members or not is_level(whole):
            continue
        if not additive(whole) or not whole.indicator.key or whole.claim.period is None:
            continue
        members = whole.claim.regions[0].members
        found: list[Point] = []
        for member in members:
            own = [
                other
                for other in page.points
                if len(other.claim.regions) == 1
                and other.claim.regions[0].name == member
                and _same_kind(whole, other)
                and other.indicator.key == whole.indicator.key
                and other.claim.period == whole.claim.period
            ]
            if len(own) == 1:
                found.append(own[0])
        if len(found) == len(members) >= 2 and (made := _added(page, whole, found)) is not None:
            yield made


@cache
def _of_it() -> re.Pattern[str]:
    """A share of the whole just named, and of nothing else."""
    return re.compile(
        r"^[，,（(]?(?:约|大约)?占(?:比|总数|总量|总额|全部|比重)?(?:的)?(?:比重|比例)?(?:为|达到|达|是|约|近|超过|超|约为)*$"
    )


def shares_of_parts(page: Page) -> Iterator[Finding]:
    """共有企业1200家，其中国有企业300家，占25%: part, whole and share."""
    for whole, parts in _lists(page):
        for part in parts:
            share = page.following(part)
            if share is None or share.sentence != part.sentence or share.claim.unit != "%":
                continue
            if share.claim.role is not Role.SHARE or not _of_it().fullmatch(page.between(part, share)):
                continue
            if share.after[:1] == "的" or _elsewhere(share):
                continue
            reckoned = ratio(part.interval(whole.claim.unit), whole.interval(), HUNDRED)
            severity = weigh(share.interval(), reckoned, stated(share.claim, cut=True))
            if severity is None or share.claim.qualifier is Qualifier.ABOUT:
                continue
            words = told("share", part=said(part), whole=said(whole), reckoned=shown(reckoned, "%"), stated=said(share))
            yield finding(page, Conflict.SHARE, severity, (share, part, whole), words)


def _elsewhere(share: Point) -> bool:
    """Whether the words tell another whole than the one before."""
    baseline = share.claim.baseline
    return baseline is not None and bool(baseline.region or baseline.subject)
