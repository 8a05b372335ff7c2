"""The official statistics that a check is made against: files in any layout, or statistics databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from textmine.cli.messages import complain
from textmine.errors import InputError, LeftOutError

if TYPE_CHECKING:
    from textmine.records import Article, Extraction, Observation

__all__ = ["Official", "Statistics", "headline", "official"]

Statistics = Annotated[
    list[str],
    typer.Option(
        "--stats",
        help="Official statistics: a file as downloaded, or a database of textmine stats import; may be repeated.",
        metavar="FILE|DB",
    ),
]


class Official(NamedTuple):
    """The figures of all files, and whether one of them could not be read."""

    observations: tuple[Observation, ...]
    bad: bool


def official(paths: list[str]) -> Official:
    """The observations of files and databases; what cannot be read is told. Raises :class:`InputError` where nothing can."""
    from textmine.statistics.sources import observations

    found: list[Observation] = []
    bad = False
    for path in paths:
        for item in observations(path):
            if isinstance(item, InputError):
                complain(str(item))
                bad = bad or not isinstance(item, LeftOutError)
            else:
                found.append(item)
    if not found:
        raise InputError(f"{', '.join(paths)}: no figures; see textmine stats import --help for what a file must tell")
    return Official(tuple(found), bad)


def headline(article: Article) -> Extraction | None:
    """What is found in a title that stands outside the text, under ids that begin with t; null where there is none such."""
    from dataclasses import replace

    from textmine.consistency import title_of
    from textmine.pipeline import extract_article

    title = title_of(article)
    if title is None:
        return None
    found = extract_article(title)
    return replace(found, claims=tuple(replace(claim, id=f"t{claim.id.removeprefix('c')}") for claim in found.claims))
