"""PDF files: columns in reading order, furniture left out, tables kept, the place of each line, and what is refused."""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "fixtures" / "pdf"))

import pdf_sheets as sheets
from pdf_sheets import Expected
from pdf_typeset import Paper, packed

import textmine
from textmine.errors import InputError
from textmine.reading.cleaned import tidy
from textmine.reading.formats import documents
from textmine.reading.inputs import Input
from textmine.records import BlockKind, Document, Format

Made = tuple[Paper, list[Expected]]
MADE: dict[str, Callable[[], Made]] = {
    "two columns": sheets.two_columns,
    "five columns": sheets.five_columns,
    "bulletin": sheets.bulletin,
    "picture and caption": sheets.captioned,
    "three pages": sheets.continued,
    "table without walls": sheets.three_lines,
    "merged cells": sheets.merged_cells,
    "article above briefs": sheets.briefs,
    "no indentation": sheets.spaced,
    "upright headline": sheets.upright,
}


def read(data: bytes, name: str = "a.pdf") -> Document:
    stream: io.BufferedReader = io.BufferedReader(io.BytesIO(data))
    (found,) = documents(Input(stream, name, name, name))
    if isinstance(found, InputError):
        raise found
    return found


def paragraphs(document: Document) -> list[tuple[str, ...]]:
    """The lines of each article but for its headline, a byline together with what follows it."""
    found = []
    for article in document.articles:
        first = max((block.end for block in article.blocks if block.kind is BlockKind.TITLE), default=-1) + 1
        found.append(tuple(article.text[first:].split("\n")))
    return found


@pytest.mark.parametrize("name", MADE)
def test_all_paragraphs_in_order(name: str) -> None:
    paper, expected = MADE[name]()
    document = read(paper.bytes())
    assert [(article.title, article.byline, article.publisher, article.published) for article in document.articles] == [
        (one.title, one.byline, one.publisher, one.published) for one in expected
    ]
    assert paragraphs(document) == [tuple(tidy(line) for line in one.paragraphs) for one in expected]
    assert document.format is Format.PDF


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("name", MADE)
def test_each_line_has_its_place(name: str, rotate: int) -> None:
    paper, _ = MADE[name]()
    paper.rotate = rotate
    document = read(paper.bytes())
    starts = [anchor.start for anchor in document.anchors]
    assert starts == sorted(starts)
    printed = list(paper.characters())
    for anchor in document.anchors:
        assert anchor.box is not None
        left, top, right, bottom = anchor.box
        inside = [
            (mark, round(x), round(y))
            for page, mark, x, y in printed
            if page == anchor.page and left <= x <= right and top <= y <= bottom
        ]
        words = "".join(mark for mark, _, _ in dict.fromkeys(inside))
        assert words == document.text[anchor.start : anchor.end].replace(" ", "")
    covered = "".join(document.text[anchor.start : anchor.end] for anchor in document.anchors)
    assert covered.replace(" ", "") == "".join(document.text.split())


def test_claims_cite_the_text_and_stand_where_they_are_printed() -> None:
    paper, _ = sheets.five_columns()
    document = read(paper.bytes())
    claims = [claim for article in document.articles for claim in textmine.extract_article(article).claims]
    assert len(claims) > 20
    printed = list(paper.characters())
    for claim in claims:
        assert document.text[claim.start : claim.end] == claim.surface
        places = [anchor for anchor in document.anchors if anchor.start < claim.end and claim.start < anchor.end]
        assert places
        near = "".join(
            mark
            for place in places
            for page, mark, x, y in printed
            if place.box
            and place.box[0] <= x <= place.box[2]
            and place.box[1] <= y <= place.box[3]
            and page == place.page
        )
        assert claim.surface in near


def test_cells_have_row_and_column() -> None:
    document = read(sheets.bulletin()[0].bytes())
    cells = {
        (one.table, one.row, one.column): (document.text[one.start : one.end], one.page) for one in document.anchors
    }
    assert cells[1, 1, 3] == ("产量", 1)
    assert cells[1, 3, 3] == ("1874.0", 1)
    assert cells[1, 4, 1] == ("新能源汽车", 2)
    assert (1, 7, 1) not in cells
    (article,) = document.articles
    assert [block.kind for block in article.blocks].count(BlockKind.TABLE) == 1


def test_the_title_of_the_file_counts_only_if_it_stands_on_the_page() -> None:
    paper, expected = sheets.bulletin()
    assert read(paper.bytes(title="Microsoft Word - 统计公报终稿3.doc")).articles[0].title == expected[0].title
    assert read(paper.bytes(title=expected[0].title)).articles[0].title == expected[0].title


