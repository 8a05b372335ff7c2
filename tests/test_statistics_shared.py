"""Real exports of official statistics, where they lie beside this checkout: every figure, label and unit held against the raw file.

The raw files are read here in another way than in the package: lines split at commas, sheets through xlrd, labels by their digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from textmine.errors import InputError, LeftOutError
from textmine.periods import bounds
from textmine.records import Frequency, Measure, Observation, Span
from textmine.statistics import read_statistics

STATISTICS = Path(__file__).parents[2] / "shared" / "statistics"
pytestmark = pytest.mark.skipif(not STATISTICS.exists(), reason="the shared statistics are not beside this checkout")

BIFF = bytes.fromhex("d0cf11e0a1b11ae1")
TABLES = sorted(path for path in STATISTICS.rglob("*") if path.suffix in (".csv", ".xls"))
# What a file does not say, so that every export can be read; the indicator is that of the folder's own description where it has one.
GIVEN = {
    "tec_expenditure/data/分省年度数据.csv": {"region": "北京市"},
    "tec_expenditure": {"indicator": "某指标", "unit": "亿元"},
    "eoocl": {"indicator": "地区生产总值", "unit": "亿元"},
    "Tobby-star+dynamic_datas/gdp.csv": {"indicator": "地区生产总值", "unit": "亿元"},
    "ITidol": {"indicator": "地区生产总值", "unit": "亿元"},
    "newcodercircle": {"indicator": "某指标", "unit": "万吨"},
    "data1/各省份": {"indicator": "居民消费价格指数(上年同月=100)"},
    "CPI.xls": {"region": "全国", "unit": "%"},
}
# Tables that users made themselves and that no option of a layout explains: refused with the option that does.
OWN = (
    "baiduindex",
    "province_rd_exp",
    "provincial_panel",
    "provincial_rd_gdp",
    "gdp_last",
    "整合",
    "一般公共预算等",
    "插补后",
    "tidy_vintages",
)


def options(path: Path) -> dict[str, str]:
    return next((given for key, given in GIVEN.items() if key in str(path)), {})


def is_own(path: Path) -> bool:
    return any(word in path.name or word in path.parent.name for word in OWN)


def raw(path: Path) -> dict[str | None, list[list[str]]]:
    """The cells of every sheet as text."""
    data = path.read_bytes()
    if not data.startswith(BIFF):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030")
        return {None: [[cell.strip().strip('"').strip() for cell in line.split(",")] for line in text.split("\n")]}
    xlrd = pytest.importorskip("xlrd")
    return {
        sheet.name: [[shown(cell) for cell in sheet.row_values(row)] for row in range(sheet.nrows)]
        for sheet in xlrd.open_workbook(path).sheets()
    }


def shown(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return str(value).strip()


def number(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def digits(label: str) -> tuple[int, int | None] | None:
    """Year and last month of a label, by its digits and Chinese numerals alone; None for no label of time."""
    found = re.fullmatch(r"(\d{4})(?:年|\.0)?(?:第([一二三四])季度|(?:\.|-)?(\d{1,2})月?)?", label)
    if not found or not 1900 <= int(found[1]) <= 2100:
        return None
    if found[2]:
        return int(found[1]), 3 * ("一二三四".index(found[2]) + 1)
    return int(found[1]), int(found[3]) if found[3] else None


def blocks(sheets: dict[str | None, list[list[str]]]) -> Iterator[tuple[str | None, int, list[list[str]]]]:
    """Sheet, index of the header and rows of each export: from its header to the first note, source, or blank line."""
    whole = {name for name, rows in sheets.items() if rows and rows[0] and rows[0][0].startswith("数据库")}
    for name, rows in sheets.items():
        if whole and name not in whole:
            continue
        for index, row in enumerate(rows):  # noqa: B007 (used behind the loop)
            if (
                sum(digits(cell) is not None for cell in row[1:]) >= max(1, min(2, len(row) - 1))
                and not digits(row[0])
                and number(row[0]) is None
            ):
                break
            if row[0] in ("时间", "截止日期_EndDt"):
                break
        else:
            continue
        body = []
        for row in rows[index + 1 :]:
            if not row[0] or re.match(r"注|数据来源|\u3000", row[0]):
                break
            body.append(row)
        yield name, index, body


EXPORTS = [path for path in TABLES if not is_own(path) and "ExportData" not in path.name]


def is_vendor(path: Path) -> bool:
    return any(
        len(rows) > 3 and [row[0] for row in rows[:4]] == ["指标", "地区", "频度", "单位"]
        for rows in raw(path).values()
    )


def read(path: Path) -> tuple[list[Observation], list[InputError]]:
    found = list(read_statistics(path, **options(path)))
    return [item for item in found if isinstance(item, Observation)], [
        item for item in found if isinstance(item, InputError)
    ]


def test_there_are_exports() -> None:
    assert len(EXPORTS) >= 50
    assert sum(is_vendor(path) for path in TABLES if path.suffix == ".xls") == 6


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: f"{path.parent.name[:12]}-{path.name}")
def test_every_figure_of_an_export_is_there_once_and_means_what_its_labels_say(path: Path) -> None:
    if is_vendor(path):
        pytest.skip("a vendor's workbook: the next test")
    found, errors = read(path)
    assert all(isinstance(error, LeftOutError) for error in errors), errors[:3]
    sheets = raw(path)
    expected: dict[tuple[str | None, int, int], Decimal] = {}
    heads: dict[str | None, tuple[int, list[str]]] = {}
    for name, index, body in blocks(sheets):
        head = sheets[name][index]
        heads[name] = index, head
        width = next((place for place in range(1, len(head)) if not head[place]), len(head))
        for offset, row in enumerate(body):
            for place, cell in enumerate(row[1:width], 1):
                if (value := number(cell)) is not None:
                    expected[name, index + 2 + offset, place + 1] = value
    assert expected
    assert {
        (item.series.sheet, item.row, item.column): item.published for item in found if item.published is not None
    } == expected
    assert sum(item.published is not None for item in found) == len(expected)
    for item in found:
        check(item, sheets, heads)


def check(
    item: Observation, sheets: dict[str | None, list[list[str]]], heads: dict[str | None, tuple[int, list[str]]]
) -> None:
    """Region, indicator, unit and period of one figure against the raw labels of its row and column."""
    series = item.series
    index, head = heads[series.sheet]
    assert item.row is not None
    assert item.column is not None
    row_label, column_label = sheets[series.sheet][item.row - 1][0], head[item.column - 1]
    across = digits(column_label) is not None
    moment, name = (column_label, row_label) if across else (row_label, column_label)
    if head[0] in ("地区", "省份", "时间") and series.region.name != "全国" and "指标" not in head[0]:
        assert series.region.name.startswith(name[:2])
        assert series.region_published == name
        assert (series.region.code or "0")[-2:] == "00"
        words = next((row[0][3:] for row in sheets[series.sheet][:index] if row[0].startswith("指标：")), None)
        name = words or series.heading
    else:
        assert series.heading == " ".join(name.split())
    base = re.search(r"[(（]([^()（）]*=100)[)）]", name)
    unit = re.findall(r"[(（]([^()（）]*)[)）]", name)
    if base:
        assert (series.measure, series.base, series.unit) == (
            Measure.INDEX,
            base[1],
            None if "%" not in (series.unit or "") else series.unit,
        )
    elif unit and unit[-1] and name.endswith((")", "）")):
        assert series.unit_published == unit[-1]
        powers = {"亿": 10**8, "万": 10**4, "千美": 10**3}
        scale = next((power for word, power in powers.items() if unit[-1].startswith(word) and len(unit[-1]) > 1), 1)
        assert series.scale == scale
        assert series.unit in (unit[-1], unit[-1][1:])
    told = digits(moment)
    if told is None:
        return
    year, month = told
    if month == 1 and moment.endswith(".1"):
        month = 10
    start, end = bounds(item.period)
    assert start is not None
    assert end is not None
    assert end.year == year
    assert end.month == (month or 12)
    cumulative = "累计" in name
    assert (series.span is Span.CUMULATIVE) == cumulative
    if cumulative or month is None:
        assert (start.month, start.day) == (1, 1)
    else:
        quarter = series.frequency is Frequency.QUARTER
        assert start.month == (month - 2 if quarter else month)


@pytest.mark.parametrize(
    "path", [path for path in TABLES if path.suffix == ".xls" and is_vendor(path)], ids=lambda path: path.name
)
def test_every_figure_of_a_vendor_is_there_once(path: Path) -> None:
    found, _ = read(path)
    expected: dict[tuple[str | None, int, int], tuple[Decimal, str, str]] = {}
    for name, rows in raw(path).items():
        if [row[0] for row in rows[:4]] != ["指标", "地区", "频度", "单位"]:
            continue
        for index, row in enumerate(rows[4:], 5):
            if not re.fullmatch(r"\d{4}-\d\d", row[0]):
                break
            for place in range(1, len(row)):
                value = number(row[place])
                if rows[0][place] and value is not None and (rows[2][place] == "月" or int(row[0][5:]) % 3 == 0):
                    expected[name, index, place + 1] = value, rows[0][place], rows[3][place]
    assert {
        (item.series.sheet, item.row, item.column): (item.published, item.series.heading, item.series.unit_published)
        for item in found
        if item.published is not None
    } == expected
    assert {item.series.region.name for item in found} == {"全国"}
    for item in found:
        assert item.row is not None
        assert item.series.sheet is not None
        label = raw_label(path, item.series.sheet, item.row)
        start, end = bounds(item.period)
        assert start is not None
        assert end is not None
        assert f"{end.year:04}-{end.month:02}" == label
        months = 1 if item.series.frequency is Frequency.MONTH else 3
        assert start.month == (1 if "累计" in item.series.heading else end.month - months + 1)


_LABELS: dict[tuple[Path, str], list[str]] = {}


def raw_label(path: Path, sheet: str, row: int) -> str:
    if (path, sheet) not in _LABELS:
        _LABELS.update({(path, str(name)): [cells[0] for cells in rows] for name, rows in raw(path).items()})
    return _LABELS[path, sheet][row - 1]


@pytest.mark.parametrize(
    "path", [path for path in TABLES if is_own(path) and "tidy" not in path.name], ids=lambda path: path.name
)
def test_tables_of_users_are_refused_with_the_option_that_helps(path: Path) -> None:
    found, errors = read(path)
    assert found == []
    assert any("--columns" in str(error) or "--unit" in str(error) for error in errors)


def test_exports_without_their_lines_ask_for_them() -> None:
    for path in EXPORTS:
        given = options(path)
        if not given or ("unit" in given and "region" in given):
            continue
        errors = [item for item in read_statistics(path) if isinstance(item, InputError)]
        assert any("--" in str(error) for error in errors), path


def test_recorded_answers() -> None:
    counts = {}
    for path in sorted(STATISTICS.rglob("*.yaml")):
        text = path.read_text("utf-8")
        found, _ = read(path)
        counts[path.name] = sum(item.published is not None for item in found)
        assert counts[path.name] == len(re.findall(r'hasdata\\":\s*\\?\s*true', text.replace("\\\n", "")))
        assert not any(item.published == 0 for item in found)
    assert sum(counts.values()) == 40


def test_vintages() -> None:
    found, errors = read(STATISTICS / "tidy_vintages.csv")
    assert errors == []
    assert len(found) == 2815
    beijing = [
        str(item.published)
        for item in found
        if item.series.region.name == "天津市" and item.period == "2017" and "生产" in item.series.indicator
    ]
    assert beijing == ["18549.19", "12468.2", "12450.6"]


def test_figures_of_the_communique() -> None:
    path = STATISTICS / "1376524890+tec_expenditure" / "data" / "provincial_rd_gdp_2024.csv"
    found = list(
        read_statistics(
            path,
            indicator="研究与试验发展(R&D)经费投入强度",
            unit="%",
            columns="region=province,period=year,value=rd_intensity_pct",
        )
    )
    values = {item.series.region.name: item.value for item in found if isinstance(item, Observation)}
    assert len(values) == 32
    assert values["北京市"] == Decimal("6.58")
    assert values["全国"] == Decimal("2.69")
