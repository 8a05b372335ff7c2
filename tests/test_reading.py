"""Reading: layouts, bylines, furniture, offsets, encodings, JSON Lines."""

from __future__ import annotations

import gzip
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textmine
from textmine.errors import EncodingError, InputError
from textmine.lexicon import rows
from textmine.reading import LIMIT_LINE, from_text, read, read_all
from textmine.reading.bylines import Byline, leading_byline, name_line, trailing_authors
from textmine.reading.cleaned import tidy
from textmine.reading.credits import source_line
from textmine.reading.dates import first_date
from textmine.reading.decode import decode
from textmine.reading.furniture import is_furniture
from textmine.reading.lines import is_caption
from textmine.records import BlockKind, Document

FOLDER = Path(__file__).parents[1] / "corpora" / "reading"
LAYOUTS = sorted(FOLDER.glob("*.txt"))
BREAKS = "\n\r\v\f\x85\u2028\u2029"


def layout(path: Path) -> tuple[str, str]:
    """The text of a layout and what is expected of it."""
    text, _, expected = path.read_text("utf-8").partition("\n=== 1\n")
    return text + "\n", "=== 1\n" + expected


def told(document: Document) -> str:
    """What reading made of a document, as the layouts write it."""
    found = []
    for number, article in enumerate(document.articles, 1):
        found.append(f"=== {number}")
        fields = {
            "title": article.title,
            "byline": article.byline,
            "publisher": article.publisher,
            "published": article.published,
            **article.extra,
        }
        found += [f"{name}: {value}" for name, value in fields.items() if value]
        for block in article.blocks:
            words = article.text[block.start : block.end].strip()
            table = block.kind is BlockKind.TABLE
            found += [f"| {row}" for row in words.split("\n")] if table else [f"{block.kind[0].upper()} {words}"]
    return "\n".join(found) + "\n"


def narrow(character: str) -> str:
    return tidy(character) or character


def one_line(error: Exception) -> None:
    assert "\n" not in str(error)


def check_offsets(document: Document) -> None:
    """Everything in the cleaned texts stands in the source, in order; blocks cover each text."""
    last = 0
    for article in document.articles:
        assert 0 <= article.start <= article.end <= len(document.text)
        assert article.start >= last
        last = article.end
        places = [article.offsets(index) for index in range(len(article.text))]
        converted = "script" in article.extra  # characters and lengths differ, see test_traditional
        assert all(left < right or (converted and left == right) for left, right in pairwise(places))
        for character, place in zip(article.text, places, strict=True):
            source = document.text[place]
            assert converted or character in (source, narrow(source)) or (character in "\n " and source in BREAKS)
            assert article.start <= place < article.end
        position = 0
        for block in article.blocks:
            assert block.start < block.end
            assert article.text[position : block.start] in ("", "\n")
            position = block.end
        assert position == len(article.text)
        for block in article.blocks:
            low, high, surface = article.cite(block.start, block.end)
            assert document.text[low:high] == surface


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_layouts(path: Path, ending: str) -> None:
    text, expected = layout(path)
    document = from_text(text.replace("\n", ending))
    assert told(document) == expected
    check_offsets(document)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_layouts_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    for path in LAYOUTS:
        text, expected = layout(path)
        file = tmp_path / path.name
        file.write_bytes(text.encode(encoding))
        (document,) = read(file)
        assert (document.text, told(document)) == (text, expected), path.name


def test_there_are_layouts_of_every_kind() -> None:
    assert len(LAYOUTS) > 50
    kinds = {line[0] for path in LAYOUTS for line in layout(path)[1].splitlines() if line[1] == " "}
    assert kinds == set("TBHP|")


@pytest.mark.parametrize("row", rows("reading_furniture"), ids=lambda row: f"{row[0]}-{row[2][:12]}")
def test_every_furniture_pattern_matches_its_example(row: tuple[str, str, str]) -> None:
    assert re.fullmatch(row[1], row[2])
    assert is_furniture(row[2])


