"""Annotated articles: what a gold file holds.

A gold file is a JSON list of articles ``{id, title, published, text, claims}``; a claim has the fields of
:class:`~textmine.records.Claim`, with regions as names and the baseline as its period; ``period_alt`` lists periods
that are right too, ``indicator_head`` the word that an indicator must hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from textmine.errors import InputError

__all__ = ["GoldArticle", "GoldClaim", "load"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """A claim as annotated. ``periods`` are all that are right; ``head`` must stand in the indicator."""

    start: int
    end: int
    surface: str
    kind: str
    value: Decimal
    unit: str | None
    qualifier: str
    indicator: str
    head: str
    regions: tuple[str, ...]
    periods: tuple[str | None, ...]
    role: str
    baseline: str | None
    change: str | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An annotated article; the offsets of its claims count characters of ``text``."""

    id: str
    title: str | None
    published: str | None
    text: str
    claims: tuple[GoldClaim, ...]


def load(paths: Iterable[Path | str]) -> tuple[GoldArticle, ...]:
    """The annotated articles of gold files, in order; :class:`InputError` says which one is malformed, and how."""
    return tuple(article for path in paths for article in _articles(Path(path)))


def _articles(path: Path) -> Iterator[GoldArticle]:
    try:
        nodes = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot read the annotated articles: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"{path}: no JSON: {error}") from error
    if not isinstance(nodes, list):
        raise InputError(f"{path}: annotated articles are a JSON list, this is a {type(nodes).__name__}")
    for number, node in enumerate(nodes, 1):
        try:
            yield _article(node)
        except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
            raise InputError(f"{path}: article {number}: {type(error).__name__} {error}") from error


def _article(node: Mapping[str, object]) -> GoldArticle:
    text, claims = node["text"], node["claims"]
    if not isinstance(text, str) or not isinstance(claims, list):
        raise TypeError("text must be a string and claims a list")
    published = node.get("published") or node.get("date")
    title = node.get("title")
    return GoldArticle(
        id=str(node["id"]),
        title=str(title) if title else None,
        published=str(published) if published else None,
        text=text,
        claims=tuple(_claim(claim, text) for claim in claims),
    )


def _claim(node: Mapping[str, object], text: str) -> GoldClaim:
    start, end, surface, regions = node["start"], node["end"], str(node["surface"]), node["regions"]
    alternatives = node.get("period_alt", [])
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(regions, list)):
        raise TypeError("start and end must be integers, regions a list")
    if not isinstance(alternatives, list):
        raise TypeError("period_alt must be a list")
    if text[start:end] != surface:
        raise ValueError(f"text[{start}:{end}] is {text[start:end]!r}, not {surface!r}")
    baseline = node.get("baseline")
    return GoldClaim(
        start=start,
        end=end,
        surface=surface,
        kind=str(node["kind"]),
        value=Decimal(str(node["value"])),
        unit=_text(node["unit"]),
        qualifier=str(node["qualifier"]),
        indicator=str(node["indicator"]),
        head=str(node.get("indicator_head", "")),
        regions=tuple(str(region["name"] if isinstance(region, dict) else region) for region in regions),
        periods=tuple(_text(period) for period in (node["period"], *alternatives)),
        role=str(node["role"]),
        baseline=_text(baseline.get("period") if isinstance(baseline, dict) else baseline),
        change=_text(node.get("change")),
        status=str(node.get("status") or "actual"),
    )


def _text(value: object) -> str | None:
    return str(value) if value else None
