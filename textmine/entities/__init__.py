"""Entities: persons, organisations, places, facilities, works, events, policies, products and dates of an article.

A small network over characters tags names; word lists and rules add and correct; :class:`Recognizer` brings them together and tells
under which name each is known.
"""

from __future__ import annotations

from textmine.entities.recognize import SIZES, Recognizer

__all__ = ["SIZES", "Recognizer"]