HEADLINES = """关闭煤矿12座 关闭落后产能企业120家 扫码乘车覆盖全市 市民扫码即可办理业务，去年办理120万件 打印机出口增长15%
    收藏家们的故事 点赞江州速度 评论员文章 阅读推广活动启动 会议将于2024年3月5日星期二召开。 大中小企业融通发展
    分享改革红利 关注民生 微信公众号粉丝突破100万 首页改版 转第二产业 第三版图 A股 G20 G20峰会 B2B出口增长两成
    增长5.6% 12.5亿元 上一篇文章 江州日报社迁入新址 原标题党 一版好戏 设计产能10万吨 编辑部的一天 策划1个产业园 设计：年产能10万吨
    统筹：推动城乡融合发展加快补齐农村基础设施和公共服务短板
    审核通过率96% 阅读量超3亿 转3版 2024年 2024年3月5日 12 3.5"""


@pytest.mark.parametrize("text", HEADLINES.split())
def test_what_may_be_a_headline_is_no_furniture(text: str) -> None:
    assert is_furniture(text) == (text == "转3版")


def byline(text: str) -> tuple[object, ...] | None:
    found = leading_byline(text)
    return None if found is None else (text[found.end :], "、".join(found.authors), found.publisher, found.place)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本报讯（记者 沈听澜 通讯员 顾言）昨日", ("昨日", "沈听澜、顾言", None, None)),
        ("本报讯 沈听澜 近日，从", ("近日，从", "沈听澜", None, None)),
        ("本报讯(全媒体记者 沈听澜 文/图)昨日", ("昨日", "沈听澜", None, None)),
        ("本报讯 记者从市统计局获悉，", ("记者从市统计局获悉，", "", None, None)),
        ("本报讯 记者今日 从", ("记者今日 从", "", None, None)),
        ("本报江州1月17日电 （记者沈听澜、顾言）今天", ("今天", "沈听澜、顾言", None, "江州")),
        ("本报江州1月17日讯 记者沈听澜 通讯员顾言报道：今天", ("今天", "沈听澜、顾言", None, "江州")),
        ("新华社北京1月17日电（记者 程子谦）今天", ("今天", "程子谦", "新华社", "北京")),
        ("新华社阿布扎比1月17日电 今天", ("今天", "", "新华社", "阿布扎比")),
        ("中新网江州1月17日电(程子谦 沈听澜)今天", ("今天", "程子谦、沈听澜", "中新网", "江州")),
        ("中新网1月17日电 据国家统计局网站消息", ("据国家统计局网站消息", "", "中新网", None)),
        ("央视网消息（新闻联播）：今天", ("今天", "", "央视网", None)),
        ("江州日报讯（记者沈听澜）今天", ("今天", "沈听澜", "江州日报", None)),
        ("江州讯 记者 沈听澜 今天", ("今天", "沈听澜", None, "江州")),
        ("经济日报—中国经济网北京1月17日讯（记者 程子谦）今天", ("今天", "程子谦", "经济日报", "北京")),
        ("财联社1月17日电，今天", ("今天", "", "财联社", None)),
        ("据新华社电 今天", ("今天", "", "新华社", None)),
        ("（本报记者 买买提·艾力）今天", ("今天", "买买提·艾力", None, None)),
        ("【記者王小明／臺北報導】今天", ("今天", "王小明", None, None)),
        ("据央视新闻报道，今天", None),
        ("记者沈听澜从市统计局获悉", None),
        ("（一）加快建设", None),
        ("电力供应充足", None),
        ("消息面上，今天", None),
    ],
)
def test_datelines(text: str, expected: tuple[object, ...] | None) -> None:
    assert byline(text) == expected


