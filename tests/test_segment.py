"""Segmentation: both engines give jieba's words; user dictionaries; nothing global is touched."""

from __future__ import annotations

import gzip
import json
import pickle
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.errors import LexiconError, UsageError
from textmine.segment import Engine, Entry, Segmenter, read_dictionary

ROOT = Path(__file__).parents[1]
ARCHIVE = ROOT.parent / "shared" / "archive" / "news.jsonl.gz"
RUST, PYTHON = Segmenter(engine="rust"), Segmenter(engine="python")
ENGINES: tuple[Engine, ...] = ("rust", "python")

HARD = (
    "F-16战机、www.example.gov.cn、user_name@a.b-c.com",
    "C++和c#，1.2.3.4版，a.b.1.5%，12.5%，-3.5%，1,234.5",
    "㐀㐁𠀀𠀁鿖豈中国，\ud800孤",
    " 　\t\r\n\n\x00中\u200b文 \x1c",
    "ＡＢＣ１２３，３．５％",
    "T恤、卡拉OK、5G网、PM2.5浓度、R&D经费",
    "",
)
TEXTS = st.text(alphabet=st.one_of(st.sampled_from("abC19.-_%+#& 中国的工业增加值，。\r\n㐀𠀀\ud800"), st.characters()))


@pytest.mark.parametrize("text", HARD)
def test_engines_agree_on_hard_text(text: str) -> None:
    assert RUST.cut(text) == PYTHON.cut(text)
    assert RUST.tag(text) == PYTHON.tag(text)


@given(TEXTS)
def test_engines_agree_and_words_join_to_the_text(text: str) -> None:
    words = RUST.cut(text)
    assert "".join(words) == text
    assert words == PYTHON.cut(text)
    tagged = RUST.tag(text)
    assert [word.text for word in tagged] == words
    assert all(text[word.start :].startswith(word.text) and word.tag for word in tagged)


def test_words_are_those_of_jieba_itself() -> None:
    """In a process of its own, since jieba's own loading logs and caches."""
    texts = [*HARD, *_real_texts(60)]
    code = (
        "import json, sys, jieba; jieba.setLogLevel(60); tokenizer = jieba.Tokenizer()\n"
        "print(json.dumps([tokenizer.lcut(text) for text in json.load(sys.stdin)]))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = json.loads(done.stdout)
    assert [RUST.cut(text) for text in texts] == theirs
    assert [PYTHON.cut(text) for text in texts] == theirs


def _real_texts(count: int) -> list[str]:
    own = [
        article["text"]
        for path in sorted((ROOT / "corpora" / "gold").glob("*.json"))
        for article in json.loads(path.read_text("utf-8"))
    ]
    return own[:count]


@pytest.mark.skipif(not ARCHIVE.exists(), reason="the shared news archive is not beside this checkout")
def test_engines_agree_on_the_archive() -> None:
    with gzip.open(ARCHIVE, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, 0, 24000, 80)]
    assert sum(map(len, texts)) > 100_000
    for text in texts:
        assert RUST.tag(text) == PYTHON.tag(text)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_word_without_frequency_stays_whole(engine: Engine) -> None:
    text = "区域韧性城市群联建办公室挂牌"
    word = "韧性城市群联建"
    assert word not in Segmenter(engine=engine).cut(text)
    assert word in Segmenter(words=[word], engine=engine).cut(text)


@pytest.mark.parametrize("engine", ENGINES)
def test_words_with_marks_and_spaces_are_found(engine: Engine) -> None:
    segmenter = Segmenter(words=[Entry("张·三", None, "nr"), "Big Data认证"], engine=engine)
    tagged = segmenter.tag("由张·三参加Big Data认证")
    assert [(word.text, word.tag) for word in tagged] == [
        ("由", "p"),
        ("张·三", "nr"),
        ("参加", "v"),
        ("Big Data认证", "x"),
    ]
    assert segmenter.cut("由张·三参加Big Data认证") == [word.text for word in tagged]


