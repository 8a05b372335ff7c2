"""``textmine check``."""

from __future__ import annotations

import sys
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.messages import complain
from textmine.cli.options import Aliases, Columns, Dictionaries, Lang, Published, iso_date, layout_for
from textmine.errors import InputError, LeftOutError, UsageError

if TYPE_CHECKING:
    from textmine.check import Figures
    from textmine.records import Article, Claim
    from textmine.records.findings import Finding
    from textmine.records.verdicts import Verdict

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
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding of the input; by default detected.", metavar="NAME")
    ] = None,
    columns: Columns = None,
) -> None:
    """Holds the figures of articles against official statistics, and against one another; exit code 1 where some do not agree."""
    name = form or (ENDINGS.get(output.rpartition(".")[2].lower(), "table") if output else "table")
    if name not in FORMATS:
        raise UsageError(f"format {name!r} is not known; use one of {', '.join(FORMATS)}")
    if not stats and name not in INSIDE:
        raise UsageError(f"{name} tells verdicts; name official figures with --stats, or use {', '.join(INSIDE)}")
    reach = _part(tolerance)
    from textmine.batch import Settings, results
    from textmine.cli.target import target
    from textmine.consistency import within
    from textmine.output.verdicts import Judged
    from textmine.reading import named_columns, read_all
    from textmine.records.findings import Severity
    from textmine.records.verdicts import Outcome

    figures = _figures(stats, aliases) if stats else None
    settings = Settings(tuple(dictionary or ()), iso_date(published))
    found: list[Finding] = []
    judged: list[Judged] = []
    bad = done = False
    for item in results(read_all(files, encoding=encoding, columns=named_columns(columns)), settings, 1):
        if isinstance(item, InputError):
            bad = True
            complain(str(item))
            continue
        done = True
        for extraction in item.extractions:
            inside = within(extraction, headline=_headline(extraction.article))
            found += inside
            verdicts: tuple[Verdict, ...] = ()
            if figures is not None:
                from textmine.check import check as held

                verdicts = held(extraction, figures, tolerance=reach)
            judged.append(
                Judged(article=extraction.article, path=item.document.path, verdicts=verdicts, findings=inside)
            )
    if not done:
        raise typer.Exit(2)
    layout = layout_for(lang, to_file=output is not None)
    if figures is None:
        from textmine.output.findings import findings_json, findings_table

        text = findings_table(found, layout) if name == "table" else findings_json(found, lines=name == "jsonl")
    else:
        from textmine.output.verdicts import verdicts_text

        text = verdicts_text(judged, name, layout)
    with target(output, inputs=[*files, *(stats or ())]) as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()
    if bad:
        raise typer.Exit(2)
    wrong = any(verdict.outcome is Outcome.MISMATCH for each in judged for verdict in each.verdicts)
    if wrong or any(finding.severity is not Severity.NOTE for finding in found):
        raise typer.Exit(1)


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
