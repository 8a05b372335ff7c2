"""Chinese in traditional characters: told from simplified and from Japanese, and made simplified for the analysis.

>>> from textmine.traditional import is_traditional, mainland, simplified
>>> is_traditional("臺灣去年出口成長8.4%")
True
>>> simplified("臺灣去年出口成長8.4%")
'台湾去年出口成长8.4%'
>>> mainland("臺灣去年出口成長8.4%").text
'台湾去年出口增长8.4%'
"""

from textmine.traditional.convert import mainland, simplified, spellings
from textmine.traditional.detect import has_traditional, is_japanese, is_traditional
from textmine.traditional.wording import Converted

__all__ = ["Converted", "has_traditional", "is_japanese", "is_traditional", "mainland", "simplified", "spellings"]
