"""Indicators: what the name of a measure means, one key for its many wordings, how alike two names are, and series of figures.

:func:`analyse` reads a name, :func:`normalise` gives its key alone, :func:`similarity` compares two, :class:`IndicatorIndex` finds the
nearest of many, :func:`gather` puts figures into series and shows where sources disagree.
"""

from __future__ import annotations

from textmine.indicators.aliases import Aliases
from textmine.indicators.aliases import extended as extended_aliases
from textmine.indicators.aliases import none as no_aliases
from textmine.indicators.aliases import own as own_aliases
from textmine.indicators.aliases import read as read_aliases
from textmine.indicators.analysis import analyse, normalise
from textmine.indicators.index import IndicatorIndex
from textmine.indicators.series import figure_of, gather, same_series
from textmine.indicators.similarity import similarity

__all__ = [
    "Aliases",
    "IndicatorIndex",
    "analyse",
    "extended_aliases",
    "figure_of",
    "gather",
    "no_aliases",
    "normalise",
    "own_aliases",
    "read_aliases",
    "same_series",
    "similarity",
]
