"""Claims as a pandas frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textmine.output.rows import COLUMNS, to_row
from textmine.records import Extraction

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["frame"]


def frame(extractions: Iterable[Extraction]) -> DataFrame:
    """One row a claim, the columns of :class:`~textmine.output.rows.Row`; values stay exact ``Decimal`` objects."""
    import pandas as pd

    rows = [to_row(extraction.article, claim) for extraction in extractions for claim in extraction.claims]
    return pd.DataFrame(rows, columns=list(COLUMNS))
