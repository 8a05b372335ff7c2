"""The places that a value may be about: what the text names around it, the whole country, the division around a place, none."""

from __future__ import annotations

from collections import Counter
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from textmine.claims.asides import only_there
from textmine.claims.references import resolve
from textmine.claims.region_looks import Stance
from textmine.claims.scene import Scene
from textmine.claims.standing import group_of, is_subject, opens_clause
from textmine.claims.territory import Where
from textmine.places import lookup, parent
from textmine.records import Place, PlaceMention

__all__ = ["SEVERAL", "Around", "Candidate", "Candidates", "around", "key_of"]

Places = tuple[Place, ...]

SEVERAL = 2
"""So many regions an article names where there is a choice; so often what it speaks of."""

NEAR = 4
"""So many distinct places before a value are candidates."""

BACK = 12
"""So many mentions before a value are looked at for them."""

AROUND = 2
"""Of so many places before a value the division around them is a candidate."""

LEADING = frozenset("在于向对从赴")
TRAILING = frozenset("的，、：。等")


class Candidate(NamedTuple):
    """How a candidate is named: by which mention, if any, at which rank among the places before the value, and where one stands
    behind it; of a division around a place ``inner`` names that place.
    """

    mention: PlaceMention | None = None
    rank: int = -1
    behind: str = ""
    inner: PlaceMention | None = None


UNNAMED = Candidate()


class Around(NamedTuple):
    """Where the stretches of text around a value at ``start`` begin, and where its clause ends."""

    start: int
    clause: int
    sentence: int
    paragraph: int
    end: int

    def zone(self, position: int) -> str:
        """In which of them ``position`` lies: the narrowest."""
        if position >= self.start:
            return "clause behind" if position < self.end else "sentence behind"
        if position >= self.sentence:
            return "clause" if position >= self.clause else "sentence"
        return "paragraph" if position >= self.paragraph else "article"


def around(scene: Scene, start: int) -> Around:
    """The stretches of text around a value that begins at ``start``."""
    layout = scene.layout
    clause, end = layout.clause(start)
    return Around(start, clause, layout.sentence(start).start, layout.paragraph(start).start, end)


class Candidates:
    """Finds the candidates for the values of one article; ``home`` is the region of the headline."""

    def __init__(self, scene: Scene, home: Places) -> None:
        self._scene = scene
        self._home = home
        self._local = scene.report is not None
        self._stances: dict[int, Stance] = {}  # of each place by its start
        self._places: dict[int, Places] = {}  # of each place by its start: what it stands for

    def find(self, around: Around, ruled: Where, told: Where | None) -> dict[Places, Candidate]:
        """The places that a value may be about, those of the rules first; ``told`` are those of the value before."""
        scene = self._scene
        found = {ruled.regions: Candidate(ruled.mentions[0] if ruled.mentions else None)}
        at = scene.places_before(around.start)
        near = self._near(at, around.start)
        found.update(near)
        for mention in scene.places[at : at + 1]:
            if mention.start < scene.layout.sentence(around.start).end and (places := self._resolved(mention)):
                known = found.get(places, Candidate(mention))
                found[places] = Candidate(known.mention, known.rank, around.zone(mention.start))
        for mention in (*scene.places[:1], *self._most_named):
            if mention.start >= around.start or only_there(scene, mention, around.start):
                continue
            if places := self._resolved(mention):
                found.setdefault(places, Candidate(mention))
        if told is not None and not (told.mentions and only_there(scene, told.mentions[0], around.start)):
            found.setdefault(told.regions, Candidate(told.mentions[0] if told.mentions else None))
        for places in (self._home, _nation(), ()):
            found.setdefault(places, UNNAMED)
        for inner in (ruled.regions, *islice(near, AROUND)):
            if outer := _outer(inner):
                found.setdefault(outer, Candidate(inner=found[inner].mention))
        return found

    def _near(self, at: int, start: int) -> dict[Places, Candidate]:
        """The distinct places named before the mention number ``at`` and told of still at ``start``, the nearest first."""
        found: dict[Places, Candidate] = {}
        for mention in reversed(self._scene.places[max(0, at - BACK) : at]):
            places = self._resolved(mention)
            if places and places not in found and not only_there(self._scene, mention, start):
                found[places] = Candidate(mention, len(found))
                if len(found) == NEAR:
                    break
        return found

    def _resolved(self, mention: PlaceMention) -> Places:
        known = self._places.get(mention.start)
        if known is None:
            known = resolve(self._scene, mention, self._home, local=self._local)
            self._places[mention.start] = known
        return known

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each place is named; several at once by all their names."""
        return Counter([key_of(mention.places) for mention in self._scene.places if mention.places])

    @cached_property
    def _most_named(self) -> tuple[PlaceMention, ...]:
        """The first mention of what the article names most often, where it does so more than once."""
        key = max(self.counts, key=self.counts.__getitem__, default="")
        if self.counts[key] < SEVERAL:
            return ()
        return next((mention,) for mention in self._scene.places if mention.places and key_of(mention.places) == key)

    def stance(self, mention: PlaceMention) -> Stance:
        """How a mention stands in its sentence, whatever the value."""
        known = self._stances.get(mention.start)
        if known is None:
            scene, listed = self._scene, group_of(self._scene, mention)
            first, end = listed[0].start, listed[-1].end
            lead, trail = scene.text[max(0, first - 1) : first], scene.text[end : end + 1]
            known = self._stances[mention.start] = Stance(
                mention.rule,
                is_subject(scene, mention),
                opens_clause(scene, mention),
                lead if lead in LEADING else "other",
                trail if trail in TRAILING else "other",
            )
        return known


@cache
def _nation() -> Places:
    return lookup("全国")[:1]


@lru_cache(maxsize=4096)
def _outer(places: Places) -> Places:
    """The division right above a single place; empty where there is none."""
    outer = parent(places[0]) if len(places) == 1 else None
    return () if outer is None else (outer,)


def key_of(places: Places) -> str:
    """What tells ``places`` from others, at less cost than they themselves."""
    return places[0].code or places[0].name if len(places) == 1 else "、".join([place.name for place in places])
