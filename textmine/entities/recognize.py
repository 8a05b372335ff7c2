"""The entities of articles: names found by model, rules and word lists, with what they are known as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from textmine.entities.aliases import KINDS, Known, defined, references, surnames
from textmine.entities.canonical import organisation, place
from textmine.entities.decode import Tagged, tagged
from textmine.entities.gazetteer import full_names
from textmine.entities.model import TaggerModel, built_in
from textmine.entities.names import TAGS, Name, merged
from textmine.entities.people import Post, posts
from textmine.lexicon import rows
from textmine.places import find
from textmine.records import Article, Claim, Entity, EntityLabel, Extraction, PlaceMention, TimeMention
from textmine.traditional import is_traditional, simplified, spellings

__all__ = ["HEAD", "SIZES", "Recognizer"]

HEAD = "news"
"""The model's head whose tags are read."""

SIZES = ("fast", "accurate")
"""The models that come with textmine."""

LEAST = 0.5
"""The probability from which a name is told, where the model does not say another for its label."""


CLEAR, LESS = 5, 0.4
"""From so many characters on the ending of a name says that it is an organisation's; then this part of the probability will do."""


class Recognizer:
    """Tells the entities of articles.

    ``model`` is ``fast`` (the default), ``accurate`` (three times as slow, finds a little more), a model file, or None for word lists and rules alone.
    ``words`` are those of user dictionaries with their tags: ``nr`` a person, ``ns`` a place, ``nt`` an organisation, ``nw`` a work,
    ``nz`` a product. Raises :class:`~textmine.errors.InputError` for a file that is no model.
    """

    def __init__(
        self, model: TaggerModel | Path | str | None = "fast", *, words: Iterable[tuple[str, str | None]] = ()
    ) -> None:
        if isinstance(model, str) and model in SIZES:
            model = built_in(model)
        self.model = TaggerModel.load(model) if isinstance(model, (str, Path)) else model
        self.words = {form: TAGS[tag] for word, tag in words if tag in TAGS for form in spellings(word)}

    def recognize(self, found: Sequence[Extraction]) -> list[Extraction]:
        """``found`` with the entities of each article; several articles at once take less time than one by one."""
        texts = [each.article.text for each in found]
        tags = [None for _ in texts] if self.model is None else tagged(self.model, texts, HEAD)
        return [self._recognized(each, names) for each, names in zip(found, tags, strict=True)]

    def _recognized(self, found: Extraction, tags: Sequence[Tagged] | None) -> Extraction:
        text = found.article.text
        sure = [tag for tag in tags or () if tag.score >= self._limit(tag, text)]
        places = found.places or find(text)
        names = merged(text, sure, tags, places, self.words)
        names += surnames(text, names)
        entities = list(_entities(found.article, names, posts(text, names, sure), places))
        entities += _dates(found.article, found.times)
        entities.sort(key=lambda entity: (entity.start, -entity.end, entity.nested))
        return replace(found, entities=tuple(entities), claims=_by_full_names(found.claims, entities))

    def _limit(self, tag: Tagged, text: str) -> float:
        """The probability from which a name is told: less for an organisation whose last characters say that it is one."""
        limit = LEAST if self.model is None else self.model.thresholds.get(tag.label, LEAST)
        clear = (
            tag.label == "ORG" and tag.end - tag.start >= CLEAR and text.endswith(_endings(), tag.start + 2, tag.end)
        )
        return limit * LESS if clear else limit


@cache
def _endings() -> tuple[str, ...]:
    """How the names of organisations end."""
    local = (word for short, full, _ in rows("organisation_suffixes") for word in (short, full))
    return tuple(sorted({*local, *(ending for kind in KINDS.values() for ending in kind)}))


def _entities(
    article: Article, names: Sequence[Name], held: dict[tuple[int, int], Post], places: Sequence[PlaceMention]
) -> Iterator[Entity]:
    """``names`` with what they are known as; those that stand for one named before with its name."""
    text = article.text
    known = Known()
    meant = {
        (name.start, name.end): place(text[name.start : name.end], name.start, name.end, places)
        for name in names
        if name.label is EntityLabel.PLACE
    }
    before = list(reversed(meant.values()))  # those named later come last, when it is read backwards
    full: dict[tuple[int, int], str] = {}
    pending = sorted(
        [*((name, ()) for name in names), *references(text)], key=lambda pair: (pair[0].start, -pair[0].end)
    )
    given = {(name.start, name.end): of for name, of in defined(text, names)}
    taken = {(name.start, name.end) for name in names}
    if given:
        pending += [
            (Name(start, end, of.label, of.score, "alias"), ())
            for (start, end), of in given.items()
            if (start, end) not in taken
        ]
        pending.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    for name, endings in pending:
        surface = text[name.start : name.end]
        code = None
        of = given.get((name.start, name.end))
        if of is not None:
            canonical = full.get((of.start, of.end), text[of.start : of.end])
        elif endings:
            resolved = known.last(endings)
            if resolved is None:
                continue
            canonical = resolved
        elif name.label is EntityLabel.PLACE:
            of_name = meant[name.start, name.end]
            canonical, code = of_name.name, of_name.code
            before.append(of_name)
        elif name.label is EntityLabel.ORG:
            canonical = known.organisation(surface, organisation(surface, reversed(before)))
        elif name.label is EntityLabel.PERSON:
            canonical = known.person(surface)
        else:
            canonical = full_names().get(surface, surface)
        full[name.start, name.end] = canonical
        post = held.get((name.start, name.end))
        start, end, original = article.cite(name.start, name.end)
        yield Entity(
            start=start,
            end=end,
            surface=original,
            label=name.label,
            canonical=canonical,
            code=code,
            office=post.office if post else None,
            organisation=_of(post, full, text),
            nested=name.nested,
            score=name.score,
            rule=name.rule,
        )


def _of(post: Post | None, full: dict[tuple[int, int], str], text: str) -> str | None:
    """The organisation of a post under its full name."""
    if post is None or post.organisation is None:
        return None
    at = post.organisation.start, post.organisation.end
    return full.get(at, text[at[0] : at[1]])


def _by_full_names(claims: Sequence[Claim], entities: Sequence[Entity]) -> tuple[Claim, ...]:
    """``claims`` with those who say them by the full names of persons and organisations: 国家发改委有关负责人 is that body."""
    if not any(claim.source for claim in claims):
        return tuple(claims)
    named = sorted(entities, key=lambda entity: -len(entity.surface))
    persons = {_read(each.surface): each.canonical for each in named if each.label is EntityLabel.PERSON}
    bodies = {_read(each.surface): each.canonical for each in named if each.label is EntityLabel.ORG}
    told: list[Claim] = []
    for claim in claims:
        said = claim.source or ""
        full = next((full for name, full in persons.items() if said.endswith(name)), None) or next(
            (full for name, full in bodies.items() if said.startswith(name)), said
        )
        told.append(replace(claim, source=full) if full != said else claim)
    return tuple(told)


def _read(surface: str) -> str:
    """``surface`` as claims tell it: in simplified characters."""
    return simplified(surface) if is_traditional(surface) else surface


def _dates(article: Article, times: Sequence[TimeMention]) -> Iterator[Entity]:
    for time in times:
        if time.period is not None:
            start, end, surface = article.cite(time.start, time.end)
            yield Entity(
                start=start,
                end=end,
                surface=surface,
                label=EntityLabel.DATE,
                canonical=time.period,
                score=1.0,
                rule="time",
            )
