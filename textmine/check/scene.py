"""What an article says beside its claims that the check needs: its date, whether it speaks of the country, what stands before a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from textmine.records import Claim, Extraction

__all__ = ["Scene", "scene"]


@dataclass(frozen=True, slots=True)
class Scene:
    """``national``: a claim without region can only speak of the country. ``claims`` in the order of the text, whose offsets count in ``text``."""

    article: str = ""
    published: date | None = None
    national: bool = False
    claims: tuple[Claim, ...] = ()
    text: str = ""

    def planned(self, claim: Claim) -> bool:
        """Whether the words before the claim's period make it the end of a plan: 到2015年."""
        return any(
            found.field == "period" and self.text[max(0, found.start - 1) : found.start] in ("到", "至")
            for found in claim.evidence
        )

    def tells(self, claim: Claim, words: tuple[str, ...]) -> bool:
        """Whether the sentence holds one of ``words`` before the claim."""
        sentence = self.text[max(0, claim.start - 200) : claim.start].rpartition("。")[2]
        return any(word in sentence for word in words)

    def before(self, claim: Claim, most: int = 4) -> Sequence[Claim]:
        """The claims just before ``claim``, the nearest first."""
        earlier = [other for other in self.claims if other.end <= claim.start]
        return earlier[-most:][::-1]


@cache
def _national() -> re.Pattern[str]:
    return re.compile(r"我国|全国|中国|国家统计局|海关总署|据海关|海关统计|国务院|国内生产总值")


def scene(extraction: Extraction) -> Scene:
    """The scene of an article."""
    article = extraction.article
    places = [place for mention in extraction.places for place in mention.places]
    local = any(mention.rule == "reference" for mention in extraction.places) or any(
        place.name != "全国" for place in places if place.code or place.members
    )
    told = f"{article.headline or ''}{article.text}"
    return Scene(
        article=article.id,
        published=date.fromisoformat(article.published) if article.published else None,
        national=not local and (not places or _national().search(told) is not None),
        claims=extraction.claims,
        text=article.given,
    )
