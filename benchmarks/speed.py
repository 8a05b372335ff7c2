"""``python -m benchmarks.speed [--archive FILE] [--megabytes N]``: the numeric path, and all of it, against plain ``jieba.cut``.

Both run over the same texts in one process, a few articles each in turns, so that whatever else the machine does meets both;
processor time is counted, and the median ratio of several rounds. Then the numeric path over growing archives and over one
growing article: its time a character must stay the same.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache

from benchmarks.texts import Text, texts
from textmine.batch import settled
from textmine.dimensions import Classifier
from textmine.entities import Recognizer
from textmine.pipeline import extract_article, extract_articles
from textmine.reading import from_text
from textmine.records import Article
from textmine.segment import news_segmenter

SEGMENTER = news_segmenter()
TURN = 25  # articles
BYTES = 3  # of a Chinese character in UTF-8


def numeric(found: list[Text]) -> None:
    """Reading, segmentation, quantities, periods, places and claims of every text."""
    for article in read(found):
        extract_article(article, segmenter=SEGMENTER)


@cache
def tools() -> tuple[Classifier, Recognizer]:
    """What tells dimensions and entities."""
    return Classifier(), Recognizer()


def read(found: list[Text]) -> list[Article]:
    """The articles of every text."""
    return [
        article
        for text in found
        for article in from_text(text.text, title=text.title, published=text.published, split=False).articles
    ]


def whole(found: list[Text]) -> None:
    """The numeric path, dimensions and entities of every text, all texts of a turn together as ``textmine extract`` takes them."""
    classifier, recognizer = tools()
    extract_articles(read(found), segmenter=SEGMENTER, classifier=classifier, recognizer=recognizer)


def with_dimensions(found: list[Text]) -> None:
    """The numeric path and dimensions of every text."""
    extract_articles(read(found), segmenter=SEGMENTER, classifier=tools()[0])


def plain(found: list[Text]) -> None:
    """Plain ``jieba.cut`` in Python, every word taken."""
    import jieba

    for text in found:
        for _ in jieba.cut(text.text):
            pass


def seconds(work: Callable[[list[Text]], None], found: list[Text]) -> float:
    """The processor time that ``work`` takes."""
    begun = time.process_time()
    work(found)
    return time.process_time() - begun


def in_turns(found: list[Text], works: Sequence[Callable[[list[Text]], None]]) -> list[float]:
    """The processor times of ``works`` over all of ``found``."""
    gc.collect()
    times = [0.0] * len(works)
    for start in range(0, len(found), TURN):
        turn = found[start : start + TURN]
        for number, work in enumerate(works):
            times[number] += seconds(work, turn)
    return times


def joined(found: list[Text], characters: int) -> list[Text]:
    """All of ``found`` as one article of ``characters`` characters."""
    return [Text(None, "2025-02-18", "\n".join(text.text for text in found)[:characters])]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", help="JSON Lines with text, title, published; may be gzipped")
    parser.add_argument("--megabytes", type=float, default=2, help="size of the comparison, UTF-8")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--grow", type=float, nargs="*", default=[1, 5, 10, 50], help="sizes of the archives in MB")
    parser.add_argument("--one", type=float, nargs="*", default=[0.1, 1, 10], help="sizes of the one article in MB")
    options = parser.parse_args()
    import jieba

    jieba.setLogLevel(60)
    out = sys.stdout.write
    found = texts(options.archive, int(options.megabytes * 1e6 / BYTES))
    size = sum(len(text.text) for text in found)
    works = [plain, numeric, with_dimensions, whole]
    for work in works:
        work(found[:20])
    settled()
    rounds = [in_turns(found, works) for _ in range(options.rounds)]
    out(f"{len(found)} articles, {size} characters, {options.rounds} rounds in turns; ratio 1: as fast as jieba.cut\n")
    names = ("jieba.cut", "numeric path", "and dimensions", "and entities")
    for name, times in zip(names, zip(*rounds, strict=True), strict=True):
        ratios = sorted(row[0] / time for row, time in zip(rounds, times, strict=True))
        out(
            f"{name:<15} {statistics.median(times) / size * 1e6:5.2f} µs a character, "
            f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})\n"
        )
    for megabytes in options.grow:
        grown = texts(options.archive, int(megabytes * 1e6 / BYTES))
        characters = sum(len(text.text) for text in grown)
        out(f"archive {megabytes:>5g} MB  {seconds(numeric, grown) / characters * 1e6:.2f} µs a character\n")
    for megabytes in options.one:
        characters = int(megabytes * 1e6 / BYTES)
        article = joined(texts(options.archive, characters), characters)
        out(f"article {megabytes:>5g} MB  {seconds(numeric, article) / characters * 1e6:.2f} µs a character\n")


if __name__ == "__main__":
    main()
