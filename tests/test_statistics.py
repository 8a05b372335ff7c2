"""Official statistics: every layout against its golden lines, what is asked for, what is told, and what holds for every cell."""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.errors import InputError, LeftOutError, MissingExtraError, UsageError
from textmine.periods import bounds, is_valid
from textmine.records import Basis, Frequency, Measure, Missing, Observation, Prices, Release, Span
from textmine.statistics import read_statistics
from textmine.statistics.cells import figure, places
from textmine.statistics.headings import heading
from textmine.statistics.notes import noted
from textmine.statistics.regions import by_code, country, region_named
from textmine.statistics.tidy import parse_columns
from textmine.statistics.times import Label, cumulated, damaged_months, month_ends, of_frequency, time_label
from textmine.statistics.units import declared, known

FIXTURES = Path(__file__).parent / "fixtures" / "statistics"
GOLDEN = FIXTURES / "golden.tsv"
FILES = sorted(path for path in FIXTURES.iterdir() if path.suffix not in (".tsv", ".md"))


INDEX = "食品类居民消费价格指数(上年同月=100)"
OPTIONS: dict[str, dict[str, str]] = {
    "new_portal.csv": {"indicator": "地方一般公共预算支出", "unit": "亿元"},
    "new_portal_indicators.csv": {"region": "北京市"},
    "padded.csv": {"indicator": "地区生产总值(亿元)"},
    "regions_across.csv": {"indicator": "固定资产投资(亿元)"},
    "national_headless.csv": {"region": "全国"},
    "cut_months.csv": {"indicator": INDEX},
    "dates.xls": {"region": "全国"},
    "tidy.xlsx": {"indicator": "地区生产总值", "unit": "亿元"},
    "panel.csv": {"indicator": "地区生产总值", "unit": "亿元", "columns": "region=province,period=year,value=gdp"},
}


def line(item: Observation | InputError) -> str:
    """Every field of an observation but path and notes, or the error without its folder."""
    if isinstance(item, InputError):
        return f"{type(item).__name__}: {str(item).rpartition('statistics/')[2]}"
    series = item.series
    cells = (
        series.indicator, series.code, series.region.name, series.region.code or series.region_code, item.period, item.published,
        series.unit_published, item.value, series.unit, series.precision, series.measure, series.base, series.basis, series.span,
        series.prices, series.frequency, item.missing, item.status, series.released, series.vintage, series.publisher, series.database,
        "/".join(series.scope), f"R{item.row}C{item.column}", series.sheet,
    )  # fmt: skip
    return "\t".join("-" if cell is None or cell == "" else str(cell) for cell in cells)


def lines(path: Path) -> list[str]:
    """All that a fixture gives, a line each."""
    return [line(item) for item in read_statistics(path, **OPTIONS.get(path.name, {}))]


def golden() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for text in GOLDEN.read_text("utf-8").splitlines():
        if text.startswith("# "):
            name = text[2:]
            found[name] = []
        else:
            found[name].append(text)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_layout_gives_its_golden_lines(path: Path) -> None:
    assert lines(path) == golden()[path.name]


def test_every_fixture_has_golden_lines() -> None:
    assert sorted(golden()) == [path.name for path in FILES]


def read(path: Path, **options: str) -> tuple[list[Observation], list[InputError]]:
    found = list(read_statistics(path, **options))
    return [item for item in found if isinstance(item, Observation)], [
        item for item in found if isinstance(item, InputError)
    ]


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("new_portal.csv", {}, "the indicator and the unit of its figures; name them with --indicator and --unit"),
        ("new_portal.csv", {"indicator": "地方一般公共预算支出"}, "the unit of its figures; name it with --unit"),
        ("new_portal.csv", {"unit": "亿元"}, "the indicator of its figures; name it with --indicator"),
        ("new_portal_indicators.csv", {}, "name it with --region"),
        ("new_portal_indicators.csv", {"region": "火星"}, "'火星' is no region that textmine knows"),
        ("padded.csv", {}, "--indicator and --unit"),
        ("national_headless.csv", {}, "name it with --region"),
        ("panel.csv", {}, "name its columns with --columns"),
        ("panel.csv", {"columns": "region=province,period=year,value=gdp"}, "name it with --indicator"),
        (
            "panel.csv",
            {"columns": "region=province,period=year,value=gdp", "indicator": "生产总值"},
            "name it with --unit",
        ),
        ("tidy.xlsx", {}, "no column tells the indicator; name it with --indicator"),
    ],
)
def test_what_a_file_does_not_say_is_asked_for(name: str, options: dict[str, str], told: str) -> None:
    found, errors = read(FIXTURES / name, **options)
    assert found == []
    assert told in str(errors[0])
    assert "\n" not in str(errors[0])


