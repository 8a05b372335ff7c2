"""Full text for Chinese on stock FTS5: every character is a token, so that a phrase finds exactly where the words stand.

Words of any length are found, marks and digits too, with recall and precision 1 against a search through the text, upper and lower case
alike. unicode61 leaves Han text in one piece, trigram finds nothing shorter than three characters, and words cut by a
segmenter miss what it cuts otherwise.
"""

from __future__ import annotations

__all__ = ["phrase", "spaced"]

BREAK = "\u2424"  # a symbol for the end of a line, so that words do not join over it
_TOKENS = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", BREAK) | dict.fromkeys(" \t\u3000\xa0", "␣"))


def spaced(text: str) -> str:
    """``text`` as it is indexed: its characters with a space between, white space as symbols of its own."""
    return " ".join(text.translate(_TOKENS))


def phrase(words: str) -> str:
    """The FTS5 query for ``words`` as they stand."""
    return '"' + spaced(words).replace('"', '""') + '"'
