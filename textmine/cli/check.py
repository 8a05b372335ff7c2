"""``textmine check``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from textmine.cli.official import OptionalStatistics, Tolerance, official, tolerance_of
from textmine.cli.options import (
    Aliases,
    Columns,
    Dictionaries,
    Encoding,
    Lang,
    OptionalDatabase,
    Published,
    iso_date,
    layout_for,
)
from textmine.errors import UsageError

__all__ = ["check"]

FORMATS = ("table", "json", "jsonl", "csv", "markdown", "html")
ENDINGS = {
    "json": "json",
    "jsonl": "jsonl",
    "csv": "csv",
    "md": "markdown",
    "html": "html",
    "htm": "html",
    "txt": "table",
}
INSIDE = ("table", "json", "jsonl")
"""The formats of what does not fit inside an article, without statistics."""


def _formats() -> list[str]:
    return list(FORMATS)


def check(
    files: Annotated[
        list[str] | None, typer.Argument(help="Files, directories, patterns; - is standard input.", metavar="[FILE]...")
    ] = None,
    stats: OptionalStatistics = None,
    database: OptionalDatabase = None,
    indicator: Annotated[
        str | None, typer.Option(help="With --db: what is measured, in any of its wordings.", metavar="WORDS")
    ] = None,
    region: Annotated[str | None, typer.Option(help="With --db: a place.", metavar="NAME")] = None,
    within: Annotated[bool, typer.Option("--within", help="Take the places inside --region too.")] = False,
    period: Annotated[
        str | None, typer.Option(help="With --db: periods that overlap this one: 2024, 2024-Q1.", metavar="PERIOD")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="With --db: publisher of the article.", metavar="NAME")] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="With --db: published on or after.", metavar="DATE")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="With --db: published on or before.", metavar="DATE")
    ] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Only how many verdicts of each kind there are.")] = False,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help=f"{', '.join(FORMATS)}; by default a table.", metavar="NAME", autocompletion=_formats
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Write to this file; its ending names the format.", metavar="FILE"),
    ] = None,
    tolerance: Tolerance = None,
    aliases: Aliases = None,
    lang: Lang = None,
    dictionary: Dictionaries = None,
    published: Published = None,
    encoding: Encoding = None,
    columns: Columns = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of the output instead.")] = False,
) -> None:
    """Holds the figures of articles against official statistics, and against one another; exit code 1 where some do not agree."""
    if schema:
        from textmine.output.verdict_trees import schema_text

        sys.stdout.write(schema_text())
        return
    name = _format(form, output, held=bool(stats), summary=summary)
    first, last = iso_date(since, "--from"), iso_date(until, "--to")
    chosen = any((indicator, region, period, publisher, first, last)) or within
    reading = {"--dict": dictionary, "--published": published, "--encoding": encoding, "--columns": columns}
    _source(files, database, [option for option, value in reading.items() if value], chosen=chosen)
    from textmine.cli.checking import Judging
    from textmine.cli.target import target

    judging = Judging(tolerance_of(tolerance), official(stats) if stats else None, aliases)
    layout = layout_for(lang, to_file=output is not None)
    if database is not None:
        from textmine.store import Query

        query = Query(
            indicator=indicator, region=region, within=within, period=period, publisher=publisher, published_from=first,
            published_to=last, limit=None,
        )  # fmt: skip
        pieces = judging.database(database, query, name, layout, summary=summary)
    else:
        from textmine.batch import Settings
        from textmine.reading import named_columns, read_all

        settings = Settings(tuple(dictionary or ()), iso_date(published))
        found = read_all(files or [], encoding=encoding, columns=named_columns(columns))
        pieces = judging.files(found, settings, name, layout, summary=summary)
    inputs = [*(files or ()), *(stats or ()), *((database,) if database else ())]
    with target(output, inputs=inputs) as stream:
        for piece in pieces:
            stream.write(piece.encode("utf-8", "backslashreplace"))
        if not judging.done:  # nothing could be read: no output, and a file from an earlier run stays as it is
            raise typer.Exit(2)
    sys.stdout.flush()
    if judging.bad:
        raise typer.Exit(2)
    if judging.negative:
        raise typer.Exit(1)


def _format(form: str | None, output: str | None, *, held: bool, summary: bool) -> str:
    name = form or (ENDINGS.get(output.rpartition(".")[2].lower(), "table") if output else "table")
    if name not in FORMATS:
        raise UsageError(f"format {name!r} is not known; use one of {', '.join(FORMATS)}")
    if not held and name not in INSIDE:
        raise UsageError(f"{name} tells verdicts; name official figures with --stats, or use {', '.join(INSIDE)}")
    if not held and summary:
        raise UsageError("--summary counts verdicts; name official figures with --stats")
    return name


def _source(files: list[str] | None, database: str | None, reading: list[str], *, chosen: bool) -> None:
    """Raises :class:`UsageError` unless there are either files or a database, with the options that are for them."""
    if bool(files) is (database is not None):
        raise UsageError("name articles to check, or a fact database with --db, and not both")
    if database is None and chosen:
        raise UsageError(
            "--indicator, --region, --within, --period, --publisher, --from and --to choose claims of a fact database; name one with --db"
        )
    if database is not None and reading:
        raise UsageError(f"{', '.join(reading)}: for files that are read; articles of a fact database are read already")
