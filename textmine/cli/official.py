"""The official statistics that a check is made against: files in any layout, or statistics databases; and what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from textmine.cli.messages import complain
from textmine.errors import InputError, LeftOutError, UsageError

if TYPE_CHECKING:
    from decimal import Decimal

    from textmine.check import Figures
    from textmine.records import Article, Extraction, Observation

__all__ = ["Official", "OptionalStatistics", "Statistics", "Tolerance", "headline", "official", "tolerance_of"]

_OPTION = typer.Option(
    "--stats",
    help="Official statistics: a file as downloaded, or a database of textmine stats import; may be repeated.",
    metavar="FILE|DB",
)
Statistics = Annotated[list[str], _OPTION]
OptionalStatistics = Annotated[list[str] | None, _OPTION]
Tolerance = Annotated[
    str | None,
    typer.Option("--tolerance", help="How far 约 and 左右 reach, as a part of the number: 0.05.", metavar="NUMBER"),
]


class Official(NamedTuple):
    """The figures of all files, and whether some of a file could not be read."""

    observations: tuple[Observation, ...]
    bad: bool

    def figures(self, aliases: str | None) -> Figures:
        """The figures for the check, with the names of indicators in the file ``aliases``."""
        from textmine.check import Figures
        from textmine.indicators import read_aliases

        return Figures(self.observations, aliases=read_aliases(aliases) if aliases else None)


def official(paths: list[str]) -> Official:
    """The observations of files and databases; what cannot be read of a file is told.

    Raises the first :class:`InputError` of a file that gives no figures at all: a check against a part of them would not be the one asked for.
    """
    from textmine.statistics.sources import observations

    found: list[Observation] = []
    bad = False
    for path in paths:
        before, errors = len(found), []
        for item in observations(path):
            if isinstance(item, InputError):
                errors.append(item)
            else:
                found.append(item)
        wrong = [error for error in errors if not isinstance(error, LeftOutError)]
        if len(found) == before:
            none = f"{path}: no official figures in it; see textmine stats import --help for what a file must tell"
            raise wrong[0] if wrong else InputError(none)
        for error in errors:
            complain(str(error))
        bad = bad or bool(wrong)
    return Official(tuple(found), bad)


def tolerance_of(words: str | None) -> Decimal:
    """The part of a number that ``--tolerance`` names. Raises :class:`UsageError` for anything else."""
    from decimal import Decimal, InvalidOperation

    from textmine.check import TOLERANCE

    if words is None:
        return TOLERANCE
    try:
        value = Decimal(words)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not 0 <= value < 1:
        raise UsageError(f"--tolerance {words!r} is no part of a number; write it as 0.05 for 5 %")
    return value


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
