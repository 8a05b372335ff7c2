"""``textmine extract``."""

from __future__ import annotations

import os
import sys
import time
from typing import Annotated

import typer

from textmine.cli.messages import complain
from textmine.cli.options import Dictionaries, Dimensions, Entities, Lang, Published, iso_date, layout_for
from textmine.errors import InputError, UsageError
from textmine.output.writers import FORMATS, format_of, open_writer

__all__ = ["extract"]


def _formats() -> list[str]:
    return list(FORMATS)


def extract(
    files: Annotated[
        list[str], typer.Argument(help="Files, directories, patterns; - is standard input.", metavar="FILE")
    ],
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help=f"{', '.join(FORMATS)}; by default a table on a terminal, else JSON.",
            metavar="NAME",
            autocompletion=_formats,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Write to this file; its ending names the format.", metavar="FILE"),
    ] = None,
    lang: Lang = None,
    dictionary: Dictionaries = None,
    published: Published = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding of the input; by default detected.", metavar="NAME")
    ] = None,
    dimensions: Dimensions = "on",
    entities: Entities = "on",
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes; 0 means one a core.", metavar="N", min=0)] = 1,
) -> None:
    """Prints what was found in ``files``; a bad input is told and the rest still done."""
    path = None if output == "-" else output
    name = form or (format_of(path) if path else "table" if sys.stdout.isatty() else "json")
    if name not in FORMATS:
        raise UsageError(f"format {name!r} is not known; use one of {', '.join(FORMATS)}")
    if name == "parquet" and path is None and sys.stdout.isatty():
        raise UsageError("Parquet is binary; name a file with -o")
    from textmine.cli.target import target
    from textmine.cli.work import Settings, results
    from textmine.reading import read_all

    settings = Settings(tuple(dictionary or ()), iso_date(published), dimensions, entities)
    settings.tools()
    layout = layout_for(lang, to_file=path is not None)
    bad = done = False
    with target(path, inputs=files) as stream:
        writer = open_writer(name, stream, layout)
        progress = _Progress()
        for item in results(read_all(files, encoding=encoding), settings, jobs or os.cpu_count() or 1):
            if isinstance(item, InputError):
                bad = True
                progress.clear()
                complain(str(item))
                continue
            for warning in item.document.warnings:
                progress.clear()
                complain(warning)
            writer.write(item)
            done = True
            progress.count(len(item.extractions))
        progress.clear()
        if not done:  # nothing could be read: no output, and a file from an earlier run stays as it is
            raise typer.Exit(2)
        writer.finish()
    if bad:
        raise typer.Exit(2)


class _Progress:
    """Articles done, on standard error, only on a terminal and only where output goes elsewhere."""

    def __init__(self) -> None:
        self.shown = sys.stderr is not None and sys.stderr.isatty() and not sys.stdout.isatty()
        self.done, self.begun, self.last = 0, time.monotonic(), 0.0

    def count(self, articles: int) -> None:
        self.done += articles
        now = time.monotonic()
        if self.shown and now - self.last > 0.5:
            self.last = now
            sys.stderr.write(f"\r{self.done} articles, {self.done / max(now - self.begun, 1e-9):.0f} a second ")
            sys.stderr.flush()

    def clear(self) -> None:
        if self.shown and self.last:
            sys.stderr.write("\r\x1b[K")
            self.last = 0.0
