"""``textmine train``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from textmine.errors import UsageError

__all__ = ["train"]

GOLD = Path("corpora/gold")
DIMENSIONS = Path("corpora/dimensions")
MODELS = ("confidence", "dimensions")


def train(
    model: Annotated[str, typer.Argument(help="What to fit: confidence or dimensions.", metavar="MODEL")],
    data: Annotated[
        list[str] | None,
        typer.Argument(
            help="confidence: annotated articles (JSON), by default those in corpora/gold. dimensions: labelled texts (JSON Lines "
            "or CSV with text, title, and dimensions and main, or label), by default those in corpora/dimensions.",
            metavar="DATA",
        ),
    ] = None,
    texts: Annotated[
        list[str] | None,
        typer.Option(
            "--texts", help="dimensions: texts without labels (JSON Lines, CSV), for their words.", metavar="FILE"
        ),
    ] = None,
    held_out: Annotated[
        list[str] | None,
        typer.Option(
            "--held-out",
            help="dimensions: texts of a test; what shares more than a phrase with them is left out.",
            metavar="FILE",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Where to write it; by default where textmine reads it.", metavar="FILE"),
    ] = None,
) -> None:
    """Fits a model and tells how well it does."""
    if model not in MODELS:
        raise UsageError(f"{model!r} is no model that can be trained; use one of {', '.join(MODELS)}")
    if model == "dimensions":
        _dimensions(_paths(data), _paths(texts), _paths(held_out), output)
    elif texts or held_out:
        raise UsageError("--texts and --held-out are for dimensions only")
    else:
        _confidence(_paths(data), output)


def _paths(names: list[str] | None) -> list[Path]:
    return [Path(name) for name in names or ()]


def _confidence(paths: list[Path], output: str | None) -> None:
    from textmine.evaluate import confidence, judged
    from textmine.lexicon import FOLDER
    from textmine.pipeline import extract_article

    paths = paths or sorted(GOLD.glob("*.json"))
    if not paths:
        raise UsageError(f"{GOLD}: no annotated articles here; run in the project's folder or name gold files")
    target = Path(output) if output else FOLDER / "confidence.tsv"
    weights = confidence.fit(paths, extract_article)
    confidence.write(weights, target)
    sys.stdout.write(f"{target}: {len(weights)} features from {len(judged(paths, extract_article))} claims\n")


def _dimensions(paths: list[Path], others: list[Path], held_out: list[Path], output: str | None) -> None:
    from textmine.dimensions import built_in, data, training
    from textmine.segment import news_segmenter

    if paths and output is None:
        raise UsageError("name with -o where the model goes; that of textmine is only replaced by its own data")
    paths = paths or sorted(DIMENSIONS.glob("*.jsonl"))
    if not paths:
        raise UsageError(f"{DIMENSIONS}: no labelled texts here; run in the project's folder or name files")
    known = data.Overlap(data.texts(held_out))
    unlabelled = tuple(text for text in data.texts(others) if not known(text.text))
    given, absent = data.labelled(paths, unlabelled)
    given = tuple(text for text in given if not known(text.text))
    if absent:
        sys.stderr.write(f"textmine: {absent} labels left out, whose texts are in no file of --texts\n")
    about = {"data": [path.name for path in paths], "texts": [path.name for path in others]}
    model, figures = training.fit(given, unlabelled, news_segmenter(), about)
    target = Path(output) if output else built_in()
    model.save(target)
    size = target.stat().st_size / 1e6
    sys.stdout.write(
        f"{target}: {len(model.labels)} labels, {len(model.words)} words, {size:.1f} MB, from {len(given)} texts\n"
        f"cross-validation on {figures.texts} texts: main label right {figures.main:.3f}, F1 of all labels {figures.listed:.3f}\n"
        f"listed from {model.listed_at}, beside a leading one from {model.beside_at}, leading from {model.leads_at}\n"
        "probability told, and share that is so: "
        + "  ".join(f"{told:.2f} {true:.2f} ({pairs})" for pairs, told, true in figures.reliability)
        + "\n"
    )
