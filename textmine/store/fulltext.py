"""Full text for Chinese: every character is a token, so that words of any length are found exactly where they stand.

Marks and digits count, upper and lower case are alike, and nothing else: recall and precision are 1 against a search through the text.
SQLite's FTS5 indexes the characters with a space between and finds words as a phrase; its unicode61 alone leaves Han text in one piece, its
trigram finds nothing shorter than three characters, and words cut by a segmenter miss what it cuts otherwise. PostgreSQL indexes single
characters and pairs as numbers, which leave few articles to look through: its tsvector counts no place beyond 16,383, its pg_trgm
needs three characters and an extension.
"""

from __future__ import annotations

import numpy as np

__all__ = ["folded", "grams", "is_gram", "overlaps", "phrase", "spaced"]

BREAK = "\u2424"  # a symbol for the end of a line, so that words do not join over it
SPACE = "␣"
OTHER = 0xFFFF  # no character
_TOKENS = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", BREAK)) | str.maketrans(
    dict.fromkeys(
        "\t \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", SPACE
    )
)


def folded(text: str) -> str:
    """``text`` as it is indexed and compared, a token a character: one case, white space as symbols."""
    return text.casefold().translate(_TOKENS)


def spaced(text: str) -> str:
    """``text`` as FTS5 indexes it: its tokens with a space between."""
    return " ".join(folded(text))


def phrase(words: str) -> str:
    """The FTS5 query for ``words`` as they stand."""
    return '"' + spaced(words).replace('"', '""') + '"'


def grams(tokens: str) -> list[int]:
    """The different characters of ``tokens`` and pairs of neighbours, as signed numbers of 32 bits.

    Each character of the Basic Multilingual Plane, and each pair of them, has a number of its own; all other characters count as one.
    """
    codes = np.minimum(np.frombuffer(tokens.encode("utf-32-le", "surrogatepass"), dtype=np.uint32), np.uint32(OTHER))
    single = codes << np.uint32(16)
    found: list[int] = np.unique(np.concatenate([single, single[:-1] ^ codes[1:]])).view(np.int32).tolist()
    return found


def is_gram(tokens: str) -> bool:
    """Whether one of :func:`grams` tells by itself whether ``tokens`` stand in a text."""
    return len(tokens) <= 2 and all(ord(token) < OTHER for token in tokens)


def overlaps(tokens: str) -> bool:
    """Whether ``tokens`` can stand in a text twice with something in common, like 人人 in 人人人."""
    return any(tokens.startswith(tokens[start:]) for start in range(1, len(tokens)))
