"""The page for the person who decides, from verdicts made by hand: what it tells, how it is drawn, and that no text can break it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.cli.app import run
from textmine.output.labels import LANGUAGES
from textmine.output.markup import digest
from textmine.output.reckoning import (
    amount_words,
    cell_words,
    difference_words,
    hint_words,
    range_words,
    step_words,
    verdict_words,
)
from textmine.records import (
    Article,
    Change,
    Claim,
    Extraction,
    Frequency,
    Kind,
    Observation,
    Place,
    Qualifier,
    Role,
    Series,
    Status,
)
from textmine.records.findings import Calculation, Conflict, Finding, Severity
from textmine.records.verdicts import (
    Candidate,
    Hint,
    HintKind,
    Link,
    Operand,
    Operation,
    Outcome,
    Standing,
    Step,
    Verdict,
    Vintage,
    Why,
)
from textmine.report import Checked, report_page
from textmine.report.chart import chart
from textmine.report.history import Histories
from textmine.report.replay import replayed

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/fixtures/report"
TITLE = "澄江经济稳中有进"
TEXT = (
    f"{TITLE}\n2031年，澄江省生产总值8437\n.6亿元，其中云州市2109亿元，占全省的两成五。粮食产量增长3.4%，"
    "进出口总值超600亿元，森林覆盖率约41%，明年力争新增就业12万人。"
)
PROVINCE, CITY = Place(name="澄江省"), Place(name="云州市")
YI = Decimal(10) ** 8


def series(indicator: str, place: Place = PROVINCE, **fields: object) -> Series:
    return Series(
        **{
            "indicator": indicator,
            "heading": f"{indicator}(亿元)",
            "unit": "元",
            "unit_published": "亿元",
            "scale": YI,
            "region": place,
            "region_published": place.name,
            "frequency": Frequency.YEAR,
            "precision": YI / 10,
            "path": "figures.csv",
            "sha256": "0" * 64,
            **fields,
        }  # type: ignore[arg-type]
    )


def observed(of: Series, period: str, figure: str, column: int = 2) -> Observation:
    return Observation(series=of, period=period, published=Decimal(figure), row=5, column=column)


FIRST = series("生产总值", released="2032-02", vintage="快报", notes=("云州市自2030年起含新区。",))
REVISED = series("生产总值", released="2033-11", vintage="普查后", path="later.xlsx", sheet="年度")
TOWN = series("生产总值", CITY, released="2032-02")
WHOLE = tuple(
    observed(FIRST, str(year), figure) for year, figure in ((2029, "7210.3"), (2030, "7902.4"), (2031, "8437.6"))
)
NEW = observed(REVISED, "2031", "8622.15", 28)
PART = tuple(
    observed(TOWN, str(year), figure) for year, figure in ((2029, "1730.5"), (2030, "1943.1"), (2031, "2109.3"))
)
STATISTICS = (*WHOLE, NEW, *PART)


def claim(surface: str, name: str, value: str, **fields: object) -> Claim:
    start = TEXT.index(surface)
    return Claim(
        **{
            "start": start,
            "end": start + len(surface),
            "surface": surface,
            "id": name,
            "kind": Kind.AMOUNT,
            "value": Decimal(value),
            "low": Decimal(value),
            "high": Decimal(value),
            "precision": YI / 10,
            "qualifier": Qualifier.EXACT,
            "unit": "元",
            "quantity": None,
            "indicator": "生产总值",
            "regions": (PROVINCE,),
            "period": "2031",
            "role": Role.LEVEL,
            "baseline": None,
            "change": None,
            "status": Status.ACTUAL,
            "confidence": 0.9,
            "rule": "number",
            **fields,
        }  # type: ignore[arg-type]
    )


LEVEL = claim("8437\n.6亿元", "c1", "843760000000")
TOWNS = claim("2109亿元", "c2", "210900000000", regions=(CITY,), precision=YI)
SHARE = claim(
    "两成五", "c3", "25", unit="%", kind=Kind.PERCENTAGE, role=Role.SHARE, regions=(CITY,), precision=Decimal(1)
)
GROWTH = claim(
    "3.4%", "c4", "3.4", unit="%", kind=Kind.PERCENTAGE, role=Role.CHANGE, change=Change.RELATIVE, indicator="粮食产量"
)
TRADE = claim("600亿元", "c5", "60000000000", qualifier=Qualifier.OVER, high=None, indicator="进出口总值")
FOREST = claim("41%", "c6", "41", unit="%", qualifier=Qualifier.ABOUT, indicator="森林覆盖率")
JOBS = claim(
    "12万人", "c7", "120000", unit="人", kind=Kind.COUNT, status=Status.TARGET, indicator="新增就业", period="2032"
)


def operand(of: Observation) -> Operand:
    assert of.value is not None
    name = of.series.indicator
    return Operand(
        name=name, region=of.series.region.name, period=of.period, value=of.value, unit=of.series.unit, observation=of
    )


def step(operation: Operation, *operands: Operand, value: str, spread: str = "0", unit: str | None = "元") -> Step:
    at, reach = Decimal(value), Decimal(spread)
    return Step(operation=operation, operands=operands, value=at, low=at - reach, high=at + reach, unit=unit)


def candidate(outcome: Outcome, *steps: Step, **fields: object) -> Candidate:
    last = steps[-1] if steps else None
    return Candidate(
        **{
            "indicator": "生产总值",
            "unit": "元",
            "region": PROVINCE,
            "period": "2031",
            "measure": "level",
            "score": 1.0,
            "links": (Link.SAME_INDICATOR, Link.REGION, Link.PERIOD),
            "outcome": outcome,
            "value": last.value if last else None,
            "low": last.low if last else None,
            "high": last.high if last else None,
            "steps": steps,
            **fields,
        }  # type: ignore[arg-type]
    )


def verdict(of: Claim, outcome: Outcome, chosen: Candidate | None = None, **fields: object) -> Verdict:
    candidates = fields.pop("candidates", (chosen,) if chosen else ())
    return Verdict(
        **{
            "claim": of,
            "article": "news.txt",
            "outcome": outcome,
            "why": None,
            "low": of.value - of.precision / 2,
            "high": of.value + of.precision / 2,
            "confidence": 0.9,
            "chosen": chosen,
            "candidates": candidates,
            **fields,
        }  # type: ignore[arg-type]
    )


READ = step(Operation.READ, operand(WHOLE[2]), value="843760000000", spread="5000000")
PUBLISHED = candidate(
    Outcome.MATCH_AT_PUBLICATION,
    READ,
    vintages=(
        Vintage(
            released="2033-11", name="普查后", value=Decimal(862215000000), standing=(Standing.CURRENT,), agrees=False,
            observation=NEW,
        ),
        Vintage(
            released="2032-02", name="快报", value=Decimal(843760000000), standing=(Standing.AT_PUBLICATION,), agrees=True,
            observation=WHOLE[2],
        ),
    ),
)  # fmt: skip
TOWN_READ = step(Operation.READ, operand(PART[2]), value="210930000000", spread="5000000")
QUOTIENT = Decimal(210930000000) / Decimal(843760000000) * 100
DIVIDED = step(Operation.SHARE, operand(PART[2]), operand(WHOLE[2]), value=str(QUOTIENT), spread="0.0009", unit="%")
DERIVED = candidate(Outcome.MATCH_ROUNDED, DIVIDED, unit="%", measure="share", derived=True, region=CITY)
WRONG = candidate(Outcome.MISMATCH, step(Operation.READ, operand(WHOLE[2]), value="843760000000"))
VERDICTS = (
    verdict(LEVEL, Outcome.MATCH_AT_PUBLICATION, PUBLISHED),
    verdict(TOWNS, Outcome.MATCH, candidate(Outcome.MATCH, TOWN_READ, region=CITY)),
    verdict(SHARE, Outcome.MATCH_ROUNDED, DERIVED),
    verdict(
        GROWTH,
        Outcome.MISMATCH,
        candidate(
            Outcome.MISMATCH, step(Operation.READ, operand(WHOLE[2]), value="3.1", unit="%"), indicator="粮食产量增速"
        ),
        hints=(Hint(kind=HintKind.OTHER_PERIOD, value=Decimal("3.4"), unit="%", detail="2030"),),
    ),
    verdict(TRADE, Outcome.NOT_COMPARABLE, WRONG, why=Why.SCOPE, high=None),
    verdict(FOREST, Outcome.AMBIGUOUS, why=Why.RIVALS, candidates=(WRONG, PUBLISHED)),
    verdict(JOBS, Outcome.NO_DATA, why=Why.NO_FACT),
)
FINDING = Finding(
    conflict=Conflict.SHARE,
    severity=Severity.WARNING,
    claims=(LEVEL, SHARE),
    articles=("news.txt", "news.txt"),
    calculation=Calculation(zh="2109 ÷ 8437.6 不是两成五", en="2109 ÷ 8437.6 is no quarter"),
)
ARTICLE = Article(id="news.txt", start=0, end=len(TEXT), title=TITLE, published="2032-03-02", text=TEXT)
EXTRACTION = Extraction(article=ARTICLE, claims=tuple(each.claim for each in VERDICTS))
CHECKED = Checked(extraction=EXTRACTION, text=TEXT, verdicts=VERDICTS, findings=(FINDING,))
HISTORIES = Histories(VERDICTS, STATISTICS)


def page(*articles: Checked, lang: str = "zh") -> str:
    return "".join(report_page(articles or (CHECKED,), STATISTICS, lang=lang, statistics=("figures.csv", "later.xlsx")))


VOID = {"meta", "input", "line", "circle", "path", "polyline"}
EMPTY = {"line", "circle", "path", "polyline"}  # of SVG, closed by themselves


class Parsed(HTMLParser):
    """A page that has to be well formed: every element closed where it was opened, no attribute twice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text, self.marked = "", list[str]()
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in {tag}"
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID or (tag in ("circle", "path") and not self.get_starttag_text().endswith("/>")):  # type: ignore[union-attr]
            self.open.append((tag, dict(attrs).get("class") or ""))
        if tag == "mark":
            self.marked.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in EMPTY, f"{tag} cannot close itself in HTML"
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if ("div", "text") in self.open:
            self.text += data
        if self.open and self.open[-1][0] == "mark":
            self.marked[-1] += data


