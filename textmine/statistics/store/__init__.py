"""The database of official statistics: SQLite, all vintages, idempotent import."""

from __future__ import annotations

from textmine.statistics.store.database import Added, ImportedFile, StatisticsStore, Summary

__all__ = ["Added", "ImportedFile", "StatisticsStore", "Summary"]
