"""Input as it should not be, through the command line: one line that says what, where and how to mend it; the rest done."""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from textmine.errors import InputError
from textmine.reading import LIMIT_CHARACTERS, LIMIT_LINE, from_text, read_all
from textmine.records import Document

TEXT = "去年上半年，江苏省出口额约1200亿元，同比增长5.3%。\n"
GIBIBYTE = 2**30


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "textmine", *words]


def run(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.run(command(*words), capture_output=True, encoding="utf-8", check=False, **options)


def told(done: subprocess.CompletedProcess[str], *, documents: int = 1) -> str:
    """The one line of an error, when exit code, output and form are right."""
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("textmine: ")
    assert "; " in line
    assert line.isprintable()
    assert len(done.stdout.splitlines()) == documents
    return line.removeprefix("textmine: ")


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "good.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def no_file(path: Path) -> None:
    pass


def broken_link(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


def empty_folder(path: Path) -> None:
    path.mkdir()
    (path / "notes.md").write_text(TEXT, "utf-8")


def a_socket(path: Path) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def content(data: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


BAD: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "missing": ("a.txt", no_file, "there is no such file"),
    "empty": ("a.txt", content(b""), "is empty"),
    "blank": ("a.txt", content(" \n\n　\n".encode()), "is empty"),
    "a mark alone": ("a.txt", content(b"\xef\xbb\xbf"), "is empty"),
    "no Chinese": ("a.txt", content(b"English only.\n"), "no Chinese"),
    "binary": ("a.txt", content(bytes(range(256)) * 99), "binary data"),
    "zeros": ("a.txt", content(bytes(4096)), "binary data"),
    "noise": ("a.txt", content(bytes((index * index * 7919) % 251 + 5 for index in range(9999))), "neither UTF-8"),
    "PDF": ("a.txt", content(b"%PDF-1.4\n%\xe2\xe3"), "PDF"),
    "Word": ("a.docx", content(b"PK\x03\x04" + bytes(99)), "ZIP archive is damaged"),
    "gzip": ("a.txt", content(gzip.compress(TEXT.encode())), "gzip archive"),
    "damaged UTF-8": ("a.txt", content(TEXT.encode() * 9 + b"\xff"), "line 10"),
    "cut UTF-16": ("a.txt", content(TEXT.encode("utf-16")[:-1]), "utf-16"),
    "broken link": ("a.txt", broken_link, "cannot be read"),
    "folder without texts": ("texts", empty_folder, "holds no .txt"),
    "socket": ("a.txt", a_socket, "cannot be read"),
    "no gzip": ("a.jsonl.gz", content(TEXT.encode()), "gzip archive is damaged"),
    "cut gzip": ("a.jsonl.gz", content(gzip.compress(json.dumps({"text": "江" * 9999}).encode())[:-20]), "damaged"),
    "empty lines": ("a.jsonl", content(b"\n\n\r\n"), "is empty"),
    "array": ("a.json", content(b'[{"text": "\xe6\xb1\x9f"},\n{"text": "\xe6\xb1\x9f"}]'), "one object a line"),
    "no JSON": ("a.jsonl", content(TEXT.encode()), "no valid JSON"),
    "record without text": ("a.jsonl", content(b'\n{"id": 1}'), "a.jsonl:2"),
    "name that is too long": ("a" * 300, no_file, "there is no such file"),
    "name in two lines": ("a\nb.txt", no_file, "a\\nb.txt"),
    "name that steers the terminal": ("a\x1b[31m.txt", content(b""), "a\\x1b[31m.txt"),
    "name that is no text": ("a\udcff.txt", content(b""), "a\\udcff.txt"),
    "pattern without files": ("*.none", no_file, "matches no file"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_input_says_what_where_and_how_to_mend_it(case: str, tmp_path: Path, good: str) -> None:
    name, make, message = BAD[case]
    path = tmp_path / name
    make(path)
    error, document = read_all([str(path), good])
    assert isinstance(error, InputError)
    assert isinstance(document, Document)
    line = str(error)
    assert line.isprintable()
    assert line.startswith(str(tmp_path))
    assert message in line
    assert "; " in line


def test_bad_inputs_are_told_in_order_and_the_rest_is_done(tmp_path: Path, good: str) -> None:
    paths = []
    for number, (name, make, _) in enumerate(BAD.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths.append(folder / name)
        make(folder / name)
    done = run("extract", *map(str, paths[:9]), good, *map(str, paths[9:]), "--format", "jsonl")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    lines = done.stderr.splitlines()
    assert len(lines) == len(paths)
    for number, (line, (_, _, message)) in enumerate(zip(lines, BAD.values(), strict=True)):
        assert line.startswith(f"textmine: {tmp_path}/{number}/")
        assert message in line
        assert line.isprintable()


@pytest.mark.parametrize("case", ["missing", "binary", "no Chinese", "broken link", "no JSON"])
def test_one_bad_input_alone_prints_nothing_else(case: str, tmp_path: Path) -> None:
    name, make, message = BAD[case]
    make(tmp_path / name)
    assert message in told(run("extract", str(tmp_path / name), "--format", "jsonl"), documents=0)


@pytest.mark.parametrize(
    ("encoding", "message"),
    [("big5", "not big5: byte 0"), ("klingon", "no encoding is called 'klingon'"), ("hex", "hex")],
)
def test_a_wrong_encoding(encoding: str, message: str, good: str) -> None:
    assert message in told(run("extract", good, "--encoding", encoding, "--format", "jsonl"), documents=0)


def test_odd_names_are_read(tmp_path: Path) -> None:
    for name in (b"a\nb.txt", b"a\x1b[31m.txt", b"a\xff.txt", "－.txt".encode(), b"-x.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(TEXT, "utf-8")
    done = run("extract", str(tmp_path), "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert len({json.loads(line)["path"] for line in done.stdout.splitlines()}) == 5


def test_standard_input_may_be_closed_or_empty() -> None:
    assert "is empty" in told(run("extract", "-", "--format", "jsonl"), documents=0)
    done = run("extract", "-", "--format", "jsonl", preexec_fn=lambda: os.close(0))
    assert "standard input is closed" in told(done, documents=0)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("lines", [True, False])
def test_standard_input_holds_a_text_or_json_lines(encoding: str, lines: bool) -> None:
    text = "\n".join(json.dumps({"id": name, "text": TEXT}, ensure_ascii=False) for name in "ab") if lines else TEXT
    done = subprocess.run(
        command("extract", "-", "--format", "jsonl"), input=text.encode(encoding), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == (["a", "b"] if lines else ["-"])


def test_a_pipe_is_read_where_it_is_named_and_left_alone_in_a_directory(tmp_path: Path, good: str) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert len(run("extract", str(tmp_path), "--format", "jsonl").stdout.splitlines()) == 1
    assert len(run("extract", str(tmp_path / "*.txt"), "--format", "jsonl").stdout.splitlines()) == 1
    writer = threading.Thread(target=lambda: pipe.write_text(TEXT, "utf-8"))
    writer.start()
    assert len(run("extract", str(pipe), good, "--format", "jsonl").stdout.splitlines()) == 2
    writer.join()


@pytest.mark.parametrize(("device", "message"), [("/dev/null", "is empty"), ("/dev/zero", "binary data")])
def test_devices(device: str, message: str, good: str) -> None:
    if not Path(device).exists():
        pytest.skip("no such device here")
    assert message in told(run("extract", device, good, "--format", "jsonl"))


def little_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (GIBIBYTE, GIBIBYTE))


@pytest.mark.parametrize("ending", [".txt", ".jsonl"])
def test_a_line_without_end_takes_little_memory(ending: str, tmp_path: Path, good: str) -> None:
    path = tmp_path / f"a{ending}"
    with path.open("wb") as stream:
        stream.write(b'{"text": "')
        for _ in range(LIMIT_LINE // 2**20 + 9):
            stream.write("江州".encode() * (2**20 // 6))
    line = told(run("extract", str(path), good, "--format", "jsonl", preexec_fn=little_memory))
    assert "longer than 64 MiB" in line


def test_a_long_line_is_done_with_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("这一年，港口各项工作稳步推进。" * 66666 + TEXT, "utf-8")
    done = run("extract", str(path), "--format", "jsonl", preexec_fn=little_memory)
    assert (done.returncode, done.stderr) == (0, "")
    assert [claim["surface"] for claim in json.loads(done.stdout)["claims"]] == ["1200亿元", "5.3%"]


def test_a_text_beyond_the_limit_is_told() -> None:
    with pytest.raises(InputError, match=r"the text has \d+ characters, the limit is \d+; split it"):
        from_text("江" * (LIMIT_CHARACTERS + 1))


def test_a_locked_file_is_told(tmp_path: Path, good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Path.open

    def opened(path: Path, *words: Any, **options: Any) -> Any:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return plain(path, *words, **options)

    (tmp_path / "locked.txt").write_text(TEXT, "utf-8")
    monkeypatch.setattr(Path, "open", opened)
    first, second = read_all([str(tmp_path / "locked.txt"), good])
    assert "reading is not permitted; check its permissions" in str(first)
    assert isinstance(second, Document)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path, good: str) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(TEXT, "utf-8")
    path.chmod(0)
    assert "reading is not permitted" in told(run("extract", str(path), good, "--format", "jsonl"))


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    found = read_all([str(tmp_path)])
    next(found)
    (tmp_path / "b.txt").unlink()
    second, third = found
    assert "b.txt: cannot be read: No such file or directory" in str(second)
    assert isinstance(third, Document)


def test_a_file_that_fails_while_it_is_read_is_told(tmp_path: Path, good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _buffer: object) -> int:
            raise OSError(5, "Input/output error")

    plain = Path.open

    def opened(path: Path, *words: Any, **options: Any) -> Any:
        return io.BufferedReader(Failing()) if path.suffix != ".txt" else plain(path, *words, **options)

    monkeypatch.setattr(Path, "open", opened)
    for name in ("a.jsonl", "a.md", "a.jsonl.gz"):
        (tmp_path / name).touch()
        first, second = read_all([str(tmp_path / name), good])
        assert f"{name}: cannot be read: Input/output error" in str(first)
        assert isinstance(second, Document)


LETTING_INTERRUPTS_THROUGH = (  # a shell starts what runs in the background with SIGINT ignored, and so its children
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
)


def test_interrupted_while_it_waits_for_input(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [sys.executable, "-c", LETTING_INTERRUPTS_THROUGH, *command("extract", str(pipe))],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as process,
        pipe.open("wb"),  # which returns when the other end is open too
    ):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err == "textmine: interrupted\n"


def documents() -> Iterator[str]:
    for index in range(2000):
        yield json.dumps({"id": index, "text": TEXT})


def test_a_reader_that_leaves_ends_a_long_input_quietly(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(documents()), "utf-8")
    with subprocess.Popen(
        command("extract", str(path), "--format", "jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["id"] == "0"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