def links(html: str) -> None:
    """All names are there once and all links lead somewhere."""
    names = re.findall(r' id="([^"]+)"', html)
    assert len(names) == len(set(names))
    assert {link[1:] for link in re.findall(r'href="([^"]+)"', html)} <= set(names)
    assert set(re.findall(r'for="([^"]+)"', html)) <= set(names)


# What the page is


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_well_formed_and_its_links_lead_somewhere(lang: str) -> None:
    html = page(CHECKED, CHECKED, lang=lang)
    Parsed(html)
    links(html)
    assert html.count("<article ") == 2
    assert html.count("<nav>") == 1
    assert html.endswith("</html>\n")


def test_the_page_needs_nothing_else_and_allows_only_its_own_styles() -> None:
    html = page()
    styles = html.split("<style>")[1].split("</style>")[0]
    assert f"default-src 'none'; style-src '{digest(styles)}'; base-uri 'none'; form-action 'none'" in html
    assert "<script" not in html
    assert "http" not in html.replace("http-equiv", "")
    assert not [name for name, _ in Parsed(html).attributes if name in ("style", "src") or name.startswith("on")]
    assert "url(" not in styles


def test_the_page_has_styles_for_paper_darkness_and_every_kind() -> None:
    html = page()
    assert "@media print" in html
    assert "prefers-color-scheme: dark" in html
    groups = re.findall(r'<input type="radio" name="show" id="show-(\w+)"', html)
    assert groups == ["all", "mismatch", "agrees", "not_comparable", "ambiguous", "no_data", "found"]
    for group in groups[1:]:
        assert f"body:has(#show-{group}:checked) .card:not(.{group})" in html
        assert f"body:has(#show-{group}:checked) .claim:not(.{group}) mark" in html
    assert ".more > .details" in html.split("@media print")[-1]


