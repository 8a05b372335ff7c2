"""``textmine extract --resume``: killed at any moment, it goes on; nothing lost, nothing doubled, the same bytes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from textmine.cli.resume import Unfinished, digest
from textmine.errors import UsageError
from textmine.reading import read_all
from textmine.records import Document

TEXT = "去年上半年，江苏省出口额约{}亿元，同比增长{}.3%。全市企业超过{}家，占全省的两成以上。\n"
FAST = ("--dimensions", "off", "--entities", "rules")


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "textmine", "extract", *words, *FAST]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*words), capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """150 articles, some of several parts, and some lines that are bad."""
    path = tmp_path_factory.mktemp("archive") / "a.jsonl"
    chance = random.Random(3)
    lines = []
    for number in range(150):
        text = "".join(TEXT.format(*(chance.randint(1, 999) for _ in range(3))) for _ in range(chance.randint(1, 20)))
        lines.append("{" if number % 77 == 5 else json.dumps({"id": str(number), "text": text}, ensure_ascii=False))
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture(scope="module")
def whole(archive: Path) -> tuple[bytes, str]:
    """What a run without interruption writes and tells."""
    out = archive.with_name("whole.jsonl")
    done = run(str(archive), "-o", str(out))
    assert done.returncode == 2
    return out.read_bytes(), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_run_goes_on(jobs: str, archive: Path, whole: tuple[bytes, str], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    words = (str(archive), "-o", str(out), "--resume", "-j", jobs)
    chance = random.Random(5)
    sizes = [0]
    for _ in range(3):
        with subprocess.Popen(command(*words), stderr=subprocess.DEVNULL, start_new_session=True) as process:
            # killed at a size of the output that is chosen by chance, while it grows
            goal = sizes[-1] + chance.randint(1, len(whole[0]) // 4)
            while process.poll() is None and part_size(tmp_path) < goal:
                time.sleep(0.002)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
        sizes.append(part_size(tmp_path))
        assert out.exists() == (process.returncode == 2)
    for part in tmp_path.glob("out.jsonl.*.part"):
        os.truncate(part, part.stat().st_size - 7)  # the last line half written
    done = run(*words)
    assert (out.read_bytes(), done.stderr, done.returncode) == (*whole, 2)
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
    assert max(sizes) > 0


def part_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("out.jsonl.*.part"))


@pytest.mark.parametrize("kept", [0, 50, 0.5, 1.0])
def test_from_any_byte_on_the_same_bytes(
    kept: float, archive: Path, whole: tuple[bytes, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from textmine.cli.app import run as in_process

    out = tmp_path / "out.jsonl"
    words = ["extract", str(archive), "-o", str(out), "--resume", *FAST]
    with monkeypatch.context() as patch:
        patch.setattr(Unfinished, "done", lambda *_: (_ for _ in ()).throw(UsageError("stopped; on purpose")))
        assert in_process(words) == 2
        assert list(tmp_path.iterdir()) == []  # nothing was written, so nothing is left
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        assert in_process(words) == 2
    (part,) = tmp_path.glob("out.jsonl.*.part")
    part.write_bytes(whole[0][: int(kept * len(whole[0])) if isinstance(kept, float) else kept])
    assert in_process(words) == 2
    assert out.read_bytes() == whole[0]
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_what_was_begun_otherwise_is_refused(tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "out.jsonl"
    source.write_text(TEXT, "utf-8")
    (tmp_path / "out.jsonl.0123456789ab.part").write_text("{", "utf-8")
    done = run(str(source), "-o", str(out), "--resume")
    assert done.returncode == 2
    assert "was begun with other inputs or options; repeat that run as it was, or delete this file" in done.stderr
    assert run(str(source), "-o", str(out)).returncode == 0  # without --resume it does not matter


def test_other_inputs_and_options_are_another_run(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    first = digest([source], ["on"])
    assert first == digest([source], ["on"])
    assert first != digest([source], ["off"])
    assert first != digest([source, source], ["on"])
    source.write_text(TEXT * 2, "utf-8")
    assert first != digest([source], ["on"])


def test_output_of_other_articles_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(json.dumps({"id": name, "text": TEXT}) for name in "ab"), "utf-8")
    documents = [item for item in read_all([str(source)]) if isinstance(item, Document)]
    line: dict[str, object] = {"path": str(source), "id": "a", "start": 0, "end": len(TEXT)}
    part = tmp_path / "out.jsonl.run.part"
    out = str(tmp_path / "out.jsonl")
    part.write_text(part_text([line]), "utf-8")
    unfinished = Unfinished(out, "run")
    with unfinished.target([]) as stream:
        assert [unfinished.done([document]) for document in documents] == [True, False]
        stream.write(b"{}\n")
    assert (tmp_path / "out.jsonl").read_text("utf-8") == part_text([line, {}])
    wrong: list[list[dict[str, object]]] = [[line, {**line, "id": "c"}], [{**line, "end": 9}], [{}]]
    for lines in wrong:
        part.write_text(part_text(lines), "utf-8")
        unfinished = Unfinished(out, "run")
        with pytest.raises(UsageError, match="does not fit the inputs"), unfinished.target([]):
            assert [unfinished.done([document]) for document in documents] == []
    part.write_text(part_text([line, line]), "utf-8")
    with pytest.raises(UsageError, match="does not fit"), unfinished.target([]):
        assert unfinished.done(documents[:1])


def part_text(lines: list[dict[str, object]]) -> str:
    return "".join(json.dumps(line) + "\n" for line in lines)


def test_two_runs_do_not_write_one_output(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    with (
        Unfinished(str(tmp_path / "a.jsonl"), "run").target([]),
        pytest.raises(UsageError, match="another run is writing"),
        Unfinished(str(tmp_path / "a.jsonl"), "run").target([]),
    ):
        pass


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("{source}", "--resume"), "--resume goes on with JSON Lines in a file only; use -o FILE.jsonl"),
        (("{source}", "--resume", "-o", "{out}.csv"), "--resume goes on with JSON Lines"),
        (("{source}", "--resume", "-o", "{out}.jsonl", "-f", "json"), "--resume goes on with JSON Lines"),
        (("-", "--resume", "-o", "{out}.jsonl"), "needs inputs that can be read again"),
        (("{source}", "--resume", "-o", "/dev/null", "-f", "jsonl"), "is no file, so that nothing can be resumed"),
        (("{source}", "--resume", "-o", "{source}", "-f", "jsonl"), "is an input too"),
        (("{source}", "--resume", "-o", "/nowhere/a.jsonl"), "cannot write there"),
        (("{source}", "--columns", "words=甲"), "words=甲 says nothing; write text=NAME"),
        (("{source}", "--columns", "text"), "text= says nothing"),
    ],
)
def test_wrong_use_is_one_line(words: tuple[str, ...], message: str, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    done = run(*(word.format(source=source, out=tmp_path / "out") for word in words))
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert message in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_progress_tells_how_much_is_read(archive: Path, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    subprocess.run(
        command(str(archive), "-o", str(tmp_path / "out.jsonl")), stderr=theirs, stdout=subprocess.DEVNULL, check=False
    )
    os.close(theirs)
    told = b""
    while chunk := read_terminal(ours):
        told += chunk
    os.close(ours)
    total = archive.stat().st_size / 1e6
    assert f"% of {total:.1f} MB, " in told.decode()


def read_terminal(ours: int) -> bytes:
    try:
        return os.read(ours, 1 << 16)
    except OSError:
        return b""
