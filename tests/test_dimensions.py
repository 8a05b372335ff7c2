"""Dimensions: the model file, articles, passages and claims, training on labels of one's own."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textmine
from textmine.dimensions import Classifier, LinearModel, built_in
from textmine.dimensions.data import labelled, texts
from textmine.dimensions.training import fit
from textmine.errors import InputError
from textmine.evaluate.dimensions import score_dimensions
from textmine.overlap import Overlap
from textmine.pipeline import extract_article
from textmine.reading import from_text
from textmine.records import Extraction
from textmine.segment import news_segmenter

CORPORA = Path(__file__).parents[1] / "corpora" / "dimensions"
GREEN = "去年，全市PM2.5平均浓度降至28微克/立方米，比上年下降9.7%。\n森林覆盖率提高到52%，关停排污企业31家，长江断面水质全部优良。"
TRADE = "海关统计，前三季度全市进出口总额1320亿元，增长6.1%。\n中欧班列开行412列，新设外商投资企业87家。"
CRIME = "法院一审判处被告人有期徒刑十二年，并处罚金80万元。\n经审理查明，被告人多次收受他人财物。"


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier()


def classified(text: str, classifier: Classifier, title: str | None = None) -> Extraction:
    return extract_article(from_text(text, title=title).articles[0], classifier=classifier)


@pytest.mark.parametrize(("text", "main"), [(GREEN, "green"), (TRADE, "openness"), (CRIME, None)])
def test_the_goal_of_an_article(text: str, main: str | None, classifier: Classifier) -> None:
    found = classified(text, classifier).dimensions
    assert [each.dimension for each in found if each.main] == ([main] if main else [])
    assert main or not found


def test_evidence_and_passages_point_into_the_text(classifier: Classifier) -> None:
    text = "　　" + GREEN.replace("\n", "\n\n　　") + "\n　　" + CRIME
    found = classified(text, classifier)
    assert found.passages
    assert found.dimensions[0].evidence
    for word in found.dimensions[0].evidence:
        assert text[word.start : word.end] == word.surface
        assert 0 < word.weight <= 1
    assert {passage.dimension for passage in found.passages} == {"green", None}
    assert [passage.start for passage in found.passages] == sorted(passage.start for passage in found.passages)


def test_a_claim_has_the_dimension_of_its_indicator_or_its_passage(classifier: Classifier) -> None:
    found = classified(TRADE + "\n全市PM2.5平均浓度为31微克/立方米。", classifier).claims
    told = {claim.surface: claim.dimension for claim in found}
    assert told["1320亿元"] == told["412列"] == "openness"
    assert told["31微克/立方米"] == "green"


def test_without_a_classifier_nothing_is_told() -> None:
    found = extract_article(from_text(GREEN).articles[0])
    assert (found.dimensions, found.passages) == ((), ())
    assert {claim.dimension for claim in found.claims} == {None}
    assert {claim.dimension for claim in textmine.extract(GREEN, classifier=Classifier())} == {"green"}


@cache
def cached_classifier() -> Classifier:
    return Classifier()


@given(st.text(alphabet="全市增长亿元环境保护，。\n 12%一PM.“”《》贸", max_size=120))
def test_any_text_is_classified(text: str) -> None:
    article = textmine.Article(id="x", start=0, end=len(text), text=text)
    (found,) = cached_classifier().classify([Extraction(article=article, claims=())], news_segmenter())
    assert all(0 <= each.score <= 1 for each in found.dimensions)
    assert all(0 <= each.score <= 1 for each in found.passages)
    assert all(text[word.start : word.end] == word.surface for each in found.dimensions for word in each.evidence)


def test_the_model_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    model = LinearModel.load(built_in())
    for name in ("a.zip", "b.zip"):
        model.save(tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert LinearModel.load(tmp_path / "a.zip") == model
    assert built_in().stat().st_size < 15e6
    with zipfile.ZipFile(built_in()) as file:
        assert sorted(file.namelist()) == ["meta.json", "weights.bin", "words.txt"]


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    path = tmp_path / "model.zip"
    path.write_text("no zip")
    with pytest.raises(InputError, match="is no model"):
        Classifier(path)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("meta.json", json.dumps({"format": "other"}))
    with pytest.raises(InputError, match="is no model"):
        Classifier(path)
    with pytest.raises(InputError, match="cannot read"):
        Classifier(tmp_path / "nowhere.zip")


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_corpus_is_well_formed_and_balanced() -> None:
    found = [row for name in "abc" for row in rows(CORPORA / f"{name}.jsonl")]
    assert len(found) >= 600
    assert len({row["id"] for row in found}) == len({row["text"] for row in found}) == len(found)
    mains = [row["main"] for row in found]
    for label in ("innovation", "coordination", "green", "openness", "sharing"):
        assert mains.count(label) >= 90
    assert sum(not row["dimensions"] for row in found) >= 90
    for row in [*found, *rows(CORPORA / "archive.jsonl")]:
        assert row["main"] is None or row["main"] in row["dimensions"]  # type: ignore[operator]
    assert all("text" not in row and "title" not in row for row in rows(CORPORA / "archive.jsonl"))


def sports() -> list[str]:
    ball = [f"第{n}轮比赛，主队凭借前锋的进球以{n}比0战胜客队，球迷欢呼。" for n in range(1, 16)]
    show = [f"第{n}届音乐节今晚开幕，{n}支乐队登台演唱，歌迷合唱。" for n in range(1, 16)]
    return [
        json.dumps({"text": text, "label": label})
        for label, found in (("球赛", ball), ("演出", show))
        for text in found
    ]


def test_a_user_trains_on_labels_of_their_own(tmp_path: Path) -> None:
    data, model = tmp_path / "own.jsonl", tmp_path / "own.zip"
    data.write_text("\n".join(sports()), "utf-8")
    command = [sys.executable, "-m", "textmine", "train", "dimensions", str(data), "-o", str(model)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "2 labels" in done.stdout
    text = tmp_path / "text.txt"
    text.write_text("昨晚的比赛中，主队前锋打入进球，战胜客队，3万球迷欢呼。", "utf-8")
    command = [sys.executable, "-m", "textmine", "extract", str(text), "--format", "json", "--dimensions", str(model)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    article = json.loads(done.stdout)["articles"][0]
    assert [each["dimension"] for each in article["dimensions"]] == ["球赛"]
    assert article["claims"][0]["dimension"] == "球赛"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[1]", "no object"),
        ('{"text": "甲", "main": "x", "dimensions": ["y"]}', "not among the labels"),
        ('{"text": "甲", "dimensions": 3}', "list of names"),
        ("{", "no JSON"),
        ('{"text": "甲", "label": "y"}', "at least 20"),
    ],
)
def test_bad_training_data_is_one_line(tmp_path: Path, content: str, told: str) -> None:
    data = tmp_path / "bad.jsonl"
    data.write_text(content, "utf-8")
    command = [sys.executable, "-m", "textmine", "train", "dimensions", str(data), "-o", str(tmp_path / "m.zip")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "m.zip").exists()


def test_csv_and_texts_by_id(tmp_path: Path) -> None:
    table, source, labels = tmp_path / "a.csv", tmp_path / "s.jsonl", tmp_path / "l.jsonl"
    table.write_text("text,title,dimensions,main\n一段话,题,green;sharing,green\n", "utf-8-sig")
    long = "\n".join(["短", "甲" * 100, "乙" * 300, "丙" * 300])
    source.write_text(json.dumps({"id": "r", "title": "报告", "text": long}), "utf-8")
    labels.write_text('{"id": "r@p1", "main": null, "dimensions": []}\n{"id": "gone", "dimensions": []}', "utf-8")
    found, absent = labelled([table, labels], texts([source]))
    assert [(each.main, each.labels) for each in found] == [("green", ("green", "sharing")), (None, ())]
    assert (found[1].title, found[1].text) == ("报告", "乙" * 300)
    assert absent == 1


def test_what_a_test_holds_is_kept_out_of_training() -> None:
    held = "这是留作测试的一段话，" + "".join(chr(0x4E00 + n) for n in range(200))
    known = Overlap([held])
    assert known("前言。" + held[30:110] + "后话")
    assert not known("这是留作测试的一段话，别的都不同。" * 3)
    assert not Overlap([])("随便什么" * 30)


def test_nothing_is_fitted_on_too_little() -> None:
    with pytest.raises(InputError, match="at least 20"):
        fit((), (), news_segmenter(), {})


def test_quality_on_the_gold_articles_does_not_fall(classifier: Classifier) -> None:
    found = score_dimensions(sorted((CORPORA.parent / "gold").glob("*.json")), classifier, news_segmenter())
    assert found.texts >= 50
    assert found.main >= 0.88
    assert found.listed.f1 >= 0.86
