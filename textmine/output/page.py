"""The extraction as one HTML page that needs nothing else: the text with its claims marked, and a table under it.

The page works without a network, in light and dark, on paper, and without scripts (a marked number then leads to its row
in the table). Everything from outside is escaped, and the page's own policy lets no script run but the one written here.
"""

from __future__ import annotations

from textmine.output.labels import label
from textmine.output.markup import digest, language_tag, part, safe
from textmine.output.names import named
from textmine.output.rows import plain
from textmine.output.terminal import printable
from textmine.output.wording import (
    compared_words,
    dimension_words,
    evidence_words,
    note_words,
    period_words,
    region_words,
    value_words,
)
from textmine.records import Claim, Extraction, Role, Status

__all__ = ["article", "head", "tail"]

ROLES = (Role.LEVEL, Role.CHANGE, Role.SHARE, Role.RANK)
COLUMNS = ("id", "indicator", "value", "compared", "regions", "period", "notes", "source_field", "exactly", "words")


def head(title: str | None, lang: str) -> str:
    """The page up to its first article."""
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src '{digest(part('page.js'))}'"
    name = " · ".join(word for word in (title, label("page_title", lang), "textmine") if word)
    legend = "".join(
        f'<span><span class="claim {classes}"><mark>{safe(label(key, lang))}</mark></span></span>'
        for classes, key in (*((role.value, role.value) for role in ROLES), ("level open", "open"))
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language_tag(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(name)}</title>\n<style>\n{part('base.css')}\n{part('page.css')}\n</style>\n</head>\n<body>\n"
        f'<header>\n<p class="help">{safe(label("page_help", lang))}</p>\n<p class="legend">{legend}</p>\n</header>\n'
    )


def tail() -> str:
    """The page after its last article."""
    return f'<div id="card" role="status" hidden></div>\n<script>{part("page.js")}</script>\n</body>\n</html>\n'


def article(extraction: Extraction, text: str, number: int, lang: str) -> str:
    """One article of ``text``, the page's ``number``-th: headline, text with marked claims, table."""
    subject = extraction.article
    title = printable(subject.title or "") or label("untitled", lang)
    count = len(extraction.claims)
    counted = f"{count} {label('claim' if count == 1 else 'claims', lang)}" if count else label("no_claims", lang)
    goals = dimension_words(extraction.dimensions, lang)
    told = (subject.id, subject.byline, subject.publisher, period_words(subject.published, lang), counted, goals)
    names = "".join(
        f'<p class="meta">{safe(head)}: <span lang="zh-Hans">{safe(words)}</span></p>\n'
        for head, words in named(extraction, lang)
    )
    anchor = f"a{number}"
    return (
        f'<article id="{anchor}">\n<h1 lang="zh-Hans">{safe(title)}</h1>\n'
        f'<p class="meta">{safe(" · ".join(word for word in told if word))}</p>\n'
        f'<div class="text" lang="zh-Hans">{_marked(extraction, text, anchor)}</div>\n'
        f"{names}{_table(extraction.claims, anchor, lang) if count else ''}</article>\n"
    )


def _marked(extraction: Extraction, text: str, anchor: str) -> str:
    """The article's words as the user gave them, its claims marked; a claim inside another one is only in the table."""
    pieces, position = [], extraction.article.start
    for claim in extraction.claims:
        if claim.start < position:
            continue
        pieces.append(safe(text[position : claim.start]))
        classes = f"claim {claim.role.value}" + ("" if claim.status is Status.ACTUAL and not claim.negated else " open")
        pieces.append(
            f'<a class="{classes}" id="{anchor}-{claim.id}" href="#{anchor}-{claim.id}-row" data-number="{claim.id[1:]}">'
            f"<mark>{safe(text[claim.start : claim.end])}</mark></a>"
        )
        position = claim.end
    pieces.append(safe(text[position : extraction.article.end]))
    return "".join(pieces).strip("\n")


def _table(claims: tuple[Claim, ...], anchor: str, lang: str) -> str:
    heads = "".join(
        f'<th scope="col"{" class=more" if key in ("exactly", "words") else ""}>{safe(label(key, lang))}</th>'
        for key in COLUMNS
    )
    rows = "".join(_row(claim, anchor, lang) for claim in claims)
    return f'<div class="wide"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n'


def _row(claim: Claim, anchor: str, lang: str) -> str:
    name = f"{anchor}-{claim.id}"
    exactly = " ".join(word for word in (plain(claim.value), claim.unit) if word)
    cells = (
        f'<td class="id"><a href="#{name}">{claim.id}</a></td>',
        f'<td lang="zh-Hans">{safe(claim.indicator) or "—"}</td>',
        f'<td class="value">{safe(value_words(claim, lang))}</td>',
        f"<td>{safe(compared_words(claim, lang))}</td>",
        f"<td>{safe(region_words(claim.regions, lang))}</td>",
        f'<td class="when">{safe(period_words(claim.period, lang))}</td>',
        f"<td>{safe(note_words(claim, lang))}</td>",
        f"<td>{safe(claim.source or '')}</td>",
        f'<td class="more">{safe(exactly)}</td>',
        f'<td class="more">{safe(evidence_words(claim, lang))}</td>',
    )
    return f'<tr id="{name}-row">{"".join(cells)}</tr>\n'
