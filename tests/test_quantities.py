"""Quantities: every rule's corpus, numerals, units, and what must hold for any text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.errors import UsageError
from textmine.quantities import RULES, find
from textmine.quantities.guards import spans_of
from textmine.quantities.numerals import last_place, parse
from textmine.quantities.units import convert, physical
from textmine.records import Qualifier, Quantity

CORPUS = Path(__file__).parents[1] / "corpora" / "quantities"


class Example(NamedTuple):
    """A text and what is expected of it, as written; ``fails`` marks a strict known failure."""

    where: str
    text: str
    wanted: str
    fails: bool


def examples() -> list[Example]:
    """All examples, in file order."""
    found = []
    for path in sorted(CORPUS.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            text, wanted = line.removeprefix("? ").split(" => ")
            found.append(Example(f"{path.stem}:{number}", text, wanted, line.startswith("? ")))
    return found


def told(quantity: Quantity) -> str:
    """A quantity as the corpus writes it."""
    words = f"{quantity.surface}|{quantity.value:f}|{quantity.unit or '-'}|{quantity.qualifier}"
    if quantity.qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
        return words
    low, high = ("" if bound is None else f"{bound:f}" for bound in (quantity.low, quantity.high))
    return f"{words}|{low}..{high}"


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.where)
def test_examples(example: Example) -> None:
    got = "; ".join(told(quantity) for quantity in find(example.text)) or "-"
    if example.fails:
        assert got != example.wanted, "a known failure holds now: take the mark away"
        pytest.xfail("known failure")
    assert got == example.wanted


def test_every_rule_has_a_corpus_with_counter_examples() -> None:
    assert {path.stem for path in CORPUS.glob("*.txt")} == {name for name, _ in RULES}
    for path in CORPUS.glob("*.txt"):
        assert " => -" in path.read_text("utf-8"), f"{path.name} says nothing of what must not match"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1.3万亿", "1300000000000"), ("三万五", "35000"), ("3万4000", "34000"), ("贰佰万", "2000000"), ("１２００", "1200"),
        ("1,234.5", "1234.5"), ("一亿二千万", "120000000"), ("廿五", "25"), ("十五", "15"), ("一千零八", "1008"),
        ("三点五", "3.5"), ("一点二五亿", "125000000"), ("二〇二四", "2024"), ("兩萬億", "2000000000000"), ("半", None), ("万元", None),
    ],
)  # fmt: skip
def test_numerals(words: str, value: str | None) -> None:
    assert parse(words) == (None if value is None else Decimal(value))


@given(st.integers(0, 10**13))
def test_numerals_of_any_size_in_figures(number: int) -> None:
    assert parse(str(number)) == number
    assert parse(f"{number:,}") == number


DIGITS = "零一二三四五六七八九"


def in_words(number: int) -> str:
    """A number below ten thousand in characters, written plainly."""
    words, zero = "", False
    for power, scale in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            words += ("零" if zero and words else "") + DIGITS[digit] + scale
            zero = False
        else:
            zero = True
    return words


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_numerals_in_characters(high: int, low: int) -> None:
    assert parse(in_words(low)) == low
    filler = "零" if low < 1000 else ""
    assert parse(f"{in_words(high)}万{filler}{in_words(low)}") == high * 10_000 + low


def test_last_place() -> None:
    assert [last_place(Decimal(words)) for words in ("3500", "1.3", "0")] == [100, Decimal("0.1"), 1]


def test_units() -> None:
    assert convert(Decimal(15), "亩", "公顷").quantize(Decimal("0.001")) == 1
    assert convert(Decimal(2), "吨", "斤") == 4000
    assert convert(Decimal(1), "度", "千瓦时") == 1
    assert convert(Decimal(3), "亩", "亩") == 3
    assert physical("平方公里") == "area"
    assert physical("元") == "currency:CNY"
    assert physical("家") is None
    for source, target in (("亩", "吨"), ("元", "美元"), ("亩", "牛")):
        with pytest.raises(UsageError):
            convert(Decimal(1), source, target)


@given(
    st.text(
        alphabet="一二三十百千万亿0123456789.,%‰第几数多余近约超分之成半倍番至—-年个家元、和《》“”负零两", max_size=40
    )
)
def test_any_text(text: str) -> None:
    position = 0
    for quantity in find(text):
        assert text[quantity.start : quantity.end] == quantity.surface != ""
        assert position <= quantity.start
        assert quantity.hedge_start <= quantity.start < quantity.end <= quantity.hedge_end
        assert quantity.low is None or quantity.low <= quantity.value
        assert quantity.high is None or quantity.value <= quantity.high
        assert quantity.precision > 0
        position = quantity.end


@given(st.text(alphabet="增长5%《》和12家", max_size=30))
def test_nothing_inside_skipped_spans(text: str) -> None:
    middle = len(text) // 2
    for quantity in find(text, skip=[(0, middle)]):
        assert quantity.start >= middle
        assert not any(start <= quantity.start < end for start, end in spans_of(text))


def test_long_texts_stay_linear() -> None:
    assert len(find("增长5%，" * 20_000)) == 20_000
    assert find("一" * 50_000) == ()
