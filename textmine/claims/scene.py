"""What the claims stage sees of an article: its text and layout, and what the earlier stages found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property

from textmine.claims.report import Report, read_report
from textmine.claims.structure import Layout, Span, lay_out
from textmine.records import Article, Place, PlaceMention, Quantity, TimeMention
from textmine.segment import Word

__all__ = ["Scene", "Tagger", "Word"]

Tagger = Callable[[str, int], list[Word]]


class Scene:
    """An article with its layout and the mentions in it, each list in text order."""

    __slots__ = (
        "__dict__",
        "_place_starts",
        "_plans",
        "_quantity_starts",
        "_tagger",
        "_time_starts",
        "_words",
        "article",
        "compared",
        "directed",
        "groups",
        "layout",
        "places",
        "quantities",
        "report",
        "resolved",
        "standing",
        "text",
        "times",
    )

    def __init__(
        self,
        article: Article,
        *,
        quantities: tuple[Quantity, ...],
        times: tuple[TimeMention, ...],
        places: tuple[PlaceMention, ...],
        tagger: Tagger,
    ) -> None:
        self.article = article
        self.text = article.text
        self.layout: Layout = lay_out(article)
        self.report: Report | None = read_report(article)
        self.quantities = quantities
        self.times = times
        self.places = places
        self._time_starts = [time.start for time in times]
        self._quantity_starts = [quantity.start for quantity in quantities]
        self._place_starts = [place.start for place in places]
        self.standing: dict[int, bool] = {}  # of each place by its start: whether it can be a subject
        self.resolved: dict[tuple[int, bool, tuple[Place, ...]], tuple[Place, ...]] = {}  # what each place stands for
        self.groups: dict[int, tuple[PlaceMention, ...]] = {}  # of each place by its start: what it is listed with
        self.compared: dict[int, bool] = {}  # of each time by its start: whether something is compared with it
        self.directed: dict[int, bool] = {}  # of each paragraph by its start: whether it orders what is to be done
        self._plans: dict[int, bool] = {}
        self._tagger = tagger
        self._words: dict[int, tuple[list[Word], list[int]]] = {}

    def plans(self, paragraph: Span) -> bool:
        """Whether the paragraph sets the goals of a report rather than looks back."""
        if self.report is None:
            return False
        known = self._plans.get(paragraph.start)
        if known is None:
            known = self._plans[paragraph.start] = self.report.plans(self.text, paragraph)
        return known

    def words(self, start: int, end: int) -> list[Word]:
        """The words that begin in ``[start, end)``, a span inside one sentence; cut where the span cuts them."""
        if start >= end:
            return []
        sentence = self.layout.sentence(start)
        cached = self._words.get(sentence.start)
        if cached is None:
            cached = self._tag(sentence)
            self._words[sentence.start] = cached
        words, starts = cached
        first = bisect_right(starts, start) - 1
        last = bisect_left(starts, end)
        found = words[max(first, 0) : last]
        if found and found[0].start < start:
            head = found[0]
            found[0] = Word(self.text[start : head.end], head.tag, start)
            if head.end <= start:
                del found[0]
        if found and found[-1].end > end:
            tail = found[-1]
            found[-1] = Word(self.text[tail.start : end], tail.tag, tail.start)
        return found

    def _tag(self, sentence: Span) -> tuple[list[Word], list[int]]:
        words = self._tagger(self.text[sentence.start : sentence.end], sentence.start)
        return words, [start for _, _, start in words]

    def times_between(self, start: int, end: int) -> tuple[TimeMention, ...]:
        """The time expressions that begin in ``[start, end)``."""
        return self.times[bisect_left(self._time_starts, start) : bisect_left(self._time_starts, end)]

    def quantities_between(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin in ``[start, end)``."""
        return self.quantities[bisect_left(self._quantity_starts, start) : bisect_left(self._quantity_starts, end)]

    def places_between(self, start: int, end: int) -> tuple[PlaceMention, ...]:
        """The place mentions that begin in ``[start, end)``."""
        return self.places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]

    def places_back(self, low: int, high: int) -> Iterator[PlaceMention]:
        """The place mentions that begin in ``[low, high)``, the last one first."""
        return reversed(self.places_between(low, high))

    def places_before(self, position: int) -> int:
        """How many place mentions begin before ``position``."""
        return bisect_left(self._place_starts, position)

    @cached_property
    def provinces(self) -> frozenset[str]:
        """The first two digits of the codes of all places named."""
        return frozenset(place.code[:2] for mention in self.places for place in mention.places if place.code)

    def place_index(self, mention: PlaceMention) -> int:
        """Where ``mention`` stands among the places."""
        return bisect_left(self._place_starts, mention.start)
