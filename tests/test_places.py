"""Places: the corpora, the gazetteer as a whole, properties on any text."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.lexicon import column, rows
from textmine.places import contains, find, lookup, parent
from textmine.records import Place

CORPORA = Path(__file__).parents[1] / "corpora" / "places"
RULES = {
    "name",
    "chain",
    "composite",
    "abbreviation",
    "country",
    "nation",
    "reference",
    "in-organisation",
    "in-authority",
    "in-event",
    "dateline",
}


def examples() -> list[tuple[str, str, bool]]:
    """Text, expected reading and whether the example is a known failure, from every corpus."""
    found = []
    for path in sorted(CORPORA.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                text, expected = line.removeprefix("? ").split(" => ")
                found.append((text, expected, line.startswith("? ")))
    return found


def shown(text: str) -> str:
    """What ``find`` reads in ``text``, in the corpus's notation."""
    parts = []
    for mention in find(text):
        names = ",".join(place.name for place in mention.places) or "-"
        parts.append(f"{mention.surface}|{names}|{mention.rule}")
    return "; ".join(parts) or "-"


@pytest.mark.parametrize(("text", "expected", "fails"), examples())
def test_corpus(text: str, expected: str, fails: bool) -> None:
    assert (shown(text) == expected) is not fails, shown(text)


def test_every_rule_has_a_corpus() -> None:
    assert {path.stem for path in CORPORA.glob("*.txt")} == RULES
    for path in CORPORA.glob("*.txt"):
        assert f"|{path.stem}" in path.read_text("utf-8")


def test_codes_are_unique_and_parents_exist() -> None:
    codes = column("places_divisions")
    assert len(set(codes)) == len(codes)
    assert len([code for code in codes if code.endswith("0000")]) == 34
    for code, name, _, _, use in rows("places_divisions"):
        assert re.fullmatch(r"[1-8]\d{5}", code), code
        assert use in {"", "free", "bound", "old"}, (code, use)
        assert code.endswith("0000") or parent(Place(name=name, code=code)), code


def test_members_and_areas_lie_somewhere() -> None:
    for name, _, members in rows("places_composites"):
        for member in members.split():
            assert lookup(member), (name, member)
    codes = set(column("places_divisions"))
    assert not set(column("places_areas")) & set(column("places_divisions", 1))
    assert {code for _, code, _ in rows("places_areas") if code} <= codes
    assert all(row[1] in {"near", "far"} for row in rows("places_organisation") + rows("places_event"))
    assert all(kind in {"authority", "body"} for _, _, kind, _ in rows("places_organisation"))


def test_lookup_largest_first() -> None:
    assert [place.code for place in lookup("吉林")] == ["220000", "220200"]
    assert lookup("顺德") == (Place(name="顺德区", code="440606"),)
    assert lookup("冀") == (Place(name="河北省", code="130000"),)
    assert lookup("全国") == (Place(name="全国"),)
    assert lookup("无此地") == ()


def test_parent_and_contains() -> None:
    shunde = lookup("顺德")[0]
    foshan = parent(shunde)
    assert foshan == Place(name="佛山市", code="440600")
    assert parent(foshan) == lookup("广东")[0]
    assert parent(lookup("广东")[0]) is None
    assert contains(lookup("广东")[0], shunde)
    assert not contains(shunde, foshan)
    assert not contains(shunde, shunde)
    assert contains(lookup("京津冀")[0], lookup("保定")[0])
    assert contains(lookup("全国")[0], shunde)
    assert contains(lookup("河北")[0], lookup("雄安新区")[0])
    assert lookup("浦东")[0].code == "310115"
    assert not contains(lookup("京津冀")[0], shunde)


def test_ambiguous_name_by_what_was_named_before() -> None:
    assert "鼓楼区|鼓楼区|name" in shown("福州出台办法，鼓楼区率先落实")
    code = find("福州出台办法，鼓楼区率先落实")[-1].places[0].code
    assert code == "350102"


@given(st.text(alphabet="北京津冀上海市广东省佛顺德区中国、和《》全新华社1月日电大学会 \n朝阳县a", max_size=40))
def test_offsets_hold_and_mentions_do_not_overlap(text: str) -> None:
    end = 0
    for mention in find(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.surface
        assert mention.rule in RULES
        assert mention.places or mention.rule in {"reference", "in-event"}
        end = mention.end


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    assert all(text[mention.start : mention.end] == mention.surface for mention in find(text))


@pytest.mark.parametrize("unit", ["京、", "京津", "《", "朝阳区", "中国"])
def test_repetition_stays_linear(unit: str) -> None:
    began = time.perf_counter()
    find(unit * 20_000)
    assert time.perf_counter() - began < 3
