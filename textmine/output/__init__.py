"""Extractions for the outside: JSON, tables, spreadsheets."""
