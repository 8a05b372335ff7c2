"""Which of the places around a value it is about, where the rules of :mod:`textmine.claims.territory` are unsure.

The rules name one place. The others that the text names, the whole country, the division around a place and no place at all
stand beside it as candidates, and a log-linear model weighs them (the conditional logit of McFadden 1974; Berger, Della Pietra
and Della Pietra 1996) by :mod:`textmine.claims.region_looks`. From left to right, so that the values of a passage stay together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textmine.claims.draft import Draft
from textmine.claims.region_candidates import SEVERAL, Around, Candidate, Candidates, around, key_of
from textmine.claims.region_looks import Look, Scorer, built_in, few, kind_of, relation
from textmine.claims.scene import Scene
from textmine.claims.standing import group_of
from textmine.claims.structure import is_bracketed
from textmine.claims.territory import Where
from textmine.records import BlockKind, Place, PlaceMention

__all__ = ["Chooser", "Option", "is_unsure"]

Places = tuple[Place, ...]

FAR = frozenset({"paragraph", "article"})
"""Where the rules look beyond the sentence."""


class Settled(NamedTuple):
    """A value whose regions are chosen: those of the rules, those chosen, where it begins and ends."""

    ruled: Where
    chosen: Where
    start: int
    end: int


class Told(NamedTuple):
    """How many values so far have a region: in all, and in the paragraph where the last of them stands."""

    values: int
    paragraph: int
    near: int


UNTOLD = Told(0, -1, 0)


class Option(NamedTuple):
    """A candidate, how it is named and how it looks."""

    places: Places
    candidate: Candidate
    look: Look


def is_unsure(where: Where) -> bool:
    """Whether the rules are so often wrong about such regions that the model is asked."""
    if where.reach not in FAR or not where.mentions:
        return False
    rule = where.mentions[0].rule
    return where.reach == "article" if rule == "nation" else rule not in ("national-body", "reference")


class Chooser:
    """Chooses the regions of the values of one article, in text order; ``home`` is the region of the headline.

    Without weights in ``scorer``, and in a text that holds several articles, the rules decide alone.
    """

    def __init__(self, scene: Scene, home: Places, scorer: Scorer | None = None) -> None:
        self._scorer = scorer or built_in()
        self._scene = scene
        self._candidates = Candidates(scene, home)
        self._settled: list[Settled] = []
        self._counted = 0  # so many of them are
        self._before: tuple[Where, int] | None = None  # the last counted outside of brackets, and where it stands
        self._told: dict[str, Told] = {}
        self._several = sum(block.kind is BlockKind.BYLINE for block in scene.article.blocks) > 1

    def settle(self, drafts: Sequence[Draft]) -> None:
        """Chooses the regions of the values of a sentence."""
        for draft in drafts:
            ruled, quantity = draft.where, draft.quantity
            draft.where = self.chosen(draft)
            self._settled.append(Settled(ruled, draft.where, quantity.start, quantity.end))

    def chosen(self, draft: Draft) -> Where:
        """The likeliest of the candidates; that of the rules where they are sure or no other is likelier."""
        if self._several or not is_unsure(draft.where) or not self._scorer.weights:
            return draft.where
        if (carried := self._carried(draft)) is not None:
            return carried
        if not self._names_others(draft):
            return draft.where
        score = self._scorer.score
        best, *others = self.options(draft)
        most = score(best.look)
        for option in others:
            if (likely := score(option.look)) > most:
                best, most = option, likely
        return self.taken(draft, best)

    def _names_others(self, draft: Draft) -> bool:
        """Whether there is another place to choose: in the article or, where the rules give the country, in the paragraph."""
        if draft.where.mentions[0].rule != "nation":
            return len(self._candidates.counts) >= SEVERAL
        layout, start = self._scene.layout, draft.quantity.start
        return bool(self._scene.places_between(layout.paragraph(start).start, layout.sentence(start).end))

    def taken(self, draft: Draft, option: Option) -> Where:
        """The region that ``option`` is, with the mentions that name it."""
        if option.places == draft.where.regions:
            return draft.where
        mention = option.candidate.mention or option.candidate.inner
        mentions = () if mention is None else group_of(self._scene, mention)
        return self._where(option.places, mentions, draft.quantity.hedge_start)

    def _carried(self, draft: Draft) -> Where | None:
        """What was chosen for the value before, where the rules give both the same place from as far and none is named between."""
        if not self._settled:
            return None
        ruled, chosen, _, end = self._settled[-1]
        start = draft.quantity.start
        if ruled.regions != draft.where.regions or ruled.mentions != draft.where.mentions or not is_unsure(ruled):
            return None
        if ruled.reach != draft.where.reach or self._scene.places_before(end) != self._scene.places_before(start):
            return None
        return draft.where if chosen is ruled else self._where(chosen.regions, chosen.mentions, start)

    def _count(self) -> None:
        """Counts the values settled since the last was asked for."""
        for _, chosen, start, _ in self._settled[self._counted :]:
            if self._before is None or not is_bracketed(self._scene.text, start):
                self._before = (chosen, start)
            paragraph = self._scene.layout.paragraph(start).start
            key = key_of(chosen.regions)
            values, last, near = self._told.get(key, UNTOLD)
            self._told[key] = Told(values + 1, paragraph, near + 1 if last == paragraph else 1)
        self._counted = len(self._settled)

    def options(self, draft: Draft) -> list[Option]:
        """The candidates for the regions of ``draft``, that of the rules first."""
        self._count()
        ruled = draft.where
        here = around(self._scene, draft.quantity.hedge_start)
        counts = self._candidates.counts
        told, said = self._before if self._before is not None else (None, -1)
        since = "" if told is None else _since(here, said)
        rule = ruled.mentions[0].rule if ruled.mentions else "none"
        fresh = "none" if told is None or not ruled.mentions else str(ruled.mentions[-1].start > said)
        provinces = min(len(self._scene.provinces), 3)
        found = []
        for places, candidate in self._candidates.find(here, ruled, told).items():
            zone, stands, new = "absent", None, ""
            if (mention := candidate.mention) is not None:
                zone, stands = here.zone(mention.start), self._candidates.stance(mention)
                if told is not None and mention.start < here.start:
                    new = "yes" if mention.start > said else "no"
            key = key_of(places)
            values, paragraph, near = self._told.get(key, UNTOLD)
            look = Look(
                kind_of(places),
                zone,
                candidate.rank,
                stands,
                candidate.behind,
                new,
                few(counts[key]),
                relation(places, ruled.regions),
                ruled.reach,
                rule,
                fresh,
                since if told is not None and told.regions == places else "",
                few(near) if paragraph == here.paragraph else 0,
                few(values),
                provinces,
            )
            found.append(Option(places, candidate, look))
        return found

    def _where(self, places: Places, mentions: tuple[PlaceMention, ...], start: int) -> Where:
        reach = around(self._scene, start).zone(mentions[0].start).removesuffix(" behind") if mentions else "none"
        return Where(regions=places, mentions=mentions, reach=reach)


def _since(here: Around, before: int) -> str:
    """Where the value before stands: in the same sentence or paragraph, or further away."""
    if before >= here.sentence:
        return "sentence"
    return "paragraph" if before >= here.paragraph else "article"