def test_every_outcome_has_a_sign_of_its_own_and_a_colour() -> None:
    html = page()
    signs = dict(re.findall(r'class="claim (\w+)[^"]*"[^>]* data-sign="(.)"', html))
    assert set(signs) == {outcome.value for outcome in Outcome}
    assert len(set(signs.values())) == len(signs)
    styles = html.split("</style>")[0]
    for outcome in signs:
        assert re.search(rf"\.{outcome}\b[^{{]*{{ --tint", styles), outcome


# What it tells


def test_the_text_is_as_given_with_its_claims_marked() -> None:
    parsed = Parsed(page())
    assert parsed.text == TEXT
    assert parsed.marked == [each.claim.surface for each in VERDICTS]


def test_the_summary_counts() -> None:
    html = page()
    counts = dict(re.findall(r'<label class="(\w+)" for="show-\w+">.*?<b>(\d+)</b>', html))
    assert counts == {
        "all": "7", "mismatch": "1", "agrees": "3", "not_comparable": "1", "ambiguous": "1", "no_data": "1", "found": "2",
    }  # fmt: skip
    assert 'for="show-agrees"><span aria-hidden="true">✓</span> 一致 <b>6</b>' in page(CHECKED, CHECKED)


def card(html: str, anchor: str) -> str:
    return html.split('<section class="card ')[[*_anchors(html)].index(anchor) + 1]