def test_datelines_tell_their_day() -> None:
    dated = leading_byline("新华社北京2024年1月17日电（记者 程子谦）今天")
    assert dated == Byline(
        end=24, authors=("程子谦",), publisher="新华社", place="北京", published="2024-01-17", day=(1, 17)
    )
    assert leading_byline("新华社北京2月30日电 今天").published is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "authors", "publisher"),
    [
        ("本报记者　程子谦", "程子谦", None),
        ("□ 本报记者 程 潜 通讯员 顾言 文/图", "程潜、顾言", None),
        ("■ 程子谦 顾言", "程子谦、顾言", None),
        ("新华社记者 程子谦、俞北辰", "程子谦、俞北辰", "新华社"),
        ("江州日报·江州新闻网记者 程子谦", "程子谦", "江州日报"),
        ("每经记者 程子谦    每经编辑 沈听澜", "程子谦", "每日经济新闻"),
        ("21世纪经济报道记者程子谦 北京报道", "程子谦", "21世纪经济报道"),
        ("文/图 本报记者 程子谦", "程子谦", None),
        ("◎ 文 | 程子谦", "程子谦", None),
        ("撰文 程子谦 摄影 顾言", "程子谦", None),
        ("记者 程子谦 见习记者 顾言 摄影报道", "程子谦、顾言", None),
        ("（记者 程子谦 通讯员 顾言）", "程子谦、顾言", None),
        ("本报评论员", "", None),
    ],
)
def test_lines_of_authors(text: str, authors: str, publisher: str | None) -> None:
    found = name_line(text)
    assert found is not None
    assert ("、".join(found.authors), found.publisher) == (authors, publisher)


@pytest.mark.parametrize(
    "text",
    [
        "程子谦",
        "（万元）",
        "本报记者 许诺 摄",
        "记者 沈听澜 今天上午，",
        "江州港吞吐量创新高",
        "记者观察",
        "文章与图片",
    ],
)
def test_lines_that_name_no_author(text: str) -> None:
    assert name_line(text) is None


@pytest.mark.parametrize(
    ("text", "authors", "publisher", "published"),
    [
        ("来源：江州日报 时间：2024-03-05 09:15", "", "江州日报", "2024-03-05"),
        ("来源: 江州日报 2024年03月05日 09:15:20", "", "江州日报", "2024-03-05"),
        ("2024-03-05 09:15:20 来源：江州日报 作者：程子谦 责任编辑：丁一", "程子谦", "江州日报", "2024-03-05"),
        ("信息来源：市统计局　发布时间：2024-03-05 15:20　字号：[大 中 小]", "", "市统计局", "2024-03-05"),
        ("发布时间：2024-03-05 来源：江州市统计局 浏览次数：103", "", "江州市统计局", "2024-03-05"),
        ("索引号：0001/2024-00001 发布机构：江州市统计局 成文日期：2024年3月5日", "", "江州市统计局", "2024-03-05"),
        ("2024-12-13 10:20:35　江州新闻网", "", "江州新闻网", "2024-12-13"),
        ("原创 田野 江州发布", "田野", "江州发布", None),
        ("江州发布 2024年7月5日 08:30 江州", "", "江州发布", "2024-07-05"),
        ("2024-07-05 08:30", "", None, "2024-07-05"),
        ("来源 | 江州市农业农村局", "", "江州市农业农村局", None),
        ("（来源：江州日报）", "", "江州日报", None),
        ("发布日期：2024年2月30日", "", None, None),
    ],
)
def test_lines_of_source_and_date(text: str, authors: str, publisher: str | None, published: str | None) -> None:
    found = source_line(text)
    assert found is not None
    assert ("、".join(found.authors), found.publisher, found.published) == (authors, publisher, published)


@pytest.mark.parametrize(
    "text", ["2024年3月5日", "增长2024-03-05", "数据来源：江州市统计局", "全市外贸 2024-03-05", "江州日报", "08:30"]
)
def test_lines_without_source(text: str) -> None:
    assert source_line(text) is None


