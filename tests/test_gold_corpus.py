"""The gold corpus says what its sources say, and none of its text is anybody else's."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from textmine import evaluate

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "corpora" / "gold"
SHARED = ROOT.parent / "shared"
PARTS = sorted(path for path in GOLD.iterdir() if path.is_dir() and any(path.glob("*.txt")))
RUN = 20  # characters in common that make a text a copy
GRAM = 10
STEP = RUN - GRAM + 1  # among so many neighbouring places one begins a gram that lies within the run

SOURCE = """id: x
title: 一县新增学位
published: 2024-03-01
genre: news
dimensions: sharing
---
全县新增学位2300个，其中小学1300个，比上年增长近两成。
===
"""


@pytest.fixture(scope="module")
def compiler() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("gold_compile", GOLD / "compile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def compile_line(compiler: ModuleType, folder: Path, *lines: str) -> list[dict[str, object]]:
    (folder / "x.txt").write_text(SOURCE + "\n".join(lines) + "\n", "utf-8")
    claims: list[dict[str, object]] = json.loads(compiler.compile_part(folder))[0]["claims"]
    return claims


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_the_gold_file_is_what_its_sources_say(compiler: ModuleType, part: Path) -> None:
    assert part.with_suffix(".json").read_text("utf-8") == compiler.compile_part(part), "run corpora/gold/compile.py"


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_offset_gives_its_surface_and_every_indicator_its_head(part: Path) -> None:
    for article in json.loads(part.with_suffix(".json").read_text("utf-8")):
        for claim in article["claims"]:
            assert article["text"][claim["start"] : claim["end"]] == claim["surface"]
            assert claim["indicator_head"] in claim["indicator"]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_the_evaluation_reads_it(part: Path) -> None:
    articles = evaluate.load([part.with_suffix(".json")])
    assert len(articles) == len(list(part.glob("*.txt")))


def test_a_surface_within_a_longer_number_is_passed_over(compiler: ModuleType, tmp_path: Path) -> None:
    claims = compile_line(compiler, tmp_path, "1300个 | 【小学】学位 | - | - |")
    assert claims[0]["start"] == SOURCE[SOURCE.index("全县") :].index("1300个")


def test_a_unit_that_begins_with_a_scale_keeps_it(compiler: ModuleType) -> None:
    assert [compiler.digits(surface)[2] for surface in ("970百帕", "35万千瓦", "2百公里")] == ["百帕", "千瓦", "公里"]


@pytest.mark.parametrize(("line", "main"), [("", "green"), ("main: -\n", None), ("main: sharing\n", "sharing")])
def test_the_first_dimension_is_the_main_one_unless_told(
    compiler: ModuleType, tmp_path: Path, line: str, main: str | None
) -> None:
    (tmp_path / "x.txt").write_text(SOURCE.replace("sharing\n", f"green, sharing\n{line}") + "\n", "utf-8")
    article = json.loads(compiler.compile_part(tmp_path))[0]
    assert (article["main_dimension"], article["dimensions"]) == (main, ["green", "sharing"])


def test_an_unknown_main_dimension_stops_the_compilation(compiler: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(SOURCE.replace("sharing\n", "sharing\nmain: growth\n"), "utf-8")
    with pytest.raises(compiler.GoldError, match="growth"):
        compiler.compile_part(tmp_path)


def test_bounds_value_and_precision(compiler: ModuleType, tmp_path: Path) -> None:
    first, second = compile_line(
        compiler,
        tmp_path,
        "2300个 | 新增【学位】 | 渭源 | 2023 |",
        '两成 | 新增【学位】 | " | " | relative nearly ..20 v=20 prec=10 unit=% base=2022',
    )
    assert (first["value"], first["low"], first["high"], first["precision"], first["unit"]) == (
        "2300",
        "2300",
        "2300",
        "1",
        "个",
    )
    assert (second["low"], second["high"], second["role"], second["baseline"]) == (None, "20", "change", "2022")
    assert second["regions"] == ["渭源"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("9900个 | 【学位】 | - | - |", "not found"),
        ("300个 | 【学位】 | - | - |", "not found"),
        ("2300个 | 学位 | - | - |", "head"),
        ("2300个 | 【学位】 | - | 去年 |", "no period"),
        ("2300个 | 【学位】 | - | - | v=230", "does not fit"),
        ("2300个 | 【学位】 | - | - | over", "needs bounds"),
        ("2300个 | 【学位】 | - | - | over 200..", "not a bound"),
        ("2300个 | 【学位】 | - | - | base=2022", "belongs to a change"),
        ("2300个 | 【学位】 | - | - | roughly", "unknown note"),
        ("2300个 | 【学位】 | - | -", "columns"),
        ("两成 | 【学位】 | - | - | relative", "needs v="),
    ],
)
def test_a_bad_annotation_stops_the_compilation(
    compiler: ModuleType, tmp_path: Path, line: str, complaint: str
) -> None:
    with pytest.raises(compiler.GoldError, match=complaint) as failure:
        compile_line(compiler, tmp_path, line)
    assert "x.txt:9" in str(failure.value)


def shared_texts() -> Iterator[str]:
    for path in sorted((SHARED / "annotated").glob("*.json")):
        for node in json.loads(path.read_text("utf-8")):
            yield node["text"]
    for path in sorted((SHARED / "archive").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
    yield from (path.read_text("utf-8") for path in sorted((SHARED / "reference").glob("*.txt")))


def copied(ours: dict[str, str], theirs: Iterator[str]) -> list[str]:
    """Runs of ``RUN`` characters that an article of ours has in common with a text of theirs."""
    grams: dict[str, list[tuple[str, int]]] = {}
    for name, text in ours.items():
        for at in range(len(text) - GRAM + 1):
            grams.setdefault(text[at : at + GRAM], []).append((name, at))
    found = []
    for other in theirs:
        for place in range(0, len(other) - GRAM + 1, STEP):
            for name, at in grams.get(other[place : place + GRAM], ()):
                text = ours[name]
                left = next(
                    (n for n in range(min(at, place)) if text[at - n - 1] != other[place - n - 1]), min(at, place)
                )
                room = min(len(text) - at, len(other) - place)
                right = next((n for n in range(room) if text[at + n] != other[place + n]), room)
                if left + right >= RUN:
                    found.append(f"{name}: {text[at - left : at + right]}")
    return found


@pytest.mark.parametrize("shift", range(STEP))
def test_a_copied_run_is_found_wherever_it_stands(shift: int) -> None:
    run = "东岭水库除险加固工程今冬完工蓄水两万方"[:RUN] + "整"
    assert len(run) == RUN
    assert copied({"x": f"据介绍，{run}。"}, iter(["一" * shift + run + "十"]))
    assert not copied({"x": f"据介绍，{run[1:]}。"}, iter(["一" * shift + run[1:] + "十"]))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared texts are not here")
def test_no_article_is_copied() -> None:
    ours = {
        article["id"]: article["text"]
        for part in PARTS
        for article in json.loads(part.with_suffix(".json").read_text("utf-8"))
    }
    assert copied(ours, shared_texts()) == []
