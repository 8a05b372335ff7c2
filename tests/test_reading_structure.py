"""Texts whose source tells their structure: lines that stay apart, headings, tables, metadata."""

from __future__ import annotations

from textmine.reading.articles import Record, articles
from textmine.records import BlockKind

TABLE = "\t增加值（亿元）\t增长（%）\n采矿业\t１2.5\t3.1\n制造业\t\t5.6"
TEXT = (
    "江州市2024年统计公报\n2024年全市工业增加值增长5.2%。\n分行业情况如下。\n"
    + TABLE
    + "\n注：按现价计算。\n农业\n全年粮食产量12万吨。"
)


def record(**given: str) -> Record:
    table, heading = TEXT.index(TABLE), TEXT.index("农业")
    known = {"tables": ((table, table + len(TABLE)),), "headings": ((heading, heading + 2),)}
    return Record(id="a", text=TEXT, structured=True, **{**known, **given})  # type: ignore[arg-type]


def test_lines_of_a_structured_text_stay_apart_and_tables_whole() -> None:
    (article,) = articles(record())
    found = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
    assert found == [
        (BlockKind.TITLE, "江州市2024年统计公报"),
        (BlockKind.PARAGRAPH, "2024年全市工业增加值增长5.2%。"),
        (BlockKind.PARAGRAPH, "分行业情况如下。"),
        (BlockKind.TABLE, TABLE.replace("１", "1")),
        (BlockKind.PARAGRAPH, "注：按现价计算。"),
        (BlockKind.HEADING, "农业"),
        (BlockKind.PARAGRAPH, "全年粮食产量12万吨。"),
    ]
    start = article.text.index("12.5")
    assert article.cite(start, start + 4)[2] == "１2.5"


def test_what_the_source_tells_counts_more_than_what_is_read() -> None:
    (article,) = articles(record(byline="李某", publisher="江州日报", title="公报"))
    assert (article.byline, article.publisher, article.title) == ("李某", "江州日报", "公报")
