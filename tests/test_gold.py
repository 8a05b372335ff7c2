"""The quality on our own annotated articles, held to the pinned floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from textmine import evaluate, pipeline

CORPORA = Path(__file__).parents[1] / "corpora"
GOLD = sorted((CORPORA / "gold").glob("*.json"))


@pytest.fixture(scope="module")
def scores() -> evaluate.Scores:
    return evaluate.score(GOLD, pipeline.extract_article)


def test_there_is_something_to_measure(scores: evaluate.Scores) -> None:
    assert scores.articles >= 20
    assert scores.mention.annotated >= 200


def test_quality_does_not_fall(scores: evaluate.Scores) -> None:
    assert evaluate.check(scores, CORPORA / "baseline.json") == []


def test_ids_are_unique_and_no_claim_is_annotated_twice() -> None:
    articles = evaluate.load(GOLD)
    assert len({article.id for article in articles}) == len(articles)
    for article in articles:
        spans = [(claim.start, claim.end, claim.value) for claim in article.claims]
        assert len(set(spans)) == len(spans), article.id