def test_engines_agree_with_a_user_dictionary() -> None:
    words = [
        Entry("技术合同"),
        Entry("合同成交额", 7, "nz"),
        Entry("中国的", 90000),
        Entry("F-16战机"),
        Entry("工业增加值"),
    ]
    text = "中国的F-16战机与F-18战机，技术合同成交额和工业增加值" * 3
    rust, python = (Segmenter(words=words, engine=engine) for engine in ENGINES)
    assert rust.tag(text) == python.tag(text)
    assert "F-16战机" in rust.cut(text)


def test_instances_share_nothing() -> None:
    text = "云端绿链平台"
    before = RUST.cut(text), PYTHON.cut(text)
    for engine in ENGINES:
        assert Segmenter(words=["云端绿链平台"], engine=engine).cut(text) == [text]
    assert (RUST.cut(text), PYTHON.cut(text)) == before


def test_jieba_globals_and_streams_stay_untouched(tmp_path: Path) -> None:
    code = (
        "import sys; from textmine.segment import Segmenter\n"
        "assert 'jieba' not in sys.modules and 'rjieba' not in sys.modules\n"
        "assert Segmenter(words=['青山绿水指数'], engine='python').cut('青山绿水指数') == ['青山绿水指数']\n"
        "import jieba; assert not jieba.dt.initialized and not jieba.dt.FREQ; print('done')"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={"TMPDIR": str(tmp_path), "PATH": ""},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")
    assert not list(tmp_path.iterdir())


def test_pickle_keeps_the_dictionary() -> None:
    segmenter = Segmenter(words=[Entry("青山绿水指数", 3, "nz")])
    segmenter.cut("一")
    again = pickle.loads(pickle.dumps(segmenter))
    assert again == segmenter
    assert again.tag("青山绿水指数")[0][:2] == ("青山绿水指数", "nz")


def test_dictionary_file(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_bytes("\ufeff青山指数 5 nz\r\n绿链平台\n云上联盟 nt\n\n低碳岛 9\nBig Data认证 7\n".encode())
    assert read_dictionary(path) == (
        Entry("青山指数", 5, "nz"),
        Entry("绿链平台"),
        Entry("云上联盟", None, "nt"),
        Entry("低碳岛", 9),
        Entry("Big Data认证", 7),
    )
    assert Segmenter(dictionaries=[path]).tag("绿链平台和青山指数")[-1].tag == "nz"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("好词 5\n坏词 -3\n".encode(), "2: '坏词 -3'"),
        ("坏词 0\n".encode(), "1: frequency 0 of '坏词'"),
        ("坏词\t5\n".encode(), "1: '坏词\\t5'"),
        ("坏词 3 n 多余\n".encode(), "1: '坏词 3 n 多余'"),
        ("坏词 3.5 n\n".encode(), "1: '坏词 3.5 n'"),
        ("坏词 99999999999\n".encode(), "1: frequency 99999999999"),
        ("好词\n坏词 5 n\n".encode("gb18030"), "1: not UTF-8"),
    ],
)
def test_a_bad_dictionary_line_is_told_with_file_and_line(tmp_path: Path, content: bytes, shown: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(LexiconError) as told:
        Segmenter(dictionaries=[path])
    assert str(told.value).startswith(f"{path}:{shown}")
    assert "\n" not in str(told.value)


def test_a_missing_dictionary_and_an_empty_word_are_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.txt: cannot read"):
        Segmenter(dictionaries=[tmp_path / "none.txt"])
    with pytest.raises(LexiconError, match="empty word"):
        Segmenter(words=[" "])


def test_an_unknown_engine_is_told() -> None:
    with pytest.raises(UsageError, match="'go' is not known"):
        Segmenter(engine="go")  # type: ignore[arg-type]


def test_without_rjieba_the_python_engine_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    assert Segmenter().cut("工业增加值增长") == RUST.cut("工业增加值增长")
    with pytest.raises(UsageError, match="needs the package rjieba"):
        Segmenter(engine="rust").cut("一")
