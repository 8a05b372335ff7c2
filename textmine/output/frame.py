"""Claims as a pandas data frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textmine.output.rows import COLUMNS, row
from textmine.records import Extraction

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["frame"]


def frame(extractions: Iterable[Extraction]) -> pd.DataFrame:
    """One row a claim; values stay :class:`~decimal.Decimal` objects."""
    import pandas as pd

    rows = [row("", extraction, claim)[1:] for extraction in extractions for claim in extraction.claims]
    return pd.DataFrame(rows, columns=list(COLUMNS[1:]), dtype=object)
