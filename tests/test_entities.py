"""Entities: names with exact offsets, labels, what they are known as, and the model behind them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import textmine
from textmine.batch import Settings
from textmine.cli.app import app, run
from textmine.entities import Recognizer, gazetteer
from textmine.entities.aliases import Known
from textmine.entities.canonical import organisation
from textmine.entities.decode import BLOCK, Tagged, _best_sequence, tagged
from textmine.entities.layers import PAD, PAIRS, Array, Layers, Room, _hashes
from textmine.entities.model import TaggerModel, built_in, scheme
from textmine.entities.names import LABELS, _places_of, merged
from textmine.errors import InputError
from textmine.pipeline import extract_article, extract_articles
from textmine.reading import from_text
from textmine.records import Entity, EntityLabel, Place

CORPORA = Path(__file__).parents[1] / "corpora"
MEETING = (
    "云州市经济和信息化局局长陆思远介绍，云州工业大学研究员秦文彬团队研制的“灵犀一号”已在上海展出。"
    "陆局长还说，该校将参加第六届中国国际进口博览会，国家发改委将发布《数据要素流通条例》。"
)


@cache
def recognizer(model: str | None = "fast") -> Recognizer:
    return Recognizer(model)


def entities(text: str, given: Recognizer | None = None) -> tuple[Entity, ...]:
    article = from_text(text).articles[0]
    return extract_article(article, recognizer=given or recognizer()).entities


def named(text: str, given: Recognizer | None = None) -> dict[str, Entity]:
    return {entity.surface: entity for entity in entities(text, given)}


def test_names_with_their_labels() -> None:
    found = named(MEETING)
    assert found["陆思远"].label is EntityLabel.PERSON
    assert found["云州工业大学"].label is EntityLabel.ORG
    assert (found["上海"].label, found["上海"].canonical, found["上海"].code) == (EntityLabel.PLACE, "上海市", "310000")
    assert found["第六届中国国际进口博览会"].label is EntityLabel.EVENT
    assert found["数据要素流通条例"].label is EntityLabel.WORK
    assert found["国家发改委"].canonical == "国家发展和改革委员会"


def test_a_person_has_office_and_organisation() -> None:
    found = named(MEETING)
    assert (found["陆思远"].office, found["陆思远"].organisation) == ("局长", "云州市经济和信息化局")
    assert (found["秦文彬"].office, found["秦文彬"].organisation) == ("研究员", "云州工业大学")


def test_names_that_stand_for_one_named_before() -> None:
    found = named(MEETING)
    assert (found["陆"].canonical, found["陆"].office, found["陆"].rule) == ("陆思远", "局长", "alias")
    assert (found["该校"].canonical, found["该校"].rule) == ("云州工业大学", "alias")
    assert "该校" not in named("该校位于山脚下，今年招收新生三百人。")


def test_a_short_name_given_in_brackets() -> None:
    found = named("国家统计局北京调查总队（以下简称“总队”）发布数据。李明说，总队将继续调查。")
    assert found["总队"].canonical == "国家统计局北京调查总队"


def test_an_inner_name_is_nested() -> None:
    found = named("河北省教育厅今天发布通知。")
    assert found["河北省"].nested
    assert not found["河北省教育厅"].nested
    assert (found["河北省"].code, found["河北省教育厅"].code) == ("130000", None)


def test_dates_are_normalised() -> None:
    found = extract_article(from_text("2024年3月5日，大会在北京开幕。").articles[0], recognizer=recognizer()).entities
    assert [(each.surface, each.canonical) for each in found if each.label is EntityLabel.DATE] == [
        ("2024年3月5日", "2024-03-05")
    ]


def test_a_title_between_marks_is_a_work_and_a_newspaper_is_none() -> None:
    found = named("记者从《人民日报》了解到，小说《春山集》获奖。")
    assert found["人民日报"].label is EntityLabel.ORG
    assert found["春山集"].label is EntityLabel.WORK


def test_who_says_a_number_is_told_by_the_full_name() -> None:
    text = "国家发改委有关负责人表示，去年全国新增充电桩200万台。"
    plain = extract_article(from_text(text).articles[0])
    full = extract_article(from_text(text).articles[0], recognizer=recognizer())
    assert [claim.source for claim in plain.claims] != [claim.source for claim in full.claims]
    assert [claim.source for claim in full.claims] == ["国家发展和改革委员会"]


def test_words_of_the_user_change_entities() -> None:
    text = "会上，蓝鲸座发布了新产品。"
    own = Recognizer("fast", words=[("蓝鲸座", "nt"), ("发布", "v")])
    assert "蓝鲸座" not in named(text) or named(text)["蓝鲸座"].rule != "dictionary"
    assert (named(text, own)["蓝鲸座"].label, named(text, own)["蓝鲸座"].rule) == (EntityLabel.ORG, "dictionary")
    assert "发布" not in named(text, own)


def test_without_a_model_rules_and_word_lists_remain() -> None:
    found = named("国务院在北京发布《数据要素流通条例》，张三出席。", recognizer(None))
    assert {name: each.label.value for name, each in found.items()} == {
        "国务院": "ORG",
        "北京": "PLACE",
        "数据要素流通条例": "WORK",
    }


@pytest.mark.parametrize(
    ("surface", "full"),
    [
        ("中科院", "中国科学院"),
        ("北京市科委", "北京市科学技术委员会"),
        ("市科委", "杭州市科学技术委员会"),
        ("省发改委", "浙江省发展和改革委员会"),
        ("自治区教育厅", "自治区教育厅"),
        ("云上公司", "云上公司"),
    ],
)
def test_full_names_of_organisations(surface: str, full: str) -> None:
    before = [Place(name="杭州市", code="330100"), Place(name="浙江省", code="330000")]
    assert organisation(surface, before) == full


def test_abbreviations_stand_for_the_one_name_they_fit() -> None:
    known = Known()
    known.organisation("云州工业大学", "云州工业大学")
    assert known.organisation("云工大", "云工大") == "云州工业大学"
    known.organisation("云州工程大学", "云州工程大学")
    assert known.organisation("云大", "云大") == "云大"  # two names fit
    assert known.person("秦文彬") == known.person("秦") == known.person("老秦") == "秦文彬"
    assert known.person("乔治·布兰") == known.person("布兰") == "乔治·布兰"
    assert known.person("周") == "周"


@given(st.text(alphabet="北京市张三局长《》、。\n 在与（简称“”）该校 中国科学院10年", max_size=80))
def test_any_text_gives_names_that_stand_in_it(text: str) -> None:
    article = textmine.Article(id="x", start=0, end=len(text), text=text)
    for model in ("fast", None):
        (found,) = recognizer(model).recognize([textmine.Extraction(article=article, claims=())])
        assert all(text[each.start : each.end] == each.surface and each.surface for each in found.entities)
        outer = [each for each in found.entities if not each.nested and each.label is not EntityLabel.DATE]
        assert all(left.end <= right.start for left, right in pairwise(outer))


def test_offsets_lead_into_the_text_as_given() -> None:
    text = "　　“他是国家统计\n局局长”，王立\n新说。\n\n　　全市生产总值增长5％。"
    for article in from_text(text).articles:
        for each in extract_article(article, recognizer=recognizer()).entities:
            assert text[each.start : each.end] == each.surface


def test_several_articles_together_give_what_they_give_alone() -> None:
    articles = [
        from_text(text).articles[0] for text in (MEETING, "王立新出席。", "北京今天降雨。" * 900, MEETING[::-1])
    ]
    together = extract_articles(articles, recognizer=recognizer())
    alone = [extract_article(article, recognizer=recognizer()) for article in articles]
    shown = [
        [[(each.start, each.end, each.label, each.canonical) for each in found.entities] for found in side]
        for side in (together, alone)
    ]
    assert shown[0] == shown[1]


def test_a_long_text_is_cut_where_no_name_is() -> None:
    text = "在北京，张三丰说。" * (BLOCK // 4)
    found = tagged(TaggerModel.load(built_in("fast")), [text], "news")[0]
    assert all(text[tag.start : tag.end] in ("北京", "张三丰") for tag in found)
    assert len(found) > BLOCK // 3


def test_the_model_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    model = TaggerModel.load(built_in("fast"))
    for name in ("a.zip", "b.zip"):
        model.save(tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    again = TaggerModel.load(tmp_path / "a.zip")
    assert tagged(again, [MEETING], "news") == tagged(model, [MEETING], "news")
    assert sum(built_in(size).stat().st_size for size in ("fast", "accurate")) < 25e6


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with pytest.raises(InputError, match="cannot read the model"):
        Recognizer(path)
    path.write_bytes(b"not a zip")
    with pytest.raises(InputError, match="is no model of textmine"):
        Recognizer(path)
    with zipfile.ZipFile(built_in("fast")) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    meta = json.loads(parts["meta.json"])
    for changed in (
        {**parts, "characters.txt": b"\xe5\x8c\x97"},
        {**parts, "weights.bin": parts["weights.bin"][:-2]},
        {**parts, "meta.json": json.dumps({**meta, "heads": {"news": ["O", "X-PER"]}}).encode()},
    ):
        with zipfile.ZipFile(path, "w") as file:
            for name, content in changed.items():
                file.writestr(name, content)
        with pytest.raises(InputError, match="is no model of textmine"):
            Recognizer(path)
    with zipfile.ZipFile(path, "w") as file:
        for name, content in {
            **parts,
            "meta.json": json.dumps({**meta, "format": "textmine-tagger/9"}).encode(),
        }.items():
            file.writestr(name, content)
    with pytest.raises(InputError, match="another version"):
        Recognizer(path)


@given(st.lists(st.lists(st.integers(-6, 6), min_size=5, max_size=5), min_size=1, max_size=5))
def test_the_best_sequence_is_the_best_of_all(rows: list[list[int]]) -> None:
    tags = scheme(["A"])

    def value(sequence: tuple[int, ...]) -> float | None:
        names = ["O", *(tags[tag] for tag in sequence), "O"]
        for before, after in pairwise(names):
            closed = before[0] in "OES"
            if closed != (after[0] in "OBS"):
                return None
        return sum(row[tag] for row, tag in zip(rows, sequence, strict=True))

    values = [found for each in product(range(5), repeat=len(rows)) if (found := value(each)) is not None]
    mended = _best_sequence([[float(score) for score in row] for row in rows], [1])
    assert value(tuple(mended)) == max(values)


def test_scores_do_not_see_over_a_boundary() -> None:
    model = TaggerModel.load(built_in("fast"))
    gap = np.zeros(model.gap, np.int32)
    first, second = model.numbers("张三在北京"), model.numbers("李四在上海")
    together = model.scores(np.concatenate([gap, first, gap, second, gap]), "news", Room())
    alone = model.scores(np.concatenate([gap, second, gap]), "news", Room())
    assert np.allclose(together[len(gap) + len(first) :][: len(alone)], alone, atol=1e-4)


@pytest.mark.parametrize("dilations", [(1, 3), (2,), (1, 2, 4)])
@pytest.mark.parametrize("length", [1, 5, 12, 40])
def test_layers_add_up_as_they_are_defined(dilations: tuple[int, ...], length: int) -> None:
    random = np.random.default_rng(length)
    hidden, width, pair = 5, 3, 2
    shapes: dict[str, tuple[int, ...]] = {
        "characters": (9, width),
        "pairs": (PAIRS, pair),
        "window.weight": (hidden, 5 * width + 2 * pair),
    }
    shapes["window.bias"] = (hidden,)
    for number in range(len(dilations)):
        shapes |= {f"convolution{number}.weight": (hidden, 3 * hidden), f"convolution{number}.bias": (hidden,)}
    weights = {name: random.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    gap = [PAD] * (3 + sum(dilations))
    numbers = np.array([*gap, *random.integers(1, 9, length), PAD, *random.integers(1, 9, length), *gap])
    inside = numbers != PAD

    def moved(rows: Array, by: int) -> Array:
        return np.array([rows[at + by] if 0 <= at + by < len(rows) else 0 * rows[at] for at in range(len(rows))])

    codes = weights["characters"][numbers]
    pairs = np.concatenate([np.zeros((1, pair)), weights["pairs"][_hashes(numbers)], np.zeros((1, pair))])
    read = np.concatenate([*(moved(codes, by) for by in range(-2, 3)), pairs[:-1], pairs[1:]], axis=1)
    want = np.maximum(read @ weights["window.weight"].T + weights["window.bias"], 0) * inside[:, None]
    for number, dilation in enumerate(dilations):
        read = np.concatenate([moved(want, by * dilation) for by in (-1, 0, 1)], axis=1)
        added = read @ weights[f"convolution{number}.weight"].T + weights[f"convolution{number}.bias"]
        want = (want + np.maximum(added, 0)) * inside[:, None]
    layers, room = Layers.of(weights, dilations), Room()
    for _ in range(2):  # the second time in the memory of the first
        scores = layers.scores(numbers, np.eye(hidden, dtype=np.float32), np.zeros(hidden, np.float32), room)
        assert np.allclose(scores, want, rtol=1e-3, atol=1e-2)


def test_entities_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("国家发改委主任张立新在北京介绍，蓝鲸座投资3亿元。", "utf-8")
    words = tmp_path / "own.txt"
    words.write_text("蓝鲸座 nt\n", "utf-8")

    def run(*options: str) -> list[dict[str, str]]:
        result = CliRunner().invoke(app, ["extract", str(path), "--format", "jsonl", *options])
        assert result.exit_code == 0, result.output
        listed: list[dict[str, str]] = json.loads(result.stdout)["entities"]
        return listed

    assert {each["surface"] for each in run()} >= {"国家发改委", "张立新", "北京"}
    assert run("--entities", "off") == []
    assert {each["surface"] for each in run("--entities", "rules")} == {"国家发改委", "北京"}
    assert {each["surface"] for each in run("--entities", "accurate")} >= {"国家发改委", "张立新", "北京"}
    assert ("蓝鲸座", "ORG") in {(each["surface"], each["label"]) for each in run("--dict", str(words))}
    missing = CliRunner().invoke(app, ["extract", str(path), "--entities", str(tmp_path / "none.zip")])
    assert isinstance(missing.exception, InputError)


def test_spacy_carries_the_same_entities() -> None:
    from textmine import nlp

    doc = nlp.load()(MEETING)
    assert [(each.surface, each.canonical) for each in doc._.entities] == [
        (each.surface, each.canonical) for each in entities(MEETING)
    ]
    shanghai = next(span for span in doc.ents if span.text == "上海")
    assert (shanghai.label_, shanghai.kb_id_, shanghai.id_) == ("PLACE", "310000", "上海市")
    assert len(doc.spans[nlp.ENTITIES_KEY]) >= len(doc.ents)
    assert "entities" not in nlp.load(entities="off")("北京。").spans


def test_thresholds_of_the_model_hold_back_unsure_names() -> None:
    model = TaggerModel.load(built_in("fast"))
    strict = Recognizer(replace(model, thresholds=dict.fromkeys(("PER", "ORG", "LOC", "TITLE"), 1.1)))
    assert "秦文彬" in named(MEETING)
    assert "秦文彬" not in named(MEETING, strict)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("外交部发言人表示", ["外交部"]),
        ("各级外交部门", []),
        ("中国银行业运行平稳", []),
        ("嫦娥六号和“雪龙2”号", ["嫦娥六号"]),
        ("长征五号遥四运载火箭", ["长征五号遥四"]),
        ("长征途中", []),
        ("民法典施行", ["民法典"]),
        ("食品安全法律", []),
        ("食品安全法规定", ["食品安全法"]),
        ("F-20战机", []),
        ("参观故宫", ["故宫"]),
    ],
)
def test_known_names_are_whole_words(text: str, expected: list[str]) -> None:
    assert [text[name.start : name.end] for name in gazetteer.find(text)][: len(expected) or 1] == expected


def test_without_its_file_the_model_is_left_out_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("textmine.entities.model.built_in", lambda size: tmp_path / f"entities-{size}.zip")
    found = Settings(entities="on").recognizer()
    assert found is not None
    assert found.model is None
    assert Settings(entities="rules").shortcoming() is None
    assert run(["extract", "corpora/samples/article.txt", "--format", "csv"]) == 0
    assert capsys.readouterr().err.count("entities-fast.zip is not installed") == 1


def test_a_body_of_a_city_named_only_later_is_known_by_its_full_name() -> None:
    assert named("市统计局发布公报。去年，杭州市生产总值增长5%。")["市统计局"].canonical == "杭州市统计局"


def test_the_table_ends_with_the_names(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("国家发改委主任张立新在北京介绍，去年投资增长3%。李红霞参加第六届中国国际进口博览会。", "utf-8")
    lines = CliRunner().invoke(app, ["extract", str(path), "--format", "table", "--lang", "en"]).stdout.splitlines()
    assert lines[-3:] == [
        "People  张立新 (国家发展和改革委员会 主任) · 李红霞",
        "Organisations  国家发展和改革委员会",
        "Other names  第六届中国国际进口博览会",
    ]
    off = (
        CliRunner().invoke(app, ["extract", str(path), "--format", "table", "--lang", "en", "--entities", "off"]).stdout
    )
    assert "People" not in off


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("“十四五”规划", (1, 7), "“十四五”规划"),
        ("参加中欧（柳州", (2, 7), None),
        ("参加中欧（柳州）会", (2, 7), "中欧（柳州）"),
        ("参加蓝鲸大会", (2, 6), "蓝鲸大会"),
    ],
)
def test_names_have_both_brackets_or_none(text: str, span: tuple[int, int], expected: str | None) -> None:
    names = merged(text, [Tagged(*span, "EVENT", 0.9)], [], (), {})
    assert next((text[name.start : name.end] for name in names if name.rule == "model"), None) == expected


def _examples() -> Iterator[tuple[str, str, str]]:
    for path in sorted((CORPORA / "entities").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                text, _, names = line.partition(" => ")
                yield path.stem, text, names


@pytest.mark.parametrize(("rule", "text", "names"), list(_examples()))
def test_examples_of_each_rule(rule: str, text: str, names: str) -> None:
    found = entities(text, recognizer("fast" if rule == "alias" else None))
    told = {
        each.surface: (each.label.value, each.canonical)
        for each in found
        if not each.nested and each.label is not EntityLabel.DATE
    }
    expected = [name.split("|") for name in names.split("; ")] if names != "-" else []
    wanted = {surface: (label, *(rest or [surface])) for surface, label, *rest in expected}
    assert (told if wanted or rule != "alias" else {k: v for k, v in told.items() if v[1] != k}) == wanted


@pytest.mark.parametrize(("model", "precision", "recall"), [("fast", 0.90, 0.60), ("accurate", 0.92, 0.69)])
def test_quality_on_our_own_passages_does_not_fall(model: str, precision: float, recall: float) -> None:
    found, given, right = 0, 0, 0
    for line in (CORPORA / "entities" / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        article = textmine.Article(id="x", start=0, end=len(row["text"]), text=row["text"])
        (told,) = recognizer(model).recognize([textmine.Extraction(article=article, claims=())])
        names = {(each.start, each.end, each.label) for each in told.entities if not each.nested}
        names = {name for name in names if name[2] is not EntityLabel.DATE}
        wanted = {
            (each["start"], each["end"], LABELS[each["label"]]) for each in row["entities"] if each["label"] in LABELS
        }
        found, given, right = found + len(names), given + len(wanted), right + len(names & wanted)
    assert right / found >= precision
    assert right / given >= recall


def test_the_whole_country_is_no_name_inside_another() -> None:
    assert "全国" not in named("全国人大常委会和全国总工会在北京举行会议。")


def test_many_names_are_found_again_like_few(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "秦文彬和陆思远在北京。秦文彬说，陆思远来了，秦文彬走了。"
    few = sorted(_places_of(["秦文彬", "陆思远"], text))
    monkeypatch.setattr("textmine.entities.names.FEW", 0)
    assert sorted(_places_of(["秦文彬", "陆思远"], text)) == few
    assert [word for _, word in few] == ["秦文彬", "陆思远", "秦文彬", "陆思远", "秦文彬"]
