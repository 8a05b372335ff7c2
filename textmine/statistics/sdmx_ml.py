"""SDMX-ML data messages, generic and structure-specific, of SDMX 2.0 to 3.0, without their structures: ids alone, in any namespace."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from textmine.errors import InputError
from textmine.statistics import sdmx
from textmine.statistics.build import Block, Source

__all__ = ["is_message", "read"]

KEYS = ("SeriesKey", "Attributes", "ObsKey", "Group", "GroupKey")


def is_message(head: bytes) -> bool:
    """Whether a file beginning with ``head`` is an SDMX-ML data message."""
    return b"sdmx" in head.lower() and b"<" in head[:8] and (b"Data" in head or b"data" in head)


def read(data: bytes, source: Source) -> Iterator[Block | InputError]:
    """The observations of a message. Raises :class:`InputError` for broken XML and for one that declares entities."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise source.error(
            "the message declares entities, which SDMX-ML has no use for; fetch it again from the publisher"
        )
    try:
        values = list(_values(data))
    except ET.ParseError as error:
        raise source.error(f"no whole XML ({error}); fetch it again") from error
    yield from sdmx.read(values, source, {})


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _values(data: bytes) -> Iterator[sdmx.Value]:
    series: dict[str, sdmx.Coded] = {}
    number = 0
    inside = False
    observed = False
    for event, element in ET.iterparse(io.BytesIO(data), events=("start", "end")):
        name = _local(element.tag)
        if event == "start":
            if name == "Series":
                series, inside = _attributes(element), True
            observed = observed or name == "Obs"
            continue
        if name in ("SeriesKey", "Attributes") and inside and not observed:
            series |= _listed(element)
        if name == "Series":
            series, inside = {}, False
            element.clear()
        elif name == "Obs":
            number += 1
            observed = False
            yield sdmx.Value({**series, **_attributes(element), **_inner(element)}, number)
            element.clear()


def _attributes(element: ET.Element) -> dict[str, sdmx.Coded]:
    """The attributes of a structure-specific element: its components."""
    return {_local(name): sdmx.Coded(value) for name, value in element.attrib.items() if "}" not in name}


def _listed(element: ET.Element) -> dict[str, sdmx.Coded]:
    """The components listed inside a generic element."""
    found = {}
    for value in element.iter():
        name = value.get("id") or value.get("concept")
        if _local(value.tag) == "Value" and name:
            found[name] = sdmx.Coded(value.get("value", ""))
    return found


def _inner(element: ET.Element) -> dict[str, sdmx.Coded]:
    """What stands inside a generic observation: its time, value, key and attributes."""
    found: dict[str, sdmx.Coded] = {}
    for child in element:
        name = _local(child.tag)
        if name == "ObsDimension":
            found[child.get("id", "TIME_PERIOD")] = sdmx.Coded(child.get("value", ""))
        elif name == "Time":
            found["TIME_PERIOD"] = sdmx.Coded((child.text or "").strip())
        elif name == "ObsValue":
            found["OBS_VALUE"] = sdmx.Coded(child.get("value", ""))
        elif name in KEYS:
            found |= _listed(child)
    return found