def _anchors(html: str) -> list[str]:
    return re.findall(r'<section class="card [^"]*" id="([^"]+)"', html)


def test_cards_tell_verdict_reckoning_sources_and_record() -> None:
    html = page()
    first = card(html, "a1-1")
    for words in (
        "与发表时的数据一致", "8437.55亿元 至 8437.65亿元", "公布值：澄江省2031年生产总值 8437.6亿元", "普查后",
        "later.xlsx · 工作表“年度” · 第5行第28列（AB）", "figures.csv · 第5行第2列（B）", "云州市自2030年起含新区。", "指标相同",
    ):  # fmt: skip
        assert words in first, words
    third = card(html, "a1-3")
    assert "占比：云州市2031年生产总值 2109.3亿元 ÷ 澄江省2031年生产总值 8437.6亿元 × 100 = 24.9988%" in third
    assert "与另一时期的数据一致：2030年 · 3.4%" in card(html, "a1-4")
    assert "高出 0.3百分点" in card(html, "a1-4")
    assert "口径不同" in card(html, "a1-5")
    assert "几个数列都可能是所指" in card(html, "a1-6")
    assert "是目标、预计或假设" in card(html, "a1-7")
    assert "<svg" not in card(html, "a1-7")


def test_findings_stand_beside_all_claims_concerned() -> None:
    html = page()
    assert html.count("2109 ÷ 8437.6 不是两成五") == 2
    assert '<a href="#a1-3">c3 两成五</a>' in card(html, "a1-1")
    assert '<a href="#a1-1">c1 8437.6亿元</a>' in card(html, "a1-3")
    assert "is no quarter" in page(lang="en")


def test_a_finding_of_two_articles_names_the_other() -> None:
    between = replace(FINDING, claims=(LEVEL, TOWNS), articles=("news.txt", "elsewhere.txt"))
    html = page(replace(CHECKED, findings=(between,)))
    assert "elsewhere.txt c2" in card(html, "a1-1")
    assert 'href="#a1-2"' not in card(html, "a1-1")  # the claim of the same number here is another one
    assert "不是两成五" not in card(html, "a1-2")
    assert " <b>1</b></label>" in html.partition('for="show-found"')[2]