def test_authors_at_the_end() -> None:
    assert trailing_authors("新增学位1.9万个。（本报记者 白露 通讯员 许诺）") == ("白露", "许诺")
    for text in ("新增学位1.9万个。（完）", "单价12元（含税）", "（记者 白露）新增学位1.9万个。", "新华社（连载）"):
        assert trailing_authors(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年3月5日", "2024-03-05"),
        ("2024/3/5 08:00", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024-03-05T08:30:00+08:00", "2024-03-05"),
        ("Tue, 05 Mar 2024 08:00:00 GMT", "2024-03-05"),
        ("2024-02-30", None),
        ("1709596800", None),
        ("昨天", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    assert first_date(text) == expected


SENTENCES = (
    "今年以来，江州市深入实施科技创新“一号工程”，全市国家高新技术企业达到1860家，比上年末净增216家。",
    "全社会研发投入占地区生产总值的比重为3.15%，连续六年位居全省第二；技术合同成交额达412.6亿元，增长28.3%。",
    "市科技局局长叶知远介绍，下一步将围绕新材料、生物医药等领域，实施重大科技项目120项以上。",
    "力争到2026年，《江州市创新发展规划（2024—2026年）》确定的目标全面完成，技术合同成交额突破800亿元。",
    "与此同时，PM2.5平均浓度降至28.6微克/立方米，优良天数比例为88.4%，较上年提高1.7个百分点！",
    "企业负责人说：“订单已经排到了明年6月，产能利用率在九成以上。”",
)


def columns(text: str) -> int:
    return sum(1 if " " <= character <= "~" else 2 for character in text)


def wrapped(paragraph: str, width: int, *, kinsoku: bool) -> list[str]:
    """``paragraph`` in lines of ``width`` columns; with ``kinsoku`` no line begins with a sign that closes."""
    lines = [""]
    for character in paragraph:
        if columns(lines[-1] + character) <= width:
            lines[-1] += character
        elif kinsoku and character in "，。、；：！？）》”%":
            lines.append(lines[-1][-1] + character)
            lines[-2] = lines[-2][:-1]
        else:
            lines.append(character)
    return lines


@pytest.mark.parametrize("kinsoku", [True, False], ids=["kinsoku", "cut"])
@pytest.mark.parametrize("mark", ["indent", "blank"])
@pytest.mark.parametrize("width", range(24, 84, 2))
def test_wrapped_lines_are_joined(width: int, mark: str, kinsoku: bool) -> None:
    paragraphs = ["".join(SENTENCES[:3]), "".join(SENTENCES[3:5]), "".join(SENTENCES[5:]), "".join(SENTENCES[1::2])]
    lines = ["江州科技创新“一号工程”提速", ""]
    for paragraph in paragraphs:
        lines += wrapped("　　" * (mark == "indent") + paragraph, width, kinsoku=kinsoku)
        lines += [""] * (mark == "blank")
    document = from_text("\n".join(lines))
    assert document.articles[0].text.split("\n") == [lines[0], *paragraphs]


def test_lines_of_paragraphs_stay_apart() -> None:
    lines = [
        "江州2024",
        "1月至11月，江州港完成集装箱吞吐量486万标准箱。",
        *SENTENCES,
        "数说江州AI",
        "5G基站1.2万个，增长一成。",
    ]
    assert from_text("\n".join(lines)).articles[0].text == "\n".join(lines)


PIECES = st.sampled_from(
    [*"　 \t\n\n\n\r\u2028\u200b\ufeff#>*—-。，；：！？、（）()【】“”《》%．０９ＡｚＲ＆12345678.江州年月日增长亿元个家记者摄图来源",
     "\r\n", "本报讯", "新华社北京1月17日电", "（记者 沈听澜）", "第A03版：要闻", "责编：", "——", "一、", "（上接03版）", "（下转04版）",
     "2024年3月5日", " 星期二", "江州日报", "上一篇：", "**", "- 1 -", "03", "原创 ", "来源：", "题：", "图为", "GDP", "AI for Good",
     "全市规模以上工业增加值同比增长9.4%，", "比去年全年加快1.8个百分点。"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_keeps_its_offsets(text: str) -> None:
    try:
        document = from_text(text)
    except InputError as error:
        one_line(error)
        return
    assert document.text == text
    check_offsets(document)


@given(st.lists(PIECES, min_size=1, max_size=60).map("".join))
def test_one_record_is_one_article(text: str) -> None:
    try:
        document = from_text("江州" + text, split=False, title="江州", published="2024-01-02")
    except InputError:
        return
    (article,) = document.articles
    assert (article.title, article.published, article.start, article.end) == ("江州", "2024-01-02", 0, len(text) + 2)
    check_offsets(document)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.sampled_from(["", "\n"]), st.data())
def test_what_was_encoded_comes_back(sentences: list[str], joint: str, data: st.DataObject) -> None:
    text = joint.join(sentences)
    encoding = data.draw(st.sampled_from(["utf-8", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"]))
    assert decode(text.encode(encoding), where="x")[0] == text


TRADITIONAL = (
    "臺北港去年貨物裝卸量達到2460萬計費噸，較前年增長10.2%，創下歷年新高。",
    "港務公司表示，今年第一季貨櫃裝卸量約28.6萬個，年增7.5%。",
    "經濟部統計處公布，上月外銷訂單金額為512億美元，年增3.1%，連續五個月正成長。",
)


@pytest.mark.parametrize("encoding", ["big5", "cp950", "gb18030", "utf-8", "utf-16"])
@pytest.mark.parametrize("text", [*TRADITIONAL, "\r\n".join(TRADITIONAL)])
def test_traditional_characters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), where="x")[0] == text


@pytest.mark.parametrize("text", ["江州", "外贸增长5%", "简讯：江州港今起开工", "乙晓光 丁来杭 于忠福 马飚 尕布龙"])
def test_short_texts_in_gb18030(text: str) -> None:
    assert decode(text.encode("gb18030"), where="x") == (text, "gb18030")


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"", None, "x: the file is empty"),
        (b"%PDF-1.7\n", None, "x: this is a PDF file"),
        (b"PK\x03\x04\x14", None, "x: this is a ZIP archive or an Office document"),
        (b"\x00\x01\x02" * 99, None, "x: this is binary data, not text (byte 0 is NUL)"),
        (bytes(range(128, 256)) * 9, None, "x: neither UTF-8, GB18030, Big5"),
        ("Café à la crème".encode("latin-1"), None, "x: neither UTF-8"),
        ("江州\n增长5%\n".encode() * 9 + b"\xff", None, "x: line 19: it looks like utf-8, but byte 144 (0xff)"),
        ("江州去年外贸增长。\n".encode("gb18030") * 9 + b"\xff\xff", None, "x: line 10: it looks like gb18030"),
        ("江州".encode("utf-16") + b"1", None, "x: starts with the mark of utf-16-le"),
        ("江州".encode(), "klingon", "x: no encoding is called 'klingon'"),
        ("江州".encode(), "rot13", "x: no encoding is called 'rot13'"),
        ("江州".encode(), "utf\0-8", "x: no encoding is called"),
        ("江州1".encode("gb18030"), "utf-8", "x: not utf-8: byte 0 (0xbd)"),
        ("江州\0".encode(), "utf-8", "x: holds NUL characters, the first at position 2"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, where="x", encoding=encoding)
    assert str(caught.value).startswith(message)
    assert "; " in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, EncodingError) == bool(data)


TEXT = "去年，江州市粮食总产量45.2万吨，增长3.1%。"


def results(path: Path, *lines: str | bytes, encoding: str | None = None) -> list[str]:
    """The ids of the documents that the lines of a JSON Lines file give, or the errors."""
    path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
    return [
        str(found).removeprefix(f"{path}:") if isinstance(found, InputError) else found.articles[0].id
        for found in read_all([str(path)], encoding=encoding)
    ]


def test_json_lines_keep_what_they_say(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    node = {
        "id": 7,
        "title": "标题",
        "published": "2024年3月5日",
        "text": TEXT,
        "tags": ["a", "乙"],
        "url": "u",
        "note": None,
    }
    path.write_text(json.dumps(node), "utf-8")
    (document,) = read(path)
    (article,) = document.articles
    assert (article.id, article.title, article.published) == ("7", "标题", "2024-03-05")
    assert article.extra == {"tags": '["a", "乙"]', "url": "u"}
    assert (document.text, document.warnings) == (TEXT, ())


@pytest.mark.parametrize("ending", [".jsonl", ".ndjson", ".json", ".JSONL", ".jsonl.gz", ".ndjson.gz"])
def test_endings_of_json_lines(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    data = "\n".join(json.dumps({"id": name, "text": TEXT}) for name in "ab").encode()
    path.write_bytes(gzip.compress(data) if ending.endswith("gz") else data)
    assert [document.articles[0].id for document in read(path)] == ["a", "b"]
    named = [document.articles[0].id for document in read_all([str(tmp_path)]) if isinstance(document, Document)]
    assert named == (["a", "b"] if ending.lower() != ".json" else [])


def test_bad_records_are_told_with_their_line_and_the_rest_done(tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "text": TEXT})
    found = results(
        tmp_path / "a.jsonl",
        good, "{", "[]", '"江州"', "5", "null", '{"id": 1}', '{"text": null}', '{"text": 5}', '{"text": ["江州"]}',
        '{"text": ""}', '{"text": "no Chinese"}', "", good, '{"text": "江州\\ud800"}', '{"text": "江州", "title": "\\ud800"}',
        '{"text": "江州", "\\ud800": 1}', "{" * 99999, '{"text": ' + "9" * 9999 + "}", b'{"text": "\xff\xfe\xff"}', good,
        '{"text": "江州"',
    )  # fmt: skip
    assert [line.partition(":")[0] for line in found] == [
        *("good", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"),
        *("good", "15", "16", "17", "18", "19", "20", "good", "22"),
    ]
    messages = {line.partition(":")[0]: line for line in found}
    assert "no valid JSON" in messages["2"]
    assert "holds a list, not an object" in messages["3"]
    assert "no text" in messages["7"]
    assert "no text" in messages["8"]
    assert "holds a number, not a string" in messages["9"]
    assert "holds a list, not a string" in messages["10"]
    assert "is empty" in messages["11"]
    assert "no Chinese" in messages["12"]
    assert all("half a surrogate pair" in messages[line] for line in ("15", "16", "17"))
    assert all("\n" not in message and "; " in message for message in messages.values() if ":" in message)


def test_a_date_that_is_none_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "date": "soon"}) + "\n" + json.dumps({"text": TEXT, "date": ""}), "utf-8")
    first, second = read(path)
    assert [article.published for document in (first, second) for article in document.articles] == [None, None]
    assert [len(document.warnings) for document in (first, second)] == [1, 0]
    assert "'soon'" in first.warnings[0]


@pytest.mark.parametrize("text", ['[\n{"text": "江州"}\n]', '[{"text": "江州"}]', '{\n"text": "江州"\n}', "\n[\n"])
def test_json_that_is_no_json_lines_is_told_once(text: str, tmp_path: Path) -> None:
    (found,) = results(tmp_path / "a.jsonl", text)
    assert "write one object a line" in found


def test_a_line_without_end_is_told_and_the_rest_done(tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "text": TEXT})
    long, last = results(tmp_path / "a.jsonl", b'{"text": "' + b"a" * LIMIT_LINE + b'"}', good)
    assert long.startswith("1: the line is longer than 64 MiB")
    assert last == "good"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "gb18030"])
