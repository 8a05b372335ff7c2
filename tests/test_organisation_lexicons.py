"""The lists of organisations and of the endings of authorities' names: form, uniqueness, and a few facts."""

from __future__ import annotations

from collections import Counter

import pytest

from textmine.lexicon import FOLDER, rows

KINDS = {
    "government",
    "party",
    "court",
    "army",
    "media",
    "international",
    "bank",
    "enterprise",
    "academy",
    "association",
    "university",
    "party_foreign",
}
COMMON = {
    "中央",
    "国家",
    "政府",
    "全国",
    "人大",
    "银行",
    "公司",
    "集团",
    "大学",
    "中行",
    "国航",
    "北大",
    "南大",
    "中共",
}


def _header(name: str) -> list[str]:
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    return next(line for line in lines if not line.startswith("#")).split("\t")


def _shorts() -> list[tuple[str, str, str]]:
    return [(form, name, kind) for name, short, kind in rows("organisations") for form in short.split()]


def test_columns() -> None:
    assert _header("organisations") == ["name", "short", "kind"]
    assert _header("organisation_suffixes") == ["short", "full", "levels"]
    for name, short, kind in rows("organisations"):
        assert name == name.strip()
        assert " " not in name
        assert len(name) > 2
        assert short == " ".join(short.split())
        assert kind in KINDS
    assert {kind for _, _, kind in rows("organisations")} == KINDS


def test_every_form_means_one_organisation() -> None:
    names = Counter(name for name, _, _ in rows("organisations"))
    shorts = Counter(form for form, _, _ in _shorts())
    assert [form for form, count in (names + shorts).items() if count > 1] == []


def test_short_forms_are_neither_words_nor_places_nor_endings() -> None:
    forms = {form for form, _, _ in _shorts()}
    assert [form for form in forms if len(form) < 2] == []
    assert forms & COMMON == set()
    divisions = {form for row in rows("places_divisions") for cell in row[1:4] for form in cell.split()}
    assert forms & divisions == set()
    countries = {form for row in rows("places_countries") for cell in row for form in cell.split()}
    assert {form for form, _, kind in _shorts() if kind != "international"} & countries == set()
    endings = {cell for short, full, _ in rows("organisation_suffixes") for cell in (short, full)}
    assert (forms | {name for name, _, _ in rows("organisations")}) & endings == set()


def test_endings_are_unique_and_have_levels() -> None:
    found = rows("organisation_suffixes")
    assert len({short for short, _, _ in found}) == len(found)
    for short, full, levels in found:
        assert len(short) >= 2
        assert len(full) >= len(short)
        assert levels
        assert levels == "".join(level for level in "省市区县" if level in levels)


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("全国人大常委会", "全国人民代表大会常务委员会", "government"),
        ("国家发改委", "国家发展和改革委员会", "government"),
        ("国家卫计委", "国家卫生和计划生育委员会", "government"),
        ("环保部", "环境保护部", "government"),
        ("最高检", "最高人民检察院", "court"),
        ("中纪委", "中国共产党中央纪律检查委员会", "party"),
        ("解放军", "中国人民解放军", "army"),
        ("新华社", "新华通讯社", "media"),
        ("世贸组织", "世界贸易组织", "international"),
        ("欧盟", "欧洲联盟", "international"),
        ("农发行", "中国农业发展银行", "bank"),
        ("中石油", "中国石油天然气集团有限公司", "enterprise"),
        ("中科院", "中国科学院", "academy"),
        ("上交所", "上海证券交易所", "association"),
        ("哈工大", "哈尔滨工业大学", "university"),
        ("日本自民党", "日本自由民主党", "party_foreign"),
    ],
)
def test_organisations(form: str, name: str, kind: str) -> None:
    assert (form, name, kind) in _shorts()


@pytest.mark.parametrize(
    ("short", "full", "levels"),
    [
        ("发改委", "发展和改革委员会", "省市区县"),
        ("卫健委", "卫生健康委员会", "省市区县"),
        ("人社厅", "人力资源和社会保障厅", "省"),
        ("住建局", "住房和城乡建设局", "市区县"),
        ("统计局", "统计局", "省市区县"),
        ("管委会", "管理委员会", "市区县"),
    ],
)
def test_endings(short: str, full: str, levels: str) -> None:
    assert (short, full, levels) in rows("organisation_suffixes")
