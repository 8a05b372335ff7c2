"""The database of official statistics: vintages, idempotence, transactions, several processes, and the command."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from textmine.errors import InputError, TextmineError, UsageError
from textmine.records import Missing, Observation
from textmine.statistics import StatisticsStore, read_statistics
from textmine.statistics.store import connection

FIXTURES = Path(__file__).parent / "fixtures" / "statistics"
FIRST = "数据库：分省年度数据\n指标：地区生产总值(亿元)\n地区,2023年,2022年\n北京市,43000.5,41000\n吉林省,,13000.1\n"
SECOND = FIRST.replace("43000.5", "47000.7")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "stats.db"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_what_goes_in_comes_out(database: Path) -> None:
    with StatisticsStore(database) as store:
        for name in (
            "old_portal.csv",
            "old_quarters.csv",
            "old_months.csv",
            "export.xls",
            "tidy.csv",
            "worldbank.csv",
            "structured.xml",
        ):
            added = store.add(FIXTURES / name)
            expected = [item for item in read_statistics(FIXTURES / name) if isinstance(item, Observation)]
            assert (added.observations, added.missing) == (
                sum(item.published is not None for item in expected),
                sum(item.published is None for item in expected),
            )
            found = [item for item in store.find(missing=True) if item.series.path == str(FIXTURES / name)]
            assert sorted(map(repr, found)) == sorted(map(repr, expected))


def test_two_files_make_two_vintages(database: Path, tmp_path: Path) -> None:
    one, two = write(tmp_path, "a.csv", FIRST), write(tmp_path, "b.csv", SECOND)
    with StatisticsStore(database) as store:
        store.add(two, released="2025-01")
        store.add(one, released="2024-01")
        found = store.find(indicator="地区生产总值", region="北京", period="2023")
    assert [(item.published, item.series.released) for item in found] == [
        (Decimal("43000.5"), "2024-01"),
        (Decimal("47000.7"), "2025-01"),
    ]


def test_the_same_content_is_there_once(database: Path, tmp_path: Path) -> None:
    with StatisticsStore(database) as store:
        assert store.add(write(tmp_path, "a.csv", FIRST)).already is False
        assert store.add(write(tmp_path, "copy.csv", FIRST)).already is True
        assert len(store.files()) == 1
        assert len(store.find()) == 3


def test_other_options_are_another_import(database: Path) -> None:
    path = FIXTURES / "new_portal.csv"
    with StatisticsStore(database) as store:
        for words in ("甲产量", "乙产量"):
            assert store.add(path, indicator=words, unit="吨").observations == 5
        assert {series.indicator for series in store.series()} == {"甲产量", "乙产量"}


def test_a_table_that_stands_twice_in_a_file_is_there_once(database: Path, tmp_path: Path) -> None:
    row = "indicator,region,year,value,unit\n" + "产量,北京市,2023,1,吨\n产量,北京,2023,1,吨\n"
    with StatisticsStore(database) as store:
        assert store.add(write(tmp_path, "a.csv", row)).observations == 1


def test_a_file_without_figures_is_not_kept(database: Path) -> None:
    with StatisticsStore(database) as store:
        added = store.add(FIXTURES / "new_portal.csv")
        assert added.observations == 0
        assert "--indicator" in str(added.errors[0])
        assert store.files() == ()
        assert "there is no such file" in str(store.add("none.csv").errors[0])


def test_an_import_that_fails_leaves_nothing(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from textmine.statistics.store import writing

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with StatisticsStore(database) as store:
        monkeypatch.setattr(writing.Writer, "flush", fail)
        with pytest.raises(KeyboardInterrupt):
            store.add(FIXTURES / "old_portal.csv")
        monkeypatch.undo()
        assert store.files() == ()
        assert store.add(FIXTURES / "old_portal.csv").observations == 11


def test_searches(database: Path) -> None:
    with StatisticsStore(database) as store:
        store.add(FIXTURES / "old_quarters.csv")
        store.add(FIXTURES / "easyquery.json")
        assert {item.period for item in store.find(indicator="国内生产总值", period="2024-S1")} == {
            "2024-Q1",
            "2024-Q2",
            "2024-S1",
        }
        assert len(store.find(indicator="A01", region="120000")) == 2
        assert len(store.find(indicator="A01", missing=True)) == 3
        assert store.find(indicator="100%") == ()
        assert store.find(indicator="' OR 1 --") == ()
        assert len(store.find(limit=2)) == 2
        assert store.find(period="2031") == ()
        with pytest.raises(UsageError, match="is no region"):
            store.find(region="火星")
        with pytest.raises(UsageError, match="is no period"):
            store.find(period="soon")
        summary = {each.indicator: each for each in store.summary()}
        assert (summary["年末常住人口"].figures, summary["年末常住人口"].regions, summary["年末常住人口"].unit) == (
            2,
            1,
            "人",
        )


def test_the_view_reads_like_the_records(database: Path) -> None:
    with StatisticsStore(database) as store:
        for name in ("old_portal.csv", "sdmx10.csv", "easyquery.json"):
            store.add(FIXTURES / name)
        found = store.find(missing=True)
    told = sqlite3.connect(database).execute(
        "SELECT indicator, region, period, published, value, missing, status FROM observations"
    )
    expected = {
        (item.series.indicator, item.series.region.name, item.period, None if item.published is None else str(item.published)): (
            item.value, item.missing, item.status,
        )
        for item in found
    }  # fmt: skip
    rows = list(told)
    assert len(rows) == len(found)
    for *key, value, missing, status in rows:
        exact, why, settled = expected[key[0], key[1], key[2], key[3]]
        assert (missing, status) == (why, settled)
        assert (value is None) == (exact is None)
        assert exact is None or value == pytest.approx(float(exact))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(st.one_of(st.none(), st.decimals(allow_nan=False, allow_infinity=False, places=3)), min_size=1, max_size=6)
)
def test_figures_stay_exact(tmp_path: Path, figures: list[Decimal | None]) -> None:
    cells = ",".join("" if value is None else f"{value:f}" for value in figures)
    years = ",".join(f"{2024 - index}年" for index in range(len(figures)))
    path = write(tmp_path, "a.csv", f"数据库：分省年度数据\n指标：产量(万吨)\n地区,{years}\n北京市,{cells}\n")
    (tmp_path / "x.db").unlink(missing_ok=True)
    with StatisticsStore(tmp_path / "x.db") as store:
        store.add(path)
        found = store.find(missing=True)
    assert [item.published for item in found] == figures
    assert all((item.missing is Missing.EMPTY) == (item.published is None) for item in found)


def test_other_files_are_no_database(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no SQLite database"):
        StatisticsStore(write(tmp_path, "a.db", "text" * 400))
    other = tmp_path / "other.db"
    found = sqlite3.connect(other)
    found.execute("CREATE TABLE t (a)")
    found.commit()
    found.close()
    with pytest.raises(InputError, match="no statistics database of textmine"):
        StatisticsStore(other)
    with pytest.raises(InputError, match="there is no such database"):
        StatisticsStore.open(tmp_path / "none.db")
    with pytest.raises(InputError, match="cannot be opened"):
        StatisticsStore(tmp_path / "no" / "folder.db")


def test_a_newer_database_is_told(database: Path) -> None:
    StatisticsStore(database).close()
    found = sqlite3.connect(database)
    found.execute("PRAGMA user_version = 99")
    found.close()
    with pytest.raises(InputError, match="of a newer textmine"):
        StatisticsStore(database)


def test_a_full_disk_is_one_line(database: Path, tmp_path: Path) -> None:
    with StatisticsStore(database) as store:
        store.add(write(tmp_path, "a.csv", FIRST))
        store._connection.execute("PRAGMA max_page_count = 1")
        wide = "数据库：分省年度数据\n指标：产量(吨)\n地区,2023年\n" + "北京市,1\n天津市,2\n"
        notes = "".join(f"注：{number}{'说明' * 400}\n" for number in range(400))
        with pytest.raises(TextmineError, match="the disk is full"):
            store.add(write(tmp_path, "b.csv", wide + notes))
        store._connection.execute("PRAGMA max_page_count = 100000")
        assert len(store.find()) == 3


def test_migrations_are_applied_in_order(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    StatisticsStore(database).close()
    folder = tmp_path / "migrations"
    folder.mkdir()
    for script in connection.MIGRATIONS.glob("*.sql"):
        (folder / script.name).write_text(script.read_text("utf-8"), "utf-8")
    (folder / "002.sql").write_text("-- more\nALTER TABLE files ADD COLUMN comment TEXT;\n", "utf-8")
    monkeypatch.setattr(connection, "MIGRATIONS", folder)
    with StatisticsStore(database) as store:
        assert store.files() == ()
    assert sqlite3.connect(database).execute("PRAGMA user_version").fetchone() == (2,)


def run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "textmine", "stats", *words], capture_output=True, encoding="utf-8", cwd=cwd, check=False
    )


def test_two_processes_end_with_the_database_of_one(database: Path) -> None:
    names = [str(FIXTURES / name) for name in ("old_portal.csv", "old_quarters.csv", "export.xls", "tidy.csv")]
    command = [sys.executable, "-m", "textmine", "stats", "import", "--db", str(database)]
    both = [
        subprocess.Popen([*command, *order], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for order in (names, names[::-1])
    ]
    for each in both:
        each.communicate()
        assert each.returncode == 0
    with StatisticsStore.open(database) as store:
        assert len(store.files()) == 4
        assert len(store.find(missing=True)) == sum(
            isinstance(item, Observation) for name in names for item in read_statistics(name)
        )


def test_the_command(database: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "=a.csv", FIRST)
    done = run("import", str(path), "--db", str(database))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{path}: 3 figures in 2 series, 1 empty cells\n"
    assert run("import", str(path), "--db", str(database)).stdout == f"{path}: already there\n"
    table = run("show", "--db", str(database), "--region", "吉林", "--format", "table", "--lang", "en")
    assert "13000.1" in table.stdout
    assert "Jilin" in table.stdout
    nodes = json.loads(run("show", "--db", str(database), "--period", "2022").stdout)
    assert [(node["region_code"], node["value"], node["unit"]) for node in nodes] == [
        ("110000", "4100000000000", "元"),
        ("220000", "1300010000000", "元"),
    ]
    rows = list(
        csv.DictReader(io.StringIO(run("show", "--db", str(database), "-f", "csv").stdout.removeprefix("\ufeff")))
    )
    assert len(rows) == 3
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    assert len(run("show", "--db", str(database), "-f", "jsonl", "--missing").stdout.splitlines()) == 4
    listed = json.loads(run("list", "--db", str(database)).stdout)
    assert [(each["indicator"], each["regions"], each["figures"]) for each in listed] == [("地区生产总值", 2, 3)]
    assert "more than 1 figures" in run("show", "--db", str(database), "--limit", "1").stderr


def test_the_command_reads_directories_and_goes_on_after_a_bad_file(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder, "a.csv", FIRST)
    write(folder, "b.csv", "地区,2023年\n北京市,3\n")
    done = run("import", str(folder), "--db", str(database))
    assert done.returncode == 2
    assert "3 figures" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "--indicator and --unit" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("show", "--db", "none.db"), 2, "there is no such database"),
        (("show", "--db", "{db}", "--indicator", "月球"), 1, ""),
        (("show", "--db", "{db}", "--period", "soon"), 2, "is no period"),
        (("show", "--db", "{db}", "--region", "火星"), 2, "is no region"),
        (("show", "--db", "{db}", "-f", "xml"), 2, "format 'xml' is not known"),
        (("list", "--db", "{db}", "-f", "csv"), 2, "stats list prints table, json or jsonl"),
        (("import", "none.csv", "--db", "{db}"), 2, "there is no such file"),
        (("import", "{fixture}", "--db", "{db}", "--released", "soon"), 2, "--released 'soon' is no date"),
        (("import", "{fixture}", "--db", "{db}", "--columns", "a"), 2, "write FIELD=COLUMN"),
        (("import", "{folder}", "--db", "{db}"), 2, "the directory holds no .csv"),
        (("import", "{fixture}"), 2, "--db"),
        (("upload",), 2, "No such command 'upload'"),
    ],
)
def test_wrong_use_of_the_command(database: Path, tmp_path: Path, words: tuple[str, ...], code: int, told: str) -> None:
    with StatisticsStore(database) as store:
        store.add(FIXTURES / "old_portal.csv")
    (tmp_path / "empty").mkdir()
    named = {"db": str(database), "fixture": str(FIXTURES / "tidy.csv"), "folder": str(tmp_path / "empty")}
    done = run(*(word.format(**named) for word in words), cwd=tmp_path)
    assert done.returncode == code
    assert told in done.stderr
    assert done.stderr.count("\n") == (1 if told else 0)
