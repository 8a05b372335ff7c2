"""``textmine export``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.messages import complain
from textmine.cli.options import Database, Lang, layout_for
from textmine.errors import UsageError

if TYPE_CHECKING:
    from textmine.store import Query

__all__ = ["export"]

OTHERS = ("claim-review", "datasette")
HELP = "label-studio, doccano, brat, web-annotation, schema-org, claim-review, spacy, gold, xlsx or datasette."


def export(
    database: Database,
    form: Annotated[str, typer.Option("--format", "-f", help=HELP, metavar="NAME")],
    output: Annotated[str, typer.Option("--output", "-o", help="The file to write.", metavar="FILE")],
    words: Annotated[
        str | None, typer.Argument(help="Words that stand in the title or text of the article.", metavar="[WORDS]")
    ] = None,
    region: Annotated[str | None, typer.Option(help="A place.", metavar="NAME")] = None,
    indicator: Annotated[str | None, typer.Option(help="What is measured.", metavar="WORDS")] = None,
    reviewed: Annotated[
        str | None, typer.Option("--review", help="accepted, corrected, rejected, reviewed or open.", metavar="STATE")
    ] = None,
    lang: Lang = None,
) -> None:
    """Writes articles with their facts, or verdicts that were confirmed, for other tools."""
    from textmine.cli.target import target
    from textmine.export import FORMATS, write
    from textmine.export.datasette import metadata
    from textmine.store import FactStore, Query

    if form not in (*FORMATS, *OTHERS):
        raise UsageError(f"format {form!r} is not known; use one of {HELP.rstrip('.')}")
    query = Query(words=words, region=region, indicator=indicator, review=reviewed, limit=None)
    if form == "claim-review":
        _claim_reviews(database, query, output, layout_for(lang).lang)
        return
    with FactStore(database) as store, target(output, inputs=[database]) as stream:
        if form == "datasette":
            stream.write(metadata(database))
            count = 0
        else:
            count = write(store.whole(query), form, stream)
    sys.stdout.write(f"{output}: {count} articles\n" if form != "datasette" else f"{output}: metadata\n")


def _claim_reviews(database: str, query: Query, output: str, lang: str) -> None:
    """Writes the verdicts that are confirmed; tells of those that no longer hold for their claims."""
    from textmine.cli.target import target
    from textmine.output.claim_review import claim_review
    from textmine.store.checking import CheckStore

    with CheckStore(database) as store, target(output, inputs=[database]) as stream:
        found = list(store.confirmed(query))
        count = claim_review(found, stream, lang=lang)
    for each in found:
        if each.stale:
            complain(
                f"claim {each.claim}: corrected or rejected since its verdict was confirmed, and left out; confirm it anew"
            )
    sys.stdout.write(f"{output}: {count} verdicts\n")
