"""Recorded answers of the bureau's easyquery interface: JSON as it came, or inside a recording of the exchange (VCR cassette).

``hasdata: false`` comes with a figure of 0.0, which is none. Numbers are read as they are written there (``strdata``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import parse_qs

from textmine.errors import InputError
from textmine.records import Place
from textmine.statistics.build import Block, Cells, Source, Times, block, series_of
from textmine.statistics.exports import national
from textmine.statistics.headings import heading
from textmine.statistics.regions import NATION, by_code, region_named
from textmine.statistics.times import Label, time_label
from textmine.statistics.units import declared

__all__ = ["is_answer", "is_recording", "read_answer", "read_recording"]

DATABASES = {
    "hgyd": "月度数据", "hgjd": "季度数据", "hgnd": "年度数据", "fsyd": "分省月度数据", "fsjd": "分省季度数据", "fsnd": "分省年度数据",
    "csyd": "主要城市月度数据", "csnd": "主要城市年度数据",
}  # fmt: skip
Found = Iterator[Block | InputError]


def is_answer(node: object) -> bool:
    """Whether ``node`` is an answer of easyquery."""
    return isinstance(node, dict) and {"returncode", "returndata"} <= node.keys()


def is_recording(text: str) -> bool:
    """Whether ``text`` is a recording of exchanges with easyquery."""
    return text.startswith("interactions:") and "easyquery" in text


@cache
def _exchange() -> re.Pattern[str]:
    return re.compile(
        r"^- request:\n    body: (?P<asked>[^\n]*)\n|^      string: \"(?P<answer>(?:[^\"\\]|\\.)*+)\"",
        re.MULTILINE | re.DOTALL,
    )


def read_recording(text: str, source: Source) -> Found:
    """The observations of all answers in a recording.

    What was asked tells the database, and nothing else: a national database answers a question about a province with national figures.
    """
    asked = ""
    answers = 0
    for found in _exchange().finditer(text):
        if found["answer"] is None:
            asked = found["asked"]
            continue
        try:
            body = json.loads(json.loads(f'"{_unfolded(found["answer"])}"'), parse_float=Decimal)
        except ValueError:
            continue
        if not is_answer(body):
            continue
        answers += 1
        try:
            yield from read_answer(body, source, database=parse_qs(asked).get("dbcode", [""])[0])
        except InputError as error:
            yield error
    if not answers:
        raise source.error("the recording holds no answer with figures; record one of QueryData")


def _unfolded(scalar: str) -> str:
    """A double-quoted scalar of YAML on one line."""
    joined = re.sub(r"\\\n\s*", "", scalar).replace("\\ ", " ")
    return re.sub(r"[ \t]*\n\s*", " ", joined)


def read_answer(node: dict[str, Any], source: Source, *, database: str = "") -> Found:
    """The observations of one answer; ``database`` is the code of the one that was asked.

    Raises :class:`InputError` where the answer is a refusal, or does not tell its region.
    """
    data = node["returndata"]
    if not isinstance(data, dict) or not isinstance(data.get("datanodes"), list):
        raise source.error(f"the answer holds no figures ({str(data)[:60]}); ask again")
    names = {
        wd["wdcode"]: {each["code"]: each for each in wd.get("nodes") or () if each} for wd in data.get("wdnodes") or ()
    }
    here = Source(
        path=source.path, sha256=source.sha256, publisher="国家统计局", database=DATABASES.get(database),
        released=source.released, options=source.options,
    )  # fmt: skip
    groups: dict[tuple[str, str], list[tuple[dict[str, object], str, int]]] = {}
    for number, each in enumerate(data["datanodes"], 1):
        keys = {wd["wdcode"]: wd["valuecode"] for wd in each["wds"]}
        groups.setdefault((keys["zb"], keys.get("reg", "")), []).append((each["data"], keys["sj"], number))
    for (code, region), cells in groups.items():
        yield from _series(names.get("zb", {}).get(code, {}), code, _region(region, names, here), cells, here)


def _region(code: str, names: dict[str, dict[str, dict[str, object]]], source: Source) -> tuple[Place, str, str | None]:
    if code:
        name = str(names.get("reg", {}).get(code, {}).get("cname", "")) or code
        place = by_code(code) or region_named(name)
        if place is None:
            raise source.error(f"{name!r} ({code}) is no region that textmine knows")
        return place, name, code
    if source.options.region:
        place = region_named(source.options.region)
        if place is None:
            raise source.error(f"{source.options.region!r} is no region that textmine knows; name one with --region")
        return place, source.options.region, None
    if source.database and national(source.database):
        return NATION, NATION.name, None
    raise source.error("the answer does not say which region it is about; name it with --region")


def _series(
    named: dict[str, object],
    code: str,
    region: tuple[Place, str, str | None],
    cells: list[tuple[dict[str, object], str, int]],
    source: Source,
) -> Found:
    labels = [(time_label(moment), data, number) for data, moment, number in cells]
    first = next((label for label, _, _ in labels if label), None)
    unit, name = str(named.get("unit") or ""), str(named.get("cname") or "")
    frequency = first.frequency if first else None
    if not name:
        yield source.error(f"the answer does not name the indicator {code}")
        return
    head = heading(name, frequency, declared(unit) if unit else None)
    if not head.complete and source.options.unit is not None:
        head = heading(name, frequency, declared(source.options.unit))
    elif not head.complete:
        yield source.error(f"{name!r} has no unit; name it with --unit")
        return
    points = max((int(str(data.get("dotcount") or 0)) for _, data, _ in labels if data.get("hasdata")), default=0)
    series = series_of(
        head, region, frequency, source, code=code, precision=Decimal(1).scaleb(-points),
        notes=tuple(text for key in ("memo", "exp") if (text := str(named.get(key) or "").strip())),
    )  # fmt: skip
    kept: list[tuple[Label, str, int]] = []
    for label, data, number in labels:
        if label is None:
            yield source.error("a time that textmine does not know", number)
        else:
            kept.append((label, str(data.get("strdata") or data.get("data")) if data.get("hasdata") else "", number))
    read = Cells(
        Times(tuple(label for label, _, _ in kept)),
        [text for _, text, _ in kept],
        tuple(number for _, _, number in kept),
        1,
    )
    yield from block(series, read, source)
