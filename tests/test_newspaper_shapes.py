"""Whole pages as people copy them: what belongs to an article, where it begins and ends, and what stands around it."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest

from textmine.lexicon import rows
from textmine.reading import from_text
from textmine.reading.bylines import leading_byline
from textmine.reading.furniture import is_furniture
from textmine.records import Article, BlockKind

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT.parent / "shared" / "reference" / "article.txt"

PAGE = """东岭日报
DONGLING RIBAO
2024年9月18日 星期三 农历甲辰年八月十六
中共东岭省委机关报 东岭日报社出版
第21346号 今日12版
第01版：要闻
责任编辑：陆一帆 版式：秦朗 校对：何知秋

东岭外贸跑出“加速度”
前八月进出口总值增长11.8%

　　本报讯（记者 李志文 通讯员 顾言） 前八月，全省外贸进出口总值6482.7亿元，增长11.8%。
　　其中，出口4217.3亿元，增长13.5%。（下转第三版）

02
数字乡村试点县增至18个
　　本报讯（记者 白露） 全省数字乡村试点县增至18个。

我省新增4A级景区5家
　　又讯 全省A级景区总数达286家。

上一版 下一版
版权所有 东岭日报社 未经授权不得转载
"""


def texts(article: Article, *kinds: BlockKind) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind in kinds]


def test_a_page_falls_into_its_articles_and_nothing_of_the_page_stays() -> None:
    articles = from_text(PAGE).articles
    assert [(article.title, article.byline, article.publisher, article.published) for article in articles] == [
        ("东岭外贸跑出“加速度” 前八月进出口总值增长11.8%", "李志文、顾言", "东岭日报", "2024-09-18"),
        ("数字乡村试点县增至18个", "白露", "东岭日报", "2024-09-18"),
        ("我省新增4A级景区5家", None, "东岭日报", "2024-09-18"),
    ]
    assert [texts(article, BlockKind.PARAGRAPH) for article in articles] == [
        ["前八月，全省外贸进出口总值6482.7亿元，增长11.8%。", "其中，出口4217.3亿元，增长13.5%。"],
        ["全省数字乡村试点县增至18个。"],
        ["全省A级景区总数达286家。"],
    ]
    for left, right in pairwise(articles):
        assert left.end <= right.start
    assert [PAGE[article.start :].split("\n")[0] for article in articles] == [
        "东岭外贸跑出“加速度”",
        "数字乡村试点县增至18个",
        "我省新增4A级景区5家",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("中共东岭省委机关报 东岭日报社出版", True),
        ("中共东岭省委主管主办", True),
        ("东岭日报社主办 第21346期", True),
        ("今日12版", True),
        ("DONGLING RIBAO", True),
        ("3版 经济 2024年5月9日 星期四 编辑 陆一帆 组版 秦朗", True),
        ("A04 深度 2024-09-20 星期五", True),
        ("东岭日报社举办读者节", False),
        ("中共东岭省委召开常委会会议", False),
        ("第21346名志愿者上岗", False),
        ("GDP", False),
    ],
)
def test_mastheads_and_running_heads(line: str, expected: bool) -> None:
    assert is_furniture(line) is expected


# Datelines inside a text


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("央视网消息（新闻联播）：早稻陆续成熟。\n本台消息：邻县机收率达到97%。\n", 1),
        ("央视网消息：\n本台消息，早稻陆续成熟，机收率达到97%。\n", 1),
        ("早稻陆续成熟，全县投入收割机860台。\n本台消息：邻县机收率达到97%。\n", 1),
        ("本报讯（记者 白露）全县早稻陆续成熟。\n又讯 邻县机收率达到97%。\n", 1),
        ("本台消息：早稻陆续成熟。\n本台消息：市区新开9条公交线路。\n", 2),
        ("本台消息：早稻陆续成熟。\n市区新开9条公交线路\n本台消息：明天起，公交线路增至86条。\n", 2),
        ("央视网消息：早稻陆续成熟。\n本报讯（记者 白露）邻县机收率达到97%。\n", 2),
        ("央视网消息：早稻陆续成熟。\n新华社北京7月5日电 全国早稻收割过半。\n", 2),
    ],
)
def test_a_dateline_that_only_says_that_it_is_news_goes_on_with_the_article(text: str, articles: int) -> None:
    assert len(from_text(text).articles) == articles


# Headlines


HEADED = "\n\n本报讯（记者 白露）去年，江州轴承出口额24.6亿元，增长9.3%。\n"


@pytest.mark.parametrize(
    ("above", "title", "column"),
    [
        ("学习贯彻全会精神·一线观察\n\n江州轴承卖到68国", "江州轴承卖到68国", "学习贯彻全会精神·一线观察"),
        ("【走进先进制造业集群·调研行】\n江州轴承卖到68国", "江州轴承卖到68国", "走进先进制造业集群·调研行"),
        ("〖今日关注〗\n江州轴承卖到68国", "江州轴承卖到68国", "今日关注"),
        ("去年出口额增长9.3%\n\n江州轴承卖到68国", "去年出口额增长9.3% 江州轴承卖到68国", None),
        ("前八月，出口增长9.3%，居全省前列\n江州轴承卖到68国\n新开国家12个", None, None),
        ("江州轴承卖到68国\n前八月，出口增长9.3%，居全省前列", None, None),
        ("（经济）江州轴承去年卖到68国", "江州轴承去年卖到68国", "经济"),
        ("江州轴承卖到68国\n——一家老厂的转型观察", "江州轴承卖到68国 ——一家老厂的转型观察", None),
        ("老厂转型的十年观察\n江州轴承卖到68国", "老厂转型的十年观察 江州轴承卖到68国", None),
    ],
)
def test_headline_and_column(above: str, title: str | None, column: str | None) -> None:
    (article,) = from_text(above + HEADED).articles
    assert article.title == (title or above.replace("\n", " "))
    assert article.extra.get("column") == column
    assert len(texts(article, BlockKind.PARAGRAPH)) == 1


def test_a_heading_after_an_empty_line_is_no_headline_where_no_byline_follows() -> None:
    (article,) = from_text("江州轴承卖到68国\n\n转型之路\n去年，江州轴承出口额24.6亿元，增长9.3%。\n").articles
    assert (article.title, texts(article, BlockKind.HEADING)) == ("江州轴承卖到68国", ["转型之路"])


def test_a_line_of_several_clauses_is_no_line_of_a_headline_without_a_byline() -> None:
    text = "江州轴承卖到68国\n前八月，出口增长9.3%，居全省前列\n去年，江州轴承出口额24.6亿元，增长9.3%。\n"
    assert from_text(text).articles[0].title == "江州轴承卖到68国"


def test_an_office_and_a_name_are_no_line_of_a_headline() -> None:
    (article,) = from_text(
        "江州市政府工作报告\n市长 陆一帆\n\n本报记者 白露\n去年，江州轴承出口额24.6亿元，增长9.3%。\n"
    ).articles
    assert article.title == "江州市政府工作报告"


def test_every_word_of_a_series_ends_one() -> None:
    for (word,) in rows("reading_series"):
        (article,) = from_text(f"建功高质量发展·江州{word}\n\n江州轴承卖到68国{HEADED}").articles
        assert (article.title, article.extra.get("column")) == ("江州轴承卖到68国", f"建功高质量发展·江州{word}")


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("（记者 李志文）", "李志文"),
        ("（记者 张三 文/图）", "张三"),
        ("（记者 李志文 文/图）", "李志文"),
        ("（记者 欧阳文 通讯员 顾言）", "欧阳文、顾言"),
    ],
)
def test_a_name_may_end_like_a_word_for_texts(byline: str, authors: str) -> None:
    (article,) = from_text(f"本报讯{byline}去年，江州轴承出口额24.6亿元，增长9.3%。\n").articles
    assert article.byline == authors


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("【本报讯】（记者 李志文）江州轴承出口额24.6亿元。", "李志文"),
        ("【本报讯 记者 李志文】江州轴承出口额24.6亿元。", None),
        ("（新华社北京3月5日电讯稿汇编）出版了。", None),
    ],
)
def test_a_dateline_may_stand_in_brackets_of_its_own(text: str, author: str | None) -> None:
    byline = leading_byline(text)
    assert (byline and byline.authors) == ((author,) if author else None)


# The reference article


def digest(text: str | None) -> str:
    return hashlib.sha256((text or "").encode()).hexdigest()[:16]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the shared texts are not here")
def test_the_reference_article_is_two() -> None:
    text = REFERENCE.read_text("utf-8")
    first, second = from_text(text).articles
    assert [digest(article.title) for article in (first, second)] == ["486e332985ffdc65", "9b6307abbb6ef194"]
    assert [digest(article.byline) for article in (first, second)] == ["53fc99de3974b29a", "43db0f70becf32a5"]
    assert (len(first.title or ""), len(second.title or "")) == (20, 12)
    assert digest(first.extra["column"]) == "655cc4b3a373608b"
    kinds = [[block.kind for block in article.blocks] for article in (first, second)]
    assert kinds[0][:4] == [BlockKind.HEADING, BlockKind.TITLE, BlockKind.TITLE, BlockKind.BYLINE]
    assert [kinds[0].count(BlockKind.PARAGRAPH), kinds[0].count(BlockKind.HEADING)] == [22, 7]
    assert kinds[1] == [BlockKind.BYLINE, *[BlockKind.PARAGRAPH] * 5, BlockKind.TITLE]
    for article in (first, second):
        lines = article.text.split("\n")
        assert not any(is_furniture(line) for line in lines)
        assert all(line[-1] in "。…”：" for line in texts(article, BlockKind.PARAGRAPH))
        for block in article.blocks:
            low, high, surface = article.cite(block.start, block.end)
            assert text[low:high] == surface
    assert first.end <= second.start
