"""Where claims stand in the files that they were read from: kept with them, given with the facts, through new extractions too."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

sys.path.insert(0, str(Path(__file__).parent / "fixtures" / "pdf"))

import pdf_sheets as sheets

import textmine
from textmine.batch import Result, Settings
from textmine.cli.app import run
from textmine.export import write
from textmine.output.facts import schema_text
from textmine.output.writers import open_writer  # what textmine extract gives is the measure
from textmine.records.facts import Fact
from textmine.store import Decision, FactStore, Query

if TYPE_CHECKING:
    from conftest import Place

PLAIN = Settings()
PAGES = Path(__file__).parent / "fixtures/html"
TABLE = (
    "<html><head><meta charset=utf-8><title>浙江省统计公报</title></head><body><article><h1>浙江省统计公报</h1>"
    "<p>2024年，浙江省粮食总产量达到45.2万吨，比上年增长3.1%，播种面积继续扩大。</p><table>"
    "<tr><th>指标</th><th>单位</th><th>2024年</th></tr><tr><td>出口总额</td><td>亿元</td><td>136.8</td></tr>"
    "<tr><td>进口总额</td><td>亿元</td><td>77.5</td></tr></table><p>以上数据为初步统计数，来源于省统计局。</p></article></body></html>"
)
TEXT = "2023年，浙江省进出口总额4.9万亿元，增长4.6%。"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A PDF file of three pages, one of columns, web pages, one with a table, and a text."""
    made = {"three.pdf": sheets.continued()[0].bytes(), "columns.pdf": sheets.two_columns()[0].bytes()}
    made |= {"table.html": TABLE.encode(), "text.txt": TEXT.encode()}
    made |= {path.name: path.read_bytes() for path in PAGES.glob("*.html") if path.stem in ("wechat", "several")}
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return [str(tmp_path / name) for name in made]


def extracted(files: list[str]) -> list[tuple[object, ...]]:
    """File, words and places of all claims as ``textmine extract`` gives them."""
    stream = io.BytesIO()
    writer = open_writer("jsonl", stream)
    for document in (found for file in files for found in textmine.read(file)):
        writer.write(Result(document, tuple(textmine.extract_article(article) for article in document.articles)))
    writer.finish()
    trees = [json.loads(line) for line in stream.getvalue().splitlines()]
    return sorted(
        (
            tree["path"] if {"page", "cell", "quote"} & claim.keys() else "",
            claim["surface"],
            str(claim.get("page")),
            str(claim.get("boxes")),
            str(list(claim["cell"].values()) if "cell" in claim else None),
            str(list(claim["quote"].values()) if "quote" in claim else None),
        )
        for tree in trees
        for claim in tree["claims"]
    )


def stored(facts: tuple[Fact, ...]) -> list[tuple[object, ...]]:
    """The same as the database has it."""
    return sorted(
        (
            fact.file or "",
            fact.claim.surface,
            str(place.page if place else None),
            str([{"page": page, "box": box} for page, *box in place.boxes] if place and place.boxes else None),
            str([*place.cell] if place and place.cell else None),
            str([*place.quote] if place and place.quote else None),
        )
        for fact in facts
        for place in [fact.location]
    )


def test_places_come_out_as_they_went_in(place: Place, files: list[str]) -> None:
    expected = extracted(files)
    assert {len({row[column] for row in expected}) > 2 for column in (0, 2, 3, 4, 5)} == {True}
    with FactStore(place("facts"), create=True) as store:
        store.ingest(files, PLAIN, jobs=2)
        assert stored(store.facts(Query(limit=None))) == expected
        assert store.ingest(files, PLAIN, again=True).new == 0
        assert stored(store.facts(Query(limit=None))) == expected
        assert stored(tuple(fact for one in store.whole(Query(limit=None)) for fact in one.facts)) == expected