def test_radicals_are_the_characters_they_are_forms_of() -> None:
    paper = Paper()
    paper.page()
    paper.line("⻓江两岸⼈⺠收⼊⽐上年增⻓5.2%。", 90, 190, 12)
    assert read(paper.bytes()).text == "长江两岸人民收入比上年增长5.2%。"


def test_what_hangs_askew_is_left_out() -> None:
    paper = Paper()
    paper.page()
    paper.line("全市粮食总产量45.2万吨。", 90, 190, 12)
    paper.pages[-1].append("BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <5185 90E8 8D44 6599> Tj ET")
    assert read(paper.bytes()).text == "全市粮食总产量45.2万吨。"


def test_two_headlines_with_a_space_or_side_by_side() -> None:
    paper = Paper(640, 400)
    paper.page()
    paper.line("科技赋能　田间丰收", 40, 130, 20)
    paper.line("图书馆　新馆开放", 330, 130, 20)
    paper.columns(sheets.SCHOOLS, (40, 180), 130, 140, 9, 14)
    paper.columns(sheets.LIBRARY, (330, 470), 130, 140, 9, 14)
    titles = [article.title for article in read(paper.bytes()).articles]
    assert titles == ["科技赋能 田间丰收", "图书馆 新馆开放"]


def test_what_stands_lower_is_no_column() -> None:
    paper = Paper()
    paper.page()
    for number, text in enumerate(("一季度粮食45.2万吨；", "二季度粮食51.7万吨；", "三季度粮食48.3万吨；")):
        paper.line(text, 90, 190 + 20 * number, 12)
    paper.line("江州市统计局", 400, 270, 12)
    paper.line("2024年10月12日", 400, 290, 12)
    paper.line("四季度粮食40.9万吨。", 90, 320, 12)
    lines = read(paper.bytes()).text.split("\n")
    assert lines[3:] == ["江州市统计局", "2024年10月12日", "四季度粮食40.9万吨。"]


def test_lines_that_end_sentences_are_paragraphs_where_none_is_wrapped() -> None:
    paper = Paper()
    paper.page()
    lines = ["一季度粮食45.2万吨；", "二季度粮食51.7万吨；", "三季度粮食48.3万吨。"]
    for number, text in enumerate(lines):
        paper.line(text, 90, 190 + 20 * number, 12)
    assert read(paper.bytes()).text.split("\n") == lines


def test_white_space_divides_paragraphs_whose_last_line_is_full() -> None:
    paper = Paper()
    paper.page()
    texts = [
        "全市粮食总产量四十五万吨，比上年增长三点一，单产提高二个点。",
        "蔬菜产量八十六万吨，增长二点八，水果产量四十七万吨，增九成。",
    ]
    baseline = 190
    for text in texts:
        assert len(text) == 30
        for line in (text[:10], text[10:20], text[20:]):
            paper.line(line, 90, baseline, 12)
            baseline += 18
        baseline += 10
    assert read(paper.bytes()).text.split("\n") == texts


def test_what_is_printed_twice_to_look_bold_is_read_once() -> None:
    paper = sheets.upright()[0]
    once = read(paper.bytes()).text
    paper.line("江州市图书馆新馆开放", 121, 110, 18)
    assert read(paper.bytes()).text == once


def test_a_space_without_a_sign_is_seen() -> None:
    paper = Paper()
    paper.page()
    paper.line("（记者", 90, 190, 12)
    paper.line("林予安）江州市二月底", 130, 190, 12)
    assert read(paper.bytes()).text == "（记者 林予安）江州市二月底"


def test_pieces_of_one_line_above_another_are_said_once() -> None:
    paper = Paper()
    paper.page()
    paper.line("出席者", 90, 190, 12)
    paper.line("林予安", 140, 190, 12)
    paper.line("全市粮食总产量四十五万吨。", 90, 208, 12)
    assert read(paper.bytes()).text == "出席者 林予安\n全市粮食总产量四十五万吨。"


def test_headlines_divide_articles_without_bylines() -> None:
    paper, expected = sheets.unsigned()
    document = read(paper.bytes())
    assert [article.title for article in document.articles] == [one.title for one in expected]
    assert paragraphs(document) == [one.paragraphs for one in expected]