def test_json_lines_in_other_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    # 上 and ഊ hold the byte of a line end in UTF-16
    lines = [json.dumps({"id": f"{name}", "text": TEXT + "上ഊ海"}, ensure_ascii=False) for name in range(3)]
    path.write_bytes("\n".join(lines).encode(encoding))
    documents = list(read(path))
    assert [document.articles[0].id for document in documents] == ["0", "1", "2"]
    assert {document.text for document in documents} == {TEXT + "上ഊ海"}


def test_utf_16_that_breaks_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps({"text": TEXT}).encode("utf-16") + b"\n\xd8")
    found = list(read_all([str(path)]))
    assert "not utf-16 to its end" in str(found[-1])


def test_directories_and_patterns(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.TXT", "sub/d.md", ".hidden.txt", ".sub/e.txt", "f[1].txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")

    def names(*patterns: str) -> list[str]:
        return [
            Path(found.path).name if isinstance(found, Document) else str(found)
            for found in read_all([str(tmp_path / pattern) for pattern in patterns])
        ]

    assert names("") == ["a.txt", "b.txt", "f[1].txt", "c.TXT"]
    assert names("*.txt", "a.txt") == ["a.txt", "b.txt", "f[1].txt"]
    assert names("**/*.TXT") == ["c.TXT"]
    assert names("f[1].txt", "sub/d.md") == ["f[1].txt", "d.md"]
    assert names("x*", "a.txt")[0].endswith("leave it alone")


@pytest.mark.parametrize(
    ("line", "title"),
    [("江州地铁3号线空载试运行", "江州地铁3号线空载试运行"), ("江州地铁", None), ("明日关注：秋粮收购进度过半", None)],
)
def test_a_last_line_is_the_headline_where_it_tells_the_article(line: str, title: str | None) -> None:
    text = f"本报讯（记者 白露）昨天，江州地铁3号线开始空载试运行。线路全长32.6公里。\n\n{line}\n"
    assert from_text(text).articles[0].title == title
    assert from_text(f"江州新线路\n\n{text}").articles[0].title == "江州新线路"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("编者按：今年是江州设市三十周年。", "江州地铁3号线试运行"),
        ("核心提示\n去年，江州新增上市公司9家。", "江州地铁3号线试运行"),
        ("导读刊物《江州人》创刊", "导读刊物《江州人》创刊 江州地铁3号线试运行"),
    ],
)
def test_a_note_is_no_headline(first: str, title: str) -> None:
    text = f"{first}\n\n江州地铁3号线试运行\n\n本报讯（记者 白露）昨天，江州地铁3号线开始空载试运行。"
    assert from_text(text).articles[0].title == title


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("江州去年外贸增长8.6% 新能源装备挑大梁", "title"),
        ("江州外贸增长8.6%", "title"),
        ("江州去年外贸", "title"),
        ("外贸", "title"),
        ("江州港", "heading"),
        ("江州外贸增速居全省前列", "heading"),
    ],
)
def test_a_line_that_repeats_the_title_is_the_headline(line: str, kind: str) -> None:
    document = from_text(f"{line}\n{SENTENCES[0]}", title="江州去年外贸增长8.6% 新能源装备挑大梁", split=False)
    assert document.articles[0].blocks[0].kind == kind


