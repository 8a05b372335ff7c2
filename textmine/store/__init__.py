"""The fact database: articles with all that was found in them, in one SQLite file that any tool can read, or on a PostgreSQL server.

>>> from textmine.store import FactStore, Query
>>> with FactStore("facts.db", create=True) as store:  # doctest: +SKIP
...     store.ingest(["archive/"])
...     store.facts(Query(indicator="技术合同成交额", region="北京"))
"""

from pathlib import Path

from textmine.store.api import FactStore, Report
from textmine.store.query import Query
from textmine.store.review import Correction, Decision

__all__ = ["DATASETTE", "Correction", "Decision", "FactStore", "Query", "Report"]

DATASETTE = Path(__file__).with_name("datasette.json")
"""Titles, descriptions and queries with which Datasette shows a fact database."""
