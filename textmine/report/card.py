"""The card of a claim: verdict, what the text says and what the figures say, the reckoning, the chart, the sources, the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textmine.output.labels import label
from textmine.output.markup import safe
from textmine.output.reckoning import (
    amount_words,
    cell_words,
    difference_words,
    hint_words,
    link_words,
    published_words,
    range_words,
    step_words,
    verdict_words,
)
from textmine.output.rows import plain
from textmine.output.terminal import printable
from textmine.output.wording import (
    compared_words,
    evidence_words,
    note_words,
    period_words,
    place_words,
    region_words,
    value_words,
)
from textmine.records import Claim, Observation
from textmine.records.verdicts import Candidate, Verdict
from textmine.report.chart import chart
from textmine.report.content import SIGNS
from textmine.report.history import Histories
from textmine.report.ranking import ranking

__all__ = ["body", "record"]


def body(verdict: Verdict, anchor: str, histories: Histories, lang: str) -> str:
    """What a card says below its head: the verdict in words first, the details that few need in a part that opens."""
    steps = verdict.chosen.steps if verdict.chosen else ()
    details = (
        _section("claim_record", record(verdict.claim, lang), lang),
        _section("figures_used", _sources(verdict, lang), lang),
        _section("candidates", _candidates(verdict, lang), lang),
    )
    hints = "".join(f"<li>{safe(hint_words(hint, steps, lang))}</li>" for hint in verdict.hints)
    parts = (
        f'<p class="told">{safe(verdict_words(verdict, lang))}</p>\n',
        _compared(verdict, lang),
        _section("hints", f"<ul>{hints}</ul>" if hints else "", lang),
        _section("reckoned", _steps(verdict, lang), lang),
        _chart(verdict, histories, lang),
        _section("vintages", _vintages(verdict, lang), lang),
        opening(anchor, "".join(details), lang),
    )
    return "".join(parts)


def opening(anchor: str, inside: str, lang: str) -> str:
    """A part that opens by a box, without a script, and always on paper."""
    name = f"{anchor}-more"
    return (
        f'<div class="more"><input type="checkbox" id="{name}"><label for="{name}">{safe(label("record_and_sources", lang))}</label>\n'
        f'<div class="details">\n{inside}</div></div>\n'
    )


def _section(key: str, inside: str, lang: str) -> str:
    return f"<section><h4>{safe(label(key, lang))}</h4>\n{inside}</section>\n" if inside else ""


def _pairs(pairs: Iterable[tuple[str, str]], lang: str) -> str:
    told = "".join(f"<dt>{safe(label(key, lang))}</dt><dd>{safe(words)}</dd>" for key, words in pairs if words)
    return f"<dl>{told}</dl>\n" if told else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], lang: str, marked: int | None = None) -> str:
    """A table without the columns that hold nothing."""
    body = list(rows)
    if not body:
        return ""
    used = [place for place in range(len(heads)) if any(row[place] for row in body)]
    head = "".join(f'<th scope="col">{safe(label(heads[place], lang))}</th>' for place in used)
    lines = "".join(
        f"<tr{' class=chosen' if number == marked else ''}>"
        + "".join(f"<td>{safe(row[place])}</td>" for place in used)
        + "</tr>\n"
        for number, row in enumerate(body)
    )
    return f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table></div>\n'


def record(claim: Claim, lang: str) -> str:
    """The fields of a claim."""
    exactly = " ".join(word for word in (plain(claim.value), claim.unit) if word)
    return _pairs(
        (
            ("indicator", printable(claim.indicator)),
            ("value", value_words(claim, lang)),
            ("exactly", printable(exactly)),
            ("compared", compared_words(claim, lang)),
            ("regions", region_words(claim.regions, lang)),
            ("period", printable(period_words(claim.period, lang))),
            ("notes", note_words(claim, lang)),
            ("source_field", printable(claim.source or "")),
            ("confidence", _percent(claim.confidence)),
            ("words", evidence_words(claim, lang)),
        ),
        lang,
    )


def _percent(part: float) -> str:
    """A probability in per cent, where nothing short of 1 is 100 %."""
    return f"{min(part, 0.99):.0%}" if part < 1 else "100%"


def _compared(verdict: Verdict, lang: str) -> str:
    """What the text says beside what the figures say."""
    claim, chosen = verdict.claim, verdict.chosen
    if chosen is None or chosen.value is None:
        return ""
    steps = chosen.steps
    official = amount_words(chosen.value, claim.unit, steps, lang, low=chosen.low, high=chosen.high)
    if chosen.measure == "rank":
        official = label("rank_place", lang).format(plain(chosen.value))
    exact = chosen.low == chosen.high
    return _pairs(
        (
            ("in_text", value_words(claim, lang)),
            (
                "allowed_range",
                range_words(verdict.low, verdict.high, claim.unit, steps, lang) if chosen.measure != "rank" else "",
            ),
            ("official_value", official),
            ("official_range", "" if exact else range_words(chosen.low, chosen.high, claim.unit, steps, lang)),
            ("difference_field", difference_words(verdict, lang)),
            ("verdict_confidence", _percent(verdict.confidence)),
        ),
        lang,
    )


def _steps(verdict: Verdict, lang: str) -> str:
    chosen = verdict.chosen
    if chosen is None or not chosen.steps:
        return ""
    steps = "".join(
        f"<li>{safe(step_words(step, chosen.steps, verdict.claim.unit, lang))}</li>\n" for step in chosen.steps
    )
    return f"<ol>\n{steps}</ol>\n"


def _chart(verdict: Verdict, histories: Histories, lang: str) -> str:
    drawn, legend = ranking(verdict, lang), "ranking_legend"
    if not drawn:
        drawn, legend = chart(verdict, histories, lang), "chart_legend"
    return f"<figure>\n{drawn}<figcaption>{safe(label(legend, lang))}</figcaption></figure>\n" if drawn else ""


def _vintages(verdict: Verdict, lang: str) -> str:
    """The vintages of the figure where there is more than one."""
    chosen = verdict.chosen
    if chosen is None or len(chosen.vintages) < 2:
        return ""
    rows = (
        (
            period_words(vintage.released, lang),
            printable(vintage.name or ""),
            amount_words(vintage.value, verdict.claim.unit, chosen.steps, lang),
            ("、" if lang == "zh" else ", ").join(label(f"standing_{standing}", lang) for standing in vintage.standing),
            label("yes" if vintage.agrees else "no", lang),
            cell_words(vintage.observation, lang) if vintage.observation else "",
        )
        for vintage in chosen.vintages
    )
    return _table(("released", "vintage", "value", "standing", "agrees", "cell"), rows, lang)


def _sources(verdict: Verdict, lang: str) -> str:
    """Every official figure that went into the reckoning, with the cell it stands in and the notes of its file."""
    used = list({id(each): each for each in (verdict.chosen.observations if verdict.chosen else ())}.values())
    heads = ("indicator", "region", "period", "published_figure", "notes", "vintage", "cell")
    notes = dict.fromkeys(printable(note) for each in used for note in each.series.notes)
    told = "".join(f"<li>{safe(note)}</li>" for note in notes)
    return _table(heads, (_source(each, lang) for each in used), lang) + (
        f'<ul class="notes">{told}</ul>\n' if told else ""
    )


def _source(used: Observation, lang: str) -> tuple[str, ...]:
    series = used.series
    notes = (
        series.base,
        *series.scope,
        label(series.span, lang) if series.span else "",
        label(f"prices_{series.prices}", lang) if series.prices else "",
        label(used.status, lang) if used.status else "",
    )
    when = " ".join(part for part in (period_words(series.released, lang), series.vintage, series.publisher) if part)
    return (
        printable(series.heading or series.indicator),
        place_words(series.region.name, lang),
        printable(period_words(used.period, lang)),
        published_words(used, lang),
        ("，" if lang == "zh" else ", ").join(printable(note) for note in notes if note),
        printable(when),
        cell_words(used, lang),
    )


def _candidates(verdict: Verdict, lang: str) -> str:
    """All series that were weighed, with what spoke for each and what it says."""
    found = verdict.candidates
    marked = next((place for place, each in enumerate(found) if each is verdict.chosen or each == verdict.chosen), None)
    heads = ("indicator", "region", "period", "measure", "score", "official_value", "outcome", "reasons")
    return _table(heads, (_candidate(each, verdict, lang) for each in found), lang, marked)


def _candidate(found: Candidate, verdict: Verdict, lang: str) -> tuple[str, ...]:
    value = ""
    if found.value is not None:
        rank = found.measure == "rank"
        value = label("rank_place", lang).format(plain(found.value)) if rank else amount_words(
            found.value, verdict.claim.unit, found.steps, lang, low=found.low, high=found.high
        )  # fmt: skip
    return (
        printable(found.indicator),
        place_words(found.region.name, lang) if found.region else "",
        printable(period_words(found.period, lang)),
        label(found.measure, lang),
        f"{found.score:.0%}",
        value,
        f"{SIGNS[found.outcome]} {label(f'outcome_{found.outcome}', lang)}",
        link_words(found, lang),
    )