def test_claims_inside_others_in_titles_and_unchecked() -> None:
    inner = replace(LEVEL, id="c8", start=LEVEL.start + 5, surface=TEXT[LEVEL.start + 5 : LEVEL.end])
    outside = verdict(replace(TOWNS, id="t1", start=0, end=3), Outcome.MATCH)
    claims = (LEVEL, inner, *EXTRACTION.claims[1:])
    html = page(replace(CHECKED, extraction=replace(EXTRACTION, claims=claims), headline=(outside,), findings=()))
    parsed = Parsed(html)
    links(html)
    assert parsed.text == TEXT
    assert "（标题" in html or "(标题)" in card(html, "a1-t1")
    assert 'id="a1-2"' in html
    assert 'id="a1-2-in"' not in html
    assert "show-unchecked" in html
    assert "这条数据没有核对" in card(html, "a1-2")


def test_an_article_without_claims() -> None:
    html = page(Checked(extraction=replace(EXTRACTION, claims=()), text=TEXT, verdicts=()))
    Parsed(html)
    assert "没有可核对的数据" in html


def test_two_hundred_claims_keep_their_cards() -> None:
    many = tuple(replace(VERDICTS[0], claim=replace(LEVEL, id=f"c{number}")) for number in range(200))
    html = page(
        replace(CHECKED, extraction=replace(EXTRACTION, claims=tuple(each.claim for each in many)), verdicts=many)
    )
    assert len(_anchors(html)) == 200
    links(html)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_as_it_was_agreed(lang: str) -> None:
    """The body of the page; to renew it after a change that was meant: ``python tests/test_report.py``."""
    assert page(lang=lang).partition("<body>")[2] == (GOLDEN / f"body.{lang}.html").read_text("utf-8")


# The chart


def test_the_chart_shows_series_vintages_claim_and_interval() -> None:
    drawn = chart(VERDICTS[0], HISTORIES, "zh")
    assert drawn.count('class="figure"') == 2
    assert drawn.count('class="vintage"') == 1
    assert drawn.count('class="official"') == drawn.count('class="claimed"') == drawn.count('class="interval"') == 1
    assert 'aria-label="生产总值：官方数据 8437.6亿元；文中 8437.6亿元"' in drawn
    assert all(year in drawn for year in (">2029<", ">2031<"))
    assert "fill=" not in drawn  # colours are the page's, light or dark


def test_an_interval_without_end_reaches_to_the_edge() -> None:
    bounded = chart(VERDICTS[0], HISTORIES, "zh").partition('class="interval"')[2].partition("</g>")[0]
    opened = (
        chart(replace(VERDICTS[0], high=None), HISTORIES, "zh").partition('class="interval"')[2].partition("</g>")[0]
    )
    assert bounded.count("<line") == 3
    assert opened.count("<line") == 2
    assert 'y1="22"' in opened


def test_a_reckoning_is_repeated_for_other_years() -> None:
    found = dict(replayed(DERIVED, HISTORIES))
    assert set(found) == {"2029", "2030", "2031"}
    assert found["2030"] == Decimal(194310000000) / Decimal(790240000000) * 100
    assert found["2031"] == Decimal(210930000000) / Decimal(862215000000) * 100  # with the latest vintage


def test_changes_take_each_year_with_the_one_before() -> None:
    value = (Decimal("8437.6") / Decimal("7902.4") - 1) * 100
    grown = candidate(
        Outcome.MATCH, step(Operation.GROWTH, operand(WHOLE[2]), operand(WHOLE[1]), value=str(value), unit="%")
    )
    histories = Histories((verdict(GROWTH, Outcome.MATCH, grown),), WHOLE)
    assert dict(replayed(grown, histories)) == {
        "2030": (Decimal(790240000000) / Decimal(721030000000) - 1) * 100, "2031": value,
    }  # fmt: skip


