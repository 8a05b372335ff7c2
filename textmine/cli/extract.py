"""``textmine extract``."""

from __future__ import annotations

import os
import shutil
import sys
import time
from datetime import date
from typing import Annotated

import typer

from textmine.cli.messages import complain
from textmine.cli.target import target
from textmine.cli.work import Settings, results
from textmine.errors import InputError, UsageError
from textmine.output import FORMATS, format_of, open_writer
from textmine.output.labels import language
from textmine.reading import read_all

__all__ = ["extract", "iso_date"]


def extract(
    files: Annotated[list[str], typer.Argument(help="Files, directories, patterns; - is standard input.")],
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help=f"{', '.join(FORMATS)}; by default a table on a terminal, else JSON."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write to this file; its ending names the format.")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="zh or en; by default that of the locale.")] = None,
    dictionary: Annotated[
        list[str] | None, typer.Option("--dict", help="A user dictionary in jieba's format; may be repeated.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", help="Date of publication (2024-05-06) where a text does not tell its own."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding of the input; by default detected.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes; 0 means one a core.")] = 1,
) -> None:
    """Prints what was found in ``files``; a bad input is told and the rest still done."""
    name = form or (format_of(output) if output else "table" if sys.stdout.isatty() else "json")
    if name not in FORMATS:
        raise UsageError(f"format {name!r} is not known; use one of {', '.join(FORMATS)}")
    if name == "parquet" and output is None and sys.stdout.isatty():
        raise UsageError("Parquet is binary; name a file with -o")
    settings = Settings(tuple(dictionary or ()), iso_date(published))
    settings.segmenter()
    words = language(lang)
    colour = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    columns = shutil.get_terminal_size((120, 24)).columns if output is None else 120
    bad = False
    with target(output) as stream:
        writer = open_writer(name, stream, lang=words, columns=columns, colour=colour)
        progress = _Progress()
        for item in results(read_all(files, encoding=encoding), settings, jobs or os.cpu_count() or 1):
            if isinstance(item, InputError):
                bad = True
                complain(str(item))
                continue
            for warning in item.document.warnings:
                complain(warning)
            writer.write(item)
            progress.count(len(item.extractions))
        writer.finish()
        progress.clear()
    if bad:
        raise typer.Exit(2)


def iso_date(words: str | None) -> str | None:
    """``words`` as an ISO date. Raises :class:`UsageError` for anything else."""
    if words is None:
        return None
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        raise UsageError(f"--published {words!r} is no date; write it as 2024-05-06") from None


class _Progress:
    """Articles done, on standard error, only on a terminal and only where output goes elsewhere."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty() and not sys.stdout.isatty()
        self.done, self.begun, self.last = 0, time.monotonic(), 0.0

    def count(self, articles: int) -> None:
        self.done += articles
        now = time.monotonic()
        if self.shown and now - self.last > 0.5:
            self.last = now
            sys.stderr.write(f"\r{self.done} articles, {self.done / max(now - self.begun, 1e-9):.0f} a second ")

    def clear(self) -> None:
        if self.shown and self.last:
            sys.stderr.write("\r\x1b[K")
