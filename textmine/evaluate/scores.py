"""Extraction against annotation: which claims were found, and which fields of them are right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from textmine import lexicon, reading
from textmine.evaluate.gold import GoldArticle, GoldClaim, load
from textmine.records import Article, Claim, Extraction, Kind

__all__ = [
    "FIELDS",
    "RECORD_FIELDS",
    "Difference",
    "FieldScore",
    "Scores",
    "Tally",
    "judged",
    "opened",
    "pairs",
    "same_regions",
    "score",
]

FIELDS = ("kind", "qualifier", "role", "indicator", "regions", "period", "baseline", "change", "status")
RECORD_FIELDS = frozenset({"role", "indicator", "regions", "period"})

_VALUE_TOLERANCE = Decimal("0.001")  # relative: 三分之一 may be annotated as 33.33
_INDICATOR_OVERLAP = 0.5  # character F1 from which two wordings of an indicator count as the same
_PLACE_TAIL = re.compile("(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|省|市|县|区)$")
_NATION = {"中国": "全国", "我国": "全国", "中华人民共和国": "全国"}
_PART_OF_YEAR = {
    "S1": ("01", "06"),
    "S2": ("07", "12"),
    "Q1": ("01", "03"),
    "Q2": ("04", "06"),
    "Q3": ("07", "09"),
    "Q4": ("10", "12"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where annotation and extraction differ.

    ``field`` is one of :data:`FIELDS`, or ``missed`` (nothing right at an annotated place), ``false`` (a claim where
    none is annotated), ``offsets`` (a claim whose offsets do not give its surface).
    """

    field: str
    article: str
    context: str
    want: str
    got: str

    def __str__(self) -> str:
        return f"{self.field}: {self.article} …{self.context}… want {self.want}, got {self.got}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are right, of those predicted and of those annotated."""

    right: int
    predicted: int
    annotated: int

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated that was found; 0 where nothing is annotated."""
        return self.right / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.annotated
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True, slots=True)
class FieldScore:
    """How often a field is right among the matched mentions."""

    name: str
    right: int
    matched: int

    @property
    def accuracy(self) -> float:
        """Share of the matched mentions whose field is right; 0 where nothing matched."""
        return self.right / self.matched if self.matched else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The whole result. ``wrong_offsets`` counts claims whose offsets do not give their surface; it must be 0."""

    articles: int
    characters: int
    mention: Tally
    record: Tally
    fields: tuple[FieldScore, ...]
    wrong_offsets: int
    differences: tuple[Difference, ...]

    def of(self, *names: str) -> tuple[Difference, ...]:
        """The differences whose ``field`` is among ``names``."""
        return tuple(difference for difference in self.differences if difference.field in names)


def score(paths: Iterable[Path | str], extract: Callable[[Article], Extraction]) -> Scores:
    """Run ``extract`` over the annotated articles of the gold files ``paths`` and compare claim by claim.

    A claim is *found* when place (any overlap), value and unit are right; it is a right *record* when also the
    :data:`RECORD_FIELDS` are. Raises :class:`~textmine.errors.InputError` for a malformed gold file.
    """
    articles = load(paths)
    right: Counter[str] = Counter()
    differences: list[Difference] = []
    predicted = 0
    for article in articles:
        claims = extract(opened(article)).claims
        predicted += len(claims)
        differences += _outside(article, claims)
        for gold, claim in pairs(article.claims, claims):
            wrong = [] if claim is None else _wrong_fields(gold, claim, article.published)
            differences += _told(article, gold, claim, wrong)
            if claim is not None:
                right.update(("mention", *(name for name in FIELDS if name not in wrong)))
                right["record"] += RECORD_FIELDS.isdisjoint(wrong)
    annotated = sum(len(article.claims) for article in articles)
    return Scores(
        articles=len(articles),
        characters=sum(len(article.text) for article in articles),
        mention=Tally(right["mention"], predicted, annotated),
        record=Tally(right["record"], predicted, annotated),
        fields=tuple(FieldScore(name, right[name], right["mention"]) for name in FIELDS),
        wrong_offsets=sum(difference.field == "offsets" for difference in differences),
        differences=tuple(differences),
    )


def judged(paths: Iterable[Path | str], extract: Callable[[Article], Extraction]) -> tuple[tuple[Claim, bool], ...]:
    """Every claim that ``extract`` finds in the gold files ``paths``, with whether it is a right record."""
    found: list[tuple[Claim, bool]] = []
    for article in load(paths):
        claims = extract(opened(article)).claims
        right = {
            claim.id
            for gold, claim in pairs(article.claims, claims)
            if claim is not None and RECORD_FIELDS.isdisjoint(_wrong_fields(gold, claim, article.published))
        }
        found += [(claim, claim.id in right) for claim in claims]
    return tuple(found)


def opened(gold: GoldArticle) -> Article:
    """The article that is annotated, read."""
    document = reading.from_text(gold.text, id=gold.id, title=gold.title, published=gold.published, split=False)
    return document.articles[0]


