"""Time expressions of a text and the periods they mean, given the day of publication.

:func:`find` reads a text once from left to right. The other functions reckon with periods as strings in ISO 8601 / SDMX form.
"""

from __future__ import annotations

import re
from datetime import date

from textmine.errors import UsageError
from textmine.periods.arithmetic import bounds, covers, end_of, ending, is_valid, previous, start_of, year_before
from textmine.periods.characters import simplified, unspaced
from textmine.periods.context import Context
from textmine.periods.rules import rules_at, trigger
from textmine.periods.surroundings import Reading
from textmine.records import TimeMention

__all__ = ["bounds", "covers", "end_of", "ending", "find", "is_valid", "previous", "start_of", "year_before"]


FIRST_YEAR, LAST_YEAR = 1800, 2999
"""A publication outside of these years is a mistake."""


def find(
    text: str, *, published: str | None = None, year: int | None = None, about: int | None = None
) -> tuple[TimeMention, ...]:
    """The time expressions of ``text`` in its order, none overlapping another.

    ``published`` is the ISO date by which 去年 and the like are resolved where the text does not tell; ``year``, the year
    of that date, stands in where the date is unknown. ``about`` is the year that a document speaks of as a whole (a
    bulletin's title names it): 全年 and 1—11月 mean that year where the paragraph names none. A line break ends a paragraph, and with it what
    was said of time before. What stands inside 《…》 is passed over; traditional characters are
    read like simplified ones. Raises :class:`~textmine.errors.UsageError` when ``published`` is no ISO date, or one
    of them lies outside of 1800 to 2999.
    """
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise UsageError(f"year {year} is none of our time; write for example 2024")
    plain, offsets = unspaced(simplified(text))
    context = Context(plain, _day(published), year, about)
    search = trigger().search
    found: list[TimeMention] = []
    position = 0
    while start := search(plain, position):
        match, reading = _read(plain, start.start(), context)
        if reading is None:
            position = start.start() + 1 if match is None else match.end()
            continue
        position = reading.end
        low, high = offsets.span(reading.start, reading.end)
        found.append(
            TimeMention(
                start=low,
                end=high,
                surface=text[low:high],
                period=reading.period,
                stock=reading.stock,
                rule=reading.rule,
                resolved_by=reading.resolved_by if reading.period is not None else "none",
            )
        )
    return tuple(found)


def _read(text: str, position: int, context: Context) -> tuple[re.Match[str] | None, Reading | None]:
    """The first rule that matches at ``position`` and what it makes of it."""
    pattern, productions = rules_at(text[position])
    match = pattern.match(text, position)
    if match is None or match.lastgroup is None:
        return None, None
    context.advance(position)
    return match, productions[match.lastgroup](match, context)


def _day(published: str | None) -> date | None:
    if published is None:
        return None
    try:
        day = date.fromisoformat(published)
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(f"published {published!r} is no ISO date of our time; write for example 2024-11-05")
    return day