def test_a_text_with_the_same_words_takes_no_place_away(place: Place, files: list[str], tmp_path: Path) -> None:
    with FactStore(place("facts"), create=True) as store:
        store.ingest(files, PLAIN)
        before = stored(store.facts(Query(limit=None)))
        records = [
            {
                "id": str(one.article.id),
                "title": one.article.title,
                "published": one.article.published,
                "text": one.text,
            }
            for one in store.whole(Query(limit=None))
        ]
        copy = tmp_path / "copy.jsonl"
        copy.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
        report = store.ingest([str(copy)], PLAIN, again=True)
        after = store.facts(Query(limit=None))
        known = {(row[1], row[2], row[3]) for row in stored(after) if row[0]}
        assert known == {(row[1], row[2], row[3]) for row in before if row[0]}
        assert report.articles == len(records)


def test_reviewed_facts_keep_their_place(place: Place, files: list[str]) -> None:
    with FactStore(place("facts"), create=True) as store:
        store.ingest(files, PLAIN)
        fact = next(fact for fact in store.facts(Query(limit=None)) if fact.location and fact.location.boxes)
        store.review(fact.id, Decision.ACCEPTED)
        store.ingest(files, PLAIN, again=True)
        (again,) = store.facts(Query(review="accepted"))
        assert (again.claim.surface, again.location) == (fact.claim.surface, fact.location)


@pytest.fixture
def name(place: Place, files: list[str]) -> str:
    with FactStore(place("facts"), create=True) as store:
        store.ingest(files, PLAIN)
    return place("facts")


def told(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> bytes:
    assert run([*arguments]) == 0
    out: bytes = capsysbinary.readouterr().out
    return out


def test_facts_have_their_published_schema(name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    schema = json.loads(told(capsysbinary, "facts", "--schema"))
    assert schema == json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    every = ["facts", "--db", name, "--limit", "0"]
    trees = json.loads(told(capsysbinary, *every, "-f", "json"))
    jsonschema.validate(trees, schema)
    lines = told(capsysbinary, *every, "-f", "jsonl", "--similar", "出口总额").splitlines()
    assert lines
    for line in lines:
        jsonschema.validate(json.loads(line), schema)
    for column in ("page", "boxes", "cell", "quote_exact", "file", "period", "regions"):
        assert {tree[column] is None for tree in trees} == {True, False}, column
    for wrong in ({"value": 3.5}, {"boxes": "3:1,2,3,4"}, {"role": "size"}, {"more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**trees[0], **wrong}, schema)


def test_tables_tell_the_places_too(name: str, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    every = ["facts", "--db", name, "--limit", "0"]
    rows = list(csv.DictReader(io.StringIO(told(capsysbinary, *every, "-f", "csv").decode("utf-8-sig"))))
    (row,) = (row for row in rows if row["surface"].startswith("136.8") and row["cell"])
    assert (row["cell"], Path(row["file"]).name) == ("T1R2C3", "table.html")
    boxed = [row for row in rows if row["boxes"]]
    assert all(row["boxes"].startswith(f"{row['page']}:") for row in boxed)
    assert boxed
    output = tmp_path / "facts.parquet"
    told(capsysbinary, *every, "-o", str(output))
    table = pq.read_table(output).to_pylist()
    assert [str(one["page"] or "") for one in table] == [row["page"] for row in rows]
    with FactStore(name) as store:
        assert list(store.frame(Query(limit=None))["cell"].dropna()) == [row["cell"] for row in rows if row["cell"]]


def test_annotations_lead_into_the_files(name: str, files: list[str]) -> None:
    stream = io.BytesIO()
    with FactStore(name) as store:
        write(store.whole(Query(limit=None)), "web-annotation", stream)
        facts = {f"urn:textmine:claim:{fact.id}": fact for fact in store.facts(Query(limit=None))}
    kinds = set()
    for item in json.loads(stream.getvalue())["items"]:
        fact = facts[item["id"]]
        for target in item["target"][1:]:
            assert target["source"] == fact.file
            assert target["source"] in files
            (selector,) = target["selector"]
            kinds.add(selector["type"])
            if selector["type"] == "TextQuoteSelector":
                assert fact.location
                assert fact.location.quote
                assert selector["exact"] == fact.location.quote.exact
            else:
                assert selector["value"].startswith("page=")
    assert kinds == {"TextQuoteSelector", "FragmentSelector"}
