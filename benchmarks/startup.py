"""``python -m benchmarks.startup [--rounds N]``: how long the command takes to begin.

Interleaved runs of a bare Python, ``textmine --help``, ``textmine extract`` of the sample article, and a one-liner that
only cuts the same text with jieba; medians and ratios.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

SAMPLE = str(Path(__file__).parents[1] / "corpora/samples/article.txt")
CUT = f"import jieba; jieba.lcut(open({SAMPLE!r}, encoding='utf-8').read())"
COMMANDS = {
    "python": [sys.executable, "-c", "pass"],
    "help": [sys.executable, "-m", "textmine", "--help"],
    "jieba": [sys.executable, "-c", CUT],
    "extract": [sys.executable, "-m", "textmine", "extract", SAMPLE, "--format", "json"],
}


def seconds(command: list[str]) -> float:
    """How long ``command`` takes."""
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - begun


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(options.rounds):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    median = {name: statistics.median(values) for name, values in times.items()}
    for name, value in median.items():
        sys.stdout.write(f"{name:<8} {value * 1000:7.1f} ms\n")
    sys.stdout.write(f"textmine --help: {median['help'] / median['python']:.2f} times a bare Python\n")
    sys.stdout.write(f"textmine extract: {median['extract'] / median['jieba']:.2f} times cutting the text with jieba\n")


if __name__ == "__main__":
    main()
