"""Word documents: what is read, what is left out, where it stands, and what is refused."""

from __future__ import annotations

import importlib.util
import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

import textmine
from textmine.errors import InputError
from textmine.reading.formats.docx.package import LIMIT_PART
from textmine.records import Document, Format

FOLDER = Path(__file__).parent / "fixtures" / "docx"


def _fixtures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docx_files", FOLDER / "docx_files.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


files = _fixtures()
paragraph, table = files.paragraph, files.table


def opened(data: bytes, folder: Path, name: str = "a.docx") -> Document:
    """The document that a file with ``data`` is."""
    path = folder / name
    path.write_bytes(data)
    (document,) = textmine.read(path)
    return document


def body(*pieces: str) -> bytes:
    made: bytes = files.package("".join(pieces))
    return made


def seen(document: Document) -> str:
    """The document as the golden files write it: fields, blocks, claims."""
    lines = []
    for article in document.articles:
        lines += [f"{name}: {getattr(article, name)}" for name in ("title", "publisher", "published", "byline")]
        for block in article.blocks:
            words = article.text[block.start : block.end].replace("\t", " | ")
            lines += [f"{block.kind.value[0].upper()} {line}" for line in words.split("\n")]
        for claim in textmine.extract_article(article).claims:
            places = "、".join(place.name for place in claim.regions)
            lines.append(
                f"= {claim.surface}: {claim.indicator} {claim.value:f}{claim.unit or ''} {places or '-'} {claim.period} {claim.role}"
            )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", sorted(files.DOCUMENTS))
def test_golden(name: str, tmp_path: Path) -> None:
    document = opened(files.DOCUMENTS[name](), tmp_path)
    assert document.format is Format.DOCX
    assert seen(document) == (FOLDER / f"{name}.golden.txt").read_text("utf-8")
    for article in document.articles:
        for claim in textmine.extract_article(article).claims:
            assert document.text[claim.start : claim.end] == claim.surface


def test_cells_have_anchors(tmp_path: Path) -> None:
    document = opened(files.bulletin(), tmp_path)
    found = {(one.table, one.row, one.column): document.text[one.start : one.end] for one in document.anchors}
    assert found[1, 1, 4] == "其中：出口"
    assert found[1, 2, 2] == "总额 （亿元）"
    assert found[1, 4, 3] == "-8.4"
    assert (1, 2, 1) not in found
    assert all(one.page is None and one.box is None for one in document.anchors)
    assert [one.start for one in document.anchors] == sorted(one.start for one in document.anchors)


def test_what_is_left_out(tmp_path: Path) -> None:
    text = opened(files.bulletin(), tmp_path).text
    for words in ("江州统计月报", "第 1 页", "此句已隐藏", "9.9", "没有引用"):
        assert words not in text
    assert text.count("主要看点") == 1


def test_columns_before_a_row_and_wide_cells(tmp_path: Path) -> None:
    row = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>' + paragraph("乙") + "</w:tc></w:tr>"
    whole = table(["指标", "数值"]).replace("</w:tbl>", row + "</w:tbl>")
    assert opened(body(whole), tmp_path).text == "指标\t数值\n\t乙"
    wide = table([("指标", 999999, ""), "数值"], ["甲", "乙"])
    assert len(opened(body(wide), tmp_path).text) < 200


def test_headings_by_style_level_and_base(tmp_path: Path) -> None:
    pieces = [
        paragraph("江州市工作动态", style="a3"),
        paragraph("一、产业", style="1"),
        paragraph("全年产值增长5%。"),
        paragraph("二、消费", style="own"),
        paragraph("零售额增长3%。"),
        paragraph("三、外贸", level=0),
        paragraph("出口额增长2%，进口额增长1%。", style="1"),
        paragraph("四、其他", style="1", level=9),
    ]
    (article,) = opened(body(*pieces), tmp_path).articles
    kinds = {article.text[block.start : block.end]: block.kind.value for block in article.blocks}
    assert [kinds[words] for words in ("江州市工作动态", "一、产业", "二、消费", "三、外贸")] == [
        "title",
        *["heading"] * 3,
    ]
    assert kinds["出口额增长2%，进口额增长1%。"] == "paragraph"
    assert kinds["四、其他"] == "paragraph"