def test_steps_follow_on_each_other() -> None:
    total = step(Operation.SUM, operand(WHOLE[2]), operand(PART[2]), value="1054690000000")
    made = Operand(name="生产总值", region="两地", period="2031", value=total.value, unit="元")
    found = candidate(Outcome.MATCH, total, step(Operation.CONVERT, made, value="10546.9", unit=None))
    told = dict(replayed(found, HISTORIES))
    assert told["2030"] == Decimal("9845.5")


def test_what_cannot_be_repeated_is_not_drawn() -> None:
    ranked = candidate(Outcome.MATCH, step(Operation.RANK, operand(WHOLE[2]), operand(PART[2]), value="1", unit=None))
    assert replayed(ranked, HISTORIES) == ()
    other = replace(PUBLISHED, value=Decimal(1))  # not what the steps give
    assert replayed(other, HISTORIES) == ()
    assert chart(verdict(LEVEL, Outcome.MATCH, other), HISTORIES, "zh") == ""
    assert chart(verdict(LEVEL, Outcome.NO_DATA), HISTORIES, "zh") == ""
    alone = candidate(Outcome.MATCH, READ)
    assert chart(verdict(LEVEL, Outcome.MATCH, alone), Histories((), ()), "zh") == ""  # one figure is no series


def test_months_are_not_drawn_among_years() -> None:
    monthly = series("生产总值", frequency=Frequency.YEAR)
    mixed = (*WHOLE, observed(monthly, "2031-03", "700"), observed(monthly, "2030-03", "650"))
    drawn = chart(VERDICTS[0], Histories(VERDICTS, mixed), "zh")
    assert drawn.count('class="figure"') == 2


# Words


@pytest.mark.parametrize(
    ("operation", "unit", "zh", "en"),
    [
        (
            Operation.SUM,
            "元",
            "合计：澄江省2031年生产总值 8437.6亿元 + 云州市2031年生产总值 2109.3亿元 = 10546.9亿元",
            "Sum: 生产总值",
        ),
        (Operation.DIFFERENCE, "元", "差：澄江省2031年生产总值 8437.6亿元 − 云州市", "Difference: 生产总值"),
        (Operation.RATIO, "倍", "比值：澄江省2031年生产总值 8437.6亿元 ÷ 云州市", "Ratio: "),
        (
            Operation.GROWTH,
            "%",
            "增速：(澄江省2031年生产总值 8437.6亿元 ÷ 云州市2031年生产总值 2109.3亿元 − 1) × 100",
            "Growth: (",
        ),
        (Operation.MEAN, "元", "平均：(澄江省", "Mean: ("),
        (Operation.POINTS, "百分点", "百分点之差：澄江省", "Difference in points: "),
    ],
)
def test_steps_in_words(operation: Operation, unit: str, zh: str, en: str) -> None:
    told = step(operation, operand(WHOLE[2]), operand(PART[2]), value="1054690000000", unit=unit)
    assert step_words(told, (told,), unit, "zh").startswith(zh)
    assert step_words(told, (told,), unit, "en").startswith(en)


def test_ranks_and_rounding_in_words() -> None:
    ranked = step(Operation.RANK, operand(PART[2]), operand(WHOLE[2]), value="2", unit=None)
    told = step_words(ranked, (ranked,), None, "zh")
    assert told.startswith("排序：澄江省2031年生产总值 8437.6亿元 ＞ 云州市2031年生产总值 2109.3亿元")
    assert told.endswith("第 2 位")
    assert "（因取整，在 24.9979% 至 24.9997% 之间）" in step_words(DIVIDED, (DIVIDED,), "%", "zh")


