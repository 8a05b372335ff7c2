"""What the views for people are called in Chinese and English."""

from __future__ import annotations

import os
from functools import cache
from typing import NamedTuple

from textmine.errors import UsageError
from textmine.lexicon import rows

__all__ = ["LANGUAGES", "Layout", "label", "language"]

LANGUAGES = ("zh", "en")


class Layout(NamedTuple):
    """How a view for people is to look: its language, the columns of the terminal, whether it shows bold and faint."""

    lang: str = "en"
    columns: int = 120
    colour: bool = False


@cache
def _table() -> dict[tuple[str, str], str]:
    return {
        (key, lang): word for key, *words in rows("output_labels") for lang, word in zip(LANGUAGES, words, strict=True)
    }


def label(key: str, lang: str) -> str:
    """The word for ``key`` in ``lang``; the key itself where it has none."""
    return _table().get((key, lang), key)


def language(wanted: str | None = None) -> str:
    """``wanted``, or the language of the locale: Chinese where it says ``zh``, else English.

    Raises :class:`UsageError` for a language that textmine does not speak.
    """
    if wanted is not None:
        if wanted not in LANGUAGES:
            raise UsageError(f"language {wanted!r} is not known; use zh or en")
        return wanted
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"
