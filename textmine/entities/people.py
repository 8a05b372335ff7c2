"""Who holds which office where: 北京市经济和信息化局局长姜广智 is a person, an office and an organisation, linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textmine.entities.aliases import honorific
from textmine.entities.decode import Tagged
from textmine.entities.names import Name
from textmine.records import EntityLabel

__all__ = ["Post", "posts"]

JOINTS = ("、", "兼", "，", "和", "")
"""What may stand between two offices of one person."""


class Post(NamedTuple):
    """The office that stands at a person's name, as written, and the name of the organisation, if one stands before it."""

    office: str | None
    organisation: Name | None


def posts(text: str, names: Sequence[Name], tags: Sequence[Tagged]) -> dict[tuple[int, int], Post]:
    """The posts of the persons among ``names``, by where their names stand."""
    offices = {tag.end: tag for tag in tags if tag.label == "TITLE"}
    begins = {tag.start: tag for tag in tags if tag.label == "TITLE"}
    bodies = {
        name.end: name for name in names if name.label in (EntityLabel.ORG, EntityLabel.PLACE) and not name.nested
    }
    found: dict[tuple[int, int], Post] = {}
    for name in names:
        if name.label is EntityLabel.PERSON:
            before = _before(text, name.start, offices)
            after = begins.get(name.end)
            behind = None if after else honorific("office").match(text, name.end)
            words = [text[office.start : office.end] for office in before] or (
                [text[after.start : after.end]] if after else [behind.group()] if behind else []
            )
            first = before[0].start if before else name.start
            body = bodies.get(first)
            if body is not None and text.endswith("驻", 0, body.start):
                body = None  # where an ambassador is sent to, not whom he acts for
            if words or (body is not None and body.label is EntityLabel.ORG):
                found[name.start, name.end] = Post("、".join(words) or None, body)
    return found


def _before(text: str, end: int, offices: Mapping[int, Tagged]) -> list[Tagged]:
    """The offices directly before ``end``, the first first."""
    found: list[Tagged] = []
    while True:
        joints = JOINTS if found else ("",)
        office = next(
            (
                offices[end - len(joint)]
                for joint in joints
                if text.endswith(joint, 0, end) and end - len(joint) in offices
            ),
            None,
        )
        if office is None:
            return found
        found.insert(0, office)
        end = office.start
