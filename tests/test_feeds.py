"""Feeds and web archives: an article an entry, or a page, under its address; XML bombs and damaged records told, the rest done."""

from __future__ import annotations

import gzip
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.errors import InputError
from textmine.reading import read, read_all
from textmine.reading.markup import plain_text
from textmine.reading.unpacking import LIMIT_FREE
from textmine.records import Article, Document, Format

TEXT = "去年上半年，江苏省出口额约1200亿元，同比增长5.3%。"


def written(path: Path, data: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return path


def articles(path: Path) -> list[Article]:
    return [article for document in read(path) for article in document.articles]


def told(path: Path) -> list[str]:
    """What reading gives: ids of articles, and errors without the folder, each checked for its form."""
    found = []
    for item in read_all([str(path)]):
        if isinstance(item, InputError):
            assert str(item).isprintable()
            assert "; " in str(item)
            found.append(str(item).replace(f"{path.parent}/", ""))
        else:
            found += [article.id for article in item.articles]
    return found


# Feeds

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://feed.invalid/rss.dtd">
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>江州日报 · 财经</title><link>http://feed.invalid/</link>
<item><title>江州外贸&nbsp;增长 A&amp;B</title><link>http://feed.invalid/1?a=1&amp;copy=2</link><guid>g1</guid>
<pubDate>Tue, 31 Dec 2024 23:30:00 -0800</pubDate><dc:creator>沈听澜</dc:creator><dc:creator>顾言</dc:creator>
<description>&lt;p&gt;短讯&lt;/p&gt;</description>
<media:content url="x"><media:title>图片</media:title></media:content>
<content:encoded><![CDATA[<p>去年，江州市<b>出口额</b>
12.5亿元，<br/>增长5.3%。</p><script>var a = "<p>脚本</p>";</script><!-- 注 --><p>第二段&nbsp;R&amp;D</p>]]></content:encoded></item>
<item><title>乙</title><description>{text}</description><author>news@feed.invalid (程子谦)</author>
<pubDate>soon</pubDate><source url="http://other.invalid">省报</source></item>
<item><title>丙</title><link>http://feed.invalid/3</link></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">&lt;b&gt;统计&lt;/b&gt;快讯</title><id>f</id>
<entry><title>甲 &lt;1&gt;</title><id>urn:1</id><link rel="self" href="http://feed.invalid/self"/>
<link href="http://feed.invalid/1?a&amp;b"/><published>2024-12-31T23:30:00+08:00</published><updated>2025-02-01T00:00:00Z</updated>
<author><name>沈听澜</name><email>a@b</email></author><author><name>顾言</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>去年出口 &lt;12亿元</p><ul><li>二</li></ul></div></content></entry>
<entry><title>乙</title><id>urn:2</id><summary>{TEXT} a &lt; b</summary><source><id>z</id><title>省报</title></source></entry></feed>"""

RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d">
<channel rdf:about="u"><title>频道</title></channel><item rdf:about="i"><title>题</title><link>http://feed.invalid/1</link>
<dc:date>2024-03-05T01:00:00+08:00</dc:date><description>{TEXT}</description></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8", "utf-8"), ("gb18030", "GB2312"), ("utf-16", "utf-16"), ("utf-8-sig", "gbk")]
)
def test_rss(encoding: str, name: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.xml", RSS.format(encoding=name, text=TEXT), encoding)
    first, second, error = read_all([str(path)])
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.format is Format.FEED
    assert first.text == "去年，江州市出口额12.5亿元，\n增长5.3%。\n第二段\u00a0R&D"
    (article,) = first.articles
    assert len(article.blocks) == 3
    assert (article.id, article.title) == ("http://feed.invalid/1?a=1&copy=2", "江州外贸 增长 A&B")
    assert (article.byline, article.publisher, article.published) == ("沈听澜、顾言", "江州日报 · 财经", "2024-12-31")
    (article,) = second.articles
    assert (second.text, article.id, article.byline, article.publisher) == (TEXT, "2", "程子谦", "省报")
    assert "'soon'" in second.warnings[0]
    assert f"{path}:13: the text is empty" in str(error)


def test_atom(tmp_path: Path) -> None:
    first, second = read(written(tmp_path / "a.atom", ATOM))
    assert (first.text, second.text) == ("去年出口 <12亿元\n二", TEXT + " a < b")
    (article,) = first.articles
    assert (article.id, article.title) == ("http://feed.invalid/1?a&b", "甲 <1>")
    assert (article.byline, article.publisher, article.published) == ("沈听澜、顾言", "统计快讯", "2024-12-31")
    assert (second.articles[0].id, second.articles[0].publisher) == ("urn:2", "省报")


def test_rss_1(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.rss", RDF))
    assert (article.id, article.publisher, article.published) == ("http://feed.invalid/1", "频道", "2024-03-05")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "江江"><!ENTITY b "&a;&a;">]><rss><item><description>&b;</description></item></rss>', "declares an entity"),
        ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss><item><title>江&a;</title></item></rss>', "declares an entity"),
        ('<!DOCTYPE rss [<!ENTITY % a "江"> %a;]><rss/>', "declares an entity"),
        ("<urlset>江</urlset>", "XML, but no feed (its root is <urlset>)"),
        ("<rss>" + "<a>" * 999 + "江", "more than 200 deep"),
        ("<rss><channel><title>江</title></channel></rss>", "the feed has no entries"),
        ("江", "no valid XML"),
        ("<rss>" + "江" * (LIMIT_FREE // 6), "longer than 32 MiB"),
    ],
)  # fmt: skip
def test_what_is_no_feed_or_a_trap_is_told(data: str, message: str, tmp_path: Path) -> None:
    (error,) = told(written(tmp_path / "a.xml", data))
    assert message in error


def test_a_feed_that_breaks_off_is_done_so_far(tmp_path: Path) -> None:
    first, second, error = told(written(tmp_path / "a.xml", ATOM[:-7] + "<entry>\x0b"))
    assert (first, second) == ("http://feed.invalid/1?a&b", "urn:2")
    assert error.startswith("a.xml:6: no valid XML: no element found")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("江\n\n州 \n", "江\n州"),
        ("<p>江\n州<br>二</p> <div>三", "江州\n二\n三"),
        ("<p>a\nb</p>", "a b"),
        ("<table><tr>\n<th>项\n目</th>\n<td> 1 2 </td></tr><tr><td>二</td></tr></table>", "项目\t1 2\n二"),
        ("江<style>p {}</style><svg/>州<iframe>x", "江州"),
        ("a < b <c 江&lt;b&gt;&amp;", "a < b <c 江<b>&"),
        ("<p title='a>b'>江<![CDATA[x]]><!doctype y><?z?></p", "江</p"),
        ("<!-- 江", ""),
    ],
)
def test_markup_to_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@given(st.text(alphabet="<>/!-[]\"'=&; \n\tap江", max_size=40))
def test_any_markup_is_text(markup: str) -> None:
    assert all(line == line.strip(" ") and line for line in plain_text(markup).split("\n") if plain_text(markup))


# Web archives

PAGE = f"<html><head><title>江州外贸增长</title></head><body><h1>江州外贸增长</h1><p>{TEXT}</p></body></html>".encode()
DATE = "2024-05-06T01:02:03Z"


def record(
    address: str,
    body: bytes,
    *,
    kind: str = "response",
    status: str = "200 OK",
    content: str = "text/html; charset=utf-8",
    headers: str = "",
    longer: int = 0,
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content}\r\n{headers}\r\n".encode()
    block = http + body if kind in ("response", "revisit") else body
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {DATE}\r\n"
        f"Content-Type: {content}\r\nContent-Length: {len(block) + longer}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def chunked(data: bytes) -> bytes:
    return b"5\r\n" + data[:5] + b"\r\n%x;a=b\r\n" % len(data[5:]) + data[5:] + b"\r\n0\r\n\r\n"


PAGES = [
    record("http://a.invalid/0", b"software: x", kind="warcinfo", content="application/warc-fields"),
    record("http://a.invalid/1", PAGE),
    record("http://a.invalid/2", PAGE, status="404 Not Found"),
    record("http://a.invalid/3", b"\x89PNG", content="image/png"),
    record("http://a.invalid/4", gzip.compress(PAGE), headers="Content-Encoding: gzip\r\n"),
    record("http://a.invalid/5", chunked(PAGE), headers="Transfer-Encoding: chunked\r\n"),
    record("http://a.invalid/6", PAGE, headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    record("http://a.invalid/7", TEXT.encode(), content="text/plain"),
    record("http://a.invalid/8", b"", kind="revisit"),
    record("http://a.invalid/9", TEXT.encode("gb18030"), kind="conversion", content="text/plain"),
    record("http://a.invalid/10", TEXT.encode(), kind="metadata", content="text/plain"),
]


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_pages_of_a_web_archive(ending: str, tmp_path: Path) -> None:
    pytest.importorskip("lxml")
    data = b"".join(PAGES) if ending == ".warc" else b"".join(map(gzip.compress, PAGES))
    documents = list(read(written(tmp_path / f"a{ending}", data)))
    assert [document.path[-1] for document in documents] == ["1", "4", "5", "6", "7", "9"]
    assert {document.format for document in documents} == {Format.HTML, Format.TEXT}
    for document in documents:
        (article,) = document.articles
        assert TEXT in document.text
        assert (article.id, article.published) == (document.path, None)
        assert article.extra["captured"] == DATE
        assert article.title == (None if document.path[-1] in "79" else "江州外贸增长")


def test_several_articles_of_a_page_are_told_apart(tmp_path: Path) -> None:
    text = f"甲\n\n本报讯 {TEXT}\n\n本报讯 {TEXT}".encode()
    path = written(tmp_path / "a.warc", record("http://a.invalid/1", text, content="text/plain"))
    assert [article.id for article in articles(path)] == ["http://a.invalid/1#1", "http://a.invalid/1#2"]


BAD = {
    "packed with 'br'": record("http://a.invalid/1", b"x", headers="Content-Encoding: br\r\n"),
    "the gzip archive is damaged": record("http://a.invalid/1", gzip.compress(PAGE)[:50], headers="Content-Encoding: gzip\r\n"),
    "as a bomb does": record("http://a.invalid/1", gzip.compress(b" " * (LIMIT_FREE + 2**20)), headers="Content-Encoding: gzip\r\n"),
    "longer than it says": record("http://a.invalid/1", PAGE, longer=-9),
    "it has no length": record("http://a.invalid/1", PAGE).replace(b"Content-Length: ", b"Content-Length: -"),
    "holds no Chinese": record("http://a.invalid/1", b"English", content="text/plain"),
    "is no WARC record": b"junk\r\n\r\njunk\r\n",
}  # fmt: skip


@pytest.mark.parametrize("message", BAD)
def test_bad_records_are_told_and_the_rest_done(message: str, tmp_path: Path) -> None:
    good = record("http://a.invalid/7", TEXT.encode(), content="text/plain")
    first, *errors, last = told(written(tmp_path / "a.warc", good + BAD[message] + good))
    assert (first, last) == ("http://a.invalid/7", "http://a.invalid/7")
    assert message in errors[0]
    assert errors[0].startswith("a.warc")
    assert len(errors) <= 2


def test_a_web_archive_that_breaks_off_or_holds_no_page_is_told(tmp_path: Path) -> None:
    good = record("http://a.invalid/7", TEXT.encode(), content="text/plain")
    first, error = told(written(tmp_path / "a.warc", good + good[:-20]))
    assert (first, error[:55]) == ("http://a.invalid/7", "a.warc!/http://a.invalid/7: record 2 is cut off; fetch ")
    (error,) = told(written(tmp_path / "a.warc", PAGES[0] + PAGES[2]))
    assert "none of its 2 records is a page" in error
    (error,) = told(written(tmp_path / "a.warc.gz", gzip.compress(good)[:-20]))[-1:]
    assert "the gzip archive is damaged" in error


@given(place=st.integers(0, 4000), put=st.binary(max_size=4))
def test_no_damage_of_a_web_archive_ends_a_run(place: int, put: bytes) -> None:
    from textmine.reading.formats.warc import read as documents
    from textmine.reading.inputs import Input

    data = b"".join(PAGES[7:10])
    place %= len(data)
    changed = data[:place] + put + data[place + 1 :]
    given = Input(io.BufferedReader(io.BytesIO(changed)), "a.warc", "a.warc", "a.warc")
    with suppress(InputError):
        for item in documents(given):
            assert isinstance(item, Document | InputError)
