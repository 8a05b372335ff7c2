"""``textmine report``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.messages import complain
from textmine.cli.official import Statistics
from textmine.cli.options import Aliases, Columns, Dictionaries, Encoding, Lang, Published, iso_date, layout_for
from textmine.errors import InputError, UsageError

if TYPE_CHECKING:
    from textmine.batch import Result
    from textmine.check import Figures
    from textmine.report import Checked

__all__ = ["report"]


def report(
    files: Annotated[
        list[str], typer.Argument(help="Files, directories, patterns; - is standard input.", metavar="FILE")
    ],
    stats: Statistics,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Write to this file instead of standard output.", metavar="FILE"),
    ] = None,
    lang: Lang = None,
    dictionary: Dictionaries = None,
    published: Published = None,
    encoding: Encoding = None,
    columns: Columns = None,
    aliases: Aliases = None,
) -> None:
    """Writes one HTML page: the articles with every claim held against official statistics, and how; exit code 0 whatever it tells."""
    if output is None and sys.stdout.isatty():
        raise UsageError("a page is for a browser; name a file with -o report.html")
    from textmine.batch import Settings, results
    from textmine.cli.official import official
    from textmine.cli.target import target
    from textmine.reading import named_columns, read_all
    from textmine.report import report_page

    settings = Settings(tuple(dictionary or ()), iso_date(published))
    known = official(stats)
    figures = known.figures(aliases)
    found: list[Checked] = []
    bad = known.bad
    for item in results(read_all(files, encoding=encoding, columns=named_columns(columns)), settings, 1):
        if isinstance(item, InputError):
            bad = True
            complain(str(item))
        else:
            found += _checked(item, figures)
    if not found:
        raise typer.Exit(2)
    layout = layout_for(lang, to_file=output is not None)
    with target(output, inputs=[*files, *stats]) as stream:
        for piece in report_page(found, known.observations, lang=layout.lang, statistics=stats):
            stream.write(piece.encode("utf-8", "replace"))
    sys.stdout.flush()
    if bad:
        raise typer.Exit(2)


def _checked(result: Result, figures: Figures) -> list[Checked]:
    """The articles of a document with the verdicts on their claims and what does not fit in them."""
    from textmine.check import check
    from textmine.cli.official import headline
    from textmine.consistency import within
    from textmine.report import Checked

    found = []
    for extraction in result.extractions:
        title = headline(extraction.article)
        found.append(
            Checked(
                extraction=extraction,
                text=result.document.text,
                verdicts=check(extraction, figures),
                headline=check(title, figures) if title else (),
                findings=within(extraction, headline=title.claims if title else ()),
            )
        )
    return found