def test_figures_in_words() -> None:
    steps = (READ,)
    assert amount_words(Decimal(862215000000), "元", steps, "zh") == "8622.15亿元"
    assert amount_words(Decimal(862215000000), "元", steps, "en") == "8,622.15亿元"
    assert amount_words(Decimal("3.4"), "%", steps, "zh") == "3.4%"
    assert amount_words(Decimal(120000), "人", (), "zh") == "12万人"
    third = Decimal(1) / 3
    assert amount_words(third, "%", (), "zh") == "0.3333333333%"
    assert range_words(None, None, "元", steps, "zh") == ""
    assert range_words(Decimal(300), None, "家", (), "zh") == "不低于 300家"
    assert range_words(None, Decimal(20), "%", (), "en") == "20% or less"
    assert cell_words(NEW, "en") == "later.xlsx · sheet “年度” · row 5, column 28 (AB)"


def test_verdicts_and_hints_in_words() -> None:
    assert verdict_words(VERDICTS[6], "zh") == "没有可供核对的官方数据：是目标、预计或假设，不是已发生的事实。"
    assert verdict_words(VERDICTS[6], "en").endswith(
        "to hold it against: a goal, a forecast or a supposition, no fact."
    )
    assert difference_words(VERDICTS[0], "zh") == ""
    wrong = verdict(replace(LEVEL, value=Decimal(864760000000)), Outcome.MISMATCH, WRONG)
    assert difference_words(wrong, "zh") == "高出 210亿元 (2.49%)"
    below = verdict(replace(LEVEL, value=Decimal(822760000000)), Outcome.MISMATCH, WRONG)
    assert difference_words(below, "en") == "below by 210亿元 (2.49%)"
    assert hint_words(Hint(kind=HintKind.SIGN, value=Decimal(-3), unit="%"), (), "en").endswith(": -3%")
    computed = Hint(kind=HintKind.COMPUTED, value=QUOTIENT, unit="%")
    assert (
        hint_words(computed, (DIVIDED,), "zh") == "推算结果，仅供参考：24.9988%"
    )  # no digits of a division that say nothing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_label_has_words(lang: str) -> None:
    html = "".join(
        page(
            replace(
                CHECKED, verdicts=(verdict(LEVEL, outcome, replace(PUBLISHED, why=why, links=tuple(Link)), why=why),)
            ),
            lang=lang,
        )
        for outcome in Outcome
        for why in (None, *Why)
    )
    assert not re.search(
        r"\b(?:why|link|outcome|tells|step|standing|hint)_[a-z_]+(?![\w\"'])", html.partition("<body>")[2]
    )
    for kind in HintKind:
        assert "hint_" not in hint_words(Hint(kind=kind, value=Decimal(1), unit=None), (), lang)


# The command


def told(*arguments: str) -> int:
    return run(["report", *arguments])


def test_the_command_writes_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, figures, database, out = (tmp_path / name for name in ("a.txt", "f.csv", "s.db", "page.html"))
    article.write_text("2024年，浙江省新能源装备产值1326.4亿元，江苏省新能源装备产值2110.7亿元。", "utf-8")
    figures.write_bytes((ROOT / "corpora/statistics/sample.csv").read_bytes())
    assert told(str(article), "--stats", str(figures), "-o", str(out), "--lang", "zh") == 0
    html = out.read_text("utf-8")
    Parsed(html)
    links(html)
    assert Parsed(html).marked == ["1326.4亿元", "2110.7亿元"]
    assert "第5行第2列（B）" in html
    assert run(["stats", "import", str(figures), "--db", str(database)]) == 0
    assert told(str(article), "--stats", str(database), "-o", str(out), "--lang", "zh") == 0
    assert out.read_text("utf-8").partition("<main>")[2] == html.partition("<main>")[2]
    capsys.readouterr()
    assert told(str(article), "--stats", str(figures), "--lang", "zh") == 0
    assert capsys.readouterr().out == html


