"""``python -m benchmarks.statistics [--megabytes N] [--rounds N]``: importing files of official statistics into a new database.

Two made files, with invented figures: a tidy one (one figure a line) and an export of the bureau (years across, 76 figures a line).
Beside each import the bare ``csv.reader`` goes over the same bytes, in turns in one process; processor time is counted.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from textmine.places.gazetteer import index
from textmine.statistics import StatisticsStore

YEARS = 76
REGIONS = 300


def tidy(path: Path, size: int) -> None:
    """One figure a line, with its vintage."""
    chance = random.Random(7)
    regions = [place.name for code, place in index().codes.items() if code.endswith("00")][:REGIONS]
    with path.open("w", encoding="utf-8-sig") as stream:
        stream.write("indicator,region,year,value,unit,vintage\n")
        number = 0
        while stream.tell() < size:
            year = 1995 + number // REGIONS % 30
            name = f"第{number // (REGIONS * 30)}产业增加值"
            stream.write(
                f"{name},{regions[number % REGIONS]},{year},{chance.random() * 1e5:.2f},亿元,2024-03 download\n"
            )
            number += 1


def export(path: Path, size: int) -> None:
    """Years across, an indicator a line."""
    chance = random.Random(7)
    years = ",".join(f"{year}年" for year in range(2024, 2024 - YEARS, -1))
    with path.open("w", encoding="gb18030") as stream:
        stream.write(f"数据库：年度数据\n时间：最近{YEARS}年\n指标,{years}\n")
        number = 0
        while stream.tell() < size:
            figures = ",".join(f"{chance.random() * 1e4:.2f}" for _ in range(YEARS))
            stream.write(f"第{number}种产品产量(万吨),{figures}\n")
            number += 1
        stream.write("数据来源：国家统计局\n")


def seconds(work: Callable[[], object]) -> float:
    """The processor time that ``work`` takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def bare(path: Path, encoding: str) -> int:
    """The cells of the file, by the standard library alone."""
    return sum(len(row) for row in csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for name, make, encoding in (("tidy table", tidy, "utf-8-sig"), ("export", export, "gb18030")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "年度数据.csv"
            make(path, int(options.megabytes * 1e6))
            times, again, plain, figures = [], [], [], 0
            for round_ in range(options.rounds):
                with StatisticsStore(Path(folder) / f"{round_}.db") as store:
                    plain.append(seconds(lambda path=path, encoding=encoding: bare(path, encoding)))  # type: ignore[misc]
                    times.append(seconds(lambda store=store, path=path: store.add(path)))  # type: ignore[misc]
                    again.append(seconds(lambda store=store, path=path: store.add(path)))  # type: ignore[misc]
                    figures = store.files()[0].observations
            sys.stdout.write(
                f"{name:<11} {options.megabytes:g} MB, {figures} figures: import {statistics.median(times):.2f} s, "
                f"again {statistics.median(again):.3f} s, csv.reader alone {statistics.median(plain):.2f} s\n"
            )


if __name__ == "__main__":
    main()
