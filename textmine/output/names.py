"""Who and what an article names, in a few lines for people: persons with their offices, organisations, everything else by name."""

from __future__ import annotations

from collections.abc import Iterator

from textmine.output.labels import Layout, label
from textmine.output.terminal import dim, printable, wrap
from textmine.records import Entity, EntityLabel, Extraction

__all__ = ["named", "named_lines"]

GROUPS = {
    "people": (EntityLabel.PERSON,),
    "organisations": (EntityLabel.ORG,),
    "other_names": (
        EntityLabel.FACILITY,
        EntityLabel.EVENT,
        EntityLabel.POLICY,
        EntityLabel.PRODUCT,
        EntityLabel.WORK,
    ),
}
"""Which names stand together. Places and dates stand in the columns of the claims."""


def named(extraction: Extraction, lang: str) -> Iterator[tuple[str, str]]:
    """The names of an article by group, each thing once under its full name, in the order in which they are named."""
    for key, labels in GROUPS.items():
        names: dict[str, str] = {}
        for entity in extraction.entities:
            if entity.label in labels and not entity.nested:
                told = _told(entity, lang)
                if len(told) > len(names.get(entity.canonical, "")):
                    names[entity.canonical] = told
        if names:
            yield label(key, lang), " · ".join(map(printable, names.values()))


def named_lines(extraction: Extraction, layout: Layout) -> Iterator[str]:
    """The same as lines of a terminal."""
    for head, names in named(extraction, layout.lang):
        yield from (dim(line, layout.colour) for line in wrap(f"{head}  {names}", layout.columns))


def _told(entity: Entity, lang: str) -> str:
    """The full name, of a person with office and organisation."""
    post = " ".join(filter(None, (entity.organisation, entity.office)))
    if entity.label is not EntityLabel.PERSON or not post:
        return entity.canonical
    return f"{entity.canonical} ({post})" if lang == "en" else f"{entity.canonical}（{post}）"
