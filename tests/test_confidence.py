"""Confidence: what it is fitted on, how it is measured, where it is written."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import textmine
from textmine.claims.confidence import BIAS, confidence, features_of
from textmine.cli.app import app
from textmine.errors import InputError
from textmine.evaluate import confidence as model
from textmine.lexicon import FOLDER
from textmine.pipeline import extract_article
from textmine.records import Claim

GOLD = sorted((Path(__file__).parents[1] / "corpora" / "gold").glob("*.json"))
KNOWN = "2023年，梧桐市粮食总产量达到120万吨，比上年增长3.1%。"
VAGUE = "大家都说，这样的地方有三处。"


def test_confidence_is_a_probability_by_the_features() -> None:
    assert 0 < confidence(()) == 0.5
    assert confidence((BIAS, "regions=unknown")) < confidence((BIAS, "regions=clause"))
    assert confidence(("no such feature",)) == 0.5


def test_a_claim_with_its_region_and_period_is_surer_than_one_without() -> None:
    sure, _ = textmine.extract(KNOWN, published="2024-02-01")
    for vague in textmine.extract(VAGUE):
        assert vague.confidence < sure.confidence
    assert {f"status={sure.status.value}", "kind=amount", BIAS} <= set(features_of(sure))


def test_what_is_fitted_separates_right_from_wrong() -> None:
    weights = dict(model.fit(GOLD[:1], extract_article))
    assert weights["period=unknown"] < weights["period=clause"]
    assert set(weights) >= {BIAS, "role=level", "role=change"}


def test_nothing_is_learned_where_all_are_wrong() -> None:
    with pytest.raises(InputError, match="add articles"):
        model.fit([], extract_article)


def test_reliability_is_the_brier_score_and_the_tenths() -> None:
    claim = textmine.extract(KNOWN)[0]

    def told(value: float) -> Claim:
        return replace(claim, confidence=value)

    brier, bins = model.reliability([(told(0.8), True), (told(0.85), False), (told(0.2), False), (told(1.0), True)])
    assert brier == pytest.approx((0.04 + 0.7225 + 0.04 + 0) / 4)
    assert [(found.claims, found.told, found.right) for found in bins] == [
        (1, 0.2, 0.0),
        (2, pytest.approx(0.825), 0.5),
        (1, 1.0, 1.0),
    ]
    assert model.reliability([]) == (0.0, ())


def test_train_writes_a_word_list_that_textmine_reads(tmp_path: Path) -> None:
    target = tmp_path / "confidence.tsv"
    result = CliRunner().invoke(app, ["train", "confidence", str(GOLD[0]), "-o", str(target)])
    assert result.exit_code == 0, result.output
    lines = target.read_text("utf-8").splitlines()
    shipped = (FOLDER / "confidence.tsv").read_text("utf-8").splitlines()
    assert lines[:3] == shipped[:3]
    assert all(float(line.split("\t")[1]) for line in lines[3:] if not line.endswith("\t0.0"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["train", "sentiment"], "no model that can be trained"),
        (["train", "confidence", "nowhere.json"], "nowhere.json"),
        (["train", "confidence", str(GOLD[0]), "-o", "/nowhere/at/all.tsv"], "cannot write"),
    ],
)
def test_bad_input_is_one_line(arguments: list[str], told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "textmine", *arguments], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