@pytest.mark.parametrize(
    ("lines", "publisher", "published"),
    [
        (["江州市统计局", "2025年1月15日"], "江州市统计局", "2025-01-15"),
        (["江州市统计局", "二〇二四年十二月二十五日"], "江州市统计局", "2024-12-25"),
        (["国家统计局 江州调查队", "（2025年1月5日）"], "国家统计局江州调查队", "2025-01-05"),
        (["会议定于下列日期召开", "2025年1月15日"], None, None),
        (["江州市统计局", "2025年2月30日"], "江州市统计局", None),
        (["发布单位：江州海关  发布日期：2025-03-04", "全文完。"], "江州海关", "2025-03-04"),
    ],
)
def test_who_issued_it_and_when(lines: list[str], publisher: str | None, published: str | None, tmp_path: Path) -> None:
    pieces = [paragraph(line) for line in ("全市经济运行平稳，工业增长5%。", *lines)]
    (article,) = opened(body(*pieces), tmp_path).articles
    assert (article.publisher, article.published) == (publisher, published)


def test_title_of_the_file_counts_only_where_the_text_says_it(tmp_path: Path) -> None:
    pieces = paragraph("关于粮食生产的通报") + paragraph("粮食产量增长2%。")
    for title, expected in (("关于粮食生产的通报", "关于粮食生产的通报"), ("模板文件标题", "关于粮食生产的通报")):
        (article,) = opened(files.package(pieces, title=title), tmp_path).articles
        assert article.title == expected


def test_strict_form_and_other_names_of_parts(tmp_path: Path) -> None:
    plain = files.package(paragraph("全市经济运行平稳。"))
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(plain)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"word/document.xml", b"word/text.xml")
            data = data.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name.replace("document.xml", "text.xml"), data)
    assert opened(made.getvalue(), tmp_path).text == "全市经济运行平稳。"


OLD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
ENTITIES = (
    '<!DOCTYPE w:document [<!ENTITY a "中文"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    f"<w:document {files.SPACES}><w:body><w:p><w:r><w:t>中文&a;&b;</w:t></w:r></w:p></w:body></w:document>"
)
DEEP = f"<w:document {files.SPACES}><w:body>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000 + "</w:body></w:document>"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.doc", OLD, "save it as .docx"),
        ("a.docx", OLD, "a locked Word file, or an old one"),
        ("a.doc", b"{\\rtf1 text}", "save it as .docx"),
        ("a.docx", b"", "the file is empty"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.docx", body(), "is empty"),
        ("a.docx", body(paragraph("English only")), "no Chinese"),
        ("a.docx", files.package("", parts={"word/document.xml": ENTITIES}), "declares a document type"),
        ("a.docx", files.package("", parts={"word/document.xml": DEEP}), "no XML that can be read"),
        ("a.docx", files.package("", parts={"word/document.xml": "<w:document"}), "no XML that can be read"),
        ("a.docx", files.package("", parts={"word/document.xml": " " * (LIMIT_PART + 9)}), "longer than 32 MiB"),
        ("a.docx", files.package("", parts={"word/document.xml": f"<w:other {files.MAIN}/>"}), "no Word document"),
    ],
)  # fmt: skip
def test_what_is_refused(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        opened(data, tmp_path, name)
    message = str(told.value)
    assert words in message
    assert "; " in message
    assert "\n" not in message
    assert message.startswith(str(tmp_path / name))


def test_an_archive_without_a_document_is_told(tmp_path: Path) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "中文")
    with pytest.raises(InputError, match="holds no Word document"):
        opened(made.getvalue(), tmp_path)


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "lxml", None)
    with pytest.raises(textmine.TextmineError, match=r"textmine\[office\]"):
        opened(files.notice(), tmp_path)
