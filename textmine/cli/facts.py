"""``textmine facts``."""

from __future__ import annotations

import sys
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from textmine.cli.options import Aliases, Database, Lang, iso_date, layout_for
from textmine.errors import UsageError

__all__ = ["facts"]

FORMATS = ("table", "json", "jsonl", "csv", "parquet")
ENDINGS = {".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet", ".txt": "table", ".svg": "svg"}


def _schema(wanted: bool) -> None:
    if wanted:
        from textmine.output.facts import schema_text

        sys.stdout.write(schema_text())
        raise typer.Exit


def facts(
    database: Database,
    words: Annotated[
        str | None, typer.Argument(help="Words that stand in the title or text of the article.", metavar="[WORDS]")
    ] = None,
    indicator: Annotated[
        str | None, typer.Option(help="What is measured, in any of its wordings.", metavar="WORDS")
    ] = None,
    similar: Annotated[
        str | None,
        typer.Option(help="An indicator that others are like: the likest first, with scores.", metavar="WORDS"),
    ] = None,
    like: Annotated[
        str | None, typer.Option(help="Words that stand somewhere in the indicator.", metavar="WORDS")
    ] = None,
    region: Annotated[str | None, typer.Option(help="A place.", metavar="NAME")] = None,
    within: Annotated[bool, typer.Option("--within", help="Take the places inside --region too.")] = False,
    period: Annotated[
        str | None, typer.Option(help="Periods that overlap this one: 2024, 2024-Q1, 2021/2025.", metavar="PERIOD")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="Unit without scale: 元, %, 人.", metavar="UNIT")] = None,
    least: Annotated[str | None, typer.Option("--min", help="Least value, without scale.", metavar="NUMBER")] = None,
    most: Annotated[str | None, typer.Option("--max", help="Greatest value, without scale.", metavar="NUMBER")] = None,
    speaker: Annotated[str | None, typer.Option(help="Who says so.", metavar="NAME")] = None,
    dimension: Annotated[str | None, typer.Option(help="Development dimension.", metavar="NAME")] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of the article.", metavar="NAME")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Published on or after.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Published on or before.", metavar="DATE")] = None,
    role: Annotated[str | None, typer.Option(help="level, change, share or rank.", metavar="ROLE")] = None,
    status: Annotated[
        str | None, typer.Option(help="actual, target, forecast or hypothetical.", metavar="STATUS")
    ] = None,
    confidence: Annotated[float | None, typer.Option(help="Least confidence, 0 to 1.", metavar="NUMBER")] = None,
    superseded: Annotated[bool, typer.Option("--superseded", help="Take older versions of articles too.")] = False,
    reviewed: Annotated[
        str | None,
        typer.Option("--review", help="accepted, corrected, rejected, reviewed or open.", metavar="STATE"),
    ] = None,
    articles: Annotated[bool, typer.Option("--articles", help="List articles that hold WORDS instead.")] = False,
    series: Annotated[
        bool,
        typer.Option("--series", help="Gather the facts to series, with charts; -o FILE.svg draws them."),
    ] = False,
    order: Annotated[
        str | None, typer.Option(help="period, published, value, confidence, relevance or similarity.", metavar="ORDER")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many; 0 for all.", metavar="N", min=0)] = 20,
    form: Annotated[str | None, typer.Option("--format", "-f", help=f"{', '.join(FORMATS)}.", metavar="NAME")] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Write to this file; its ending names the format.", metavar="FILE"),
    ] = None,
    aliases: Aliases = None,
    schema: Annotated[  # noqa: ARG001  answered before all else
        bool, typer.Option("--schema", help="Print the JSON Schema of facts instead.", callback=_schema, is_eager=True)
    ] = False,
    lang: Lang = None,
) -> None:
    """Prints the facts in the database that fit all options; without any, the latest."""
    name = _format(form, output)
    if name == "svg" and not series:
        raise UsageError("an SVG file holds charts of series; add --series, or name another file")
    if series and name not in ("table", "svg"):
        raise UsageError(
            "series are shown as a table or drawn as SVG; leave --format out, or name a file ending in .svg"
        )
    from textmine.cli.target import target
    from textmine.indicators import read_aliases
    from textmine.output.facts import articles_table, facts_bytes, facts_table
    from textmine.output.series import series_svg, series_table
    from textmine.store import FactStore, Query

    query = Query(
        words=words,
        indicator=indicator,
        similar=similar,
        like=like,
        region=region,
        within=within,
        period=period,
        unit=unit,
        least=_number("--min", least),
        most=_number("--max", most),
        speaker=speaker,
        dimension=dimension,
        publisher=publisher,
        published_from=iso_date(since, "--from"),
        published_to=iso_date(until, "--to"),
        role=role,
        status=status,
        confidence=confidence,
        superseded=superseded,
        review=reviewed,
        order=order,
        limit=limit or None,
    )
    layout = layout_for(lang, to_file=output is not None)
    with FactStore(database, aliases=read_aliases(aliases) if aliases else None) as store:
        if articles:
            if not words:
                raise UsageError("--articles needs words to look for: textmine facts WORDS --articles --db FILE")
            text = articles_table(store.articles(words, limit=limit or -1), layout)
        elif series:
            every = store.series(replace(query, limit=None))[: limit or None]
            text = series_svg(every, layout.lang) if name == "svg" else series_table(every, layout)
        elif name == "table":
            found = store.facts(query)
            named = indicator or similar
            text = facts_table(found, layout, store.similar(named, limit=5) if named and not found else ())
        else:
            text = ""
        data = text.encode("utf-8", "replace") if text else facts_bytes(store.facts(query), name)
    with target(output, inputs=[database]) as stream:
        stream.write(data)


def _format(form: str | None, output: str | None) -> str:
    if form is None:
        return ENDINGS.get("." + output.rpartition(".")[2].lower(), "table") if output else "table"
    if form not in FORMATS:
        raise UsageError(f"format {form!r} is not known; use one of {', '.join(FORMATS)}")
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise UsageError("Parquet is binary; name a file with -o")
    return form


def _number(option: str, words: str | None) -> Decimal | None:
    if words is None:
        return None
    try:
        value = Decimal(words)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise UsageError(f"{option} {words!r} is no number; write it in digits, without unit and scale: 84370000000")
    return value
