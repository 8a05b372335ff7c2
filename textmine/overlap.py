"""Whether a text holds a piece of another: what a test holds out must not stand in what a model learns from."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Overlap"]

RUN = 40
"""A run of so many characters, found where it is shared with half as many more, is more than a phrase."""


class Overlap:
    """Tells whether a text shares more than a phrase with one of the texts held out for a test, white space aside."""

    def __init__(self, held_out: Iterable[str]) -> None:
        self._runs: set[str] = set()
        for text in held_out:
            plain = "".join(text.split())
            self._runs.update(plain[at : at + RUN] for at in range(max(1, len(plain) - RUN + 1)))

    def __call__(self, text: str) -> bool:
        plain = "".join(text.split())
        return bool(self._runs) and any(plain[at : at + RUN] in self._runs for at in range(0, len(plain), RUN // 2))
