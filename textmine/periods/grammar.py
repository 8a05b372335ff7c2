"""The regular expressions of points in time: years, parts of years, months and days, in digits of either kind."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import rows
from textmine.periods.numerals import DAY, MONTH, YEAR

__all__ = [
    "JOIN",
    "anonymous",
    "continuation_pattern",
    "day_pattern",
    "guarded",
    "part_pattern",
    "point_pattern",
    "relative_words",
]

JOIN = r"(?:[—–\-－―~～]{1,2}|至|到)"
_QUARTER = r"[一二三四1-4]"
_PART_HEAD = (
    r"(?:(?P<half>[上下])半年"
    r"|前(?<![提目当之以]前)(?P<quarters>[一二两三123])个?季度"
    rf"|第?(?P<quarter>{_QUARTER})(?:(?:{JOIN}|、)第?(?P<quarter2>{_QUARTER}))?季度(?P<closing>[末底])?|(?P<first>首季)度?"
    rf"|(?:前(?<![提目当之以]前)|头)(?P<months>{MONTH}|两)个?月"
    rf"|(?P<month>{MONTH})(?:(?:月份?)?{JOIN}|、|月份?和)(?P<month2>{MONTH})(?:两个)?月份?(?!{DAY}[日号])"
    rf"|(?P<one>{MONTH})月(?:(?P<day>{DAY})[日号]|份?(?P<edge>上旬|中旬|下旬|底|末|初)|份(?!额)|(?![嫂薪租经光台刊供票费色龄度间]))"
)
_PART = rf"{_PART_HEAD}|(?P<rim>年?[底末初](?![次步级见期])|年终|岁末)|(?P<whole>全年(?!龄)))"
_BARE_PART = rf"{_PART_HEAD}|(?P<rim>年[底末初](?![次步级见期])|年终|岁末)|(?P<whole>全年(?!龄)))"


def guarded(word: str, not_after: str, not_before: str) -> str:
    """``word`` where it is no part of another word; the literal comes first, so that a scan passes it by fast."""
    behind = f"(?<![{not_after}]{word})" if not_after else ""
    ahead = f"(?![{not_before}])" if not_before else ""
    return f"{word}{behind}{ahead}"


@cache
def relative_words(unit: str) -> str:
    """Alternation of the relative words of one ``unit``, each with its guards, longest first."""
    found = sorted((row for row in rows("periods_relative") if row[1] == unit), key=lambda row: -len(row[0]))
    return "|".join(guarded(row[0], row[4], row[5]) for row in found)


@cache
def point_pattern() -> str:
    """A point in time with its year: 2024年, 去年底, 2024年11月5日, 今年前三季度."""
    return (
        rf"(?:(?<![\d.])(?P<year>{YEAR})(?:年度?|财年|财政年度|(?=全年|[上下]半年))(?!前?历史|可持续发展议程|议程|愿景)"
        r"|[’'‘](?P<quoted>\d\d)年|(?<![\d.])(?P<short>0\d|[5-9]\d)年(?=\d{1,2}月)|(?<![\d.])(?P<recent>[12]\d)年(?=[上下]半年|前?第?[一二三四]季度|全年|1?\d月\d{1,2}日)|(?<![\d.])(?P<zero>0\d)年"
        rf"|(?P<word>{relative_words('year')}))(?:的?{_PART})?"
    )


@cache
def part_pattern(*, after_year: bool = False) -> str:
    """A part of a year that leaves the year unsaid: 上半年, 前三季度, 1—11月, 8月5日, 年底.

    ``after_year`` lets it stand behind a word of its own (每年8月), else it must not be the rest of a longer one.
    """
    return (
        _BARE_PART
        if after_year
        else rf"(?<![\d.,个第每满几数余多半近各续度历逐往年一二三四五六七八九十两]){_BARE_PART}"
    )


_NUMBERED_BEFORE = r"(?<![\d.,月第每满超逾续期时达约共留]|(?<!附)近|[舟征宫娥])"
_NUMBERED_AFTER = (
    r"[，、]|[也又都曾已将对向与就因遭被在起]|有\d|\d{1,2}[时点]|和?\d{1,2}[日号]|再次|继续|以来|两天|一天|这天|当[天晚]|上午|下午|晚|夜|傍晚|凌晨|清晨|早晨"
    r"|[说称]|表示|强调|警告|确认|透露|呼吁|批评|宣布|公?发布|公布|报道|发[表生布]|批准|决定|达成|命令|签[订署约]|投票|召开|通过"
    r"|举[行办]|开[幕始启]|闭幕|启动|正式|出席|抵达|进入|走进|迎来|紧急|进行"
)
"""What tells that 3号 is a day rather than a number: its predicate, an adverb, a part of the day."""


@cache
def day_pattern() -> str:
    """A day without its month, or a span of days: 5日, 3号凌晨, 5日至8日."""
    return (
        rf"{_NUMBERED_BEFORE}\d{{1,2}}(?:日|号(?={_NUMBERED_AFTER}))(?:{JOIN}\d{{1,2}}[日号]|[和、]?\d{{1,2}}[日号]两[天日])?"
        r"(?!以(?!来)|[游内均产龄元本后前间常照光用租薪])"
    )


@cache
def continuation_pattern() -> str:
    """What ends a range behind its first point: another point, a part of the same year, a day of the same month.

    A time of day may stand between (25日0时至29日24时).
    """
    clock = r"(?:(?:早|晚|上午|下午|中午|凌晨|早上|晚上)?\d{1,2}[时点](?:\d{1,2}分|整)?)?"
    return rf"{clock}{JOIN}(?:(?P<point>{anonymous(point_pattern())})|(?P<part>{anonymous(_PART)})|(?P<alone>{DAY})[日号]|(?P<today>[昨今][天日]))"


@cache
def vague_pattern() -> str:
    """Times without bounds: 目前, 近年来."""
    words = sorted(rows("periods_vague"), key=lambda row: -len(row[0]))
    return "|".join(guarded(*row) for row in words)


def anonymous(pattern: str) -> str:
    """``pattern`` with its named groups made plain, to stand as a branch of a larger alternation."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
