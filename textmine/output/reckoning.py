"""Verdicts in the words of people, in Chinese and English: outcomes, reasons, every step of a reckoning, and the cell a figure stands in.

Official figures are told as they were published (49843.1亿元), what is reckoned from them in the same unit, and to the places that
mean anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from textmine.output.labels import label
from textmine.output.rows import plain
from textmine.output.terminal import printable
from textmine.output.wording import number_words, period_words, place_words
from textmine.records import Observation
from textmine.records.verdicts import Candidate, Hint, HintKind, Operand, Operation, Step, Verdict

__all__ = [
    "amount_words",
    "cell_words",
    "difference_words",
    "hint_words",
    "link_words",
    "published_words",
    "range_words",
    "step_words",
    "verdict_words",
]

DIGITS = 10  # figures with more digits are rounded to the places that their bounds leave certain
SIGNS = {
    Operation.SUM: " + ",
    Operation.DIFFERENCE: " − ",
    Operation.POINTS: " − ",
    Operation.SHARE: " ÷ ",
    Operation.RATIO: " ÷ ",
    Operation.GROWTH: " ÷ ",
    Operation.MEAN: " + ",
}


def verdict_words(verdict: Verdict, lang: str) -> str:
    """What the outcome means, and why it is no more than that."""
    told = label(f"tells_{verdict.outcome}", lang)
    if verdict.why is None:
        return told
    why = label(f"why_{verdict.why}", lang)
    return f"{told.removesuffix('。')}：{why}。" if lang == "zh" else f"{told.removesuffix('.')}: {why}."


def link_words(candidate: Candidate, lang: str) -> str:
    """What ties the claim to a candidate, and why the candidate says no more."""
    words = [label(f"link_{link}", lang) for link in candidate.links]
    words += [label(f"why_{candidate.why}", lang)] if candidate.why else []
    words += [printable(detail) for detail in candidate.details]
    return ("；" if lang == "zh" else "; ").join(words)


def published_words(observation: Observation, lang: str) -> str:
    """A figure as it was published; why there is none where it is missing."""
    if observation.published is None:
        return label(observation.missing or "empty", lang)
    return _number(observation.published, lang) + printable(
        observation.series.unit_published or observation.series.unit or ""
    )


def amount_words(
    value: Decimal,
    unit: str | None,
    steps: Sequence[Step],
    lang: str,
    *,
    low: Decimal | None = None,
    high: Decimal | None = None,
) -> str:
    """``value``, given in ``unit``, in the unit in which the figures of ``steps`` were published, to the places that its bounds allow."""
    scale, name = _scale(steps, unit)
    shown = _sensible(value, low, high)
    if scale is None:
        return number_words(shown, lang=lang) + printable(unit or "")
    return _number(shown / scale, lang) + name


def range_words(low: Decimal | None, high: Decimal | None, unit: str | None, steps: Sequence[Step], lang: str) -> str:
    """From ``low`` to ``high``; a null side is open, and two of them are no range at all."""
    ends = [None if end is None else amount_words(end, unit, steps, lang, low=low, high=high) for end in (low, high)]
    one, other = ends
    if one is None or other is None:
        open_end = label("range_to" if one is None else "range_from", lang)
        return open_end.format(one or other) if one or other else ""
    return one if one == other else label("range_between", lang).format(one, other)


def difference_words(verdict: Verdict, lang: str) -> str:
    """By how much the claim's value lies above or below the official one; empty where they agree, of ranks, and where there is none."""
    chosen = verdict.chosen
    if chosen is None or chosen.value is None or verdict.outcome.agrees or chosen.measure == "rank":
        return ""
    claim = verdict.claim
    apart = claim.value - chosen.value
    if not apart:
        return ""
    unit = "百分点" if claim.unit == "%" else claim.unit
    words = amount_words(abs(apart), unit, chosen.steps, lang, low=chosen.low, high=chosen.high)
    if claim.unit not in ("%", "百分点") and chosen.value:
        part = abs(apart / chosen.value * 100)
        words += (
            f" ({_number(part.quantize(Decimal('0.01') if part < 10 else Decimal(1)), lang)}%)" if part < 100000 else ""
        )
    return label("above_by" if apart > 0 else "below_by", lang).format(words)


def hint_words(hint: Hint, steps: Sequence[Step], lang: str) -> str:
    """What would make the claim right."""
    detail = printable(hint.detail)
    if hint.kind is HintKind.OTHER_PERIOD:
        detail = printable(period_words(hint.detail, lang))
    elif hint.kind is HintKind.OTHER_REGION:
        detail = place_words(hint.detail, lang)
    near = next((step for step in steps if step.value == hint.value), None)
    low, high = (near.low, near.high) if near else (None, None)
    value = amount_words(hint.value, hint.unit, steps, lang, low=low, high=high)
    words = " · ".join(part for part in (detail, value) if part)
    return f"{label(f'hint_{hint.kind}', lang)}{'：' if lang == 'zh' else ': '}{words}"


