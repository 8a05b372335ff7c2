"""``textmine extract``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from textmine.cli.messages import complain
from textmine.cli.options import (
    Columns,
    Dictionaries,
    Dimensions,
    Encoding,
    Entities,
    Jobs,
    Lang,
    Published,
    iso_date,
    layout_for,
)
from textmine.cli.progress import Progress
from textmine.errors import InputError, UsageError
from textmine.output.writers import FORMATS, format_of, open_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from textmine.batch import Item, Result, Settings, Told
    from textmine.cli.resume import Unfinished
    from textmine.output.writer import Writer

__all__ = ["extract"]


def _formats() -> list[str]:
    return list(FORMATS)


def extract(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Files (text, web page, PDF, Word, table, archive), directories, patterns; - is standard input.",
            metavar="FILE",
        ),
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
    encoding: Encoding = None,
    columns: Columns = None,
    dimensions: Dimensions = "on",
    entities: Entities = "on",
    jobs: Jobs = 1,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="With -o FILE.jsonl: go on with a run that was given --resume too and was killed; what it did is not done again.",
        ),
    ] = False,
) -> None:
    """Prints what was found in ``files``; a bad input is told and the rest still done."""
    path = None if output == "-" else output
    name = form or (format_of(path) if path else "table" if sys.stdout.isatty() else "json")
    if name not in FORMATS:
        raise UsageError(f"format {name!r} is not known; use one of {', '.join(FORMATS)}")
    if name == "parquet" and path is None and sys.stdout.isatty():
        raise UsageError("Parquet is binary; name a file with -o")
    from textmine.batch import Settings, settled
    from textmine.cli.target import target
    from textmine.reading import Meter, named_columns, read_all

    named = named_columns(columns)
    settings = Settings(tuple(dictionary or ()), iso_date(published), dimensions, entities)
    settings.tools()
    if shortcoming := settings.shortcoming():
        complain(shortcoming)
    layout = layout_for(lang, to_file=path is not None)
    unfinished = (
        _unfinished(path, name, files, (*settings, *settings.fingerprints(), encoding, named)) if resume else None
    )
    bad = done = False
    with unfinished.target(files) if unfinished else target(path, inputs=files) as stream:
        writer = open_writer(name, stream, layout)
        progress = Progress(Meter(), shown=not sys.stdout.isatty())
        found = read_all(files, encoding=encoding, columns=named, meter=progress.meter if progress.shown else None)
        past = unfinished.done if unfinished else None
        write, items = _written(writer, found, settings, jobs or os.cpu_count() or 1, past)
        for item in items:
            if isinstance(item, InputError):
                bad = True
                progress.clear()
                complain(str(item))
                continue
            for warning in item.warnings:
                progress.clear()
                complain(warning)
            write(item)
            settled()
            if unfinished:
                stream.flush()
            done = True
            progress.count(item.articles)
        progress.clear()
        if not done:  # nothing could be read: no output, and a file from an earlier run stays as it is
            raise typer.Exit(2)
        writer.finish()
    if bad:
        raise typer.Exit(2)


def _written(
    writer: Writer, found: Iterable[Item], settings: Settings, jobs: int, past: Callable[[Sequence[Item]], bool] | None
) -> tuple[Callable[[Any], None], Iterator[Result | Told | InputError]]:
    """What writes an item, and the items: told by the processes that found them, where the format lets them."""
    from textmine.batch import results, told
    from textmine.output.writer import TellingWriter

    if isinstance(writer, TellingWriter):
        return writer.write_told, told(found, settings, jobs, writer.tell, past)
    return writer.write, results(found, settings, jobs, past)


def _unfinished(path: str | None, form: str, files: Sequence[str], options: tuple[object, ...]) -> Unfinished:
    """The output that ``--resume`` goes on with. Raises :class:`UsageError` where nothing can be resumed."""
    from textmine.cli.resume import Unfinished, digest
    from textmine.reading import sources

    if path is None or form != "jsonl":
        raise UsageError("--resume goes on with JSON Lines in a file only; use -o FILE.jsonl")
    if "-" in files:
        raise UsageError("--resume needs inputs that can be read again; name files instead of -")
    return Unfinished(path, digest(sources(files), options))
