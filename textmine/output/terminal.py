"""Text in a terminal: how many columns it takes, how it wraps, and what must not reach the screen.

Chinese characters take two columns (Unicode Standard Annex 11: wide and full width); the ambiguous ones (“ ” ×) are
counted as one, as terminals of today draw them.
"""

from __future__ import annotations

import unicodedata

__all__ = ["bold", "dim", "pad", "printable", "width", "wrap"]

JOINER = "\u200d"  # joins emoji
UNSHOWN = "\ufffd"
CLOSING = frozenset("，。、；：？！）》〉”’」』】…%％")  # do not begin a line


def printable(text: str) -> str:
    """``text`` on one line, without what steers a terminal: control characters and writing directions become �.

    Line breaks, which newspaper pages have inside words and numbers, vanish.
    """
    return text if text.isprintable() else "".join(_shown(sign) for sign in text)


def _shown(sign: str) -> str:
    if sign.isprintable() or sign in ("\u3000", JOINER):
        return sign
    if sign in "\r\n":
        return ""
    return " " if sign.isspace() else UNSHOWN


def width(text: str) -> int:
    """The columns that ``text`` takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def wrap(text: str, columns: int, *, lines: int = 6) -> list[str]:
    """``text`` as at most ``lines`` lines of at most ``columns`` columns (two at least); what is over ends in ….

    Chinese breaks anywhere, Latin words stay whole where the line has room for them.
    """
    if width(text) <= columns:
        return [text]
    wrapped: list[str] = []
    start = used = 0
    space = -1
    for index, sign in enumerate(text):
        size = _columns(sign)
        if sign == " ":
            space = index
        if used + size > columns and index > start:
            word = space > start and sign.isascii() and index - space <= columns // 2
            end = space if word else index - 1 if sign in CLOSING and index - 1 > start else index
            wrapped.append(text[start:end].rstrip(" "))
            if len(wrapped) == lines:
                return _ended(wrapped, columns)
            start = space + 1 if word else end
            used = width(text[start:index])
        used += size
    return [*wrapped, text[start:]]


def _ended(lines: list[str], columns: int) -> list[str]:
    last = lines[-1]
    while last and width(last) > columns - 1:
        last = last[:-1]
    return [*lines[:-1], f"{last}…"]


def pad(text: str, columns: int) -> str:
    """``text`` with spaces up to ``columns`` columns."""
    return text + " " * (columns - width(text))


def bold(text: str, colour: bool) -> str:
    """``text`` in bold where the terminal shows colours."""
    return f"\x1b[1m{text}\x1b[0m" if colour and text else text


def dim(text: str, colour: bool) -> str:
    """``text`` faint where the terminal shows colours."""
    return f"\x1b[2m{text}\x1b[0m" if colour and text else text
