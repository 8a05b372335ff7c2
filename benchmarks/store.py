"""``python -m benchmarks.store [--archive FILE] [--articles N] [--db postgresql://... ] [--kills N]``: the fact database.

Ingest beside the bare extraction of the same texts, some articles each in turns, with and without dimensions and entities; the same archive
a second time; 20 searches; full text against a plain scan of all texts on 50 words of 1 to 6 characters; and, with ``--kills``, an ingest that is
killed so many times at random moments, whose database must end as that of one that was not. Beside extraction, processor time is counted,
that of the server too; other times are of the clock. With ``--db``, an empty PostgreSQL database is measured beside SQLite.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

from benchmarks.texts import Text, texts
from textmine.batch import Settings, results
from textmine.reading import read_all
from textmine.store import FactStore, Query
from textmine.store.fulltext import folded

FULL = Settings(dimensions="on", entities="on")
PLAIN = Settings()
TURN = 50  # articles
AVERAGE = 600  # characters of a made article
SEARCHES = (
    Query(),
    Query(indicator="地区生产总值"),
    Query(indicator="社会消费品零售总额", region="浙江", within=True),
    Query(indicator="出口总额", period="2024"),
    Query(indicator="粮食总产量", order="value"),
    Query(like="技术合同"),
    Query(like="产值", role="change"),
    Query(region="北京"),
    Query(region="广东", within=True, order="value"),
    Query(region="杭州", unit="元"),
    Query(period="2024-Q1"),
    Query(period="2021/2025", status="target"),
    Query(unit="元", least=Decimal("1e12"), order="value"),
    Query(unit="%", least=Decimal(20), most=Decimal(30)),
    Query(speaker="国家统计局"),
    Query(published_from="2024-03-01", published_to="2024-03-31"),
    Query(words="增长"),
    Query(words="新能源汽车", order="value"),
    Query(words="高新技术企业", region="北京"),
    Query(kind="rank", confidence=0.8),
)
RUN = """
import sys
from textmine.batch import Settings
from textmine.store import FactStore
with FactStore(sys.argv[1], create=True) as store:
    store.ingest(sys.argv[2:], Settings())
"""


def written(folder: Path, found: Sequence[Text], size: int) -> list[str]:
    """``found`` as JSON Lines, ``size`` articles a file."""
    names = []
    for start in range(0, len(found), size):
        path = folder / f"{start:07}.jsonl"
        with path.open("w", encoding="utf-8") as lines:
            for number, text in enumerate(found[start : start + size]):
                lines.write(json.dumps({"id": f"n{number}", **text._asdict()}, ensure_ascii=False) + "\n")
        names.append(str(path))
    return names


def clocked(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


class Meter:
    """Seconds of processor time of this process, and of the server's for it (Linux, on the same machine)."""

    def __init__(self, store: FactStore | None) -> None:
        self.stat = None
        if store is not None and "://" in store.name:
            row = store._database.one("SELECT pg_backend_pid()")
            self.stat = Path(f"/proc/{row[0] if row else 0}/stat")

    def now(self) -> float:
        """Up to now."""
        ticks = 0
        if self.stat is not None and self.stat.exists():
            ticks = sum(map(int, self.stat.read_text().rpartition(")")[2].split()[11:13]))
        return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def bare(name: str, settings: Settings) -> None:
    """Extraction alone."""
    for _ in results(read_all([name]), settings, 1):
        pass


def in_turns(
    names: Sequence[str], stores: Sequence[FactStore], settings: Settings
) -> Iterator[tuple[float, list[float]]]:
    """Seconds of the bare extraction of each file, and of its ingest into each of ``stores``."""
    meters = [Meter(None), *map(Meter, stores)]
    for turn, name in enumerate(names):
        works: list[Callable[[], object]] = [partial(bare, name, settings)]
        works += [partial(store.ingest, [name], settings) for store in stores]
        order = range(len(works)) if turn % 2 else reversed(range(len(works)))
        spent = {}
        for number in order:
            begun = meters[number].now()
            works[number]()
            spent[number] = meters[number].now() - begun
        yield spent[0], [spent[number] for number in range(1, len(works))]


def speed(names: Sequence[str], places: Sequence[str], settings: Settings, told: str) -> None:
    """Ingest beside extraction."""
    with tempfile.TemporaryDirectory() as folder:
        opened = [FactStore(f"{folder}/facts.db", create=True), *(FactStore(place, create=True) for place in places)]
        rounds = list(in_turns(names, opened, settings))[1:]
        bare = sum(seconds for seconds, _ in rounds)
        for number, store in enumerate(opened):
            ratios = sorted(seconds / others[number] for seconds, others in rounds)
            whole = bare / sum(others[number] for _, others in rounds)
            sys.stdout.write(
                f"ingest {told:<5} {kind(store):<10} {whole:.2f} of the speed of extraction (turns: median {statistics.median(ratios):.2f}, "
                f"{ratios[len(ratios) // 4]:.2f} to {ratios[-len(ratios) // 4]:.2f})\n"
            )
            if "://" in store.name:
                store._database.run("DROP SCHEMA textmine CASCADE")
            store.close()


def kind(store: FactStore) -> str:
    """What database it is."""
    return "PostgreSQL" if "://" in store.name else "SQLite"


