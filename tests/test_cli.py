"""The command line from outside: offsets, exit codes, injection, start-up."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

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
    from textmine.cli.help import COMMANDS, PAGE

    assert {c.name or (c.callback and c.callback.__name__): c.help for c in app.registered_commands} == COMMANDS
    assert run("--help").stdout == run().stdout == PAGE


@pytest.mark.parametrize(
    ("word", "heavy"), [("--help", "typer json pandas"), ("extract", "pandas spacy sklearn pyarrow")]
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
