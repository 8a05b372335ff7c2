"""Claims as JSON text and back, so that spaCy can carry them in ``doc.user_data`` between processes and to disk."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from textmine.records import (
    Baseline,
    Basis,
    Change,
    Claim,
    Evidence,
    Kind,
    Place,
    Qualifier,
    Role,
    Status,
)

__all__ = ["from_json", "to_json"]


def to_json(claims: Iterable[Claim]) -> str:
    """The claims as JSON text; decimals are strings, so that no digit is lost."""
    return json.dumps([asdict(claim) for claim in claims], ensure_ascii=False, default=str)


def from_json(text: str) -> tuple[Claim, ...]:
    """The claims that :func:`to_json` wrote, equal in every field."""
    return tuple(_claim(node) for node in json.loads(text))


def _claim(node: dict[str, Any]) -> Claim:
    return Claim(
        **{
            **node,
            "kind": Kind(node["kind"]),
            "value": Decimal(node["value"]),
            "low": _decimal(node["low"]),
            "high": _decimal(node["high"]),
            "precision": Decimal(node["precision"]),
            "qualifier": Qualifier(node["qualifier"]),
            "regions": tuple(_place(region) for region in node["regions"]),
            "role": Role(node["role"]),
            "baseline": _baseline(node["baseline"]),
            "change": Change(node["change"]) if node["change"] else None,
            "status": Status(node["status"]),
            "related": tuple(node["related"]),
            "evidence": tuple(Evidence(**evidence) for evidence in node["evidence"]),
        }
    )


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _place(node: dict[str, Any]) -> Place:
    return Place(name=node["name"], code=node["code"], members=tuple(node["members"]))


def _baseline(node: dict[str, Any] | None) -> Baseline | None:
    if node is None:
        return None
    return Baseline(**{**node, "basis": Basis(node["basis"]) if node["basis"] else None})
