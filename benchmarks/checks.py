"""``python -m benchmarks.checks [--observations N] [--claims N] [--rounds N]``: holding claims against official figures.

Made figures (invented) of 31 provinces over 20 years; claims that state them, some wrongly, extracted beforehand. Processor time of
indexing the figures and of the verdicts, and beside it, in turns, that of walking over the same figures once.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from textmine.check import Figures, check
from textmine.pipeline import extract_article
from textmine.places.gazetteer import index
from textmine.reading import from_text
from textmine.records import Extraction, Observation
from textmine.statistics import read_statistics

YEARS = range(2005, 2025)
GOODS = (
    *("粮食", "棉花", "油料", "蔬菜", "水果", "肉类", "牛奶", "水产品", "原煤", "原油"),
    *("天然气", "水泥", "钢材", "汽车", "化肥", "茶叶", "食糖", "纸板", "布匹", "玻璃"),
)
KINDS = ("产量", "销售量", "库存量", "出口量", "进口量", "消费量", "加工量", "运输量")


def figures_of(folder: Path, size: int, chance: random.Random) -> list[Observation]:
    """``size`` observations, read from a file as users have them."""
    places = [place.name for code, place in index().codes.items() if code.endswith("0000")][:31]
    path = folder / "figures.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("indicator,region,period,value,unit,released\n")
        for number, (name, place, year) in enumerate(_keys(places)):
            if number == size:
                break
            stream.write(f"{name},{place},{year}年,{chance.random() * 1e4:.1f},万吨,2025-03\n")
    return [item for item in read_statistics(path) if isinstance(item, Observation)]


def _keys(places: list[str]) -> Iterator[tuple[str, str, int]]:
    for grade in ("", "优质", "有机"):
        for good in GOODS:
            for kind in KINDS:
                for place in places:
                    for year in YEARS:
                        yield f"{grade}{good}{kind}", place, year


def articles(found: list[Observation], claims: int, chance: random.Random) -> list[Extraction]:
    """Articles with ``claims`` figures, four each, a tenth of them wrong."""
    made = []
    for _ in range(claims // 4):
        some = chance.sample(found, 4)
        text = "".join(
            f"{item.period}年，{item.series.region.name}{item.series.indicator}"
            f"{(item.published or 0) + (chance.random() < 0.1) * 111}万吨。"
            for item in some
        )
        made.append(extract_article(from_text(text, published="2025-06-01").articles[0]))
    return made


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--observations", type=int, default=100_000)
    parser.add_argument("--claims", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        found = figures_of(Path(folder), options.observations, chance)
    texts = articles(found, options.claims, chance)
    claims = sum(len(text.claims) for text in texts)
    indexing, judging, walking = [], [], []
    for _ in range(options.rounds):
        begun = time.process_time()
        held = Figures(found)
        indexed = time.process_time()
        verdicts = [verdict for text in texts for verdict in check(text, held)]
        judged = time.process_time()
        walked = sum(item.value is not None for item in found)
        indexing.append(indexed - begun)
        judging.append(judged - indexed)
        walking.append(time.process_time() - judged)
    told = sum(verdict.chosen is not None for verdict in verdicts)
    sys.stdout.write(
        f"{walked} observations, {claims} claims, {told} with a series: index {statistics.median(indexing):.2f} s, verdicts "
        f"{statistics.median(judging):.2f} s, walking over the figures {statistics.median(walking):.3f} s\n"
    )


if __name__ == "__main__":
    main()
