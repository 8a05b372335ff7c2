"""The page for the person who decides: articles with the verdicts on their claims, as one HTML file that needs nothing else."""

from __future__ import annotations

from textmine.report.content import Checked
from textmine.report.page import report_page

__all__ = ["Checked", "report_page"]
