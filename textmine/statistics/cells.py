"""Cells of statistical tables: figures, and the signs that stand where there is none. Missing is never zero."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache

from textmine.records import Missing, Release

__all__ = ["Figure", "figure", "places"]

Figure = tuple[Decimal | None, Missing | None, Release | None]

_ABSENT: dict[str, Missing] = {
    "": Missing.EMPTY,
    **dict.fromkeys(
        ("-", "--", "---", "–", "—", "——", "..", ":", "/", "*", "nan", "#n/a", "n/a", "na", "n.a.", "null", "none", "空", "缺",
         "无数据", "暂无", "暂无数据", "不详"),
        Missing.UNAVAILABLE,
    ),
    **dict.fromkeys(("...", "…", "……", "···", "0+"), Missing.SMALL),
    **dict.fromkeys(("c", "(c)", "x", "保密"), Missing.CONFIDENTIAL),
}  # fmt: skip
DIGITS = 60
_FULL = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[+-]?(?:\d+(?:,\d{3})*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")


@cache
def _marked() -> re.Pattern[str]:
    """A figure with the mark of a provisional or estimated one: 12.3*, 12.3 p, 12.3(e)."""
    return re.compile(
        r"(?P<figure>.*\d)\s*(?:[(（]?(?P<mark>[pPeEfFrR])[)）]?|[(（](?P<word>初步|预计|修订)[^()（）]*[)）])"
    )


_MARKS = {
    "p": Release.PROVISIONAL,
    "e": Release.ESTIMATED,
    "f": Release.FORECAST,
    "r": Release.REVISED,
    "初步": Release.PROVISIONAL,
    "预计": Release.ESTIMATED,
    "修订": Release.REVISED,
}


def figure(cell: str) -> Figure:
    """The figure in ``cell`` exactly as it stands, or why there is none, and the status that its mark tells.

    Raises :class:`ValueError` for what is neither a figure nor a sign for a missing one.
    """
    try:
        if cell.isascii() and "_" not in cell:
            found = Decimal(cell)
            if found.is_finite() and _ordinary(found):
                return found, None, None
    except InvalidOperation:
        pass
    return _unusual(cell.strip().translate(_FULL).strip())


def _unusual(cell: str) -> Figure:
    missing = _ABSENT.get(cell.lower())
    if missing is not None:
        return None, missing, None
    if _number().fullmatch(cell) and _ordinary(found := Decimal(cell.replace(",", ""))):
        return found, None, None
    marked = _marked().fullmatch(cell)
    if marked and _number().fullmatch(marked["figure"]):
        status = _MARKS[(marked["mark"] or marked["word"]).lower()]
        return Decimal(marked["figure"].replace(",", "")), None, status
    raise ValueError(cell)


def _ordinary(value: Decimal) -> bool:
    """Whether ``value`` can be a statistical figure: 1E+9999 can not, and would fill the memory when written out."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and abs(exponent) <= DIGITS and value.adjusted() <= DIGITS


def places(value: Decimal) -> int:
    """The decimal places of ``value``: 12.30 has two, 12 and 1E+3 none."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
