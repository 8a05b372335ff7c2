"""``textmine check``."""

from __future__ import annotations

import sys
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.messages import complain
from textmine.cli.options import Aliases, Columns, Dictionaries, Encoding, Lang, Published, iso_date, layout_for
from textmine.errors import InputError, LeftOutError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textmine.batch import Settings
    from textmine.check import Figures
    from textmine.output.labels import Layout
    from textmine.output.verdicts import Judged
    from textmine.records import Article, Claim, Document

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
        list[str], typer.Argument(help="Files, directories, patterns; - is standard input.", metavar="FILE")
    ],
    stats: Annotated[
        list[str] | None,
        typer.Option(
            "--stats",
            help="Official figures: a file in any layout that textmine stats import reads, or a database made by it; repeatable.",
            metavar="FILE",
        ),
    ] = None,
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
    tolerance: Annotated[
        str | None, typer.Option(help="How far 约 and 左右 reach, as a part of the number: 0.05.", metavar="NUMBER")
    ] = None,
    aliases: Aliases = None,
    lang: Lang = None,
    dictionary: Dictionaries = None,
    published: Published = None,
    encoding: Encoding = None,
    columns: Columns = None,
) -> None:
    """Holds the figures of articles against official statistics, and against one another; exit code 1 where some do not agree."""
    name = form or (ENDINGS.get(output.rpartition(".")[2].lower(), "table") if output else "table")
    if name not in FORMATS:
        raise UsageError(f"format {name!r} is not known; use one of {', '.join(FORMATS)}")
    if not stats and name not in INSIDE:
        raise UsageError(f"{name} tells verdicts; name official figures with --stats, or use {', '.join(INSIDE)}")
    reach = _part(tolerance)
    from textmine.batch import Settings
    from textmine.cli.target import target
    from textmine.reading import named_columns, read_all

    figures = _figures(stats, aliases) if stats else None
    settings = Settings(tuple(dictionary or ()), iso_date(published))
    judged, bad = _judged(read_all(files, encoding=encoding, columns=named_columns(columns)), settings, figures, reach)
    text = _text(judged, name, layout_for(lang, to_file=output is not None), held=figures is not None)
    with target(output, inputs=[*files, *(stats or ())]) as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()
    if bad:
        raise typer.Exit(2)
    if any(_is_negative(each) for each in judged):
        raise typer.Exit(1)


def _judged(
    documents: Iterable[Document | InputError], settings: Settings, figures: Figures | None, reach: Decimal
) -> tuple[list[Judged], bool]:
    """The articles with what was found of their figures, and whether an input was bad; ends the run where none was good."""
    from textmine.batch import results
    from textmine.check import check as held
    from textmine.consistency import within
    from textmine.output.verdicts import Judged

    judged: list[Judged] = []
    bad = done = False
    for item in results(documents, settings, 1):
        if isinstance(item, InputError):
            bad = True
            complain(str(item))
            continue
        done = True
        for extraction in item.extractions:
            verdicts = () if figures is None else held(extraction, figures, tolerance=reach)
            findings = within(extraction, headline=_headline(extraction.article))
            judged.append(
                Judged(article=extraction.article, path=item.document.path, verdicts=verdicts, findings=findings)
            )
    if not done:
        raise typer.Exit(2)
    return judged, bad


def _text(judged: list[Judged], form: str, layout: Layout, *, held: bool) -> str:
    """What is printed: verdicts where there are official figures, else what does not fit inside the articles."""
    if held:
        from textmine.output.verdicts import verdicts_text

        return verdicts_text(judged, form, layout)
    from textmine.output.findings import findings_json, findings_table

    found = [finding for each in judged for finding in each.findings]
    return findings_table(found, layout) if form == "table" else findings_json(found, lines=form == "jsonl")


def _is_negative(judged: Judged) -> bool:
    """Whether a figure of the article is wrong, or some do not fit together."""
    from textmine.records.findings import Severity
    from textmine.records.verdicts import Outcome

    return any(verdict.outcome is Outcome.MISMATCH for verdict in judged.verdicts) or any(
        finding.severity is not Severity.NOTE for finding in judged.findings
    )


def _figures(paths: list[str], aliases: str | None) -> Figures:
    """The official figures of ``paths``. Raises the first error of a file that holds none."""
    from textmine.check import Figures
    from textmine.indicators import read_aliases
    from textmine.records import Observation
    from textmine.statistics.sources import observations

    found: list[Observation] = []
    for path in paths:
        before = len(found)
        errors: list[InputError] = []
        for item in observations(path):
            if isinstance(item, InputError):
                errors.append(item)
            else:
                found.append(item)
        if len(found) == before:
            raise next(
                (error for error in errors if not isinstance(error, LeftOutError)),
                InputError(f"{path}: no official figures in it; import them with textmine stats import"),
            )
        for error in errors:
            complain(str(error))
    return Figures(found, aliases=read_aliases(aliases) if aliases else None)


def _part(words: str | None) -> Decimal:
    from textmine.check import TOLERANCE

    if words is None:
        return TOLERANCE
    try:
        value = Decimal(words)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not 0 <= value < 1:
        raise UsageError(f"--tolerance {words!r} is no part of a number; write it as 0.05 for 5 %")
    return value


def _headline(article: Article) -> tuple[Claim, ...]:
    """The claims of a title that stands outside the text."""
    from textmine.consistency import title_of
    from textmine.pipeline import extract_article

    title = title_of(article)
    return () if title is None else extract_article(title).claims