def pairs(annotated: Sequence[GoldClaim], claims: Sequence[Claim]) -> Iterator[tuple[GoldClaim, Claim | None]]:
    """Each annotated claim with the first claim, not yet taken, of the same place, value and unit."""
    free = list(claims)
    for gold in annotated:
        hit = next((claim for claim in free if _overlap(gold, claim) and _same_quantity(gold, claim)), None)
        if hit is not None:
            free.remove(hit)
        yield gold, hit


def _overlap(gold: GoldClaim, claim: Claim) -> bool:
    return claim.start < gold.end and gold.start < claim.end


def _same_quantity(gold: GoldClaim, claim: Claim) -> bool:
    if abs(gold.value - claim.value) > abs(gold.value) * _VALUE_TOLERANCE:
        return False
    want, got = _unit(gold.unit), _unit(claim.unit)
    money_unsaid = {want, got} == {None, "元"} and "元" not in gold.surface
    heads_unsaid = {want, got} == {None, "人"}
    return want == got or money_unsaid or heads_unsaid or gold.kind == Kind.RANK


def _unit(unit: str | None) -> str | None:
    same = _unit_names().get(unit, unit) if unit else None
    return None if same == "-" else same


@cache
def _unit_names() -> dict[str, str]:
    return dict(zip(lexicon.column("gold_units"), lexicon.column("gold_units", 1), strict=True))


def _wrong_fields(gold: GoldClaim, claim: Claim, published: str | None) -> list[str]:
    baseline = claim.baseline.period if claim.baseline else None
    right = {
        "kind": claim.kind == gold.kind,
        "qualifier": claim.qualifier == gold.qualifier,
        "role": claim.role == gold.role,
        "indicator": _same_indicator(gold, claim.indicator),
        "regions": same_regions(gold.regions, [place.name for place in claim.regions]),
        "period": _period(claim.period, published) in {_period(period, published) for period in gold.periods},
        "baseline": _period(baseline, published) == _period(gold.baseline, published),
        "change": claim.change == gold.change,
        "status": claim.status == gold.status,
    }
    return [name for name in FIELDS if not right[name]]


def _same_indicator(gold: GoldClaim, indicator: str) -> bool:
    want, head, got = ("".join(words.split()) for words in (gold.indicator, gold.head, indicator))
    if want == got:
        return True
    shared = (Counter(want) & Counter(got)).total()
    return bool(want and got) and head in got and 2 * shared / (len(want) + len(got)) >= _INDICATOR_OVERLAP


def same_regions(annotated: Iterable[str], predicted: Iterable[str]) -> bool:
    """The same set of places; the whole country said or unsaid is the same."""
    want, got = ({_place(name) for name in names} for names in (annotated, predicted))
    return want == got or {frozenset(want), frozenset(got)} == {frozenset(), frozenset({"全国"})}


def _place(name: str) -> str:
    short = _PLACE_TAIL.sub("", name)
    return _NATION.get(name, short if len(short) > 1 else name)


def _period(period: str | None, published: str | None) -> str | None:
    """One spelling for periods that mean the same.

    ``../2024-11`` is ``2024-11``; halves and quarters are months; what runs to the publication (as precise as the end
    is written) is open-ended.
    """
    if not period:
        return None
    period = period.removeprefix("../")
    if period[5:] in _PART_OF_YEAR:
        year = period[:4]
        first, last = _PART_OF_YEAR[period[5:]]
        return f"{year}-{first}/{year}-{last}"
    start, slash, end = period.partition("/")
    return f"{start}/.." if slash and end in ("..", "", (published or "")[: len(end)]) else period


def _told(article: GoldArticle, gold: GoldClaim, claim: Claim | None, wrong: Iterable[str]) -> Iterator[Difference]:
    context = _context(article, gold.start, gold.end)
    if claim is None:
        want = f"{gold.value} {gold.unit or ''}".strip()
        yield Difference(field="missed", article=article.id, context=context, want=want, got="nothing")
        return
    for name in wrong:
        yield Difference(
            field=name, article=article.id, context=context, want=_shown(gold, name), got=_shown(claim, name)
        )


def _shown(record: GoldClaim | Claim, name: str) -> str:
    if isinstance(record, GoldClaim):
        value = record.periods[0] if name == "period" else getattr(record, name)
    elif name == "regions":
        value = [place.name for place in record.regions]
    elif name == "baseline":
        value = record.baseline.period if record.baseline else None
    else:
        value = getattr(record, name)
    return "、".join(value) if isinstance(value, list | tuple) else str(value)


def _outside(article: GoldArticle, claims: Iterable[Claim]) -> Iterator[Difference]:
    """False alarms, and offsets that do not give their surface."""
    for claim in claims:
        got = f"{claim.value} {claim.unit or ''}".strip()
        context = _context(article, claim.start, claim.end)
        if article.text[claim.start : claim.end] != claim.surface:
            yield Difference(field="offsets", article=article.id, context=context, want=claim.surface, got=context)
        if not any(_overlap(gold, claim) for gold in article.claims):
            yield Difference(field="false", article=article.id, context=context, want="nothing", got=got)


def _context(article: GoldArticle, start: int, end: int) -> str:
    return article.text[max(0, start - 14) : end + 8].replace("\n", "⏎")