def test_options_do_not_overrule_what_the_file_says() -> None:
    plain = lines(FIXTURES / "old_portal.csv")
    found = [
        line(item)
        for item in read_statistics(FIXTURES / "old_portal.csv", indicator="粮食产量", unit="吨", region="上海")
    ]
    assert found == plain


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ("region", "write FIELD=COLUMN with one of the fields indicator, "),
        ("where=province", "write FIELD=COLUMN"),
        ("value=", "write FIELD=COLUMN"),
        ("value=GNP", "no column is called 'GNP'; there are province, year, gdp, ratio"),
    ],
)
def test_wrong_column_maps(columns: str, told: str) -> None:
    with pytest.raises(UsageError, match=told.replace("(", r"\(")):
        list(read_statistics(FIXTURES / "panel.csv", columns=columns))


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.csv", "地区,2024年\n火星,3\n北京市,4\n".encode(), "'火星' is no region"),
        ("a.csv", "地区,2024年\n北京市,很多\n天津市,3\n".encode(), "row 2, column 2: '很多' is no figure"),
        ("a.csv", '地区,2024年\n"北京市,3\n'.encode() + b"\0", "NUL"),
        ("a.csv", "省份,2016.1,2016.2\n浙江,1,2\n".encode(), "2016.1 can be January or October"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "not a whole .xls workbook"),
        ("a.xlsx", b"PK\x03\x04broken", "not a whole .xlsx workbook"),
        ("a.parquet", b"PAR1broken", "not a whole Parquet file"),
        ("a.json", b'{"a": ', "no JSON"),
        ("a.json", b'{"a": 1}', "no layout of official statistics"),
        ("a.json", b"[1, 2]", "no object but '1'"),
        ("a.json", b'{"returncode": 501, "returndata": "none"}', "the answer holds no figures (none)"),
        ("a.json", b'{"dataSets": [{"observations": {"0:7": [1]}}], "structure": {"dimensions": {}}}', "no whole SDMX-JSON message"),
        ("a.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a xmlns="sdmx"><DataSet/></a>', "declares entities"),
        ("a.xml", b'<?xml version="1.0"?><a xmlns="sdmx"><DataSet>', "no whole XML"),
        ("a.yaml", b"interactions:\n- request:\n    uri: easyquery.htm\n", "the recording holds no answer with figures"),
        ("a.csv", "一段话，没有表格。\n".encode(), "no layout of official statistics"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    _, errors = read(tmp_path / name, indicator="产量", unit="吨")
    assert told in str(errors[0])
    assert name in str(errors[0])
    assert "\n" not in str(errors[0])


def test_a_missing_file_is_told() -> None:
    _, errors = read(Path("none.csv"))
    assert str(errors[0]) == "none.csv: there is no such file; check the name"


def test_extras_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for package, name in (("xlrd", "export.xls"), ("openpyxl", "vendor.xlsx"), ("pyarrow", "tidy.parquet")):
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(MissingExtraError, match=r"pip install 'textmine\["):
            list(read_statistics(FIXTURES / name))


def test_a_bad_row_leaves_the_others(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.csv",
        "数据库：分省年度数据\n指标：粮食产量(万吨)\n地区,2024年,2023年\n火星,1,2\n北京市,甲,3\n天津市,4,5\n",
    )
    found, errors = read(path)
    assert [(item.series.region.name, item.period, item.published) for item in found] == [
        ("北京市", "2023", Decimal(3)),
        ("天津市", "2024", Decimal(4)),
        ("天津市", "2023", Decimal(5)),
    ]
    assert len(errors) == 2


def test_nothing_beside_or_below_a_table_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "年度数据.csv",
        "数据库：年度数据\n指标,2024年,2023年,,我的\n粮食产量(万吨),70,69,,1.4\n数据来源：国家统计局\n粮食产量(万吨),1,2\n",
    )
    found, errors = read(path)
    assert [item.published for item in found] == [70, 69]
    assert [str(error).rpartition(": ")[2] for error in errors] == [
        "rows 5–5 below the table are no part of it and were left out",
        "1 cells beside the table have no heading and were left out",
    ]
    assert all(isinstance(error, LeftOutError) for error in errors)


def test_figures_that_look_like_years_are_no_header(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "某地区的表\n北京市,1983,1990,1985\n天津市,1364,1999,2001\n")
    found, errors = read(path, indicator="人口", unit="万人")
    assert found == []
    assert "no layout" in str(errors[0])


def test_a_blank_line_ends_a_table_that_has_lost_its_lines(tmp_path: Path) -> None:
    found, errors = read(
        write(tmp_path, "a.csv", "指标,2024年\n粮食产量(万吨),7\n,\n自己的行(万吨),8\n"), region="浙江"
    )
    assert [(item.series.indicator, item.published) for item in found] == [("粮食产量", Decimal(7))]
    assert isinstance(errors[0], LeftOutError)


@pytest.mark.parametrize(
    "text", ["序号,地区,2023年,2022年\n1,北京市,5,6\n2,天津市,7,8\n", ",2023,2022\n1,5,6\n2,7,8\n"]
)
def test_columns_that_nothing_explains_are_no_table(tmp_path: Path, text: str) -> None:
    found, errors = read(write(tmp_path, "a.csv", text), region="浙江", indicator="产量", unit="吨")
    assert found == []
    assert "--columns" in str(errors[0])


def test_a_national_answer_to_a_question_about_a_province_is_national() -> None:
    found, _ = read(FIXTURES / "recording.yaml")
    assert [item.series.region.name for item in found] == ["全国"]


def test_missing_is_not_zero() -> None:
    found, _ = read(FIXTURES / "easyquery.json")
    assert [(item.period, item.published, item.missing) for item in found] == [
        ("2024", None, Missing.EMPTY),
        ("2023", Decimal("1364.0"), None),
        ("2022", Decimal("0.0"), None),
    ]
    assert found[0].value is None


def test_vintages_keep_their_names_and_dates() -> None:
    found, _ = read(FIXTURES / "tidy.csv")
    told = [(item.published, item.series.released) for item in found if item.series.region.name == "北京市"]
    assert told == [(Decimal("41540.9"), "2024-03"), (Decimal("41610.90"), "2025-11")]


def test_released_and_vintage_fill_what_the_file_does_not_say() -> None:
    found, _ = read(FIXTURES / "old_portal.csv", released="2024-05", vintage="first")
    assert {(item.series.released, item.series.vintage) for item in found} == {("2024-05", "first")}
    found, _ = read(FIXTURES / "vendor.xlsx", released="1999")
    assert {item.series.released for item in found} == {"2024-04-18", "2024-04-16"}


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("2024年", "2024"), ("2024", "2024"), ("2024.0", "2024"), ("2024年度", "2024"), ("2015 [YR2015]", "2015"),
        ("2022年第一季度", "2022-Q1"), ("2022年3季度", "2022-Q3"), ("2020Q4", "2020-Q4"), ("2024-Q2", "2024-Q2"), ("2024C", "2024-Q3"),
        ("2024年上半年", "2024-S1"), ("2024-S2", "2024-S2"), ("2020年4月", "2020-04"), ("2020年12月份", "2020-12"), ("2010-05", "2010-05"),
        ("2016.01", "2016-01"), ("202412", "2024-12"), ("2024-M06", "2024-06"), ("2024年1-11月", "2024-01/2024-11"),
        ("2024年1—6月", "2024-S1"), ("2024年前三季度", "2024-01/2024-09"), ("2024-02-29", "2024-02-29"), ("20241231", "2024-12-31"),
        ("2024年12月31日", "2024-12-31"), ("2024年(初步核算)", "2024"),
    ],
)  # fmt: skip
def test_labels_of_time(label: str, period: str) -> None:
    found = time_label(label)
    assert found is not None
    assert found.period == period


