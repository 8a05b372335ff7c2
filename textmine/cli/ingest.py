"""``textmine ingest``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.messages import complain
from textmine.cli.options import (
    Columns,
    Database,
    Dictionaries,
    Dimensions,
    Encoding,
    Entities,
    Jobs,
    Published,
    iso_date,
)
from textmine.cli.progress import Progress
from textmine.errors import LeftOutError, UsageError

if TYPE_CHECKING:
    from textmine.store.events import Ingested

__all__ = ["ingest"]


def ingest(
    database: Database,
    files: Annotated[
        list[str] | None, typer.Argument(help="Files, directories, patterns; - is standard input.", metavar="FILE...")
    ] = None,
    dictionary: Dictionaries = None,
    published: Published = None,
    encoding: Encoding = None,
    columns: Columns = None,
    dimensions: Dimensions = "on",
    entities: Entities = "on",
    jobs: Jobs = 1,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Compare the bytes of files whose size and time of change are as they were."),
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Extract known articles anew; what people decided on claims holds on.")
    ] = False,
    aliases: Annotated[
        str | None,
        typer.Option(
            "--aliases",
            help="Own names of indicators (lines of a wording, a TAB and its name), which the database follows from now on; off for none. "
            "Needs no FILE: the keys of what is stored are made anew.",
            metavar="FILE|off",
        ),
    ] = None,
) -> None:
    """Stores articles and what was found in them; what is stored already is left as it is, what is bad is told."""
    if not files and aliases is None:
        raise UsageError("name the files to store: textmine ingest FILE... --db FILE")
    from textmine.batch import Settings
    from textmine.reading import Meter, named_columns
    from textmine.store import FactStore

    settings = Settings(tuple(dictionary or ()), iso_date(published), dimensions, entities)
    settings.tools()
    if shortcoming := settings.shortcoming():
        complain(shortcoming)
    meter = Meter()
    progress = Progress(meter, shown=True)

    def count(part: Ingested) -> None:
        for error in part.errors:
            progress.clear()
            complain(str(error))
        progress.count(part.articles)

    with FactStore(database, create=True) as store:
        report = store.ingest(
            files or [],
            settings,
            jobs=jobs or os.cpu_count() or 1,
            encoding=encoding,
            columns=named_columns(columns),
            verify=verify,
            again=again,
            aliases=aliases,
            progress=count,
            meter=meter,
        )
    progress.clear()
    if report.rekeyed:
        sys.stdout.write(f"{report.rekeyed} claims have another key\n")
    sys.stdout.write(
        f"{report.articles} articles, {report.new} of them new, with {report.claims} claims; {report.sources} files read\n"
    )
    if any(not isinstance(error, LeftOutError) for error in report.errors):
        raise typer.Exit(2)
