"""What textmine writes, from records made by hand: every format, hostile text, and the views for people."""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64encode
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest

import textmine
from textmine.errors import UsageError
from textmine.output import FORMATS, Layout, Result, format_of, open_writer
from textmine.output.explain import explain, rule_words
from textmine.output.labels import label, language
from textmine.output.rows import COLUMNS, plain
from textmine.output.sheets import FILE_COLUMNS, PLACE_COLUMNS, guarded
from textmine.output.terminal import printable, width, wrap
from textmine.output.trees import schema_text
from textmine.output.wording import (
    baseline_words,
    compared_words,
    interval_words,
    note_words,
    number_words,
    period_words,
    region_words,
    value_words,
)
from textmine.reading.finder import Finder
from textmine.records import (
    Anchor,
    Article,
    Baseline,
    Basis,
    Change,
    Claim,
    Document,
    Entity,
    EntityLabel,
    Evidence,
    Extraction,
    Format,
    Kind,
    Mention,
    OffsetMap,
    Place,
    Qualifier,
    Role,
    Status,
)

TITLE = "澄江出口开门红"
TEXT = TITLE + "\n澄江省统计局说，2031年全省出口额84\n3.7亿元，比上年增长近两成；新设企业3500多家，预计明年达到4000家。"


def cite(surface: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(surface, after)
    return start, start + len(surface)


def claim(surface: str, text: str = TEXT, **fields: object) -> Claim:
    """A claim whose words stand in ``text``; the fields that matter to a test are given."""
    start = text.index(surface)
    value = fields.pop("value", Decimal(1))
    return Claim(
        **{
            "start": start,
            "end": start + len(surface),
            "surface": surface,
            "id": "c1",
            "kind": Kind.AMOUNT,
            "value": value,
            "low": value,
            "high": value,
            "precision": Decimal(1),
            "qualifier": Qualifier.EXACT,
            "unit": None,
            "quantity": None,
            "indicator": "出口额",
            "regions": (),
            "period": None,
            "role": Role.LEVEL,
            "baseline": None,
            "change": None,
            "status": Status.ACTUAL,
            "confidence": 1.0,
            "rule": "number",
            **fields,
        }  # type: ignore[arg-type]
    )


def evidence(field: str, surface: str, rule: str, reach: str) -> Evidence:
    start, end = cite(surface)
    return Evidence(field=field, start=start, end=end, surface=surface, rule=rule, reach=reach)


PROVINCE = Place(name="江苏省", code="320000")
LEVEL = claim(
    "84\n3.7亿元",
    value=Decimal(84370000000),
    precision=Decimal(10000000),
    unit="元",
    quantity="currency:CNY",
    regions=(PROVINCE,),
    period="2031",
    source="澄江省统计局",
    related=("c2",),
    evidence=(
        evidence("indicator", "出口额", "left+counted", "clause"),
        evidence("period", "2031年", "absolute", "clause"),
        evidence("source", "澄江省统计局", "speaker", "sentence"),
    ),
)
CHANGED = claim(
    "两成",
    id="c2",
    kind=Kind.PERCENTAGE,
    value=Decimal(20),
    low=None,
    high=Decimal(20),
    precision=Decimal(10),
    qualifier=Qualifier.NEARLY,
    unit="%",
    regions=(PROVINCE,),
    period="2031",
    role=Role.CHANGE,
    change=Change.RELATIVE,
    baseline=Baseline(period="2030", basis=Basis.YOY),
    source="澄江省统计局",
    related=("c1",),
    rule="tenths",
    evidence=(
        evidence("indicator", "出口额", "topic", "sentence"),
        evidence("role", "增长", "change:增长", "clause"),
        evidence("baseline", "上年", "relative", "clause"),
    ),
)
VAGUE = claim(
    "3500多家",
    id="c3",
    kind=Kind.COUNT,
    value=Decimal(3500),
    low=Decimal(3500),
    high=Decimal(3600),
    qualifier=Qualifier.OVER,
    unit="家",
    indicator="新设企业",
    regions=(PROVINCE,),
)
FORECAST = claim(
    "4000家",
    id="c4",
    kind=Kind.COUNT,
    value=Decimal(4000),
    unit="家",
    indicator="新设企业",
    period="2032",
    status=Status.FORECAST,
)
CLAIMS = (LEVEL, CHANGED, VAGUE, FORECAST)
ARTICLE = Article(id="news", start=0, end=len(TEXT), title=TITLE, byline="沈听澜", published="2032-01-20", text=TEXT)
EXTRACTION = Extraction(article=ARTICLE, claims=CLAIMS)
DOCUMENT = Document(path="news.txt", sha256="0" * 64, encoding="utf-8", text=TEXT, articles=(ARTICLE,))
RESULT = Result(DOCUMENT, (EXTRACTION,))


def written(name: str, *results: Result, layout: Layout | None = None) -> bytes:
    stream = io.BytesIO()
    writer = open_writer(name, stream, layout)
    for result in results:
        writer.write(result)
    writer.finish()
    return stream.getvalue()


def hostile(text: str, surface: str = "5%", **fields: object) -> Result:
    """A result whose title, indicator, source and text are ``text`` around a value."""
    whole = f"{text}增长{surface}。{text}"
    found = claim(
        surface,
        text=whole,
        value=Decimal(5),
        unit="%",
        indicator=text,
        source=text,
        regions=(Place(name=text),),
        baseline=Baseline(subject=text),
        **fields,
    )
    article = Article(id=text, start=0, end=len(whole), title=text, byline=text, publisher=text, text=whole)
    document = Document(path="h.jsonl", sha256="0" * 64, encoding="utf-8", text=whole, articles=(article,))
    return Result(document, (Extraction(article=article, claims=(found,)),))


# JSON


def test_json_has_every_field_and_no_digit_is_lost() -> None:
    node = json.loads(written("json", RESULT))
    assert node["source"] == {"path": "news.txt", "sha256": "0" * 64, "encoding": "utf-8", "characters": len(TEXT)}
    (article,) = node["articles"]
    assert (article["id"], article["title"], article["published"]) == ("news", TITLE, "2032-01-20")
    for found, told in zip(CLAIMS, article["claims"], strict=True):
        assert TEXT[told["start"] : told["end"]] == told["surface"] == found.surface
        assert set(told) == set(Claim.__dataclass_fields__)
        for name in ("value", "low", "high", "precision"):
            assert told[name] == (None if getattr(found, name) is None else plain(getattr(found, name)))
        assert [place["code"] for place in told["regions"]] == [place.code for place in found.regions]
    assert article["claims"][0]["value"] == "84370000000"
    assert article["claims"][1]["baseline"] == {"period": "2030", "region": None, "subject": None, "basis": "yoy"}
    assert article["claims"][0]["evidence"][0]["rule"] == "left+counted"


@pytest.mark.parametrize(
    "digits", ["0.1", "1E+30", "12345678901234567890123456789012345678901234567890.5", "1.2606E+14"]
)
def test_json_decimals_come_back_as_they_were(digits: str) -> None:
    value = Decimal(digits)
    found = replace(LEVEL, value=value)
    node = json.loads(written("jsonl", Result(DOCUMENT, (replace(EXTRACTION, claims=(found,)),))))
    assert Decimal(node["claims"][0]["value"]) == value
    assert "E" not in node["claims"][0]["value"]


def test_json_of_several_documents_is_an_array() -> None:
    assert isinstance(json.loads(written("json", RESULT)), dict)
    assert len(json.loads(written("json", RESULT, RESULT, RESULT))) == 3
    assert json.loads(written("json")) == []


def test_json_lines_hold_one_article_a_line_for_every_reader_of_lines() -> None:
    data = written("jsonl", RESULT, hostile("甲\u2028乙\u0085丙\x1c丁\r\n戊")).decode()
    assert len(data.splitlines()) == data.count("\n") == 2
    first, second = (json.loads(line) for line in data.splitlines())
    assert (first["schema"], first["path"], first["id"]) == ("textmine/1", "news.txt", "news")
    assert second["title"] == "甲\u2028乙\u0085丙\x1c丁\r\n戊"


def validator(kind: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{kind}"})


def test_json_validates_against_the_published_schema() -> None:
    validator("document").validate(json.loads(written("json", RESULT)))
    validator("line").validate(json.loads(written("jsonl", RESULT)))
    whole = jsonschema.Draft202012Validator(json.loads(schema_text()))
    whole.validate(json.loads(written("json", RESULT, RESULT)))
    for wrong in ({"value": 843.7}, {"role": "other"}, {"more": 1}, {"start": -1}):
        node = json.loads(written("jsonl", RESULT))
        node["claims"][0] |= wrong
        assert not validator("line").is_valid(node), wrong


def test_the_schema_knows_every_field_and_label() -> None:
    defs: dict[str, Any] = json.loads(schema_text())["$defs"]
    assert list(defs["claim"]["properties"]) == list(json.loads(written("jsonl", PAGED))["claims"][0])
    assert defs["claim"]["required"] == list(json.loads(written("jsonl", RESULT))["claims"][0])
    for name, labels in (("kind", Kind), ("qualifier", Qualifier), ("role", Role), ("status", Status)):
        assert defs["claim"]["properties"][name]["enum"] == [one.value for one in labels]
    assert defs["claim"]["properties"]["change"]["enum"] == [*(one.value for one in Change), None]
    assert defs["baseline"]["properties"]["basis"]["enum"] == [*(one.value for one in Basis), None]
    assert all(
        "description" in field or "$ref" in field or "const" in field
        for kind in defs.values()
        for field in kind["properties"].values()
    )


def test_json_from_an_article_validates() -> None:
    text = "澄江日报2032年1月20日讯 去年，江苏省出口额约1200亿元，同比增长5.3%，占全国的比重近两成。"
    document = textmine.from_text(text)
    found = tuple(textmine.extract_article(article) for article in document.articles)
    assert found[0].claims
    validator("document").validate(json.loads(written("json", Result(document, found))))


# Files that are more than text: where words stand in them

WHOLE = f"首页 财经 {TITLE} 2032-01-20 {' '.join(TEXT.split(chr(10))[1:])} 相关阅读 84 3.7亿元的订单"
SHIFT = len("首页 财经 ")
LATER = len(" 2032-01-20 ") - 1
PAGED = Result(
    replace(
        DOCUMENT,
        format=Format.PDF,
        anchors=(
            Anchor(start=0, end=len(TITLE), page=3, box=(10.0, 20.0, 110.5, 32.0)),
            Anchor(start=len(TITLE) + 1, end=cite("84\n")[1] - 1, page=3, box=(10.0, 40.0, 110.5, 52.0)),
            Anchor(start=cite("3.7")[0], end=cite("亿元")[1], page=4, box=(10.0, 5.0, 60.0, 17.0), table=2, row=1),
            Anchor(start=cite("，比上年")[0], end=len(TEXT), page=4),
        ),
        content=WHOLE,
        content_offsets=OffsetMap((0, len(TITLE) + 1), (SHIFT, SHIFT + LATER)),
    ),
    (
        replace(
            EXTRACTION,
            entities=(Entity(start=0, end=2, surface="澄江", label=EntityLabel.PLACE, canonical="澄江", score=1.0, rule="model"),),
        ),
    ),
)  # fmt: skip


def test_json_tells_where_words_stand_in_the_file() -> None:
    node = json.loads(written("json", PAGED))
    validator("document").validate(node)
    assert (node["source"]["format"], node["source"]["text"]) == ("pdf", TEXT)
    first, second = node["articles"][0]["claims"][:2]
    assert first["page"] == 3
    assert first["boxes"] == [
        {"page": 3, "box": [10.0, 40.0, 110.5, 52.0]},
        {"page": 4, "box": [10.0, 5.0, 60.0, 17.0]},
    ]
    assert first["cell"] == {"table": 2, "row": 1, "column": None}
    assert (second["page"], "boxes" in second, "cell" in second) == (4, False, False)
    (entity,) = node["articles"][0]["entities"]
    assert (entity["page"], entity["boxes"]) == (3, [{"page": 3, "box": [10.0, 20.0, 110.5, 32.0]}])
    line = json.loads(written("jsonl", PAGED))
    validator("line").validate(line)
    assert (line["format"], line["text"], line["claims"]) == ("pdf", TEXT, node["articles"][0]["claims"])
    plain = json.loads(written("json", RESULT))
    assert not {"page", "boxes", "cell", "quote"} & set(plain["articles"][0]["claims"][0])


def test_the_text_of_a_line_is_the_part_of_its_article() -> None:
    article = replace(ARTICLE, start=cite("新设")[0])
    line = json.loads(written("jsonl", Result(PAGED.document, (Extraction(article=article, claims=CLAIMS[2:]),))))
    assert line["text"] == TEXT[line["start"] :]
    for told in line["claims"]:
        assert line["text"][told["start"] - line["start"] : told["end"] - line["start"]] == told["surface"]


def test_quotes_find_their_place_in_the_page() -> None:
    for told in json.loads(written("jsonl", PAGED))["claims"]:
        quote = told["quote"]
        assert quote["exact"] == " ".join(told["surface"].split())
        assert WHOLE.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1


@pytest.mark.parametrize(
    ("before", "after", "size"),
    [("", "", 0), ("甲" * 40, "乙", 32), ("甲" * 300, "甲" * 300, 256), ("", "甲" * 2**19, 128)],
)
def test_a_quote_is_as_long_as_it_must_be(before: str, after: str, size: int) -> None:
    content = f"{before}5%{after}" * (2 if size == 256 else 1)
    document = replace(DOCUMENT, content=content, content_offsets=OffsetMap((0,), (len(before),)))
    found = Finder(document).find(Mention(start=0, end=2, surface="5%")).quote
    assert found is not None
    assert (found.exact, found.prefix) == ("5%", before[-size:] if before else "")
    assert found.suffix == content[len(before) + 2 :][:size]


# CSV, Parquet, pandas


def sheet(*results: Result) -> list[dict[str, str]]:
    data = written("csv", *results)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_is_for_excel_and_reads_back() -> None:
    rows = sheet(RESULT)
    assert list(rows[0]) == list(FILE_COLUMNS) == ["path", *COLUMNS, *PLACE_COLUMNS]
    assert b"\r\n" in written("csv", RESULT)
    for found, row in zip(CLAIMS, rows, strict=True):
        assert row["surface"] == TEXT[int(row["start"]) : int(row["end"])] == found.surface
        assert Decimal(row["value"]) == found.value
    assert [row["low"] for row in rows] == ["84370000000", "", "3500", "4000"]
    assert rows[0]["path"] == "news.txt"
    assert rows[1]["baseline_period"] == "2030"
    assert rows[0]["negated"] == "false"
    assert written("csv").decode("utf-8-sig") == ",".join(FILE_COLUMNS) + "\r\n"


def test_csv_tells_where_words_stand_in_the_file() -> None:
    first, second, *_ = sheet(PAGED)
    assert [first[name] for name in ("page", "cell", "quote_exact")] == ["3", "T2R1C", "84 3.7亿元"]
    assert first["quote_prefix"] + first["quote_exact"] + first["quote_suffix"] in WHOLE
    assert (second["page"], second["cell"]) == ("4", "")
    assert [sheet(RESULT)[0][name] for name in PLACE_COLUMNS] == [""] * 5


def test_csv_in_pandas() -> None:
    pd = pytest.importorskip("pandas")
    table = pd.read_csv(io.BytesIO(written("csv", RESULT)), dtype=str, keep_default_na=False, lineterminator=None)
    assert list(table["surface"]) == [found.surface for found in CLAIMS]
    assert [Decimal(value) for value in table["value"]] == [found.value for found in CLAIMS]
    typed = pd.read_csv(io.BytesIO(written("csv", RESULT)))
    assert list(typed["value"]) == [84370000000, 20, 3500, 4000]
    assert not typed["negated"].any()


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=HYPERLINK(\"x\")", "+1+SUM(A1)", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋a", "-", "+x|'a'!A0", "'=1"],
)  # fmt: skip
def test_formulas_are_guarded_and_come_back(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert guarded(guarded(text))[1:] == guarded(text)
    (row,) = sheet(hostile(text))
    for column in ("title", "indicator", "source", "regions", "baseline_subject"):
        assert row[column] == f"'{text}"
    assert row["surface"] == "5%"


@pytest.mark.parametrize("text", ["-5℃", "-5", "+8.6%", "-1,234.5万元", "843.7亿元", "5=5", "甲+乙", "'引文'", ""])
def test_plain_text_and_signed_numbers_are_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_parquet_reads_back() -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    table = pq.read_table(io.BytesIO(written("parquet", RESULT)))
    assert table.column_names == list(FILE_COLUMNS)
    assert table["surface"].to_pylist() == [found.surface for found in CLAIMS]
    for name in ("value", "low", "high", "precision"):
        assert table[name].to_pylist() == [getattr(found, name) for found in CLAIMS]
    assert table["negated"].to_pylist() == [False] * 4
    assert table["page"].to_pylist() == [None] * 4
    assert pq.read_table(io.BytesIO(written("parquet", PAGED)))["page"].to_pylist() == [3, 4, 4, 4]
    assert pq.read_table(io.BytesIO(written("parquet"))).num_rows == 0


@pytest.mark.parametrize(
    ("digits", "stored"),
    [
        ("9" * 26, "9" * 26),
        ("9" * 27, None),
        ("1E+40", None),
        ("12345678901234567890.1234567890123", "12345678901234567890.123456789012"),
        ("1E-13", "0"),
    ],
)
def test_parquet_decimals_keep_38_digits(digits: str, stored: str | None) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    found = replace(LEVEL, value=Decimal(digits))
    data = written("parquet", Result(DOCUMENT, (replace(EXTRACTION, claims=(found,)),)))
    (value,) = pq.read_table(io.BytesIO(data))["value"].to_pylist()
    assert value == (None if stored is None else Decimal(stored))


def test_frame_keeps_decimals() -> None:
    pytest.importorskip("pandas")
    table = textmine.frame([EXTRACTION])
    assert list(table.columns) == list(COLUMNS)
    assert list(table["value"]) == [found.value for found in CLAIMS]
    assert all(isinstance(value, Decimal) for value in table["value"])
    assert list(table["region_codes"])[:2] == ["320000", "320000"]
    assert textmine.frame([]).empty


# Hostile text

HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>'&amp;",
    "</style></title><!--",
    "\x00\x07\x1b[2J\x1b]0;x\x07\x9b31m",
    "\u202e反\u202c\u200b\ufeff",
    "👩‍👩‍👧🇨🇳🀄𠮷𪚥",
    "半\ud800对\udc00",
    "e\u0301a\u0327中",
    "长" * 3000,
    "a" * 3000,
    "\r\n\t \u3000\u2028",
    "{{7*7}}${x}%s{0}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=[f"h{index}" for index in range(len(HOSTILE))])
@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_goes_through_every_format(name: str, text: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    data = written(name, hostile(text), layout=Layout(columns=60))
    if name == "parquet":
        return
    told = data.decode("utf-8")
    if name in ("json", "jsonl"):
        node = json.loads(told)
        article = node["articles"][0] if name == "json" else node
        assert article["title"] == article["claims"][0]["indicator"] == text
    if name == "csv" and "\ud800" not in text:
        assert sheet(hostile(text))[0]["title"] in (text, f"'{text}")
    if name == "table":
        assert all(sign.isprintable() or sign in "\n\u3000\u200d" for sign in told)
        assert all(width(line) <= 60 for line in told.splitlines())


class Page(HTMLParser):
    """The elements and the marked words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.marked: list[str] = []
        self.text = ""
        self._inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "a" and ("class", "claim") not in attrs and "claim" not in (dict(attrs).get("class") or ""):
            return
        if tag in ("a", "div"):
            self._inside.append(dict(attrs).get("class") or "")
        if tag == "a":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "div") and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._inside and "claim" in self._inside[-1]:
            self.marked[-1] += data
        if "text" in self._inside:
            self.text += data


@pytest.mark.parametrize("text", HOSTILE, ids=[f"h{index}" for index in range(len(HOSTILE))])
def test_hostile_text_stays_text_on_the_page(text: str) -> None:
    usual = Page(written("html", RESULT).decode())
    page = Page(written("html", hostile(text)).decode())
    assert set(page.tags) <= set(usual.tags)
    assert page.tags.count("script") == 1
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    assert page.marked == ["5%"]
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", written("html", hostile(text)).decode())


# The page


def test_page_holds_the_text_as_given_with_its_claims() -> None:
    html = written("html", RESULT, layout=Layout(lang="zh")).decode()
    page = Page(html)
    assert page.text == TEXT
    assert page.marked == [found.surface for found in CLAIMS]
    assert 'lang="zh-Hans"' in html
    assert "出口额" in html
    assert "比2030年（同比）" in html


def test_page_needs_nothing_else() -> None:
    html = written("html", RESULT).decode()
    assert "http:" not in html
    assert "https:" not in html
    assert "default-src 'none'" in html
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html
    names = re.findall(r'id="([^"]+)"', html)
    assert len(names) == len(set(names))
    assert {link[1:] for link in re.findall(r'href="(#[^"]+)"', html)} <= set(names)


def test_page_lets_only_its_own_script_run() -> None:
    html = written("html", RESULT).decode()
    script = html.split("<script>")[1].split("</script>")[0]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html


def test_page_of_several_articles_and_of_none() -> None:
    html = written("html", RESULT, RESULT).decode()
    assert html.count("<article ") == 2
    assert html.count("<!DOCTYPE html>") == html.count("</html>") == 1
    names = re.findall(r'id="([^"]+)"', html)
    assert len(names) == len(set(names))
    assert "</html>" in written("html").decode()


def test_a_claim_inside_another_is_in_the_table_only() -> None:
    inner = replace(LEVEL, id="c2", start=LEVEL.start + 3, surface=TEXT[LEVEL.start + 3 : LEVEL.end])
    html = written("html", Result(DOCUMENT, (replace(EXTRACTION, claims=(LEVEL, inner)),))).decode()
    assert Page(html).text == TEXT
    assert 'id="a1-c2-row"' in html


# Views for people

WIDE_ZH = """\
澄江出口开门红
news.txt · 沈听澜 · 2032年1月20日 · 4 条数据
    指标      数值       比较              地区    时期    说明
c1  出口额    843.7亿元                    江苏省  2031年  据澄江省统计局
c2  ″         +近两成    比2030年（同比）  ″       ″       据澄江省统计局
c3  新设企业  3500多家                     ″               3500–3600
c4  ″         4000家                               2032年  预计
"""
WIDE_EN = """\
澄江出口开门红
news.txt · 沈听澜 · 20 Jan 2032 · 4 claims
    Indicator  Value         Compared       Region   Period  Notes
c1  出口额     843.7亿元                    Jiangsu  2031    per 澄江省统计局
c2  ″          nearly +两成  vs 2030 (yoy)  ″        ″       per 澄江省统计局
c3  新设企业   3500多家                     ″                3,500–3,600
c4  ″          4000家                                2032    forecast
"""
NARROW_ZH = """\
澄江出口开门红
news.txt · 沈听澜 · 2032年1月20日
· 4 条数据
c1  出口额  843.7亿元
    江苏省 · 2031年 · 据澄江省统计
    局
c2  出口额  +近两成
    比2030年（同比） · 江苏省 ·
    2031年 · 据澄江省统计局
c3  新设企业  3500多家
    江苏省 · 3500–3600
c4  新设企业  4000家
    2032年 · 预计
"""


@pytest.mark.parametrize(
    ("lang", "columns", "expected"), [("zh", 120, WIDE_ZH), ("en", 100, WIDE_EN), ("zh", 34, NARROW_ZH)]
)
def test_table(lang: str, columns: int, expected: str) -> None:
    assert written("table", RESULT, layout=Layout(lang=lang, columns=columns)).decode() == expected


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_table_fits_and_says_everything(lang: str, columns: int) -> None:
    told = written("table", RESULT, layout=Layout(lang=lang, columns=columns)).decode()
    assert all(width(line) <= columns for line in told.splitlines())
    joined = re.sub(r"\s", "", told)
    for found in CLAIMS:
        assert re.sub(r"\s", "", value_words(found, lang)) in joined
    assert "…" not in told


def test_table_of_several_articles_ends_in_a_sum() -> None:
    told = written("table", RESULT, RESULT).decode()
    assert told.endswith("\n\n2 articles · 8 claims\n")
    assert "articles" not in written("table", RESULT).decode()
    empty = Result(DOCUMENT, (replace(EXTRACTION, claims=()),))
    assert "no claims" in written("table", empty).decode()


def test_table_in_colour_is_the_same_text() -> None:
    plainly = written("table", RESULT, layout=Layout()).decode()
    coloured = written("table", RESULT, layout=Layout(colour=True)).decode()
    assert "\x1b[1m" in coloured
    assert "\x1b" not in plainly
    stripped = re.sub(r"\x1b\[\dm", "", coloured)
    assert [line.rstrip() for line in stripped.splitlines()] == plainly.splitlines()


def test_values_are_worded_as_people_read_them() -> None:
    assert [value_words(found, "zh") for found in CLAIMS] == ["843.7亿元", "+近两成", "3500多家", "4000家"]
    fall = claim("3.7", value=Decimal(-370000000), unit="元", role=Role.CHANGE, change=Change.ABSOLUTE)
    assert value_words(fall, "zh") == "−3.7亿元"
    double = replace(CHANGED, surface="翻番", change=Change.MULTIPLE, qualifier=Qualifier.EXACT)
    assert value_words(double, "en") == "翻番"
    none = replace(CHANGED, surface="零增长", value=Decimal(0), qualifier=Qualifier.EXACT)
    assert value_words(none, "en") == "零增长"
    many = claim("3500多", text="3500多", value=Decimal(3500), unit="家", qualifier=Qualifier.OVER, kind=Kind.COUNT)
    assert value_words(many, "zh") == "超3500家"
    least = replace(FORECAST, qualifier=Qualifier.AT_LEAST)
    assert (value_words(least, "zh"), value_words(least, "en")) == ("至少4000家", "at least 4000家")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("84370000000", "843.7亿", "84,370,000,000"),
        ("1300000000000", "1.3万亿", "1,300,000,000,000"),
        ("10000", "1万", "10,000"),
        ("12345", "12345", "12,345"),
        ("-250000", "-25万", "-250,000"),
        ("0.50", "0.5", "0.5"),
        ("-0.4", "-0.4", "-0.4"),
        ("1234.5", "1234.5", "1,234.5"),
        ("0", "0", "0"),
        ("1" + "0" * 28 + "1", "1" + "0" * 28 + "1", "100,000,000,000,000,000,000,000,000,001"),
    ],
)
def test_numbers(value: str, zh: str, en: str) -> None:
    assert number_words(Decimal(value), lang="zh") == zh
    assert number_words(Decimal(value), lang="en") == en


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        (None, "", ""),
        ("2024", "2024年", "2024"),
        ("2024-Q1", "2024年一季度", "Q1 2024"),
        ("2024-S2", "2024年下半年", "H2 2024"),
        ("2024-06", "2024年6月", "Jun 2024"),
        ("2024-06-30", "2024年6月30日", "30 Jun 2024"),
        ("2021/2025", "2021—2025年", "2021 – 2025"),
        ("2024-01/2024-09", "2024年1—9月", "Jan–Sep 2024"),
        ("2023-11/2024-02", "2023年11月至2024年2月", "Nov 2023 – Feb 2024"),
        ("2024-02-01/2024-02-09", "2024年2月1—9日", "1–9 Feb 2024"),
        ("2024-01-30/2024-02-02", "2024年1月30日至2024年2月2日", "30 Jan 2024 – 2 Feb 2024"),
        ("2012/..", "2012年以来", "since 2012"),
        ("2012-03/..", "2012年3月以来", "since Mar 2012"),
        ("../2024-11", "截至2024年11月", "up to Nov 2024"),
        ("2024/2025-S1", "2024年至2025年上半年", "2024 – H1 2025"),
        ("2024-13", "2024-13", "2024-13"),
        ("whenever", "whenever", "whenever"),
    ],
)
def test_periods(period: str | None, zh: str, en: str) -> None:
    assert period_words(period, "zh") == zh
    assert period_words(period, "en") == en


def test_regions_are_worded_in_the_readers_language() -> None:
    places = (PROVINCE, Place(name="长三角"), Place(name="某某县", code="990000"))
    assert region_words(places, "zh") == "江苏省、长三角、某某县"
    assert region_words(places, "en") == "Jiangsu, Yangtze River Delta, 某某县"


def test_comparisons_and_notes() -> None:
    share = replace(LEVEL, role=Role.SHARE, baseline=Baseline(region="全国", basis=Basis.VERSUS))
    assert (compared_words(share, "zh"), compared_words(share, "en")) == ("占全国", "of China")
    assert baseline_words(Baseline(basis=Basis.MOM), "zh") == "环比"
    assert baseline_words(Baseline(subject="预期", basis=Basis.VERSUS), "en") == "vs 预期"
    assert baseline_words(Baseline(), "en") == ""
    denied = replace(FORECAST, negated=True, status=Status.TARGET, role=Role.SHARE)
    assert (note_words(denied, "zh"), note_words(denied, "en")) == ("目标，否定，占比", "target, negated, share")
    assert interval_words(CHANGED, "en") == ""
    assert interval_words(VAGUE, "zh") == "3500–3600"


EXPLAINED = """\
c2  出口额  +近两成
news · 41–43

  门红澄江省统计局说，2031年全省出口额843.7亿元，比上年增长近两成；新设企业3500多家，预计明年达到4000家。
                                                             ^^^^

类别      百分比
数值      20
下限      不限
上限      20
精度      10
限定      近
单位      %
量纲      无
          ← 数值本身 · 成数 (tenths)
指标      出口额
          ← “出口额” 23–26 · 本句 · 句中已说到的指标 (topic)
地区      江苏省 320000
          ← 文意
时期      2031年
          ← 文意
作用      变化
          ← “增长” 38–40 · 本分句 · 变化的动词 (change:增长)
变化方式  相对变化
          ← “增长” 38–40 · 本分句 · 变化的动词 (change:增长)
基期      比2030年（同比）
          ← “上年” 36–38 · 本分句 · 去年、今年一类 (relative)
状态      事实
          ← 缺省
来源      澄江省统计局
          ← 文意
相关数据  c1 843.7亿元
          ← 推算
置信度    1.00
          ← 推算
"""


def test_explanation() -> None:
    assert explain(EXTRACTION, CHANGED, TEXT, Layout(lang="zh", columns=130)) == EXPLAINED


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explanation_names_words_rule_and_reach_of_every_field(lang: str) -> None:
    for found in CLAIMS:
        told = explain(EXTRACTION, found, TEXT, Layout(lang=lang, columns=60))
        assert all(width(line) <= 130 for line in told.splitlines())
        for item in found.evidence:
            assert f"“{item.surface}” {item.start}–{item.end}" in told.replace("\n", "")
            assert label(item.reach, lang) in told
            assert f"({item.rule})" in re.sub(r"\n\s*", "", told)


def test_rules_are_named_by_their_parts() -> None:
    assert rule_words("left+counted", "en") == "words before the value + the thing counted"
    assert rule_words("change:增长", "zh") == "变化的动词"
    assert rule_words("brand-new", "en") == "brand-new"


# The words of views, terminals, names of formats


def test_every_label_is_said_in_both_languages() -> None:
    for labels in (Kind, Qualifier, Role, Status, Change):
        for one in labels:
            assert label(one.value, "zh") != one.value
    for name in ("indicator", "value", "page_help", "no_claims"):
        assert label(name, "zh") != label(name, "en") != name


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_language_follows_the_locale(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == expected
    assert language("zh") == "zh"
    with pytest.raises(UsageError, match="'fr'"):
        language("fr")


def test_width_and_wrap() -> None:
    assert (width("中a"), width("e\u0301"), width("“”"), width("👧")) == (3, 1, 2, 2)
    assert wrap("甲乙丙丁", 4) == ["甲乙", "丙丁"]
    assert wrap("甲乙，丙", 4) == ["甲", "乙，", "丙"]
    assert wrap("year on year of China", 13) == ["year on year", "of China"]
    assert wrap("甲" * 20, 4, lines=2) == ["甲乙"[:1] * 2, "甲…"]
    assert "".join(wrap("a" * 50, 7, lines=99)) == "a" * 50
    assert printable("甲\r\n乙\x1b[0m\t丙") == "甲乙\ufffd[0m 丙"


def test_formats_by_ending() -> None:
    assert [format_of(f"x{ending}") for ending in (".JSON", ".ndjson", ".csv", ".htm", ".txt", ".parquet")] == [
        *("json", "jsonl", "csv", "html", "table", "parquet")
    ]
    for name in ("x", "x.docx", "csv"):
        with pytest.raises(UsageError, match=name):
            format_of(name)
    with pytest.raises(UsageError, match="doc"):
        open_writer("doc", io.BytesIO())
