"""The scorer and the floors, on articles made here."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from textmine import evaluate
from textmine.errors import InputError
from textmine.records import (
    Article,
    Baseline,
    Change,
    Claim,
    Extraction,
    Kind,
    Place,
    Qualifier,
    Role,
    Status,
)

TEXT = "2031年，青州工业用水量比上年下降3.2%，再生水利用达到1.5亿吨。"
GOLD: dict[str, Any] = {
    "id": "water",
    "title": "青州节水",
    "published": "2032-01-20",
    "text": TEXT,
    "claims": [
        {
            "start": 18,
            "end": 22,
            "surface": "3.2%",
            "kind": "percentage",
            "value": "-3.2",
            "unit": "%",
            "qualifier": "exact",
            "indicator": "工业用水量",
            "indicator_head": "用水量",
            "regions": ["青州"],
            "period": "2031",
            "role": "change",
            "change": "relative",
            "baseline": "2030",
            "status": "actual",
        },
        {
            "start": 30,
            "end": 35,
            "surface": "1.5亿吨",
            "kind": "amount",
            "value": "150000000",
            "unit": "吨",
            "qualifier": "exact",
            "indicator": "再生水利用",
            "regions": ["青州"],
            "period": "2031",
            "period_alt": ["2031-12", None],
            "role": "level",
            "change": None,
            "baseline": None,
            "status": "actual",
        },
    ],
}


def fall(**changes: object) -> Claim:
    """The first claim of GOLD as an extraction, with ``changes``."""
    claim = Claim(
        id="c1",
        start=18,
        end=22,
        surface="3.2%",
        kind=Kind.PERCENTAGE,
        value=Decimal("-3.2"),
        low=Decimal("-3.2"),
        high=Decimal("-3.2"),
        precision=Decimal("0.1"),
        qualifier=Qualifier.EXACT,
        unit="%",
        quantity=None,
        indicator="工业用水量",
        regions=(Place(name="青州市"),),
        period="2031",
        role=Role.CHANGE,
        baseline=Baseline(period="2030"),
        change=Change.RELATIVE,
        status=Status.ACTUAL,
        confidence=1.0,
        rule="test",
    )
    return dataclasses.replace(claim, **changes)  # type: ignore[arg-type]


def level(**changes: object) -> Claim:
    """The second claim of GOLD as an extraction, with ``changes``."""
    own = {
        "start": 30,
        "end": 35,
        "surface": "1.5亿吨",
        "kind": Kind.AMOUNT,
        "value": Decimal("1.5E8"),
        "unit": "吨",
        "indicator": "再生水利用",
        "role": Role.LEVEL,
        "baseline": None,
        "change": None,
    }
    return fall(**{**own, **changes})


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([GOLD]), "utf-8")
    return path


def run(gold: Path, *claims: Claim) -> evaluate.Scores:
    seen: list[Article] = []

    def extract(article: Article) -> Extraction:
        seen.append(article)
        return Extraction(article=article, claims=claims)

    scores = evaluate.score([gold], extract)
    assert [(article.title, article.published) for article in seen] == [("青州节水", "2032-01-20")]
    return scores


def test_the_fixture_points_where_it_says() -> None:
    assert all(TEXT[claim["start"] : claim["end"]] == claim["surface"] for claim in GOLD["claims"])


def test_all_right(gold: Path) -> None:
    scores = run(gold, fall(), level())
    assert scores.mention == scores.record == evaluate.Tally(2, 2, 2)
    assert scores.mention.f1 == 1.0
    assert all(field.accuracy == 1.0 for field in scores.fields)
    assert scores.differences == ()
    assert (scores.articles, scores.characters, scores.wrong_offsets) == (1, len(TEXT), 0)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("kind", {"kind": Kind.MULTIPLE}),
        ("qualifier", {"qualifier": Qualifier.ABOUT}),
        ("role", {"role": Role.LEVEL}),
        ("indicator", {"indicator": "用水"}),
        ("indicator", {"indicator": "青州市全部规模以上企业的工业用水量累计"}),
        ("indicator", {"indicator": ""}),
        ("regions", {"regions": ()}),
        ("regions", {"regions": (Place(name="青州市"), Place(name="济州市"))}),
        ("period", {"period": None}),
        ("period", {"period": "2030"}),
        ("baseline", {"baseline": None}),
        ("baseline", {"baseline": Baseline(period="2029")}),
        ("change", {"change": Change.POINTS}),
        ("status", {"status": Status.TARGET}),
    ],
)
def test_each_field_is_judged_by_itself(gold: Path, field: str, changes: dict[str, object]) -> None:
    scores = run(gold, fall(**changes), level())
    wrong = [score.name for score in scores.fields if score.accuracy < 1]
    assert wrong == [field]
    assert [difference.field for difference in scores.differences] == [field]
    assert scores.of(field) == scores.differences
    assert str(scores.differences[0]).startswith(f"{field}: water …")
    assert scores.mention.right == 2
    assert scores.record.right == (1 if field in evaluate.RECORD_FIELDS else 2)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"value": Decimal("-3.2001")}, True),
        ({"value": Decimal("-3.21")}, False),
        ({"value": Decimal("3.2")}, False),
        ({"unit": "百分点"}, False),
        ({"start": 21, "end": 22, "surface": "%"}, True),
        ({"start": 22, "end": 23, "surface": "，"}, False),
    ],
)
def test_a_mention_is_place_value_and_unit(gold: Path, changes: dict[str, object], found: bool) -> None:
    scores = run(gold, fall(**changes), level())
    assert scores.mention == evaluate.Tally(2 if found else 1, 2, 2)
    assert bool(scores.of("missed")) is not found


def test_missed_false_and_twice(gold: Path) -> None:
    assert run(gold).mention == evaluate.Tally(0, 0, 2)
    twice = run(gold, fall(), fall(), level())
    assert (twice.mention.right, twice.mention.predicted) == (2, 3)
    wrong = run(gold, fall(), level(), fall(start=0, end=4, surface="2031"))
    assert [difference.field for difference in wrong.differences] == ["false"]
    assert run(gold).mention.f1 == 0.0


def test_wrong_offsets_are_told(gold: Path) -> None:
    scores = run(gold, fall(surface="3.3%"), level())
    assert scores.wrong_offsets == 1
    assert [difference.field for difference in scores.differences] == ["offsets"]


@pytest.mark.parametrize("period", ["2031", "2031-12", None, "../2031"])
def test_every_listed_period_is_right(gold: Path, period: str | None) -> None:
    assert not run(gold, fall(), level(period=period)).differences


@pytest.mark.parametrize(
    ("annotated", "extracted", "same"),
    [
        ("2031-S1", "2031-01/2031-06", True),
        ("2031-Q3", "2031-07/2031-09", True),
        ("2031-Q3", "2031-Q2", False),
        ("2021/..", "2021/2032", True),
        ("2021/..", "2021/2032-01", True),
        ("2021/..", "2021/2031", False),
        ("../2031-11", "2031-11", True),
        ("2031/..", "2031", False),
    ],
)
def test_periods_that_mean_the_same(tmp_path: Path, annotated: str, extracted: str, same: bool) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{**GOLD, "claims": [{**GOLD["claims"][0], "period": annotated}]}]), "utf-8")
    assert bool(run(path, fall(period=extracted)).of("period")) is not same


@pytest.mark.parametrize(
    ("annotated", "extracted", "same"),
    [
        (["内蒙古自治区"], ["内蒙古"], True),
        (["全国"], [], True),
        (["全国"], ["中国"], True),
        (["全国"], ["青州市"], False),
        (["青州", "全国"], ["青州市"], False),
        (["津市"], ["津市市"], True),
    ],
)
def test_regions_that_are_the_same(tmp_path: Path, annotated: list[str], extracted: list[str], same: bool) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{**GOLD, "claims": [{**GOLD["claims"][0], "regions": annotated}]}]), "utf-8")
    regions = tuple(Place(name=name) for name in extracted)
    assert bool(run(path, fall(regions=regions)).of("regions")) is not same


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("[", "no JSON"),
        ("{}", "a JSON list, this is a dict"),
        ("[{}]", "article 1: KeyError 'text'"),
        (json.dumps([{**GOLD, "claims": [{**GOLD["claims"][0], "start": 17}]}]), r"text\[17:22\] is '降3.2%'"),
        (json.dumps([{**GOLD, "claims": [{**GOLD["claims"][0], "value": "many"}]}]), "article 1"),
    ],
)
def test_a_malformed_gold_file_is_told(tmp_path: Path, content: str, shown: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=shown) as told:
        evaluate.load([path])
    assert str(told.value).startswith(f"{path}: ")


def test_a_missing_gold_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        evaluate.load([tmp_path / "none.json"])


def test_floors_only_rise(gold: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    worse, better = run(gold, fall(period=None), level()), run(gold, fall(), level())
    assert "record.f1" in evaluate.raise_floors(worse, baseline)
    assert evaluate.check(worse, baseline) == []
    assert evaluate.check(better, baseline) == []
    assert set(evaluate.raise_floors(better, baseline)) == {
        "field.period",
        "record.f1",
        "record.precision",
        "record.recall",
    }
    floors = baseline.read_text("utf-8")
    assert evaluate.raise_floors(worse, baseline) == ()
    assert baseline.read_text("utf-8") == floors
    assert sorted(evaluate.check(worse, baseline)) == [
        "field.period is 0.500, the floor is 1.000",
        "record.f1 is 0.500, the floor is 1.000",
        "record.precision is 0.500, the floor is 1.000",
        "record.recall is 0.500, the floor is 1.000",
    ]


def test_check_tells_wrong_offsets_and_unknown_floors(gold: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    baseline.write_text('{"field.colour": "0.9"}', "utf-8")
    assert evaluate.check(run(gold, fall(surface="x"), level()), baseline) == [
        "field.colour is missing, the floor is 0.9",
        "1 claims with offsets that do not give their surface",
    ]


@pytest.mark.parametrize("content", ["", "[]", '{"mention.f1": "high"}', '{"mention.f1": null}'])
def test_malformed_floors_are_told(gold: Path, tmp_path: Path, content: str) -> None:
    baseline = tmp_path / "baseline.json"
    baseline.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"baseline\.json"):
        evaluate.check(run(gold), baseline)
