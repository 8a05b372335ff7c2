"""Names of indicators: keys, facets, aliases, similarity, the index, and series."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import textmine
from textmine.errors import InputError
from textmine.evaluate import indicators as scoring
from textmine.indicators import (
    IndicatorIndex,
    analyse,
    figure_of,
    gather,
    normalise,
    read_aliases,
    same_series,
    similarity,
)
from textmine.indicators.aliases import built_in
from textmine.indicators.series import length_of
from textmine.lexicon import column
from textmine.records import Basis, Role
from textmine.records.indicators import Figure, Form, Reason, Relation, Window
from textmine.records.observations import Prices

ROOT = Path(__file__).parents[1]
PAIRS = ROOT / "corpora" / "indicators" / "pairs.tsv"
FLOORS = PAIRS.with_name("baseline.json")

SAME = [
    ("北京流向津冀技术合同成交额", "流向津冀的技术合同成交额"),
    ("流向津冀的技术合同成交额", "流向天津和河北的技术合同成交额"),
    ("规上工业增加值", "规模以上工业增加值"),
    ("工业规模以上增加值", "规模以上工业增加值"),
    ("GDP", "地区生产总值"),
    ("国内生产总值(GDP)", "全市生产总值"),
    ("社零", "社会消费品零售总额(亿元)"),
    ("R&D经费", "研究与试验发展经费"),
    ("研发投入", "全社会R&D经费支出"),
    ("PM2.5年均浓度", "细颗粒物（PM2.5）平均浓度"),
    ("外贸总值", "货物进出口总额"),
    ("第三产业增加值占地区生产总值的比重", "服务业占GDP比重"),
    ("2024年全省粮食总产量", "粮食产量"),
    ("高新技术企业数", "高新技术企业总数"),
    ("GDP_累计同比实际增速", "国内生产总值累计实际增长"),
    ("居民消费价格指数（上年同月=100）", "CPI(上年=100)"),
    ("固定资产投资（不含农户）", "不含农户的固定资产投资"),
    ("“十四五”期间新建高标准农田", "新增高标准农田"),
    ("GDP增速", "地区生产总值比上年增长"),
    ("美国CPI涨幅", "居民消费价格涨幅"),
    ("有效发明专利数", "有效发明专利"),
    ("粮食产量占全国粮食产量的比重", "粮食产量占全国的比重"),
    ("第三产业增加值占全市GDP的比重", "第三产业增加值占地区生产总值比重"),
    ("共有有色金属企业", "有色金属企业"),
]
OTHER = [
    ("工业增加值", "规模以上工业增加值"),
    ("出口", "进出口"),
    ("出口额", "进口额"),
    ("城镇居民人均可支配收入", "居民人均可支配收入"),
    ("GDP名义增速", "GDP实际增速"),
    ("新增高标准农田", "累计建成高标准农田"),
    ("国内生产总值", "人均国内生产总值"),
    ("第二产业增加值", "第二产业总产值"),
    ("流向津冀技术合同成交额", "流向长三角技术合同成交额"),
    ("流向津冀技术合同成交额", "技术合同成交额"),
    ("国内旅游收入", "旅游收入"),
    ("上海港集装箱吞吐量", "宁波舟山港集装箱吞吐量"),
    ("现有确诊病例", "累计确诊病例"),
    ("65岁及以上人口", "60岁及以上人口"),
    ("CPI同比涨幅", "CPI环比涨幅"),
    ("GDP", "GDP增速"),
    ("社会物流总额", "社会物流总费用"),
    ("粮食产量占全国的比重", "粮食产量占全省的比重"),
    ("居民消费价格指数(上年同月=100)", "居民消费价格指数(上月=100)"),
    ("规上工业原煤产量", "原煤产量"),
    ("海洋经济", "经济总量"),
    ("邮政业务总量", "快递业务量"),
    ("东盟进出口", "进出口总额"),
    ("中亚五国进出口", "五国进出口"),
    ("中国游客", "游客"),
    ("经济", "GDP"),
    ("世界经济增长贡献率", "经济增长贡献率"),
    ("有色金属产量", "色金属产量"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_wordings_of_one_thing_have_one_key(one: str, other: str) -> None:
    assert normalise(one) == normalise(other) != ""
    assert similarity(one, other).relation is Relation.SAME


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_different_things_have_different_keys(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)
    assert similarity(one, other).relation is not Relation.SAME


def test_what_is_taken_out_is_told() -> None:
    found = analyse("2024年北京市实现规上工业增加值同比增速")
    assert (found.base, found.key) == ("规模以上工业增加值", "规模以上工业增加值增速")
    assert (found.head, found.scopes, found.modifiers) == ("增加值", ("规模以上",), ("工业",))
    assert (found.places, found.periods, found.dropped) == (("北京市",), ("2024年",), ("实现",))
    assert (found.form, found.official, found.quantities) == (Form.GROWTH, "规模以上工业增加值", ("ratio",))


@pytest.mark.parametrize(
    ("words", "form", "basis", "window", "prices"),
    [
        ("工业增加值", Form.LEVEL, None, None, None),
        ("工业增加值增速", Form.GROWTH, None, None, None),
        ("工业增加值环比增速", Form.GROWTH, Basis.MOM, None, None),
        ("工业增加值累计值", Form.LEVEL, None, Window.CUMULATIVE, None),
        ("工业增加值当季值", Form.LEVEL, None, Window.CURRENT, None),
        ("工业增加值年均增速", Form.GROWTH, None, Window.YEARLY, None),
        ("工业增加值实际增长", Form.GROWTH, None, None, Prices.CONSTANT),
        ("工业增加值名义增速", Form.GROWTH, None, None, Prices.CURRENT),
        ("PM2.5平均浓度降幅", Form.DECLINE, None, None, None),
        ("地区生产总值指数(上年=100)", Form.INDEX, Basis.YOY, None, None),
        ("地区生产总值指数(1978=100)", Form.INDEX, Basis.SINCE, None, None),
        ("实际使用外资", Form.LEVEL, None, None, None),
        ("人口自然增长率", Form.LEVEL, None, None, None),
        ("产业发展实际", Form.LEVEL, None, None, None),
        ("经济增长贡献率", Form.LEVEL, None, None, None),
    ],
)
def test_how_a_figure_is_told(
    words: str, form: Form, basis: Basis | None, window: Window | None, prices: Prices | None
) -> None:
    found = analyse(words)
    assert (found.form, found.basis, found.window, found.prices) == (form, basis, window, prices)


def test_role_and_unit_tell_what_words_do_not() -> None:
    assert normalise("工业增加值", unit="%", role=Role.CHANGE) == normalise("工业增加值增速")
    assert normalise("PM2.5平均浓度降幅", unit="%", role="change") == normalise(
        "PM2.5平均浓度", unit="%", role="change"
    )
    assert analyse("城镇化率", unit="百分点", role="change").form is Form.POINTS
    assert normalise("工业增加值增速", unit="百分点", role="change") == "工业增加值增速增减百分点"
    assert analyse("发电量", unit="千瓦时", role="change").form is Form.DIFFERENCE
    assert analyse("销量", unit="倍", role="change").form is Form.MULTIPLE
    assert analyse("粮食产量", role="rank").form is Form.RANK
    assert normalise("经济增速", role="rank") == normalise("GDP增速", role="rank") != normalise("GDP", role="rank")
    assert normalise("粮食产量占全国", role="share") == normalise("粮食产量占全国的比重")
    assert normalise("第三产业增加值", role="share") == normalise("第三产业增加值占比")
    assert normalise("出口", unit="辆") == "出口量" != normalise("出口", unit="元") == normalise("外贸出口额")
    assert analyse("人数", unit="人").quantities == ("count",)
    assert analyse("用电量", unit="千瓦时").quantities == ("energy",)


@pytest.mark.parametrize("words", ["", "的", "增速", "全省", "2024年", "北京", "（亿元）", "“”", "占比", "同比增长"])
def test_words_that_name_nothing_have_no_key(words: str) -> None:
    assert normalise(words) == ""
    assert similarity(words, words).relation is not Relation.SAME


def test_places_inside_names_stay() -> None:
    assert normalise("北京大学学生") == "北京大学学生"
    assert normalise("上海港集装箱吞吐量") == "上海港集装箱吞吐量"
    assert normalise("浙江省级财政支出") == "省级财政支出" != normalise("浙江财政支出")
    assert normalise("中国制造业采购经理指数") == normalise("制造业采购经理指数")
    assert analyse("对美国出口额").places == ()
    assert normalise("港、澳、台商投资企业") == "港、澳、台商投资企业"
    assert normalise("“香格里拉”对话会") != normalise("对话会")


PIECES = sorted(
    {
        *column("indicator_words"),
        *column("indicator_heads"),
        *column("indicator_aliases"),
        *column("indicator_contrasts", 1),
    }
)
NAMES = st.one_of(
    st.lists(
        st.sampled_from(
            [*PIECES, "北京", "全省", "占", "流向津冀", "2024年", "企业", "数", "额", "（", "）", "“", "”", "香港"]
        ),
        max_size=5,
    ).map("".join),
    st.text(max_size=20),
)


@given(NAMES)
@settings(max_examples=600, deadline=None)
def test_a_key_is_its_own_key(words: str) -> None:
    found = analyse(words)
    assert normalise(found.key) == found.key
    assert found.key.startswith(found.base)
    assert analyse(words) == found


@given(NAMES, st.sampled_from([None, "%", "百分点", "倍", "元", "辆", "千瓦时"]), st.sampled_from([None, *Role]))
@settings(max_examples=300, deadline=None)
def test_a_key_with_role_and_unit_is_its_own_key(words: str, unit: str | None, role: Role | None) -> None:
    key = normalise(words, unit=unit, role=role)
    assert normalise(key) == key


@given(NAMES, NAMES)
@settings(max_examples=300, deadline=None)
def test_similarity_is_symmetric(one: str, other: str) -> None:
    there, back = similarity(one, other), similarity(other, one)
    assert there == back
    assert 0 <= there.score <= 1
    assert (there.score == 1) == (normalise(one) == normalise(other) != "" and there.relation is Relation.SAME)


@given(st.permutations(["规模以上", "的", "工业"]))
def test_scope_may_stand_anywhere(order: list[str]) -> None:
    assert normalise("".join(order) + "增加值") == "规模以上工业增加值"


def test_similarity_tells_reasons() -> None:
    found = similarity("规模以上工业增加值", "工业增加值")
    assert Reason.SCOPE in found.reasons
    assert Reason.SAME_HEAD in found.reasons
    assert "– ≠ 规模以上" in found.details
    assert found.score <= 0.5
    assert Reason.NUMBERS in similarity("1年期LPR", "5年期以上LPR").reasons
    assert Reason.FORM in similarity("工业增加值", "工业增加值增速").reasons
    assert Reason.PRICES in similarity("GDP名义增速", "GDP实际增速").reasons
    assert Reason.WINDOW in similarity("出口累计值", "出口当期值").reasons
    assert Reason.BASIS in similarity("CPI同比涨幅", "CPI环比涨幅").reasons
    assert Reason.UNIT in similarity("工业用电量", "工业成本").reasons
    level, number = analyse("技术合同", unit="元"), analyse("技术合同", unit="项")
    assert similarity(level, number).relation is Relation.RELATED
    assert similarity("国内生产总值累计值", "国内生产总值").score == pytest.approx(0.85)


def test_built_in_aliases_are_whole() -> None:
    names = dict(built_in().rows)
    assert len(set(names.values())) >= 250
    assert len(names) == len(built_in())
    for alias, canonical in names.items():
        assert normalise(alias) == normalise(canonical), (alias, canonical)
    assert not set(names) & set(names.values())
    keys: dict[str, str] = {}
    for canonical in dict.fromkeys(names.values()):
        assert keys.setdefault(normalise(canonical), canonical) == canonical


def test_aliases_of_a_user(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("# ours\nalias\tcanonical\n亩均论英雄\t规模以上工业企业亩均税收\n\n社零\t零售\n", "utf-8")
    own = read_aliases(path)
    assert normalise("全市亩均论英雄增速", aliases=own) == normalise("规上工业企业亩均税收增速", aliases=own)
    assert normalise("亩均论英雄") != normalise("规上工业企业亩均税收")
    assert normalise("社零", aliases=own) == "零售"
    assert normalise("GDP", aliases=own) == normalise("GDP")
    assert IndicatorIndex(["零售"], aliases=own).nearest("社零")[0].similarity.score == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a b\n", "own.tsv:1: 'a b' is no alias"),
        (b"# x\na\tb\tc\n", "own.tsv:2: "),
        ("社零\t零售\n社零\t消费\n".encode(), "own.tsv:2: '社零' already stands for '零售'"),
        (b"", "no aliases in it"),
        (b"\xff\xfe\x00", "no UTF-8"),
    ],
)
def test_bad_alias_files_are_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        read_aliases(path)
    assert told in str(error.value)
    assert "\n" not in str(error.value)
    with pytest.raises(InputError, match="cannot read the aliases"):
        read_aliases(tmp_path / "nothing.tsv")


def test_index_finds_the_nearest() -> None:
    index = IndicatorIndex(dict(built_in().rows).values())
    assert len(index) >= 250
    for alias, canonical in built_in().rows[::7]:
        first = index.nearest(alias, limit=1)[0]
        assert (first.words, first.similarity.relation) == (canonical, Relation.SAME)
    found = index.nearest("规模以上工业企业利润额度", limit=5)
    assert len(found) == 5
    assert "规模以上工业企业利润总额" in [near.words for near in found]
    assert [near.similarity.score for near in found] == sorted((near.similarity.score for near in found), reverse=True)
    assert index.nearest("") == index.nearest("GDP", limit=0) == IndicatorIndex().nearest("GDP") == ()
    index.add("火星基地氧气产量")
    index.add("火星基地的氧气产量")
    known = len(index)
    index.add("增速")
    assert len(index) == known
    assert index.nearest("火星基地氧气总产量")[0].words == "火星基地氧气产量"
    assert index.names("火星基地氧气产量") == ("火星基地氧气产量", "火星基地的氧气产量")
    assert index.nearest("氧气产量", unit="%", role="change")[0].similarity.relation is not Relation.SAME


def figure(value: str, period: str | None = "2024", **changed: object) -> Figure:
    number = Decimal(value)
    given = {
        "indicator": "社零", "value": number, "low": number, "high": number, "precision": Decimal("0.1"), "unit": "元",
        "regions": ("110000",), "period": period, **changed,
    }  # fmt: skip
    return Figure(**given)  # type: ignore[arg-type]


def test_series_gather_and_show_disagreements() -> None:
    figures = [
        figure("5.2", source="b"),
        figure("5.2", indicator="社会消费品零售总额", source="a"),
        figure("4.9", "2023"),
        figure("5.1", regions=("120000",)),
        figure("8", unit="%", role="change"),
        figure("1.2", "2024-01/2024-03"),
        figure("9", None),
        figure("9", regions=()),
        figure("9", indicator="增速"),
        figure("9", "soon"),
    ]
    series = gather(figures)
    assert [len(some.figures) for some in series] == [3, 1, 1, 1]
    assert [some.source for some in series[0].figures] == ["", "a", "b"]
    assert (series[0].key, series[0].regions, series[0].length) == ("社会消费品零售额", ("110000",), "year")
    assert not any(some.disagreements for some in series)
    assert same_series(figures[0], figures[1])
    assert not same_series(figures[0], figures[3])
    assert not same_series(figures[6], figures[6])
    wrong = gather([*figures, figure("5.4", source="c")])[0].disagreements
    assert [(some.period, [one.value for one in some.figures]) for some in wrong] == [
        ("2024", [Decimal("5.2"), Decimal("5.2"), Decimal("5.4")])
    ]


@pytest.mark.parametrize(
    ("other", "agrees"),
    [
        (figure("5.25", precision=Decimal("0.01")), True),
        (figure("5.26", precision=Decimal("0.01")), False),
        (figure("5", low=Decimal(5), high=None, precision=Decimal(1)), True),
        (figure("6", low=Decimal(6), high=None, precision=Decimal(1)), False),
        (figure("5", low=None, high=Decimal(5), precision=Decimal(1)), False),
        (figure("5.3", low=Decimal(5), high=Decimal("5.3")), True),
    ],
)
def test_rounding_and_hedges_are_no_disagreement(other: Figure, agrees: bool) -> None:
    assert (gather([figure("5.2"), other])[0].disagreements == ()) is agrees


def test_units_that_convert_are_one_series() -> None:
    mass = [
        figure("500", indicator="粮食产量", unit="公斤", precision=Decimal(1)),
        figure("0.5", indicator="粮食产量", unit="吨"),
        figure("2000", indicator="粮食产量", unit="斤", precision=Decimal(1)),
    ]
    series = gather(mass)
    assert len(series) == 1
    assert len(series[0].disagreements) == 1
    assert not gather(mass[:2])[0].disagreements
    assert not same_series(figure("5"), figure("5", unit="美元"))
    assert not same_series(figure("5", indicator="企业", unit="家"), figure("5", indicator="企业", unit="户"))


@pytest.mark.parametrize(
    ("period", "length"),
    [
        ("2024", "year"), ("2024-S1", "half"), ("2024-Q1", "quarter"), ("2024-06", "month"), ("2024-06-30", "day"),
        ("2024-01/2024-09", "cumulated"), ("2021/2024", "span"), ("2024-02/2024-09", "span"), ("../2024-11", "open"), ("soon", None),
    ],
)  # fmt: skip
def test_lengths_of_periods(period: str, length: str | None) -> None:
    assert length_of(period) == length


def test_claims_become_figures() -> None:
    text = "2024年，北京市社会消费品零售总额1.4万亿元，增长2%。预计2030年北京市社会消费品零售总额达到2万亿元。"
    figures = [figure for claim in textmine.extract(text) if (figure := figure_of(claim, "news"))]
    assert [figure.period for figure in figures] == ["2024", "2024"]
    assert figures[0].regions == ("110000",)
    assert [series.key for series in gather(figures)] == ["社会消费品零售额", "社会消费品零售额增速"]


def test_pairs_hold_their_floors() -> None:
    scores = scoring.score_pairs(scoring.pairs(PAIRS, "test"))
    floors = {name: Decimal(floor) for name, floor in json.loads(FLOORS.read_text("utf-8")).items()}
    figures = scoring.figures(scores)
    assert {name: figures[name] for name in floors if figures[name] < floors[name]} == {}
    assert floors["indicators.same.precision"] >= Decimal("0.98")


def test_pairs_are_many_and_whole() -> None:
    found = scoring.pairs(PAIRS)
    assert len(found) >= 600
    assert len({pair.field for pair in found}) >= 30
    assert len({frozenset((pair.one, pair.other)) for pair in found}) == len(found)
    assert {pair.part for pair in found} == set(scoring.PARTS)


@pytest.mark.parametrize("line", ["a\tdev\tsame\tx", "a\ttrain\tsame\tx\ty", "a\tdev\tequal\tx\ty"])
def test_malformed_pairs_are_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(f"{scoring.HEADER}\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=r"pairs\.tsv:2: "):
        scoring.pairs(path)
    with pytest.raises(InputError, match="cannot read the pairs"):
        scoring.pairs(tmp_path / "nothing.tsv")
    with pytest.raises(InputError, match="no pairs"):
        scoring.score_pairs(())


def test_weights_are_fitted_on_pairs(tmp_path: Path) -> None:
    weights = scoring.fit(scoring.pairs(PAIRS, "dev"))
    assert weights["left over on both sides"] < 0
    path = tmp_path / "weights.tsv"
    path.write_text("# kept\nfeature\tweight\nbias\t9\n", "utf-8")
    scoring.write(weights, path)
    lines = path.read_text("utf-8").splitlines()
    assert lines[:2] == ["# kept", "feature\tweight"]
    assert f"bias\t{weights['bias']}" in lines
    with pytest.raises(InputError, match="nothing to learn"):
        scoring.fit(())


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "textmine", *words], capture_output=True, encoding="utf-8", check=False, cwd=ROOT
    )


def test_the_command_tells_meaning_and_likeness(tmp_path: Path) -> None:
    done = command("indicator", "规上工业增加值", "2024年全省工业增加值增速", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "Official name  规模以上工业增加值" in done.stdout
    assert "Taken out" in done.stdout
    assert "related (same head; shared words; other scope; other form; – ≠ 规模以上)" in done.stdout
    path = tmp_path / "own.tsv"
    path.write_text("亩产论英雄\t规模以上工业企业亩均税收\n", "utf-8")
    done = command("indicator", "亩产论英雄", "--aliases", str(path), "--lang", "zh")
    assert "官方名称  规模以上工业企业亩均税收" in done.stdout
    done = command("indicator", "社零", "--aliases", str(tmp_path / "none.tsv"))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "none.tsv: cannot read the aliases" in done.stderr


def test_pairs_are_scored_and_weights_fitted_on_the_command_line(tmp_path: Path) -> None:
    done = command("evaluate", "--indicators")
    assert done.returncode == 0, done.stdout
    assert "test: 300 pairs" in done.stdout
    path = tmp_path / "pairs.tsv"
    path.write_text(f"{scoring.HEADER}\nx\ttest\tdifferent\t社零\t社零总额\nx\tdev\tsame\t社零\t出口\n", "utf-8")
    floors = tmp_path / "baseline.json"
    floors.write_text('{"indicators.same.precision": "0.9"}', "utf-8")
    done = command("evaluate", "--indicators", str(path), "--errors", "5")
    assert done.returncode == 1
    assert "below the floor: indicators.same.precision is 0.000, the floor is 0.9" in done.stdout
    assert "x: 社零 and 出口: want same" in done.stdout
    floors.write_text("{}", "utf-8")
    assert "raised indicators.pairs" in command("evaluate", "--indicators", str(path), "--raise-floors").stdout
    done = command("train", "indicators", "-o", str(tmp_path / "weights.tsv"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "weights.tsv").read_text("utf-8").count("\n") == 9
