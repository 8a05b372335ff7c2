"""Places that only give their name to what stands behind them: 全国首个, 北京人, 中国标准, 全球创新指数."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from textmine.claims.scene import Scene
from textmine.places import is_wide
from textmine.records import PlaceMention

__all__ = ["only_names"]

MOST = 40
"""So many places before a name are looked at for a country abroad."""


def only_names(scene: Scene, mention: PlaceMention) -> bool:
    """Whether the words behind the place tell that it only names or measures what they speak of."""
    if mention.rule in ("nation", "country") and _is_named_after(scene, mention):
        return True
    if mention.rule == "nation" and _partner().match(scene.text, mention.end):
        return False  # of which trade partner the others are, it is its trade
    if mention.rule not in ("name", "chain") and _first_of().match(scene.text, mention.end):
        return True
    return _after().match(scene.text, mention.end) is not None


@cache
def _partner() -> re.Pattern[str]:
    return re.compile(r"[第前]?[一二三四五六七八九十\d]大贸易伙伴")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        r"[^，。；、获得夺领颁]{0,8}奖(?![牌金励杯状])|[上内]?最(?!近|终|后|初|新|低?高?[^，。；、的]{0,3}(?:气温|降[雨雪水]|风[力速]|积雪|水位|工资|时速))|人(?![口均民大才力社次])|籍|率先|第[一二三四五六七八九十\d](?!产业|季度|[次届批轮])|前[列十百三五\d](?!季度|个?月|[\d.]*(?:个月|月|季度|天|年))|平均|领先|[的]?比重|唯一|水平|占比|排名|之最|同类|总量的|(?:市场)?的?[\d近约超]+[\d.]*[%％]|总[量数额]的|方面"
    )


def _is_named_after(scene: Scene, mention: PlaceMention) -> bool:
    """Whether goods, weapons, standards or a ranking only bear the name of the country or the world."""
    if _goods().match(scene.text, mention.end):
        return True
    if mention.rule == "nation":
        if _title().match(scene.text, mention.end) and _counted().search(
            scene.text[max(0, mention.start - 4) : mention.start]
        ):
            return True
        if _standards().match(scene.text, mention.end) is None:
            return False
        before = scene.places_back(scene.layout.paragraph(mention.start).start, mention.start)
        return any(other.rule == "country" for other in islice(before, MOST))
    if not is_wide(mention.places[0]):
        return False
    return (_ranking().match(scene.text, mention.end) or _yardstick().match(scene.text, mention.end)) is not None


@cache
def _title() -> re.Pattern[str]:
    """What a thing is called by the state: 10个全国乡村旅游示范县 are 10 of the place that has them."""
    return re.compile(r"[^，。；、\d]{0,16}(?:示范|先进|文明|重点|优秀|百强|试点|模范|样板|标杆|卫生|园林|森林)")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(r"[\d一二三四五六七八九十百千万两几余多][个家项座名批处件位条]$")


@cache
def _goods() -> re.Pattern[str]:
    return re.compile(
        r"[^，。；、\d]{0,8}(?:产品|商品|货物)[^，。；、]{0,6}(?:加征|征收|征税)"
        r"|[^，。；、的]{0,4}(?:导弹|无人机|火箭弹|炮弹|战机)[^，。；、]{0,4}(?:袭击|空袭|攻击|轰炸|炮击|打击)"
    )


@cache
def _standards() -> re.Pattern[str]:
    return re.compile(r"(?:高铁|铁路)?(?:标准|技术标准|装备|方案)(?![^，。；、]{0,6}[\d数量])")


@cache
def _ranking() -> re.Pattern[str]:
    return re.compile(r"[^，。；、的]{0,8}(?:指数|排行榜|\d强榜?)[^，。；、]{0,8}[排位跃列升居第榜]")


@cache
def _yardstick() -> re.Pattern[str]:
    """What a firm or country has of the market or the ranking of the world: 全球深海平台26%的订单, 全球市场份额, 在全球的排名."""
    return re.compile(
        r"的?排名|[^，。；、的\d]{0,8}?(?:份额|最[高大长多快深早小低][^，。；、\d]{0,3}的)"
        r"|[^，。；、的\d]{0,8}[\d.]+[%％]的?(?:市场|订单|份额)"
    )


@cache
def _first_of() -> re.Pattern[str]:
    """What is only the first or best known of its kind in a place that is no division by name: 全国首个, 全省首批, 全国知名."""
    return re.compile(r"首[位家个批条座次]|重要|著名|知名|先进")
