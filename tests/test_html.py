"""Saved web pages: pages in the shape of many kinds of sites with all that is in them, wrong encodings, and pages that do harm."""

from __future__ import annotations

import builtins
import importlib
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

import textmine
from textmine.errors import EncodingError, InputError
from textmine.output import Result, open_writer
from textmine.reading import read
from textmine.reading.formats import documents
from textmine.reading.formats.html.credits import is_credit, names_of, office_head, publisher_of, shown
from textmine.reading.formats.html.metadata import Told, local_date
from textmine.reading.formats.html.titles import plain_title
from textmine.reading.inputs import Input
from textmine.records import BlockKind, Document, Format

FOLDER = Path(__file__).with_name("fixtures") / "html"
PAGES = sorted(FOLDER.glob("*.html"))
HEAD = "<!DOCTYPE html><html><head><title>澄江出口增长</title></head><body><h1>澄江出口增长</h1>"
WORDS = "澄江去年出口额达到843.7亿元，比上年增长5.3%，进口额下降。"
PROSE = f"<p>{WORDS}</p>"


def of(source: str | bytes, name: str = "page.html", encoding: str | None = None) -> Document:
    data = source if isinstance(source, bytes) else source.encode()
    (found,) = documents(Input(io.BufferedReader(io.BytesIO(data)), name, name, name, encoding))
    assert isinstance(found, Document)
    return found


