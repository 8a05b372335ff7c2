"""The words of table headers by what they tell, from the list ``table_words``."""

from __future__ import annotations

import re
from functools import cache

from textmine.lexicon import alternation, rows

__all__ = ["ends_with_measure", "is_bare_measure", "is_money", "is_word", "measure_tail", "of_use"]


@cache
def of_use(use: str) -> frozenset[str]:
    """The words of the kind ``use``."""
    return frozenset(word for kind, word in rows("table_words") if kind == use)


def is_word(use: str, words: str) -> bool:
    """Whether ``words`` as a whole are of the kind ``use``."""
    return words in of_use(use)


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(of_use('measure'))})$")


@cache
def _general() -> re.Pattern[str]:
    """How nouns of what can be measured end that no list holds: 失业率, 病床数, 借阅量, 比例."""
    return re.compile(
        r"[\u4e00-\u9fff](?:率|数|量|额|值|费|比例|比重|占比|强度|密度|水平|指数|系数|寿命|年龄|时间|时长)$"
    )


@cache
def _bare() -> re.Pattern[str]:
    lead = "总|净|新增|累计|年末|期末|人均|户均|平均|日均|月均|年均|实际|全年|当年|其他|可支配|消费|营业|主营业务|销售|施工|竣工|播种|种植|建筑"
    return re.compile(rf"(?:{lead})*(?:{alternation(of_use('measure'))})")


def measure_tail(words: str) -> str:
    """What is measured, as the end of ``words`` says it (采矿业增加值: 增加值); empty where it says none."""
    if words.endswith(("人口", "人口数")):
        return "人口"
    if words.endswith(("数", "率")):
        found = re.search(r"(?:人数|户数|家数|个数|件数|次数|天数|指数)$", words)
        return found[0] if found else ""
    found = _tail().search(words)
    return found[0] if found else ""


def ends_with_measure(words: str) -> bool:
    """Whether ``words`` say by themselves what is measured."""
    return _tail().search(words) is not None or _general().search(words) is not None


@cache
def _money() -> re.Pattern[str]:
    return re.compile(
        r"(?:收入|支出|利润|利润总额|产值|增加值|投资|投资额|金额|销售额|零售额|资产|负债|存款|贷款|余额|税收|税额|成本|费用|资金)$"
    )


def is_money(words: str) -> bool:
    """Whether what ``words`` measure is told in money."""
    return _money().search(words) is not None


def is_bare_measure(words: str) -> bool:
    """Whether ``words`` only say how something is measured (利润总额), not of what."""
    return _bare().fullmatch(words) is not None
