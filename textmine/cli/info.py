"""``textmine info``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from textmine import __version__

__all__ = ["info"]

PARTS = ("jieba", "rjieba", "spacy", "scikit-learn", "pandas", "typer", "charset-normalizer")
EXTRAS = (
    ("html", "trafilatura"),
    ("office", "lxml"),
    ("parquet", "pyarrow"),
    ("pdf", "pypdfium2"),
    ("postgres", "psycopg"),
    ("spark", "pyspark"),
    ("train", "torch"),
    ("xls", "xlrd"),
    ("xlsx", "openpyxl"),
)
"""Extras and a package of each."""


def info(
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of the output instead.")] = False,
) -> None:
    """Tells what is in use, or what the JSON output looks like."""
    if schema:
        from textmine.output.trees import schema_text

        sys.stdout.write(schema_text())
        return
    import platform

    from textmine.lexicon import FOLDER, rows

    lines = [
        f"textmine {__version__}",
        f"python {platform.python_version()} on {platform.system()} {platform.machine()}",
    ]
    lines += [f"{name} {_version(name) or 'missing'}" for name in PARTS]
    lines.append(f"segmentation: {'rust (rjieba)' if _version('rjieba') else 'python (jieba)'}")
    for extra, name in EXTRAS:
        found = _version(name)
        lines.append(
            f"extra {extra}: " + (f"{name} {found}" if found else f"not installed (pip install 'textmine[{extra}]')")
        )
    lists = sorted(path.stem for path in FOLDER.glob("*.tsv"))
    lines.append(f"word lists: {len(lists)}, {sum(len(rows(name)) for name in lists)} rows, in {FOLDER}")
    lines.append("output: JSON in the schema textmine/1 (textmine info --schema)")
    lines += [f"model {path.stem}: {_size(path)}" for path in _models()]
    sys.stdout.write("\n".join(lines) + "\n")


def _models() -> list[Path]:
    """Where the models lie that come with textmine."""
    from textmine.dimensions.model import built_in as dimensions
    from textmine.entities.model import built_in as entities

    return [dimensions(), entities("fast"), entities("accurate")]


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB, {path}" if path.exists() else "not installed"


def _version(name: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None
