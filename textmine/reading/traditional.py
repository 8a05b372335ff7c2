"""Articles in traditional characters: read by simplified ones, told in the user's own.

Lines, bylines and headlines are recognised in a text of the same length in simplified characters. What is in traditional
characters is decided for each article by itself; its text for the analysis is simplified and in mainland words, its title,
byline and publisher stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from textmine.reading.cleaned import Cleaner, tidy
from textmine.reading.joining import Paragraph
from textmine.records import Article
from textmine.traditional import has_traditional, is_traditional, mainland, simplified

__all__ = ["plain", "told"]

# ISO 15924: Chinese in traditional characters.
_SCRIPT = "Hant"


def plain(text: str) -> str:
    """``text`` as it is recognised: the same, or, where it or a line of it is in traditional characters, simplified."""
    return simplified(text) if has_traditional(text) else text


def told(article: Article, paragraphs: Sequence[Paragraph], text: str, recognised: str) -> Article:
    """``article`` of these ``paragraphs`` as the user wrote it, and for the analysis simplified if it is traditional.

    ``text`` is the whole one as given, ``recognised`` what :func:`plain` made of it.
    """
    cleaner = Cleaner(recognised)
    for paragraph in paragraphs:
        cleaner.add(paragraph)
    pairs = ((cleaner.finish()[0], article.text), (tidy(recognised), tidy(text)))
    title = _written(article.title, pairs)
    article = replace(
        article,
        title=title,
        byline="、".join(_written(name, pairs) or name for name in article.byline.split("、"))
        if article.byline
        else None,
        publisher=_written(article.publisher, pairs),
        extra={key: _written(value, pairs) or value for key, value in article.extra.items()},
    )
    if not is_traditional(article.text):
        return article
    made = mainland(article.text)
    return replace(
        article,
        text=made.text,
        original=text,
        offsets=made.offsets.then(article.offsets),
        blocks=tuple(replace(block, start=made.at(block.start), end=made.at(block.end)) for block in article.blocks),
        extra={**article.extra, "script": _SCRIPT},
        title_read=None if title is None else mainland(title, territory=made.territory).text,
        territory=made.territory,
    )


def _written(words: str | None, pairs: Sequence[tuple[str, str]]) -> str | None:
    """``words`` as they stand in the text given; ``pairs`` are texts recognised and given, of the same lengths."""
    if not words:
        return words
    for recognised, given in pairs:
        at = recognised.find(words)
        if at >= 0:
            return given[at : at + len(words)]
    pattern = re.compile(r"\s*".join(re.escape(sign) for sign in words if not sign.isspace()))
    for recognised, given in pairs:
        found = pattern.search(recognised)
        if found:
            written = re.sub(r"\s+", " ", given[found.start() : found.end()])
            return written if " " in words else written.replace(" ", "")
    return words