@pytest.mark.parametrize(
    "label",
    ["北京市", "99", "2183年", "2023-02-30", "2024-13", "2024年5季度", "", "合计", "12345678", "2024 2023", "2183.5"],
)
def test_no_labels_of_time(label: str) -> None:
    assert time_label(label) is None


def test_a_cut_october_is_mended_only_where_it_is_sure() -> None:
    assert damaged_months(["2016.01", "2016.1", "2016.11"]) == ["2016.01", "2016.10", "2016.11"]
    assert damaged_months(["2016.1", "2016.2", "2016.10"]) == ["2016.1", "2016.2", "2016.10"]
    with pytest.raises(ValueError, match=r"2016\.1"):
        damaged_months(["2016.1", "2016.2"])


def test_days_are_months_only_where_all_end_one() -> None:
    days = [label for word in ("2024-01-31", "2024-02-29") if (label := time_label(word))]
    assert [label.period for label in month_ends(days)] == ["2024-01", "2024-02"]
    mixed = [*days, Label("2024-03-30", Frequency.DAY)]
    assert month_ends(mixed) == mixed


def test_months_stand_for_the_quarters_they_end() -> None:
    march, april = Label("2024-03", Frequency.MONTH), Label("2024-04", Frequency.MONTH)
    quarter = of_frequency(march, Frequency.QUARTER)
    assert quarter is not None
    assert quarter.period == "2024-Q1"
    assert of_frequency(april, Frequency.QUARTER) is None
    assert of_frequency(april, Frequency.MONTH) is april


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_cumulated_periods_begin_with_the_year(year: int, month: int) -> None:
    period = cumulated(f"{year}-{month:02}")
    assert is_valid(period)
    start, end = bounds(period)
    assert start == bounds(f"{year}-01")[0]
    assert end == bounds(f"{year}-{month:02}")[1]
    assert cumulated(f"{year}-Q{(month + 2) // 3}") == cumulated(f"{year}-{(month + 2) // 3 * 3:02}")


