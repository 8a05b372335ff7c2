"""The command line from outside: offsets, exit codes, injection, start-up."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import textmine
from textmine.output.table import width

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
    "words", [("--format", "doc"), ("--published", "soon"), ("-o", "/nowhere/x.json"), ("--dict", "none.txt")]
)
def test_wrong_use_is_one_line_and_exit_code_2(source: Path, words: tuple[str, ...]) -> None:
    done = run("extract", str(source), *words)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_help_lists_the_commands() -> None:
    from textmine.cli.app import app
    from textmine.cli.commands import COMMANDS, overview

    assert tuple((command.name, command.help) for command in app.registered_commands) == COMMANDS
    assert run("--help").stdout == run().stdout == overview() + "\n"


def test_version() -> None:
    assert run("--version").stdout == f"textmine {textmine.__version__}\n"


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
            surfaces[ending] = re.findall(r"<mark[^>]*>([^<]*)</mark>", out.read_text("utf-8"))
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
    assert "<script>" not in run("extract", str(path), "--format", "html").stdout


def test_explain_names_words_and_rules(source: Path) -> None:
    done = run("explain", str(source), "--claim", "c2", "--lang", "en")
    assert done.returncode == 0
    assert "“江苏省”" in done.stdout
    assert "“同比”" in done.stdout
    assert run("explain", str(source), "--at", str(TEXT.index("5.3")), "--lang", "en").stdout == done.stdout
    assert run("explain", str(source), "--claim", "c9").returncode == 2


def test_a_reader_that_leaves_is_no_error(source: Path) -> None:
    command = f"{sys.executable} -m textmine extract {source} --format json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr


def test_info_runs() -> None:
    assert textmine.__version__ in run("info").stdout


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
