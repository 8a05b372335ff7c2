"""Why a claim says what it says: for each field the words that gave it, the rule, and from how far away they came."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import rows
from textmine.output.labels import LANGUAGES, Layout, label
from textmine.output.rows import plain
from textmine.output.terminal import bold, dim, pad, printable, width, wrap
from textmine.output.wording import baseline_words, number_words, period_words, place_words, value_words
from textmine.records import Claim, Evidence, Extraction, Role, Status

__all__ = ["explain", "rule_words"]

AROUND = 36  # characters shown on each side of the claim
ARROW = "← "
WITHOUT_WORDS = {
    **dict.fromkeys(("regions", "period", "source_field"), "implied"),
    **dict.fromkeys(("baseline", "related", "confidence", "dimension"), "computed"),
}


def explain(extraction: Extraction, claim: Claim, text: str, layout: Layout) -> str:
    """The explanation of ``claim``, found in ``text``, as lines for a terminal."""
    lang, colour = layout.lang, layout.colour
    where = f"{printable(extraction.article.id)} · {claim.start}–{claim.end}"
    title = f"{claim.id}  {printable(claim.indicator) or '—'}  {value_words(claim, lang)}"
    lines = [*(bold(line, colour) for line in wrap(title, layout.columns)), dim(where, colour), ""]
    lines += [*_context(claim, text), ""]
    own, around = _own(claim, lang), _around(extraction, claim, lang)
    size = max(width(label(field, lang)) for field, _ in (*own, *around))
    room = max(20, layout.columns - size - 2)
    found = f"{ARROW}{label('own', lang)} · {_rule(claim.rule, lang)}"
    said = any(evidence.field == "unit" for evidence in claim.evidence)
    for field, value in own:
        reason = _reason(claim, field, value, lang) if field == "unit" and said else ""
        lines += _field(field, value, reason, size, room, layout)
    lines += [*(dim(" " * (size + 2) + line, colour) for line in wrap(found, room))]
    for field, value in around:
        lines += _field(field, value, _reason(claim, field, value, lang), size, room, layout)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _field(field: str, value: str, reason: str, size: int, room: int, layout: Layout) -> list[str]:
    indent = " " * (size + 2)
    first, *rest = wrap(value or label("unknown", layout.lang), room)
    lines = [pad(label(field, layout.lang), size + 2) + (bold(first, layout.colour) if value else first)]
    lines += [indent + (bold(line, layout.colour) if value else line) for line in rest]
    return lines + [indent + dim(line, layout.colour) for line in (wrap(reason, room) if reason else ())]


def _own(claim: Claim, lang: str) -> list[tuple[str, str]]:
    """The fields that the value's own words give."""
    readable = number_words(claim.value, lang=lang)
    exact = plain(claim.value)
    return [
        ("kind", label(claim.kind.value, lang)),
        ("value", exact if readable == exact else f"{exact} ({readable})"),
        ("low", label("unbounded", lang) if claim.low is None else plain(claim.low)),
        ("high", label("unbounded", lang) if claim.high is None else plain(claim.high)),
        ("precision", plain(claim.precision)),
        ("qualifier", label(claim.qualifier.value, lang)),
        ("unit", claim.unit or label("none", lang)),
        ("quantity", claim.quantity or label("none", lang)),
    ]


def _around(extraction: Extraction, claim: Claim, lang: str) -> list[tuple[str, str]]:
    """The fields that the words around the value give."""
    both = "，" if lang == "zh" else ", "
    status = [label(claim.status.value, lang), *([label("negated", lang)] if claim.negated else [])]
    others = {other.id: other for other in extraction.claims}
    related = [f"{name} {value_words(others[name], lang)}" for name in claim.related if name in others]
    places = [" ".join(word for word in (place_words(place.name, lang), place.code) if word) for place in claim.regions]
    share = claim.role is Role.SHARE
    return [
        ("indicator", printable(claim.indicator)),
        ("regions", both.join(places)),
        ("period", period_words(claim.period, lang)),
        ("role", label(claim.role.value, lang)),
        ("change_field", label(claim.change.value, lang) if claim.change else label("none", lang)),
        ("baseline", baseline_words(claim.baseline, lang, share=share) if claim.baseline else label("none", lang)),
        ("status", both.join(status)),
        ("source_field", printable(claim.source or "")),
        ("related", both.join(related) or label("none", lang)),
        ("confidence", f"{claim.confidence:.2f}"),
    ]


def _reason(claim: Claim, field: str, value: str, lang: str) -> str:
    """The words, the rule and the reach behind ``field``; nothing where the field is empty."""
    name = {"source_field": "source", "change_field": "role"}.get(field, field)
    found = [evidence for evidence in claim.evidence if evidence.field == name]
    if not value or value == label("none", lang):
        return ""
    if not found:
        if field == "status" and claim.status is Status.ACTUAL and not claim.negated:
            return ARROW + label("default", lang)
        return ARROW + label(WITHOUT_WORDS.get(field, "default"), lang)
    words = " + ".join(_quoted(evidence) for evidence in found)
    reaches = dict.fromkeys(label(evidence.reach, lang) for evidence in found)
    rules = dict.fromkeys(_rule(evidence.rule, lang) for evidence in found)
    return f"{ARROW}{words} · {', '.join(reaches)} · {'; '.join(rules)}"


def _quoted(evidence: Evidence) -> str:
    return f"“{printable(evidence.surface).strip()}” {evidence.start}–{evidence.end}"


def _rule(rule: str, lang: str) -> str:
    words = rule_words(rule, lang)
    return words if words == rule else f"{words} ({rule})"


@cache
def _rules() -> dict[tuple[str, str], str]:
    return {
        (rule, lang): word
        for rule, *words in rows("explain_rules")
        for lang, word in zip(LANGUAGES, words, strict=True)
    }


def rule_words(rule: str, lang: str) -> str:
    """The name of a rule for people: ``topic+measure`` is read by its parts, ``change:增长`` up to the colon."""
    parts = [_rules().get((part.partition(":")[0], lang), part) for part in rule.split("+")]
    return " + ".join(parts)


def _context(claim: Claim, text: str) -> list[str]:
    """The words around the claim, over the line breaks of its paragraph, with a mark under every column of it."""
    low, high = max(0, claim.start - AROUND), min(len(text), claim.end + AROUND)
    breaks = _paragraph_break()
    low = max([low, *(found.end() for found in breaks.finditer(text, low, claim.start))])
    stop = breaks.search(text, claim.end, high)
    before = printable(text[low : claim.start]).lstrip()
    words = printable(text[claim.start : claim.end])
    after = printable(text[claim.end : stop.start() if stop else high])
    return [f"  {before}{words}{after}".rstrip(), f"  {' ' * width(before)}{'^' * width(words)}"]


@cache
def _paragraph_break() -> re.Pattern[str]:
    return re.compile(r"\n(?=[\n\r\s])")
