"""Official statistics: files in the layouts in which users download them → series and observations; a database of them.

Each layout has its module; what a file does not say is asked for by option, missing is not zero, and figures are kept as published.
"""

from __future__ import annotations

from textmine.statistics.read import read_statistics
from textmine.statistics.store import Added, ImportedFile, StatisticsStore, Summary

__all__ = ["Added", "ImportedFile", "StatisticsStore", "Summary", "read_statistics"]