def again(names: Sequence[str], store: FactStore, first: float) -> None:
    """The second ingest against the first."""
    second = statistics.median(clocked(partial(store.ingest, names, PLAIN)) for _ in range(3))
    verified = clocked(partial(store.ingest, names, PLAIN, verify=True))
    sys.stdout.write(
        f"{kind(store):<10} first ingest {first:.1f} s; second {second:.3f} s: {first / second:.0f} times as fast, "
        f"with --verify {verified:.2f} s: {first / verified:.0f} times\n"
    )


def searches(store: FactStore) -> None:
    """Milliseconds of each search, the median of five."""
    spent = []
    for query in SEARCHES:
        found = len(store.facts(query))
        seconds = statistics.median(clocked(partial(store.facts, query)) for _ in range(5))
        spent.append(seconds * 1000)
        asked = {f: getattr(query, f) for f in query.__slots__ if getattr(query, f) != getattr(Query(), f)}
        sys.stdout.write(
            f"  {seconds * 1000:6.1f} ms  {found:3} of {json.dumps(asked, ensure_ascii=False, default=str)}\n"
        )
    sys.stdout.write(
        f"{kind(store):<10} 20 searches: median {statistics.median(spent):.1f} ms, longest {max(spent):.1f} ms\n"
    )


def recall(store: FactStore, found: Sequence[Text]) -> None:
    """Full text against a scan."""
    chance = random.Random(50)
    held = {
        number: (folded(title or ""), folded(text))
        for number, title, text in store._database.rows("SELECT id, title, text FROM article")
    }
    right = wrong = missed = 0
    spent = []
    for number in range(50):
        size = number % 6 + 1
        text = chance.choice(found).text
        start = chance.randrange(max(1, len(text) - size))
        words = text[start : start + size]
        begun = time.perf_counter()
        told = {article.id for article in store.articles(words, limit=len(held))}
        spent.append(time.perf_counter() - begun)
        truth = {key for key, fields in held.items() if any(folded(words) in field for field in fields)}
        right, wrong, missed = right + len(told & truth), wrong + len(told - truth), missed + len(truth - told)
    sys.stdout.write(
        f"{kind(store):<10} 50 words: {right} found, {missed} missed, {wrong} wrong (articles that are not current are left out by --articles)\n"
    )


def held(place: str) -> list[tuple[object, ...]]:
    """The articles of a database with the numbers of their claims, places and rows of the full text."""
    number = "article_id" if "://" in place else "rowid"
    with FactStore(place) as store:
        rows = store._database.rows(
            "SELECT hash, (SELECT count(*) FROM claim WHERE article_id = article.id), (SELECT count(*) FROM sighting WHERE article_id = article.id), "
            f"(SELECT count(*) FROM fulltext WHERE {number} = article.id) FROM article ORDER BY hash"
        )
        return [tuple(row) for row in rows]


def kills(names: Sequence[str], count: int, folder: Path, killed: str) -> None:
    """An ingest into ``killed`` that is killed at ``count`` random moments."""
    chance = random.Random(9)
    command = [sys.executable, "-c", RUN]
    begun = time.perf_counter()
    subprocess.run([*command, str(folder / "whole.db"), *names], check=True)
    whole = time.perf_counter() - begun
    ended = 0
    for _ in range(count):
        process = subprocess.Popen([*command, killed, *names])
        time.sleep(chance.uniform(0.3, 0.3 + whole / 8))
        ended += process.poll() is not None
        process.kill()
        process.wait()
    subprocess.run([*command, killed, *names], check=True)
    contents = [held(place) for place in (str(folder / "whole.db"), killed)]
    same = contents[0] == contents[1]
    sys.stdout.write(
        f"{'PostgreSQL' if '://' in killed else 'SQLite':<10} killed {count} times, {ended} of them after it had ended: "
        f"{len(contents[0])} articles, the same database: {'yes' if same else 'NO'}\n"
    )


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", help="JSON Lines with text, title, published; may be gzipped")
    parser.add_argument("--articles", type=int, default=24_000, help="for the searches")
    parser.add_argument("--turns", type=int, default=20, help=f"of {TURN} articles, for the speed")
    parser.add_argument("--db", help="an empty PostgreSQL database, measured beside SQLite", nargs="*", default=[])
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    if options.turns < 2:
        parser.error("--turns takes 2 at least: the first loads the tools and does not count")
    for place in options.db:
        FactStore(place, create=True).close()
        with FactStore(place) as store:
            if store.facts(Query(superseded=True)):
                raise SystemExit(f"{store.name}: there are facts in it; name an empty database")
            store._database.run("DROP SCHEMA textmine CASCADE")
    found = texts(options.archive, options.articles * AVERAGE)[: options.articles]
    sys.stdout.write(f"{len(found)} articles, {sum(len(text.text) for text in found)} characters\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("turns", "whole", "kills"):
            (folder / part).mkdir()
        names = written(folder / "turns", found[: options.turns * TURN], TURN)
        for settings, told in ((FULL, "all"), (PLAIN, "plain")):
            speed(names, options.db, settings, told)
        whole = written(folder / "whole", found, 1000)
        for place in (str(folder / "whole.db"), *options.db):
            with FactStore(place, create=True) as store:
                first = clocked(partial(store.ingest, whole, PLAIN))
                again(whole, store, first)
                searches(store)
                recall(store, found)
        if options.kills:
            names = written(folder / "kills", found[:4000], 200)
            for place in (str(folder / "kills/killed.db"), *options.db):
                if place in options.db:
                    with FactStore(place) as store:
                        store._database.run("DROP SCHEMA textmine CASCADE")
                (folder / "kills/whole.db").unlink(missing_ok=True)
                kills(names, options.kills, folder / "kills", place)


if __name__ == "__main__":
    main()
