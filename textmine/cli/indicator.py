"""``textmine indicator``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from textmine.cli.options import Aliases, Lang, layout_for

__all__ = ["indicator"]


def indicator(
    names: Annotated[list[str], typer.Argument(help="Names of indicators; the first is compared with the others.")],
    aliases: Aliases = None,
    unit: Annotated[
        str | None, typer.Option("--unit", help="Unit that the figures have, without scale: 元, %, 人.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Tells what each of the names means: its key, official name, 口径, and what was taken out; and how alike they are."""
    from textmine.indicators import analyse, read_aliases, similarity
    from textmine.output.indicators import indicator_lines

    layout = layout_for(lang)
    own = read_aliases(aliases) if aliases else None
    found = [analyse(name, unit=unit, aliases=own) for name in names]
    for index, one in enumerate(found):
        like = similarity(found[0], one) if index else None
        sys.stdout.write(indicator_lines(one, layout, found[0].words, like))
