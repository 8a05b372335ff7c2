"""Titles that stand outside the text of an article, as articles of their own, so that their figures can be read."""

from __future__ import annotations

from textmine.records import Article, Block, BlockKind

__all__ = ["title_of"]


def title_of(article: Article) -> Article | None:
    """The title of ``article`` as a text to be read, where it does not stand in its text; else null."""
    words = article.headline
    if not words or not words.strip() or any(block.kind is BlockKind.TITLE for block in article.blocks):
        return None
    block = Block(start=0, end=len(words), kind=BlockKind.PARAGRAPH)
    return Article(id=article.id, start=0, end=len(words), text=words, published=article.published, blocks=(block,))
