"""``textmine evaluate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.errors import UsageError

if TYPE_CHECKING:
    from textmine.evaluate import Scores

__all__ = ["evaluate"]

GOLD = Path("corpora/gold")
FLOORS = Path("corpora/baseline.json")
PAIRS = Path("corpora/indicators/pairs.tsv")
CHECKS = (Path("corpora/checks/dev.txt"), Path("corpora/checks/test.txt"))
OTHERS = ("missed", "false", "offsets")  # differences that are of no field
SIZES = ("fast", "accurate")
SHOWN = 20  # differences where --only asks for some and --errors does not say how many


def evaluate(
    gold: Annotated[
        list[str] | None,
        typer.Argument(help="Annotated articles (JSON); by default those in corpora/gold.", metavar="GOLD"),
    ] = None,
    floors: Annotated[
        str | None,
        typer.Option("--floors", help="File of pinned floors; by default corpora/baseline.json.", metavar="FILE"),
    ] = None,
    errors: Annotated[
        int | None, typer.Option("--errors", help="Show that many differences.", metavar="N", min=0)
    ] = None,
    only: Annotated[
        str | None,
        typer.Option("--only", help="Show differences of this field, or missed, or false.", metavar="FIELD"),
    ] = None,
    dimensions: Annotated[
        bool, typer.Option("--dimensions", help="Only the dimensions; the texts need no claims.")
    ] = False,
    entities: Annotated[
        bool,
        typer.Option(
            "--entities", help="Only the names; GOLD is labelled passages (JSON Lines with text and entities)."
        ),
    ] = False,
    indicators: Annotated[
        bool,
        typer.Option("--indicators", help="Only the names of indicators; GOLD is labelled pairs, by default our own."),
    ] = False,
    checks: Annotated[
        bool,
        typer.Option(
            "--checks",
            help="Only the fact check; GOLD is articles with verdicts, statistics.csv lies beside; by default our own.",
        ),
    ] = False,
    head: Annotated[
        str | None,
        typer.Option("--head", help="entities: news or classic; by default the one whose labels the passages have."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", help="entities: fast (by default), accurate, or a model file.", metavar="MODEL"),
    ] = None,
    texts: Annotated[
        list[str] | None,
        typer.Option("--texts", help="entities: texts that passages name by id (JSON Lines).", metavar="FILE"),
    ] = None,
    lift: Annotated[bool, typer.Option("--raise-floors", help="Pin the figures where they are higher.")] = False,
) -> None:
    """Scores the extraction; exit code 1 where a figure lies below its floor."""
    if entities or head or model or texts:
        sys.stdout.write(_of_entities(gold or [], head, model or "fast", texts or [], asked=entities))
        return
    if indicators:
        _of_indicators(gold or [str(PAIRS)], Path(floors) if floors else None, errors or 0, lift=lift)
        return
    if checks:
        _of_checks(gold or [str(path) for path in CHECKS], Path(floors) if floors else None, errors or 0, lift=lift)
        return
    from textmine.evaluate import score
    from textmine.evaluate.scores import FIELDS
    from textmine.pipeline import extract_article

    names = (*FIELDS, *OTHERS)
    if only is not None and only not in names:
        raise UsageError(f"--only {only!r} is no field; use one of {', '.join(names)}")
    paths = _annotated(gold)
    if dimensions:
        sys.stdout.write(_of_dimensions(paths))
        return
    scores = score(paths, extract_article)
    sys.stdout.write(_report(scores))
    if not gold:
        sys.stdout.write(_of_dimensions(paths))
    wanted = scores.of(only) if only else scores.differences
    for difference in wanted[: (SHOWN if only else 0) if errors is None else errors]:
        sys.stdout.write(f"{difference}\n")
    pinned = Path(floors) if floors else FLOORS
    if gold and not floors:
        return
    if _below(scores, pinned, lift=lift):
        raise typer.Exit(1)


def _below(scores: Scores, pinned: Path, *, lift: bool) -> bool:
    """Tells what lies below the floors, after raising them where asked to."""
    from textmine.evaluate import check, raise_floors

    if lift:
        sys.stdout.write("".join(f"raised {name}\n" for name in raise_floors(scores, pinned)))
    below = check(scores, pinned) if pinned.exists() else []
    sys.stdout.write("".join(f"below the floor: {line}\n" for line in below))
    return bool(below)


def _annotated(gold: list[str] | None) -> list[Path]:
    paths = [Path(path) for path in gold] if gold else sorted(GOLD.glob("*.json"))
    if not paths:
        raise UsageError(f"{GOLD}: no annotated articles here; run in the project's folder or name gold files")
    return paths


def _report(scores: Scores) -> str:
    lines = [f"{scores.articles} articles, {scores.characters} characters"]
    for name, tally in (("mention", scores.mention), ("record", scores.record)):
        lines.append(f"{name:<8} precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}")
    lines.append("fields   " + "  ".join(f"{field.name} {field.accuracy:.3f}" for field in scores.fields))
    return "\n".join(lines) + "\n"


def _of_dimensions(paths: list[Path]) -> str:
    from textmine.dimensions import Classifier
    from textmine.evaluate.dimensions import score_dimensions
    from textmine.segment import news_segmenter

    found = score_dimensions(paths, Classifier(), news_segmenter())
    return f"dimensions of {found.texts} texts: main right {found.main:.3f}, F1 of all {found.listed.f1:.3f}\n"


def _of_indicators(names: list[str], floors: Path | None, errors: int, *, lift: bool) -> None:
    from textmine.evaluate.floors import below
    from textmine.evaluate.floors import lift as raised
    from textmine.evaluate.indicators import figures, pairs, score_pairs

    for name in names:
        found = pairs(name)
        for part in sorted({pair.part for pair in found}):
            scores = score_pairs([pair for pair in found if pair.part == part])
            sys.stdout.write(
                f"{name}, {part}: {scores.pairs} pairs, told to be one: precision {scores.same.precision:.3f}, recall "
                f"{scores.same.recall:.3f}; equal keys: {scores.keys.precision:.3f}, {scores.keys.recall:.3f}; right of three "
                f"labels {scores.right:.3f}; order {scores.order:.3f}\n"
            )
            for pair, told in scores.differences[:errors] if part == "dev" else ():
                sys.stdout.write(f"{pair.field}: {pair.one} and {pair.other}: want {pair.label}, got {told}\n")
            pinned = floors or Path(name).with_name(FLOORS.name)
            if part != "test" or not pinned.exists():
                continue
            if lift:
                sys.stdout.write("".join(f"raised {risen}\n" for risen in raised(figures(scores), pinned)))
            lines = below(figures(scores), pinned)
            sys.stdout.write("".join(f"below the floor: {line}\n" for line in lines))
            if lines:
                raise typer.Exit(1)


def _of_checks(names: list[str], floors: Path | None, errors: int, *, lift: bool) -> None:
    from textmine.evaluate.checks import checked_articles, figures, held_figures, score_checks
    from textmine.evaluate.floors import below
    from textmine.evaluate.floors import lift as raised

    for name in names:
        scores = score_checks(checked_articles(name), held_figures(Path(name).with_name("statistics.csv")))
        sys.stdout.write(
            f"{name}: {scores.articles} articles, {scores.figures} figures, {scores.mismatch.annotated} of them wrong; told wrong: "
            f"precision {scores.mismatch.precision:.3f}, recall {scores.mismatch.recall:.3f}; all verdicts right "
            f"{scores.right.precision:.3f}\n"
        )
        sys.stdout.write("".join(f"{line}\n" for line in map(str, scores.differences[:errors])))
        pinned = floors or Path(name).with_name(FLOORS.name)
        told = figures(scores, Path(name).stem)
        if lift:
            sys.stdout.write("".join(f"raised {risen}\n" for risen in raised(told, pinned)))
        part = f"checks.{Path(name).stem}."
        lines = [line for line in below(told, pinned) if line.startswith(part)] if pinned.exists() else []
        sys.stdout.write("".join(f"below the floor: {line}\n" for line in lines))
        if lines:
            raise typer.Exit(1)


def _of_entities(names: list[str], head: str | None, model: str, texts: list[str], *, asked: bool) -> str:
    from textmine.entities.model import TaggerModel, built_in
    from textmine.entities.training.data import Passage, head_of, passages
    from textmine.evaluate.entities import score_entities

    if not asked:
        raise UsageError("--head, --model and --texts are for --entities only")
    if not names:
        raise UsageError("--entities: name the files of labelled passages")
    tagger = TaggerModel.load(built_in(model) if model in SIZES else model)
    found: list[Passage] = []
    for name in names:
        given, absent = passages(Path(name), [Path(text) for text in texts])
        found += given
        if absent:
            sys.stderr.write(f"textmine: {name}: {absent} passages left out, whose texts are in no file of --texts\n")
    labels = {name.label for passage in found for name in passage.names}
    return f"{score_entities(found, tagger, head or head_of(labels) or 'news')}"
