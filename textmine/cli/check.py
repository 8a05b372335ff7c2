"""``textmine check``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.messages import complain
from textmine.cli.options import Columns, Dictionaries, Lang, Published, iso_date, layout_for
from textmine.errors import InputError, UsageError

if TYPE_CHECKING:
    from textmine.records import Article, Claim
    from textmine.records.findings import Finding

__all__ = ["check"]

FORMATS = ("table", "json", "jsonl")


def _formats() -> list[str]:
    return list(FORMATS)


def check(
    files: Annotated[
        list[str], typer.Argument(help="Files, directories, patterns; - is standard input.", metavar="FILE")
    ],
    form: Annotated[
        str, typer.Option("--format", "-f", help=f"{', '.join(FORMATS)}.", metavar="NAME", autocompletion=_formats)
    ] = "table",
    output: Annotated[str | None, typer.Option("--output", "-o", help="Write to this file.", metavar="FILE")] = None,
    lang: Lang = None,
    dictionary: Dictionaries = None,
    published: Published = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding of the input; by default detected.", metavar="NAME")
    ] = None,
    columns: Columns = None,
) -> None:
    """Tells which figures inside an article do not fit together; exit code 1 where some do not."""
    if form not in FORMATS:
        raise UsageError(f"format {form!r} is not known; use one of {', '.join(FORMATS)}")
    from textmine.batch import Settings, results
    from textmine.cli.target import target
    from textmine.consistency import within
    from textmine.output.findings import findings_json, findings_table
    from textmine.reading import named_columns, read_all
    from textmine.records.findings import Severity

    settings = Settings(tuple(dictionary or ()), iso_date(published))
    found: list[Finding] = []
    bad = done = False
    for item in results(read_all(files, encoding=encoding, columns=named_columns(columns)), settings, 1):
        if isinstance(item, InputError):
            bad = True
            complain(str(item))
            continue
        done = True
        for extraction in item.extractions:
            found += within(extraction, headline=_headline(extraction.article))
    if not done:
        raise typer.Exit(2)
    layout = layout_for(lang, to_file=output is not None)
    text = findings_table(found, layout) if form == "table" else findings_json(found, lines=form == "jsonl")
    with target(output, inputs=files) as stream:
        stream.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()
    if bad:
        raise typer.Exit(2)
    if any(finding.severity is not Severity.NOTE for finding in found):
        raise typer.Exit(1)


def _headline(article: Article) -> tuple[Claim, ...]:
    """The claims of a title that stands outside the text."""
    from textmine.consistency import title_of
    from textmine.pipeline import extract_article

    title = title_of(article)
    return () if title is None else extract_article(title).claims
