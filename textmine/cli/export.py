"""``textmine export``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from textmine.cli.options import Database
from textmine.errors import UsageError

__all__ = ["export"]

HELP = "label-studio, doccano, brat, web-annotation, schema-org, spacy, gold, xlsx or datasette."


def export(
    database: Database,
    form: Annotated[str, typer.Option("--format", "-f", help=HELP, metavar="NAME")],
    output: Annotated[str, typer.Option("--output", "-o", help="The file to write.", metavar="FILE")],
    words: Annotated[
        str | None, typer.Argument(help="Words that stand in the title or text of the article.", metavar="[WORDS]")
    ] = None,
    region: Annotated[str | None, typer.Option(help="A place.", metavar="NAME")] = None,
    indicator: Annotated[str | None, typer.Option(help="What is measured.", metavar="WORDS")] = None,
    reviewed: Annotated[
        str | None, typer.Option("--review", help="accepted, corrected, rejected, reviewed or open.", metavar="STATE")
    ] = None,
) -> None:
    """Writes articles with their facts for other tools."""
    from textmine.cli.target import target
    from textmine.export import FORMATS, write
    from textmine.store import DATASETTE, FactStore, Query

    if form not in (*FORMATS, "datasette"):
        raise UsageError(f"format {form!r} is not known; use one of {HELP.rstrip('.')}")
    query = Query(words=words, region=region, indicator=indicator, review=reviewed, limit=None)
    with FactStore(database) as store, target(output, inputs=[database]) as stream:
        if form == "datasette":
            stream.write(DATASETTE.read_bytes())
            count = 0
        else:
            count = write(store.whole(query), form, stream)
    sys.stdout.write(f"{output}: {count} articles\n" if form != "datasette" else f"{output}: metadata\n")