def test_wrong_use_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, figures, out = (tmp_path / name for name in ("a.txt", "f.csv", "page.html"))
    article.write_text("2024年，浙江省新能源装备产值1326.4亿元。", "utf-8")
    figures.write_bytes((ROOT / "corpora/statistics/sample.csv").read_bytes())
    assert told(str(article)) == 2
    assert "--stats" in capsys.readouterr().err
    assert told(str(article), "--stats", str(tmp_path / "none.csv"), "-o", str(out)) == 2
    assert told(str(tmp_path / "none.txt"), "--stats", str(figures), "-o", str(out)) == 2
    assert not out.exists()
    assert told(str(article), "--stats", str(figures), "-o", str(figures)) == 2
    assert "is an input too" in capsys.readouterr().err
    assert told(str(article), str(tmp_path / "none.txt"), "--stats", str(figures), "-o", str(out)) == 2
    assert out.exists()  # the rest is done
    assert all("Traceback" not in line for line in capsys.readouterr().err.splitlines())


# Hostile text

HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style></title></svg>", "'-alert(1)-'", "&lt;b&gt;&#x3c;b>",
    "{}{0}%s", "\x00\x1b[31m\u202e\ud800\uffff", "]]><!-- --> <!--", "a1-1", "\n\r\t \u2028",
)  # fmt: skip


def hostile(text: str) -> Checked:
    """The article with ``text`` in every place that comes from outside."""
    body = f"{text}5%{text}"
    start = len(text)
    of = replace(
        LEVEL,
        id=text,
        start=start,
        end=start + 2,
        surface="5%",
        indicator=text,
        source=text,
        regions=(Place(name=text),),
    )
    told = replace(
        FIRST, indicator=text, heading=text, unit_published=text, region=Place(name=text), base=text, scope=(text,), vintage=text,
        released=text, publisher=text, notes=(text,), path=text, sheet=text,
    )  # fmt: skip
    used = tuple(replace(each, series=told) for each in WHOLE)
    vintages = tuple(replace(each, name=text, released=text, observation=used[2]) for each in PUBLISHED.vintages)
    chosen = replace(
        PUBLISHED, indicator=text, region=Place(name=text), measure=text, details=(text,), vintages=vintages,
        steps=(replace(READ, operands=(replace(operand(used[2]), name=text, region=text),)),),
    )  # fmt: skip
    found = verdict(
        of,
        Outcome.MISMATCH,
        chosen,
        hints=(Hint(kind=HintKind.OTHER_REGION, value=Decimal(1), unit=text, detail=text),),
    )
    article = replace(ARTICLE, id=text, title=text, byline=text, publisher=text, text=body, end=len(body))
    finding = replace(
        FINDING, claims=(of, replace(of, id="x")), articles=(text, text), calculation=Calculation(zh=text, en=text)
    )
    return Checked(
        extraction=replace(EXTRACTION, article=article, claims=(of,)), text=body, verdicts=(found,), findings=(finding,)
    )


def safe_page(text: str) -> None:
    html = "".join(report_page((hostile(text),), [], lang="zh", statistics=(text,)))
    usual = Parsed(page())
    parsed = Parsed(html)
    links(html)
    assert set(parsed.tags) <= set(usual.tags)
    assert {name for name, _ in parsed.attributes} <= {name for name, _ in usual.attributes}
    assert parsed.marked == ["5%"]
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", html)
    html.encode()


@pytest.mark.parametrize("text", HOSTILE, ids=[f"h{number}" for number in range(len(HOSTILE))])
def test_hostile_text_stays_text(text: str) -> None:
    safe_page(text)


PIECES = st.sampled_from((*HOSTILE, "<", ">", '"', "'", "&", "--", "</", "=", "`", "亿元", "2031", "\ufeff", "\u200f"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=6).map("".join))
def test_any_text_stays_text(text: str) -> None:
    safe_page(text)


if __name__ == "__main__":
    for language in LANGUAGES:
        (GOLDEN / f"body.{language}.html").write_text(page(lang=language).partition("<body>")[2], "utf-8")
