"""The project's own rules: public names, sizes, word lists, nothing that does not belong."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import textmine
from textmine.lexicon import FOLDER, rows

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "textmine").rglob("*.py"))
TEXTS = [
    path
    for path in ROOT.rglob("*")
    if path.is_file()
    and path.suffix in {".py", ".md", ".toml", ".txt", ".tsv", ".json", ".yml", ""}
    and not any(part.startswith(".") and part != ".ci" for part in path.relative_to(ROOT).parts)
    and not {"build", "dist"} & set(path.relative_to(ROOT).parts)
]


def test_public_names() -> None:
    assert list(textmine.__all__) == sorted(textmine.__all__)
    assert dir(textmine) == list(textmine.__all__)
    for name in textmine.__all__:
        assert getattr(textmine, name) is not None
    with pytest.raises(AttributeError):
        _ = textmine.nothing


def test_version_is_that_of_the_package() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{textmine.__version__}"' in project


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_short_and_documented(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= 320
    assert source.startswith('"""')


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_word_lists_explain_themselves_and_are_used(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# ")
    assert rows(path.stem)
    quoted = (f'"{path.stem}"', f"'{path.stem}'")
    used = any(name in source.read_text("utf-8") for source in SOURCES for name in quoted)
    assert used, f"{path.name} is used nowhere"


def test_the_wheel_holds_everything_the_package_reads(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    tracked = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "textmine").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert {"textmine/lexicons/units.tsv", "textmine/output/schema.json", "textmine/output/page.css"} <= held
    assert tracked <= held


def test_nothing_that_does_not_belong() -> None:
    unwanted = re.compile(r"/(?:work|home|root|Users)/\w|pypi\.|files\.python" + "hosted|mirrors?\\.")
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in TEXTS
        if (match := unwanted.search(path.read_text("utf-8", errors="replace")))
    ]
    assert found == []
    assert not [path for path in ROOT.rglob("*.pkl") if ".venv" not in path.parts]


def test_layers() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
