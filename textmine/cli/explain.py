"""``textmine explain``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from textmine.cli.extract import iso_date
from textmine.cli.work import Settings, one
from textmine.errors import UsageError
from textmine.output.explain import explain as explanation
from textmine.output.labels import language
from textmine.reading import read

__all__ = ["explain"]


def explain(
    file: Annotated[str, typer.Argument(help="The file; - is standard input.")],
    claim: Annotated[str | None, typer.Option("--claim", "-c", help="Number of the claim, as in c12.")] = None,
    at: Annotated[int | None, typer.Option("--at", help="A character offset inside the claim.")] = None,
    article: Annotated[
        str | None, typer.Option("--article", help="Id of the article, where there are several.")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="zh or en; by default that of the locale.")] = None,
    dictionary: Annotated[list[str] | None, typer.Option("--dict", help="A user dictionary; may be repeated.")] = None,
    published: Annotated[str | None, typer.Option("--published", help="Date of publication (2024-05-06).")] = None,
) -> None:
    """Shows for one claim, or for all of ``file``, which words and rules gave each field."""
    settings = Settings(tuple(dictionary or ()), iso_date(published))
    segmenter = settings.segmenter()
    words = language(lang)
    shown = 0
    for document in read(file):
        for extraction in one(document, settings, segmenter).extractions:
            if article is not None and extraction.article.id != article:
                continue
            for found in extraction.claims:
                if claim not in (None, found.id) or (at is not None and not found.start <= at < found.end):
                    continue
                if shown:
                    sys.stdout.write("\n")
                sys.stdout.write(explanation(extraction, found, document.text, words))
                shown += 1
    if not shown:
        what = f"claim {claim}" if claim else f"claim at offset {at}" if at is not None else "claim"
        raise UsageError(f"{file}: no {what} was found; textmine extract {file} --format json lists them all")
