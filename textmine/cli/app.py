"""The typer application; what a command needs is imported when it runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.help import COMMANDS

if TYPE_CHECKING:
    from textmine.errors import TextmineError
    from textmine.output.writers import Mined

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _main() -> None:
    """Chinese news text mining: numeric claims with exact offsets."""


@app.command(help=COMMANDS["extract"])
def extract(
    files: Annotated[list[str], typer.Argument(help="Files, directories, globs or - (standard input).")],
    form: Annotated[str | None, typer.Option("--format", help="table, json, jsonl or csv.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")] = None,
    dictionaries: Annotated[list[Path] | None, typer.Option("--dict", help="A jieba user dictionary.")] = None,
    published: Annotated[str | None, typer.Option(help="ISO date where the text tells none.")] = None,
) -> None:
    """Find the numeric claims in articles."""
    from textmine.cli.target import write
    from textmine.output.writers import pieces

    problems: list[TextmineError] = []
    ending = output.suffix.removeprefix(".") if output else ""
    chosen = form or ending or ("table" if sys.stdout.isatty() else "json")
    write(pieces(_mined(files, dictionaries or [], _date(published), problems), chosen), output)
    if problems:
        raise typer.Exit(2)


def _date(published: str | None) -> str | None:
    from datetime import date

    from textmine.errors import UsageError

    try:
        return published and date.fromisoformat(published).isoformat()
    except ValueError as error:
        raise UsageError(f"--published {published}: not a date; write it like 2024-11-05") from error


def _mined(
    files: list[str], dictionaries: list[Path], published: str | None, problems: list[TextmineError]
) -> Iterator[Mined]:
    from dataclasses import replace

    from textmine.errors import TextmineError
    from textmine.pipeline import extract_article
    from textmine.reading import read_all
    from textmine.segment import news_segmenter

    segmenter = news_segmenter(dictionaries=dictionaries)
    for found in read_all(files):
        if isinstance(found, TextmineError):
            problems.append(found)
            print(f"textmine: {found}", file=sys.stderr)  # noqa: T201
            continue
        articles = (replace(item, published=item.published or published) for item in found.articles)
        yield found, tuple(extract_article(article, segmenter=segmenter) for article in articles)


@app.command(help=COMMANDS["evaluate"])
def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Files of annotated articles.")],
    baseline: Annotated[Path | None, typer.Option(help="Floors that the figures must not fall below.")] = None,
    errors: Annotated[int, typer.Option(help="How many differences to show.")] = 0,
    only: Annotated[str | None, typer.Option(help="Show differences of this field only.")] = None,
    raised: Annotated[bool, typer.Option("--raise-floors", help="Raise the floors to these figures.")] = False,
) -> None:
    """Score the extraction against annotated articles; exit code 1 below a floor."""
    from textmine.errors import UsageError
    from textmine.evaluate import check, raise_floors, score
    from textmine.pipeline import extract_article

    if raised and baseline is None:
        raise UsageError("--raise-floors: name the file of the floors with --baseline")
    scores = score(gold, extract_article)
    for name, tally in (("mention", scores.mention), ("record", scores.record)):
        typer.echo(f"{name:<10} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")
    for field in scores.fields:
        typer.echo(f"{field.name:<10} {field.accuracy:.3f}")
    for difference in (scores.of(only) if only else scores.differences)[:errors]:
        typer.echo(str(difference))
    below = check(scores, baseline) if baseline and baseline.exists() else []
    for line in below:
        typer.echo(f"below the floor: {line}", err=True)
    if raised and baseline:
        typer.echo(f"raised: {', '.join(raise_floors(scores, baseline)) or 'nothing'}")
    if below:
        raise typer.Exit(1)


@app.command(help=COMMANDS["info"])
def info() -> None:
    """Tell the versions in use and which extras are installed."""
    import platform
    from importlib.util import find_spec

    from textmine import __version__
    from textmine.output.writers import FORMATS

    typer.echo(f"textmine {__version__}")
    typer.echo(f"python   {platform.python_version()}")
    typer.echo(f"formats  {', '.join(FORMATS)}")
    for module in ("rjieba", "pyarrow"):
        typer.echo(f"{module:<9}{'installed' if find_spec(module) else 'not installed'}")
