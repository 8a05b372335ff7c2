"""Which goal a text reports on: the five development dimensions (新发展理念), or the labels of a model of one's own.

``data`` (labelled texts, for training) → ``training`` (fits, needs scikit-learn) → ``model`` (a linear model that is read
and applied without it) → ``classify`` (passages, articles, claims). What the dimensions mean: corpora/README.md.
"""

from __future__ import annotations

from textmine.dimensions.classify import Classifier
from textmine.dimensions.model import LinearModel, built_in

__all__ = ["Classifier", "LinearModel", "built_in"]
