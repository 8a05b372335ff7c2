"""Indicators of the fact database under other names: aliases of users, keys made anew without extraction, likeness."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from textmine.batch import Settings
from textmine.cli.app import run
from textmine.errors import InputError
from textmine.indicators import analyse, own_aliases, read_aliases
from textmine.store import Correction, Decision, FactStore, Query
from textmine.store import keying as keys_of_claims

if TYPE_CHECKING:
    from conftest import Place

PLAIN = Settings()
RECORDS = [
    {"id": "a", "published": "2025-01-20", "text": "2024年，浙江省粮食总产量达到45.2万吨，同比增长3.1%。"},
    {"id": "b", "published": "2024-02-01", "text": "2023年，浙江省饭碗产量为43.8万吨，增长2.6%。"},
    {
        "id": "c",
        "published": "2024-03-01",
        "text": "2023年，浙江省技术合同成交额3.6亿元，出口总额12.5亿元，进口总额8.5亿元。",
    },
]


@pytest.fixture
def archive(tmp_path: Path) -> str:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), "utf-8")
    return str(path)


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "own.tsv"
    path.write_text("# ours\nalias\tcanonical\n饭碗产量\t粮食总产量\n", "utf-8")
    return str(path)


@pytest.fixture
def store(place: Place, archive: str) -> Iterator[FactStore]:
    with FactStore(place("facts"), create=True) as opened:
        opened.ingest([archive], PLAIN)
        yield opened


def surfaces(store: FactStore, **fields: object) -> set[str]:
    return {fact.claim.surface for fact in store.facts(Query(limit=None, **fields))}  # type: ignore[arg-type]


BOTH = {"45.2万吨", "3.1%", "43.8万吨", "2.6%"}


def test_aliases_change_keys_without_extraction(
    store: FactStore, archive: str, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert surfaces(store, indicator="粮食总产量") == {"45.2万吨", "3.1%"}
    monkeypatch.setattr("textmine.store.ingest.results", lambda *_: iter(()))  # nothing is extracted from here on
    report = store.ingest([archive], PLAIN, aliases=own)
    assert (report.rekeyed, report.articles) == (2, 0)
    assert surfaces(store, indicator="粮食总产量") == BOTH == surfaces(store, indicator="饭碗产量")
    assert surfaces(store, indicator="粮食总产量增速") == {"3.1%", "2.6%"}
    (series, *_) = store.series(Query(indicator="饭碗产量", role="level", limit=None))
    assert [figure.period for figure in series.figures] == ["2023", "2024"]
    assert store.ingest([archive], PLAIN, aliases=own).rekeyed == 0
    assert store.ingest([], PLAIN).rekeyed == 0  # those of the database stay
    assert store.ingest([], PLAIN, aliases="off").rekeyed == 2
    assert surfaces(store, indicator="粮食总产量") == {"45.2万吨", "3.1%"}


def test_what_comes_later_follows_the_aliases_of_the_database(store: FactStore, own: str, tmp_path: Path) -> None:
    store.ingest([], PLAIN, aliases=own)
    later = tmp_path / "later.jsonl"
    later.write_text(json.dumps({"text": "2022年，浙江省饭碗产量为41.5万吨。"}), "utf-8")
    store.ingest([str(later)], PLAIN)
    assert surfaces(store, indicator="粮食总产量") == BOTH | {"41.5万吨"}


def test_a_run_tells_its_aliases(store: FactStore, own: str) -> None:
    store.ingest([], PLAIN, aliases=own)
    rows = store._database.rows("SELECT options, keying FROM run ORDER BY id")
    assert [json.loads(row["options"])["aliases"] for row in rows] == [None, own]
    assert rows[0]["keying"] != rows[1]["keying"]
    assert [tuple(row) for row in store._database.rows("SELECT * FROM alias")] == [("饭碗产量", "粮食总产量")]


def test_decisions_follow_the_aliases(store: FactStore, archive: str, own: str) -> None:
    (fact,) = store.facts(Query(indicator="饭碗产量", role="level"))
    store.review(fact.id, Decision.ACCEPTED)
    (other,) = store.facts(Query(indicator="技术合同成交额"))
    store.review(other.id, Decision.CORRECTED, Correction(indicator="饭碗产量", unit="吨"))
    store.ingest([archive], PLAIN, aliases=own, again=True)
    assert surfaces(store, indicator="粮食总产量") == BOTH | {"3.6亿元"}
    assert surfaces(store, indicator="粮食总产量", review="reviewed") == {"43.8万吨", "3.6亿元"}


def test_questions_with_aliases_of_their_own_change_nothing(store: FactStore, own: str) -> None:
    before = [tuple(row) for row in store._database.rows("SELECT id, indicator_key FROM claim ORDER BY id")]
    with FactStore(store.name, aliases=read_aliases(own)) as other:
        assert surfaces(other, indicator="粮食总产量") == BOTH == surfaces(other, indicator="饭碗产量")
        assert surfaces(other, indicator="粮食总产量增速") == {"3.1%", "2.6%"}
        assert surfaces(other, indicator="没有这个") == set()
        assert len(other.series(Query(role="level", limit=None))[0].figures) == 2
        (near, *_) = other.similar("饭碗产量")
        assert (near.key, near.score) == (analyse("粮食总产量").key, 1)
    assert [tuple(row) for row in store._database.rows("SELECT id, indicator_key FROM claim ORDER BY id")] == before


def test_keys_of_other_word_lists_are_seen_through_and_mended(
    store: FactStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store._database.run("UPDATE claim SET indicator_key = 'old', indicator_base = 'old'")
    monkeypatch.setattr(keys_of_claims, "__version__", "9.9")
    keys_of_claims.fingerprint.cache_clear()
    assert surfaces(store, indicator="粮食总产量") == {"45.2万吨", "3.1%"}
    assert store.ingest([], PLAIN).rekeyed == len(surfaces(store))
    assert surfaces(store, indicator="粮食总产量") == {"45.2万吨", "3.1%"}
    monkeypatch.undo()
    keys_of_claims.fingerprint.cache_clear()


def test_many_keys_are_made_in_pages(store: FactStore, own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_of_claims, "PAGE", 1)
    monkeypatch.setattr(keys_of_claims, "BOUND", 1)
    assert store.ingest([], PLAIN, aliases=own).rekeyed == 2
    assert surfaces(store, indicator="粮食总产量") == BOTH


def test_another_wording_finds_the_indicator(store: FactStore) -> None:
    assert surfaces(store, indicator="技术合同交易额") == set()
    found = store.facts(Query(similar="技术合同交易额"))
    assert found[0].claim.surface == "3.6亿元"
    scores = [fact.similarity for fact in found]
    assert all(score is not None and 0 < score < 1 for score in scores)
    (near, *_) = store.similar("技术合同交易额")
    assert (near.key, near.score, near.claims) == (analyse("技术合同成交额").key, scores[0], 1)
    assert all(fact.similarity is None for fact in store.facts(Query()))


def test_the_likest_come_first(store: FactStore) -> None:
    found = store.facts(Query(similar="出口总额", limit=None))
    assert found[0].claim.surface == "12.5亿元"
    scores = [fact.similarity or 0 for fact in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1
    assert {score for fact, score in zip(found, scores, strict=True) if fact.claim.surface == "8.5亿元"} <= {0.5}
    assert surfaces(store, similar="完全无关的事") == set()
    (first, *_) = store.facts(Query(similar="粮食总产量", order="value"))
    assert first.claim.surface == "45.2万吨"


@pytest.mark.usefixtures("store")
def test_the_commands(place: Place, own: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    def told(*arguments: str, code: int = 0) -> str:
        assert run([*arguments, "--db", place("facts")]) == code
        out, err = capsysbinary.readouterr()
        return (out + err).decode("utf-8")

    assert "≈ 0." in told("facts", "--similar", "技术合同交易额", "--lang", "en")
    nothing = told("facts", "--indicator", "技术合同交易额", "--lang", "en")
    assert nothing.startswith("no facts fit\nindicators like it:\n  0.")
    tree = json.loads(told("facts", "--similar", "出口总额", "-f", "json"))
    assert tree[0]["similarity"] == 1.0
    assert "43.8万吨" in told("facts", "--indicator", "粮食总产量", "--aliases", own)
    assert "43.8万吨" not in told("facts", "--indicator", "粮食总产量")
    plain = ["--dimensions", "off", "--entities", "off"]
    assert told("ingest", "--aliases", own, *plain).startswith("2 claims have another key\n")
    assert "43.8万吨" in told("facts", "--indicator", "粮食总产量")
    for arguments in (
        ["ingest", *plain],
        ["ingest", "--aliases", str(tmp_path / "gone.tsv"), *plain],
        ["facts", "--aliases", str(tmp_path / "gone.tsv")],
        ["facts", "--order", "similarity"],
    ):
        line = told(*arguments, code=2)
        assert len(line.splitlines()) == 1, line
    assert own_aliases(read_aliases(own)) == (("饭碗产量", "粮食总产量"),)


def test_bad_aliases_change_nothing(store: FactStore, tmp_path: Path) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_text("一个\n", "utf-8")
    with pytest.raises(InputError, match="no alias"):
        store.ingest([], PLAIN, aliases=str(bad))
    assert len(store._database.rows("SELECT 1 FROM run")) == 1
