"""``python -m benchmarks.memory [--archive FILE] [--megabytes N ...]``: the largest memory of ``textmine extract``.

Archives of growing size are written to a temporary folder and extracted to JSON Lines by the command, as a user does;
the peak resident memory of each run is printed. It must not grow with the archive.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.texts import texts

RUN = """
import resource, sys
from textmine.__main__ import main
try:
    main()
except SystemExit:
    pass
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
"""


def peak(source: Path, target: Path) -> int:
    """Peak resident memory in MiB of extracting ``source`` into ``target``."""
    command = [sys.executable, "-c", RUN, "extract", str(source), "-o", str(target)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    unit = 1024 if sys.platform == "darwin" else 1
    return int(done.stderr.split()[-1]) // (1024 * unit)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", help="JSON Lines with text, title, published; may be gzipped")
    parser.add_argument("--megabytes", type=float, nargs="*", default=[1, 10, 50])
    options = parser.parse_args()
    found = texts(options.archive, int(max(options.megabytes) * 1e6 / 3))
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in options.megabytes:
            source = Path(folder) / "archive.jsonl"
            size = 0
            with source.open("w", encoding="utf-8") as lines:
                number = 0
                while size < megabytes * 1e6:
                    text = found[number % len(found)]
                    number += 1
                    node = {"id": str(number), "title": text.title, "published": text.published, "text": text.text}
                    line = json.dumps(node, ensure_ascii=False) + "\n"
                    size += len(line.encode())
                    lines.write(line)
            used = peak(source, Path(folder) / "claims.jsonl")
            sys.stdout.write(f"{megabytes:>5g} MB in {number} articles: {used} MiB at most\n")


if __name__ == "__main__":
    main()
