"""Claims from the cells of tables: every example of ``corpora/tables``, and what must hold for any table."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.claims import tables
from textmine.claims.tables.grid import rows_of
from textmine.claims.tables.making import CONFIDENCE, RULE
from textmine.claims.tables.measures import read_measure, read_measures
from textmine.claims.tables.numbers import read_number
from textmine.output.wording import value_words
from textmine.pipeline import extract_article
from textmine.reading.articles import Record, articles
from textmine.reading.text_tables import text_tables
from textmine.records import Article, BlockKind, Claim, Qualifier, Role

CORPUS = Path(__file__).parents[1] / "corpora" / "tables"
HEAD = re.compile(r"(?:\[(?P<date>\S+)\] ?)?(?:\{(?P<title>[^}]+)\})?")
FIELD = re.compile(r"(\w+)=(\S*)")
REQUIRED = {"indicator", "value", "unit", "regions", "period", "role"}


class Example(NamedTuple):
    """A text with tables and the claims expected in it."""

    where: str
    article: Article
    claims: list[tuple[str, dict[str, str]]]


def article(lines: list[str], *, date: str | None = None, title: str | None = None) -> Article:
    """The article of ``lines``; cells are divided by strokes, and lines that have any make tables."""
    text, spans = "", list[tuple[int, int]]()
    for line in lines:
        if "|" not in line:
            text += line + "\n"
            continue
        start = spans.pop()[0] if spans and spans[-1][1] == len(text) - 1 else len(text)
        text += "\t".join(re.split(r" ?\| ?", line))
        spans.append((start, len(text)))
        text += "\n"
    record = Record(id="a", title=title, published=date, text=text[:-1], structured=True, tables=tuple(spans))
    (found,) = articles(record, split=False)
    return found


def examples() -> list[Example]:
    """All examples, in file order; a blank line divides them."""
    found: list[Example] = []
    for path in sorted(CORPUS.glob("*.txt")):
        for number, block in enumerate(re.split(r"\n{2,}", path.read_text("utf-8").strip())):
            lines = block.split("\n")
            if lines[0].startswith("# "):
                continue
            head = HEAD.fullmatch(lines[0])
            end = lines.index("=>")
            told = [line.strip().partition(": ") for line in lines[end + 1 :] if line.strip() != "-"]
            claims = [(surface, dict(FIELD.findall(fields))) for surface, _, fields in told]
            body = lines[1 if head is not None else 0 : end]
            given = {"date": head["date"], "title": head["title"]} if head is not None else {}
            found.append(Example(f"{path.stem}:{number}", article(body, **given), claims))
    return found


def told(claim: Claim, field: str) -> str:
    """A field as the corpus writes it; an empty string for null."""
    if field == "regions":
        return "、".join(place.name for place in claim.regions)
    if field == "baseline":
        base = claim.baseline
        return "" if base is None else f"{base.period or base.region or base.subject or '?'}/{base.basis}"
    value = getattr(claim, field)
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.where)
def test_examples(example: Example) -> None:
    claims = extract_article(example.article).claims
    got = [
        (claim.surface, {field: told(claim, field) for field in wanted})
        for claim, (_, wanted) in zip(claims, example.claims, strict=False)
    ]
    got += [(claim.surface, {}) for claim in claims[len(example.claims) :]]
    assert got == example.claims


def test_the_corpus_says_enough() -> None:
    found = examples()
    assert len(found) > 60
    assert sum(not example.claims for example in found) >= 10
    assert all(set(wanted) >= REQUIRED for example in found for _, wanted in example.claims)


LINES = [
    "2024年1—11月江苏省财政收入",
    "单位：亿元、%",
    "地区 | 1—11月 | | 位次",
    " | 总量 | 同比增长 | ",
    "南京 | 1,234.5① | -1.3 | 3",
    "数据来源：江苏省财政厅",
]


def test_every_field_shows_the_cells_that_gave_it() -> None:
    level, change = extract_article(article(LINES)).claims
    found = {(evidence.field, evidence.surface, evidence.reach) for evidence in level.evidence}
    assert found == {
        ("indicator", "2024年1—11月江苏省财政收入", "caption"),
        ("regions", "南京", "row"),
        ("period", "1—11月", "column"),
        ("unit", "单位：亿元、%", "caption"),
        ("source", "江苏省财政厅", "caption"),
    }
    assert (level.surface, level.value, level.precision) == ("1,234.5", Decimal(123450000000), Decimal(10000000))
    assert ("baseline", "同比增长", "column") in {(one.field, one.surface, one.reach) for one in change.evidence}
    assert ("role", "同比增长", "column") in {(one.field, one.surface, one.reach) for one in change.evidence}
    assert level.related == (change.id,)
    assert change.related == (level.id,)
    assert level.rule == RULE


def test_confidence_counts_what_is_known() -> None:
    known = extract_article(article(LINES)).claims[0]
    less = extract_article(article(["指标 | 金额（亿元）", "利润总额 | 12.5"])).claims[0]
    assert (known.confidence, less.confidence) == (CONFIDENCE[2], CONFIDENCE[0])


def test_prose_does_not_see_the_table() -> None:
    lines = ["2023年，河南省外贸增长5.2%。", "项目 | 2019年", "出口额（亿元） | 12.5", "进口下降3.1%。"]
    found = extract_article(article(lines)).claims
    assert [(claim.surface, claim.period, claim.rule) for claim in found] == [
        ("5.2%", "2023", "number"),
        ("12.5", "2019", RULE),
        ("3.1%", None, "number"),
    ]
    masked = tables.without_tables(article(lines))
    assert len(masked.text) == len("\n".join(line.replace(" | ", "\t") for line in lines))
    assert "12.5" not in masked.text


def test_claims_are_numbered_through() -> None:
    lines = ["去年增长5.2%，下降3%。", "项目 | 金额（亿元） | 增长（%）", "出口额 | 12.5 | 3", "进口增长2%。"]
    found = extract_article(article(lines)).claims
    assert [claim.id for claim in found] == ["c1", "c2", "c3", "c4", "c5"]
    assert [claim.start for claim in found] == sorted(claim.start for claim in found)


def test_a_negative_level_is_shown_with_its_sign() -> None:
    (claim,) = extract_article(article(["指标 | 金额（亿元）", "净出口额 | -3.2"])).claims
    assert value_words(claim, "zh") == "−3.2亿元"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["指标\t数值", "出口\t5.6", "进口\t3.1"], True),
        (["指标\t数值", "出口\t5.6"], False),
        (["指标\t数值", "出口\t5.6", "", "进口\t3.1"], False),
        (["指标\t数值", "出口\t5.6\t2", "进口\t3.1"], False),
        (["出口增长，\t5.6%", "进口增长，\t3.1%", "外资增长，\t2.0%"], False),
        (["\t5.6%", "\t3.1%", "\t2.0%"], False),
        (["金水区\t郑州市", "中原区\t郑州市", "二七区\t郑州市"], False),
        (["指标  数值", "出口  5.6", "进口  3.1"], False),
        (["指标  2023  2024", "出口  5.6  6", "进口  3.1  —"], True),
    ],
)
def test_tables_in_plain_text(lines: list[str], found: bool) -> None:
    text = "\n".join(lines)
    assert text_tables(text) == (((0, len(text)),) if found else ())
    wide = text.replace("\n", "\r\n")
    assert bool(text_tables(wide)) == found


def test_gaps_divide_cells_where_no_tab_does() -> None:
    text = "指标      2023年    2024年\n出口额    12.5  13\n"
    block = Record(id="a", text=text, structured=True, tables=((0, len(text) - 1),))
    (found,) = articles(block, split=False)
    (only,) = [one for one in found.blocks if one.kind is BlockKind.TABLE]
    assert [[cell.text for cell in row] for row in rows_of(found.text, only)] == [
        ["指标", "2023年", "2024年"],
        ["出口额", "12.5", "13"],
    ]


@pytest.mark.parametrize(
    ("words", "name", "factor"),
    [
        ("亿元", "元", 10**8),
        ("万千瓦时", "千瓦时", 10**4),
        ("千公顷", "公顷", 1000),
        ("‰", "%", Decimal("0.1")),
        ("±%", "%", 1),
        ("个百分点", "百分点", 1),
        ("吨标准煤/万元", "吨标准煤/万元", 1),
        ("人民币亿元", "元", 10**8),
        ("上年=100", None, 1),
    ],
)
def test_units(words: str, name: str | None, factor: Decimal) -> None:
    found = read_measure(words)
    assert found is not None
    assert (found.name, found.factor) == (name, factor)


def test_what_is_no_unit() -> None:
    assert [read_measure(words) for words in ("", "行业", "2024年", "合计", "亿", "=100")] == [None] * 6
    assert [measure.name for measure in read_measures("亿元、%")] == ["元", "%"]
    assert read_measures("亿元、左右岸") == ()


@pytest.mark.parametrize(
    ("cell", "surface", "value", "qualifier"),
    [
        ("1,234.5", "1,234.5", "1234.5", "exact"),
        ("1 234.5", "1 234.5", "1234.5", "exact"),
        ("−3.2", "−3.2", "-3.2", "exact"),
        ("±0.0", "0.0", "0", "exact"),
        ("12.5①", "12.5", "12.5", "exact"),
        ("12.5[2]", "12.5", "12.5", "exact"),
        ("3.5—4.0", "3.5—4.0", "3.5", "between"),
        ("8.5%—9%", "8.5%—9%", "8.5", "between"),
        ("≥85", "85", "85", "at_least"),
        ("70%左右", "70%", "70", "about"),
        ("约12亿元", "12亿元", "12", "about"),
        ("3500多家", "3500多家", "3500", "over"),
        ("下降3.2%", "3.2%", "3.2", "exact"),
        ("0.5", "0.5", "0.5", "exact"),
    ],
)
def test_numbers(cell: str, surface: str, value: str, qualifier: str) -> None:
    found = read_number(cell)
    assert found is not None
    assert cell[found.start : found.end] == surface
    assert (found.amount.value, found.amount.qualifier) == (Decimal(value), Qualifier(qualifier))


@pytest.mark.parametrize(
    "cell",
    [
        *("010", "2024年", "3月", "1-11月", "2020-2024", "2024-11-05", "8:05", "2:1", "0371-12345678", "13912345678"),
        *("914101000000000012", "1.2.3", "3/31", "（3.2）", "持平", "二季度", "—", "…", "G1202", "12.5/3.2", "5-3"),
    ],
)
def test_what_is_no_number(cell: str) -> None:
    assert read_number(cell) is None


CELLS = """
 — … 指标 地区 项目 单位 合计 其中： 2023年 2024 1—11月 本月 累计 增长（%） 同比±% 比重（%） 位次 总量（亿元） 亿元 % 北京 河南 江州市 采矿业 增加值
 粮食产量 地区生产总值（亿元） 一、工业 #制造业 12.5 -3.2 ▼4.1 ▲5 1,234 约3亿元 3500多家 8.5%—9% 第3位 2025年目标 ≥85
 电话 0371-12345678 12.5① 2021 增速 同比 环比 上年=100
"""
CELL = st.sampled_from([*CELLS.split(), "", "", "全年增加值12亿元，增长3%。"]) | st.text(
    "年月%亿 1.2-（）万合计", max_size=6
)
GRID = st.lists(st.lists(CELL, min_size=1, max_size=6), min_size=1, max_size=7)


@given(GRID, st.sampled_from(["2024年河南省工业增加值（亿元）", "单位：万元", "新闻"]))
def test_any_table(grid: list[list[str]], caption: str) -> None:
    lines = [caption, *(" | ".join([*row, ""]) for row in grid)]
    given_text = article(lines)
    whole = given_text.original or given_text.text
    claims = extract_article(given_text).claims
    for claim in claims:
        assert whole[claim.start : claim.end] == claim.surface
        assert claim.indicator
        assert claim.low is None or claim.low <= claim.value
        assert claim.high is None or claim.value <= claim.high
        assert claim.role is Role.CHANGE or claim.change is None
        for evidence in claim.evidence:
            assert whole[evidence.start : evidence.end] == evidence.surface
    starts = [claim.start for claim in claims]
    assert starts == sorted(set(starts))
    assert claims == extract_article(given_text).claims
