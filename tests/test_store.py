"""The fact database: what goes in comes out, once, whole, and is found."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from textmine.batch import Settings
from textmine.cli.app import run
from textmine.errors import InputError, UsageError
from textmine.output.labels import Layout
from textmine.output.series import series_svg, series_table
from textmine.pipeline import extract_article
from textmine.reading import from_text
from textmine.store import Correction, Decision, FactStore, Query
from textmine.store.connecting import connect
from textmine.store.database import VERSION, Database
from textmine.store.events import Ingested
from textmine.store.findings import content_hash
from textmine.store.fulltext import folded
from textmine.store.near import ALIKE, bands, similarity
from textmine.store.search import asked

if TYPE_CHECKING:
    from conftest import Place

PLAIN = Settings()
PRICES = "本报讯 2024年，江州市粮食总产量达到45.2万吨，同比增长3.1%。全市粮食播种面积超过120万亩。"
TRADE = "据海关统计，2023年浙江省进出口总额4.9万亿元，增长4.6%，其中宁波市进出口1.28万亿元。"
AIR = "2024年上半年，杭州PM2.5平均浓度为32.5微克/立方米，同比下降4.1%。"


def lines(path: Path, records: Sequence[dict[str, str]]) -> str:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return str(path)


@pytest.fixture
def archive(tmp_path: Path) -> str:
    return lines(
        tmp_path / "news.jsonl",
        [
            {"id": "a", "title": "粮食再获丰收", "published": "2025-01-20", "text": PRICES, "source": "江州日报"},
            {"id": "b", "title": "浙江外贸", "published": "2024-02-01", "text": TRADE},
            {"id": "c", "title": "空气更好", "published": "2024-07-15", "text": AIR},
        ],
    )


@pytest.fixture
def store(place: Place, archive: str) -> Iterator[FactStore]:
    with FactStore(place("facts"), create=True) as opened:
        opened.ingest([archive], PLAIN)
        yield opened


def surfaces(store: FactStore, **fields: object) -> list[str]:
    return [fact.claim.surface for fact in store.facts(Query(**fields))]  # type: ignore[arg-type]


def ask(name: str, sql: str) -> list[tuple[object, ...]]:
    """What the database ``name`` answers."""
    database = connect(name)
    try:
        return [tuple(row) for row in database.rows(sql)]
    finally:
        database.close()


def dump(name: str) -> dict[str, list[tuple[object, ...]]]:
    """What the database says, without numbers that depend on the order of storing."""
    queries = {
        "article": "SELECT hash, title, published, text, superseded FROM article ORDER BY hash",
        "claim": "SELECT hash, name, surface, value, indicator, period, speaker FROM claim JOIN article ON article.id = article_id ORDER BY hash, start",
        "region": "SELECT hash, claim.name, r.position, r.name, r.code FROM claim_region r JOIN claim ON claim.id = claim_id "
        "JOIN article ON article.id = article_id ORDER BY hash, claim.start, r.position",
        "sighting": "SELECT path, name, hash FROM sighting JOIN source ON source.id = source_id JOIN article ON article.id = article_id ORDER BY 1, 2, 3",
        "evidence": "SELECT count(*) FROM evidence",
        "fulltext": "SELECT count(*) FROM fulltext",
        "quarantine": "SELECT path, reason FROM quarantine ORDER BY 1, 2",
        "near": "SELECT CASE WHEN a.hash < b.hash THEN a.hash ELSE b.hash END, CASE WHEN a.hash < b.hash THEN b.hash ELSE a.hash END, similarity "
        "FROM near JOIN article a ON a.id = article_id JOIN article b ON b.id = other_id ORDER BY 1, 2",
    }
    if "://" not in name:
        assert ask(name, "PRAGMA integrity_check") == [("ok",)]
        assert ask(name, "PRAGMA foreign_key_check") == []
    return {table: ask(name, sql) for table, sql in queries.items()}


def test_claims_come_out_as_they_went_in(store: FactStore) -> None:
    for text, title, published in ((PRICES, "粮食再获丰收", "2025-01-20"), (TRADE, "浙江外贸", "2024-02-01")):
        (article,) = from_text(text, title=title, published=published, split=False).articles
        expected = extract_article(article).claims
        found = sorted(
            (fact.claim for fact in store.facts(Query(limit=None)) if fact.article.title == title),
            key=lambda claim: claim.start,
        )
        assert found == [*expected]


@pytest.mark.usefixtures("store")
def test_offsets_are_those_of_the_stored_text(place: Place) -> None:
    rows = ask(
        place("facts"),
        'SELECT substr(text, CAST(start AS integer) + 1, CAST("end" - start AS integer)), surface '
        "FROM claim JOIN article ON article.id = article_id",
    )
    assert len(rows) > 5
    assert all(cut == surface for cut, surface in rows)


def test_an_article_of_a_page_is_stored_by_itself(tmp_path: Path, place: Place) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "江州日报\n粮食再获丰收\n本报讯 记者 李明\n"
        + PRICES.removeprefix("本报讯 ")
        + "\n\n外贸稳步增长\n本报讯 记者 王华\n"
        + TRADE
        + "\n",
        "utf-8",
    )
    with FactStore(place("facts"), create=True) as store:
        report = store.ingest([str(page)], PLAIN)
        assert report.articles == report.new == 2
        facts = store.facts(Query(limit=None))
    assert {fact.article.title for fact in facts} == {"粮食再获丰收", "外贸稳步增长"}
    for sql in (
        'SELECT text, claim.start, claim."end", surface FROM claim JOIN article ON article.id = article_id',
        'SELECT text, e.start, e."end", e.surface FROM evidence e JOIN claim ON claim.id = claim_id JOIN article ON article.id = article_id',
    ):
        for text, start, end, surface in ask(place("facts"), sql):
            assert str(text)[start:end] == surface  # type: ignore[index]


def test_what_is_known_is_not_stored_again(store: FactStore, archive: str, tmp_path: Path) -> None:
    before = dump(store.name)
    assert store.ingest([archive], PLAIN).articles == 0
    again = store.ingest([archive], PLAIN, verify=True)
    assert (again.sources, again.articles, again.new) == (1, 0, 0)
    os.utime(archive, ns=(1, 1))  # another time, the same bytes
    assert store.ingest([archive], PLAIN).sources == 1
    assert store.ingest([archive], PLAIN).sources == 0
    assert dump(store.name) == before
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(Path(archive).read_bytes())
    assert store.ingest([str(copy)], PLAIN).new == 0
    (fact, *_) = store.facts(Query(words="宁波"))
    assert fact.article.sources == tuple(sorted((archive, str(copy))))


def test_other_bytes_behind_the_same_size_and_time_are_seen_when_asked(store: FactStore, archive: str) -> None:
    told = Path(archive).stat()
    Path(archive).write_bytes(Path(archive).read_bytes().replace(b"45.2", b"45.3"))
    os.utime(archive, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert store.ingest([archive], PLAIN).new == 0
    assert store.ingest([archive], PLAIN, verify=True).new == 1
    assert surfaces(store, like="粮食总产量", unit="吨") == ["45.3万吨"]


def test_a_changed_article_supersedes_the_old_one(store: FactStore, archive: str) -> None:
    records = [json.loads(line) for line in Path(archive).read_text("utf-8").splitlines()]
    records[0]["text"] = PRICES.replace("45.2", "45.6")
    lines(Path(archive), records)
    assert store.ingest([archive], PLAIN).new == 1
    assert "45.6万吨" in surfaces(store, unit="吨")
    assert "45.2万吨" not in surfaces(store, unit="吨")
    assert sorted(surfaces(store, unit="吨", superseded=True)) == ["45.2万吨", "45.6万吨"]
    records[0]["text"] = PRICES  # and back again
    lines(Path(archive), records)
    assert store.ingest([archive], PLAIN).new == 0
    assert surfaces(store, unit="吨") == ["45.2万吨"]


def test_another_article_under_an_old_name_replaces_nothing(store: FactStore, archive: str) -> None:
    lines(Path(archive), [{"id": "a", "text": "去年，中州省高铁里程突破3000公里，居全国第五位。"}])
    assert store.ingest([archive], PLAIN).new == 1
    assert surfaces(store, unit="吨") == ["45.2万吨"]


def test_wire_copy_is_linked(store: FactStore, tmp_path: Path) -> None:
    wire = lines(tmp_path / "wire.jsonl", [{"id": "w", "title": "外贸", "text": TRADE + "（完）"}])
    store.ingest([wire], PLAIN)
    assert {fact.article.copies for fact in store.facts(Query(region="浙江"))} == {1}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"region": "浙江"}, {"4.9万亿元", "4.6%"}),
        ({"region": "浙江", "within": True}, {"4.9万亿元", "4.6%", "1.28万亿元", "32.5微克/立方米", "4.1%"}),
        ({"region": "宁波"}, {"1.28万亿元"}),
        ({"indicator": "外贸进出口总值"}, {"4.9万亿元", "4.6%", "1.28万亿元"}),
        ({"indicator": "进出口总额增速"}, {"4.6%"}),
        ({"indicator": "出口总额"}, set()),
        ({"like": "粮食"}, {"45.2万吨", "3.1%", "120万亩"}),
        ({"like": "%"}, set()),
        ({"region": "没有这里"}, set()),
        ({"period": "2023"}, {"4.9万亿元", "4.6%", "1.28万亿元"}),
        ({"period": "2024-03"}, {"45.2万吨", "3.1%", "120万亩", "32.5微克/立方米", "4.1%"}),
        ({"period": "2024-Q4"}, {"45.2万吨", "3.1%", "120万亩"}),
        ({"unit": "元", "least": Decimal("2e12")}, {"4.9万亿元"}),
        ({"unit": "元", "most": Decimal("1.28e12")}, {"1.28万亿元"}),
        ({"role": "change"}, {"3.1%", "4.6%", "4.1%"}),
        ({"words": "PM2.5"}, {"32.5微克/立方米", "4.1%"}),
        ({"words": "pm2"}, {"32.5微克/立方米", "4.1%"}),
        ({"words": "2023年，浙江"}, set()),
        ({"words": "2023年浙江"}, {"4.9万亿元", "4.6%", "1.28万亿元"}),
        ({"published_from": "2024-07-01", "published_to": "2024-12-31"}, {"32.5微克/立方米", "4.1%"}),
        ({"publisher": "江州日报"}, {"45.2万吨", "3.1%", "120万亩"}),
        ({"status": "target"}, set()),
    ],
)
def test_facts_are_found_by_every_field(store: FactStore, fields: dict[str, object], expected: set[str]) -> None:
    assert set(surfaces(store, limit=None, **fields)) == expected


def test_facts_are_ordered_and_limited(store: FactStore) -> None:
    everything = surfaces(store, limit=None, order="value")
    assert everything[:2] == ["4.9万亿元", "1.28万亿元"]
    assert surfaces(store, limit=2, order="value") == everything[:2]
    assert surfaces(store, limit=2, offset=2, order="value") == everything[2:4]


@pytest.mark.parametrize("fields", [{"period": "neulich"}, {"order": "size"}, {"order": "relevance"}])
def test_questions_that_cannot_be_asked(store: FactStore, fields: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        surfaces(store, **fields)


def test_values_are_bound_never_written_into_the_question(store: FactStore) -> None:
    evil = "x' OR 1=1; DROP TABLE claim; --"
    for field in (
        "indicator",
        "words",
        "region",
        "unit",
        "speaker",
        "dimension",
        "publisher",
        "role",
        "status",
        "kind",
    ):
        assert surfaces(store, **{field: evil}) == []
        sql, _ = asked(store._database, Query(**{field: evil}))  # type: ignore[arg-type]
        assert "DROP" not in sql
    assert surfaces(store, words='"') == surfaces(store, words='"" OR "') == []
    assert len(surfaces(store, limit=None)) > 5


@pytest.mark.parametrize(
    "fields",
    [
        {"indicator": "粮食总产量"},
        {"like": "产量"},
        {"region": "浙江", "within": True},
        {"period": "2024"},
        {"unit": "元", "least": Decimal(1)},
        {"speaker": "国家统计局"},
        {"words": "增长"},
        {"published_from": "2024-01-01"},
    ],
)
def test_no_question_goes_through_all_claims(fields: dict[str, object], tmp_path: Path) -> None:
    with FactStore(tmp_path / "facts.db", create=True) as store:
        store.ingest([])  # so that the keys are known to be up to date
    database = connect(tmp_path / "facts.db")
    sql, values = asked(database, Query(**fields))  # type: ignore[arg-type]
    plan = " | ".join(str(row[3]) for row in database.rows("EXPLAIN QUERY PLAN " + sql, values))
    database.close()
    assert not re.search(r"SCAN claim(?! USING (COVERING )?INDEX)", plan)


ALPHABET = "江州市增长2.5%， \nABbc亿元的𠮷\u0bb7"


@pytest.fixture
def empty(place: Place) -> Iterator[Database]:
    database = connect(place("empty"), create=True)
    database.run("INSERT INTO run (id, started, version, models, options) VALUES (1, '', '', '', '')")
    yield database
    database.close()


def fill(database: Database, texts: Sequence[str]) -> None:
    """Stores texts by themselves, the first in the title too."""
    for number, text in enumerate(texts):
        sql = "INSERT INTO article (id, hash, text, run_id) VALUES (?, ?, ?, 1)"
        database.run(sql, (number, str(number), text))
        database.index(number, texts[0] if number == 1 else "", text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(ALPHABET, max_size=30), min_size=1, max_size=6), st.text(ALPHABET, min_size=1, max_size=6))
@example(["𠮷"], "\u0bb7")  # the same lower 16 bits
@example(["人人人"], "人人")
def test_full_text_finds_exactly_where_words_stand(empty: Database, texts: list[str], words: str) -> None:
    found: list[int] = []
    with suppress(RuntimeError), empty.writing():
        fill(empty, texts)
        hit = empty.matching(words)
        found += [row["id"] for row in empty.rows(hit.sql, hit.values)]
        raise RuntimeError  # so that nothing stays
    held = [[text, texts[0]] if number == 1 else [text] for number, text in enumerate(texts)]
    assert sorted(found) == [
        n for n, fields in enumerate(held) if any(folded(words) in folded(text) for text in fields)
    ]
    assert {n for n, fields in enumerate(held) if any(words in text for text in fields)} <= {*found}


def test_near_copies_share_bands_and_others_do_not() -> None:
    other = PRICES.replace("江州市", "中州市")
    assert similarity(PRICES, other) > ALIKE > similarity(PRICES, TRADE)
    assert set(enumerate(bands(PRICES * 3))) & set(enumerate(bands(other * 3)))
    assert not set(enumerate(bands(PRICES))) & set(enumerate(bands(TRADE)))
    assert bands("，。") == ()


def test_one_content_has_one_hash() -> None:
    assert content_hash("a", None, "b") != content_hash(None, "a", "b") != content_hash("ab", None, "")


def test_bad_inputs_are_kept_with_their_reasons_and_the_rest_is_stored(
    tmp_path: Path, place: Place, archive: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    with FactStore(place("facts"), create=True) as store:
        report = store.ingest([str(tmp_path / "bad.txt"), str(tmp_path / "gone.txt"), archive], PLAIN)
        assert report.new == 3
        assert len(report.errors) == 2
    quarantine = dump(place("facts"))["quarantine"]
    assert [Path(str(path)).name for path, _ in quarantine] == ["bad.txt", "gone.txt"]
    assert all(reason for _, reason in quarantine)


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_file_that_is_no_database_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "facts.db"
    path.write_bytes(content)
    if not content:  # an empty file is a database without tables
        FactStore(path).close()
        return
    with pytest.raises(InputError, match="this is no database"):
        FactStore(path)


def test_databases_of_others_and_of_later_versions_are_left_alone(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such database"):
        FactStore(tmp_path / "facts.db")
    with pytest.raises(InputError, match="directory"):
        FactStore(tmp_path, create=True)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE theirs (a)")
    other.commit()
    other.close()
    with pytest.raises(InputError, match="another programme"):
        FactStore(tmp_path / "other.db", create=True)
    FactStore(tmp_path / "facts.db", create=True).close()
    later = sqlite3.connect(tmp_path / "facts.db")
    later.execute(f"PRAGMA user_version = {VERSION + 1}")
    later.close()
    with pytest.raises(UsageError, match="later version"):
        FactStore(tmp_path / "facts.db")


def test_a_full_disk_is_told_and_the_database_stays_whole(tmp_path: Path) -> None:
    texts = [f"去年第{number}季度，江州市出口额达到{number}.5亿元。" * 40 for number in range(50)]
    files = [lines(tmp_path / f"{n:02}.jsonl", [{"id": "a", "text": text}]) for n, text in enumerate(texts)]
    told: list[Ingested] = []
    with FactStore(tmp_path / "facts.db", create=True) as store:
        store.ingest(files[:1], PLAIN)
        (row,) = store._database.rows("PRAGMA page_count")
        store._database.run(f"PRAGMA max_page_count = {row[0] + 3}")
        with pytest.raises(InputError, match="no room"):
            store.ingest(files[1:], PLAIN, progress=told.append)
    stored = len(dump(str(tmp_path / "facts.db"))["article"])
    assert stored == 1 + sum(part.new for part in told)
    with FactStore(tmp_path / "facts.db") as store:
        store.ingest(files, PLAIN)
    assert len(dump(str(tmp_path / "facts.db"))["article"]) == len(files)


COMMAND = (
    "import sys; from textmine.batch import Settings; from textmine.store import FactStore\n"
    "with FactStore(sys.argv[1], create=True) as store: store.ingest(sys.argv[2:], Settings())"
)


def many(folder: Path, count: int = 400) -> list[str]:
    records = [
        {
            "id": f"n{n}",
            "title": f"第{n}号公报",
            "published": "2024-05-06",
            "text": f"2023年，江州市第{n}街道居民{n + 1000}户，增长{n % 9 + 1}.5%。",
        }
        for n in range(count)
    ]
    half = count // 2
    return [lines(folder / "one.jsonl", records[:half]), lines(folder / "two.jsonl", records[half:])]


def test_a_killed_run_goes_on_where_it_ended(tmp_path: Path, place: Place) -> None:
    files = many(tmp_path)
    with FactStore(place("whole"), create=True) as store:
        store.ingest(files, PLAIN)
    name = place("killed")
    kills = 0
    for wait in (0.5, 0.7, 0.9, 1.1):
        process = subprocess.Popen([sys.executable, "-c", COMMAND, name, *files])
        time.sleep(wait)
        kills += process.poll() is None
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert kills
    subprocess.run([sys.executable, "-c", COMMAND, name, *files], check=True)
    assert dump(name) == dump(place("whole"))


def test_two_processes_end_with_the_database_of_one(tmp_path: Path, place: Place) -> None:
    files = many(tmp_path, 200)
    with FactStore(place("one"), create=True) as store:
        store.ingest(files, PLAIN)
    name = place("two")
    orders = (files, files[::-1])
    processes = [subprocess.Popen([sys.executable, "-c", COMMAND, name, *order]) for order in orders]
    assert [process.wait() for process in processes] == [0, 0]
    assert dump(name) == dump(place("one"))


def test_several_workers_store_what_one_does(tmp_path: Path, place: Place) -> None:
    files = many(tmp_path, 100)
    for jobs in (1, 2):
        with FactStore(place(f"jobs{jobs}"), create=True) as store:
            store.ingest(files, PLAIN, jobs=jobs)
    assert dump(place("jobs1")) == dump(place("jobs2"))


def test_facts_as_a_frame(store: FactStore) -> None:
    frame = store.frame(Query(region="浙江", order="value"))
    assert list(frame["surface"]) == ["4.9万亿元", "4.6%"]
    assert frame["value"][0] == Decimal(4900000000000)


def number_of(store: FactStore, surface: str) -> int:
    (found,) = [fact.id for fact in store.facts(Query(limit=None, superseded=True)) if fact.claim.surface == surface]
    return found


def test_what_people_decide_holds_through_a_new_extraction(store: FactStore, archive: str) -> None:
    store.review(number_of(store, "4.6%"), Decision.ACCEPTED, reviewer="李明")
    store.review(number_of(store, "120万亩"), Decision.REJECTED, note="只是计划")
    correction = Correction(indicator="粮食产量", regions="浙江;上海", period="2023")
    store.review(number_of(store, "45.2万吨"), Decision.CORRECTED, correction)
    before = dump(store.name)
    for _ in range(2):
        assert surfaces(store, review="rejected") == ["120万亩"]
        assert "120万亩" not in surfaces(store, limit=None)
        (fact,) = store.facts(Query(indicator="粮食产量", region="上海", period="2023"))
        assert (fact.claim.surface, fact.claim.value, fact.review) == ("45.2万吨", Decimal(452000), "corrected")
        assert [place.code for place in fact.claim.regions] == ["330000", "310000"]
        assert set(surfaces(store, review="reviewed")) == {"4.6%", "120万亩", "45.2万吨"}
        report = store.ingest([archive], PLAIN, again=True)
        assert (report.articles, report.new) == (3, 0)
    assert dump(store.name) == before


def test_a_claim_that_is_no_longer_found_stays_where_a_person_accepted_it(store: FactStore, archive: str) -> None:
    for surface, decision in (("4.6%", Decision.ACCEPTED), ("4.9万亿元", Decision.REJECTED)):
        store.review(number_of(store, surface), decision)
    store._database.run("UPDATE review SET start = start + 1")  # as if it stood elsewhere for the machine
    store.ingest([archive], PLAIN, again=True)
    found = [(fact.claim.rule, fact.review) for fact in store.facts(Query(review="reviewed"))]
    assert found == [("review", "accepted")]


def test_the_last_decision_counts(store: FactStore) -> None:
    number = number_of(store, "4.6%")
    store.review(number, Decision.REJECTED)
    store.review(number, Decision.ACCEPTED)
    assert "4.6%" in surfaces(store, limit=None)


@pytest.mark.parametrize(
    ("decision", "correction"),
    [
        (Decision.CORRECTED, None),
        (Decision.ACCEPTED, Correction(unit="元")),
        (Decision.CORRECTED, Correction(indicator="")),
        (Decision.CORRECTED, Correction(period="neulich")),
        (Decision.CORRECTED, Correction(value="viel")),
        (Decision.CORRECTED, Correction(role="size")),
    ],
)
def test_decisions_that_cannot_be_kept(store: FactStore, decision: Decision, correction: Correction | None) -> None:
    with pytest.raises(UsageError):
        store.review(number_of(store, "4.6%"), decision, correction)
    with pytest.raises(UsageError, match="not in the database"):
        store.review(10**9, Decision.ACCEPTED)
    assert surfaces(store, review="reviewed") == []


@pytest.fixture
def years(tmp_path: Path, place: Place) -> Iterator[FactStore]:
    told = [("2022", "118.2亿元"), ("2023", "124.5亿元"), ("2024", "131.0亿元")]
    records = [
        {
            "id": year,
            "title": f"{year}年统计公报",
            "published": f"{int(year) + 1}-03-01",
            "text": f"{year}年，杭州市出口总额达到{value}。",
        }
        for year, value in told
    ]
    records.append(
        {"id": "x", "title": "<b>回顾</b>", "published": "2025-05-01", "text": "2024年，杭州市的出口总额为139亿元。"}
    )
    records.append(
        {"id": "y", "title": "目标", "published": "2025-05-02", "text": "2026年，杭州市出口总额力争达到150亿元。"}
    )
    with FactStore(place("years"), create=True) as opened:
        opened.ingest([lines(tmp_path / "years.jsonl", records)], PLAIN)
        yield opened


def test_facts_gather_to_series_and_disagreements_are_shown(years: FactStore) -> None:
    (series,) = years.series(Query(region="杭州", limit=None))
    assert [(figure.period, str(figure.value)) for figure in series.figures] == [
        ("2022", "11820000000"),
        ("2023", "12450000000"),
        ("2024", "13100000000"),
        ("2024", "13900000000"),
    ]
    assert [found.period for found in series.disagreements] == ["2024"]
    table = series_table([series], Layout(lang="zh"))
    assert "≠" in table
    assert "杭州市" in table
    chart = series_svg([series], "zh")
    tree = ET.fromstring(chart)
    assert len(tree.findall(".//{http://www.w3.org/2000/svg}circle")) == 4
    assert "<b>" not in chart
    assert years.series(Query(region="没有这里")) == ()


@pytest.mark.usefixtures("years")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--region", "杭州", "--series"], "≠"),
        (["--region", "杭州", "--format", "csv"], "13900000000"),
        (["回顾", "--articles"], "<b>回顾</b>"),
        (["--region", "无此地"], "no facts fit"),
    ],
)
def test_the_command_answers(
    place: Place, options: list[str], expected: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["facts", *options, "--db", place("years"), "--lang", "en"]) == 0
    assert expected in capsysbinary.readouterr().out.decode("utf-8")


@pytest.mark.usefixtures("years")
@pytest.mark.parametrize(
    "options",
    [
        ["--min", "viel"],
        ["--period", "neulich"],
        ["--from", "gestern"],
        ["--articles"],
        ["--series", "--format", "csv"],
        ["--format", "xls"],
        ["-o", "chart.svg"],
        ["--review", "maybe"],
    ],
)
def test_wrong_questions_are_one_line(place: Place, options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facts", *options, "--db", place("years")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1


def test_ingest_and_review_on_the_command_line(
    tmp_path: Path, place: Place, archive: str, capsys: pytest.CaptureFixture[str]
) -> None:
    database = place("new")
    plain = ["--dimensions", "off", "--entities", "off"]
    assert run(["ingest", archive, "--db", database, *plain]) == 0
    assert capsys.readouterr().out.startswith("3 articles, 3 of them new")
    assert run(["ingest", archive, str(tmp_path / "gone.txt"), "--db", database, *plain]) == 2
    assert "gone.txt" in capsys.readouterr().err
    assert run(["review", "--db", database, "--limit", "2"]) == 0
    number = capsys.readouterr().out.split()[0]
    assert run(["review", "--db", database, number, "--set", "period=2020", "--by", "李明"]) == 0
    assert run(["review", "--db", database, number]) == 2
    assert run(["review", "--db", database, "--accept"]) == 2
    assert run(["review", "--db", database, number, "--set", "size=3"]) == 2
    with FactStore(database) as store:
        assert [fact.claim.period for fact in store.facts(Query(review="corrected"))] == ["2020"]


def test_a_database_in_memory_answers(archive: str) -> None:
    with FactStore(":memory:", create=True) as store:
        store.ingest([archive], PLAIN)
        assert "4.6%" in surfaces(store, limit=None)


def test_many_known_articles_are_passed_in_turns(
    store: FactStore, archive: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textmine.store.ingest.PENDING", 1)
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(Path(archive).read_bytes())
    told: list[Ingested] = []
    report = store.ingest([str(copy)], PLAIN, progress=told.append)
    assert (report.articles, report.new, report.sources) == (3, 0, 1)
    assert store.ingest([archive, str(copy)], PLAIN, verify=True).sources == 2


def test_what_the_database_holds_is_told(
    tmp_path: Path, place: Place, archive: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    database = place("held")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    wire = lines(tmp_path / "wire.jsonl", [{"id": "w", "title": "=外贸", "text": TRADE + "（完）"}])
    with FactStore(database, create=True) as store:
        store.ingest([archive, wire, str(tmp_path / "bad.txt")], PLAIN)

    def told(*arguments: str, code: int = 0) -> str:
        assert run(["contents", *arguments, "--db", database, "--lang", "en"]) == code
        out, err = capsysbinary.readouterr()
        return (out + err).decode("utf-8")

    counts = told()
    assert re.search(r"articles +4\n", counts)
    assert re.search(r"pairs of near copies +1\n", counts)
    assert "bad.txt" in told("quarantine")
    assert "wire.jsonl" in told("runs")
    copies = told("copies", "-f", "csv").splitlines()
    assert len(copies) == 2
    assert "'=外贸" in copies[1]
    assert "浙江外贸" in copies[1]
    assert told("aliases") == "none\n"
    assert len(told("nothing", code=2).splitlines()) == len(told("-f", "xls", code=2).splitlines()) == 1
