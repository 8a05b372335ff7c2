"""How a candidate for the region of a value looks, and how much speaks for it: the features of a log-linear model.

Its weights stand in ``lexicons/region_choice.tsv`` and are fitted by ``textmine train regions``; without any the rules decide
alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from textmine.lexicon import rows
from textmine.places import contains, is_wide, parent
from textmine.records import Place

__all__ = ["Look", "Scorer", "Stance", "built_in", "features", "few", "kind_of", "relation"]

Places = tuple[Place, ...]

LOOKS = 4096
"""So many sums of each part are kept."""


class Stance(NamedTuple):
    """How a mention stands in its sentence, whatever the value: its rule, whether it can be a subject and opens its clause, what
    stands before and behind it.
    """

    rule: str
    subject: bool
    opens: bool
    after: str
    followed: str


class Look(NamedTuple):
    """What is known of a candidate in view of one value.

    ``zone`` is where the nearest mention stands, ``stands`` how; ``rank`` its place among the candidates before the value, -1 for
    none; ``behind`` where one stands behind the value; ``new`` whether it was named since the value before. ``relation`` is to the
    region that the rules give, which they took from ``reach`` by a mention of ``rule``. ``fresh`` is whether that mention
    is behind the value before. ``before`` is set where the value before
    has this region. ``near`` and ``everywhere`` are how many values of the paragraph and the article have it.
    """

    type: str
    zone: str
    rank: int
    stands: Stance | None
    behind: str
    new: str
    named: int
    relation: str
    reach: str
    rule: str
    fresh: str
    before: str
    near: int
    everywhere: int
    provinces: int


class Scorer:
    """Weighs candidates; the sums of parts of the features are kept, since most candidates share theirs with others."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._parts = [self._summed(part) for part in PARTS]

    def _summed(self, part: Callable[..., tuple[str, ...]]) -> Callable[..., float]:
        @lru_cache(maxsize=LOOKS)
        def total(*known: object) -> float:
            return sum([self.weights.get(feature, 0.0) for feature in part(*known)])

        return total

    def score(self, look: Look) -> float:
        """How much speaks for a candidate; only differences among those of one value mean something."""
        (
            kind,
            zone,
            rank,
            stands,
            behind,
            new,
            named,
            related,
            reach,
            rule,
            fresh,
            before,
            near,
            everywhere,
            provinces,
        ) = look
        place, stance, count, rules, values = self._parts
        return (
            place(kind, zone, rank, behind, new)
            + (stance(zone, stands) if stands else 0.0)
            + count(kind, named, near, everywhere, provinces)
            + rules(kind, related, reach, rule, fresh)
            + (values(kind, zone, before, fresh) if before else 0.0)
        )


@cache
def built_in() -> Scorer:
    """The scorer with the weights that come with textmine."""
    return Scorer({feature: float(weight) for feature, weight in rows("region_choice")})


def features(look: Look) -> tuple[str, ...]:
    """The features of a candidate."""
    kind, zone = look.type, look.zone
    return (
        *_place(kind, zone, look.rank, look.behind, look.new),
        *(_stance(zone, look.stands) if look.stands else ()),
        *_count(kind, look.named, look.near, look.everywhere, look.provinces),
        *_rules(kind, look.relation, look.reach, look.rule, look.fresh),
        *(_values(kind, zone, look.before, look.fresh) if look.before else ()),
    )


def _place(kind: str, zone: str, rank: int, behind: str, new: str) -> tuple[str, ...]:
    """What the candidate is and where it is named."""
    found = [f"type={kind}", f"zone={zone}", f"type={kind} zone={zone}"]
    if rank >= 0:
        found.append(f"zone={zone} rank={min(rank, 3)}")
    if behind:
        found.append(f"behind={behind}")
    if new:
        found += [f"new={new}", f"zone={zone} new={new}"]
    return tuple(found)


def _stance(zone: str, stands: Stance) -> tuple[str, ...]:
    """How it stands in its sentence."""
    return (
        f"zone={zone} rule={stands.rule}",
        f"zone={zone} subject={stands.subject}",
        f"zone={zone} subject={stands.subject} opens={stands.opens}",
        f"after={stands.after}",
        f"followed={stands.followed}",
    )


def _count(kind: str, named: int, near: int, everywhere: int, provinces: int) -> tuple[str, ...]:
    """How often it is named, and how many values have it."""
    return (f"count={named}", f"paragraph={near}", f"article={everywhere}", f"type={kind} provinces={provinces}")


def _rules(kind: str, related: str, reach: str, rule: str, fresh: str) -> tuple[str, ...]:
    """How it stands to the region that the rules give."""
    found = (related, f"{related} reach={reach}", f"{related} type={kind}", f"{related} reach={reach} fresh={fresh}")
    if related != "ruled":
        return found
    return (*found, f"ruled reach={reach} type={kind}", f"ruled reach={reach} rule={rule}")


def _values(kind: str, zone: str, before: str, fresh: str) -> tuple[str, ...]:
    """How near the value before is, which has this region."""
    name = f"before={before}"
    return (name, f"{name} zone={zone}", f"{name} type={kind}", f"{name} fresh={fresh}")


PARTS: tuple[Callable[..., tuple[str, ...]], ...] = (_place, _stance, _count, _rules, _values)
"""The features in parts of few values."""


def few(count: int) -> int:
    """``count`` in steps: 0, 1, 2, from 3, from 6."""
    return count if count < 3 else 3 if count < 6 else 6


@lru_cache(maxsize=4096)
def kind_of(places: Places) -> str:
    """What kind of region ``places`` are."""
    if not places:
        return "none"
    if len(places) > 1:
        return "list"
    (place,) = places
    if place.name == "全国":
        return "nation"
    if place.members:
        return "composite"
    if place.code is not None:
        return "province" if place.code.endswith("0000") else "prefecture" if place.code.endswith("00") else "county"
    if is_wide(place):
        return "world" if place.name == "全球" else "continent"
    above = parent(place)
    return "country" if above is None else "abroad" if above.code is None else "area"


@lru_cache(maxsize=4096)
def relation(places: Places, ruled: Places) -> str:
    """How a candidate stands to the region that the rules give."""
    if places == ruled:
        return "ruled"
    if not places or not ruled:
        return "apart"
    if len(places) == len(ruled) == 1:
        if contains(places[0], ruled[0]):
            return "around"
        return "inside" if contains(ruled[0], places[0]) else "other"
    if set(places) > set(ruled):
        return "more"
    return "fewer" if set(places) < set(ruled) else "other"
