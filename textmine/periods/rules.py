"""The inventory of rules: a name, the words that begin it, a pattern, and what it makes of a match.

A text is searched for the few words with which time expressions begin (:func:`trigger`); at such a place the rules that
can begin with its first character are tried in the order of :func:`rules`, and the first that matches wins. A production
that gives None lets the words pass as no time at all (the title of a book, 1月光).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from textmine.lexicon import alternation, column, rows
from textmine.periods import eras, grammar, windows
from textmine.periods import productions as produce
from textmine.periods.context import Context
from textmine.periods.grammar import JOIN, anonymous
from textmine.periods.numerals import YEAR
from textmine.periods.surroundings import Reading

__all__ = ["Rule", "rules", "rules_at", "trigger"]

Production = Callable[[re.Match[str], Context], Reading | None]

_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_DIGITS = "0123456789０１２３４５６７８９"
_HAN_DIGITS = "一二三四五六七八九十两"
_WINDOWS = tuple(rf"{word}的?[\d{_HAN_DIGITS}]" for word in ("近", "过去", "最近", "未来", "今后"))
_UNIT_AHEAD = r"(?=[年月日号财时点季全上下:：./\-—–~～－至到、世])"
_ARABIC = tuple(rf"{digit}(?<![\d.]{digit})\d{{0,3}}{_UNIT_AHEAD}" for digit in _DIGITS)
_HAN = tuple(rf"{digit}[〇零○一二三四五六七八九十]{{0,3}}{_UNIT_AHEAD}" for digit in _HAN_DIGITS)
_ARABIC_MONTHS = tuple(rf"{digit}\d?个月来" for digit in _DIGITS)
_HAN_MONTHS = tuple(rf"{digit}十?个月来" for digit in _HAN_DIGITS)
_CLOCK_WORDS = ("上午", "下午", "凌晨", "晚上", "晚间", "早上", "清晨", "中午", "傍晚", "深夜")
_CLOCK = tuple(rf"{word}\d" for word in (*_CLOCK_WORDS, "早", "晚"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of time expression.

    ``starts`` are small expressions, each beginning with a literal character, one of which opens every match of ``pattern``.
    """

    name: str
    starts: tuple[str, ...]
    pattern: str
    make: Production


def _prefixes(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({re.escape(word[:4]) for word in words}))


def _relative(unit: str) -> tuple[str, ...]:
    return _prefixes(row[0] for row in rows("periods_relative") if row[1] == unit)


def _plans() -> str:
    quoted = alternation(column("periods_plans"))
    bare = alternation(word for word in column("periods_plans") if len(word) > 2)
    behind = r"(?:的?前[一二三四两]年|时期|期间|五年|计划(?:时期|期间)|规划(?:时期|期间|实施(?=以来)))?(?:以来|[末初])?"
    names = r"(?!规划|计划|[个分年月日届中名项条亿万天])"
    return rf"(?:“(?:{quoted})”|(?<![一二三四五六七八九十第])(?:{bare})){behind}{names}"


_SINCE_EVENT = "(?:召开|胜利召开)?(?:以来|至今)"


def _events() -> str:
    return rf"(?:{alternation(column('periods_events'))}){_SINCE_EVENT}"


