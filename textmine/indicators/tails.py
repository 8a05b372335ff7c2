"""The end of a name: the many words for a total, a count or an amount, and the core measure."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from textmine.lexicon import rows

__all__ = ["Head", "head_of", "plain_tail"]

MONEY = "进出口|出口|进口|投资|利润|收入|支出|税收|外资|贷款|存款|资产|负债|资金|经费|出资|注资|顺差|逆差|赤字"
PERSONS = "人口|人员|人才|劳动力|群众|学生|对象|居民|儿童|老人|毕业生|[游旅顾乘访]客|网民|农民|[生员者民工师户]|病例|主体|企业|合作社"
FLOWS = "用水|供水|用电|用能|发电|货运|客运|运输|消费|消耗|排放|降水|蓄水|供应|吞吐|交易|成交|销售|生产|流动|调水|接待"
SIZES = "产量|面积|里程|装机容量|装机|收入|支出|人口|库容|规模|容量|长度|存栏|营业收入|成交额|销售额|交易额|零售额|贸易额|金额|货值"


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is read at the end of a name, and what stands for it; applied in this order until nothing changes."""
    return tuple(
        (re.compile(pattern + r"\Z"), put)
        for pattern, put in (
            (r"(?<=[^\s])总(产值)", r"总\1"),
            (r"(?<![总年])产值", "总产值"),
            (r"总产", "产量"),
            (rf"(?<=.)总({SIZES})(?<!国民总收入)", r"\1"),
            (rf"({MONEY})(?:总额|总金额|金额|总值|额|值|总量)", r"\1"),
            (r"(?<=[^生])总值(?<!生产总值)", "额"),
            (r"(?<=.)(?:总金额|总额|金额)", "额"),
            (r"价格(?:指数|总?水平)", "价格"),
            (r"(?<=.)(?:营业|运营|营运|通车)(?:线路)?里程", "里程"),
            (rf"({FLOWS})总量", r"\1量"),
            (r"(?<=业务)总量", "总量"),
            (r"(用户|农户|商户|客户|工商户|贫困户)(?:总数|数)", r"\1"),
            (rf"({PERSONS})(?:总人数|人数|人次|总量|规模|总规模)", r"\1"),
            (r"(?<=..)(?<!业务)(?:总数量|总数|数量|总量|个数|家数|单位数)", ""),
            (r"(?<=..)(?<![指倍系参天次人起件岁亩分基函多少级户总对宗场班架车吨工时小页字头点位辈辆套台把卷段])数", ""),
            (r"(?<=..)床位数", "床位"),
            (r"(?<=..)托位数", "托位"),
        )
    )


@cache
def _may_fold() -> frozenset[str]:
    return frozenset("值产积程量机入出口容模度栏额平数位人次")


def plain_tail(text: str) -> str:
    """``text`` with its last word in the form that stands for all of its kind: 总额 and 总值 as 额, no 数量 and 总数, 产值 as 总产值."""
    for _ in range(4):
        if text[-1:] not in _may_fold():
            return text
        before = text
        for pattern, put in _rules():
            text = pattern.sub(put, text)
        if text == before:
            break
    return text


class Head(NamedTuple):
    """The core measure at the end of a name and the kinds of unit it is told in."""

    word: str
    quantities: tuple[str, ...]


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    return {word: tuple(quantities.split()) for word, quantities in rows("indicator_heads")}


@cache
def _longest() -> int:
    return max(map(len, _heads()))


def head_of(text: str) -> Head | None:
    """The longest core measure with which ``text`` ends, or None where things are counted."""
    known = _heads()
    for size in range(min(len(text), _longest()), 0, -1):
        word = text[-size:]
        if word in known:
            return Head(word, known[word])
    return None
