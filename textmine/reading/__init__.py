"""Files to documents: bytes → text → lines → paragraphs → articles, with offsets that lead back.

>>> from textmine.reading import from_text
>>> article = from_text("本报讯 今年上半年，全市出口额达１2\\n.5亿元。").articles[0]
>>> article.text
'本报讯 今年上半年，全市出口额达12.5亿元。'
>>> article.offsets.span(16, 22)
(16, 23)
"""

from textmine.reading.columns import named_columns
from textmine.reading.documents import LIMIT_CHARACTERS, LIMIT_LINE, from_text
from textmine.reading.files import Meter, measured, read, read_all
from textmine.reading.sources import STDIN, sources

__all__ = [
    "LIMIT_CHARACTERS",
    "LIMIT_LINE",
    "STDIN",
    "Meter",
    "from_text",
    "measured",
    "named_columns",
    "read",
    "read_all",
    "sources",
]
