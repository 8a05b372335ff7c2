"""Claims from the cells of tables: what each number says by its row label, its column header and the title above.

A block of kind TABLE goes through these steps: :mod:`.grid` finds header and body, :mod:`.columns` what each column is for,
:mod:`.lines` what each row is about, :mod:`.captions` what stands around the table; :mod:`.sight` gives the fields of each cell from
these, :mod:`.cells` decides whether it is a claim, and :mod:`.making` writes it with its evidence. A cell whose indicator or unit cannot
be told makes no claim. Cells with sentences are left to the rules for prose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from textmine.claims.setting import Setting, bulletin_year
from textmine.claims.tables.captions import read_caption
from textmine.claims.tables.cells import claims_of
from textmine.claims.tables.grid import is_prose, rows_of, tables_in
from textmine.claims.tables.times import Clock
from textmine.records import Article, BlockKind, Claim, Role

__all__ = ["has_tables", "merged", "table_claims", "without_tables"]


def has_tables(article: Article) -> bool:
    """Whether ``article`` holds any table."""
    return any(block.kind is BlockKind.TABLE for block in article.blocks)


def table_claims(article: Article, setting: Setting) -> tuple[Claim, ...]:
    """The claims of all tables of ``article``, in text order, without ids; ``setting`` is what its headline says."""
    clock = Clock(article.published, bulletin_year(article))
    found: list[Claim] = []
    for index, block in enumerate(article.blocks):
        if block.kind is not BlockKind.TABLE:
            continue
        for number, table in enumerate(tables_in(rows_of(article.text, block))):
            caption = read_caption(article, index, table.captions, setting, clock, stacked=number > 0)
            found.extend(claims_of(article, table, caption, clock))
    return tuple(found)


def without_tables(article: Article) -> Article:
    """``article`` with line breaks in the place of its tables, but for cells with sentences; no offset changes."""
    pieces = []
    position = 0
    for start, end in _closed(article):
        pieces += [article.text[position:start], "\n" * (end - start)]
        position = end
    text = "".join([*pieces, article.text[position:]])
    original = article.text if article.original is None else article.original
    return replace(article, text=text, original=original)


def _closed(article: Article) -> Iterator[tuple[int, int]]:
    """The stretches of the tables that hold no sentences."""
    for block in article.blocks:
        if block.kind is not BlockKind.TABLE:
            continue
        position = block.start
        for row in rows_of(article.text, block):
            for cell in row:
                if is_prose(cell.text):
                    yield position, cell.start
                    position = cell.end
        yield position, block.end


def merged(prose: Sequence[Claim], tabular: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of prose and tables in text order, numbered anew."""
    ordered = sorted([*prose, *_with_partners(tabular)], key=lambda claim: claim.start)
    names = {claim.id: f"c{number}" for number, claim in enumerate(ordered, 1)}
    return tuple(
        replace(claim, id=names[claim.id], related=tuple(names[other] for other in claim.related)) for claim in ordered
    )


def _with_partners(claims: Sequence[Claim]) -> Iterator[Claim]:
    """``claims`` of tables with ids, each level and the change of the same thing pointing at each other."""
    named = [replace(claim, id=f"t{number}") for number, claim in enumerate(claims)]
    related: dict[str, tuple[str, ...]] = {}
    levels: dict[tuple[object, ...], Claim] = {}
    for claim in named:
        key = (claim.indicator, claim.regions, claim.period)
        if claim.role is Role.LEVEL:
            levels[key] = claim
        elif claim.role is Role.CHANGE and (level := levels.get(key)) is not None:
            related[claim.id] = (*related.get(claim.id, ()), level.id)
            related[level.id] = (*related.get(level.id, ()), claim.id)
    return (replace(claim, related=related.get(claim.id, ())) for claim in named)
