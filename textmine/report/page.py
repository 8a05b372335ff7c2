"""The page for the person who decides: how many claims hold on top, then every article with its claims and how each was checked.

One file that needs nothing else: no network, no script at all, in light and dark, on paper. Kinds are chosen with radio buttons and
styles alone. Everything from outside is escaped, and the page's policy allows nothing but its own styles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from textmine.output.labels import label
from textmine.output.markup import digest, language_tag, part, safe
from textmine.output.terminal import printable
from textmine.records import Observation
from textmine.records.verdicts import Verdict
from textmine.report.article import article
from textmine.report.content import GROUPS, SIGNS, Checked, group_of, inconsistent
from textmine.report.history import Histories

__all__ = ["report_page"]


def report_page(
    articles: Sequence[Checked],
    observations: Iterable[Observation],
    *,
    lang: str = "en",
    statistics: Sequence[str] = (),
) -> Iterator[str]:
    """The page in pieces. ``observations`` are the statistics at hand, for the charts; ``statistics`` names their files."""
    histories = Histories((verdict for each in articles for verdict in _verdicts(each)), observations)
    yield _head(articles, lang, statistics)
    for number, each in enumerate(articles, 1):
        yield article(each, number, histories, lang)
    yield "</main>\n</body>\n</html>\n"


def _verdicts(checked: Checked) -> tuple[Verdict, ...]:
    return (*checked.headline, *checked.verdicts)


def _styles() -> str:
    return "\n" + part("base.css") + "\n" + part("report.css", Path(__file__).parent) + "\n"


def _head(articles: Sequence[Checked], lang: str, statistics: Sequence[str]) -> str:
    """The page up to its first article: policy, styles, summary."""
    policy = f"default-src 'none'; style-src '{digest(_styles())}'; base-uri 'none'; form-action 'none'"
    titles = [each.extraction.article.title for each in articles][:1]
    name = " · ".join(word for word in (*titles, label("report_title", lang), "textmine") if word)
    files = (", " if lang == "en" else "、").join(printable(path) for path in statistics)
    used = f'<p class="meta">{safe(label("statistics_used", lang))}: {safe(files)}</p>\n' if files else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language_tag(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(name)}</title>\n<style>{_styles()}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{safe(label('report_title', lang))}</h1>\n{used}{_contents(articles, lang)}"
        f'<p class="help">{safe(label("report_help", lang))}</p>\n</header>\n{_filters(articles, lang)}<main>\n'
    )


def _counts(checked: Checked) -> Counter[str]:
    """How many claims of an article there are of each group; ``found`` are those that do not fit with others."""
    counts = Counter(group_of(verdict.outcome) for verdict in _verdicts(checked))
    told = {verdict.claim.id for verdict in checked.verdicts}
    counts["unchecked"] = sum(claim.id not in told for claim in checked.extraction.claims)
    known = {(claim.id, claim.start) for claim in checked.extraction.claims}
    known |= {(verdict.claim.id, verdict.claim.start) for verdict in checked.headline}
    counts["found"] = len({(claim.id, claim.start) for _, claim in inconsistent(checked)} & known)
    return counts


def _filters(articles: Sequence[Checked], lang: str) -> str:
    """The counts, each the button that shows its kind alone."""
    counts: Counter[str] = sum((_counts(each) for each in articles), Counter())
    shown = [group for group in GROUPS if counts[group] or group != "unchecked"]
    total = sum(counts[group] for group in GROUPS)
    buttons = [_button("all", "", label("all", lang), total, checked=True)]
    buttons += [
        _button(group, SIGNS["match" if group == "agrees" else group], label(f"outcome_{group}", lang), counts[group])
        for group in shown
    ]
    if counts["found"]:
        buttons.append(_button("found", "⚠", label("with_findings", lang), counts["found"]))
    legend = f"<legend>{safe(label('show', lang))}</legend>\n"
    return f'<fieldset class="filters">\n{legend}{"".join(buttons)}</fieldset>\n'


def _button(group: str, sign: str, words: str, count: int, *, checked: bool = False) -> str:
    state = " checked" if checked else ""
    seen = f'<span aria-hidden="true">{sign}</span> ' if sign else ""
    return (
        f'<input type="radio" name="show" id="show-{group}"{state}>'
        f'<label class="{group}" for="show-{group}">{seen}{safe(words)} <b>{count}</b></label>\n'
    )


def _contents(articles: Sequence[Checked], lang: str) -> str:
    """The articles of a page with several, each with its counts."""
    if len(articles) < 2:
        return ""
    lines = []
    for number, each in enumerate(articles, 1):
        counts = _counts(each)
        told = " ".join(
            f"{SIGNS['match' if group == 'agrees' else group]} {counts[group]}" for group in GROUPS if counts[group]
        )
        title = printable(each.extraction.article.title or "") or label("untitled", lang)
        lines.append(
            f'<li><a href="#a{number}" lang="zh-Hans">{safe(title)}</a> <span class="counts">{told}</span></li>\n'
        )
    return f"<nav><ol>\n{''.join(lines)}</ol></nav>\n"