def page(body: str, head: str = "") -> Document:
    return of(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")


def lines(document: Document) -> list[str]:
    return document.text.split("\n")


# Pages in the shape of the sources that people save


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_page_is_read_as_it_must_be(path: Path) -> None:
    gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
    (document,) = read(path)
    assert document.format is Format.HTML
    assert document.encoding == gold["encoding"]
    assert lines(document) == gold["text"]
    for article, wanted in zip(document.articles, gold["articles"], strict=True):
        for name in ("id", "title", "byline", "publisher", "published"):
            assert getattr(article, name) == wanted[name], name
        assert dict(article.extra) == wanted["extra"]
        blocks = [[block.kind.value, article.text[block.start : block.end]] for block in article.blocks]
        assert blocks == wanted["blocks"]


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_every_place_leads_back(path: Path) -> None:
    (document,) = read(path)
    for article in document.articles:
        extraction = textmine.extract_article(article)
        assert extraction.claims
        for claim in extraction.claims:
            assert document.text[claim.start : claim.end] == claim.surface
    for anchor in document.anchors:
        assert "\t" not in document.text[anchor.start : anchor.end] != ""


def text_content(path: Path, encoding: str) -> str:
    """The text of the page's body as a browser has it, white space folded."""
    tree = lxml_html.document_fromstring(path.read_bytes(), parser=lxml_html.HTMLParser(encoding=encoding))
    for element in tree.xpath("//script|//style|//noscript|//template|//iframe|//comment()"):
        element.drop_tree()
    return " ".join(tree.find("body").text_content().split())


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_every_quote_finds_its_place_in_the_page(path: Path) -> None:
    (document,) = read(path)
    stream = io.BytesIO()
    writer = open_writer("json", stream)
    writer.write(Result(document, tuple(textmine.extract_article(article) for article in document.articles)))
    writer.finish()
    node = json.loads(stream.getvalue())
    assert node["source"]["text"] == document.text
    content = text_content(path, document.encoding)
    for article in node["articles"]:
        for claim in article["claims"]:
            quote = claim["quote"]
            assert content.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
            assert claim["surface"].replace(" ", "") == quote["exact"].replace(" ", "")


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_nothing_is_lost_where_no_name_tells_where_the_article_stands(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site of which nothing is known: the article is found by trafilatura and by its prose."""
    (known,) = read(path)
    monkeypatch.setattr(importlib.import_module("textmine.reading.formats.html.regions"), "_named", lambda *_: [])
    (found,) = read(path)
    missing = [line for line in lines(known) if line not in lines(found)]
    assert "".join(missing) == ""
    assert len(lines(found)) <= len(lines(known)) + 1
    first, second = known.articles[0], found.articles[0]
    for name in ("title", "byline", "publisher", "published", "extra"):
        assert getattr(second, name) == getattr(first, name), name


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["", "utf-8", "gbk", "gb2312", "iso-8859-1", "nonsense"])
def test_the_declared_encoding_may_be_wrong(encoding: str, declared: str) -> None:
    meta = f"<meta http-equiv='Content-Type' content='text/html; charset={declared}'>" if declared else ""
    found = of((HEAD.replace("<head>", f"<head>{meta}") + PROSE * 3).encode(encoding))
    assert found.articles[0].title == "澄江出口增长"
    assert found.text.count("843.7亿元") == 3


def test_an_xml_declaration_may_be_wrong() -> None:
    source = '<?xml version="1.0" encoding="gb2312"?>' + HEAD + PROSE
    assert WORDS in of(source, "page.xhtml").text


def test_big5() -> None:
    words = "澄江去年出口額達到843.7億元，比上年增長5.3%，市場的需求來自國內。"
    found = of(f"<html><meta charset=big5><body><p>{words}</p><p>{words}</p>".encode("big5"))
    assert (found.encoding, words in found.text) == ("big5", True)


def test_damaged_characters_are_told() -> None:
    data = (HEAD + PROSE * 30).encode() + b"<p>\xe6\xbe" + PROSE.encode()
    found = of(data)
    assert found.text.count("843.7亿元") == 31
    (warning,) = found.warnings
    assert "damaged" in warning
    with pytest.raises(EncodingError):
        of(data, encoding="utf-8")
    with pytest.raises(EncodingError):
        of(b"<html>" + bytes(range(128, 256)) * 30)


# What is a page


@pytest.mark.parametrize(
    "begin",
    [
        "<!doctype html>",
        "<HTML lang=zh>",
        "\ufeff\n<!-- saved from url=(0020)http://x.example/ -->\n<!DOCTYPE HTML PUBLIC '-'>",
    ],
)
def test_a_page_is_known_by_its_beginning(begin: str) -> None:
    assert of(f"{begin}<body>{PROSE}", "-").format is Format.HTML
    assert of(f"{begin}<body>{PROSE}", "news").format is Format.HTML
    assert of(f"{begin}<body>{PROSE}", "news.txt").format is Format.TEXT
    assert of("<htmlx>" + WORDS, "news").format is Format.TEXT


@pytest.mark.parametrize("ending", [".html", ".HTM", ".shtml", ".xhtml"])
def test_pages_are_found_in_directories(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"page{ending}").write_text(HEAD + PROSE, "utf-8")
    (found,) = textmine.reading.read_all([str(tmp_path)])
    assert isinstance(found, Document)
    assert found.format is Format.HTML


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__
    for missing in ("lxml", "trafilatura"):

        def refused(name: str, *rest: Any, missing: str = missing) -> Any:
            if name.split(".")[0] == missing:
                raise ImportError(name)
            return real(name, *rest)

        monkeypatch.setattr(builtins, "__import__", refused)
        with pytest.raises(InputError, match=r'page\.html: .*pip install "textmine\[html\]"'):
            of(HEAD + PROSE)


# Text


def test_lines_are_what_a_reader_sees_as_paragraphs() -> None:
    found = page(
        "<h1>澄江出口增长</h1><div>第一段有内联的<b>粗体</b>和<a href=x>链接</a>，共3句。<p>第二段。</p>第三段<br>换行之后<br/>"
        "<ul><li>甲项</li><li>乙项</li></ul><pre>第一行\n第二行</pre></div>" + PROSE
    )
    assert lines(found) == [
        "澄江出口增长",
        "第一段有内联的粗体和链接，共3句。",
        *("第二段。", "第三段", "换行之后", "甲项", "乙项", "第一行", "第二行"),
        WORDS,
    ]  # fmt: skip


def test_a_break_within_a_sentence_is_none() -> None:
    found = page(
        f"{PROSE}<p>今年前三季度，澄江的网络零售额达到28.4亿元，<br>高于全市平均水平，同比增长20.6%。<br>下一段从这里开始。</p>"
    )
    assert lines(found)[1:] == [
        "今年前三季度，澄江的网络零售额达到28.4亿元，高于全市平均水平，同比增长20.6%。",
        "下一段从这里开始。",
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("全市生产总值<sup>[2]</sup>5218.6亿元", "全市生产总值5218.6亿元"),
        ("全市生产总值<sup><a href='#n'>2</a></sup>5218.6亿元", "全市生产总值5218.6亿元"),
        ("增加值412.3<sup>3</sup>亿元", "增加值412.3亿元"),
        ("面积1.2万km<sup>2</sup>", "面积1.2万km2"),
        ("约10<sup>4</sup>吨", "约104吨"),
        ("二氧化碳CO<sub>2</sub>排放", "二氧化碳CO2排放"),
    ],
)
def test_marks_of_notes_are_no_digits(markup: str, text: str) -> None:
    found = page(f"{PROSE}<p>{markup}，为年度数。</p>")
    assert lines(found)[1] == f"{text}，为年度数。"


def test_a_value_after_a_note_mark_is_quoted_with_it() -> None:
    found = page(f"{PROSE}<p>去年全市地区生产总值<sup>[2]</sup>5218.6<sup>3</sup>亿元。</p>")
    (claim,) = [
        claim for claim in textmine.extract_article(found.articles[0]).claims if claim.value == Decimal(521860000000)
    ]
    assert found.text[claim.start : claim.end] == claim.surface == "5218.6亿元"


def test_tables_have_their_spans_as_empty_cells() -> None:
    found = page(
        f"{PROSE}<table><caption>表1 投资</caption><tr><th rowspan=2>类别</th><th colspan=2>投资（亿元）</th></tr><tr><th>总</th><th>年度</th></tr>"
        "<tr><td>交通<br>水利</td><td></td><td>125<br>130</td></tr></table>"
    )
    assert lines(found)[1:] == ["表1 投资", "类别\t投资（亿元）\t", "\t总\t年度", "交通水利\t\t125 130"]
    (table,) = [block for block in found.articles[0].blocks if block.kind is BlockKind.TABLE]
    assert found.articles[0].text[table.start : table.end].startswith("类别\t")
    cells = [(anchor.row, anchor.column, found.text[anchor.start : anchor.end]) for anchor in found.anchors]
    assert cells == [
        (1, 1, "类别"),
        (1, 2, "投资（亿元）"),
        (2, 2, "总"),
        (2, 3, "年度"),
        (3, 1, "交通水利"),
        (3, 3, "125 130"),
    ]


def test_a_table_that_lays_out_the_page_is_none() -> None:
    found = page(
        f"<table><tr><td>导航</td><td><table><tr><td>{PROSE}{PROSE}</td></tr></table></td></tr><tr><td>一</td><td>二</td></tr></table>"
    )
    assert not found.anchors
    assert lines(found)[:2] == [WORDS, WORDS]


FURNITURE = [
    "<nav><a href=x>首页</a></nav>",
    "<div class='shareBox'>分享到 <a href=x>微博</a></div>",
    "<div id=related_news><h3>相关新闻</h3><ul><li><a href=x>澄江新开通三条航线</a></li></ul></div>",
    "<div class=comments><p>读者甲：写得好，希望多报道。</p></div>",
    "<div style='display: none'>隐藏的话。</div>",
    "<p>责任编辑：沈听澜</p>",
    "<p>版权所有 澄江新闻网</p>",
    "<p>相关阅读：</p><p><a href=x>澄江港吞吐量再创新高</a></p>",
    "<script>var x = '假的。';</script><style>p { color: red }</style>",
    "<form><input value=搜索><button>搜索</button></form>",
]


@pytest.mark.parametrize("furniture", FURNITURE)
def test_furniture_is_no_text(furniture: str) -> None:
    found = page(f"<h1>澄江出口增长</h1><div class=article-content>{PROSE}{PROSE}{furniture}</div>")
    assert lines(found) == ["澄江出口增长", WORDS, WORDS]


def test_what_only_sounds_like_furniture_stays() -> None:
    body = (
        f"{PROSE}<p class=shareholder>股东大会通过了预案，每10股分红3元。</p>"
        "<div class=tag>一个标签里的整句话，也有42人。</div><p>附件：<a href=x>附件1 名单</a></p>"
    )
    found = page(f"<h1>澄江出口增长</h1><div class=article-content>{body}</div>")
    assert len(lines(found)) == 5


def test_bold_lines_and_heading_elements_are_headings() -> None:
    found = page(
        f"<h1>澄江出口增长</h1>{PROSE}<p><b>航线多了</b></p>{PROSE}<h3>成本降了</h3>{PROSE}<p><b>表1 航线</b></p>"
    )
    blocks = {found.articles[0].text[block.start : block.end]: block.kind for block in found.articles[0].blocks}
    assert blocks["航线多了"] is blocks["成本降了"] is BlockKind.HEADING
    assert blocks["表1 航线"] is BlockKind.PARAGRAPH


def test_articles_of_one_page_have_their_own_places() -> None:
    (document,) = read(FOLDER / "several.html")
    first, second = document.articles
    assert first.end <= second.start
    assert document.text[second.start : second.end].startswith(second.title or "?")
    assert all(claim.start >= second.start for claim in textmine.extract_article(second).claims)


def test_articles_in_traditional_characters_lead_back_too() -> None:
    words = "澄江去年出口額達到843.7億元，比上年增長5.3%；新建的隧道長1200公尺，網路零售額為28.4億元。"
    both = "".join(
        f"<article><h2>{name}地區出口增長</h2><p>{words}</p><p>{words}</p></article>" for name in ("澄江", "臨川")
    )
    found = page(both)
    assert [article.title for article in found.articles] == ["澄江地區出口增長", "臨川地區出口增長"]
    claims = [claim for article in found.articles for claim in textmine.extract_article(article).claims]
    assert [claim.surface for claim in claims].count("1200公尺") == 4
    assert all(found.text[claim.start : claim.end] == claim.surface for claim in claims)


# What a page tells of its article


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-12-29T16:40:00Z", "2025-12-30"),
        ("2025-12-29T15:59:59Z", "2025-12-29"),
        ("2025-12-30T00:40:00+08:00", "2025-12-30"),
        ("2025-12-30T00:40:00", "2025-12-30"),
        ("2025年12月30日", "2025-12-30"),
        ("2025-12-30-10:22:00", "2025-12-30"),
        ("9999-12-31T23:00:00Z", None),
        ("2025年13月30日", None),
    ],
)
def test_days_are_those_of_china(text: str, day: str | None) -> None:
    assert local_date(text) == day


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2025-12-29T16:40:00Z'>", "2025-12-30"),
        ("<meta name=PubDate content='2025-12-30 10:22'>", "2025-12-30"),
        ("<meta name=PubDate content='刚刚'><meta name=publishdate content=2025-12-30>", "2025-12-30"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-12-30"}</script>',
            "2025-12-30",
        ),
        ('<script type="application/ld+json">{"broken</script>', None),
        ("", None),
    ],
)
def test_published_is_told_by_the_head(head: str, published: str | None) -> None:
    assert page(f"<h1>澄江出口增长</h1>{PROSE}", head).articles[0].published == published


@pytest.mark.parametrize(
    "variable", ['ct = "1767061320"', "publish_time = '2025-12-30'", 'createTime = "2025-12-30 10:22"']
)
def test_wechat_tells_its_time_in_scripts(variable: str) -> None:
    found = page(
        "<h1 id=activity-name>澄江出口增长</h1><a id=js_name>澄江发布</a><em id=publish_time></em>"
        f"<div id=js_content>{PROSE}</div><script>var {variable};</script>"
    )
    assert (found.articles[0].published, found.articles[0].publisher) == ("2025-12-30", "澄江发布")


@pytest.mark.parametrize(
    ("head", "published", "publisher", "author", "editor", "number"),
    [
        ("2025年12月30日10:22 | 来源：人民网－人民日报", "2025-12-30", "人民日报", None, None, None),
        ("来源： 澄江日报 作者： 沈听澜 责任编辑：林知夏 2025-12-30 10:22:15", "2025-12-30", "澄江日报", "沈听澜", "林知夏", None),
        ("来源：澄江日报作者：沈听澜编辑：林知夏", None, "澄江日报", "沈听澜", "林知夏", None),
        ("更新时间：2025-12-31 发布时间：2025-12-30 浏览次数：5", "2025-12-30", None, None, None, None),
        ("更新时间：2025-12-31", None, None, None, None, None),
        ("2025 12/30 10:22:15", "2025-12-30", None, None, None, None),
        ("《澄江日报》（2025年12月30日 第 A03 版）", "2025-12-30", None, None, None, "A03"),
        ("浏览次数：2025 字体：大 中 小", None, None, None, None, None),
        ("来源：http://example.org/", None, None, None, None, None),
    ],
)  # fmt: skip
def test_what_stands_beside_the_headline(
    head: str, published: str | None, publisher: str | None, author: str | None, editor: str | None, number: str | None
) -> None:
    found = shown([head])
    assert (found.published, found.publisher, found.author, found.editor, found.page) == (
        *(published, publisher, author, editor, number),
    )


def test_heads_of_official_documents() -> None:
    found = office_head(
        "索 引 号：\tJZ-1\t发文机关：\t澄江市人民政府\n标　　题：\t关于印发方案的通知\n发文字号：\t澄政发〔2025〕1号\t成文日期：\t2025年12月24日"
    )
    assert found is not None
    assert (found.reference, found.issuer, found.title) == ("JZ-1", "澄江市人民政府", "关于印发方案的通知")
    assert (found.number, found.published) == ("澄政发〔2025〕1号", "2025-12-24")
    assert office_head("标题\t数量\n分类\t3\n发布日期\t2025年") is None


def test_names_and_publishers() -> None:
    assert names_of("本报记者 沈听澜 通讯员 林知夏") == "沈听澜、林知夏"
    assert names_of("澄江新闻网") is names_of("0117") is names_of("admin@example.org") is None
    assert publisher_of("来源：澄江新闻网-财经频道") == "澄江新闻网"
    assert is_credit("发布时间：2025-12-30 10:22来源：澄江市人民政府办公室浏览次数：127字体：[大 中 小]打印")
    assert not is_credit("2025年12月30日")
    assert not is_credit(WORDS)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("澄江港吞吐量突破三亿吨--经济·科技--人民网", "澄江港吞吐量突破三亿吨"),
        ("澄江出口增长5%_新闻频道_央视网(news.example.com)", "澄江出口增长5%"),
        ("澄江出口增长-新华网", "澄江出口增长"),
        ("1-11月澄江出口增长_澄江市统计局", "1-11月澄江出口增长"),
        ("老工业区换新装 三年引来四百家企业 | 江岸观察", "老工业区换新装 三年引来四百家企业"),
        ("澄江：出口——增长的新动力", "澄江：出口——增长的新动力"),
        ("人民网", "人民网"),
        ("", None),
    ],
)
def test_the_title_of_a_page_without_its_site(text: str, title: str | None) -> None:
    assert plain_title(text, Told(site="江岸观察")) == title


def test_a_headline_of_three_lines() -> None:
    found = page(
        f"<h1 class=logo>澄江新闻</h1><div><h3>年终观察</h3><h1>澄江出口增长</h1><h2>企业开拓新市场</h2></div>{PROSE}{PROSE}",
        "<title>澄江出口增长-澄江新闻网</title>",
    )
    assert found.articles[0].title == "年终观察 澄江出口增长 企业开拓新市场"
    assert lines(found)[:3] == ["年终观察", "澄江出口增长", "企业开拓新市场"]


# Pages that do harm


HARMFUL = {
    "deep": HEAD + "<div>" * 100_000 + PROSE + "</div>" * 100_000,
    "attributes": f"{HEAD}<div {' '.join(f'a{number}=1' for number in range(100_000))}>{PROSE}",
    "elements": HEAD + PROSE + "<b></b>" * 400_000,
    "empty": "<html><body></body></html>",
    "foreign": "<html><body><p>Nothing Chinese.</p></body></html>",
    "frames": "<html><frameset><frame src=a></frameset></html>",
}


@pytest.mark.parametrize("name", HARMFUL)
def test_pages_that_do_harm_are_refused(name: str) -> None:
    with pytest.raises(InputError, match=r"^page\.html: .+; .+") as caught:
        of(HARMFUL[name])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        HEAD + "<div>" * 1500 + PROSE,
        HEAD + "<table><tr><td>" * 300 + PROSE,
        HEAD + PROSE + "<table>" + "<tr><td colspan=1000 rowspan=1000>1</td><td>2</td></tr>" * 300 + "</table>",
        HEAD + "<!--enpcontent-->" * 20_000 + PROSE,
        HEAD + f"<img src='data:image/png;base64,{'A' * 12_000_000}'>" + PROSE,
        HEAD + "<p>&#0;&#xD800;&#x110000;&#99999999999;&nope;&lt;</p>" + PROSE,
        HEAD + f"<script type='application/ld+json'>{'[' * 100_000}</script>" + PROSE,
        HEAD + "<div id=js_content>" + PROSE + "</div><script>var ct = '99999999999';</script>",
        HEAD + "<a b='<a c=\"" + PROSE.replace("<p>", "'><p>"),
        HEAD + "<p></div></span><td>" + PROSE + "</html></body>",
        '<!DOCTYPE html [<!ENTITY a "江江"><!ENTITY b "&a;&a;">]><html><body><p>&b;</p>' + PROSE,
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>&x;</p>' + PROSE,
    ],
)  # fmt: skip
def test_pages_that_could_do_harm_are_read(source: str) -> None:
    found = of(source)
    assert WORDS in found.text
    assert len(found.text) < 200_000


def test_trafilatura_gets_no_page_that_takes_it_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """It fills the cells that a cell says it spans, and takes time by the square of depth and length."""
    seen: list[Any] = []
    monkeypatch.setattr("trafilatura.bare_extraction", lambda tree, **_: seen.append(tree))
    of(HEAD + "<table><tr><td colspan=1000 rowspan=1000>1</td><td>2</td></tr></table>" + PROSE)
    assert [tree.xpath("//@colspan|//@rowspan") for tree in seen] == [[]]
    of(HEAD + "<div>" * 300 + PROSE)
    of(HEAD + PROSE * 5000)
    assert len(seen) == 1


def test_entities_are_characters_and_files_are_not_read() -> None:
    found = page("<p>出口843.7&#20159;&#20803;&#xff0c;增长5&#37;&amp;更多&nbsp;&nbsp;订单。</p>" + PROSE)
    assert lines(found)[0] == "出口843.7亿元，增长5%&更多 订单。"
    source = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{Path(__file__).as_uri()}">]><html><body><p>&x;。</p>{PROSE}'
    assert "Saved web pages" not in of(source).text
