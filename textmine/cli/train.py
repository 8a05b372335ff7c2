"""``textmine train``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from textmine.errors import MissingExtraError, UsageError

__all__ = ["train"]

GOLD = Path("corpora/gold")
DIMENSIONS = Path("corpora/dimensions")
ENTITIES = Path("corpora/entities")
PAIRS = Path("corpora/indicators/pairs.tsv")
MODELS = ("confidence", "dimensions", "entities", "indicators", "regions")
TESTS = "*_test.jsonl"  # labelled passages that are only ever scored
SIZES = ("fast", "accurate")


def train(
    model: Annotated[
        str,
        typer.Argument(help="What to fit: confidence, dimensions, entities, indicators or regions.", metavar="MODEL"),
    ],
    data: Annotated[
        list[str] | None,
        typer.Argument(
            help="confidence: annotated articles (JSON), by default those in corpora/gold. dimensions: labelled texts (JSON Lines "
            "or CSV with text, title, and dimensions and main, or label), by default those in corpora/dimensions. entities: labelled "
            "passages (JSON Lines with entities, and text, or id, start and end), by default those in corpora/entities. indicators: "
            "labelled pairs of names, by default corpora/indicators/pairs.tsv. regions: annotated articles (JSON) that no rule was "
            "mended on.",
            metavar="DATA",
        ),
    ] = None,
    texts: Annotated[
        list[str] | None,
        typer.Option(
            "--texts",
            help="Texts without labels. dimensions: for their words (JSON Lines, CSV). entities: for a teacher to read (JSON Lines).",
            metavar="FILE",
        ),
    ] = None,
    held_out: Annotated[
        list[str] | None,
        typer.Option(
            "--held-out",
            help="Texts of a test; what shares more than a phrase with them is left out.",
            metavar="FILE",
        ),
    ] = None,
    mended: Annotated[
        list[str] | None,
        typer.Option(
            "--mended",
            help="regions: annotated articles that rules were mended on, to learn from too, but not how far the rules are right.",
            metavar="FILE",
        ),
    ] = None,
    size: Annotated[
        str | None, typer.Option("--size", help="entities: fast (by default) or accurate.", metavar="SIZE")
    ] = None,
    minutes: Annotated[
        float | None, typer.Option("--minutes", help="entities: how long to train; 60 by default.", metavar="N")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Where to write it; by default where textmine reads it.", metavar="FILE"),
    ] = None,
) -> None:
    """Fits a model and tells how well it does."""
    if model not in MODELS:
        raise UsageError(f"{model!r} is no model that can be trained; use one of {', '.join(MODELS)}")
    if model != "entities" and (size is not None or minutes is not None):
        raise UsageError("--size and --minutes are for entities only")
    if model != "regions" and mended:
        raise UsageError("--mended is for regions only")
    if model == "entities":
        _entities(
            _paths(data), _paths(texts), _paths(held_out), size or "fast", 60.0 if minutes is None else minutes, output
        )
    elif model == "dimensions":
        _dimensions(_paths(data), _paths(texts), _paths(held_out), output)
    elif texts or held_out:
        raise UsageError("--texts and --held-out are for dimensions and entities only")
    elif model == "indicators":
        _indicators(_paths(data) or [PAIRS], output)
    elif model == "regions":
        _regions(_paths(data), _paths(mended), output)
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


def _indicators(paths: list[Path], output: str | None) -> None:
    from textmine.evaluate.indicators import fit, pairs, write
    from textmine.lexicon import FOLDER

    given = [pair for path in paths for pair in pairs(path, "dev")]
    target = Path(output) if output else FOLDER / "indicator_similarity.tsv"
    weights = fit(given)
    write(weights, target)
    sys.stdout.write(f"{target}: {len(weights)} features from {len(given)} pairs\n")


def _regions(paths: list[Path], mended: list[Path], output: str | None) -> None:
    from textmine.evaluate import region_choice
    from textmine.lexicon import FOLDER

    if not paths:
        raise UsageError(
            "name annotated articles that no rule was mended on, from which it is learned when to trust the rules"
        )
    target = Path(output) if output else FOLDER / "region_choice.tsv"
    others = region_choice.examples(mended, mended=True)
    for held in region_choice.cross_validated(paths, others) if len(paths) > 1 else ():
        ruled, chosen = (
            {field.name: field for field in scores.fields}["regions"] for scores in (held.ruled, held.chosen)
        )
        sys.stdout.write(
            f"{held.name} held out: regions right {ruled.accuracy:.3f} by the rules, {chosen.accuracy:.3f} chosen, of {chosen.matched}; "
            f"records {held.ruled.record.f1:.3f}, {held.chosen.record.f1:.3f}\n"
        )
    posed = [*region_choice.examples(paths), *others]
    weights = region_choice.fit(posed)
    region_choice.write(weights, target)
    sys.stdout.write(f"{target}: {len(weights)} features from {len(posed)} choices\n")


def _dimensions(paths: list[Path], others: list[Path], held_out: list[Path], output: str | None) -> None:
    from textmine.dimensions import built_in, data, training
    from textmine.overlap import Overlap
    from textmine.segment import news_segmenter

    if paths and output is None:
        raise UsageError("name with -o where the model goes; that of textmine is only replaced by its own data")
    paths = paths or sorted(DIMENSIONS.glob("*.jsonl"))
    if not paths:
        raise UsageError(f"{DIMENSIONS}: no labelled texts here; run in the project's folder or name files")
    known = Overlap(text.text for text in data.texts(held_out))
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


def _entities(
    paths: list[Path], others: list[Path], held_out: list[Path], size: str, minutes: float, output: str | None
) -> None:
    from textmine.entities.model import built_in
    from textmine.entities.training import data
    from textmine.evaluate.entities import score_entities
    from textmine.overlap import Overlap

    if size not in SIZES:
        raise UsageError(f"--size {size!r} is not known; use one of {', '.join(SIZES)}")
    if not minutes > 0:
        raise UsageError(f"--minutes {minutes:g} is no time to train; use a number above 0")
    if paths and output is None:
        raise UsageError("name with -o where the model goes; that of textmine is only replaced by its own data")
    try:
        from textmine.entities.training import recipe
    except ModuleNotFoundError as error:
        if error.name != "torch":
            raise
        raise MissingExtraError(
            "training the names needs torch; install it with: pip install 'textmine[train]'"
        ) from error
    tests = sorted(ENTITIES.glob(TESTS))
    paths = paths or sorted({*ENTITIES.glob("*.jsonl")} - {*tests})
    if not paths:
        raise UsageError(f"{ENTITIES}: no labelled passages here; run in the project's folder or name files")
    test = data.bare([*held_out, *tests], others)
    sets, absent = data.labelled(paths, others)
    sets = data.without(sets, Overlap(test))
    if absent:
        _tell(f"{absent} passages left out, whose texts are in no file of --texts")
    plan = recipe.planned(size, 60 * minutes)
    taught = "with a teacher" if others and plan.teacher else "from the labels alone"
    _tell(f"training on {plan.device} for {minutes:g} minutes, {taught}")
    trained = recipe.train(
        sets,
        lambda tenth: data.lines(others, Overlap([*test, *tenth])),
        plan,
        {
            "size": size,
            "minutes": minutes,
            "device": plan.device,
            "data": [path.name for path in paths],
            "texts": [path.name for path in others],
        },
        _tell,
    )
    target = Path(output) if output else built_in(size)
    trained.model.save(target)
    model = trained.model.load(target)
    least = "  ".join(f"{label} {value:g}" for label, value in model.thresholds.items())
    sys.stdout.write(
        f"{target}: {len(model.characters)} characters, {target.stat().st_size / 1e6:.1f} MB\n"
        f"told from a probability of: {least}\n"
        f"on a tenth held out, head {trained.head}: {score_entities(trained.held_out, model, trained.head)}"
    )


def _tell(line: str) -> None:
    sys.stderr.write(f"textmine: {line}\n")
