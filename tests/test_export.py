"""Exports of the fact database: other tools read back what the database says, at the same characters."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from textmine.batch import Settings
from textmine.cli.app import run
from textmine.errors import UsageError
from textmine.evaluate.gold import load
from textmine.export import FORMATS, write
from textmine.export.datasette import metadata
from textmine.records.facts import Stored
from textmine.store import DATASETTE, Decision, FactStore, Query

TEXT = "据江州市统计局，2024年𠮷县粮食总产量达到45.2万\n吨，同比增长3.1%。\n县长王小明说，2030年力争达到50万吨。"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FactStore]:
    folder = tmp_path_factory.mktemp("export")
    records = [
        {"id": "a", "title": "=粮食<再>获丰收", "published": "2025-01-20", "text": TEXT, "source": "江州日报"},
        {
            "id": "b",
            "title": "外贸",
            "published": "2024-02-01",
            "text": "2023年，浙江省进出口总额4.9万亿元，增长4.6%。",
        },
    ]
    (folder / "news.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    with FactStore(folder / "facts.db", create=True) as opened:
        opened.ingest([str(folder / "news.jsonl")], Settings(entities="rules"))
        yield opened


@pytest.fixture(scope="module")
def articles(store: FactStore) -> tuple[Stored, ...]:
    found = tuple(store.whole(Query(limit=None)))
    assert len(found) == 2
    assert all(stored.text[f.claim.start : f.claim.end] == f.claim.surface for stored in found for f in stored.facts)
    assert any(stored.entities for stored in found)
    return found


def written(articles: tuple[Stored, ...], form: str) -> bytes:
    stream = io.BytesIO()
    assert write(articles, form, stream) == len(articles)
    return stream.getvalue()


def test_label_studio_counts_units_of_utf_16(articles: tuple[Stored, ...]) -> None:
    tasks = json.loads(written(articles, "label-studio"))
    for task, stored in zip(tasks, articles, strict=True):
        units = task["data"]["text"].encode("utf-16-le")
        results = task["predictions"][0]["result"]
        assert len(results) == len(stored.facts) + len(stored.entities)
        for result in results:
            value = result["value"]
            assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]


def test_doccano(articles: tuple[Stored, ...]) -> None:
    for line, stored in zip(written(articles, "doccano").splitlines(), articles, strict=True):
        tree = json.loads(line)
        kinds = {(fact.claim.surface, fact.claim.kind.value) for fact in stored.facts}
        assert kinds <= {(tree["text"][start:end], label) for start, end, label in tree["label"]}


def test_brat_spans_do_not_go_over_the_ends_of_lines(articles: tuple[Stored, ...]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(articles, "brat")))
    assert "[entities]" in archive.read("annotation.conf").decode()
    broken = 0
    for stored in articles:
        name = f"{stored.article.id:07}"
        text = archive.read(f"{name}.txt").decode()
        for line in archive.read(f"{name}.ann").decode().splitlines():
            mark, where, words = line.split("\t")
            if mark[0] != "T":
                assert where.startswith("AnnotatorNotes T")
                continue
            pieces = [piece.split() for piece in where.partition(" ")[2].split(";")]
            broken += len(pieces) > 1
            assert " ".join(text[int(start) : int(end)] for start, end in pieces) == words
    assert broken == 1


def test_web_annotations_find_their_words(articles: tuple[Stored, ...]) -> None:
    page = json.loads(written(articles, "web-annotation"))
    texts = {f"urn:textmine:article:{stored.article.id}": stored.text for stored in articles}
    assert len(page["items"]) == sum(len(stored.facts) for stored in articles)
    for item in page["items"]:
        (target,) = item["target"]
        text = texts[target["source"]]
        quote, position = target["selector"]
        assert quote["exact"] == text[position["start"] : position["end"]]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert json.loads(item["body"]["value"])["@type"] == "Observation"


def test_goals_are_no_observations(articles: tuple[Stored, ...]) -> None:
    graph = json.loads(written(articles, "schema-org"))["@graph"]
    values = {observation["value"] for article in graph for observation in article["mentions"]}
    assert values == {"452000", "3.1", "4900000000000", "4.6"}


def test_spacy_reads_the_documents(articles: tuple[Stored, ...]) -> None:
    import spacy
    from spacy.tokens import DocBin

    documents = list(DocBin().from_bytes(written(articles, "spacy")).get_docs(spacy.blank("zh").vocab))
    for doc, stored in zip(documents, articles, strict=True):
        assert doc.text == stored.text
        assert len(doc.spans["claims"]) == len(stored.facts)
        for span, fact in zip(doc.spans["claims"], stored.facts, strict=True):
            assert fact.claim.surface in span.text
        exact = json.loads(doc.user_data["textmine"])["claims"]
        assert [doc.text[start:end] for start, end, _ in exact] == [fact.claim.surface for fact in stored.facts]


def test_gold_is_what_evaluation_reads(articles: tuple[Stored, ...], tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_bytes(written(articles, "gold"))
    read = load([path])
    assert [len(article.claims) for article in read] == [len(stored.facts) for stored in articles]
    assert run(["evaluate", str(path)]) == 0


def test_workbooks_run_nothing_and_lose_no_digit(articles: tuple[Stored, ...]) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(written(articles, "xlsx")))["facts"]
    head, *rows = sheet.iter_rows(values_only=True)
    titles = [row[head.index("title")] for row in rows]
    assert "=粮食<再>获丰收" in titles
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sum(len(stored.facts) for stored in articles) == len(rows)
    assert {float(str(row[head.index("value")])) for row in rows} >= {452000.0, 3.1}


def test_queries_shipped_for_datasette_run(store: FactStore) -> None:
    told = json.loads(DATASETTE.read_text("utf-8"))["databases"]["*"]
    connection = sqlite3.connect(store.name)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert set(told["tables"]) <= tables
    for query in told["queries"].values():
        connection.execute(query["sql"], {"indicator": "粮食", "region": ""}).fetchall()
    assert connection.execute(told["queries"]["figures"]["sql"], {"indicator": "进出口", "region": "浙江"}).fetchall()
    connection.close()


def test_datasette_knows_the_database_by_its_name(store: FactStore, tmp_path: Path) -> None:
    output = tmp_path / "metadata.json"
    assert run(["export", "--db", store.name, "--format", "datasette", "-o", str(output)]) == 0
    assert set(json.loads(output.read_text("utf-8"))["databases"]) == {Path(store.name).stem}
    with pytest.raises(UsageError, match="SQLite"):
        metadata("postgresql://nobody@nowhere/facts")


def test_foreign_keys_name_their_columns(store: FactStore) -> None:
    """Datasette fails on those that do not."""
    connection = sqlite3.connect(store.name)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    keys = [key for table in tables for key in connection.execute(f"PRAGMA foreign_key_list({table})")]
    assert len(keys) > 15
    assert {key[4] for key in keys} == {"id"}
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


@pytest.mark.parametrize("form", [*FORMATS, "datasette"])
def test_the_command_writes_every_format(store: FactStore, form: str, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert run(["export", "--db", store.name, "--format", form, "-o", str(output), "--region", "浙江"]) == 0
    assert output.stat().st_size > 50


def test_only_what_was_reviewed(store: FactStore, tmp_path: Path) -> None:
    (fact, *_) = store.facts(Query(region="浙江", role="level"))
    store.review(fact.id, Decision.ACCEPTED)
    output = tmp_path / "gold.json"
    assert run(["export", "--db", store.name, "-f", "gold", "-o", str(output), "--review", "accepted"]) == 0
    assert [len(article["claims"]) for article in json.loads(output.read_text("utf-8"))] == [1]


def test_an_unknown_format_is_told(store: FactStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--db", store.name, "-f", "word", "-o", "out"]) == 2
    assert "label-studio" in capsys.readouterr().err
