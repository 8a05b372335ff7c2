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


GUARD = r"(?<![浪行作认称成因附公首产功性节储并通合设统自新身])(?!(?<=[起升])降)"


APART = {"均": "(?<![人户日月亩平年周])均", "排": "(?<![安编减彩])排"}
"""Links of one character that are the end of other words than most (人均, 安排)."""

BEGINNINGS = ("最初", "过去", "原来", "原先", "当初", "此前", "以前", "起初")


@cache
def _leading() -> tuple[str, ...]:
    """Verbs, links and adverbs that lead to a value, longest first."""
    names = ("link", "adverb", "rise", "fall", "rise_if", "fall_if", "rise_than", "fall_than")
    return tuple(sorted({word for name in names for word in group(name)}, key=len, reverse=True))


@cache
def _tail(last: str) -> re.Pattern[str] | None:
    """What leads to a value, of all that ends in the character ``last``; null where nothing does."""
    found = [re.escape(word) for word in _leading() if word[-1] == last and len(word) > 1]
    if last in _leading():
        found.append(APART.get(last) or f"{GUARD}{re.escape(last)}")
    if last in "到至为成":
        found.append(f"(?:{alternation(group('rise') | group('fall'))}){last}")
    if last in "为成":
        found.append(f"(?<![扭好逆])转{last}")
    if last in "笔个批家项次":
        found.append(f"(?<!第)一{last}")
    found += [f"[由从]{word}" for word in BEGINNINGS if word[-1] == last]
    if last == "的":
        found.append(f"[由从](?:{'|'.join(BEGINNINGS)})的")
    if last in "，、：“（(了过着" or last.isspace():
        found.append(re.escape(last))
    return re.compile(f"(?:{'|'.join(found)})$") if found else None


def subject_end(text: str, low: int, high: int) -> int:
    """Where the subject in ``text[low:high]`` ends: before the verbs, links and adverbs that lead to the value."""
    while high > low:
        pattern = _tail(text[high - 1])
        match = pattern and pattern.search(text, max(low, high - 6), high)
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
    return re.compile(
        rf"(?<!新)(?<!改造)(?<!整治)(?<!改造提)(?<!整治提)(?!(?<=[起升])降)(?P<verb>{words})(?!面)(?P<to>到|至|为|成)?{FILLER}$"
    )


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
