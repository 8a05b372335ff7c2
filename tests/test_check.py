"""The fact check: what words allow, vintages, links, reckonings, doubts, output, the command, the corpus."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.check import Figures, check
from textmine.check.intervals import Allowed, Known, allowed
from textmine.check.summary import Summary
from textmine.check.vintages import placed, settled
from textmine.cli.app import run
from textmine.errors import InputError
from textmine.evaluate.checks import checked_articles, figures, held_figures, score_checks
from textmine.evaluate.floors import below
from textmine.output.labels import Layout
from textmine.output.verdict_trees import COLUMNS, schema_text
from textmine.output.verdicts import FORMATS, Judged, verdicts_text
from textmine.pipeline import extract_article
from textmine.reading import from_text
from textmine.records import Claim, Kind, Observation, Qualifier, Role, Status
from textmine.records.verdicts import HintKind, Link, Operation, Outcome, Standing, Verdict, Why
from textmine.statistics import StatisticsStore, read_statistics
from textmine.statistics.sources import observations

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpora" / "checks"
RD = ROOT.parent / "shared" / "statistics" / "1376524890+tec_expenditure" / "data" / "provincial_rd_gdp_2024.csv"
ARTICLE = ROOT.parent / "shared" / "reference" / "article.txt"
HEAD = "indicator,region,period,value,unit,base,released\n"

# invented figures
TABLE = """地区生产总值,北京市,2024年,41230.5,亿元,,2025-03
地区生产总值,北京市,2023年,39871.2,亿元,,2024-03
地区生产总值,北京市,2023年,40012.6,亿元,,2025-03
地区生产总值,天津市,2024年,16120.4,亿元,,2025-03
地区生产总值,河北省,2024年,44310.9,亿元,,2025-03
地区生产总值,河北省,2023年,43120.8,亿元,,2025-03
国内生产总值,全国,2024年,1301230.4,亿元,,2025-03
国内生产总值比上年增长,全国,2024年,5.1,%,,2025-03
研究与试验发展(R&D)经费,北京市,2024年,2710.3,亿元,,2025-03
研究与试验发展(R&D)经费,天津市,2024年,540.2,亿元,,2025-03
研究与试验发展(R&D)经费,河北省,2024年,860.1,亿元,,2025-03
常住人口城镇化率,全国,2024年,66.83,%,,2025-03
常住人口城镇化率,全国,2023年,66.05,%,,2025-03
年末常住人口,浙江省,2024年,6612,万人,,2025-03
年末常住人口,浙江省,2023年,6570,万人,,2025-03
年末常住人口,浙江省,2022年,6538,万人,,2025-03
年末常住人口,江苏省,2024年,8511,万人,,2025-03
粮食产量,全国,2024年,70120,万吨,,2025-03
粮食产量,全国,2023年,69010,万吨,,2025-03
居民消费价格指数,浙江省,2025年1月,100.7,指数,上年同月=100,2025-02
居民消费价格指数,浙江省,2025年2月,99.2,指数,上年同月=100,2025-03
国内生产总值指数,全国,2022年,4300.0,指数,1978年=100,2024-09
国内生产总值指数,全国,2023年,4515.0,指数,1978年=100,2024-09
货物进出口总额_累计值,全国,2025年1-2月,6.41,万亿元,,2025-03-07
货物出口总额_累计增长,全国,2025年1-2月,7.4,%,,2025-03-07
社会消费品零售总额_累计值,全国,2024年1-3月,120400,亿元,,2024-07
社会消费品零售总额_累计值,全国,2024年1-6月,235900,亿元,,2024-07
规模以上工业增加值_累计增长,全国,2025年1-2月,5.6,%,,2025-03-17
"""

Make = Callable[[str], Figures]


def tidy(path: Path, rows: str) -> list[Observation]:
    path.write_text(HEAD + rows, "utf-8")
    return [item for item in read_statistics(path) if isinstance(item, Observation)]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return lambda rows: Figures(tidy(tmp_path / "figures.csv", rows))


@pytest.fixture
def held(make: Make) -> Figures:
    return make(TABLE)


def verdicts(text: str, held: Figures, published: str | None = "2025-03-20") -> list[Verdict]:
    document = from_text(text, published=published)
    return [verdict for article in document.articles for verdict in check(extract_article(article), held)]


def one(text: str, surface: str, held: Figures, published: str | None = "2025-03-20") -> Verdict:
    return next(verdict for verdict in verdicts(text, held, published) if verdict.claim.surface.startswith(surface))


def claim(value: str, qualifier: Qualifier = Qualifier.EXACT, **fields: object) -> Claim:
    number = Decimal(value)
    given: dict[str, object] = {
        "id": "c1", "start": 0, "end": 1, "surface": "1", "kind": Kind.AMOUNT, "value": number, "low": number, "high": number,
        "precision": Decimal(1).scaleb(int(number.as_tuple().exponent)), "qualifier": qualifier, "unit": "元", "quantity": None,
        "indicator": "产值", "regions": (), "period": "2024", "role": Role.LEVEL, "baseline": None, "change": None,
        "status": Status.ACTUAL, "confidence": 0.9, "rule": "number",
    }  # fmt: skip
    return Claim(**{**given, **fields})  # type: ignore[arg-type]


def point(value: str) -> Known:
    number = Decimal(value)
    return Known(number, number, number)


@pytest.mark.parametrize(
    ("said", "qualifier", "official", "holds", "fails"),
    [
        ("6.58", Qualifier.EXACT, "6.58", True, False),
        ("6.58", Qualifier.EXACT, "6.5849", True, False),
        ("6.58", Qualifier.EXACT, "6.589", True, False),  # cut off
        ("6.58", Qualifier.EXACT, "6.59", False, True),
        ("6.58", Qualifier.EXACT, "6.574", False, True),
        ("-4.7", Qualifier.EXACT, "-4.74", True, False),
        ("-4.7", Qualifier.EXACT, "4.7", False, True),
        ("300", Qualifier.OVER, "341", True, False),
        ("300", Qualifier.OVER, "299.9", False, False),  # hardly below: no alarm
        ("300", Qualifier.OVER, "280", False, True),
        ("300", Qualifier.OVER, "30000", False, False),  # true, but no longer apt
        ("20", Qualifier.NEARLY, "19.3", True, False),
        ("20", Qualifier.NEARLY, "20.3", False, False),
        ("20", Qualifier.NEARLY, "21", False, True),
        ("20", Qualifier.NEARLY, "12", False, True),
        ("1000", Qualifier.ABOUT, "1049", True, False),
        ("1000", Qualifier.ABOUT, "1080", False, False),
        ("1000", Qualifier.ABOUT, "1101", False, True),
        ("50", Qualifier.AT_LEAST, "50", True, False),
        ("50", Qualifier.AT_LEAST, "49", False, True),
        ("50", Qualifier.AT_MOST, "51", False, True),
    ],
)
def test_what_words_allow(said: str, qualifier: Qualifier, official: str, holds: bool, fails: bool) -> None:
    words = allowed(claim(said, qualifier, low=None, high=None) if qualifier is not Qualifier.EXACT else claim(said))
    assert (words.holds(point(official)), words.fails(point(official))) == (holds, fails)


def test_ranges_and_vague_numerals() -> None:
    span = allowed(claim("40", Qualifier.BETWEEN, low=Decimal(40), high=Decimal(50)))
    assert span.holds(point("40.2"))
    assert span.holds(point("50.4"))
    assert span.fails(point("51"))
    over = allowed(claim("3500", Qualifier.OVER, low=Decimal(3500), high=Decimal(3600)))
    assert over.holds(point("3577"))
    assert over.fails(point("3800"))
    assert over.fails(point("3400"))
    fall = allowed(claim("-10", Qualifier.OVER, low=None, high=Decimal(-10)))
    assert fall.holds(point("-13"))
    assert fall.fails(point("-5"))
    assert fall.fails(point("10"))
    denied = allowed(claim("60000", Qualifier.OVER, high=None, negated=True))
    assert denied.holds(point("57476"))
    assert denied.fails(point("64000"))


def test_the_tolerance_of_about_is_the_users() -> None:
    words = allowed(claim("1000", Qualifier.ABOUT, low=None, high=None), Decimal("0.2"))
    assert words.holds(point("1190"))
    assert not words.holds(point("1210"))


numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False)


@given(numbers, st.sampled_from(list(Qualifier)), numbers)
def test_nothing_both_holds_and_fails(said: Decimal, qualifier: Qualifier, official: Decimal) -> None:
    words = allowed(claim(str(said), qualifier))
    known = Known.rounded(official, Decimal("0.01"))
    assert not (words.holds(known) and words.fails(known))


@given(numbers, numbers)
def test_exact_words_are_symmetric_in_the_sign(said: Decimal, official: Decimal) -> None:
    words, turned = allowed(claim(str(said))), allowed(claim(str(-said)))
    assert words.holds(Known.rounded(official, Decimal("0.1"))) == turned.holds(
        Known.rounded(-official, Decimal("0.1"))
    )


@given(st.lists(st.decimals(min_value=1, max_value=10**6, places=1), min_size=4, max_size=4))
def test_bounds_enclose_what_rounding_hides(values: list[Decimal]) -> None:
    one_, other, up, down = values
    step = Decimal("0.1")
    first, second = Known.rounded(one_, step), Known.rounded(other, step)
    a, b = one_ + (up % 1 - Decimal("0.5")) * step, other + (down % 1 - Decimal("0.5")) * step
    quotient = first.over(second)
    assert quotient is not None
    assert quotient.low <= a / b <= quotient.high
    assert first.plus(second).low <= a + b <= first.plus(second).high
    assert first.minus(second).low <= a - b <= first.minus(second).high


def test_no_quotient_by_what_may_be_zero() -> None:
    assert point("3").over(Known.rounded(Decimal(0), Decimal(1))) is None


# vintages


def gdp(tmp_path: Path, *rows: tuple[str, str]) -> list[Observation]:
    return tidy(
        tmp_path / "v.csv", "".join(f"地区生产总值,北京市,2023年,{value},亿元,,{when}\n" for value, when in rows)
    )


def test_the_vintage_of_the_articles_day(tmp_path: Path) -> None:
    found = placed(gdp(tmp_path, ("3", "2024-01"), ("1", "2018"), ("2", "2020-05-17")), date(2023, 6, 1))
    assert [(str(each.observation.published), each.standing) for each in found] == [
        ("3", (Standing.CURRENT,)),
        ("2", (Standing.AT_PUBLICATION,)),
        ("1", (Standing.SUPERSEDED,)),
    ]


def test_a_vintage_that_may_have_been_out_counts(tmp_path: Path) -> None:
    found = placed(gdp(tmp_path, ("1", "2022-05"), ("2", "2024")), date(2024, 6, 1))
    assert all(Standing.AT_PUBLICATION in each.standing for each in found)


def test_without_a_date_only_the_latest_stands(tmp_path: Path) -> None:
    found = placed(gdp(tmp_path, ("1", "2022-05"), ("2", "")), None)
    assert [each.standing for each in found] == [(Standing.CURRENT,), (Standing.OTHER,)]
    assert placed([], date(2024, 1, 1)) == ()


@pytest.mark.parametrize(
    ("rows", "published", "sure"),
    [
        ([("1", "2024-03")], date(2024, 6, 1), True),
        ([("1", "2024-03")], date(2026, 6, 1), False),  # long replaced
        ([("1", "2024-03")], date(2024, 1, 1), False),  # only later figures
        ([("1", "")], date(2024, 6, 1), False),
        ([("1", "2024-03")], None, False),
        ([("1", "2025")], date(2025, 6, 1), False),  # the year is not over
        ([("1", "2021-01"), ("1", "2025-01")], date(2024, 6, 1), True),  # the same before and after
        ([("1", "2021-01"), ("2", "2025-01")], date(2024, 6, 1), False),
    ],
)
def test_when_it_is_known_which_figure_held(
    tmp_path: Path, rows: list[tuple[str, str]], published: date | None, sure: bool
) -> None:
    assert settled(gdp(tmp_path, *rows), published) is sure


# verdicts


@pytest.mark.parametrize(
    ("text", "surface", "outcome"),
    [
        ("2024年，北京市地区生产总值41230.5亿元。", "41230.5", Outcome.MATCH),
        ("2024年，北京市地区生产总值4.12万亿元。", "4.12", Outcome.MATCH_ROUNDED),
        ("2024年，北京市GDP突破4万亿元。", "4万亿", Outcome.MATCH_ROUNDED),
        ("2024年，北京市地区生产总值41320.5亿元。", "41320.5", Outcome.MISMATCH),
        ("2024年，北京市地区生产总值41230.5万元。", "41230.5", Outcome.MISMATCH),
        ("2024年，北京市地区生产总值不到4万亿元。", "4万亿", Outcome.MISMATCH),
        ("2024年，全国粮食产量7012亿公斤。", "7012", Outcome.MATCH),  # tons as kilograms
        ("2024年，全国国内生产总值比上年增长5.1%。", "5.1", Outcome.MATCH),
        ("2024年，全国国内生产总值比上年下降5.1%。", "5.1", Outcome.MISMATCH),
        ("2025年1月份，浙江省居民消费价格同比上涨0.7%。", "0.7", Outcome.MATCH),
        ("2025年2月份，浙江省居民消费价格同比下降0.8%。", "0.8", Outcome.MATCH),
        ("2025年2月份，浙江省居民消费价格同比上涨0.8%。", "0.8", Outcome.MISMATCH),
        ("2023年，我国国内生产总值比上年增长5.0%。", "5.0", Outcome.MATCH),  # from the index
        ("2024年，全国粮食产量比上年增长1.6%。", "1.6", Outcome.MATCH),
        ("2024年末，全国常住人口城镇化率66.83%，比上年末提高0.78个百分点。", "0.78", Outcome.MATCH),
        ("2024年末，全国常住人口城镇化率66.83%，比上年末提高0.87个百分点。", "0.87", Outcome.MISMATCH),
        ("2024年末，浙江省常住人口6612万人，比上年末增加42万人。", "42", Outcome.MATCH),
        ("2024年末，浙江省常住人口6612万人，比上年末减少42万人。", "42", Outcome.MISMATCH),
        ("2024年，北京市地区生产总值占全国的比重为3.2%。", "3.2", Outcome.MATCH),
        ("2024年，北京市地区生产总值占全国的比重近一成。", "一成", Outcome.MISMATCH),
        ("2024年，京津冀地区生产总值101661.8亿元。", "101661.8", Outcome.MATCH),
        ("2024年，京津冀R&D经费投入强度为4.04%。", "4.04", Outcome.MATCH),
        ("2024年，京津冀R&D经费投入强度为4.40%。", "4.40", Outcome.MISMATCH),
        ("2024年二季度，全国社会消费品零售总额115500亿元。", "115500", Outcome.MATCH),  # half-year less first quarter
        ("2024年，长三角地区生产总值33万亿元。", "33万亿", Outcome.NO_DATA),  # members are lacking
        ("2024年，全国快递业务量1750亿件。", "1750", Outcome.NO_DATA),
        ("2019年，北京市地区生产总值35000亿元。", "35000", Outcome.NO_DATA),
        ("北京市地区生产总值力争在2025年达到4.5万亿元。", "4.5", Outcome.NO_DATA),
    ],
)
def test_verdicts(text: str, surface: str, outcome: Outcome, held: Figures) -> None:
    assert one(text, surface, held).outcome is outcome


@pytest.mark.parametrize(
    ("text", "surface", "published", "why"),
    [
        # growth at constant prices is not refuted by levels at current ones
        ("2024年，河北省地区生产总值比上年增长5.6%。", "5.6", "2025-03-20", Why.PRICES),
        # points said as per cent
        ("2024年末，全国常住人口城镇化率比上年末提高0.78%。", "0.78", "2025-03-20", Why.POINTS),
        # another scope
        ("1—2月，全国工业增加值同比增长5.9%。", "5.9", "2025-03-20", Why.SCOPE),
        # the article may have had figures that were revised since
        ("2024年，北京市地区生产总值41320.5亿元。", "41320.5", None, Why.REVISED),
        ("2024年，北京市地区生产总值41320.5亿元。", "41320.5", "2025-02-10", Why.REVISED),
        # agrees with what had been revised before the article
        ("2023年，北京市地区生产总值39871.2亿元。", "39871.2", "2025-06-20", Why.SUPERSEDED),
        # so far off that the article speaks of something else
        ("2024年，北京市地区生产总值733.6亿元。", "733.6", "2025-03-20", Why.UNSURE),
        # 地区生产总值 is not that of the country
        ("全国文明城市霍林县，2024年实现地区生产总值1185432.1亿元。", "1185432.1", "2025-03-20", Why.UNSURE),
        # growth of a month without what it is compared with
        ("2025年2月份，浙江省居民消费价格上涨0.3%。", "0.3", "2025-03-20", Why.UNSURE),
        # the year is not over
        ("2024年，全国粮食产量50123万吨。", "50123", "2024-10-20", Why.UNSURE),
        # 出口 alone, of services as well
        ("今年前2个月，我国服务进出口总额增长9.9%。从方向看，出口增长12.1%。", "12.1", "2025-03-20", Why.UNSURE),
        # the region is that of a sentence before, which may mean another
        (
            "2024年，浙江省常住人口6612万人。年末常住人口中，江苏省8511万人。常住人口6904万人。",
            "6904",
            "2025-03-20",
            Why.UNSURE,
        ),
        # the end of a plan
        ("到2024年，全国常住人口城镇化率达到65%。", "65", "2025-03-20", Why.UNSURE),
        # per head is never exact
        ("2024年，浙江省人均地区生产总值13万元。", "13万", "2025-03-20", None),
    ],
)
def test_what_differs_and_does_not_refute(
    text: str, surface: str, published: str | None, why: Why | None, held: Figures
) -> None:
    verdict = one(text, surface, held, published)
    assert verdict.outcome is not Outcome.MISMATCH
    if why is not None:
        assert (verdict.outcome, verdict.why) == (Outcome.NOT_COMPARABLE, why)


def test_another_series_that_agrees_keeps_from_refuting(make: Make) -> None:
    held = make(
        "生活垃圾焚烧处理量,全国,2024年,9876.5,万吨,,2025-03\n生活垃圾焚烧无害化处理量,全国,2024年,9012.3,万吨,,2025-03\n"
    )
    verdict = one("2024年，全国生活垃圾焚烧处理量9012.3万吨。", "9012.3", held)
    assert (verdict.outcome, verdict.why) == (Outcome.AMBIGUOUS, Why.RIVALS)
    assert one("2024年，全国生活垃圾焚烧处理量9321.3万吨。", "9321.3", held).outcome is Outcome.MISMATCH


def test_since_a_plan_leaves_open_where_it_begins(make: Make) -> None:
    held = make("地区生产总值,西藏自治区,2021年,2080.2,亿元,,2024-03\n")
    text = "“十四五”以来，西藏地区生产总值从1900亿元增长到去年的2400亿元。"
    assert one(text, "1900", held, "2024-05-24").outcome is not Outcome.MISMATCH


def test_growth_against_an_assumed_year_does_not_refute(held: Figures) -> None:
    verdict = one("2024年，全国粮食产量增长3.9%。", "3.9", held)
    assert (verdict.outcome, verdict.why) == (Outcome.NOT_COMPARABLE, Why.UNSURE)
    assert one("2024年，全国粮食产量比上年增长3.9%。", "3.9", held).outcome is Outcome.MISMATCH


def test_levels_at_constant_prices_are_others(make: Make) -> None:
    held = make("国内生产总值(不变价),全国,2024年,1100000.5,亿元,,2025-03\n")
    assert one("2024年，全国国内生产总值1301230.4亿元。", "1301230.4", held).outcome is Outcome.NO_DATA


def test_the_change_of_a_fall(make: Make) -> None:
    rows = "工业生产者出厂价格指数,全国,2024年{}月,{},指数,上年同月=100,2024-03\n"
    held = make(rows.format(1, 97.5) + rows.format(2, 97.3))
    text = "2024年2月份，全国工业生产者出厂价格同比下降2.7%，降幅比上月{}0.2个百分点。"
    assert one(text.format("扩大"), "0.2", held, "2024-03-20").outcome is Outcome.MATCH
    assert one(text.format("收窄"), "0.2", held, "2024-03-20").outcome is Outcome.MISMATCH


def test_energy_for_a_unit_of_output_is_no_output(held: Figures) -> None:
    verdict = one("2024年，全国单位国内生产总值能耗比上年下降3.8%。", "3.8", held)
    assert (verdict.outcome, verdict.why) == (Outcome.NO_DATA, Why.NO_INDICATOR)


def test_what_is_not_checked(held: Figures) -> None:
    plan = one("预计2025年，北京市地区生产总值将达到4.4万亿元。", "4.4", held)
    assert (plan.outcome, plan.why) == (Outcome.NO_DATA, Why.NO_FACT)
    later = one("2024年，北京市地区生产总值41230.5亿元。", "41230.5", held, "2023-05-01")
    assert (later.outcome, later.why) == (Outcome.NO_DATA, Why.NO_FACT)


def test_the_vintage_known_at_publication(held: Figures) -> None:
    text = "2023年，北京市地区生产总值39871.2亿元。"
    verdict = one(text, "39871.2", held, "2024-04-01")
    assert verdict.outcome is Outcome.MATCH_AT_PUBLICATION
    assert verdict.chosen is not None
    assert [(each.released, each.agrees) for each in verdict.chosen.vintages] == [("2025-03", False), ("2024-03", True)]
    assert one(text.replace("39871.2", "40012.6"), "40012.6", held, "2025-06-01").outcome is Outcome.MATCH


def test_hints_name_the_slip(held: Figures) -> None:
    def kinds(text: str, surface: str) -> set[HintKind]:
        return {hint.kind for hint in one(text, surface, held).hints}

    assert HintKind.SWAPPED_DIGITS in kinds("2024年，北京市地区生产总值42130.5亿元。", "42130.5")
    assert HintKind.OTHER_DIGIT in kinds("2024年，北京市地区生产总值41290.5亿元。", "41290.5")
    assert HintKind.SCALE in kinds("2024年，北京市地区生产总值41230.5万元。", "41230.5")
    assert HintKind.DIGIT_LOST in kinds("2024年，北京市地区生产总值4230.5亿元。", "4230.5")
    assert HintKind.DIGIT_ADDED in kinds("2024年，北京市地区生产总值411230.5亿元。", "411230.5")
    assert HintKind.SIGN in kinds("2025年2月份，浙江省居民消费价格同比上涨0.8%。", "0.8")
    assert HintKind.OTHER_PERIOD in kinds("2024年末，浙江省常住人口6570万人。", "6570")
    assert HintKind.OTHER_REGION in kinds("2024年末，浙江省常住人口8511万人。", "8511")
    assert HintKind.COMPUTED in kinds("2024年，河北省地区生产总值比上年增长5.6%。", "5.6")


def test_a_neighbour_that_agrees_needs_a_clear_link(held: Figures) -> None:
    text = "2022年末，浙江省常住人口6538万人，比上年增加。同期，浙江省常住人口6612万人。"
    verdict = one(text, "6612", held)
    assert (verdict.outcome, verdict.why) == (Outcome.AMBIGUOUS, Why.NEIGHBOUR)


def test_two_series_that_disagree_are_no_coin_toss(make: Make) -> None:
    held = make("粮食产量,全国,2024年,70120,万吨,,2025-03\n粮食总产量,全国,2024年,69000,万公斤,,2025-03\n")
    verdict = one("2024年，全国粮食产量70120万吨。", "70120", held)
    assert verdict.outcome in (Outcome.AMBIGUOUS, Outcome.MATCH)
    both = make("粮食产量(甲),全国,2024年,70120,万吨,,2025-03\n粮食产量(乙),全国,2024年,69000,万吨,,2025-03\n")
    assert one("2024年，全国粮食产量70120万吨。", "70120", both).outcome is not Outcome.MISMATCH


def test_a_rank_needs_all_regions() -> None:
    held = held_figures(CORPUS / "statistics.csv")
    first = one("2024年，广东省地区生产总值居全国第一位。", "第一", held, "2026-03-01")
    assert first.outcome is Outcome.MATCH
    assert first.chosen is not None
    assert first.chosen.steps[-1].operation is Operation.RANK
    third = one("2024年，广东省地区生产总值居全国第三位。", "第三", held, "2026-03-01")
    assert third.outcome is Outcome.MISMATCH
    few = Figures(
        item for item in read_statistics(CORPUS / "statistics.csv")
        if isinstance(item, Observation) and item.series.region.name in ("广东省", "江苏省")
    )  # fmt: skip
    lacking = one("2024年，江苏省地区生产总值居全国第一位。", "第一", few, "2026-03-01")
    assert (lacking.outcome, lacking.why) == (Outcome.NOT_COMPARABLE, Why.COVERAGE)


def test_a_world_rank_is_no_rank_among_provinces() -> None:
    held = held_figures(CORPUS / "statistics.csv")
    assert one("2024年，我国国内生产总值稳居世界第二位。", "第二", held, "2026-03-01").outcome is Outcome.NO_DATA


def test_a_region_of_parts_of_provinces_refutes_nothing(make: Make) -> None:
    held = make("地区生产总值,四川省,2024年,64500.5,亿元,,2025-03\n地区生产总值,重庆市,2024年,32100.2,亿元,,2025-03\n")
    verdict = one("2024年，成渝地区双城经济圈地区生产总值87193.1亿元。", "87193.1", held)
    assert (verdict.outcome, verdict.why) == (Outcome.NOT_COMPARABLE, Why.APPROXIMATE)


def test_what_a_claim_leaves_unsaid_may_bear_it_out_and_never_refutes(held: Figures) -> None:
    document = from_text("2024年，北京市地区生产总值41230.5亿元。", published="2025-03-20")
    extraction = extract_article(document.articles[0])
    (whole,) = extraction.claims
    later = replace(whole, id="c2", start=90, end=95, indicator="", value=whole.value)
    wrong = replace(later, id="c3", start=96, end=99, value=whole.value + 10**11, low=None, high=None)
    told = check(replace(extraction, claims=(whole, later, wrong)), held)
    assert [verdict.outcome for verdict in told] == [Outcome.MATCH, Outcome.MATCH, Outcome.NO_DATA]
    assert told[1].chosen is not None
    assert Link.CONTEXT in told[1].chosen.links
    assert told[1].claim.indicator == ""


def test_low_confidence_does_not_refute(held: Figures) -> None:
    document = from_text("2024年，北京市地区生产总值41320.5亿元。", published="2025-03-20")
    extraction = extract_article(document.articles[0])
    doubtful = replace(extraction, claims=tuple(replace(each, confidence=0.4) for each in extraction.claims))
    assert [verdict.why for verdict in check(doubtful, held)] == [Why.UNSURE]
    assert [verdict.outcome for verdict in check(extraction, held)] == [Outcome.MISMATCH]


def test_every_step_is_told(held: Figures) -> None:
    verdict = one("2024年，京津冀R&D经费投入强度为4.04%。", "4.04", held)
    assert verdict.chosen is not None
    assert [step.operation for step in verdict.chosen.steps] == [Operation.SUM, Operation.SUM, Operation.SHARE]
    assert len(verdict.chosen.observations) == 6
    assert {Link.MEMBERS, Link.TWO_SERIES} <= set(verdict.chosen.links)
    assert verdict.chosen.low is not None
    assert verdict.chosen.high is not None
    assert verdict.chosen.low < Decimal("4.0434") < verdict.chosen.high


def test_precision_belongs_to_the_series(make: Make) -> None:
    rows = "城镇调查失业率,全国,2024年3月,5.2,%,,2024-04\n城镇调查失业率,全国,2024年4月,5,%,,2024-05\n"
    held = make(rows)
    assert one("2024年4月，全国城镇调查失业率为5.3%。", "5.3", held, "2024-05-20").outcome is Outcome.MISMATCH
    assert one("2024年4月，全国城镇调查失业率为5.0%。", "5.0", held, "2024-05-20").outcome is Outcome.MATCH


def test_an_error_among_the_figures_is_raised(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="missing"):
        Figures(read_statistics(tmp_path / "missing.csv"))


def test_missing_is_not_zero(make: Make) -> None:
    held = make("粮食产量,全国,2024年,,万吨,,2025-03\n粮食产量,全国,2023年,69010,万吨,,2025-03\n")
    assert one("2024年，全国粮食产量70120万吨。", "70120", held).outcome is Outcome.NO_DATA


@given(st.integers(min_value=10_000, max_value=99_999), st.integers(min_value=10_000, max_value=99_999))
def test_equal_digits_match_and_others_do_not(official: int, said: int) -> None:
    held = Figures(_river(official))
    document = from_text(f"2024年，浙江省粮食产量{said}吨。", published="2025-03-20")
    (verdict,) = check(extract_article(document.articles[0]), held)
    assert verdict.outcome.agrees is (official == said)


def _river(value: int) -> list[Observation]:
    (observation,) = _BASE
    return [replace(observation, published=Decimal(value))]


_BASE: list[Observation] = []


@pytest.fixture(autouse=True, scope="module")
def _base(tmp_path_factory: pytest.TempPathFactory) -> None:
    if not _BASE:
        _BASE.extend(tidy(tmp_path_factory.mktemp("base") / "b.csv", "粮食产量,浙江省,2024年,1,吨,,2025-03\n"))


def test_a_multiple_of_money_is_no_refutation_whatever_the_file_calls_it(make: Make) -> None:
    rows = "{0},全国,2021年,1173823,亿元,,{1}\n{0},全国,2012年,538580,亿元,,{1}\n"
    for name in ("国内生产总值", "GDP"):
        held = make(rows.format(name, "2022-06"))
        verdict = one("2021年，我国国内生产总值是2012年的1.8倍。", "1.8", held, "2022-10-07")
        assert verdict.outcome is Outcome.NOT_COMPARABLE
        assert verdict.chosen is not None
        assert [step.operation for step in verdict.chosen.steps] == [Operation.RATIO]


def test_the_summary_tells_what_is_wrong_first(held: Figures) -> None:
    summary = Summary()
    right = verdicts("2024年，北京市地区生产总值41230.5亿元。2024年，全国粮食产量70120万吨。", held)
    summary.add(tuple(right), "甲报")
    summary.add(tuple(verdicts("2024年末，浙江省常住人口6162万人。", held)), "乙报")
    summary.add(tuple(verdicts("2024年，全市新建公园66个。", held)), None)
    told = [(each.name, each.claims, each.checked, each.outcomes[Outcome.MISMATCH]) for each in summary.publishers()]
    assert told == [("乙报", 1, 1, 1), ("甲报", 2, 2, 0), ("", 1, 0, 0)]
    assert next(summary.indicators()).name == "常住人口"
    assert (summary.articles, summary.outcomes.total()) == (3, 4)


# output


@pytest.fixture
def judged(held: Figures) -> Judged:
    text = "2024年，北京市地区生产总值41320.5亿元，京津冀R&D经费投入强度为4.04%。预计2026年增长3.0%。"
    document = from_text(text, title="<b>=1+1|数据</b>", published="2025-03-20")
    extraction = extract_article(document.articles[0])
    return Judged(article=extraction.article, path="a|b.txt", verdicts=check(extraction, held))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_tells_the_verdicts(form: str, lang: str, judged: Judged) -> None:
    text = verdicts_text([judged], form, Layout(lang=lang))
    assert "41320.5" in text or "4132050000000" in text
    assert ("mismatch" if lang == "en" or form in ("json", "jsonl", "csv") else "不符") in text
    assert text.endswith("\n")


def test_json_has_its_schema(judged: Judged) -> None:
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    trees = json.loads(verdicts_text([judged], "json", Layout()))
    jsonschema.validate(trees, schema)
    (line,) = verdicts_text([judged], "jsonl", Layout()).splitlines()
    jsonschema.validate(json.loads(line), schema)
    broken = json.loads(line)
    broken["verdicts"][0]["outcome"] = "wrong"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_rows_are_safe_and_whole(judged: Judged) -> None:
    text = verdicts_text([judged], "csv", Layout())
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(judged.verdicts)
    assert rows[0]["official"] == "4123050000000"
    assert "figures.csv" in rows[0]["sources"]


def test_pages_and_markdown_hold_no_foreign_markup(judged: Judged) -> None:
    page = verdicts_text([judged], "html", Layout())
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert "<script" not in page
    marked = verdicts_text([judged], "markdown", Layout())
    assert "<b>" not in marked.replace("\\<b\\>", "")
    assert "a\\|b.txt" in marked


def test_nothing_found_is_told(held: Figures) -> None:
    document = from_text("今天天气很好，大家都很高兴。", published="2025-03-20")
    extraction = extract_article(document.articles[0])
    empty = Judged(article=extraction.article, path="a.txt", verdicts=())
    for form in FORMATS:
        assert verdicts_text([empty], form, Layout())
    assert held.size


# the command


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, str]:
    figures_ = tmp_path / "figures.csv"
    figures_.write_text(HEAD + TABLE, "utf-8")
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("2024年，北京市地区生产总值41230.5亿元。", "utf-8")
    bad.write_text("2024年，北京市地区生产总值41320.5亿元。", "utf-8")
    return str(figures_), str(good), str(bad)


def test_exit_codes(files: tuple[str, str, str], capsys: pytest.CaptureFixture[str]) -> None:
    figures_, good, bad = files
    when = ["--published", "2025-03-20", "--lang", "en"]
    assert run(["check", good, "--stats", figures_, *when]) == 0
    assert "match" in capsys.readouterr().out
    assert run(["check", bad, "--stats", figures_, *when]) == 1
    assert "mismatch" in capsys.readouterr().out
    assert run(["check", "nowhere.txt", "--stats", figures_]) == 2
    assert "nowhere.txt" in capsys.readouterr().err
    assert run(["check", bad, "nowhere.txt", "--stats", figures_, *when]) == 2


def test_a_database_of_statistics(
    files: tuple[str, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures_, _, bad = files
    base = tmp_path / "stats.db"
    with StatisticsStore(base) as store:
        store.add(figures_)
    assert len(list(observations(base))) == len(list(observations(figures_)))
    out = tmp_path / "verdicts.md"
    assert run(["check", bad, "--stats", str(base), "--published", "2025-03-20", "-o", str(out)]) == 1
    assert out.read_text("utf-8").startswith("## ")
    assert not capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--tolerance", "5"], "--tolerance '5'"),
        (["--tolerance", "x"], "--tolerance 'x'"),
        (["--format", "pdf"], "format 'pdf' is not known"),
        (["--aliases", "none.tsv"], "none.tsv"),
    ],
)
def test_wrong_use_is_one_line(
    arguments: list[str], message: str, files: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    figures_, good, _ = files
    assert run(["check", good, "--stats", figures_, *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_statistics_that_are_none(
    files: tuple[str, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, good, _ = files
    for name, content in (("empty.csv", ""), ("poem.csv", "床前明月光\n疑是地上霜\n")):
        (tmp_path / name).write_text(content, "utf-8")
        assert run(["check", good, "--stats", str(tmp_path / name)]) == 2
        assert name in capsys.readouterr().err
    assert run(["check", good, "--stats", str(tmp_path / "missing.csv")]) == 2
    assert "missing.csv" in capsys.readouterr().err
    assert run(["check", good, "--format", "csv"]) == 2
    assert "--stats" in capsys.readouterr().err


# the corpus


@pytest.mark.parametrize("part", ["dev", "test"])
def test_the_corpus_keeps_its_floors(part: str) -> None:
    scores = score_checks(checked_articles(CORPUS / f"{part}.txt"), held_figures(CORPUS / "statistics.csv"))
    told = figures(scores, part)
    lines = [line for line in below(told, CORPUS / "baseline.json") if f".{part}." in line]
    assert lines == []


def test_the_corpus_is_large_enough() -> None:
    every = [
        each
        for part in ("dev", "test")
        for article in checked_articles(CORPUS / f"{part}.txt")
        for each in article.expected
    ]
    assert len(every) >= 400
    changes = {each.change for each in every if each.outcomes[0] is Outcome.MISMATCH}
    assert {"digit", "unit", "year", "region", "sign", "swap", "rank", "multiple"} <= changes
    assert {each.outcomes[0] for each in every} >= {
        Outcome.MATCH, Outcome.MATCH_ROUNDED, Outcome.MATCH_AT_PUBLICATION, Outcome.MISMATCH, Outcome.NOT_COMPARABLE, Outcome.NO_DATA,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["没有日期。\n=> 3 | match\n", "[2026-01-01] 文\n=> 3 | perhaps\n", "[2026-01-01] 文\n=> 3\n"]
)
def test_malformed_articles_are_told_with_their_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"x\.txt:\d"):
        checked_articles(path)


def test_the_scoring_counts_what_is_told_wrong(tmp_path: Path, held: Figures) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "[2025-03-20] 2024年，北京市地区生产总值41320.5亿元，天津市地区生产总值16210.4亿元。\n=> 41320.5亿元 | mismatch | digit\n\n"
        "[2025-03-20] 2024年，河北省地区生产总值44310.9亿元。\n=> 44310.9亿元 | mismatch | digit\n=> 7 | match\n",
        "utf-8",
    )
    scores = score_checks(checked_articles(path), held)
    assert scores.mismatch.precision == 0.5  # 16210.4 is told wrong, which the article does not list
    assert scores.mismatch.recall == 0.5
    assert round(scores.right.precision, 3) == 0.333
    assert any("want no mismatch" in str(each) for each in scores.differences)
    assert any("no figure found" in str(each) for each in scores.differences)


@pytest.mark.skipif(not RD.exists() or not ARTICLE.exists(), reason="the reference article is not here")
def test_the_reference_article() -> None:
    found: list[Observation] = []
    for column, indicator, unit in (
        ("rd_expenditure_100m", "研究与试验发展(R&D)经费", "亿元"),
        ("rd_intensity_pct", "研究与试验发展(R&D)经费投入强度", "%"),
        ("estimated_gdp_100m", "地区生产总值", "亿元"),
    ):
        columns = f"region=province,period=year,value={column}"
        items = read_statistics(RD, columns=columns, indicator=indicator, unit=unit, released="2025-09-29")
        found += [item for item in items if isinstance(item, Observation)]
    held = Figures(found)
    document = from_text(ARTICLE.read_text("utf-8"))
    told = {
        verdict.claim.surface: verdict
        for article in document.articles
        for verdict in check(extract_article(article), held)
        if verdict.chosen is not None
    }
    assert {surface: verdict.outcome for surface, verdict in told.items()} == {
        "6.58%": Outcome.MATCH,
        "4.22%": Outcome.MATCH,
    }
    assert told["6.58%"].chosen is not None
    assert not told["6.58%"].chosen.derived
    assert told["4.22%"].chosen is not None
    assert told["4.22%"].chosen.derived


def test_allowed_is_a_record() -> None:
    assert isinstance(allowed(claim("1")), Allowed)
