"""The fields of a claim in the words of people, in Chinese and English: values, periods, regions, comparisons, sources.

The values keep the article's own words (843.7亿元, 两成); what words before them say (超, 近) and the sign of a change
come in front.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from textmine.lexicon import rows
from textmine.output.labels import label
from textmine.output.rows import plain
from textmine.output.terminal import printable
from textmine.records import Baseline, Change, Claim, Dimension, Kind, Place, Qualifier, Role, Status

__all__ = [
    "baseline_words",
    "compared_words",
    "dimension_words",
    "evidence_words",
    "interval_words",
    "note_words",
    "number_words",
    "period_words",
    "place_words",
    "region_words",
    "value_words",
]

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
SCALES = (("万亿", 12), ("亿", 8), ("万", 4))
SIGNED = ("+", "-", "−", "＋", "－", "负")
DIGITS = 28  # what decimal arithmetic keeps; longer numbers are written as they are


@cache
def _point() -> re.Pattern[str]:
    return re.compile(r"(?P<year>\d{4})(?:-(?P<part>[QS]\d)|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


@cache
def _bare() -> re.Pattern[str]:
    """A number without any unit."""
    return re.compile(r"[\d０-９.,，．\s〇零一二三四五六七八九十百千万亿两几数多余上来+−-]+")


@cache
def _says_so() -> re.Pattern[str]:
    """What says inside the surface that the value is not exact."""
    return re.compile(r"[多余几数上近来]")


def value_words(claim: Claim, lang: str) -> str:
    """The value as the article words it, with its hedge and the sign of a change: 超300家, +0.9个百分点, nearly 两成."""
    words = printable(claim.surface).strip()
    sign = ""
    if claim.unit and _bare().fullmatch(words):
        sign = "−" if words.startswith(SIGNED) and claim.value < 0 else ""
        words = number_words(claim.value.copy_abs(), lang="zh") + claim.unit
    if claim.role is Role.CHANGE and claim.change is not Change.MULTIPLE and not words.startswith(SIGNED):
        sign = "−" if claim.value < 0 else "+" if claim.value else ""
    hedge = ""
    if claim.qualifier not in (Qualifier.EXACT, Qualifier.BETWEEN) and not _says_so().search(words):
        hedge = label(claim.qualifier.value, lang)
    return f"{hedge} {sign}{words}".strip() if lang == "en" else f"{sign}{hedge}{words}"


def number_words(value: Decimal, *, lang: str) -> str:
    """A number as people write it: 843.7亿 in Chinese, 84,370,000,000 in English; no digit is lost."""
    if lang == "zh":
        for sign, power in SCALES if len(value.as_tuple().digits) <= DIGITS else ():
            if value.adjusted() >= power and len(scaled := plain(value.scaleb(-power))) <= len(plain(value)):
                return scaled + sign
        return plain(value)
    whole, point, fraction = plain(value).partition(".")
    return f"{int(whole):,}{point}{fraction}" if whole.lstrip("-").isdigit() and whole != "-0" else plain(value)


def interval_words(claim: Claim, lang: str) -> str:
    """The interval that the words allow where both its ends are known and differ: 3500–3600."""
    if claim.low is None or claim.high is None or claim.low == claim.high:
        return ""
    return f"{number_words(claim.low, lang=lang)}–{number_words(claim.high, lang=lang)}"


def period_words(period: str | None, lang: str) -> str:
    """A period in words: 2024年上半年, H1 2024; an unknown form as it stands, null as nothing."""
    if period is None:
        return ""
    first, slash, last = period.partition("/")
    if not slash:
        return _moment(first, lang)
    if last == "..":
        return f"{_moment(first, lang)}以来" if lang == "zh" else f"since {_moment(first, lang)}"
    if first == "..":
        return f"截至{_moment(last, lang)}" if lang == "zh" else f"up to {_moment(last, lang)}"
    return _range(first, last, lang)


def _moment(period: str, lang: str) -> str:
    found = _point().fullmatch(period)
    if found is None or (found["month"] and not 1 <= int(found["month"]) <= 12):
        return period
    year, day = found["year"], found["day"]
    part = label(found["part"] or MONTHS[int(found["month"]) - 1], lang) if found["part"] or found["month"] else ""
    if lang == "zh":
        return f"{year}年{part}" + (f"{int(day)}日" if day else "")
    return " ".join(word for word in (str(int(day)) if day else "", part, year) if word)


def _range(first: str, last: str, lang: str) -> str:
    """From ``first`` to ``last``, saying once what they share: 2024年1—9月, Jan–Sep 2024."""
    one, two = _moment(first, lang), _moment(last, lang)
    same_year, months = first[:5] == last[:5], len(first) == len(last) == 7
    if lang == "en":
        if len(first) == len(last) == 10 and first[:8] == last[:8]:
            return f"{int(first[8:])}–{two}"
        return f"{one.removesuffix(' ' + first[:4])}–{two}" if same_year and months else f"{one} – {two}"
    if same_year and months:
        return one.removesuffix("月") + "—" + two.partition("年")[2]
    if len(first) == len(last) == 10 and first[:8] == last[:8]:
        return one.removesuffix("日") + "—" + two.partition("月")[2]
    return f"{first}—{two}" if len(first) == len(last) == 4 else f"{one}至{two}"


@cache
def _english() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("places_english")}


def place_words(name: str, lang: str) -> str:
    """The name of a place; in English the customary one, where the list has it."""
    return printable(_english().get(name, name) if lang == "en" else name)


def region_words(regions: Iterable[Place], lang: str) -> str:
    """The names of ``regions``."""
    return (", " if lang == "en" else "、").join(place_words(place.name, lang) for place in regions)


def compared_words(claim: Claim, lang: str) -> str:
    """What the value is compared with: 比2023年（同比）, vs 2023 (year on year), 占全国."""
    return "" if claim.baseline is None else baseline_words(claim.baseline, lang, share=claim.role is Role.SHARE)


def baseline_words(baseline: Baseline, lang: str, *, share: bool = False) -> str:
    """A baseline in words; with ``share`` as the whole of which the value is a part."""
    basis = baseline.basis.value if baseline.basis in ("yoy", "mom", "qoq") else None
    subject = printable(baseline.subject or "")
    where = place_words(baseline.region, lang) if baseline.region else ""
    what = [word for word in (period_words(baseline.period, lang), where, subject) if word]
    named = label(basis, lang) if basis else ""
    if not what:
        return named
    lead = label("of" if share and not baseline.period else "vs", lang)
    if lang == "en":
        return f"{lead} {', '.join(what)}" + (f" ({named})" if named else "")
    return lead + "、".join(what) + (f"（{named}）" if named else "")


def note_words(claim: Claim, lang: str) -> str:
    """What a reader must know beside the value: status, negation, share or rank, the interval."""
    notes = []
    if claim.status is not Status.ACTUAL:
        notes.append(label(claim.status.value, lang))
    if claim.negated:
        notes.append(label("negated", lang))
    if claim.role is Role.SHARE or (claim.role is Role.RANK and claim.kind is not Kind.RANK):
        notes.append(label(claim.role.value, lang))
    if interval := interval_words(claim, lang):
        notes.append(interval)
    return (", " if lang == "en" else "，").join(notes)


def dimension_words(found: Iterable[Dimension], lang: str) -> str:
    """The dimensions of an article, the leading one marked (绿色为主、共享; mainly green, sharing); empty for none."""
    words = [(label(printable(each.dimension), lang), each.main) for each in found]
    if lang == "zh":
        return "、".join(f"{word}{label('mainly', lang)}" if main else word for word, main in words)
    return ", ".join(f"{label('mainly', lang)} {word}" if main else word for word, main in words)


def evidence_words(claim: Claim, lang: str) -> str:
    """The words behind the fields of a claim, each once: 地区 “浙江省” (本段)."""
    found: dict[str, list[str]] = {}
    for evidence in claim.evidence:
        words = f"“{printable(evidence.surface).strip()}” ({label(evidence.reach, lang)})"
        found.setdefault(evidence.field, []).append(words)
    field = {"source": "source_field"}
    parts = [f"{label(field.get(name, name), lang)} {' + '.join(words)}" for name, words in found.items()]
    return ("；" if lang == "zh" else "; ").join(parts)
