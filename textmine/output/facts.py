"""Facts of the database on a terminal and in files: table, JSON, JSON Lines, CSV, Parquet; articles found by their words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from textmine.output.labels import Layout, label
from textmine.output.parquet import ParquetTable
from textmine.output.rows import plain
from textmine.output.sheets import guarded
from textmine.output.terminal import bold, dim, printable, width, wrap
from textmine.output.wording import compared_words, note_words, period_words, region_words, value_words
from textmine.records.facts import Alike, Fact, Found, Highlight
from textmine.store.frame import COLUMNS, fact_row

__all__ = ["FORMATS", "articles_table", "facts_bytes", "facts_table", "schema_text"]

FORMATS = ("table", "json", "jsonl", "csv", "parquet")


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of facts in JSON and JSON Lines."""
    return Path(__file__).with_name("facts.schema.json").read_text("utf-8")


def facts_table(facts: Sequence[Fact], layout: Layout, near: Sequence[Alike] = ()) -> str:
    """Two lines a fact: what, how much, where and when; then the article that says so. Where there is none, the indicators ``near``."""
    if not facts:
        return "\n".join([label("no_facts", layout.lang), *_near(near, layout)]) + "\n"
    room = max(width(str(fact.id)) for fact in facts)
    lines = []
    for fact in facts:
        claim = fact.claim
        lead = dim(str(fact.id).rjust(room), layout.colour)
        told = "  ".join(
            word
            for word in (
                printable(claim.indicator) or "—",
                bold(value_words(claim, layout.lang), layout.colour),
                compared_words(claim, layout.lang),
                region_words(claim.regions, layout.lang),
                period_words(claim.period, layout.lang),
                note_words(claim, layout.lang),
                "" if fact.similarity is None else f"≈ {fact.similarity:.2f}",
            )
            if word
        )
        lines += [f"{lead}  {told}", *_under(fact, layout, room + 2)]
    return "\n".join(lines) + "\n"


def _near(near: Sequence[Alike], layout: Layout) -> list[str]:
    """What is like an indicator that was not found: how like, its key, how many claims."""
    lines = [f"  {one.score:.2f}  {printable(one.key)}  {dim(str(one.claims), layout.colour)}" for one in near]
    return [f"{label('like_it', layout.lang)}:", *lines] if lines else []


def _under(fact: Fact, layout: Layout, indent: int) -> list[str]:
    source = printable(fact.claim.source or "")
    per = (
        (f"{label('per', layout.lang)} {source}" if layout.lang == "en" else label("per", layout.lang) + source)
        if source
        else ""
    )
    return _told(fact.article, layout, indent, per) + _marked(fact.article.highlight, layout, indent)


def _told(article: Found, layout: Layout, indent: int, per: str = "") -> list[str]:
    title = printable(article.title or "") or label("untitled", layout.lang)
    copies = f"+{article.copies} {label('copies', layout.lang)}" if article.copies else ""
    day = period_words(article.published, layout.lang)
    words = " · ".join(word for word in (per, title, printable(article.publisher or ""), day, copies) if word)
    return [dim(" " * indent + line, layout.colour) for line in wrap(words, max(20, layout.columns - indent))]


def _marked(found: Highlight | None, layout: Layout, indent: int) -> list[str]:
    if found is None:
        return []
    parts, last = [], 0
    for start, end in found.marks:
        parts += [printable(found.text[last:start]), "【", printable(found.text[start:end]), "】"]
        last = end
    line = "".join([*parts, printable(found.text[last:])])
    return [" " * indent + piece for piece in wrap(f"…{line}…", max(20, layout.columns - indent))]


def articles_table(articles: Sequence[Found], layout: Layout) -> str:
    """Articles found by their words, each with the place where they stand."""
    if not articles:
        return label("no_articles", layout.lang) + "\n"
    lines = []
    for article in articles:
        lines += [*_told(article, layout, 0), *_marked(article.highlight, layout, 2)]
    return "\n".join(lines) + "\n"


def facts_bytes(facts: Sequence[Fact], form: str) -> bytes:
    """Facts in the format ``form`` (json, jsonl, csv or parquet), one row a fact, with the columns of the Python frame; boxes as lists in JSON."""
    rows = [fact_row(fact) for fact in facts]
    if form == "parquet":
        stream = io.BytesIO()
        table = ParquetTable(stream, COLUMNS, numbered=("id", "start", "end", "article", "page"))
        table.add(rows)
        table.finish()
        return stream.getvalue()
    if form == "csv":
        lines = io.StringIO(newline="")
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            [guarded(_text(cell)) if isinstance(cell, str) else _text(cell) for cell in row] for row in rows
        )
        return lines.getvalue().encode("utf-8-sig", "replace")
    trees = [
        {name: _plain(cell) for name, cell in zip(COLUMNS, row, strict=True)} | {"boxes": _boxes(fact)}
        for fact, row in zip(facts, rows, strict=True)
    ]
    if form == "json":
        return (json.dumps(trees, ensure_ascii=False, indent=2) + "\n").encode()
    return "".join(json.dumps(tree, ensure_ascii=False) + "\n" for tree in trees).encode()


def _boxes(fact: Fact) -> list[dict[str, object]] | None:
    boxes = fact.location.boxes if fact.location else ()
    return [{"page": page, "box": box} for page, *box in boxes] or None


def _plain(cell: object) -> object:
    return plain(cell) if isinstance(cell, Decimal) else cell


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(_plain(cell))
