"""Indicators that stand before their value (粮食产量为…), or that the value takes over from the words before its clause."""

from __future__ import annotations

import re
from functools import cache

from textmine.claims.counted import without_examples
from textmine.claims.cues import group
from textmine.claims.phrases import KEEP, is_verb, strip_words
from textmine.claims.scene import Scene, Word
from textmine.claims.structure import Span
from textmine.claims.subject import SoFar
from textmine.claims.topic import CLOSING, Surroundings, Topic, base_of, is_measure, join, rateless, span_of
from textmine.lexicon import alternation
from textmine.records import Kind, Quantity

__all__ = ["MEASURED", "from_left"]

MEASURED = tuple("量额率值数度费款资金入出积重长价比程格")
"""Last characters of words that name a measure."""

NO_THINGS = frozenset(("百分点", "人", "名", "位", "人次"))
"""Units of what is no part of the thing that was spoken of."""

LONGEST_ACTION = 4
"""The longest verb, in characters, that what the sentence speaks of is joined to."""


OUTCOMES = ("死亡", "治愈", "出院")
"""Words for how a case ended."""

DAILY = ("日均", "月均", "周均", "单日", "日最高")
"""Words that ask for the mean of what was spoken of."""


def from_left(scene: Scene, words: list[Word], so_far: SoFar, quantity: Quantity, around: Surroundings) -> Topic:
    """The indicator in the ``words`` before ``quantity``; without any, what the sentence spoke of so far."""
    if not words:
        return _taken_over(so_far, quantity, around)
    if quantity.kind is Kind.COUNT:
        rest = strip_words(without_examples(words))
        words = rest if len(join(rest)) >= 4 else words
    text = join(words)
    if _says_nothing().fullmatch(text) or (around.place and text in group("division")):
        return _taken_over(so_far, quantity, around)
    following = scene.text[quantity.hedge_end : quantity.hedge_end + 1]
    closed = following in CLOSING or following in "（("
    if not closed and is_verb(words[-1]):
        return Topic(text=text, base=text, spans=span_of(words), rule="bare")
    if closed and _only_acts(words, quantity, part=so_far.whole is not None) and (topic := so_far.topic()) is not None:
        return _done_with(topic, words)
    if (expected := _expected().fullmatch(text)) is not None and (topic := so_far.topic()) is not None:
        spans = (*topic.spans, *span_of(words))
        return Topic(text=topic.text + expected["what"], base=topic.base, spans=spans, rule="topic+measure")
    if is_measure(words) or text in DAILY or _of_whole().match(text):
        topic = so_far.topic()
        if topic is not None:
            return _measure_of(topic, words, quantity)
    return (
        _framed(scene, words, quantity)
        or _part(words, so_far)
        or _kind_of(words, so_far, quantity)
        or Topic(text=text, base=base_of(words), spans=span_of(words))
    )


def _done_with(topic: Topic, words: list[Word]) -> Topic:
    """What is done with the thing that the sentence speaks of: 数字课堂 … 累计开设."""
    spans = (*topic.spans, *span_of(words))
    thing = topic.base if topic.rule == "topic+verb" else topic.text
    thing = thing.replace(join(words), "") or thing
    if join(words) == "新增":
        thing = _counting().sub("", thing)
        return Topic(text="新增" + thing, base=thing, spans=spans, reach="sentence", rule="topic+verb")
    return Topic(text=thing + join(words), base=thing, spans=spans, reach="sentence", rule="topic+verb")


def _only_acts(words: list[Word], quantity: Quantity, *, part: bool) -> bool:
    """Whether the words tell what is done and not to what (累计开设, 恢复); of a ``part`` they may be its kind (其中公立80家)."""
    if quantity.kind not in (Kind.COUNT, Kind.PERCENTAGE) or quantity.unit in NO_THINGS or is_measure(words):
        return False
    if len(join(words)) > LONGEST_ACTION or words[-1].text == "相比":
        return False
    acts = ("d",) if part else ("d", "v")
    return all(word.tag in acts or is_verb(word) or word.text in KEEP for word in words)


