"""The patterns of quantities: numerals and the forms around them, as one master pattern.

The rules are tried in the order of :data:`RULES` at every place where one can begin; each is named, and its production
in :mod:`textmine.quantities.rules` has the same name.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["ARABIC", "RULES", "master", "range_above", "range_mark"]

ARABIC = r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:(?:[.．]|·(?=[0-9]+[万亿]))[0-9０-９]+)?"
DIGIT = "一二三四五六七八九两零〇○壹贰叁肆伍陆柒捌玖兩貳參陸"
SCALE = "十百千万亿拾佰仟萬億"
HAN = rf"[{DIGIT}{SCALE}廿卅]+"
PLAIN = rf"(?:{ARABIC}|{HAN})(?:[万亿]+|[点點][{DIGIT}]+)?"
_KILO = "(?![瓦克米卡伏焦赫帕]|字节|分之|家万)"
_STEP = rf"(?:[十百千拾佰仟]?[万亿萬億]{{1,2}}|[十百千]{_KILO})"
NUMBER = (
    rf"(?:[数數几幾上](?=[十百千万亿萬億]))?"
    rf"(?:{ARABIC}|{HAN}(?:[点點][{DIGIT}]+[万亿]*)?)"
    rf"(?:[多余餘几幾](?=[十百千]?[万亿萬億])|个多?(?=[万亿萬億](?!亿?级|亿?元(?:以上|级|大|产|项|企|镇|村|园|集))))?"
    rf"{_STEP}*(?:[多余餘][万亿萬億]{{1,2}})?"
    rf"(?:(?<=[万亿萬億])[0-9]千[0-9](?:百(?:[0-9](?:十[0-9]?)?)?)?(?![.0-9]))?"
    rf"(?:(?<=[千万亿萬億])[0-9]+(?:[千百]?[多余餘]?[万亿萬億]|[千百]{_KILO})?(?![.0-9]))?"
    rf"(?:几|幾|(?<=[十百千万拾佰仟萬0])来(?=[个名位家年岁户人次里亩万天块]))?"
)

# name, pattern; the first that matches at a place wins
RULES: tuple[tuple[str, str], ...] = (
    ("per_cent", rf"百分之(?:{PLAIN})"),
    ("per_mille", rf"[千万]分之(?:{PLAIN})"),
    ("fraction", rf"(?:{HAN}|[0-9]+)分之(?:{HAN}|[0-9]+)"),
    ("slash", r"(?<![0-9/.])[1-9][0-9]?/[1-9][0-9]{0,3}(?![0-9/年月.])"),
    (
        "tenths",
        rf"(?:[两一二三四五六七八九1-9][到至—–~～-])?(?:[两一二三四五六七八九]|[1-9](?:\.[0-9])?)成(?:[一二三四五六七八九半](?![{SCALE}个家项名]))?(?![为员立本果品功长绩年人型熟交像群都渝体语书片不])",
    ),
    ("double", r"翻(?:了)?(?:[一两二三四五]|[1-5])?番|翻倍|减半|折半|(?<![成翻])倍增(?![长加管器])"),
    ("half", r"一多半|一大半|一小半|大半(?=的)|一半|半数|(?<=[过超逾])半(?![个年天月小程途山空成导百])"),
    (
        "rank",
        rf"(?<!连续)第(?:{HAN}|[0-9]+)(?:位|名)?|首位|榜首|(?<![提目此当日之以从先眼跟面])前(?:{HAN}|[0-9]+)(?:名|位|强)?|[0-9]{{1,4}}强(?=[，。；、]|$)",
    ),
    ("digits", r"[两二三2-3]位数"),
    ("zero", r"零(?=(?:增长|新增|排放|投诉|事故))"),
    ("half_unit", r"半(?=年|个月|个小时|小时|天|公里|亩|吨)"),
    ("many", r"成千上万|成百上千|千千万万|成千累万"),
    ("number", rf"[-−－]?{NUMBER}"),
)


@cache
def master() -> re.Pattern[str]:
    """All rules as one pattern; the name of the group tells the rule."""
    begins = rf"(?=[-−－0-9０-９{DIGIT}{SCALE}廿卅数數几幾上翻减折倍大半第首榜前成])"
    return re.compile(begins + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES) + ")")


@cache
def range_above() -> re.Pattern[str]:
    """The second end of a range that 以上 and 以下 bound (5万元以上10万元以下)."""
    return re.compile(rf"(?P<mark>以上)、?不?(?:足|满)?(?P<number>{NUMBER})(?=[^，。；、\d]{{1,4}}以[下内])")


@cache
def range_mark() -> re.Pattern[str]:
    """What stands between the two ends of a range, with the number that ends it."""
    return re.compile(rf"(?P<mark>[-—–－~～至到、]|——)(?P<number>{NUMBER})")
