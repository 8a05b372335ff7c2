"""Time expressions: the corpus of each rule, and what holds for every text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.errors import UsageError
from textmine.periods import bounds, covers, end_of, ending, find, is_valid, previous, start_of, year_before

CORPORA = Path(__file__).parents[1] / "corpora" / "periods"
RULES = frozenset(path.stem for path in CORPORA.glob("*.txt"))
KNOWN_FAILURE = "? "


def examples() -> list[tuple[str, int, str]]:
    """File, line number and line of every example."""
    return [
        (path.stem, number, line)
        for path in sorted(CORPORA.glob("*.txt"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line and not line.startswith("#")
    ]


def shown(published: str, text: str) -> str:
    """What is found, written as in the corpora."""
    day = None if published == "*" else published
    found = [
        f"{time.surface}|{time.period or 'null'}{'|' + time.stock if time.stock else ''}"
        for time in find(text.replace("\\n", "\n"), published=day)
    ]
    return "; ".join(found) or "-"


@pytest.mark.parametrize(("rule", "number", "line"), examples())
def test_corpus(rule: str, number: int, line: str) -> None:
    head, _, expected = line.removeprefix(KNOWN_FAILURE).partition(" => ")
    published, _, text = head.partition(" | ")
    got = shown(published, text)
    if line.startswith(KNOWN_FAILURE):
        assert got != expected, f"{rule}:{number} passes now: take the mark away"
    else:
        assert got == expected, f"{rule}:{number}: {text}"


def test_every_rule_has_a_corpus_and_every_corpus_a_rule() -> None:
    seen: dict[str, set[str]] = {}
    for corpus, _, line in examples():
        published, _, text = line.removeprefix(KNOWN_FAILURE).partition(" => ")[0].partition(" | ")
        for time in find(text.replace("\\n", "\n"), published=None if published == "*" else published):
            seen.setdefault(time.rule, set()).add(corpus)
    assert set(seen) == RULES
    assert all(rule in corpora for rule, corpora in seen.items())


def test_every_corpus_says_what_must_not_match() -> None:
    silent = {corpus for corpus, _, line in examples() if line.endswith("=> -")}
    assert silent >= RULES - {"until-year", "vague", "record"}


ALPHABET = "年月日底末初前上下半全今去明同比环以来截至到从自0123456789０１一二三四五十〇“”《》—-、，。（）\n近过未季度第每个 起同期来比较"


@given(st.text(st.sampled_from(ALPHABET), max_size=60), st.dates(date(1800, 1, 1), date(2999, 12, 31)), st.booleans())
def test_any_text(text: str, day: date, known: bool) -> None:
    check(text, day.isoformat() if known else None)


@given(st.text(max_size=60))
def test_any_characters(text: str) -> None:
    check(text, "2024-02-29")


def check(text: str, published: str | None) -> None:
    end = 0
    for time in find(text, published=published):
        assert end <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.surface
        assert time.period is None or is_valid(time.period)
        assert time.stock is None or is_valid(time.stock)
        assert time.rule in RULES
        assert (time.period is None) == (time.resolved_by == "none")
        end = time.end


def test_year_stands_in_for_the_day_of_publication() -> None:
    found = find("去年用电下降。8月持平，今年增长。\n全年", year=2023)
    assert [time.period for time in found] == ["2022", "2023-08", "2023", "2023"]


def test_what_a_resolution_rests_on() -> None:
    found = find("2023年，同年，今年，8月，当月，目前", published="2024-11-20")
    assert [time.resolved_by for time in found] == ["text", "context", "published", "context", "context", "none"]


def test_a_year_that_is_none() -> None:
    with pytest.raises(UsageError, match="year 24"):
        find("今年", year=24)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("到2027年建成", ["until-year"]),
        ("到11月底建成", ["part"]),
        ("增加到2021年的90家", ["absolute"]),
        ("去年以来增长", ["since"]),
        ("比去年增长", ["relative"]),
        ("比上月增长", ["mom"]),
        ("上月增长", ["relative"]),
    ],
)
def test_rules(text: str, rules: list[str]) -> None:
    assert [time.rule for time in find(text, published="2024-11-20")] == rules


@pytest.mark.parametrize("published", ["5 November", "0001-01-01", "2024-02-30", ""])
def test_a_date_that_is_none(published: str) -> None:
    with pytest.raises(UsageError, match=repr(published)):
        find("今年", published=published)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-S2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2016/2020", date(2016, 1, 1), date(2020, 12, 31)),
        ("2012/..", date(2012, 1, 1), None),
        ("../2024-11", None, date(2024, 11, 30)),
    ],
)
def test_bounds(period: str, first: date | None, last: date | None) -> None:
    assert bounds(period) == (first, last)
    assert (start_of(period), end_of(period)) == (first, last)


@pytest.mark.parametrize(
    "period", ["", "24", "2024-13", "2024-Q5", "2023-02-29", "2024/2023", "../..", "0000", "2024-1"]
)
def test_no_period(period: str) -> None:
    assert not is_valid(period)
    with pytest.raises(UsageError):
        bounds(period)


@pytest.mark.parametrize(
    ("period", "earlier", "before"),
    [
        ("2024", "2023", "2023"),
        ("2024-Q1", "2023-Q1", "2023-Q4"),
        ("2024-S1", "2023-S1", "2023-S2"),
        ("2024-01", "2023-01", "2023-12"),
        ("2024-02-29", "2023-02-28", "2024-02-28"),
        ("2024-01/2024-11", "2023-01/2023-11", "2023-02/2023-12"),
        ("2021/2025", "2020/2024", "2016/2020"),
        ("../2024-11", "../2023-11", None),
        ("2012/..", None, None),
        ("0001", None, None),
    ],
)
def test_shifts(period: str, earlier: str | None, before: str | None) -> None:
    assert year_before(period) == earlier
    assert previous(period) == before


def test_covers_and_ending() -> None:
    assert covers("2024", "2024-Q3")
    assert covers("2012/..", "2024")
    assert not covers("2024-Q3", "2024")
    assert ending("2016/2020") == "2020-12"
    assert ending("2012/..") is None
