"""Spark finds, row for row, what one machine finds; what it writes comes into a database as if it had been extracted there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from textmine.batch import Settings
from textmine.errors import InputError, MissingExtraError
from textmine.store import FactStore, Query
from textmine.store.parquet import Line, batch, lines, schema

ROOT = Path(__file__).parents[1]
SETTINGS = Settings(dimensions="on", entities="on")
RUN = """
import sys
from pyspark.sql import SparkSession
from textmine.spark import claims_of, extract_frame

spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", 2).getOrCreate()
archive = spark.read.schema("id STRING, title STRING, published STRING, text STRING, desk STRING").json(sys.argv[1]).repartition(3)
found = extract_frame(archive).cache()
found.write.parquet(sys.argv[2] + "/facts")
claims_of(found).coalesce(1).write.parquet(sys.argv[2] + "/claims")
try:
    extract_frame(archive.drop("text"))
except Exception as error:
    assert type(error).__name__ == "UsageError", error
else:
    raise SystemExit("an archive without texts was taken")
"""


def archive(folder: Path) -> Path:
    """Our own annotated articles, and rows that are no articles."""
    nodes = [
        node for path in sorted((ROOT / "corpora/gold").glob("*.json")) for node in json.loads(path.read_text("utf-8"))
    ]
    records = [
        {
            "id": f"g{n}",
            "title": node.get("title"),
            "published": node.get("published"),
            "text": node["text"],
            "desk": "经济",
        }
        for n, node in enumerate(nodes)
    ]
    records += [{"id": "empty", "text": ""}, {"id": "english", "text": "no Chinese at all"}, {"id": "none"}]
    path = folder / "archive.jsonl"
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return path


def java() -> bool:
    """Whether there is a Java that PySpark 4 can use."""
    found = shutil.which("java")
    if found is None:
        return False
    told = subprocess.run([found, "-version"], capture_output=True, encoding="utf-8", check=False).stderr
    version = re.search(r'version "(\d+)', told)
    return version is not None and int(version.group(1)) >= 17


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``archive.jsonl`` and what Spark makes of it: ``facts`` and ``claims``."""
    if find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed")
    if not java():
        pytest.skip("no Java 17 or newer is installed (Debian: default-jre-headless)")
    folder = tmp_path_factory.mktemp("spark")
    environment = {
        **os.environ,
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(archive(folder)), str(folder)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=folder,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


COUNTED = (
    "article", "sighting", "passage", "dimension", "entity", "claim", "claim_region", "evidence", "signature", "near"
)  # fmt: skip


def tables(store: FactStore) -> dict[str, list[str]]:
    """All rows, in terms of hashes instead of numbers."""
    names = {row["id"]: row["hash"] for row in store._database.rows("SELECT id, hash FROM article")}
    claims = {row["id"]: (names[row["article_id"]], row["name"]) for row in store._database.rows("SELECT * FROM claim")}
    told: dict[str, list[str]] = {}
    for table in COUNTED:
        rows = []
        for row in store._database.rows(f"SELECT * FROM {table}"):
            cells = {name: row[name] for name in row.keys()}  # type: ignore[attr-defined]  # noqa: SIM118
            cells = {name: names.get(cell, cell) if name == "article_id" else cell for name, cell in cells.items()}
            if "claim_id" in cells:
                cells["claim_id"] = claims[cells["claim_id"]]
            if "other_id" in cells:
                cells["article_id"], cells["other_id"] = sorted((cells["article_id"], names[cells["other_id"]]))
            rows.append(
                repr([(name, cell) for name, cell in cells.items() if name not in ("id", "source_id", "run_id")])
            )
        told[table] = sorted(rows)
    return told


def test_a_cluster_finds_what_one_machine_finds(spark: Path, tmp_path: Path) -> None:
    with (
        FactStore(tmp_path / "one.db", create=True) as one,
        FactStore(tmp_path / "other.db", create=True) as other,
    ):
        here = one.ingest([str(spark / "archive.jsonl")], SETTINGS)
        there = other.ingest([str(spark / "facts/*.parquet")], SETTINGS)
        assert (here.articles, here.new, here.claims) == (there.articles, there.new, there.claims)
        assert here.claims > 500
        assert len(here.errors) == len(there.errors) == 3
        expected, told = tables(one), tables(other)
        for table in COUNTED:
            assert told[table] == expected[table], table
        assert other.ingest([str(spark / "facts/*.parquet")], SETTINGS, verify=True).new == 0
        assert len(other.facts(Query(limit=None))) == len(one.facts(Query(limit=None)))


def test_claims_one_by_one(spark: Path) -> None:
    import pandas as pd

    frame = pd.read_parquet(spark / "claims")
    found = [line for path in sorted((spark / "facts").glob("*.parquet")) for line in lines(path)]
    assert len(frame) == sum(len(line.kept.claims) for line in found if line.kept)
    assert {"article_id", "article_title", "value", "indicator", "regions"} <= {*frame.columns}


def test_rows_that_are_no_articles_say_why(spark: Path) -> None:
    bad = {line.id: line.error for path in (spark / "facts").glob("*.parquet") for line in lines(path) if line.error}
    assert bad["empty"] == "the text is empty; give Chinese text"
    assert {*bad} == {"empty", "english", "none"}


def test_parquet_gives_back_what_it_was_given(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from textmine.batch import Result, in_worker
    from textmine.reading import from_text
    from textmine.reading.finder import Finder
    from textmine.store.findings import kept

    (result,) = in_worker([from_text("2024年，江州市出口额12.5亿元，增长3%。", title="外贸", split=False)], Settings())
    assert isinstance(result, Result)
    given = [
        Line("a", 0, '{"desk": "经济"}', None, kept(result.extractions[0], Finder(result.document))),
        Line("b", 0, None, "the text is empty", None),
    ]
    path = tmp_path / "facts.parquet"
    pq.write_table(pa.Table.from_batches([batch(given)], schema()), path)
    assert [*lines(path)] == given


@pytest.mark.parametrize("content", ["none", "other"])
def test_parquet_of_others_is_told(tmp_path: Path, content: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "facts.parquet"
    if content == "none":
        path.write_bytes(b"PAR1 but no more")
    else:
        pq.write_table(pa.table({"value": [1]}), path)
    with FactStore(tmp_path / "facts.db", create=True) as store:
        (error,) = store.ingest([str(path)], Settings()).errors
    assert isinstance(error, InputError)
    assert re.search("cannot be read as Parquet|no column", str(error))
    assert len(str(error).splitlines()) == 1


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from textmine.spark import extract_frame

    monkeypatch.setitem(sys.modules, "pyspark.sql.pandas.types", None)
    with pytest.raises(MissingExtraError, match=r"textmine\[spark\]"):
        extract_frame(None)  # type: ignore[arg-type]