@cache
def _frame() -> re.Pattern[str]:
    return re.compile(r"(?:从|按|就)?(?P<what>[^，。；、：]{2,10}?)(?:方面|来?看)$")


def _framed(scene: Scene, words: list[Word], quantity: Quantity) -> Topic | None:
    """Whose value it is, with the measure that the sentence opens with: 销售额方面，甲店达8万元; 从销量看，乙店增长5%."""
    text = join(words)
    if text.endswith(MEASURED) or any(map(is_verb, words)):
        return None
    layout = scene.layout
    sentence = layout.sentence(quantity.hedge_start)
    for clause in layout.clauses_before(quantity.hedge_start, sentence.start):
        end = clause.end - 1 if scene.text[clause.end - 1] in CLOSING else clause.end
        if scene.text[end - 1] not in "面看":
            continue
        frame = _frame().fullmatch(scene.text, clause.start, end)
        if frame is None or not frame["what"].endswith(MEASURED):
            continue
        spans = (*span_of(words), Span(*frame.span("what")))
        return Topic(text=text + frame["what"], base=text, spans=spans, rule="subject")
    return None


@cache
def _says_nothing() -> re.Pattern[str]:
    """Words that only say how or among whom a value was reached: 一次性提升32位, 世界第一, 净超93亿."""
    return re.compile(
        r"(?:蝉联|跃升[至到]?|上升[至到]|稳居|位居|居|继续|暂居?)?(?:世界|全球|全国|国内|亚洲|全省|全市|行业内?)|(?:暂|净|一次性|历史性|首次|第一次|一举|一路|一度|蝉联)地?"
    )


@cache
def _expected() -> re.Pattern[str]:
    """What was expected of the thing spoken of, and is told only as a yardstick: 高于此前预期的82.5万人."""
    return re.compile(
        r"(?:高于|低于|好于|优于|不及|超过|超出)(?:市场|年初|年度)?(?P<what>预期目标|预期|预测|目标|计划)"
    )


@cache
def _of_whole() -> re.Pattern[str]:
    """What holds the thing that was spoken of against a whole: 占全省的, 总量约占, 完成年计划的."""
    return re.compile(r"(?:总[量额]|规模|合计)?[约已就仅]?占|完成[全年度]{0,2}(?:计划|目标|预算|任务)$")


def _taken_over(so_far: SoFar, quantity: Quantity, around: Surroundings) -> Topic:
    topic = so_far.part() or so_far.turned() or so_far.topic()
    if quantity.unit in ("人", "户"):
        if around.place and (topic is None or topic.rule in ("subject-before", "unit")):
            text = f"{around.place}{quantity.unit}数"
            return Topic(text=text, base=text, rule="unit")
        if topic is None:
            return Topic(text=f"{quantity.unit}数", base=f"{quantity.unit}数", rule="unit")
    topic = topic or (None if quantity.kind is Kind.DURATION else so_far.above())
    if topic is None:
        return Topic(rule="none")
    return Topic(text=topic.text, base=topic.base, spans=topic.spans, reach="sentence", rule="topic")


def _measure_of(topic: Topic, words: list[Word], quantity: Quantity) -> Topic:
    """A measure alone (占比, 增速) of what the sentence speaks of."""
    text = join(words)
    spans = (*topic.spans, *span_of(words))
    if any(text.endswith(word) for word in group("rate_rise") | group("rate_fall")):
        tail = text if quantity.unit == "百分点" else ""
        return Topic(
            text=rateless(topic.text) + tail, base=topic.base, spans=spans, reach="sentence", rule="topic+rate"
        )
    if text in DAILY:
        return Topic(
            text=text + topic.text.removeprefix("累计"),
            base=topic.base,
            spans=spans,
            reach="sentence",
            rule="topic+measure",
        )
    if text in OUTCOMES:
        return _outcome(topic, text, spans)
    if held := _of_whole().match(text):
        text = text[max(held.end() - 1, 0) :] if held.group().endswith("占") else text
    whole = topic.text if held or text.startswith(("比重", "预期目标")) else _thing(topic.base)
    return Topic(text=whole + text, base=topic.base, spans=spans, reach="sentence", rule="topic+measure")


