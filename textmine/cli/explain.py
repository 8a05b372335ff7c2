"""``textmine explain``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from textmine.cli.options import Columns, Dictionaries, Dimensions, Encoding, Lang, Published, iso_date, layout_for
from textmine.errors import UsageError

__all__ = ["explain"]


def explain(
    file: Annotated[str, typer.Argument(help="The file; - is standard input.", metavar="FILE")],
    claim: Annotated[
        str | None, typer.Option("--claim", "-c", help="Number of the claim, as in the table: c12.", metavar="ID")
    ] = None,
    at: Annotated[
        int | None, typer.Option("--at", help="A character offset inside the claim.", metavar="OFFSET")
    ] = None,
    article: Annotated[
        str | None, typer.Option("--article", help="Id of the article, where there are several.", metavar="ID")
    ] = None,
    lang: Lang = None,
    dictionary: Dictionaries = None,
    published: Published = None,
    encoding: Encoding = None,
    columns: Columns = None,
    dimensions: Dimensions = "on",
) -> None:
    """Shows for one claim, or for all of ``file``, which words and rules gave each field."""
    from textmine.batch import Settings, one
    from textmine.output.explain import explain as explanation
    from textmine.reading import named_columns, read

    settings = Settings(tuple(dictionary or ()), iso_date(published), dimensions)
    tools = settings.tools()
    layout = layout_for(lang)
    wanted = f"c{claim}" if claim is not None and claim.isdigit() else claim
    shown = 0
    for document in read(file, encoding=encoding, columns=named_columns(columns)):
        for extraction in one(document, settings, tools).extractions:
            if article is not None and extraction.article.id != article:
                continue
            for found in extraction.claims:
                if wanted not in (None, found.id) or (at is not None and not found.start <= at < found.end):
                    continue
                separator = "\n" if shown else ""
                sys.stdout.write(separator + explanation(extraction, found, document.text, layout))
                shown += 1
    if not shown:
        what = f"claim {wanted}" if wanted else f"claim at offset {at}" if at is not None else "claim"
        where = f"article {article!r} of {file}" if article else file
        raise UsageError(f"{where}: no {what} was found; textmine extract {file} lists them all")