@pytest.mark.parametrize(
    ("first", "column"),
    [("区域经济", "区域经济"), ("区域经济高质量发展十年记", None), ("外贸增长新能源挑大", None)],
)
def test_a_column_title_is_short_and_set_apart(first: str, column: str | None) -> None:
    (article,) = from_text(f"{first}\n\n外贸增长8.6%\n\n本报讯（记者 白露）{SENTENCES[0]}").articles
    assert article.extra.get("column") == column


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("施工人员正在铺设轨道。 本报记者 许诺 摄", True),
        ("港口全景（资料图片）", True),
        ("码头夜景（受访者供图）", True),
        ("图为新港区。", True),
        ("▲游客在拍照", True),
        ("描绘发展蓝图", False),
        ("各方意图", False),
        ("图强", False),
    ],
)
def test_captions(text: str, caption: bool) -> None:
    assert is_caption(text) == caption


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [
        (("03", "12", "40"), ("12", "40")),
        (("12", "03", "40"), ("12", "03", "40")),
        (("12", "40", "03"), ("12", "40")),
        (("1", "2", "3"), ()),
        (("1", "2", "4"), ("1", "2", "4")),
    ],
)
def test_page_numbers_count_or_stand_at_the_edge(numbers: tuple[str, ...], kept: tuple[str, ...]) -> None:
    body = "\n".join(SENTENCES[:4])
    text = f"{numbers[0]}\n{body}\n{numbers[1]}\n{body}\n{numbers[2]}"
    assert [line for line in from_text(text).articles[0].text.split("\n") if line.isdecimal()] == list(kept)


def test_lines_at_every_indentation() -> None:
    lines = [" " * number + "江州港今年货物吞吐量继续增长，" for number in range(30)]
    assert from_text("\n".join(lines)).articles


def test_what_cannot_be_extracted_raises() -> None:
    for text in ("", " \n　", "no Chinese", "江州\ud800"):
        with pytest.raises(InputError):
            textmine.extract(text)
