"""Documents with their extractions to text: one function a format, each a stream of pieces."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from textmine.errors import UsageError
from textmine.output.rows import COLUMNS, Cell, plain, row
from textmine.output.structured import article_node, document_node
from textmine.records import Baseline, Claim, Document, Extraction, Qualifier, Status

__all__ = ["FORMATS", "Mined", "pieces"]

Mined = tuple[Document, tuple[Extraction, ...]]

_SIGNS = {
    Qualifier.ABOUT: "≈",
    Qualifier.OVER: ">",
    Qualifier.NEARLY: "<",
    Qualifier.AT_LEAST: "≥",
    Qualifier.AT_MOST: "≤",
}


def pieces(mined: Iterable[Mined], form: str) -> Iterator[str]:
    """The text of ``mined`` in the format ``form``; :class:`UsageError` for a format that does not exist."""
    if form not in FORMATS:
        raise UsageError(f"--format {form}: no such format; use one of {', '.join(FORMATS)}")
    return FORMATS[form](mined)


def _json(mined: Iterable[Mined]) -> Iterator[str]:
    for document, extractions in mined:
        yield json.dumps(document_node(document, extractions), ensure_ascii=False, indent=1) + "\n"


def _jsonl(mined: Iterable[Mined]) -> Iterator[str]:
    for _, extractions in mined:
        for extraction in extractions:
            yield json.dumps(article_node(extraction), ensure_ascii=False) + "\n"


def _csv(mined: Iterable[Mined]) -> Iterator[str]:
    yield "\ufeff" + _line(COLUMNS)
    for document, extractions in mined:
        for extraction in extractions:
            for claim in extraction.claims:
                yield _line(_safe(cell) for cell in row(document.path, extraction, claim))


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _safe(cell: Cell) -> str:
    """The cell as text that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, Decimal):
        return plain(cell)
    if isinstance(cell, str):
        return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else str(cell)
    return "" if cell is None else str(cell)


def _table(mined: Iterable[Mined]) -> Iterator[str]:
    for document, extractions in mined:
        for extraction in extractions:
            yield f"{extraction.article.title or document.path}\n"
            for claim in extraction.claims:
                yield "  " + "  ".join(_words(claim)) + "\n"


def _words(claim: Claim) -> Iterator[str]:
    yield _SIGNS.get(claim.qualifier, "") + " ".join(claim.surface.split())
    yield claim.indicator
    yield "、".join(place.name for place in claim.regions) or "-"
    yield claim.period or "-"
    yield claim.role.value + _against(claim.baseline)
    if claim.status is not Status.ACTUAL:
        yield claim.status.value


def _against(baseline: Baseline | None) -> str:
    if baseline is None:
        return ""
    told = [baseline.basis, baseline.period, baseline.region, baseline.subject]
    return f" ({' '.join(word for word in told if word)})"


FORMATS: Mapping[str, Callable[[Iterable[Mined]], Iterator[str]]] = {
    "table": _table,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
}
