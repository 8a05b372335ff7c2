"""Dimensions against annotated texts: how often the leading one is right, and the F1 of all that are listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textmine.dimensions import Classifier
from textmine.dimensions.classify import Cutter
from textmine.dimensions.data import labelled
from textmine.evaluate.scores import Tally
from textmine.reading import from_text
from textmine.records import Extraction

__all__ = ["DimensionScores", "score_dimensions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScores:
    """Texts, those whose main dimension (none counts) is right, and all listed dimensions against the annotated ones."""

    texts: int
    right: int
    listed: Tally

    @property
    def main(self) -> float:
        """Share of texts with the right main dimension; 0 for no texts."""
        return self.right / self.texts if self.texts else 0.0


def score_dimensions(paths: Iterable[Path], classifier: Classifier, cutter: Cutter) -> DimensionScores:
    """The figures of ``classifier`` on the texts in ``paths``: lists of ``text``, ``title``, ``dimensions``, ``main_dimension``.

    Raises :class:`~textmine.errors.InputError` for a file that holds something else.
    """
    texts, _ = labelled(paths, ())
    right = matched = found = annotated = 0
    for text in texts:
        article = from_text(text.text, title=text.title or None).articles[0]
        (given,) = classifier.classify([Extraction(article=article, claims=())], cutter)
        names = {each.dimension for each in given.dimensions}
        right += next((each.dimension for each in given.dimensions if each.main), None) == text.main
        matched += len(names & set(text.labels))
        found += len(names)
        annotated += len(text.labels)
    return DimensionScores(
        texts=len(texts), right=right, listed=Tally(right=matched, predicted=found, annotated=annotated)
    )
