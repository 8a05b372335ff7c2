"""The command line from outside: offsets, exit codes, injection, start-up."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import textmine
from textmine.batch import Settings
from textmine.cli.progress import Progress
from textmine.output.terminal import width
from textmine.reading import Meter
from textmine.store import FactStore

TEXT = "去年上半年，江苏省出口额约1200亿元，同比增长5.3%。\n"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "textmine", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_json_holds_offsets_and_exact_decimals(source: Path) -> None:
    node = json.loads(run("extract", str(source), "--format", "json").stdout)
    claims = node["articles"][0]["claims"]
    assert [claim["value"] for claim in claims] == ["120000000000", "5.3"]
    assert all(TEXT[claim["start"] : claim["end"]] == claim["surface"] for claim in claims)


def test_csv_is_one_claim_a_row_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("=SUM(A1)\n\n" + TEXT, "utf-8")
    target = tmp_path / "out.csv"
    assert run("extract", str(path), "-o", str(target)).returncode == 0
    text = target.read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 2
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    assert list(tmp_path.glob(".out*")) == []


def test_a_bad_input_is_told_and_the_rest_done(source: Path) -> None:
    done = run("extract", "missing.txt", str(source), "--format", "jsonl")
    assert done.returncode == 2
    assert done.stderr.startswith("textmine: ")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "doc"), "'doc' is not known; use one of table, json"),
        (("--published", "soon"), "'soon' is no date; write it as 2024-05-06"),
        (("--published", "2031-02-30"), "'2031-02-30' is no date"),
        (("--lang", "fr"), "'fr' is not known; use zh or en"),
        (("--encoding", "klingon"), "no encoding is called 'klingon'"),
        (("--encoding", "ascii"), "a.txt: "),
        (("--dict", "none.txt"), "none.txt: cannot read the user dictionary"),
        (("--dict", "{bad}"), "bad.dict:1: "),
        (("--jobs", "-1"), "'--jobs'"),
        (("--jobs", "many"), "'--jobs'"),
        (("-o", "/nowhere/x.json"), "/nowhere/x.json: cannot write there: "),
        (("-o", "x.docx"), "x.docx: no format is known for the ending '.docx'"),
        (("-o", "{folder}", "-f", "csv"), "is a directory; name a file"),
        (("-o", "{source}"), "is an input too and would be overwritten"),
        (("--none",), "No such option: --none; see textmine extract --help"),
        (("-f",), "'-f' requires an argument"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(source: Path, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    bad = tmp_path / "bad.dict"
    bad.write_text("长江 0 n\n", "utf-8")
    before = source.read_bytes()
    names = {"{source}": str(source), "{folder}": str(tmp_path), "{bad}": str(bad)}
    done = run("extract", str(source), *(names.get(word, word) for word in words))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("textmine: ")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert source.read_bytes() == before


@pytest.mark.parametrize("words", [("nothing",), ("extract",), ("info", "more"), ("--none",), ("explain", "none.txt")])
def test_wrong_commands_are_one_line_and_exit_code_2(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("textmine: ")


def test_messages_do_not_steer_the_terminal() -> None:
    done = run("extract", "no\x1b[2Jne\n.txt")
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_help_lists_the_commands() -> None:
    from textmine.cli.app import app
    from textmine.cli.commands import COMMANDS, overview

    known = {command.name: command.help for command in app.registered_commands}
    known |= {group.name: group.help for group in app.registered_groups}
    assert known == dict(COMMANDS)
    assert run("--help").stdout == run().stdout == overview() + "\n"


def test_version() -> None:
    assert run("--version").stdout == run("-V").stdout == f"textmine {textmine.__version__}\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_table_fits_the_terminal(source: Path, lang: str) -> None:
    done = run("extract", str(source), "--format", "table", "--lang", lang)
    assert "1200亿元" in done.stdout
    assert all(width(line) <= 120 for line in done.stdout.splitlines())


def test_every_format_gives_the_same_claims(source: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    surfaces = {}
    for ending in ("json", "jsonl", "csv", "parquet", "html"):
        out = tmp_path / f"out.{ending}"
        assert run("extract", str(source), "-o", str(out)).returncode == 0
        if ending == "json":
            surfaces[ending] = [claim["surface"] for claim in json.loads(out.read_text())["articles"][0]["claims"]]
        elif ending == "jsonl":
            surfaces[ending] = [
                claim["surface"] for line in out.read_text().splitlines() for claim in json.loads(line)["claims"]
            ]
        elif ending == "csv":
            surfaces[ending] = [row["surface"] for row in csv.DictReader(io.StringIO(out.read_text("utf-8-sig")))]
        elif ending == "parquet":
            table = pq.read_table(out)
            surfaces[ending] = table["surface"].to_pylist()
            assert [str(value.normalize()) for value in table["value"].to_pylist()] == ["1.2E+11", "5.3"]
        else:
            surfaces[ending] = re.findall(r'<a class="claim[^>]*><mark>([^<]*)</mark>', out.read_text("utf-8"))
    assert set(map(tuple, surfaces.values())) == {("1200亿元", "5.3%")}


def test_json_of_one_input_is_an_object_of_several_an_array(source: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text(TEXT, "utf-8")
    assert isinstance(json.loads(run("extract", str(source), "--format", "json").stdout), dict)
    assert len(json.loads(run("extract", str(source), str(other), "--format", "json").stdout)) == 2


def test_json_lines_keep_their_ids_and_jobs_their_order(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": f"n{index}", "text": TEXT, "published": "2025-01-01"}) for index in range(70)]
    path.write_text("\n".join([*lines, "{", lines[0]]), "utf-8")
    one = run("extract", str(path), "--format", "jsonl")
    two = run("extract", str(path), "--format", "jsonl", "--jobs", "2")
    assert one.returncode == two.returncode == 2
    assert one.stdout == two.stdout
    assert [json.loads(line)["id"] for line in one.stdout.splitlines()] == [*(f"n{index}" for index in range(70)), "n0"]
    assert ":71:" in one.stderr or ":71" in one.stderr


def test_html_escapes_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<script>alert(1)</script>\n\n" + TEXT, "utf-8")
    assert "<script>alert" not in run("extract", str(path), "--format", "html").stdout


def test_explain_names_words_and_rules(source: Path) -> None:
    done = run("explain", str(source), "--claim", "c2", "--lang", "en")
    assert done.returncode == 0
    assert "“江苏省” 6–9" in done.stdout
    assert "“同比”" in done.stdout
    assert "verb of change (change:增长)" in done.stdout
    assert "变化的动词" in run("explain", str(source), "--claim", "2", "--lang", "zh").stdout
    assert run("explain", str(source), "--at", str(TEXT.index("5.3")), "--lang", "en").stdout == done.stdout
    assert run("explain", str(source), "--claim", "c9").returncode == 2
    assert "c1  " in run("explain", str(source)).stdout


def test_output_appears_only_when_it_is_complete(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("from an earlier run", "utf-8")
    done = run("extract", str(tmp_path / "none.txt"), "-o", str(target))
    assert (done.returncode, done.stdout) == (2, "")
    assert target.read_text("utf-8") == "from an earlier run"
    assert run("extract", str(tmp_path / "none.txt"), "-f", "json").stdout == ""
    assert run("extract", str(source), "-o", str(target)).returncode == 0
    assert "1200亿元" in target.read_text("utf-8-sig")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_output_may_be_standard_output_or_a_device(source: Path) -> None:
    assert run("extract", str(source), "-o", "-", "-f", "jsonl").stdout.startswith('{"schema"')
    assert run("extract", str(source), "-o", "/dev/null", "-f", "csv").returncode == 0


def test_output_through_a_link_keeps_the_link(source: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_text("", "utf-8")
    target.chmod(0o600)
    link.symlink_to(target)
    assert run("extract", str(source), "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert target.stat().st_size > 0
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [("extract", "{source}"), ("--help",), ("info",), ("explain", "{source}")])
def test_a_full_disk_is_one_line(source: Path, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "textmine", *(str(source) if word == "{source}" else word for word in words)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("textmine: ")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_closed_standard_output_is_one_line(source: Path) -> None:
    for words in (f"extract {source}", "--help"):
        done = subprocess.run(
            ["sh", "-c", f"{sys.executable} -m textmine {words} >&-"],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 2
        assert "standard output is closed" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text((json.dumps({"text": TEXT}) + "\n") * 500, "utf-8")
    for words in (f"extract {path} -f jsonl", f"explain {path}", f"extract {path} -f table"):
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {sys.executable} -m textmine {words} | head -c 1"],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_nothing(tmp_path: Path, jobs: str, number: signal.Signals, code: int) -> None:
    target = tmp_path / "out.jsonl"
    code_of_a_shell = (  # which lets SIGINT through, also where these tests run in the background
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from textmine.__main__ import main\nmain()"
    )
    command = [sys.executable, "-c", code_of_a_shell, "extract", "-", "-f", "jsonl", "-j", jobs, "-o", str(target)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdin is not None
    for _ in range(200):  # more than the pipe holds, so that the command is at work when the last line is taken
        process.stdin.write(json.dumps({"text": TEXT * 50}) + "\n")
    process.stdin.flush()
    process.send_signal(number)
    _, told = process.communicate()
    assert process.returncode == code
    assert told == ("textmine: interrupted\n" if number == signal.SIGINT else "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("environment", "bold"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_gets_the_table(source: Path, environment: dict[str, str], bold: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    done = subprocess.run(
        [sys.executable, "-m", "textmine", "extract", str(source)],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**clean, "TERM": "xterm", "LC_ALL": "zh_CN.UTF-8", "COLUMNS": "90", **environment},
        check=True,
    )
    os.close(theirs)
    told = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert done.stderr == b""
    assert "指标" in told
    assert "约1200亿元" in told
    assert ("\x1b[1m" in told) == bold


def test_directories_patterns_and_standard_input(source: Path, tmp_path: Path) -> None:
    deeper = tmp_path / "more" / "b.txt"
    deeper.parent.mkdir()
    deeper.write_bytes(TEXT.encode("gb18030"))
    for words in ((str(tmp_path),), (f"{tmp_path}/**/*.txt",), (str(source), str(deeper), str(source))):
        lines = run("extract", *words, "-f", "jsonl").stdout.splitlines()
        assert [json.loads(line)["path"] for line in lines] == [str(source), str(deeper)]
    done = subprocess.run(
        [sys.executable, "-m", "textmine", "extract", "-", "-f", "jsonl"],
        input=TEXT.encode(),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["path"] == "-"


def test_published_and_dict_reach_the_extraction(source: Path, tmp_path: Path) -> None:
    dictionary = tmp_path / "own.dict"
    dictionary.write_text("云端绿链平台 5 nz\n", "utf-8")
    done = run("extract", str(source), "--published", "2032-03-01", "--dict", str(dictionary), "-f", "jsonl")
    assert [claim["period"] for claim in json.loads(done.stdout)["claims"]] == ["2031-S1", "2031-S1"]


def test_missing_pyarrow_names_the_extra(source: Path, tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        f"sys.argv = ['textmine', 'extract', {str(source)!r}, '-o', {str(tmp_path / 'x.parquet')!r}]\n"
        "from textmine.__main__ import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "pip install 'textmine[parquet]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_nothing_is_told_without_rjieba(source: Path) -> None:
    code = (
        "import sys; sys.modules['rjieba'] = None\n"
        f"sys.argv = ['textmine', 'extract', {str(source)!r}, '-f', 'jsonl']\n"
        "from textmine.__main__ import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    assert done.stdout == run("extract", str(source), "-f", "jsonl").stdout


def test_completion() -> None:
    environment = {**os.environ, "_TEXTMINE_COMPLETE": "complete_bash"}
    for words, number, expected in (("textmine ex", 1, {"extract", "explain", "export"}), ("textmine extract -f js", 3, {"json", "jsonl"})):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "textmine"],
            env={**environment, "COMP_WORDS": words, "COMP_CWORD": str(number)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert set(done.stdout.split()) == expected


def test_info_knows_every_extra() -> None:
    from textmine.cli.info import EXTRAS

    groups = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert {name for name, _ in EXTRAS} == set(groups) - {"dev"}
    assert all(any(wanted.startswith(package) for wanted in groups[name]) for name, package in EXTRAS)


def test_info_tells_versions_and_the_schema() -> None:
    assert textmine.__version__ in run("info").stdout
    assert json.loads(run("info", "--schema").stdout)["title"] == "textmine/1"


@pytest.mark.parametrize(
    ("word", "heavy"),
    [("--help", "typer json re dataclasses typing pandas"), ("extract", "pandas spacy sklearn pyarrow")],
)
def test_start_up_imports(source: Path, word: str, heavy: str) -> None:
    code = (
        f"import sys; sys.argv = {['textmine', word, str(source)]!r}\n"
        "before = set(sys.modules)\nfrom textmine.__main__ import main\n"
        "try:\n main()\nexcept SystemExit: pass\n"
        f"print(sorted((set(sys.modules) - before) & set({heavy.split()!r})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr.splitlines()[-1] == "[]"


class Terminal(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


def test_a_bar_tells_how_much_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    meter = Meter()
    progress = Progress(meter, shown=True)
    progress.count(3)
    assert screen.getvalue().startswith("\r3 articles, ")  # the size is not known
    progress.clear()
    meter.total, meter.done = 4_000_000, 1_000_000
    progress.count(4)
    assert "\r[######..................]  25% of 4.0 MB, 7 articles, " in screen.getvalue()
    drawn = screen.getvalue()
    progress.count(1)
    assert screen.getvalue() == drawn  # a line that is fresh stays
    Progress(meter, shown=False).count(5)
    assert screen.getvalue() == drawn


def test_ingest_measures_what_it_reads(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2024年，全市粮食产量45万吨。", "utf-8")
    (tmp_path / "b.txt").write_text("2024年，全市水果产量15万吨。", "utf-8")
    meter, told = Meter(), []
    with FactStore(str(tmp_path / "facts.db"), create=True) as store:
        for _ in range(2):
            meter = Meter()
            store.ingest([str(tmp_path / "*.txt")], Settings(dimensions="off", entities="off"), meter=meter)
            told.append((meter.done, meter.total))
    size = sum(path.stat().st_size for path in tmp_path.glob("*.txt"))
    assert told == [(size, size), (size, size)]