LONGEST_THING = 12
"""Longer names of things lose their examples before a measure is joined to them."""


def _thing(base: str) -> str:
    """What follows the examples in a long ``base`` (桃、梨等特色水果); else ``base``."""
    rest = base.rpartition("等")[2]
    return rest if len(base) > LONGEST_THING and 3 <= len(rest) < len(base) else base


def _outcome(topic: Topic, text: str, spans: tuple[Span, ...]) -> Topic:
    """How some of the cases ended that were spoken of (确诊病例 …, 死亡 …)."""
    base = topic.base
    for known in ("新增", "确诊"):
        base, found, kind = base.partition(known)
        if found:
            text = f"{text}病例" if kind.endswith("病例") else text
            break
    return Topic(text=base + text, base=base + text, spans=spans, reach="sentence", rule="topic+measure")


def _part(words: list[Word], so_far: SoFar) -> Topic | None:
    """A part without a measure of its own, with that of its whole (运营里程13.1万公里，其中高铁…); null for none."""
    text = join(words)
    if so_far.whole is None or text.endswith(MEASURED) or any(map(is_verb, words)):
        return None
    measure = _measured().search(so_far.whole.text)
    if measure is None or measure.group() in text:
        return None
    spans = (*so_far.whole.spans, *span_of(words))
    both = "进出口" if text in ("进口", "出口") else text
    rest = measure.group().rpartition(both)[2] or measure.group()  # 出口 of 进出口总额 is 出口总额
    return Topic(text=text + rest, base=text, spans=spans, rule="part")


ORIGINS = frozenset(("本土", "本地", "本省", "本市", "境内", "国内", "国外", "城镇", "农村"))
"""Nouns that only say where the things counted come from."""


def _kind_of(words: list[Word], so_far: SoFar, quantity: Quantity) -> Topic | None:
    """Some of the things counted before, told apart by what was done with them or where they come from (新增病例12例，其中境外输入7例)."""
    whole = so_far.whole
    if whole is None or quantity.kind is not Kind.COUNT or whole.rule in ("none", "unit"):
        return None
    last = words[-1]
    thing = _counting().sub("", whole.text)
    text = join(words)
    if thing.endswith("确诊病例") and _of_origin().fullmatch(text):
        return Topic(text=f"{text[:-2]}确诊病例", base=thing, spans=(*span_of(words), *whole.spans), rule="part")
    if not (last.tag in ("v", "b", "s", "f") or last.text in ORIGINS):
        return None
    if len(thing) < 2 or thing[-2:] in text:
        return None
    return Topic(text=text + thing, base=thing, spans=(*span_of(words), *whole.spans), rule="part")


@cache
def _of_origin() -> re.Pattern[str]:
    """Cases told apart only by where they come from, which are of the kind that is counted in whole."""
    return re.compile(r"(?:新增)?(?:境外输入|境外|本土|本地)病例")


@cache
def _counting() -> re.Pattern[str]:
    """What says how the whole was counted, and not of what: 累计报告, 新增."""
    return re.compile(r"^(?:累计|现有|当日|新增|报告|共有|全部|共|总计|其中)*(?=..)")


@cache
def _measured() -> re.Pattern[str]:
    """The measure at the end of an indicator: 旅客发送量, 运营里程, 增加值."""
    measures = alternation(word for word in group("measure") if len(word) > 1)
    return re.compile(rf"(?:[^的、，”]{{0,4}}(?:量|额|率|指数|总值)|(?:新增|运营|通车|营业)*(?:{measures}))$")
