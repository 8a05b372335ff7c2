"""SDMX-JSON data messages 1.0 and 2.0; numbers stay exact, since they are read as decimals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textmine.errors import InputError
from textmine.statistics import sdmx
from textmine.statistics.build import Block, Source

__all__ = ["is_message", "read"]


def is_message(node: object) -> bool:
    """Whether ``node`` is a data message."""
    if not isinstance(node, dict):
        return False
    data = node.get("data", node)
    return isinstance(data, dict) and "dataSets" in data and ("structure" in data or "structures" in data)


def read(node: Mapping[str, Any], source: Source) -> Iterator[Block | InputError]:
    """The observations of a message. Raises :class:`InputError` where it is not built as the format says."""
    data = node.get("data", node)
    structures = data["structures"] if "structures" in data else [data["structure"]]
    titles: dict[str, str] = {}
    try:
        values = [
            value
            for dataset in data["dataSets"]
            for value in _dataset(dataset, structures[int(dataset.get("structure", 0) or 0)], titles)
        ]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise source.error(f"no whole SDMX-JSON message ({type(error).__name__}: {error}); fetch it again") from error
    yield from sdmx.read(values, source, titles)


def _name(node: Mapping[str, Any]) -> str:
    name = node.get("name") or node.get("names") or ""
    if isinstance(name, dict):
        return str(name.get("zh") or name.get("en") or next(iter(name.values()), ""))
    return str(name)


def _component(node: Mapping[str, Any], index: object, titles: dict[str, str]) -> tuple[str, sdmx.Coded] | None:
    name = str(node["id"])
    titles.setdefault(name, _name(node))
    if index is None:
        return None
    known = node.get("values")
    if isinstance(index, int) and not isinstance(index, bool) and known:
        value = known[index]
        if value is None:
            return None
        code = value.get("id", value.get("value", "")) if isinstance(value, dict) else value
        return name, sdmx.Coded(str(code), _name(value) if isinstance(value, dict) else "")
    return name, sdmx.Coded(str(index))


def _dataset(dataset: Mapping[str, Any], structure: Mapping[str, Any], titles: dict[str, str]) -> Iterator[sdmx.Value]:
    dimensions, attributes = structure["dimensions"], structure.get("attributes", {})
    fixed = dict(
        filter(
            None,
            (_component(each, 0, titles) for each in (*dimensions.get("dataSet", ()), *dimensions.get("dataset", ()))),
        )
    )
    fixed |= _all(attributes.get("dataSet", ()), dataset.get("attributes", ()), titles)
    if "series" in dataset:
        for key, series in dataset["series"].items():
            found = fixed | _all(dimensions["series"], _numbers(key), titles)
            found |= _all(attributes.get("series", ()), series.get("attributes", ()), titles)
            for at, cells in series.get("observations", {}).items():
                yield _value(
                    found | _all(dimensions["observation"], _numbers(at), titles), cells, structure, titles, at
                )
    for at, cells in dataset.get("observations", {}).items():
        yield _value(fixed | _all(dimensions["observation"], _numbers(at), titles), cells, structure, titles, at)


def _numbers(key: str) -> list[int]:
    return [int(part) for part in key.split(":") if part]


def _all(
    nodes: Sequence[Mapping[str, Any]], indexes: Sequence[object], titles: dict[str, str]
) -> dict[str, sdmx.Coded]:
    return dict(filter(None, (_component(node, index, titles) for node, index in zip(nodes, indexes, strict=False))))


def _value(
    found: dict[str, sdmx.Coded], cells: Sequence[object], structure: Mapping[str, Any], titles: dict[str, str], at: str
) -> sdmx.Value:
    measures = (structure.get("measures") or {}).get("observation") or [{"id": "OBS_VALUE"}]
    attributes = (structure.get("attributes") or {}).get("observation") or []
    figures = {
        str(measure["id"]): sdmx.Coded("" if cell is None else str(cell))
        for measure, cell in zip(measures, cells, strict=False)
    }
    rest = _all(attributes, list(cells)[len(measures) :], titles)
    return sdmx.Value({**found, **figures, **rest}, int(at.rpartition(":")[2] or 0) + 1)
