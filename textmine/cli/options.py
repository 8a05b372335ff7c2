"""The options that several commands share, and what they mean."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from typing import Annotated

import typer

from textmine.errors import UsageError
from textmine.output.labels import LANGUAGES, Layout, language

__all__ = [
    "Columns",
    "Database",
    "Dictionaries",
    "Dimensions",
    "Encoding",
    "Entities",
    "Jobs",
    "Lang",
    "OptionalDatabase",
    "Published",
    "iso_date",
    "layout_for",
]

WIDTH = 120  # columns where no terminal tells its own


def _languages() -> list[str]:
    return list(LANGUAGES)


Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        help="Language of the views for people, zh or en; by default that of the locale.",
        metavar="zh|en",
        autocompletion=_languages,
    ),
]
Dictionaries = Annotated[
    list[str] | None,
    typer.Option("--dict", help="A user dictionary in jieba's format; may be repeated.", metavar="FILE"),
]
Dimensions = Annotated[
    str,
    typer.Option(
        "--dimensions",
        help="on, off, or a model file of textmine train dimensions: which goals articles, passages and claims speak of.",
        metavar="on|off|FILE",
    ),
]
Entities = Annotated[
    str,
    typer.Option(
        "--entities",
        help="on, accurate (three times as slow), rules (no model), off, or a model file of textmine train entities.",
        metavar="on|accurate|rules|off|FILE",
    ),
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", help="Encoding of the input; by default detected.", metavar="NAME")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", help="Processes; 0 means one a core.", metavar="N", min=0)]
_DATABASE = typer.Option(
    "--db",
    help="The fact database, made by textmine ingest: an SQLite file, or postgresql://USER@HOST/NAME (the password from PGPASSWORD or ~/.pgpass).",
    metavar="FILE",
)
Database = Annotated[str, _DATABASE]
OptionalDatabase = Annotated[str | None, _DATABASE]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        help="Which column of CSV, or key of JSON Lines, holds what, where names do not tell: text=正文,title=标题,published=日期 "
        "(also publisher, byline, id).",
        metavar="FIELD=NAME,...",
    ),
]
Aliases = Annotated[
    str | None,
    typer.Option("--aliases", help="Own names of indicators: lines of a wording, a TAB and its name.", metavar="FILE"),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        help="Date of publication (2024-05-06) where a text does not tell its own.",
        metavar="DATE",
    ),
]


def iso_date(words: str | None, option: str = "--published") -> str | None:
    """``words`` as an ISO date. Raises :class:`UsageError`, which names ``option``, for anything else."""
    if words is None:
        return None
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        raise UsageError(f"{option} {words!r} is no date; write it as 2024-05-06") from None


def layout_for(lang: str | None, *, to_file: bool = False) -> Layout:
    """The layout of a view on standard output, or in a file: its language, width and colours.

    Bold and faint are for terminals only, and not where NO_COLOR is set (no-color.org) or the terminal is a dumb one.
    """
    shown = not to_file and sys.stdout.isatty()
    return Layout(
        lang=language(lang),
        columns=WIDTH if to_file else max(20, shutil.get_terminal_size((WIDTH, 24)).columns),
        colour=shown and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
    )
