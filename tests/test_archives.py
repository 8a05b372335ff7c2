"""Archives: ZIP, tar, packed files, tables, web archives; members streamed, bombs and traps refused in one line, the rest done."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import textmine
from textmine.errors import InputError, UsageError
from textmine.reading import named_columns, read, read_all, unpacking
from textmine.reading.formats import ENDINGS, LIMIT_DEPTH, zipped
from textmine.reading.unpacking import LIMIT_RATIO
from textmine.records import Document, Format

TEXT = "去年上半年，江苏省出口额约1200亿元，同比增长5.3%。\n"
MEBIBYTE = 2**20


def told(path: Path, **options: dict[str, str]) -> list[str]:
    """What reading gives: ``path id`` of each article, and errors, both without the folder."""
    found = []
    for item in read_all([str(path)], **options):  # type: ignore[arg-type]
        if isinstance(item, InputError):
            line = str(item)
            assert line.isprintable()
            assert "; " in line
            found.append(line)
        else:
            found += [f"{item.path} {article.id}" for article in item.articles]
    return [line.replace(f"{path.parent}/", "") for line in found]


def packed(members: dict[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def tarred(members: dict[str, str], form: int = tarfile.PAX_FORMAT, encoding: str = "utf-8") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=form, encoding=encoding) as archive:
        for name, text in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(text.encode())
            archive.addfile(header, io.BytesIO(text.encode()))
    return stream.getvalue()


# ZIP


def test_members_are_read_by_their_formats_and_named_after_the_archive(tmp_path: Path) -> None:
    inner = packed({"x.txt": TEXT})
    path = written(
        tmp_path / "a.zip",
        packed(
            {
                "甲/一.txt": TEXT,
                "b.jsonl": json.dumps({"id": "n1", "text": TEXT}) + "\n{",
                "c.csv": f"编号,正文\n7,{TEXT}",
                "d.txt.gz": gzip.compress(TEXT.encode()),
                "e.zip": inner,
                "picture.png": b"x",
                "__MACOSX/f.txt": TEXT,
                ".hidden/f.txt": TEXT,
                "folder/": "",
            }
        ),
    )
    *found, error = sorted(told(path), key=lambda line: ":" in line)
    assert found == [
        "a.zip!/甲/一.txt 一",
        "a.zip!/b.jsonl n1",
        "a.zip!/c.csv 7",
        "a.zip!/d.txt.gz d",
        "a.zip!/e.zip!/x.txt x",
    ]
    assert error.startswith("a.zip!/b.jsonl:2: no valid JSON")
    document = next(iter(read(path)))
    assert document.text == TEXT
    claims = textmine.extract_article(document.articles[0]).claims
    assert [document.text[claim.start : claim.end] for claim in claims] == ["1200亿元", "5.3%"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_the_flag_of_unicode_are_read(encoding: str, tmp_path: Path) -> None:
    name = "江州日报/头版".encode(encoding)
    place = packed({"x" * len(name) + ".txt": TEXT}).replace(b"x" * len(name), name)
    assert told(written(tmp_path / "a.zip", place)) == ["a.zip!/江州日报/头版.txt 头版"]


def test_a_unicode_path_counts_more_than_the_name(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        header = zipfile.ZipInfo("q.txt")
        name = "头版.txt".encode()
        header.extra = struct.pack("<HHBL", 0x7075, 5 + len(name), 1, zlib.crc32(b"q.txt")) + name
        archive.writestr(header, TEXT)
    assert told(written(tmp_path / "a.zip", stream.getvalue())) == ["a.zip!/头版.txt 头版"]


@pytest.mark.parametrize(
    "name", ["../a.txt", "b/../../a.txt", "/etc/a.txt", "C:/a.txt", "c:\\a.txt", "..\\a.txt", "\\a.txt"]
)
def test_a_name_that_leads_out_of_the_archive_is_told(name: str, tmp_path: Path) -> None:
    for path, data in (
        (tmp_path / "a.zip", packed({name: TEXT, "good.txt": TEXT})),
        (tmp_path / "a.tar", tarred({name: TEXT, "good.txt": TEXT})),
    ):
        error, good = told(written(path, data))
        assert "its name leads out of the archive" in error
        assert good.endswith("!/good.txt good")


def test_links_and_encrypted_members_are_told(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("secret.txt", TEXT)
        archive.writestr("good.txt", TEXT)
    data = bytearray(stream.getvalue())
    data[data.rindex(b"secret.txt") - 46 + 8] |= 1
    link_error, secret, good = told(written(tmp_path / "a.zip", bytes(data)))
    assert "link.txt: it is a link, which is not followed" in link_error
    assert "secret.txt: it is encrypted" in secret
    assert good == "a.zip!/good.txt good"


def test_ways_of_packing(tmp_path: Path) -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2):
        assert told(written(tmp_path / "a.zip", packed({"a.txt": TEXT}, method=method))) == ["a.zip!/a.txt a"]
    (error,) = told(written(tmp_path / "a.zip", packed({"a.txt": TEXT}, method=zipfile.ZIP_LZMA)))
    assert "packed in a way that is not read (method 14)" in error


def test_damaged_members_are_told_and_the_rest_done(tmp_path: Path) -> None:
    plain = packed({"a.txt": TEXT, "b.txt": TEXT * 2, "c.txt": TEXT * 3}, method=zipfile.ZIP_STORED)
    changed = plain.replace((TEXT * 2).encode(), (TEXT + TEXT.replace("5", "6")).encode(), 1)
    first, second, third = told(written(tmp_path / "a.zip", changed))
    assert (first, third) == ("a.zip!/a.txt a", "a.zip!/c.txt c")
    assert "b.txt: the archive is damaged (the checksum does not fit)" in second
    lost = plain.replace(b"PK\x03\x04", b"PK\x03\x05", 1)
    assert [line[:13] for line in told(written(tmp_path / "a.zip", lost))][1:] == ["a.zip!/b.txt ", "a.zip!/c.txt "]
    for data in (plain[:-30], plain[: len(plain) // 2], b"PK\x03\x04" + bytes(99), b"PK\x05\x06" + b"\xff" * 18):
        (error,) = told(written(tmp_path / "a.zip", data))
        assert "the ZIP archive is damaged" in error or "several parts" in error


def test_an_archive_behind_a_program_and_one_of_64_bits(tmp_path: Path) -> None:
    assert told(written(tmp_path / "a.zip", b"#!/bin/sh\n" * 99 + packed({"a.txt": TEXT}))) == ["a.zip!/a.txt a"]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(TEXT.encode())
    assert told(written(tmp_path / "a.zip", stream.getvalue())) == ["a.zip!/a.txt a"]
    many = packed({**{f"{number}.png": "" for number in range(66000)}, "a.txt": TEXT}, method=zipfile.ZIP_STORED)
    assert b"PK\x06\x06" in many  # more members than 16 bits count
    assert told(written(tmp_path / "a.zip", many)) == ["a.zip!/a.txt a"]


def test_an_archive_without_texts_is_told(tmp_path: Path) -> None:
    for name, data in (("a.zip", packed({"a.png": b"x"})), ("a.zip", packed({})), ("a.tar", tarred({"a.png": "x"}))):
        (error,) = told(written(tmp_path / name, data))
        assert "holds no file of a format that is read" in error


# Bombs


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> int:
    """A limit that makes small bombs."""
    monkeypatch.setattr(unpacking, "LIMIT_FREE", MEBIBYTE)
    return MEBIBYTE


def test_a_bomb_is_told_and_the_rest_done(tmp_path: Path, little: int) -> None:
    big = b" " * (little + 2**17)
    first, bomb, last = told(written(tmp_path / "a.zip", packed({"a.txt": TEXT, "b.txt": big, "c.txt": TEXT})))
    assert (first, last) == ("a.zip!/a.txt a", "a.zip!/c.txt c")
    assert f"b.txt: unpacks to more than {LIMIT_RATIO} times its size" in bomb
    for ending, compress in PACKERS.items():
        (bomb,) = told(written(tmp_path / f"b.txt{ending}", compress(big)))
        assert f"b.txt{ending}: unpacks to more than {LIMIT_RATIO} times its size" in bomb


def test_many_small_bombs_are_one(tmp_path: Path, little: int) -> None:
    big = b" " * (little // 2)
    inner = packed({f"{number}.txt": big for number in range(20)}, method=zipfile.ZIP_BZIP2)
    *_, last = lines = told(written(tmp_path / "a.zip", packed({"in.zip": inner, "z.txt": TEXT})))
    assert "the archive unpacks to more than" in last
    assert len(lines) < 20


def test_members_that_overlap_are_told(tmp_path: Path) -> None:
    data = packed({"a.txt": TEXT * 50}, method=zipfile.ZIP_STORED)
    place, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[place:end]
    directory = entry * 9
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(directory), place, 0)
    first, error = told(written(tmp_path / "a.zip", data[:place] + directory + tail))[-2:]
    assert "a.zip!/a.txt" in first
    assert error == "a.zip: the ZIP archive is damaged (its members overlap); fetch or pack it again"


def test_archives_inside_archives_end_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"a.txt": TEXT})
    for _ in range(LIMIT_DEPTH - 1):
        data = packed({"in.zip": data})
    assert told(written(tmp_path / "a.zip", data)) == ["a.zip" + "!/in.zip" * (LIMIT_DEPTH - 1) + "!/a.txt a"]
    (error,) = told(written(tmp_path / "a.zip", packed({"in.zip": data})))
    assert f"more than {LIMIT_DEPTH} deep" in error
    monkeypatch.setattr(zipped, "LIMIT_HELD", MEBIBYTE)
    held = packed({"in.zip": packed({"a.bin": bytes(MEBIBYTE)}, method=zipfile.ZIP_STORED), "b.txt": TEXT})
    error, good = told(written(tmp_path / "a.zip", held))
    assert "a ZIP archive inside another, or from a pipe, may have 1 MiB" in error
    assert good == "a.zip!/b.txt b"


# Packed files and tar

PACKERS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}


@pytest.mark.parametrize("ending", PACKERS)
def test_packed_files(ending: str, tmp_path: Path) -> None:
    compress = PACKERS[ending]
    two = compress(TEXT.encode()) + bytes(9) * (ending == ".gz") + compress(TEXT.encode())
    (document,) = read(written(tmp_path / f"a.txt{ending}", two))
    assert document.text == TEXT * 2
    lines = "\n".join(json.dumps({"id": name, "text": TEXT}) for name in "ab").encode()
    assert told(written(tmp_path / f"b.jsonl{ending}", compress(lines))) == [f"b.jsonl{ending} a", f"b.jsonl{ending} b"]
    data = compress(bytes(range(256)) * 999)
    for damaged in (
        data[:-9],
        data[: len(data) // 2],
        data[:200] + b"\xff" * 99 + data[300:],
        compress(b"x") + b"junk",
    ):
        (error,) = told(written(tmp_path / f"c.jsonl{ending}", damaged))[-1:]
        assert "archive is damaged" in error or "binary data" in error
    assert [path for path in map(str, read_all([str(tmp_path)])) if "no file" in path] == []


def test_json_lines_may_repeat_themselves(tmp_path: Path, little: int) -> None:
    data = gzip.compress((json.dumps({"text": TEXT + " " * (little // 4)}).encode() + b"\n") * 40)
    assert len(data) * LIMIT_RATIO < little * 10
    found = list(read_all([str(written(tmp_path / "a.jsonl.gz", data))]))
    assert [isinstance(item, Document) for item in found] == [True] * 40
    (error,) = told(written(tmp_path / "a.zip", packed({"a.jsonl.gz": data})))[-1:]
    assert "as a bomb does" in error


@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"])
@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_tar(ending: str, form: int, tmp_path: Path) -> None:
    compress = next((PACKERS[key] for key in PACKERS if ending.endswith(key[1:])), bytes)
    data = tarred({"甲/一.txt": TEXT, "b" * 120 + "/二.txt": TEXT, "c.png": "x", "d.jsonl": "{]"}, form)
    *found, error = told(written(tmp_path / f"a{ending}", compress(data)))
    assert found == [f"a{ending}!/甲/一.txt 一", f"a{ending}!/{'b' * 120}/二.txt 二"]
    assert f"a{ending}!/d.jsonl:1: no valid JSON" in error


def test_tar_with_names_in_gb18030_links_and_damage(tmp_path: Path) -> None:
    data = tarred({"头版.txt": TEXT}, tarfile.GNU_FORMAT, "gb18030")
    assert told(written(tmp_path / "a.tar", data)) == ["a.tar!/头版.txt 头版"]
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            header = tarfile.TarInfo("l.txt")
            header.type, header.linkname = kind, "/etc/hostname"
            archive.addfile(header)
    links = told(written(tmp_path / "a.tar", stream.getvalue()))
    assert len(links) == 2
    assert all("it is a link" in line for line in links)
    assert told(written(tmp_path / "a.tar", data[:700]))[0] == "a.tar!/头版.txt 头版"
    assert "the tar archive is damaged (it breaks off)" in told(tmp_path / "a.tar")[1]
    for damaged in (data[:530], data[:100] + b"\xff" + data[101:], b"\xff" * 9999):
        (error,) = told(written(tmp_path / "a.tar", damaged))
        assert "the tar archive is damaged" in error
    long = tarfile.TarInfo("././@LongLink")
    long.type, long.size = tarfile.GNUTYPE_LONGNAME, 2**40
    (error,) = told(written(tmp_path / "a.tar", long.tobuf(tarfile.GNU_FORMAT) + data))
    assert "a header without end" in error


# Tables

HEADER = "编号,标题,正文,日期,来源,作者,频道"
ROW = '7,出口增长,"本报讯 第一行，""好""\r\n第二行12亿元",2024年3月5日,江州日报,沈听澜,财经'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_a_row_is_an_article(encoding: str, delimiter: str, tmp_path: Path) -> None:
    text = f"{HEADER}\r\n{ROW}\r\n\r\n".replace(",", delimiter)
    (document,) = read(written(tmp_path / "a.csv", text.encode(encoding)))
    (article,) = document.articles
    assert document.format is Format.CSV
    assert document.text == '本报讯 第一行，"好"\r\n第二行12亿元'
    assert (article.id, article.title, article.published) == ("7", "出口增长", "2024-03-05")
    assert (article.publisher, article.byline, article.extra) == ("江州日报", "沈听澜", {"频道": "财经"})


def test_a_table_in_traditional_characters(tmp_path: Path) -> None:
    text = "標題,內容,日期\r\n外貿,本報訊 去年出口增長兩成。,2024/3/5\r\n".encode("big5")
    (document,) = read(written(tmp_path / "a.csv", text), columns={"text": "內容"})
    assert (document.encoding, document.text) == ("big5", "本報訊 去年出口增長兩成。")
    assert document.articles[0].published == "2024-03-05"


def test_bad_rows_are_told_with_their_line_and_the_rest_done(tmp_path: Path) -> None:
    rows = [
        b"id,text,date,source",
        "a,江州,,".encode(),
        "b,江州".encode(),
        "c,江州,soon,http://a/".encode(),
        b"d,no Chinese,,",
        "e,江,州,,,".encode(),
        'f,"江\n州\n",,'.encode(),
        b"g,\xff\xfe\xff,,",
        "h,江\0州,,".encode(),
        'i,江"州",,'.encode(),
        'j,"江,,\n'.encode(),
    ]
    path = written(tmp_path / "a.csv", b"\n".join(rows))
    assert [line.partition(":")[0] + line.partition(":")[2][:3] for line in told(path)] == [
        *(
            "a.csv a",
            "a.csv3: ",
            "a.csv c",
            "a.csv5: ",
            "a.csv6: ",
            "a.csv f",
            "a.csv10:",
            "a.csv11:",
            "a.csv i",
            "a.csv13:",
        ),
    ]
    messages = " ".join(told(path))
    for part in ("has 2 cells, the first row names 4", "has 6 cells", "holds NUL", "a quotation mark is not closed"):
        assert part in messages
    documents = [item for item in read_all([str(path)]) if isinstance(item, Document)]
    assert [document.text for document in documents] == ["江州", "江州", "江\n州\n", '江"州"']
    assert documents[1].articles[0].extra == {"source": "http://a/"}
    assert "'soon'" in documents[1].warnings[0]


def test_a_table_without_a_known_text_says_what_is_there(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "甲,乙,丙\n题,江州,2024-01-02\n".encode())
    (error,) = told(path)
    assert error == (
        'a.csv: no column is known to hold the text; there are: 甲, 乙, 丙; name it: --columns "text=丙,title=甲"'
    )
    (document,) = read(path, columns={"text": "乙", "title": "甲", "published": "丙"})
    assert (document.text, document.articles[0].published) == ("江州", "2024-01-02")
    assert told(path, columns={"text": "丁"}) == ["a.csv: no column is called '丁'; there are: 甲, 乙, 丙"]
    with pytest.raises(UsageError, match="words=乙 says nothing"):
        list(read(path, columns={"words": "乙"}))
    assert named_columns("text=乙， title=甲,") == {"text": "乙", "title": "甲"}
    done = subprocess.run(
        [sys.executable, "-m", "textmine", "extract", str(path), "-f", "jsonl", "--columns", "text=乙,published=丙"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(done.stdout)["published"] == "2024-01-02"


def test_rows_of_any_size_and_headers_as_excel_writes_them(tmp_path: Path) -> None:
    long = "江" * 32767
    path = written(
        tmp_path / "a.csv", f'sep=;\r\n"标题";"正文"\r\n甲;{long}\r\n乙;"{"江州，" * 99999}"\r\n'.encode("utf-8-sig")
    )
    first, second = read(path)
    assert "where Excel cuts a cell" in first.warnings[0]
    assert (len(second.text), second.warnings) == (299997, ())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"text,title\n\n", "and no other"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"text" + b"," * 9999, "more than 1000 columns"),
        (b'"text"' + b',""' * 9999, "more than 1000 columns"),
    ],
)
def test_what_is_no_table_is_told(data: bytes, message: str, tmp_path: Path) -> None:
    (error,) = told(written(tmp_path / "a.csv", data))
    assert message in error


def test_keys_of_json_lines_have_the_same_names(tmp_path: Path) -> None:
    node = {
        "正文": TEXT,
        "来源": "江州日报",
        "authors": ["沈听澜", "顾言"],
        "发布时间": "2024-03-05",
        "source": "x",
        "k": {"a": "丙"},
    }
    path = written(tmp_path / "a.jsonl", json.dumps(node).encode())
    ((article,),) = (document.articles for document in read(path))
    assert (article.publisher, article.byline, article.published) == ("x", "沈听澜、顾言", "2024-03-05")
    assert article.extra == {"来源": "江州日报", "k": '{"a": "丙"}'}
    (document,) = read(path, columns={"text": "k.a", "publisher": "来源"})
    assert (document.text, document.articles[0].publisher) == ("丙", "江州日报")
    (error,) = told(written(path, '{"甲": "江"}'.encode()), columns={"text": "乙"})
    assert error == "a.jsonl:1: the record has no '乙'; its keys are 甲; name one: --columns \"text=KEY\""


# Standard input and names that do not tell

SORTS: dict[str, tuple[bytes, int]] = {
    "zip": (packed({"a.txt": TEXT, "b.txt": TEXT}), 2),
    "gzip": (gzip.compress(TEXT.encode()), 1),
    "gzip of json lines": (gzip.compress(json.dumps({"text": TEXT}).encode()), 1),
    "tar": (tarred({"a.txt": TEXT, "b.txt": TEXT}), 2),
    "tar.gz": (gzip.compress(tarred({"a.txt": TEXT})), 1),
    "xz": (lzma.compress(TEXT.encode()), 1),
    "csv": (f"标题,正文\n甲,{TEXT}乙,{TEXT}".encode(), 2),
    "csv in gb18030": (f"title,text\n甲,{TEXT}".encode("gb18030"), 1),
    "feed": (
        f"<?xml version='1.0'?>\n<rss><channel><item><description>{TEXT}</description></item></channel></rss>".encode(),
        1,
    ),
    "text": (f"标题，正文\n{TEXT}".encode(), 1),
}


@pytest.mark.parametrize("sort", SORTS)
def test_first_bytes_tell_what_has_no_telling_name(sort: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, articles = SORTS[sort]
    assert sum(len(document.articles) for document in read(written(tmp_path / "download", data))) == articles
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(data))))
    assert sum(len(document.articles) for document in read("-")) == articles


class Pipe(io.RawIOBase):
    """Bytes that come once, as through a pipe."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        return self._data.readinto(buffer)


