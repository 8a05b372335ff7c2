"""The extraction as one HTML page that needs nothing else: the text with its claims marked, and a table under it."""

from __future__ import annotations

from html import escape

from textmine.output.labels import label
from textmine.output.rows import plain
from textmine.records import Claim, Extraction

__all__ = ["TAIL", "article", "head"]

STYLE = (
    "body{font:16px/1.7 system-ui,'PingFang SC','Microsoft YaHei',sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem;color:#222}h2{margin-top:2.5rem}p.text{white-space:pre-wrap}"
    "mark{background:#fff1b8;border-bottom:2px solid #e0a800}mark:target{background:#ffd24d}"
    "table{border-collapse:collapse;width:100%;font-size:.85rem}th,td{text-align:left;vertical-align:top;"
    "padding:.3rem .6rem;border-bottom:1px solid #ddd}td.n{text-align:right;white-space:nowrap}.dim{color:#777}"
)
TAIL = "</body>\n</html>\n"


def head(lang: str) -> str:
    """The page up to its first article."""
    name = "zh-Hans" if lang == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{name}">\n<head><meta charset="utf-8"><title>textmine</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>\n<body>\n'
    )


def article(extraction: Extraction, text: str, lang: str) -> str:
    """One article of ``text``: headline, text with marked claims, table."""
    subject = extraction.article
    title = escape(subject.title or label("untitled", lang))
    told = " · ".join(escape(word) for word in (subject.byline, subject.publisher, subject.published) if word)
    anchor = escape(subject.id, quote=True)
    marked = _marked(extraction.claims, text, subject.start, subject.end, anchor)
    keys = ("indicator", "value", "unit", "regions", "period", "role", "compared", "status", "source")
    header = "".join(f"<th>{escape(label(key, lang))}</th>" for key in keys)
    rows = "\n".join(_row(claim, lang, anchor) for claim in extraction.claims)
    return (
        f'<h2>{title}</h2>\n<p class="dim">{told}</p>\n<p class="text">{marked}</p>\n'
        f"<table><thead><tr>{header}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>\n"
    )


def _marked(claims: tuple[Claim, ...], text: str, start: int, end: int, anchor: str) -> str:
    pieces, position = [], start
    for claim in claims:
        if claim.start < position:
            continue
        pieces.append(escape(text[position : claim.start]))
        pieces.append(
            f'<mark id="{anchor}-{claim.id}" title="{escape(claim.indicator, quote=True)}">'
            f"{escape(text[claim.start : claim.end])}</mark>"
        )
        position = claim.end
    pieces.append(escape(text[position:end]))
    return "".join(pieces).strip("\n")


def _row(claim: Claim, lang: str, anchor: str) -> str:
    base = claim.baseline
    basis = label(base.basis.value, lang) if base and base.basis else ""
    compared = " ".join(word for word in (basis, (base.period or base.region or "") if base else "") if word)
    cells = (
        f'<td><a href="#{anchor}-{claim.id}">{escape(claim.indicator)}</a></td>',
        f'<td class="n">{escape(plain(claim.value))}</td>',
        f"<td>{escape(claim.unit or '')}</td>",
        f"<td>{escape('、'.join(place.name for place in claim.regions))}</td>",
        f"<td>{escape(claim.period or '')}</td>",
        f"<td>{escape(label(claim.role.value, lang))}</td>",
        f"<td>{escape(compared)}</td>",
        f"<td>{escape(label(claim.status.value, lang))}</td>",
        f"<td>{escape(claim.source or '')}</td>",
    )
    return "<tr>" + "".join(cells) + "</tr>"
