"""The claims stage: every example of ``corpora/claims``, and what must hold for any text."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textmine
from textmine.claims.structure import lay_out
from textmine.reading import from_text
from textmine.records import Claim

CORPUS = Path(__file__).parents[1] / "corpora" / "claims"
HEAD = re.compile(r"(?:\? )?(?:\[(?P<date>\S+)\] )?(?:\{(?P<title>[^}]+)\} )?")
FIELD = re.compile(r"(\w+)=(\S*)")


class Example(NamedTuple):
    """A text with the claims expected in it; ``fails`` marks a strict known failure."""

    where: str
    published: str | None
    title: str | None
    text: str
    claims: tuple[tuple[str, dict[str, str]], ...]
    fails: bool


def examples() -> list[Example]:
    """All examples, in file order."""
    found: list[Example] = []
    for path in sorted(CORPUS.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            if not line.startswith(" "):
                fails = line.startswith("? ")
                head = HEAD.match(line)
                assert head is not None
                text = line[head.end() :].replace("⏎", "\n")
                found.append(Example(f"{path.stem}:{number}", head["date"], head["title"], text, (), fails))
            elif line.strip() != "-":
                surface, _, fields = line.strip().partition(": ")
                claims = (*found[-1].claims, (surface, dict(FIELD.findall(fields))))
                found[-1] = found[-1]._replace(claims=claims)
    return found


def told(claim: Claim, field: str) -> str:
    """A field as the corpus writes it; an empty string for null."""
    if field == "regions":
        return "、".join(place.name for place in claim.regions)
    if field == "baseline":
        return "" if claim.baseline is None else claim.baseline.period or "?"
    value = getattr(claim, field)
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.where)
def test_examples(example: Example) -> None:
    claims = textmine.extract(example.text, title=example.title, published=example.published)
    got = [
        (claim.surface, {field: told(claim, field) for field in wanted})
        for claim, (_, wanted) in zip(claims, example.claims, strict=False)
    ]
    got += [(claim.surface, {}) for claim in claims[len(example.claims) :]]
    holds = got == list(example.claims)
    if example.fails:
        assert not holds, "a known failure holds now: take the mark away"
        pytest.xfail("known failure")
    assert got == list(example.claims)


def test_every_example_says_something() -> None:
    assert len(examples()) > 25
    assert all(wanted for example in examples() for _, wanted in example.claims)


PIECES = """
2024年 去年 上半年 同比 环比 增长 下降 降至 分别 占 比重 其中 全省 北京 天津和河北 、 ， 。 ； （ ） “ ” 5.6% 3.2个百分点 120万吨
三成 翻番 第一 近 超 以上 左右 家 企业 的 粮食产量 达到 从 到 为 1.5 12 万 预计 力争 国家统计局 表示 ： 截至 目前 以来 等 将 了
"""
NEWS = st.lists(st.sampled_from([*PIECES.split(), "\n"]), max_size=30).map(lambda words: "".join(words) + "新闻")


@given(NEWS | st.text(max_size=80).map(lambda text: f"中{text}"))
def test_any_text(text: str) -> None:
    try:
        claims = textmine.extract(text, published="2024-05-06")
    except textmine.InputError:
        return
    ids = {claim.id for claim in claims}
    for claim in claims:
        assert text[claim.start : claim.end] == claim.surface
        assert set(claim.related) < ids
        assert claim.low is None or claim.high is None or claim.low <= claim.high
        assert claim.low is None or claim.low <= claim.value
        assert claim.high is None or claim.value <= claim.high
        assert 0 < claim.confidence <= 1
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end] == evidence.surface
    assert claims == textmine.extract(text, published="2024-05-06")
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)


def test_a_text_without_an_end_is_broken_into_sentences() -> None:
    (article,) = from_text("2024年，" + "甲县产量5吨、" * 2000, title="产量", published="2025-01-01").articles
    layout = lay_out(article)
    spans = {layout.sentence(position) for position in range(len(article.text))}
    assert len(spans) > 4
    assert all(end - start <= 3100 for start, end in spans)
    assert all(layout.clause(start).start == start for start, _ in spans)
    assert len(textmine.extract(article.text)) == 2000


def test_values_of_a_long_list_have_short_evidence() -> None:
    claims = textmine.extract("2024年，车祸造成" + "5人死亡，" * 60, published="2025-01-01")
    assert len(claims) == 60
    assert max(sum(found.field == "indicator" for found in claim.evidence) for claim in claims) <= 4
