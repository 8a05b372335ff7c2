"""textmine: Chinese news to numeric claims, fact databases and fact checks.

The flow, in one direction::

    bytes → reading → Article → segment → words
                        │
                        ├→ quantities ─┐
                        ├→ periods ────┼→ claims → Extraction → output
                        └→ places ─────┘    and beside them entities and dimensions

>>> import textmine
>>> [claim.surface for claim in textmine.extract("去年，全市粮食总产量45.2万吨，增长3.1%。")]
['45.2万吨', '3.1%']

The names below are imported when they are first used, so that ``import textmine`` costs nothing.
"""

from __future__ import annotations

from textmine.version import __version__

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest of this module
if TYPE_CHECKING:
    from textmine.entities import Recognizer
    from textmine.errors import EncodingError, InputError, LexiconError, MissingExtraError, TextmineError, UsageError
    from textmine.nlp import load
    from textmine.output.frame import frame
    from textmine.pipeline import extract, extract_article
    from textmine.reading import from_text, read, read_all
    from textmine.records import Article, Baseline, Claim, Document, Entity, Evidence, Extraction, Place, Quantity
    from textmine.segment import Segmenter

__all__ = [
    "Article",
    "Baseline",
    "Claim",
    "Document",
    "EncodingError",
    "Entity",
    "Evidence",
    "Extraction",
    "InputError",
    "LexiconError",
    "MissingExtraError",
    "Place",
    "Quantity",
    "Recognizer",
    "Segmenter",
    "TextmineError",
    "UsageError",
    "__version__",
    "extract",
    "extract_article",
    "frame",
    "from_text",
    "load",
    "read",
    "read_all",
]

_HOMES = {
    "entities": ("Recognizer",),
    "errors": ("EncodingError", "InputError", "LexiconError", "MissingExtraError", "TextmineError", "UsageError"),
    "nlp": ("load",),
    "output.frame": ("frame",),
    "pipeline": ("extract", "extract_article"),
    "reading": ("from_text", "read", "read_all"),
    "records": ("Article", "Baseline", "Claim", "Document", "Entity", "Evidence", "Extraction", "Place", "Quantity"),
    "segment": ("Segmenter",),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"textmine.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'textmine' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
