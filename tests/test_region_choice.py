"""The choice of regions: what is chosen and why, what the rules keep, how the model is fitted."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import textmine
from textmine.claims import Chooser
from textmine.claims.region_choice import is_unsure
from textmine.claims.region_looks import Look, Scorer, Stance, built_in, features, few, kind_of, relation
from textmine.claims.territory import Where
from textmine.cli.app import app
from textmine.errors import InputError
from textmine.evaluate import region_choice as model
from textmine.lexicon import FOLDER
from textmine.pipeline import numeric
from textmine.places import lookup
from textmine.reading import from_text
from textmine.records import Claim, PlaceMention

GOLD = Path(__file__).parents[1] / "corpora" / "gold"

NATION = "近年来，我国儿科医疗网络不断健全，各地建起一批儿科医疗联盟。\n"
HOSPITAL = NATION + "云南大学附属儿童医院与107家基层医疗机构结成联盟，为家长提供咨询。"
BRACKETS = "本报讯 山东省公布新增病例8例（其中济南5例，青岛3例）。\n截至昨日，累计治愈出院病例106例。"
TOGETHER = (
    "江西省今年继续推进老旧小区改造。\n在赣州，改造工程上月完工。邻近的广东省也派人前来学习。\n"
    "工程共惠及居民2.3万户，新增停车位1500个。"
)


def claims(text: str, weights: dict[str, float] | None = None) -> tuple[Claim, ...]:
    """The claims of ``text``, with the weights that come with textmine or others, none for the rules alone."""
    scorer = built_in() if weights is None else Scorer(weights)
    return numeric(from_text(text).articles[0], chooser=partial(Chooser, scorer=scorer)).claims


def regions(found: tuple[Claim, ...]) -> list[str]:
    return ["、".join(place.name for place in claim.regions) for claim in found]


def test_the_model_chooses_where_the_rules_look_too_far() -> None:
    assert regions(claims(HOSPITAL, {})) == ["全国"]
    (claim,) = claims(HOSPITAL)
    assert regions((claim,)) == ["云南省"]
    (evidence,) = [evidence for evidence in claim.evidence if evidence.field == "regions"]
    assert (evidence.surface, evidence.reach) == ("云南", "clause")
    assert HOSPITAL[evidence.start : evidence.end] == evidence.surface


def test_what_stands_in_brackets_is_over_behind_them() -> None:
    assert regions(claims(BRACKETS, {})) == ["山东省", "济南市", "青岛市", "山东省"]
    assert regions(claims(BRACKETS)) == ["山东省", "济南市", "青岛市", "山东省"]


def test_several_articles_in_one_text_are_left_to_the_rules() -> None:
    text = f"本报讯 {HOSPITAL}\n本报讯 甘肃省粮食丰收。\n总产量达1200万吨。"
    (article,) = from_text(text, split=False).articles
    ruled, chosen = (
        numeric(article, chooser=partial(Chooser, scorer=scorer)).claims for scorer in (Scorer({}), built_in())
    )
    assert regions(chosen) == regions(ruled) == ["全国", "甘肃省"]


def test_values_of_one_place_stay_together() -> None:
    assert regions(claims(TOGETHER, {})) == ["广东省", "广东省"]
    assert regions(claims(TOGETHER)) == ["赣州市", "赣州市"]


def test_the_country_stands_where_its_paragraph_names_nothing_else() -> None:
    text = "全国铁路发送旅客8亿人次。\n在陕西汉中，车站到发旅客10万人次。\n在河南开封，游客增加两成。\n高速公路车流量日均3478万辆。"
    assert regions(claims(text, {}))[-1] == "全国"
    assert regions(claims(text, {"type=nation": -1.0}))[-1] == "全国"


def test_equal_scores_leave_the_rules_their_choice() -> None:
    assert regions(claims(HOSPITAL, {"no such feature": 1.0})) == ["全国"]
    assert regions(claims(HOSPITAL, {"type=nation": -1.0})) != ["全国"]


def test_a_division_around_a_place_is_told_by_the_place() -> None:
    text = "长沙昨天下雨，合肥天晴。\n年货一天卖出3万件。"
    (claim,) = claims(text, {"around type=province": 1.0})
    (evidence,) = [evidence for evidence in claim.evidence if evidence.field == "regions"]
    assert regions((claim,)) == ["安徽省"]
    assert (evidence.surface, evidence.reach) == ("合肥", "article")


@pytest.mark.parametrize(
    ("reach", "rule", "unsure"),
    [
        ("clause", "name", False),
        ("sentence", "country", False),
        ("paragraph", "name", True),
        ("article", "nation", True),
        ("paragraph", "nation", False),
        ("article", "national-body", False),
        ("article", "reference", False),
    ],
)
def test_where_the_model_is_asked(reach: str, rule: str, unsure: bool) -> None:
    mention = PlaceMention(start=0, end=2, surface="长沙", places=lookup("长沙"), rule=rule)
    assert is_unsure(Where(regions=mention.places, mentions=(mention,), reach=reach)) is unsure
    assert not is_unsure(Where(regions=mention.places, reach="title"))


def test_kinds_and_relations_of_places() -> None:
    hunan, changsha, nation, japan = (lookup(name)[:1] for name in ("湖南", "长沙", "全国", "日本"))
    kinds = [kind_of(places) for places in ((), hunan, changsha, nation, japan, hunan + changsha)]
    assert kinds == ["none", "province", "prefecture", "nation", "country", "list"]
    assert [kind_of(lookup(name)[:1]) for name in ("京津冀", "全球", "欧洲")] == ["composite", "world", "continent"]
    assert relation(hunan, hunan) == "ruled"
    assert relation(hunan, changsha) == "around"
    assert relation(changsha, hunan) == "inside"
    assert relation(hunan, japan) == "other"
    assert relation((), hunan) == "apart"
    assert relation(hunan + japan, hunan) == "more"
    assert relation(hunan, hunan + japan) == "fewer"
    assert [few(count) for count in (0, 1, 2, 3, 5, 6, 60)] == [0, 1, 2, 3, 3, 6, 6]


def test_the_score_is_the_sum_of_the_weights_of_the_features() -> None:
    stands = Stance("name", subject=True, opens=False, after="在", followed="，")
    look = Look(
        type="province",
        zone="paragraph",
        rank=5,
        stands=stands,
        behind="clause behind",
        new="no",
        named=2,
        relation="ruled",
        reach="paragraph",
        rule="name",
        fresh="True",
        before="sentence",
        near=1,
        everywhere=3,
        provinces=2,
    )
    names = features(look)
    assert len(set(names)) == len(names)
    assert {"zone=paragraph rank=3", "after=在", "article=3", "ruled"} <= set(names)
    weights = {name: 2.0**number for number, name in enumerate(names)}
    assert Scorer(weights).score(look) == sum(weights.values())
    bare = look._replace(stands=None, before="", behind="", new="", rank=-1, relation="other")
    assert Scorer(dict.fromkeys(features(bare), 1.0)).score(bare) == len(features(bare)) < len(names)


PIECES = """
全国 我国 湖南 长沙 天津和河北 日本 东京 京津冀 当地 全省 在 ， 。 （ ） ； 粮食产量 120万吨 3.1% 达到 2024年 5家 企业 湖南大学
"""


@given(st.lists(st.sampled_from([*PIECES.split(), "\n"]), max_size=40).map("".join))
def test_any_text_keeps_its_offsets_and_is_chosen_the_same_twice(text: str) -> None:
    text += "新闻"
    found = textmine.extract(text)
    assert regions(found) == regions(textmine.extract(text))
    for claim in found:
        assert text[claim.start : claim.end] == claim.surface
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end] == evidence.surface


def gold(tmp_path: Path) -> Path:
    """A file of annotated articles in which what the rules take from far away is wrong."""
    articles = json.loads((GOLD / "a.json").read_text("utf-8"))[:1]
    articles[0]["claims"] = []
    for number, (town, province) in enumerate((("长沙", "湖南省"), ("南昌", "江西省"), ("合肥", "安徽省"))):
        text = f"{town}昨天下雨，{province}多地气温走低。\n菜市场里一天卖出3万斤萝卜。"
        start = text.index("3万斤")
        claim = {
            "start": start,
            "end": start + 3,
            "surface": "3万斤",
            "kind": "amount",
            "value": "30000",
            "unit": "斤",
            "qualifier": "exact",
            "indicator": "萝卜",
            "indicator_head": "萝卜",
            "regions": [f"{town}市"],
            "period": None,
            "role": "level",
        }
        articles.append({"id": str(number), "text": text, "claims": [claim]})
    path = tmp_path / "own.json"
    path.write_text(json.dumps(articles, ensure_ascii=False), "utf-8")
    return path


def test_what_is_fitted_makes_the_right_candidate_the_likeliest(tmp_path: Path) -> None:
    path = gold(tmp_path)
    posed = model.examples([path])
    assert len(posed) == 3
    assert all(any(example.right) and not all(example.right) for example in posed)
    weights = model.fit(posed)
    text = "福州昨天下雨，福建省多地气温走低。\n菜市场里一天卖出3万斤萝卜。"
    assert regions(claims(text, {})) == ["福建省"]
    assert regions(claims(text, weights)) == ["福州市"]


def test_how_far_the_rules_are_right_is_not_learned_where_they_were_mended(tmp_path: Path) -> None:
    mended = model.examples([path := gold(tmp_path)], mended=True)
    assert any(model.MENDED in look for example in mended for look in example.looks)
    weights = model.fit([*model.examples([path]), *mended])
    assert weights
    assert not any(name.startswith(model.MENDED) for name in weights)


def test_nothing_is_learned_from_nothing() -> None:
    with pytest.raises(InputError, match="add articles"):
        model.fit([])


def test_held_out_files_are_scored_with_the_rules_and_the_model(tmp_path: Path) -> None:
    first, second = gold(tmp_path), tmp_path / "other.json"
    second.write_text(first.read_text("utf-8"), "utf-8")
    held = model.cross_validated([first, second], ())
    assert [one.name for one in held] == ["own.json", "other.json"]
    for one in held:
        assert len(one.ruled.of("regions")) == 3
        assert not one.chosen.of("regions")


def test_the_command_writes_the_word_list_that_is_read(tmp_path: Path) -> None:
    path, target = gold(tmp_path), tmp_path / "weights.tsv"
    done = CliRunner().invoke(app, ["train", "regions", str(path), "--mended", str(path), "-o", str(target)])
    assert done.exit_code == 0, done.output
    head = (FOLDER / "region_choice.tsv").read_text("utf-8").split("feature\tweight\n")[0]
    assert target.read_text("utf-8").startswith(head + "feature\tweight\n")
    with pytest.raises(InputError, match="cannot write the weights"):
        model.write({}, tmp_path / "no" / "such.tsv")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["regions"], "name annotated articles"),
        (["confidence", "--mended", "a.json"], "for regions only"),
    ],
)
def test_wrong_use_of_the_command_is_told(arguments: list[str], told: str) -> None:
    done = CliRunner().invoke(app, ["train", *arguments])
    assert done.exception is not None
    assert told in str(done.exception) + done.output
