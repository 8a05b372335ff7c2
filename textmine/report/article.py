"""One article of the page: its text with every claim marked by outcome, and the cards of the claims beside it."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.output.labels import label
from textmine.output.markup import safe
from textmine.output.terminal import printable
from textmine.output.wording import period_words, region_words, value_words
from textmine.records import Claim
from textmine.records.findings import Finding
from textmine.records.verdicts import Verdict
from textmine.report.card import body, opening, record
from textmine.report.content import SIGNS, Checked, group_of, inconsistent
from textmine.report.history import Histories

__all__ = ["article"]


class _Item:
    """A claim of the article with all that is told of it. ``anchor`` is the name of its card."""

    __slots__ = ("anchor", "claim", "findings", "outside", "verdict")

    def __init__(self, claim: Claim, verdict: Verdict | None, anchor: str, *, outside: bool = False) -> None:
        self.claim, self.verdict, self.anchor, self.outside = claim, verdict, anchor, outside
        self.findings: list[Finding] = []

    @property
    def outcome(self) -> str:
        return self.verdict.outcome.value if self.verdict else "unchecked"

    @property
    def classes(self) -> str:
        """The classes by which the styles colour and filter."""
        group = group_of(self.verdict.outcome if self.verdict else None)
        names = dict.fromkeys((self.outcome, group, "found" if self.findings else ""))
        return " ".join(name for name in names if name)


def article(checked: Checked, number: int, histories: Histories, lang: str) -> str:
    """The page's ``number``-th article."""
    subject = checked.extraction.article
    items = _items(checked, number)
    told = (subject.id, subject.byline, subject.publisher, period_words(subject.published, lang))
    title = printable(subject.title or "") or label("untitled", lang)
    marked = _in_text(items)
    shown = frozenset(item.anchor for item in marked)
    cards = "".join(_card(item, items, shown, checked, histories, lang) for item in items)
    return (
        f'<article id="a{number}">\n<h2 lang="zh-Hans">{safe(title)}</h2>\n'
        f'<p class="meta">{safe(" · ".join(printable(word) for word in told if word))}</p>\n'
        f'<div class="pair">\n<div class="text" lang="zh-Hans" tabindex="0">{_marked(checked, marked, lang)}</div>\n'
        f'<div class="cards">\n{cards or "<p>" + safe(label("report_no_claims", lang)) + "</p>"}</div>\n</div>\n</article>\n'
    )


def _items(checked: Checked, number: int) -> list[_Item]:
    by_claim = {verdict.claim.id: verdict for verdict in checked.verdicts}
    claims = checked.extraction.claims
    items = [
        _Item(verdict.claim, verdict, f"a{number}-t{place}", outside=True)
        for place, verdict in enumerate(checked.headline, 1)
    ]
    items += [_Item(claim, by_claim.get(claim.id), f"a{number}-{place}") for place, claim in enumerate(claims, 1)]
    by_id = {(item.claim.id, item.claim.start): item for item in items}
    for finding, claim in inconsistent(checked):
        item = by_id.get((claim.id, claim.start))
        if item is not None and finding not in item.findings:
            item.findings.append(finding)
    return items


def _in_text(items: Sequence[_Item]) -> list[_Item]:
    """The claims that are marked in the text, in its order; one in a title outside or inside another claim has its card only."""
    found: list[_Item] = []
    for item in sorted(items, key=lambda item: (item.claim.start, -item.claim.end)):
        if not item.outside and (not found or item.claim.start >= found[-1].claim.end):
            found.append(item)
    return found


def _marked(checked: Checked, marked: Sequence[_Item], lang: str) -> str:
    """The article's words as the user gave them, its claims marked."""
    subject, text = checked.extraction.article, checked.text
    pieces, position = [], subject.start
    for item in marked:
        claim = item.claim
        pieces.append(safe(text[position : claim.start]))
        surface = text[claim.start : claim.end]
        told = f"{printable(surface)} {_outcome(item, lang)}"
        pieces.append(
            f'<a class="claim {item.classes}" id="{item.anchor}-in" href="#{item.anchor}" data-sign="{SIGNS[item.outcome]}"'
            f' aria-label="{safe(told)}"><mark>{safe(surface)}</mark></a>'
        )
        position = claim.end
    pieces.append(safe(text[position : subject.end]))
    return "".join(pieces).strip("\n")


def _outcome(item: _Item, lang: str) -> str:
    return label(f"outcome_{item.outcome}", lang)


def _card(
    item: _Item, items: Sequence[_Item], shown: frozenset[str], checked: Checked, histories: Histories, lang: str
) -> str:
    claim = item.claim
    what = " · ".join(
        word
        for word in (
            printable(claim.indicator),
            region_words(claim.regions, lang),
            printable(period_words(claim.period, lang)),
        )
        if word
    )
    name = safe(f"{claim.id} {value_words(claim, lang)}")
    inside = (
        body(item.verdict, item.anchor, histories, lang)
        if item.verdict
        else f'<p class="told">{safe(label("tells_unchecked", lang))}</p>\n'
        + opening(item.anchor, record(claim, lang), lang)
    )
    where = label("headline_claim", lang)
    back = (
        f'<a href="#{item.anchor}-in">{name}</a>'
        if item.anchor in shown
        else name + (f" ({safe(where)})" if item.outside else "")
    )
    return (
        f'<section class="card {item.classes}" id="{item.anchor}">\n'
        f'<h3><span class="badge"><span aria-hidden="true">{SIGNS[item.outcome]}</span> {safe(_outcome(item, lang))}</span> {back}</h3>\n'
        f'<p class="what" lang="zh-Hans">{safe(what) or "—"}</p>\n'
        f"{_findings(item, items, checked, lang)}{inside}</section>\n"
    )


def _findings(item: _Item, items: Sequence[_Item], checked: Checked, lang: str) -> str:
    """What does not fit together with this claim, with links to the other claims."""
    by_id = {(other.claim.id, other.claim.start): other for other in items} if item.findings else {}
    told = []
    for finding in item.findings:
        links = []
        for claim, where in zip(finding.claims, finding.articles, strict=True):
            other = by_id.get((claim.id, claim.start)) if where == checked.extraction.article.id else None
            words = safe(f"{claim.id} {printable(claim.surface)}") if other else safe(f"{printable(where)} {claim.id}")
            if other is not item:
                links.append(f'<a href="#{other.anchor}">{words}</a>' if other else words)
        head = f"{label(f'conflict_{finding.conflict}', lang)} ({label(f'severity_{finding.severity}', lang)})"
        words = printable(finding.calculation.zh if lang == "zh" else finding.calculation.en)
        told.append(f"<li><strong>{safe(head)}</strong> {safe(words)} {' · '.join(links)}</li>\n")
    return f'<ul class="findings">\n{"".join(told)}</ul>\n' if told else ""