def test_headlines_of_chapters_divide_no_document() -> None:
    paper = Paper()
    paper.page()
    paper.centred("江州市促进消费三年行动方案", 90, 505, 150, 22)
    for number, title in enumerate(("总体要求和目标", "主要任务与举措", "保障措施和分工")):
        paper.centred(title, 90, 505, 190 + 150 * number, 18)
        paper.columns(sheets.LIBRARY[1:], (90,), 415, 205 + 150 * number, 12, 20)
    (article,) = read(paper.bytes()).articles
    assert article.text.count("新馆引进智能书库系统") == 3


# What is refused, or bounded


def one_page(content: bytes, **entries: bytes) -> bytes:
    """A file with one page that shows ``content``; ``entries`` replace those of the page and its font."""
    font = entries.get("font", b"/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H")
    packed_content = zlib.compress(content, 9)
    return packed(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count %s>>" % entries.get("count", b"1"),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            % entries.get("size", b"595 842"),
            b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed_content), packed_content),
            b"<</Type/Font/Subtype/Type0%s/DescendantFonts[6 0 R]>>" % font,
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 4>>>>" % entries.get("ordering", b"GB1"),
        ]
    )


SHOWN = b"BT /F1 12 Tf 1 0 0 1 100 500 Tm <6C5F5DDE5E02589E957F> Tj ET "
GOOD = sheets.two_columns()[0].bytes()
LOCKED = b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -44>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "no PDF": ("一篇文章".encode(), "no PDF file"),
    "header alone": (b"%PDF-1.4\n", "damaged"),
    "noise": (b"%PDF-1.4\n" + bytes(range(256)) * 50, "damaged"),
    "cut": (GOOD[: len(GOOD) // 2], "damaged"),
    "locked": (GOOD.replace(b"/Root 1 0 R", LOCKED), "encrypted"),
    "strange lock": (GOOD.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Own>>/ID[<00><00>]"), "encrypted"),
    "scan": (sheets.scanned().bytes(), "holds images of 3 pages and no text; recognise its text first"),
    "blank": (one_page(b""), "1 page without text"),
    "characters without names": (
        one_page(b"BT /F1 12 Tf 100 500 Td <E001E002E003> Tj ET"),
        "do not tell which characters stand on page 1",
    ),
    "a million pages": (
        packed([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1000000>>"]),
        "limit",
    ),
    "no Chinese": (one_page(b"BT /F1 12 Tf 100 500 Td <0041004200430044> Tj ET"), "no Chinese"),
    "beyond all size": (one_page(b"BT /F1 1e30 Tf 1e30 0 0 1e30 1e30 9 Tm <6C5F5DDE> Tj ET"), "without text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_line(name: str) -> None:
    data, message = REFUSED[name]
    with pytest.raises(InputError) as error:
        read(data)
    assert message in str(error.value)
    assert str(error.value).startswith("a.pdf: ")
    assert "\n" not in str(error.value)


def test_a_page_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    scattered = b"".join(
        b"BT /F1 5 Tf 1 0 0 1 %d %d Tm <%04X> Tj ET\n" % (index * 37 % 590, index * 101 % 840, 0x4E00 + index)
        for index in range(5000)
    )
    assert len(read(one_page(scattered)).text) >= 5000
    monkeypatch.setattr("textmine.reading.formats.pdf.LIMIT_GLYPHS", 1000)
    with pytest.raises(InputError, match="more than 1000 characters"):
        read(one_page(scattered))


@pytest.mark.parametrize("size", [b"1e9 1e9", b"0 0"])
def test_a_page_of_any_size_is_read(size: bytes) -> None:
    assert read(one_page(SHOWN, size=size)).text == "江州市增长"


def test_pages_without_text_are_told() -> None:
    paper, _ = sheets.two_columns()
    for _ in range(2):
        paper.page()
        paper.image(0, 0, 500, 560)
    document = read(paper.bytes())
    assert document.warnings == (
        "a.pdf: pages 2, 3 hold images and no text, and were left out; recognise their text first (OCR)",
    )


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(InputError, match=r'pip install "textmine\[pdf\]"'):
        read(GOOD)


@pytest.mark.parametrize("name", ["a.pdf", "a.PDF", "a", "a.txt", "-", "a.html"])
def test_known_under_any_name(name: str) -> None:
    assert read(GOOD, name).format is Format.PDF


def test_found_in_archives() -> None:
    packed_up = io.BytesIO()
    with zipfile.ZipFile(packed_up, "w") as archive:
        archive.writestr("2024/a02.pdf", GOOD)
    document = read(packed_up.getvalue(), "a.zip")
    assert document.articles[0].title == "前两个月同比增长7.2% 江州港货物吞吐量实现开门红"
