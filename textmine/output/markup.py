"""What all HTML pages share: text made safe, their own styles and scripts, and the hashes by which a policy allows these alone."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

__all__ = ["digest", "language_tag", "part", "safe"]


@cache
def part(name: str, folder: Path = Path(__file__).parent) -> str:
    """The style or script ``name`` beside this module, or in ``folder``."""
    return (folder / name).read_text("utf-8").strip()


@cache
def _unprintable() -> re.Pattern[str]:
    return re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def safe(text: str) -> str:
    """``text`` for HTML, in an element or a quoted attribute; characters that HTML cannot hold become �."""
    return escape(_unprintable().sub("\ufffd", text), quote=True)


def digest(text: str) -> str:
    """The source expression of a Content-Security-Policy that allows an inline style or script of exactly this ``text``."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def language_tag(lang: str) -> str:
    """The language of a page, as HTML tells it."""
    return "zh-Hans" if lang == "zh" else "en"
