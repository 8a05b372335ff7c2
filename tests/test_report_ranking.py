"""The bars of a rank on the page: all regions in order, the one of the claim, and the place that the claim gives it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from textmine.check import Figures, check
from textmine.pipeline import extract_article
from textmine.reading import from_text
from textmine.records import Observation
from textmine.records.verdicts import Operand, Verdict
from textmine.report import Checked, report_page
from textmine.report.ranking import MOST, ranking
from textmine.statistics import read_statistics

CORPUS = Path(__file__).parents[1] / "corpora/checks/statistics.csv"
SVG = "{http://www.w3.org/2000/svg}"


def held() -> list[Observation]:
    return [item for item in read_statistics(CORPUS) if isinstance(item, Observation)]


def ranked(text: str) -> tuple[Verdict, Checked]:
    document = from_text(text, published="2026-03-01")
    extraction = extract_article(document.articles[0])
    verdicts = check(extraction, Figures(held()))
    return verdicts[0], Checked(extraction=extraction, text=text, verdicts=verdicts)


@pytest.fixture(scope="module")
def fifth() -> Verdict:
    return ranked("2024年，河南省地区生产总值居全国第五位。")[0]


def drawn(verdict: Verdict, lang: str = "zh") -> ET.Element:
    return ET.fromstring(ranking(verdict, lang).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_all_regions_stand_in_order(fifth: Verdict) -> None:
    tree = drawn(fifth)
    names = [each.text or "" for each in tree.iter(f"{SVG}text")][::2]
    assert len(names) == 31
    assert names[4:6] == ["5 四川省", "6 河南省"]
    bars = [float(each.attrib["width"]) for each in tree.iter(f"{SVG}rect")]
    assert bars == sorted(bars, reverse=True)
    assert [each.attrib["class"] for each in tree.iter(f"{SVG}rect")].index("bar own") == 5
    assert "63557.1亿元" in "".join(tree.itertext())
    right = float(tree.attrib["viewBox"].split()[2])
    assert all(float(each.attrib["x"]) + float(each.attrib["width"]) < right for each in tree.iter(f"{SVG}rect"))


def test_the_place_that_the_text_gives_is_marked(fifth: Verdict) -> None:
    tree = drawn(fifth, "en")
    (mark,) = tree.iter(f"{SVG}path")
    height = float(re.findall(r"[\d.]+", mark.attrib["d"])[1])
    tops = [float(each.attrib["y"]) for each in tree.iter(f"{SVG}rect")]
    assert tops[4] < height + 6 < tops[5]
    assert "第五位" in tree.attrib["aria-label"]
    beyond = replace(fifth, claim=replace(fifth.claim, value=Decimal(99)))
    assert not list(drawn(beyond).iter(f"{SVG}path"))


def with_operands(verdict: Verdict, operands: tuple[Operand, ...]) -> Verdict:
    assert verdict.chosen is not None
    step = replace(verdict.chosen.steps[-1], operands=operands)
    return replace(verdict, chosen=replace(verdict.chosen, steps=(step,)))


def test_of_many_regions_those_near_by_are_shown(fifth: Verdict) -> None:
    assert fifth.chosen is not None
    own, *others = fifth.chosen.steps[-1].operands
    many = [replace(others[0], region=f"{number}县", value=Decimal(number), observation=None) for number in range(300)]
    own = replace(own, value=Decimal("150.5"), observation=None)
    names = [each.text or "" for each in drawn(with_operands(fifth, (own, *many))).iter(f"{SVG}text")][::2]
    assert len(names) < MOST
    assert names[0] == "1 299县"
    assert "150 河南省" in names
    assert "5 295县" in names
    assert "100 200县" not in names


def test_equal_figures_share_a_place_and_falls_lie_left_of_zero(fifth: Verdict) -> None:
    assert fifth.chosen is not None
    own, *others = fifth.chosen.steps[-1].operands
    values = (Decimal(2), Decimal(2), Decimal(-1))
    few = tuple(
        replace(each, value=value, observation=None) for each, value in zip((own, *others), values, strict=False)
    )
    tree = drawn(with_operands(fifth, few))
    assert [(each.text or "").split()[0] for each in tree.iter(f"{SVG}text")][::2] == ["1", "1", "3"]
    bars = [(float(each.attrib["x"]), float(each.attrib["width"])) for each in tree.iter(f"{SVG}rect")]
    assert bars[2][0] + bars[2][1] == pytest.approx(bars[0][0])


def test_only_ranks_have_bars(fifth: Verdict) -> None:
    assert ranking(replace(fifth, chosen=None), "zh") == ""
    level, _ = ranked("2024年，河南省地区生产总值63557.1亿元。")
    assert ranking(level, "zh") == ""


def test_the_page_shows_the_bars_safely() -> None:
    verdict, checked = ranked("2024年，河南省地区生产总值居全国第五位。")
    page = "".join(report_page([checked], held(), lang="en"))
    assert page.count('class="chart ranking"') == 1
    assert "by the official figures" in page
    assert verdict.chosen is not None
    odd = tuple(replace(each, region="<b>&") for each in verdict.chosen.steps[-1].operands)
    assert "<b>" not in ranking(with_operands(verdict, odd), "zh")