@pytest.mark.parametrize(
    ("cell", "value", "missing", "status"),
    [
        ("12.30", "12.30", None, None), ("-4.7", "-4.7", None, None), ("1,234,567.8", "1234567.8", None, None), (" 5267 ", "5267", None, None),
        ("１２．５", "12.5", None, None), ("1.2e5", "1.2E+5", None, None), ("43760.7(p)", "43760.7", None, Release.PROVISIONAL),
        ("12.3 e", "12.3", None, Release.ESTIMATED), ("3（初步核算）", "3", None, Release.PROVISIONAL), ("0", "0", None, None),
        ("", None, Missing.EMPTY, None), ("  ", None, Missing.EMPTY, None), ("--", None, Missing.UNAVAILABLE, None),
        ("..", None, Missing.UNAVAILABLE, None), ("NaN", None, Missing.UNAVAILABLE, None), ("#N/A", None, Missing.UNAVAILABLE, None),
        ("…", None, Missing.SMALL, None), ("...", None, Missing.SMALL, None), ("c", None, Missing.CONFIDENTIAL, None),
    ],
)  # fmt: skip
def test_cells(cell: str, value: str | None, missing: Missing | None, status: Release | None) -> None:
    found = figure(cell)
    assert (None if found[0] is None else str(found[0]), *found[1:]) == (value, missing, status)


@pytest.mark.parametrize(
    "cell", ["约四万", "12abc", "1.2.3", "12,34", "Infinity", "1_000", "2023年", "12 34", "+", "1e9999"]
)
def test_no_cells(cell: str) -> None:
    with pytest.raises(ValueError, match=re.escape(cell.strip()) or None):
        figure(cell)


@given(st.text(max_size=12))
def test_a_cell_is_a_figure_or_missing_or_told(cell: str) -> None:
    try:
        value, missing, _ = figure(cell)
    except ValueError:
        return
    assert (value is None) != (missing is None)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_figures_stay_exact(value: Decimal) -> None:
    assert figure(f"{value:f}")[0] == value
    assert places(value) == 4


@pytest.mark.parametrize(
    ("words", "unit", "scale"),
    [
        ("亿元", "元", "1E8"), ("万人", "人", "1E4"), ("千美元", "美元", "1000"), ("万吨标准煤", "吨标准煤", "1E4"), ("千公顷", "公顷", "1000"),
        ("亿千瓦小时", "千瓦时", "1E8"), ("‰", "%", "0.1"), ("%", "%", "1"), ("元/人", "元", "1"), ("人/平方公里", "人/平方公里", "1"),
        ("吨/日", "吨/日", "1"), ("百万美元", "美元", "1E6"), ("座", "座", "1"), ("亿立方米", "立方米", "1E8"), ("十亿元", "元", "1E9"),
    ],
)  # fmt: skip
def test_units(words: str, unit: str, scale: str) -> None:
    found = known(words)
    assert found is not None
    assert (found.unit, found.scale) == (unit, Decimal(scale))


