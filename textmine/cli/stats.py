"""``textmine stats``: import official statistics into a database, list and show what is in it."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.messages import complain
from textmine.cli.options import Lang, layout_for
from textmine.errors import InputError, UsageError

__all__ = ["app"]

ENDINGS = (".csv", ".tsv", ".xls", ".xlsx", ".json", ".jsonl", ".parquet", ".xml", ".yaml")
FORMATS = "table, csv, json or jsonl; by default a table on a terminal, else JSON."

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Import and show official statistics.")

Database = Annotated[str, typer.Option("--db", help="The statistics database (SQLite).", metavar="FILE")]
Indicator = Annotated[
    str | None, typer.Option("--indicator", help="An indicator, or a part of its name, or its code.", metavar="WORDS")
]
Region = Annotated[str | None, typer.Option("--region", help="A region by name or code.", metavar="REGION")]
Form = Annotated[str | None, typer.Option("--format", "-f", help=FORMATS, metavar="NAME")]


@app.command("import")
def import_files(
    files: Annotated[list[str], typer.Argument(help="Files of statistics, or directories of them.", metavar="FILE")],
    database: Annotated[str, typer.Option("--db", help="The database; made where there is none.", metavar="FILE")],
    indicator: Annotated[
        str | None,
        typer.Option("--indicator", help="The indicator where a file does not say it.", metavar="WORDS"),
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", help="The unit where a file does not say it.", metavar="UNIT")
    ] = None,
    region: Annotated[
        str | None, typer.Option("--region", help="The region where a file does not say it.", metavar="REGION")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            help="Which columns of a table hold what: region=province,period=year,value=gdp.",
            metavar="FIELD=COLUMN,…",
        ),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding of the files; by default detected.", metavar="NAME")
    ] = None,
    released: Annotated[
        str | None,
        typer.Option(
            "--released", help="When the figures were released, where a file does not say it.", metavar="DATE"
        ),
    ] = None,
    vintage: Annotated[
        str | None, typer.Option("--vintage", help="A name for this state of the figures.", metavar="WORDS")
    ] = None,
) -> None:
    """Imports files of official statistics; what is there already is left, and nothing is overwritten."""
    from textmine.periods import is_valid
    from textmine.statistics import StatisticsStore

    if released is not None and not is_valid(released):
        raise UsageError(f"--released {released!r} is no date; write it as 2024-05-06, 2024-05 or 2024")
    bad = False
    with StatisticsStore(database) as store:
        for path in _files(files):
            added = store.add(
                path, indicator=indicator, unit=unit, region=region, columns=columns, encoding=encoding,
                released=released, vintage=vintage,
            )  # fmt: skip
            for error in (*added.left_out, *added.errors):
                complain(str(error))
            bad = bad or bool(added.errors)
            if added.already:
                sys.stdout.write(f"{path}: already there\n")
            elif added.observations or added.missing:
                empty = f", {added.missing} empty cells" if added.missing else ""
                sys.stdout.write(f"{path}: {added.observations} figures in {added.series} series{empty}\n")
    if bad:
        raise typer.Exit(2)


def _files(names: list[str]) -> list[str]:
    """The files named, and those in the directories named, in order."""
    found: list[str] = []
    for name in names:
        if not Path(name).is_dir():
            found.append(name)
            continue
        inside = sorted(
            os.path.join(folder, file)  # noqa: PTH118
            for folder, _, files in os.walk(name)
            for file in files
            if file.lower().endswith(ENDINGS) and not file.startswith(".")
        )
        if not inside:
            raise InputError(f"{name}: the directory holds no {', '.join(ENDINGS)} file; name the files")
        found += inside
    return list(dict.fromkeys(found))


@app.command("list")
def list_series(
    database: Database, indicator: Indicator = None, region: Region = None, form: Form = None, lang: Lang = None
) -> None:
    """Lists the indicators in the database: unit, measure, regions, times, figures, files."""
    from textmine.output.labels import label
    from textmine.output.statistics import simple_table
    from textmine.statistics import StatisticsStore

    chosen = _form(form)
    with StatisticsStore.open(database) as store:
        found = store.summary(indicator=indicator, region=region)
    if chosen == "table":
        layout = layout_for(lang)
        heads = ("indicator", "unit", "measure", "notes", "regions", "period", "figures", "files")
        body = [
            (
                each.indicator, each.unit or "", label(each.measure, layout.lang),
                ", ".join(label(word, layout.lang) for word in (each.base, each.span, each.prices and f"prices_{each.prices}") if word),
                str(each.regions), f"{(each.begins or '')[:7]}–{(each.ends or '')[:7]}", str(each.figures), str(each.files),
            )
            for each in found
        ]  # fmt: skip
        sys.stdout.write(simple_table([label(head, layout.lang) for head in heads], body, layout, right=(4, 6, 7)))
    elif chosen == "jsonl":
        sys.stdout.write("".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in found))
    elif chosen == "json":
        sys.stdout.write(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1) + "\n")
    else:
        raise UsageError("stats list prints table, json or jsonl")
    if not found:
        raise typer.Exit(1)


@app.command("show")
def show(
    database: Database,
    indicator: Indicator = None,
    region: Region = None,
    period: Annotated[
        str | None,
        typer.Option("--period", help="Only figures within this period: 2024, 2024-Q1, 2021/2024.", metavar="PERIOD"),
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="Cells without a figure too.")] = False,
    limit: Annotated[int, typer.Option("--limit", help="At most so many figures.", metavar="N", min=1)] = 1000,
    form: Form = None,
    lang: Lang = None,
) -> None:
    """Shows figures with unit, notes, vintage and the cell of the file they come from."""
    from textmine.output.statistics import observations_text
    from textmine.statistics import StatisticsStore

    chosen = _form(form)
    with StatisticsStore.open(database) as store:
        found = store.find(indicator=indicator, region=region, period=period, missing=missing, limit=limit + 1)
    sys.stdout.write(observations_text(found[:limit], chosen, layout_for(lang)))
    if len(found) > limit:
        complain(f"more than {limit} figures; the rest is not shown (--limit)")
    if not found:
        raise typer.Exit(1)


def _form(form: str | None) -> str:
    chosen = form or ("table" if sys.stdout.isatty() else "json")
    if chosen not in ("table", "csv", "json", "jsonl"):
        raise UsageError(f"format {chosen!r} is not known; use one of table, csv, json, jsonl")
    return chosen
