"""The README's commands and snippets run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
BLOCKS = [
    [line[2:].split("#")[0].strip() for line in block.splitlines() if line.startswith("$ textmine")]
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
]


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_snippets_run(snippet: str) -> None:
    done = subprocess.run([sys.executable, "-c", snippet], capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("commands", [block for block in BLOCKS if block], ids=lambda block: str(block[0]))
def test_commands_run(commands: list[str], tmp_path: Path) -> None:
    for command in commands:
        words = shlex.split(command)[1:]
        words = [str(ROOT / word) if word.startswith("corpora/") else word for word in words]
        before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
        done = subprocess.run(
            [sys.executable, "-m", "textmine", *words], capture_output=True, encoding="utf-8", cwd=tmp_path, check=False
        )
        assert done.returncode in ((0, 1) if words[0] == "check" else (0,)), (
            f"{command}: {done.stderr}"
        )  # 1: the answer is no
        assert done.stdout or {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} != before, command


def test_the_first_example_is_what_the_command_prints() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "textmine",
            "extract",
            "corpora/samples/article.txt",
            "--format",
            "table",
            "--lang",
            "en",
        ],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
        env={**os.environ, "COLUMNS": "120"},
    )
    shown = README.split("$ make run\n")[1].split("```")[0].splitlines()
    printed = done.stdout.splitlines()
    position = 0
    for line in shown:
        if line != "...":
            assert line in printed[position:], f"not printed: {line}"
            position = printed.index(line, position) + 1


def test_make_run_is_that_command() -> None:
    assert "extract corpora/samples/article.txt" in (ROOT / "Makefile").read_text()
    assert "make test" in README
    assert "make test" in (ROOT / ".ci/run").read_text()
