"""Consistency: intervals, each kind of finding with its near misses, articles against each other, the corpus, the command."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.cli.app import run
from textmine.consistency import between, facts_of, title_of, within
from textmine.consistency.intervals import (
    Interval,
    apart,
    difference,
    from_change,
    growth,
    ratio,
    stated,
    total,
    yearly,
)
from textmine.consistency.wording import shown, told
from textmine.errors import InputError
from textmine.evaluate.consistency import cases, look, score
from textmine.indicators import normalise
from textmine.lexicon import rows
from textmine.output.findings import findings_json, findings_table
from textmine.output.labels import Layout, label
from textmine.pipeline import extract, extract_article
from textmine.reading import from_text
from textmine.records import Claim, Place
from textmine.records.facts import Fact, Found
from textmine.records.findings import Conflict, Finding, Severity

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpora" / "consistency"


def found(text: str, title: str | None = None, published: str = "2025-02-10") -> tuple[Finding, ...]:
    (article,) = from_text(text, title=title, published=published).articles
    outside = title_of(article)
    return within(extract_article(article), headline=() if outside is None else extract_article(outside).claims)


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(finding.conflict.value, finding.severity.value) for finding in found(text, title)]


def one_claim(text: str) -> Claim:
    (claim,) = extract(text, published="2025-02-10")
    return claim


# intervals


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("全省粮食总产量843.7万吨。", "8436500", "8437500"),
        ("全省共有企业1208家。", "1208", "1208"),  # counted one by one
        ("全省共有企业3000家。", "2500", "3500"),  # a round count
        ("全省共有企业3500家。", "3500", "3500"),
        ("全省共有企业超3000家。", "2500", None),
        ("全省森林覆盖率近43.2%。", None, "43.25"),
        ("全省共有企业约3000家。", None, None),
        ("全省共有企业3500多家。", "3500", "3600"),
    ],
)
def test_what_a_figure_stands_for(text: str, low: str | None, high: str | None) -> None:
    wanted = Interval(None if low is None else Decimal(low), None if high is None else Decimal(high))
    assert stated(one_claim(text)) == wanted


def test_cutting_off_brings_a_figure_nearer_to_zero() -> None:
    claim = one_claim("全省森林覆盖率为43.2%。")
    assert stated(claim, cut=True) == Interval(Decimal("43.15"), Decimal("43.3"))
    fallen = replace(claim, value=Decimal(-2), low=Decimal(-2), high=Decimal(-2), precision=Decimal(1))
    assert stated(fallen, cut=True) == Interval(Decimal(-3), Decimal("-1.5"))


def test_units_are_converted() -> None:
    claim = one_claim("全县耕地面积15亩。")
    found = stated(claim, unit="平方米")
    assert found.low is not None
    assert found.high is not None
    assert (round(found.low, 3), round(found.high, 3)) == (Decimal("9666.667"), Decimal("10333.333"))


OPEN = Interval(None, None)
numbers = st.decimals(min_value=1, max_value=10**9, places=2, allow_nan=False)
slacks = st.decimals(min_value=0, max_value=Decimal("0.5"), places=2)


def around(value: Decimal, slack: Decimal) -> Interval:
    return Interval(value - slack, value + slack)


@given(now=numbers, then=numbers, one=slacks, two=slacks)
def test_what_follows_holds_for_the_figures_themselves(now: Decimal, then: Decimal, one: Decimal, two: Decimal) -> None:
    a, b = around(now, one), around(then, two)
    assert not apart(difference(a, b), Interval(now - then, now - then))
    assert not apart(total([a, b]), Interval(now + then, now + then))
    exact = 100 * (now - then) / then
    slight = Decimal("1e-12")
    assert not apart(growth(a, b), around(exact, slight))
    assert not apart(ratio(a, b), around(now / then, slight))
    assert not apart(from_change(a, around(now - then, two)), around(exact, slight))
    mean = 100 * ((now / then) ** (Decimal(1) / 3) - 1)
    assert not apart(yearly(a, b, 3), around(mean, Decimal("1e-9")))


@given(one=numbers, two=numbers, slack=slacks)
def test_apart_is_symmetric_and_never_for_open_ends(one: Decimal, two: Decimal, slack: Decimal) -> None:
    a, b = around(one, slack), around(two, slack)
    assert apart(a, b) == apart(b, a) == (abs(one - two) > 2 * slack)
    assert not apart(a, OPEN)
    assert not apart(OPEN, b)


@pytest.mark.parametrize(
    "reckoned",
    [
        ratio(Interval(Decimal(-1), Decimal(2)), Interval(Decimal(1), Decimal(2))),
        ratio(Interval(Decimal(1), Decimal(2)), Interval(Decimal(0), Decimal(2))),
        from_change(Interval(Decimal(5), Decimal(6)), Interval(Decimal(5), Decimal(6))),
        yearly(Interval(Decimal(5), Decimal(6)), Interval(Decimal(0), Decimal(6)), 2),
        yearly(Interval(Decimal(5), Decimal(6)), Interval(Decimal(5), Decimal(6)), 0),
        from_change(OPEN, Interval(Decimal(5), Decimal(6))),
        difference(OPEN, Interval(Decimal(5), Decimal(6))),
        total([OPEN, Interval(Decimal(5), Decimal(6))]),
    ],
)
def test_nothing_follows_from_signs_zeros_and_open_ends(reckoned: Interval) -> None:
    assert reckoned == OPEN


# one article

RULES = [
    # text, title, what is found
    ("2024年，全省发电量1260亿千瓦时，同比增加84亿千瓦时，增长1.7%。", None, [("change", "error")]),
    ("2024年，全省发电量1260亿千瓦时，同比增加84亿千瓦时，增长7.1%。", None, []),
    ("2024年，全省发电量1260亿千瓦时，同比增加约84亿千瓦时，增长1.7%。", None, []),  # 约: anything
    ("2024年，全省发电量1260亿千瓦时，比2020年增加84亿千瓦时，同比增长1.7%。", None, []),  # another baseline
    ("2024年，全省发电量1260亿千瓦时，同比增加84亿千瓦时，增长7.2%。", None, []),  # 7.14 cut or rounded: 7.2 is 1258.6
    ("2024年末，外汇储备规模为32000亿美元，较11月末增加320亿美元，升幅为3.2%。", None, [("change", "error")]),
    ("2024年，全市投资额1260亿元，同比增加84亿元，增长1.7%。", None, [("change", "note")]),  # prices may differ
    ("2024年，全市投资额1260亿元，同比名义增加84亿元，增长1.7%。", None, [("change", "error")]),
    ("2024年，全市投资额1260亿元，同比增加84亿元，增长1.7%（可比口径）。", None, []),
    ("2023年，全县宽带用户18万户。2024年，全县宽带用户20.7万户，比上年增长27%。", None, [("change", "error")]),
    ("2023年，全县宽带用户18万户。2024年，全县宽带用户20.7万户，比上年增长15%。", None, []),
    ("2023年全市森林覆盖率为43.2%。2024年全市森林覆盖率为44.0%，比上年提高1.8个百分点。", None, [("change", "error")]),
    ("全市学校从2020年的350家增加到2024年的520家，增长84.6%。", None, [("from_to", "error")]),
    ("全市学校从2020年的350家增加到2024年的520家，增长48.6%。", None, []),
    ("全市学校从2020年的350家增加到2024年的520家，同比增长8.6%。", None, []),  # against another year
    ("全市学校从2020年的350家增加到2024年的520家，年均增长10.4%。", None, []),
    ("全市学校从2020年的350家增加到2024年的520家，年均增长14.0%。", None, [("from_to", "warning")]),
    ("全市学校从2020年的350家减少到2024年的520家。", None, [("from_to", "error")]),
    ("全市学校从2020年的350家发展到2024年的520家。", None, []),
    ("全市充电桩由2020年的8000个增加到2024年的2.4万个，增长3倍。", None, [("from_to", "warning")]),
    ("全市充电桩由2020年的8000个增加到2024年的2.4万个，增长5倍。", None, [("from_to", "error")]),
    ("全市共有企业1200家，其中国有企业300家，占35%。", None, [("share", "error")]),
    ("全市共有企业1200家，其中国有企业300家，占25%。", None, []),
    ("全市共有企业1200家，其中国有企业300家，占全省的35%。", None, []),
    ("全市共有企业1200家，其中国有企业300家，占比约35%。", None, []),
    ("景区共有讲解员45人，其中英语讲解员120人。", None, [("sum", "error")]),
    ("景区带动就业45人，累计培训讲解员120人。", None, []),
    ("全年进出口总额1500亿元，其中出口900亿元，进口700亿元。", None, [("sum", "error")]),
    ("全年进出口总额1500亿元，其中出口900亿元，进口601亿元。", None, []),  # rounding of three figures
    ("代表团共516人，其中运动员284人，包括男运动员126人、女运动员158人。", None, []),
    ("代表团共516人，其中运动员284人，包括男运动员126人、女运动员168人。", None, [("sum", "error")]),
    ("甲厂生产轮胎120万条，乙厂生产轮胎95万条，丙厂生产轮胎85万条，合计330万条。", None, [("sum", "error")]),
    ("甲厂生产轮胎120万条，乙厂生产轮胎95万条，丙厂生产轮胎85万条，合计300万条。", None, []),
    ("2024年，出口900亿元，进口600亿元，贸易顺差500亿元。", None, [("sum", "error")]),
    ("2024年，出口900亿元，进口600亿元，贸易顺差300亿元。", None, []),
    ("2024年，出口900亿元，进口600亿元，贸易逆差300亿元。", None, [("sum", "error")]),
    ("全市污水集中收集覆盖率达到188%。", None, [("whole", "error")]),
    ("全市粮食自给率达到188%，任务完成率达到112%。", None, []),
    ("全校男生、女生分别占48%和62%。", None, [("whole", "warning")]),
    ("分别有62%和58%的受访者选择电子书和有声书。", None, []),
    ("清洁能源与新能源装机占比分别达到94%和72%。", None, []),  # one lies in the other
    ("2024年，全市新建公园60个。", "全市新建公园66个", [("repeated", "error")]),
    ("2024年，全市新建公园60个。", "全市新建公园60个", []),
    ("2024年，全市新建公园66个。", "全市新建公园超60个", []),
    ("2024年，全市税收收入115097亿元。", "全市税收收入迈上10万亿元新台阶", []),
    ("2024年，全省财政收入843.7万元。", "全省财政收入达843.7亿元", [("scale", "error")]),
    ("2023年，天津市粮食产量257万吨。\n回顾全年，2023年天津市粮食产量275万吨。", None, [("repeated", "warning")]),
    ("2023年，天津市粮食产量257万吨。\n其中，2023年天津市山区粮食产量25万吨。", None, []),
    ("2022年，天津市粮食产量257万吨。\n2023年，天津市粮食产量275万吨。", None, []),
    ("到2030年，天津市粮食产量力争达到300万吨。\n2023年天津市粮食产量275万吨。", None, []),
]


@pytest.mark.parametrize(("text", "title", "wanted"), RULES)
def test_rules(text: str, title: str | None, wanted: list[tuple[str, str]]) -> None:
    assert kinds(text, title) == wanted


NEAR_MISSES = [
    # what each guard is there for
    ("预计全年发电量1260亿千瓦时，去年发电量1200亿千瓦时，同比增长1.7%。", None),
    ("2023年，全县宽带用户18万户。到2025年，全县宽带用户力争达到20.7万户，比2023年增长27%。", None),
    ("2023年，全县宽带用户18万户。2024年，全县宽带用户20.7万户；今年一季度，比上年增长27%。", None),
    ("定位精度由10米提升至6米。", None),
    ("营商环境排名由全球78位上升到46位。", None),
    ("全市学校从2020年的350家增加到2024年的520家，教师增长8.6%。", None),
    ("全省生产总值从2020年的3.6万亿元增长到2024年的4.9万亿元，规上工业增加值年均增长6.5%。", None),
    ("单位产品能耗从2020年的650吨减少到2024年的520吨，下降20%。", None),
    ("今年新建书屋45个，其中累计建成书屋120个的有三个县。", None),
    ("全州平均单日新增病例6000例，远高于2月底的1000例。其中，3日新增病例8400例。", None),
    ("2022年新建书屋45个，其中2023年新建书屋120个。", None),
    ("全市有40个行业利润增长，1个行业持平。其中，有36个行业利润实现两位数增长。", None),
    ("有75张汇款单的金额是9999元，另外两张分别是40元和35元，共计75万元。", None),
    ("运动会设35个竞技项目和19个群众项目，共计595个小项。", None),
    ("全市共有企业1200家，其中国有企业300家，占35%的税收。", None),
    ("全市共有企业1200家，分布其中国有企业3000家。", None),
    ("银行拨备覆盖率为206%。", None),
    ("造船完工量、新接订单量、手持订单量分别占全球总量的48.7%、68.5%和54.7%。", None),
    ("新党员中，大专学历、青年、女性分别占53%、82%和46%。", None),
    ("7月，全国新设企业35239家，实际使用外资4967亿元。\n7月，自贸试验区运行良好，全国实际使用外资658亿元。", None),
    ("2023年，天津市粮食产量当月257万吨。\n2023年，天津市粮食产量275万吨。", None),
    ("截至2023年，天津市粮食产量累计257万吨。\n截至2023年底，天津市粮食产量275万吨。", None),
    ("5月，全国居民消费价格指数CPI同比上涨2.1%，CPI由上月上涨0.4%转为下降0.2%。", "5月CPI同比上涨2.1%"),
    ("2024年，河北省新建公园60个。", "天津市新建公园66个"),
    ("一季度，全国财政收入57115亿元，同比增长24.2%。", "全国财政收入平均增长3.2%"),
    ("2024年，出口900亿元，出口600亿元，进口500亿元，贸易顺差500亿元。", None),
]


@pytest.mark.parametrize(("text", "title"), NEAR_MISSES)
def test_near_misses(text: str, title: str | None) -> None:
    assert [kind for kind in kinds(text, title) if kind[1] != "note"] == []


def test_a_stock_at_the_end_of_the_year() -> None:
    text = "2024年末，全国高速公路里程19.1万公里，比上年末增加{}万公里。2023年末，全国高速公路里程18.4万公里。"
    assert kinds(text.format("0.7")) == []
    assert kinds(text.format("7.0")) == [("change", "error")]


def test_ten_times_is_no_slip_of_ten_thousands() -> None:
    assert kinds("2024年，全省奖金总额1.2万元。", "全省奖金总额1200元") == [("repeated", "error")]
    assert kinds("2024年，全省奖金总额1.2亿元。", "全省奖金总额1.2万元") == [("scale", "error")]


RANKED = "2024年，浙江省粮食产量640万吨，江苏省粮食产量3800万吨，山东省粮食产量5600万吨，{}"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("江苏省粮食产量居全国第1位。", [("rank", "warning")]),
        ("山东省粮食产量居全国第1位。", []),
        ("江苏省粮食产量居全国第2位。", []),
        ("江苏省粮食产量居全国倒数第1位。", []),
        ("江苏省粮食产量增速居全国第1位。", []),
        ("苏州市粮食产量60万吨，苏州市粮食产量居全国第1位。", []),  # of another tier
        ("2010年江苏省粮食产量3300万吨，居全国第1位。", []),  # of another year
    ],
)
def test_ranks(words: str, wanted: list[tuple[str, str]]) -> None:
    assert kinds(RANKED.format(words)) == wanted


def test_a_composite_is_the_sum_of_its_members() -> None:
    text = "2024年，京津冀新增专利12万件，其中北京新增专利7万件，天津新增专利2万件，河北新增专利{}万件。"
    assert kinds(text.format(3)) == []
    assert [kind for kind, _ in kinds(text.format(9))] == ["sum"]


def test_findings_point_at_the_text() -> None:
    text = "全市粮食总产量达843.7万吨\n本报讯（记者李明）2024年，全市粮食总产量834.7万吨，产量\n稳定。\n"
    (finding,) = found(text)
    assert finding.conflict is Conflict.REPEATED
    assert [text[claim.start : claim.end] for claim in finding.claims] == ["843.7万吨", "834.7万吨"]


def test_claims_of_an_outside_title_are_told_apart() -> None:
    (finding,) = found("2024年，全市新建公园60个。", "全市新建公园66个")
    assert [claim.id[0] for claim in finding.claims] == ["t", "c"]


def test_nothing_in_an_article_without_figures() -> None:
    assert found("今天天气晴朗，大家都很高兴。") == ()


# several articles


def fact(number: int, text: str, published: str | None = "2025-02-10") -> Fact:
    claim = next(iter(extract(text, published=published)))
    article = Found(
        id=number, title=f"第{number}篇", publisher="青禾日报", published=published, dimension=None, sources=()
    )
    return Fact(
        id=number, key=normalise(claim.indicator, unit=claim.unit, role=claim.role), claim=claim, article=article
    )


def test_articles_that_disagree() -> None:
    one = fact(1, "2023年，天津市粮食产量257万吨。")
    other = fact(2, "2023年，天津市粮食总产量275万吨。")
    same = fact(3, "2023年，天津市粮食产量超250万吨。")
    another = fact(4, "2022年，天津市粮食产量275万吨。")
    (finding,) = between([one, other, same, another])
    assert finding.conflict is Conflict.SOURCES
    assert finding.articles == ("青禾日报 第1篇 2025-02-10", "青禾日报 第2篇 2025-02-10")
    assert "257万吨" in finding.calculation.zh
    assert between([one, same, another]) == ()
    assert between([]) == ()


def test_articles_that_tell_of_different_things() -> None:
    day = (fact(1, "2023年3月9日，天津市确诊病例数182例。"), fact(2, "2023年3月9日，天津市确诊病例数177例。"))
    assert [len(each.claim.period or "") for each in day] == [10, 10]
    assert between(day) == ()
    bare = [fact(1, "2023年，天津市出口900亿元。"), fact(2, "2023年，天津市出口90亿元。")]
    assert [each.claim.indicator for each in bare] == ["出口", "出口"]
    assert between(bare) == ()


def test_a_period_that_is_not_over_still_grows() -> None:
    one = fact(1, "2025年，天津市粮食产量57万吨。", "2025-06-10")
    one = replace(one, claim=replace(one.claim, period="2025"))
    other = replace(
        one,
        article=replace(one.article, id=2),
        claim=replace(one.claim, value=Decimal(420000), low=Decimal(420000), high=Decimal(420000)),
    )
    assert between([one, other]) == ()
    late = [replace(each, article=replace(each.article, published="2026-01-20")) for each in (one, other)]
    assert len(between(late)) == 1


def grain(number: int, amount: str, published: str | None = "2025-02-10") -> Fact:
    return fact(number, f"2023年，天津市粮食产量{amount}。", published)


def test_a_figure_that_many_repeat_is_told_once() -> None:
    facts = [grain(number, "257万吨" if number % 2 else "275万吨") for number in range(1, 9)]
    (finding,) = between(facts)
    assert finding.articles == ("青禾日报 第1篇 2025-02-10", "青禾日报 第2篇 2025-02-10")
    one, other = grain(1, "257万吨"), replace(grain(2, "275万吨"), article=grain(1, "1万吨").article)
    assert between([one, other]) == ()
    assert [each.articles[0] for each in between([one, other, grain(3, "257万吨")])] == ["青禾日报 第3篇 2025-02-10"]


def test_what_everybody_tells_otherwise_is_no_single_fact() -> None:
    amounts = [f"2{number}7.5万吨" for number in range(7)]
    facts = [grain(number, amount) for number, amount in enumerate(amounts)]
    assert between(facts) == ()
    assert len(between(facts[:6])) == 15


def test_a_figure_may_have_been_revised_between_two_articles() -> None:
    def told(one: Fact, other: Fact) -> list[Severity]:
        return [each.severity for each in between([one, other])]

    early, late = grain(1, "257万吨", "2024-01-20"), grain(2, "262万吨", "2025-01-20")
    assert told(early, late) == [Severity.NOTE]
    assert told(early, grain(2, "262万吨", "2024-02-20")) == [Severity.WARNING]  # too soon
    assert told(early, grain(2, "297万吨", "2025-01-20")) == [Severity.WARNING]  # too much
    assert told(early, grain(2, "262万吨", None)) == [Severity.WARNING]


def test_figures_far_apart_speak_of_different_things_unless_their_digits_are_the_same() -> None:
    assert between([grain(1, "257万吨"), grain(2, "12.3万吨")]) == ()
    (slipped,) = between([grain(1, "257万吨"), grain(2, "257亿吨")])
    assert slipped.severity is Severity.WARNING
    assert between([fact(1, "2023年，天津市森林覆盖率12.1%。"), fact(2, "2023年，天津市森林覆盖率32.1%。")]) == ()
    assert len(between([fact(1, "2023年，天津市森林覆盖率12.1%。"), fact(2, "2023年，天津市森林覆盖率13.1%。")])) == 1


def test_a_time_that_leaves_open_where_it_begins_is_no_single_one() -> None:
    one, other = grain(1, "257万吨"), grain(2, "275万吨")
    assert len(between([one, other])) == 1
    (period,) = (each for each in other.claim.evidence if each.field == "period")
    planned = replace(other, claim=replace(other.claim, evidence=(replace(period, rule="plan"),)))
    assert between([one, planned]) == ()


def facts_in(*texts: tuple[str, str]) -> tuple[Finding, ...]:
    """The findings between articles, each with its date."""
    facts: list[Fact] = []
    given: dict[int, str] = {}
    for number, (published, text) in enumerate(texts):
        (article,) = from_text(text, id=f"n{number}", published=published).articles
        extraction = extract_article(article)
        given[number] = extraction.article.given
        facts += facts_of(extraction, number)
    return between(facts, text=lambda each: given[each.article.id])


EARLIER = ("2024-03-01", "2023年，杭州市快递业务量50.2亿件。")


@pytest.mark.parametrize(
    ("texts", "severities"),
    [
        ([EARLIER, ("2025-03-01", "2024年，杭州市快递业务量66.4亿件，比上年增长23.2%。")], ["warning"]),
        ([EARLIER, ("2025-03-01", "2024年，杭州市快递业务量66.4亿件，比上年增长32.3%。")], []),
        ([EARLIER, ("2025-03-01", "2024年，杭州市快递业务量66.4亿件，比上年增长30.1%。")], ["note"]),  # revised
        ([EARLIER, ("2025-03-01", "2024年，杭州市快递业务量66.4亿件，按可比口径比上年增长23.2%。")], []),
        ([EARLIER, ("2025-03-01", "2024年，杭州市快递业务量66.4亿件，比上年增加16.2亿件。")], []),
        ([EARLIER, ("2025-03-01", "2024年，杭州市快递业务量66.4亿件，比上年增加26.2亿件。")], ["warning"]),
        ([EARLIER, ("2025-03-01", "2024年，杭州市快递业务量266.4亿件，比上年增长23.2%。")], []),  # far apart
        ([EARLIER, ("2025-03-01", "2024年，宁波市快递业务量66.4亿件，比上年增长23.2%。")], []),
        # one level that bears it out is enough; what is left is that the levels differ
        ([EARLIER, ("2024-05-01", "2023年，杭州市快递业务量53.9亿件。"),
          ("2025-03-01", "2024年，杭州市快递业务量66.4亿件，比上年增长23.2%。")], ["note"]),
        # the level stands in an article of its own
        ([EARLIER, ("2025-03-01", "2024年，杭州市快递业务量66.4亿件。"), ("2025-03-05", "2024年，杭州市快递业务量比上年增长23.2%。")],
         ["warning"]),
        # money: the growth may be at constant prices
        ([("2024-03-01", "2023年，杭州市地区生产总值2000亿元。"), ("2025-03-01", "2024年，杭州市地区生产总值2300亿元，比上年增长5.2%。")], []),
        ([("2024-03-01", "2023年末，杭州市城镇化率71.2%。"), ("2025-03-01", "2024年末，杭州市城镇化率72.4%，比上年末提高0.2个百分点。")], ["note"]),
    ],
)  # fmt: skip
def test_a_change_against_levels_of_other_articles(texts: list[tuple[str, str]], severities: list[str]) -> None:
    made = facts_in(*texts)
    assert [each.severity.value for each in made] == severities
    assert all(len(set(each.articles)) > 1 for each in made)


def test_the_level_told_with_a_change_is_its_own() -> None:
    wrong = ("2025-03-01", "2024年，杭州市快递业务量66.4亿件，比上年增长23.2%。")
    other = ("2025-03-02", "2024年，杭州市快递业务量61.8亿件。")  # would bear it out
    assert [each.conflict.value for each in facts_in(EARLIER, wrong, other)] == ["sources", "change"]


def test_inside_one_article_it_is_not_told_again() -> None:
    text = "2023年，杭州市快递业务量50.2亿件。2024年，杭州市快递业务量66.4亿件，比上年增长23.2%。"
    assert facts_in(("2025-03-01", text)) == ()
    assert facts_in(("2025-03-01", text), ("2025-03-02", "2024年，杭州市新建公园66个。")) == ()


# words


def test_every_template_has_both_languages_and_the_same_words() -> None:
    import re

    for _, zh, en in rows("findings"):
        assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en))


def test_every_label_is_there() -> None:
    for lang in ("zh", "en"):
        for word in (*(f"conflict_{each}" for each in Conflict), *(f"severity_{each}" for each in Severity)):
            assert label(word, lang) != word


@pytest.mark.parametrize(
    ("low", "high", "unit", "zh", "en"),
    [
        ("120000000000", "120000000000", "元", "1200亿元", "120,000,000,000元"),
        ("2.890421", "2.903462", "%", "2.8904–2.9035%", "2.8904–2.9035%"),
        ("0", "0", "%", "0%", "0%"),
    ],
)
def test_figures_in_words(low: str, high: str, unit: str, zh: str, en: str) -> None:
    assert shown(Interval(Decimal(low), Decimal(high)), unit) == (zh, en)


def test_open_ends_in_words() -> None:
    assert shown(Interval(None, Decimal(5)), None) == ("…–5", "…–5")
    assert told("bounded", indicator="覆盖率", stated="188%").en == "覆盖率 is 188%, more than 100%"


# the corpus


@pytest.mark.parametrize(("part", "recall"), [("dev", 0.96), ("test", 0.90)])
def test_the_corpus(part: str, recall: float) -> None:
    outcomes = [look(case) for case in cases(CORPUS / f"{part}.txt")]
    scores = score(outcomes)
    assert len(outcomes) >= 100
    assert scores.precision >= 0.98
    assert scores.recall >= recall


@pytest.mark.parametrize(
    "line",
    [
        "change 2025-02-10 全市〔1|2〕家。",
        "nothing [2025-02-10] 全市〔1|2〕家。",
        "change [2025-02-10] 全市1家。",
        "- [2025-02-10] 全市〔1|2〕家。",
        "change [2025-02-10] 全市〔1|2〕家，〔3|4〕人。",
    ],
)
def test_malformed_lines_are_told(line: str, tmp_path: Path) -> None:
    path = tmp_path / "cases.txt"
    path.write_text(f"# comment\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=r"cases\.txt:2: write"):
        cases(path)
    with pytest.raises(InputError, match="cannot read"):
        cases(tmp_path / "missing.txt")


# the command

WRONG = "全市共有企业1200家，其中国有企业300家，占35%。\n"


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, right, noted = (tmp_path / f"{name}.txt" for name in ("wrong", "right", "noted"))
    wrong.write_text(WRONG, "utf-8")
    right.write_text(WRONG.replace("35", "25"), "utf-8")
    noted.write_text("2024年，全市投资额1260亿元，同比增加84亿元，增长1.7%。", "utf-8")
    assert run(["check", str(wrong), "--lang", "zh"]) == 1
    assert "300家占1200家的比重应为25%，文中为35%" in capsys.readouterr().out
    assert run(["check", str(right), "--lang", "en"]) == 0
    assert capsys.readouterr().out == "no inconsistency found\n"
    assert run(["check", str(noted), "--lang", "en"]) == 0
    assert "(note)" in capsys.readouterr().out
    assert run(["check", str(wrong), "--format", "jsonl"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    tree = json.loads(line)
    assert tree["conflict"] == "share"
    assert [WRONG[claim["start"] : claim["end"]] for claim in tree["claims"]] == ["35%", "300家", "1200家"]


def test_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(WRONG, "utf-8")
    assert run(["check", str(wrong), "--format", "svg"]) == 2
    assert "format 'svg' is not known" in capsys.readouterr().err
    assert run(["check", str(tmp_path / "missing.txt")]) == 2
    assert (
        run(["check", str(tmp_path / "missing.txt"), str(wrong), "-o", str(tmp_path / "out.json"), "-f", "json"]) == 2
    )
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))[0]["conflict"] == "share"


def test_views() -> None:
    findings = found(WRONG)
    assert findings_table((), Layout(lang="zh")) == "没有发现前后不一致\n"
    assert findings_json(()) == "[]\n"
    table = findings_table(findings, Layout(lang="en", columns=60))
    assert all(len(line) <= 60 for line in table.splitlines())
    assert "Share, part and whole do not fit (contradiction)" in table


# guards that other guards mostly stand before: claims edited as an extraction might give them


def edited(text: str, number: int, **fields: object) -> list[str]:
    (article,) = from_text(text, published="2025-02-10").articles
    extraction = extract_article(article)
    claims = [
        replace(claim, **fields) if at == number else claim  # type: ignore[arg-type]
        for at, claim in enumerate(extraction.claims)
    ]
    return [finding.conflict.value for finding in within(replace(extraction, claims=tuple(claims)))]


TRIPLE = "2024年，全省发电量1260亿千瓦时，同比增加84亿千瓦时，增长1.7%。"
PAIR = "全市学校从2020年的350家增加到2024年的520家，增长84.6%。"
TWICE = "2023年，天津市粮食产量257万吨。\n2023年，天津市粮食产量275万吨。"
BEFORE = "2023年，全县宽带用户18万户。2024年，全县宽带用户20.7万户，比上年增长27%。"


@pytest.mark.parametrize(
    ("text", "number", "fields", "wanted"),
    [
        (TRIPLE, 1, {}, ["change"]),
        (TRIPLE, 1, {"regions": (Place(name="河北省", code="130000"),)}, []),
        (BEFORE, 2, {}, ["change"]),
        (BEFORE, 2, {"period": "2024-12"}, []),
        (PAIR, 2, {}, ["from_to"]),
        (PAIR, 2, {"indicator": "教师"}, []),
        (TWICE, 1, {}, ["repeated"]),
        (TWICE, 1, {"period": "../2023"}, []),
        (TWICE, 1, {"negated": True}, []),
    ],
)
def test_edited_claims(text: str, number: int, fields: dict[str, object], wanted: list[str]) -> None:
    assert edited(text, number, **fields) == wanted


def test_open_periods_grow() -> None:
    (article,) = from_text(TWICE, published="2025-02-10").articles
    extraction = extract_article(article)
    claims = tuple(replace(claim, period="../2023") for claim in extraction.claims)
    assert within(replace(extraction, claims=claims)) == ()


def test_a_fall_told_without_its_sign() -> None:
    text = "全市学校从2020年的500家减少到2024年的400家，减少20%。"
    plus = {"value": Decimal(20), "low": Decimal(20), "high": Decimal(20)}
    assert edited(text, 2) == edited(text, 2, **plus) == []
    assert edited(text, 2, **{key: Decimal(30) for key in plus}) == ["from_to"]


def test_words_before_a_figure_tell_one_fact_from_another() -> None:
    text = "2023年，天津市粮食产量257万吨。\n2023年，当月天津市粮食产量275万吨。"
    assert edited(text, 1, indicator="粮食产量") == []