@pytest.mark.parametrize("words", ["千克", "千瓦", "千瓦时", "百帕", "千米", "百分点"])
def test_units_that_begin_like_a_scale_are_whole(words: str) -> None:
    found = known(words)
    assert found is not None
    assert found.scale == 1


@pytest.mark.parametrize("words", ["人口抽样调查", "不变价", "M2", "上年=100", "万", "亿", "", "单位数", "含税"])
def test_no_units(words: str) -> None:
    assert known(words) is None


def test_declared_units_are_kept_even_if_unknown() -> None:
    assert declared("万张床板")[1:3] == ("张床板", Decimal(10000))
    assert declared("-").unit is None


@pytest.mark.parametrize(
    ("words", "indicator", "measure", "base", "basis", "span", "prices"),
    [
        ("国内生产总值(不变价)累计值(亿元)", "国内生产总值", "level", None, None, "cumulative", "constant"),
        ("国内生产总值指数(上年同期=100)当季值", "国内生产总值指数", "index", "上年同期=100", "yoy", "current", None),
        ("国内生产总值指数(1978年=100)", "国内生产总值指数", "index", "1978年=100", "since", None, None),
        ("国内生产总值环比增长速度(%)", "国内生产总值环比增长速度", "growth", None, "mom", None, None),
        ("人口自然增长率(‰)", "人口自然增长率", "level", None, None, None, None),
        ("第三产业增加值占国内生产总值比重(%)", "第三产业增加值占国内生产总值比重", "share", None, None, None, None),
        ("规模以上工业增加值_累计同比实际增速", "规模以上工业增加值_累计同比实际增速", "growth", None, "yoy", "cumulative", "constant"),
        ("货币和准货币(M2)供应量_期末值(亿元)", "货币和准货币(M2)供应量", "level", None, None, "moment", None),
        ("人口数(人口抽样调查)(人)", "人口数(人口抽样调查)", "level", None, None, None, None),
        ("年末常住人口(万人)", "年末常住人口", "level", None, None, "moment", None),
        ("制造业采购经理指数(%)", "制造业采购经理指数", "index", None, None, None, None),
        ("工业生产者出厂价格指数(上年同期＝100)_当期", "工业生产者出厂价格指数", "index", "上年同期=100", "yoy", "current", None),
        ("居民消费价格指数(上年同期=100)", "居民消费价格指数", "index", "上年同期=100", "yoy", "cumulative", None),
        ("居民消费价格指数(上月=100)", "居民消费价格指数", "index", "上月=100", "mom", None, None),
        ("城镇登记失业率(%)", "城镇登记失业率", "level", None, None, None, None),
        ("固定资产投资(不含农户)实际到位资金_比上年增长(%)", "固定资产投资(不含农户)实际到位资金_比上年增长", "growth", None, "yoy", None, None),
    ],
)  # fmt: skip
def test_headings(
    words: str, indicator: str, measure: str, base: str | None, basis: str | None, span: str | None, prices: str | None
) -> None:
    found = heading(words, Frequency.MONTH, declared("%") if "增速" in words else None)
    assert found.indicator == indicator
    assert found.measure == Measure(measure)
    assert found.base == base
    assert found.basis == (Basis(basis) if basis else None)
    assert found.span == (Span(span) if span else None)
    assert found.prices == (Prices(prices) if prices else None)


def test_scope_words() -> None:
    assert heading("规模以上工业企业利润总额(亿元)").scope == ("规模以上",)
    assert heading("规上工业增加值_同比增长").scope == ("规模以上",)
    assert heading("城镇非私营单位就业人员平均工资(元)").scope == ("城镇非私营单位",)
    assert heading("粮食产量(万吨)").scope == ()


@given(st.text("国内生产总值(亿元)（%）=100上年指数增速累计_ 1978", max_size=30))
def test_headings_never_fail(words: str) -> None:
    found = heading(words)
    assert found.indicator or not words.strip()