def test_a_zip_archive_comes_through_standard_input() -> None:
    command = [
        sys.executable,
        "-m",
        "textmine",
        "extract",
        "-",
        "-f",
        "jsonl",
        "--entities",
        "off",
        "--dimensions",
        "off",
    ]
    done = subprocess.run(command, input=SORTS["zip"][0], capture_output=True, check=True)
    assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == ["-!/a.txt", "-!/b.txt"]


# Whatever the bytes


SINGLE = sorted({ending for ending in (*ENDINGS, ".json", ".bin", ".gz") if ending.count(".") == 1})


@pytest.mark.parametrize("ending", SINGLE)
@given(data=st.binary(max_size=600))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_end_a_run(ending: str, data: bytes, tmp_path: Path) -> None:
    path = written(tmp_path / f"a{ending}", data)
    for item in read_all([str(path)]):
        check(item)


def check(item: Document | InputError) -> None:
    if isinstance(item, InputError):
        assert str(item).isprintable()
        return
    for article in item.articles:
        for block in article.blocks:
            low, high, surface = article.cite(block.start, block.end)
            assert item.text[low:high] == surface


GOOD: dict[str, bytes] = {
    ".zip": packed({"a.txt": TEXT, "b.jsonl": json.dumps({"text": TEXT}), "c.zip": packed({"d.txt": TEXT})}),
    ".tar": tarred({"a.txt": TEXT, "b" * 120 + ".txt": TEXT}),
    ".tar.gz": gzip.compress(tarred({"a.txt": TEXT})),
    ".csv": f"{HEADER}\r\n{ROW}\r\n{ROW}\r\n".encode(),
    ".txt.xz": lzma.compress(TEXT.encode()),
    ".txt.bz2": bz2.compress(TEXT.encode()),
    ".xml": SORTS["feed"][0],
}


@pytest.mark.parametrize("ending", GOOD)
@given(
    changes=st.lists(st.tuples(st.integers(0, 2**16), st.binary(max_size=4)), min_size=1, max_size=6),
    cut=st.integers(0, 3),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_ends_a_run(ending: str, changes: list[tuple[int, bytes]], cut: int, tmp_path: Path) -> None:
    data = GOOD[ending]
    for number, put in changes:
        place = number % len(data)
        data = data[:place] + put + data[place + max(0, len(put) - cut % 2) :]
    for item in read_all([str(written(tmp_path / f"a{ending}", data[: len(data) - cut]))]):
        check(item)
