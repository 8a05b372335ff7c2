"""Extractions to files and screens: JSON, JSON Lines, CSV, Parquet, HTML, a table for people, a pandas frame.

Every writer takes results one after the other and keeps none, so that an archive of any size can be written.
"""

from __future__ import annotations

from textmine.batch import Result
from textmine.output.labels import Layout
from textmine.output.writer import Writer
from textmine.output.writers import FORMATS, format_of, open_writer

__all__ = ["FORMATS", "Layout", "Result", "Writer", "format_of", "open_writer"]