@pytest.mark.parametrize(
    ("note", "prices", "years"),
    [
        ("注：1.本表按当年价格计算。", Prices.CURRENT, {}),
        ("注：按不变价格计算。", Prices.CONSTANT, {}),
        ("注：1.按现价计算。2.指数按不变价格计算。", None, {}),
        ("注：2023年数据为初步核算数。", None, {2023: Release.PROVISIONAL}),
        ("2.2018年数据为根据第四次全国经济普查资料修订后数据。", None, {2018: Release.REVISED}),
        ("普查后，对2020年-2022年历史数据进行了系统修订。", None, dict.fromkeys((2020, 2021, 2022), Release.REVISED)),
        ("依据2018年修订的《三次产业划分规定》。", None, {}),
        ("2018年数据按修订的《三次产业划分规定》整理。", None, {}),
        ("2023年为最终核实数。", None, {2023: Release.FINAL}),
    ],
)
def test_notes(note: str, prices: Prices | None, years: dict[int, Release]) -> None:
    found = noted((note,))
    assert found.prices == prices
    assert found.years == years


def test_regions() -> None:
    for name, code in (
        ("北京", "110000"),
        ("内蒙古", "150000"),
        ("吉林", "220000"),
        ("全 国", "100000"),
        ("香港特别行政区", "810000"),
    ):
        place = region_named(name)
        assert place is not None
        assert place.code == code
    city = region_named("吉林", cities=True)
    assert city is not None
    assert city.code == "220200"
    cities = region_named("36个大中城市")
    assert cities is not None
    assert len(cities.members) == 36
    assert all(region_named(member) for member in cities.members)
    assert region_named("新疆生产建设兵团") is not None
    assert region_named("火星") is None
    assert region_named("") is None


def test_codes() -> None:
    for code, name in (("110000", "北京市"), ("11", "北京市"), ("000000", "全国"), ("CN", "全国"), ("DEU", "德国")):
        place = by_code(code)
        assert place is not None
        assert place.name == name
    assert by_code("999999") is None
    assert country("Atlantis") is None


def test_column_maps() -> None:
    assert parse_columns("region = province, value=gdp") == (("region", "province"), ("value", "gdp"))


def test_precision_belongs_to_the_series(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.csv",
        "数据库：分省年度数据\n指标：产量(万吨)\n地区,2024年,2023年\n北京市,12,13.5\n天津市,14.0,15\n",
    )
    found, _ = read(path)
    assert {item.series.precision for item in found} == {Decimal(1000)}
    node = [{"region": "北京", "year": 2023, "value": 2520.0}, {"region": "北京", "year": 2022, "value": 2510.0}]
    path = write(tmp_path, "a.json", json.dumps(node))
    found, _ = read(path, indicator="常住人口", unit="万人")
    assert {item.series.precision for item in found} == {Decimal(10000)}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "a.csv", "数据库：分省年度数据\n指标：产量(万吨)\n地区,2024年\n北京市,12\n", encoding)
    found, errors = read(path)
    assert errors == []
    assert [item.published for item in found] == [12]


def test_a_named_encoding_is_taken(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "指標,2024年\n產量(萬噸),12\n", "big5")
    _, errors = read(path, encoding="klingon")
    assert "no encoding is called 'klingon'" in str(errors[0])


@given(st.binary(max_size=200))
def test_no_bytes_end_in_another_error(data: bytes) -> None:
    from textmine.statistics.build import Options
    from textmine.statistics.read import read_bytes

    for item in read_bytes(data, "x", Options(indicator="产量", unit="吨", region="全国")):
        assert not isinstance(item, InputError) or "\n" not in str(item)


@given(st.text('地区指标时间,;\n2024年31月"北京市()元(亿元)=100\t%-. ', max_size=120))
def test_no_table_ends_in_another_error(text: str) -> None:
    from textmine.statistics.build import Options
    from textmine.statistics.read import read_bytes

    list(read_bytes(text.encode(), "x", Options(indicator="产量", unit="吨", region="全国")))


if __name__ == "__main__":
    GOLDEN.write_text(
        "".join(f"# {path.name}\n" + "".join(f"{each}\n" for each in lines(path)) for path in FILES), "utf-8"
    )
    sys.stdout.write(f"{GOLDEN}: {len(FILES)} files, {len(OPTIONS)} of them with options\n")
