"""``python -m benchmarks.memory [--archive FILE] [--megabytes N ...] [--formats NAME ...]``: the largest memory of ``textmine extract``.

Archives of growing size, in each of the formats (jsonl, csv, zip, tar.gz), are written to a temporary folder and extracted to JSON Lines by
the command, as a user does; the peak resident memory of each run is printed. It must not grow with the archive. ``--bare`` leaves
dimensions and entities out, which do not depend on the format.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.texts import Text, texts

RUN = """
import resource, sys
from textmine.__main__ import main
try:
    main()
except SystemExit:
    pass
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
"""


BARE = ("--dimensions", "off", "--entities", "off")


def peak(source: Path, target: Path, *options: str) -> int:
    """Peak resident memory in MiB of extracting ``source`` into ``target``."""
    command = [sys.executable, "-c", RUN, "extract", str(source), "-o", str(target), *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    unit = 1024 if sys.platform == "darwin" else 1
    return int(done.stderr.split()[-1]) // (1024 * unit)


def write_lines(path: Path, articles: Iterable[tuple[str, Text]]) -> None:
    """JSON Lines, an article a line."""
    with path.open("w", encoding="utf-8") as lines:
        for name, text in articles:
            node = {"id": name, "title": text.title, "published": text.published, "text": text.text}
            lines.write(json.dumps(node, ensure_ascii=False) + "\n")


def write_rows(path: Path, articles: Iterable[tuple[str, Text]]) -> None:
    """A table, an article a row."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("编号", "标题", "日期", "正文"))
        rows.writerows((name, text.title, text.published, text.text) for name, text in articles)


def write_zip(path: Path, articles: Iterable[tuple[str, Text]]) -> None:
    """A ZIP archive, an article a member."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in articles:
            archive.writestr(f"{name}.txt", text.text)


def write_tar(path: Path, articles: Iterable[tuple[str, Text]]) -> None:
    """A packed tar archive, an article a member."""
    with tarfile.open(path, "w:gz") as archive:
        for name, text in articles:
            data = text.text.encode()
            header = tarfile.TarInfo(f"{name}.txt")
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))


WRITERS = {"jsonl": write_lines, "csv": write_rows, "zip": write_zip, "tar.gz": write_tar}


def cycled(found: list[Text], size: float) -> list[tuple[str, Text]]:
    """Articles of ``size`` bytes together, numbered; taken again from the first where they are too few."""
    articles: list[tuple[str, Text]] = []
    while size > 0:
        text = found[len(articles) % len(found)]
        articles.append((str(len(articles) + 1), text))
        size -= len(text.text.encode())
    return articles


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", help="JSON Lines with text, title, published; may be gzipped")
    parser.add_argument("--megabytes", type=float, nargs="*", default=[1, 10, 50])
    parser.add_argument("--formats", nargs="*", choices=tuple(WRITERS), default=tuple(WRITERS))
    parser.add_argument("--bare", action="store_true", help="without dimensions and entities")
    options = parser.parse_args()
    found = texts(options.archive, int(max(options.megabytes) * 1e6 / 3))
    with tempfile.TemporaryDirectory() as folder:
        for form in options.formats:
            for megabytes in options.megabytes:
                source = Path(folder) / f"archive.{form}"
                articles = cycled(found, megabytes * 1e6)
                WRITERS[form](source, articles)
                used = peak(source, Path(folder) / "claims.jsonl", *BARE * options.bare)
                sys.stdout.write(f"{form:>6} {megabytes:>5g} MB in {len(articles)} articles: {used} MiB at most\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
