"""Errors that textmine raises on purpose.

The tree::

    TextmineError            every error of ours; ``str(error)`` is one line: what, where, how to mend it
    ├── InputError           the input cannot be used (empty, binary, no Chinese, missing, locked)
    │   ├── EncodingError    the bytes are no text in any encoding that we read
    │   └── LeftOutError     a part of the input that is none of it was left out; the rest was read
    ├── LexiconError         a word list or rule file is malformed
    ├── MissingExtraError    a feature needs an optional dependency; the message names the extra
    └── UsageError           options that contradict each other or name nothing
"""

from __future__ import annotations

__all__ = [
    "EncodingError",
    "InputError",
    "LeftOutError",
    "LexiconError",
    "MissingExtraError",
    "TextmineError",
    "UsageError",
]


class TextmineError(Exception):
    """Base of every error that textmine raises on purpose."""


class InputError(TextmineError):
    """The input cannot be used; the message says what, where and how to mend it."""


class EncodingError(InputError):
    """The bytes are not text in any encoding that textmine reads."""


class LeftOutError(InputError):
    """A part of the input that does not belong to it was left out, and the rest was read; no fault of the input."""


class LexiconError(TextmineError):
    """A word list or rule file is malformed; the message names file, line and value."""


class MissingExtraError(TextmineError):
    """A feature needs an optional dependency; the message names the extra to install."""


class UsageError(TextmineError):
    """Options that contradict each other or name nothing."""
