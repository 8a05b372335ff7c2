"""What a name of an indicator means, for people in a terminal."""

from __future__ import annotations

from textmine.output.labels import Layout, label
from textmine.output.terminal import bold, pad, printable, width
from textmine.records.indicators import Indicator, Relation, Similarity

__all__ = ["indicator_lines"]

INDENT = "  "


def indicator_lines(found: Indicator, layout: Layout, first: str = "", like: Similarity | None = None) -> str:
    """One name with what it means, a line each; what is unknown is left out. ``like`` compares it with the name ``first``."""
    told = [
        ("indicator_key", found.key or "—"),
        ("official", found.official or ""),
        ("head", found.head or ""),
        ("scopes", " ".join(found.scopes)),
        ("form", label(found.form, layout.lang)),
        ("taken_out", " ".join((*found.places, *found.periods, *found.dropped))),
    ]
    lines = [(label(key, layout.lang), printable(words)) for key, words in told if words]
    if like is not None:
        lines.append((label("alike", layout.lang).format(printable(first)), _likeness(like, layout)))
    room = max(width(name) for name, _ in lines)
    body = "".join(f"{INDENT}{pad(name, room)}{INDENT}{words}\n" for name, words in lines)
    return f"{bold(printable(found.words), layout.colour)}\n{body}"


def _likeness(like: Similarity, layout: Layout) -> str:
    relation = label("related_to" if like.relation is Relation.RELATED else like.relation, layout.lang)
    reasons = "; ".join((*like.reasons, *like.details))
    return f"{like.score:.2f} {relation}" + (f" ({reasons})" if reasons else "")