def step_words(step: Step, steps: Sequence[Step], unit: str | None, lang: str) -> str:
    """One of ``steps``: 占比：北京市2024年… ÷ 全国2024年… × 100 = 9.03%. ``unit`` is that of the claim."""
    parts = [_operand(operand, steps, lang) for operand in step.operands]
    head = label(f"step_{step.operation}", lang) + ("：" if lang == "zh" else ": ")
    if step.operation is Operation.READ:
        return head + parts[0]
    if step.operation is Operation.RANK:
        place = label("rank_place", lang).format(plain(step.value))
        return f"{head}{(' > ' if lang == 'en' else ' ＞ ').join(_ordered(step, parts))} → {parts[0].partition(' ')[0]}{place}"
    shown = unit if step.operation is Operation.CONVERT else step.unit
    bounds = ""
    result = amount_words(step.value, shown, steps, lang, low=step.low, high=step.high)
    if step.low != step.high:
        ends = (amount_words(end, shown, steps, lang, low=step.low, high=step.high) for end in (step.low, step.high))
        bounds = label("step_rounding", lang).format(*ends)
    return f"{head}{_expression(step, parts)} = {result}{bounds}"


def _expression(step: Step, parts: Sequence[str]) -> str:
    joined = SIGNS.get(step.operation, " ").join(parts)
    if step.operation is Operation.SHARE:
        return f"{joined} × 100"
    if step.operation is Operation.GROWTH:
        return f"({joined} − 1) × 100" if step.unit == "%" else f"{joined} − 1"
    if step.operation is Operation.MEAN:
        return f"({joined}) ÷ {len(parts)}"
    return f"{joined} − 100" if step.operation is Operation.INDEX_CHANGE else joined


def _ordered(step: Step, parts: Sequence[str]) -> list[str]:
    """The first operand of a ranking between those next to it, the largest first; … stands for more."""
    ranked = sorted(range(len(parts)), key=lambda at: (-step.operands[at].value, at))
    place = ranked.index(0)
    near = [parts[at] for at in ranked[max(0, place - 1) : place + 2]]
    return [*(["…"] if place > 1 else []), *near, *(["…"] if place + 2 < len(parts) else [])]


def _operand(operand: Operand, steps: Sequence[Step], lang: str) -> str:
    """What a figure is and what it says: 北京市2024年地区生产总值 49843.1亿元."""
    where, when = place_words(operand.region, lang), printable(period_words(operand.period, lang))
    name = printable(operand.name)
    what = f"{where}{when}{name}" if lang == "zh" else ", ".join(word for word in (name, where, when) if word)
    found = operand.observation
    if found is not None and found.value == operand.value:
        return f"{what} {published_words(found, lang)}"
    near = next((step for step in steps if step.value == operand.value), None)
    low, high = (near.low, near.high) if near else (None, None)
    return f"{what} {amount_words(operand.value, operand.unit, steps, lang, low=low, high=high)}"


def cell_words(observation: Observation, lang: str) -> str:
    """Where a figure stands: figures.xlsx · 工作表“Sheet1” · 第4行第3列（C）."""
    series = observation.series
    words = [printable(series.path)]
    if series.sheet:
        words.append(label("sheet_named", lang).format(printable(series.sheet)))
    if observation.row and observation.column:
        words.append(
            label("place_in_file", lang).format(observation.row, observation.column, _letters(observation.column))
        )
    return " · ".join(words)


def _letters(column: int) -> str:
    """A column as spreadsheets name it: 3 is C, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _number(value: Decimal, lang: str) -> str:
    return plain(value) if lang == "zh" else number_words(value, lang=lang)


def _scale(steps: Sequence[Step], unit: str | None) -> tuple[Decimal | None, str]:
    """How many of ``unit`` one is in which the first figure of ``steps`` in this unit was published, and its name."""
    for step in steps:
        for operand in step.operands:
            if operand.observation is not None and operand.observation.series.unit == unit and unit is not None:
                series = operand.observation.series
                return (series.scale, printable(series.unit_published)) if series.unit_published else (None, "")
    return None, ""


def _sensible(value: Decimal, low: Decimal | None, high: Decimal | None) -> Decimal:
    """``value`` without the digits of a division that say nothing."""
    if len(value.as_tuple().digits) <= DIGITS or not value.is_finite():
        return value
    spread = high - low if low is not None and high is not None else Decimal(0)
    place = spread.adjusted() - 1 if spread > 0 else value.adjusted() - DIGITS + 1
    return (
        round(value, -place) if place < 0 else value.quantize(Decimal(1)) if abs(value) < Decimal(10) ** 27 else value
    )
