"""``python -m benchmarks.indicators [--names N]``: how fast names of indicators are read, compared and looked up.

Analyses a second of names seen for the first time and seen before, beside cutting the same names with jieba; processor time of a look-up in
an index of ``--names`` made-up series, beside comparing the name with all of them one by one.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable

import jieba

from textmine.indicators import IndicatorIndex, analyse, similarity
from textmine.indicators.aliases import built_in
from textmine.indicators.analysis import analysed

SUBJECTS = "农副食品 食品 饮料 烟草 纺织 服装 皮革 木材 家具 造纸 印刷 石油 化工 医药 化纤 橡胶 水泥 钢铁 有色金属 通用设备 专用设备 汽车 船舶 电气 电力 燃气"
OWNERS = "国有控股企业 集体企业 股份制企业 外商投资企业 私营企业 大型企业 中型企业 小型企业 县域 园区 乡镇 东部地区"
MEASURES = "增加值 营业收入 营业成本 利润总额 资产总计 负债合计 应收账款 存货 从业人员 销售费用 投资 用电量 研发经费 专利申请量"
FORMS = ("", "增速", "累计值", "当期值", "同比指数", "占比", "年均增速", "环比增速")


def made_up(count: int) -> list[str]:
    """``count`` names of series, all different, in the manner of statistics."""
    names = [
        f"{scope}{subject}{owner}{measure}{form}"
        for scope in ("", "规模以上", "全社会")
        for subject in SUBJECTS.split()
        for owner in ("", *OWNERS.split())
        for measure in MEASURES.split()
        for form in FORMS
    ]
    random.Random(7).shuffle(names)
    return names[:count]


def each(call: Callable[[str], object], words: Iterable[str]) -> list[float]:
    """Processor seconds of ``call`` for each of ``words``."""
    found = []
    for word in words:
        begun = time.process_time_ns()
        call(word)
        found.append((time.process_time_ns() - begun) / 1e9)
    return found


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000)
    options = parser.parse_args()
    aliases = [word for pair in built_in().rows for word in pair]
    analyse(aliases[0])
    list(jieba.cut("词典"))
    names = list(dict.fromkeys(aliases))
    analysed.cache_clear()
    first, again, cut = (sum(each(call, names)) for call in (analyse, analyse, jieba.lcut))
    sys.stdout.write(
        f"{len(names)} official names and wordings: {len(names) / first:,.0f} analyses a second at first, {len(names) / again:,.0f} again; "
        f"{len(names) / cut:,.0f} cut with jieba\n"
    )
    series = made_up(options.names)
    begun = time.process_time()
    index = IndicatorIndex(series)
    built = time.process_time() - begun
    asked = [*random.Random(8).sample(series, 100), *random.Random(9).sample(aliases, 100)]
    index.nearest(asked[0])
    looked = each(lambda name: index.nearest(name, limit=5), asked)
    keys = [analyse(name) for name in series[:2000]]
    one = analyse(asked[0])
    plain = sum(each(lambda _: [similarity(one, other) for other in keys], "x")) * len(series) / len(keys)
    sys.stdout.write(
        f"index of {len(series)} series: built in {built:.1f} s; a look-up takes {statistics.median(looked) * 1e3:.2f} ms (median), "
        f"{max(looked) * 1e3:.1f} ms at most; comparing all one by one {plain * 1e3:,.0f} ms\n"
    )


if __name__ == "__main__":
    main()
