"""Places: the divisions of China with their codes, regions made of several, countries.

:func:`find` reads the places in a text, :func:`lookup` what a name can mean, :func:`parent` and :func:`contains`
how places lie in one another. The word lists are ``textmine/lexicons/places_*.tsv``.
"""

from __future__ import annotations

from textmine.places.context import is_team
from textmine.places.gazetteer import contains, is_wide, level, lookup, of_code, parent, signs
from textmine.places.scan import find

__all__ = ["contains", "find", "is_team", "is_wide", "level", "lookup", "of_code", "parent", "signs"]