def _festivals() -> str:
    alone = alternation(word for word, flag in rows("periods_festivals") if flag == "yes")
    other = alternation(word for word, flag in rows("periods_festivals") if flag == "no")
    behind = r"(?:小?长?假(?:期|日)?|黄金周|节日|期间|前夕|前后|假日|档期?|当天|节)"
    days = rf"(?:前{_COUNT}[天日]|首日)"
    return rf"(?:(?:{other}){behind}(?:期间)?{days}?|假期{days}|(?:{alone})(?:期间)?)"


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried."""
    return (*_comparisons(), *_eras(), *_spans(), *_points(), *_loose())


def _comparisons() -> tuple[Rule, ...]:
    return (
        Rule("title", ("《",), r"《[^《》\n]{1,80}》", produce.nothing),
        Rule(
            "yoy",
            ("年同", "同比", "上年", "去年", "上一", "前一"),
            r"(?:年?同比(?!例)|(?:上年|去年|上一年|前一年|上年度)的?同(?:期|月))",
            produce.compared,
        ),
        Rule("mom", ("环比",), r"环比(?<!循环比)(?!例)", produce.compared),
    )


def _eras() -> tuple[Rule, ...]:
    plans = column("periods_plans")
    return (
        Rule(
            "plan", (*(f"“{plan}”" for plan in plans), *(plan for plan in plans if len(plan) > 2)), _plans(), eras.plan
        ),
        Rule(
            "since-event",
            tuple(re.escape(event) + _SINCE_EVENT for event in column("periods_events")),
            _events(),
            eras.since_event,
        ),
        Rule(
            "decade",
            ("上世", "上个", *_ARABIC, *_HAN),
            r"(?:(?:上个?世纪|(?:20|二十)世纪)(?:[2-9]0|[二三四五六七八九]{1,2}十)年代|(?<![\d第])(?:[5-9]0|[五六七八九]{1,2}十)年代)"
            r"(?:[初末]|[中后前]期|以来|至今)?",
            eras.decade,
        ),
    )


def _spans() -> tuple[Rule, ...]:
    season = r"(?:年?度|年?榨季|赛季|雪季|冰雪季|采暖季|供暖季|学年|产季)"
    back = rf"(?:近(?<![将接]近)|过去|最近)的?{_COUNT}年(?:多?(?:以?来|间|里))?"
    alone = rf"(?<![^，。；：！？、（\s“]){_COUNT}年(?:多?以?来(?!自|到)|间|(?=累计|共计))|这{_COUNT}年(?:以?来|间|里)?(?![前后级])"
    return (
        Rule("season", _ARABIC, rf"(?<!\d){YEAR}[/—–-](?:\d{{4}}|\d\d){season}", eras.season),
        Rule("range", (*_ARABIC, *_HAN), rf"(?<![\d.]){YEAR}{JOIN}(?:{YEAR}|\d\d)年度?(?!期)", eras.year_range),
        Rule(
            "back",
            (*_WINDOWS[:3], rf"这[\d{_HAN_DIGITS}]", *_ARABIC, *_HAN),
            rf"{back}|{alone}",
            eras.back,
        ),
        Rule(
            "months-back",
            ("半年来", *_HAN_MONTHS, *_ARABIC_MONTHS),
            rf"(?:半年|(?<![\d.]){_COUNT}个月)来(?!自|到)",
            eras.months_back,
        ),
        Rule(
            "ago",
            (*_ARABIC, *_HAN),
            rf"(?<![^，。；：！？、（\s“从由比较了在到自而但]){_COUNT}年前(?![列后期往])",
            eras.ago,
        ),
        Rule(
            "later", (*_ARABIC, *_HAN), rf"(?<![^，。；：！？、（\s“]){_COUNT}年(?:之|以)?后(?=[，的])", produce.vague
        ),
        Rule(
            "mean",
            (*_ARABIC, *_HAN),
            rf"(?<![\d.{_HAN_DIGITS}连续第近去过来了期达满每共历经整用隔前后近这，。；：！？、（\s“]){_COUNT}年(?=累计|共计)|(?<![\d.{_HAN_DIGITS}连续第]){_COUNT}年(?=平均(?:增|下|复)|年均|净增|复合)",
            windows.mean,
        ),
        Rule("past-day", ("过去的?[2二]",), r"过去的?(?:24|二十四)小时(?:[里内间]|之内)?", windows.past_day),
        Rule(
            "week",
            ("上周", "本周", "上星期", "本星期"),
            r"(?:上(?<!以上)|本(?<![日资基成根]本))(?:周|星期)(?:[一二三四五六日天]|(?![末以边转期]))",
            windows.week,
        ),
        Rule(
            "days",
            _WINDOWS,
            rf"(?:近(?<![^，。；：！？、（\s“在]近)|过去|最近|未来|今后)的?{_COUNT}[天日](?:以?来|[里内间]|之内)?",
            windows.days,
        ),
        Rule(
            "window",
            _WINDOWS,
            rf"(?:近(?<![^，。；：！？、（\s“在]近)|过去|最近|未来|今后)的?{_COUNT}(?:个(?:小时|月|星期|季度)|小时|周)(?:以?来|[里内间]|之内)?",
            produce.vague,
        ),
        Rule(
            "ahead",
            (rf"未来[的几若一\d{_HAN_DIGITS}，]", "今后"),
            rf"(?:未来|今后)的?(?:{_COUNT}(?:{JOIN}{_COUNT})?|几|若干)个?[年月](?:内|里)?|今后"
            r"|(?<![^，。；：！？\n])未来(?:一段时间|一个时期)?(?=，)",
            windows.ahead,
        ),
        Rule("both", ("今明", "去今"), r"(?:今明|去今)两年", produce.two_years),
    )


def _points() -> tuple[Rule, ...]:
    date = r"(?<![\d.])20\d\d[-./]\d{1,2}[-./]\d{1,2}(?![\d.])"
    quarters = r"第[1-4一二三四](?=[季至到、—–\-－―~～])"
    parts = (
        "上半",
        "下半",
        rf"前[\d{_HAN_DIGITS}]",
        rf"头[\d{_HAN_DIGITS}]",
        quarters,
        "首季",
        "年[底末初终]",
        "岁末",
        "全年",
    )
    return (
        Rule("yearly", ("每年",), rf"每年的?{grammar.part_pattern(after_year=True)}", produce.nothing),
        Rule("date", _ARABIC, date, produce.numeric_date),
        Rule("point", (*_ARABIC, *_HAN, "’", "‘", *_relative("year")), grammar.point_pattern(), produce.point),
        Rule(
            "month",
            _relative("month"),
            rf"(?:{grammar.relative_words('month')})(?:\d{{1,2}}[日号]|[底末初]|[上中下]旬)?",
            produce.relative_month,
        ),
        Rule("quarter", _relative("quarter"), rf"(?:{grammar.relative_words('quarter')})", produce.relative_quarter),
        Rule(
            "nowadays",
            ("今天的", "今日的"),
            r"今[天日]的(?!会议|比赛|活动|发布|节目|庆祝|仪式|论坛|开幕|大会|讲话|新闻|降雨|天气|[^，。；]{1,12}[会赛式坛展]上)",
            produce.vague,
        ),
        Rule("day-word", _relative("day"), rf"(?:{grammar.relative_words('day')})", produce.relative_day),
        Rule("clock", (*_ARABIC, *_CLOCK), _clock(), produce.clock),
        Rule("part", (*_ARABIC, *_HAN, *parts), grammar.part_pattern(), produce.part),
        Rule(
            "month-end", ("月[底末]",), r"月(?<![\d一二三四五六七八九十]月)[底末](?=[，前]|将|达|为)", produce.month_end
        ),
        Rule(
            "within",
            ("年内",),
            r"年内(?<![\d一二三四五六七八九十两几半]年内)(?![容地]|的?[新次最][高低大多])",
            produce.within_year,
        ),
        Rule(
            "day",
            _ARABIC,
            grammar.day_pattern(),
            produce.bare_day,
        ),
        Rule("same", ("同期",), r"同期(?<![史年比]同期)(?![声录举])", produce.same_period),
    )


def _clock() -> str:
    word = rf"(?:{'|'.join(_CLOCK_WORDS)}|[早晚])"
    hour = r"(?<![\d.:])\d{1,2}"
    exact = rf"{hour}(?:时(?:\d{{1,2}}分|[整半许])|点(?:\d{{1,2}}分|[整半钟许]))"
    return rf"{word}\d{{1,2}}[时点](?:\d{{1,2}}分|[整半许])?|{exact}|(?<![\d:：])[012]\d[:：][0-5]\d(?![\d:：])"


def _loose() -> tuple[Rule, ...]:
    return (
        Rule("festival", (*_prefixes(column("periods_festivals")), "假期[前首]"), _festivals(), produce.festival),
        Rule(
            "vague",
            _prefixes(column("periods_vague")),
            rf"(?<![\d十百千])(?:{grammar.vague_pattern()})",
            produce.vague,
        ),
    )


@cache
def trigger() -> re.Pattern[str]:
    """The words with which time expressions begin, one branch for each first character, so that the search is fast."""
    rests: dict[str, list[str]] = {}
    for start in sorted({start for rule in rules() for start in rule.starts}):
        size = 2 if start[0] == "\\" else 1
        rests.setdefault(start[:size], []).append(start[size:])
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()))


@cache
def rules_at(character: str) -> tuple[re.Pattern[str], dict[str, Production]]:
    """The rules that can begin with ``character`` as one expression, and the production for each of its groups.

    Numerals share one expression and so do the words of years and of parts of years, because compiling takes long.
    """
    numbers = {
        number
        for number, rule in enumerate(rules())
        if any(start.removeprefix("\\").startswith(character) for start in rule.starts)
    }
    names = {rules()[number].name for number in numbers}
    by_word = not names.isdisjoint(("point", "part")) and "range" not in names
    return _combined(tuple(sorted(_with_words() if by_word else numbers)))


@cache
def _with_words() -> frozenset[int]:
    """The rules that can begin with a word rather than a numeral."""
    numeral = {*_ARABIC, *_HAN}
    return frozenset(number for number, rule in enumerate(rules()) if not numeral.issuperset(rule.starts))


@cache
def _combined(numbers: tuple[int, ...]) -> tuple[re.Pattern[str], dict[str, Production]]:
    """The rules of these numbers as one expression: many characters share one, so that few are compiled."""
    chosen = [(f"r{number}", rules()[number]) for number in numbers]
    branches = "|".join(f"(?P<{group}>{anonymous(rule.pattern)})" for group, rule in chosen)
    return re.compile(branches), {group: rule.make for group, rule in chosen}
