"""``textmine contents``."""

from __future__ import annotations

from typing import Annotated

import typer

from textmine.cli.options import Database, Lang, layout_for
from textmine.errors import UsageError

__all__ = ["contents"]

KINDS = ("counts", "runs", "copies", "quarantine", "aliases")


def contents(
    database: Database,
    what: Annotated[str, typer.Argument(help=f"{', '.join(KINDS)}.", metavar="[WHAT]")] = "counts",
    limit: Annotated[int, typer.Option(help="How many rows; 0 for all.", metavar="N", min=0)] = 50,
    form: Annotated[str, typer.Option("--format", "-f", help="table or csv.", metavar="NAME")] = "table",
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write to this file instead.", metavar="FILE")
    ] = None,
    lang: Lang = None,
) -> None:
    """Tells what the fact database holds: how much, its runs, near copies, inputs that could not be read and why, own names of indicators."""
    if what not in KINDS:
        raise UsageError(f"{what!r} is not known; use one of {', '.join(KINDS)}")
    if form not in ("table", "csv"):
        raise UsageError(f"format {form!r} is not known; use table or csv")
    from textmine.cli.target import target
    from textmine.output.holdings import holdings_csv, holdings_table
    from textmine.store import FactStore
    from textmine.store.holdings import Listing

    with FactStore(database) as store:
        rows = store.listing(Listing(what), limit=limit or None)
    text = holdings_csv(rows) if form == "csv" else holdings_table(rows, layout_for(lang, to_file=output is not None))
    with target(output, inputs=[database]) as stream:
        stream.write(text.encode("utf-8", "replace"))
