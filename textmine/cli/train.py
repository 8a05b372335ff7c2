"""``textmine train``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from textmine.errors import UsageError

__all__ = ["train"]

GOLD = Path("corpora/gold")
MODELS = ("confidence",)


def train(
    model: Annotated[str, typer.Argument(help="What to fit: confidence.", metavar="MODEL")],
    data: Annotated[
        list[str] | None,
        typer.Argument(help="Annotated articles (JSON); by default those in corpora/gold.", metavar="DATA"),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Where to write it; by default where textmine reads it.", metavar="FILE"),
    ] = None,
) -> None:
    """Fits a model and tells how well it does."""
    from textmine.evaluate import confidence, judged
    from textmine.lexicon import FOLDER
    from textmine.pipeline import extract_article

    if model not in MODELS:
        raise UsageError(f"{model!r} is no model that can be trained; use one of {', '.join(MODELS)}")
    paths = [Path(path) for path in data] if data else sorted(GOLD.glob("*.json"))
    if not paths:
        raise UsageError(f"{GOLD}: no annotated articles here; run in the project's folder or name gold files")
    target = Path(output) if output else FOLDER / "confidence.tsv"
    weights = confidence.fit(paths, extract_article)
    confidence.write(weights, target)
    sys.stdout.write(f"{target}: {len(weights)} features from {len(judged(paths, extract_article))} claims\n")
