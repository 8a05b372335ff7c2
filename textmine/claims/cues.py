"""The compiled cue words of ``lexicons/cues.tsv``: one pattern or set for each thing that words can tell."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import alternation, column, rows

__all__ = ["change_tail", "group", "nominals", "rate_tail", "subject_end", "transitive_change"]

FILLER = (
    r"(?:了|过|着)?(?:分别|均|都|各|也|已|再|就|又|更是|最终|依次|仍|还|基本|一直|继续|有望|可望|预计|连续[^，。；]{1,6}?)*"
    r"(?:达到了?|高达|多达|达|不?超过了?|超|突破|近|约|为|是|在|有|保持在?|控制在|维持在?|稳定在|实现|放缓[到至]|收窄[到至]|扩大[到至]|回落[到至])?"
    r"(?:了|约|近|超过?)?"
)


@cache
def group(name: str) -> frozenset[str]:
    """The words of one group of ``cues.tsv``."""
    return frozenset(word for key, word in rows("cues") if key == name)


@cache
def nominals() -> frozenset[str]:
    """Verbs that in news mostly stand inside noun phrases (``lexicons/nominals.tsv``)."""
    return frozenset(column("nominals"))


GUARD = r"(?<![浪行作认称成因附公首产功性节储并通合设统自新身])"


BEGINNINGS = ("最初", "过去", "原来", "原先", "当初", "此前", "以前", "起初")
SINGLE = "笔个批家项次"
ASPECTS = "了过着"


@cache
def _leading() -> frozenset[str]:
    """Verbs, links and adverbs that lead to a value."""
    names = ("link", "adverb", "rise", "fall", "rise_if", "fall_if", "rise_than", "fall_than")
    return frozenset(word for name in names for word in group(name))


@cache
def _tail() -> re.Pattern[str]:
    words = sorted(_leading(), key=len, reverse=True)
    short = "|".join(re.escape(word) for word in words if len(word) == 1 and word != "均")
    long = "|".join(re.escape(word) for word in words if len(word) > 1)
    moved = alternation(group("rise") | group("fall"))
    return re.compile(
        rf"(?:(?:{moved})[到至为成]|(?<![扭好逆])转[为成]|{long}|(?<![人户日月亩平年周])均|{GUARD}(?:{short})|(?<!第)一[{SINGLE}]|[由从](?:{'|'.join(BEGINNINGS)})的?|[，、：“（(\s]|[{ASPECTS}])$"
    )


@cache
def _endings() -> frozenset[str]:
    """The last two characters, or the only one, of all that :func:`_tail` finds: nothing else needs to be searched."""
    words = {*_leading(), *BEGINNINGS, *(f"{word[-1]}的" for word in BEGINNINGS), *(f"一{sign}" for sign in SINGLE)}
    turned = {f"{word[-1]}{sign}" for word in ("转", *group("rise"), *group("fall")) for sign in "到至为成"}
    return frozenset((*(word[-2:] for word in words | turned), *"，、：“（(", *ASPECTS))


def subject_end(text: str, low: int, high: int) -> int:
    """Where the subject in ``text[low:high]`` ends: before the verbs, links and adverbs that lead to the value."""
    endings = _endings()
    while high > low:
        last = text[high - 1]
        if last not in endings and text[high - 2 : high] not in endings and not last.isspace():
            return high
        match = _tail().search(text, max(low, high - 6), high)
        if match is None:
            return high
        high = match.start()
    return high


@cache
def change_tail() -> re.Pattern[str]:
    """A verb of change at the end of what stands before a value: 增长, 同比分别下降, 提高了, 增至."""
    words = alternation(
        word for name in ("rise", "fall", "rise_if", "fall_if", "rise_than", "fall_than") for word in group(name)
    )
    return re.compile(rf"(?<!新)(?P<verb>{words})(?!面)(?P<to>到|至|为|成)?{FILLER}$")


@cache
def rate_tail() -> re.Pattern[str]:
    """A noun that names a rate of change at the end of what stands before a value: 增速为, 降幅分别达到."""
    words = alternation(group("rate_rise") | group("rate_fall"))
    return re.compile(rf"(?P<verb>{words})(?!面){FILLER}$")


@cache
def transitive_change() -> re.Pattern[str]:
    """A verb of change with its object before the value: 缩减审批时限, 增加里程."""
    words = alternation(word for word in group("rise") | group("fall") if len(word) > 1)
    return re.compile(rf"(?P<verb>{words})(?![值的面])了?(?P<object>[^，、达为占是到至]{{1,16}})$")
