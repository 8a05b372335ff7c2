"""Articles in traditional characters: told from others, read for the analysis, cited as they are written."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

import textmine
from textmine.errors import InputError
from textmine.evaluate import score
from textmine.lexicon import rows
from textmine.offsets import OffsetMap, Piece
from textmine.pipeline import extract_article
from textmine.reading import from_text
from textmine.records import Article, Claim
from textmine.traditional import is_japanese, is_traditional, mainland, simplified
from textmine.traditional.wording import home, reworded

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpora" / "traditional"
GOLD = CORPUS.with_suffix(".json")
SHORT = "臺灣去年出口成長8.4%，為5年來最高。"


def claims_of(text: str, published: str | None = None) -> tuple[Claim, ...]:
    found = textmine.extract(text, published=published)
    assert all(text[claim.start : claim.end] == claim.surface for claim in found)
    for claim in found:
        assert all(text[each.start : each.end] == each.surface for each in claim.evidence)
    return found


# Which texts are traditional


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SHORT, True),
        ("出口增長5%", True),
        ("去年出口增长5%，进口下降2%。", False),
        ("本市上月人口12万。", False),  # nothing tells
        ("作者在新书《臺灣經濟發展與轉型》里说，去年两岸贸易额增长3.5%，企业新增投资项目120个。", False),
        ("張大千的画展昨天在国家博物馆开幕，展出作品120件，观众已达3万人次。", False),
        ("東京都の人口は前年比0.5%増の1400万人となり、過去最高を更新した。", False),
        ("日本の経済産業省は、半導体の輸出額が前年同月比で12.3%増加したと発表した。", False),
        ("日本新聞網站「ニュース」引述官員說，去年進口額增長5%，創下新高。", True),
        ("2024年", False),
        ("", False),
    ],
)
def test_traditional_is_told_by_what_only_one_writing_has(text: str, expected: bool) -> None:
    assert is_traditional(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("東京都の人口は前年比0.5%増の1400万人となった。", True),
        ("トヨタは昨年1000万台を販売した。", True),
        ("他在日本开的小店叫“ひまわり”，三年卖出12万个面包，年销售额达到2亿日元，去年又开出5家分店。", False),
        ("去年出口增长5%。", False),
    ],
)
def test_japanese_is_told_by_its_kana(text: str, expected: bool) -> None:
    assert is_japanese(text) is expected


def test_japanese_is_refused_as_no_chinese() -> None:
    with pytest.raises(InputError, match=r"Japanese.*give Chinese text") as failure:
        from_text("東京都の人口は前年比0.5%増の1400万人となった。")
    assert "\n" not in str(failure.value)


def test_simplified_text_does_not_load_opencc() -> None:
    code = (
        "import sys, textmine; textmine.extract('作者在《臺灣經濟》一书里说，去年两岸贸易额增长3.5%，新增投资项目120个。');"
        "print('opencc' in sys.modules); textmine.extract('臺灣去年出口成長8.4%。'); print('opencc' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["False", "True"]


# Conversion and offsets


def test_simplified_keeps_the_length_of_every_character() -> None:
    signs = "".join(chr(code) for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x2A6E0)))
    assert len(simplified(signs)) == len(signs)


@pytest.mark.parametrize(("territory", "example"), [(row[0], row[4]) for row in rows("traditional_words")])
def test_each_rule_of_wording_does_what_its_example_says(territory: str, example: str) -> None:
    given, made = example.split(" => ")
    assert reworded(given, territory or None).text == made


def test_a_rule_of_one_territory_does_not_hold_in_another() -> None:
    for territory, starts, pattern, _, example in rows("traditional_words"):
        given = example.partition(" => ")[0]
        found = re.search(pattern, given)
        assert found, example
        assert found[0][0] in starts
        if territory == "TW":
            assert reworded(given, "CN").text == given


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("臺北市113年度預算", "台北市2024年度预算"),
        ("臺灣民國99年人口", "台湾2010年人口"),
        ("臺灣企業迎來創立100年來最大訂單", "台湾企业迎来创立100年来最大订单"),
        ("臺北市這間老店經營逾113年，", "台北市这间老店经营逾113年，"),
        ("香港113年度", "香港113年度"),
        ("臺灣營收新臺幣12.5億元", "台湾营收12.5亿新台币"),
        ("臺灣營收12.5億元", "台湾营收12.5亿新台币"),
        ("臺灣預算3萬5,000元", "台湾预算3万5000新台币"),
        ("臺灣業者在大陸投資12億元", "台湾业者在大陆投资12亿元"),
        ("香港銀行貸款人民幣12億元", "香港银行贷款12亿元"),
        ("香港銀行貸款12億元人民幣", "香港银行贷款12亿元人民币"),
        ("香港預留近百億元", "香港预留近百亿港元"),
        ("福州進出口總值12億元", "福州进出口总值12亿元"),
        ("臺灣歲出1兆390億元", "台湾岁出1万亿390亿新台币"),
        ("發電機組裝置容量3兆瓦", "发电机组装置容量3兆瓦"),
    ],
)
def test_years_and_money_are_those_of_the_territory(text: str, made: str) -> None:
    assert mainland(text).text == made


def test_the_territory_must_be_named_more_than_all_others() -> None:
    assert home("台北与台中") == "TW"
    assert home("台北与香港") is None
    assert home("出口与进口") is None


def test_every_span_leads_back_to_what_it_was_made_from() -> None:
    text = "臺灣第1季營收新臺幣2兆7,100億元，年增8.4%；道路1200公尺，民國113年底完工。"
    made = mainland(text)
    for words, given in (
        ("第1季度", "第1季"),
        ("2万亿7100亿新台币", "2兆7,100億元"),
        ("同比增8", "年增8"),
        ("1200米", "1200公尺"),
        ("米", "公尺"),
        ("2024年底", "民國113年底"),
        ("营收", "營收"),
    ):
        at = made.text.index(words)
        low, high = made.offsets.span(at, at + len(words))
        assert text[low:high] == given
    places = [made.offsets(index) for index in range(len(made.text))]
    assert all(left <= right for left, right in pairwise(places))
    kept = [at for at, sign in enumerate(simplified(text)) if at in places and made.text[made.at(at)] == sign]
    assert len(kept) > len(text) // 2


def test_two_maps_lead_on_from_one_another() -> None:
    first = OffsetMap((0, 3, 6), (0, 2, 1), (Piece(2, 3, 2, 5), Piece(4, 6, 6, 7)))
    second = OffsetMap((0, 4), (10, 13))
    both = first.then(second)
    for start in range(9):
        for end in range(start, 10):
            low, high = first.span(start, end)
            assert both.span(start, end) == (second.span(low, high) if start < end else (second(low), second(low)))


# Articles


def told(article: Article) -> list[str]:
    blocks = [f"{block.kind[0].upper()} {article.text[block.start : block.end]}" for block in article.blocks]
    return [f"{article.title}|{article.byline}|{article.publisher}|{article.published}", *blocks]


WIRE = """報紙第A03版
江州時報
2024年3月5日 星期二

臺北港去年貨物裝卸量增長一成

【記者王小明／臺北報導】臺北港去年貨物裝卸量達到
2460萬計費噸，較前年增長10.2%，創下歷年新
高。

港務公司表示，今年第1季貨櫃裝卸量約28.6萬個，年增7.5%。
上季進港船舶減少3艘。
責任編輯：周 彥廷
"""


def test_an_article_is_read_by_simplified_words_and_told_in_the_users_own() -> None:
    document = from_text(WIRE)
    (article,) = document.articles
    assert told(article) == [
        "臺北港去年貨物裝卸量增長一成|王小明|江州時報|2024-03-05",
        "T 台北港去年货物装卸量增长一成",
        "B 【记者王小明/台北报导】",
        "P 台北港去年货物装卸量达到2460万计费吨，较前年增长10.2%，创下历年新高。",
        "P 港务公司表示，今年第1季度货柜装卸量约28.6万个，同比增7.5%。",
        "P 上季进港船舶减少3艘。",
    ]
    assert article.extra == {"script": "Hant"}
    assert article.title_read == "台北港去年货物装卸量增长一成"
    for block in article.blocks:
        low, high, surface = article.cite(block.start, block.end)
        assert WIRE[low:high] == surface
    found = extract_article(article).claims
    assert [claim.surface for claim in found] == ["一成", "2460萬", "10.2%", "28.6萬個", "7.5%", "3艘"]
    assert all(WIRE[claim.start : claim.end] == claim.surface for claim in found)
    assert {claim.regions[0].name for claim in found} == {"台北"}


@pytest.mark.parametrize(
    ("byline", "authors", "publisher"),
    [
        ("（中央社記者林則安臺北24日電）", "林則安", "中央社"),
        ("【本報訊】（記者 陳大文）", "陳大文", None),
        ("大公報訊（記者 陳大文）", "陳大文", "大公報"),
        ("中新社福州10月27日電（記者 葉秋）", "葉秋", "中新社"),
        ("【記者周彥廷、林美玲／基隆報導】", "周彥廷、林美玲", None),
    ],
)
def test_bylines_in_traditional_characters(byline: str, authors: str, publisher: str | None) -> None:
    (article,) = from_text(f"貨櫃量創五年新高\n{byline}臺灣去年貨櫃裝卸量達168.4萬個，較前年增長6.3%。\n").articles
    assert (article.title, article.byline, article.publisher) == ("貨櫃量創五年新高", authors, publisher)


def test_a_file_may_hold_articles_in_both() -> None:
    text = """江州去年外贸增长8.6%

本报讯（记者 沈听澜）江州市去年进出口总额1326.4亿元，增长8.6%。

臺灣去年出口成長8.4%

本報訊（記者 顧言）臺灣去年出口總額432億美元，年增8.4%。
"""
    first, second = from_text(text, published="2024-01-15").articles
    assert (first.title, first.byline, first.text.count("总额")) == ("江州去年外贸增长8.6%", "沈听澜", 1)
    assert (first.title_read, first.territory, first.extra) == (None, None, {})
    assert (second.title, second.byline, second.territory) == ("臺灣去年出口成長8.4%", "顧言", "TW")
    claims = [claim for article in (first, second) for claim in extract_article(article).claims]
    assert [(claim.surface, claim.role, claim.period) for claim in claims] == [
        ("8.6%", "change", "2023"),
        ("1326.4亿元", "level", "2023"),
        ("8.6%", "change", "2023"),
        ("8.4%", "change", "2023"),
        ("432億美元", "level", "2023"),
        ("8.4%", "change", "2023"),
    ]
    assert all(text[claim.start : claim.end] == claim.surface for claim in claims)


def test_a_simplified_article_that_quotes_a_traditional_name_stays_as_it_is() -> None:
    text = "《臺灣經濟年鑑與產業發展》写道\n本报讯（记者 张三）《臺灣經濟年鑑與產業發展》写道，去年江州市出口额12.5亿元，增长5%。\n"
    (article,) = from_text(text).articles
    assert "《臺灣經濟年鑑與產業發展》写道，去年" in article.text
    assert (article.title, article.title_read) == ("《臺灣經濟年鑑與產業發展》写道", None)


def test_the_given_title_date_and_fields_are_kept() -> None:
    (article,) = from_text("臺灣去年出口成長8.4%。", title="臺灣出口年增8.4%", published="2024-01-15").articles
    assert (article.title, article.published) == ("臺灣出口年增8.4%", "2024-01-15")
    assert article.original == "臺灣去年出口成長8.4%。"


# Claims


def test_what_a_database_compares_is_simplified_and_surfaces_are_as_written() -> None:
    text = "國發會主任委員龔志遠表示，113年臺北市軟體業營收新臺幣1,200億元，年增逾一成。"
    amount, rise = claims_of(text, published="2025-02-01")
    assert (amount.surface, amount.unit, amount.quantity) == ("1,200億元", "新台币", "currency:TWD")
    assert (str(amount.value), amount.period, amount.source) == ("120000000000", "2024", "国发会主任委员龚志远")
    assert "软体业营收" in amount.indicator
    assert [place.name for place in amount.regions] == ["台北"]
    assert (rise.surface, rise.role, rise.qualifier, str(rise.value)) == ("一成", "change", "over", "10")
    assert rise.baseline is not None
    assert rise.baseline.period == "2023"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("行政院主計總處公布，去年臺灣出口增長5%。", "台湾省"),
        ("主計總處公布，去年外匯存底增加5%，出超12億美元。", "台湾省"),
        ("政府統計處公布，去年本港零售額為12億港元。", "香港特别行政区"),
        ("統計暨普查局公布，去年澳門旅客3,000萬人次。", "澳门特别行政区"),
        ("國家統計局公布，去年香港旅客對內地增長5%。", "香港特别行政区"),
    ],
)
def test_bodies_of_a_territory_speak_for_it(text: str, region: str) -> None:
    assert [place.name for claim in claims_of(text) for place in claim.regions][:1] == [region]


def test_a_simplified_text_knows_no_territory() -> None:
    (claim,) = claims_of("主计总处公布，去年外汇存底增加5%。")
    assert claim.regions == ()


def test_the_corpus_says_what_its_sources_say() -> None:
    specification = importlib.util.spec_from_file_location("gold_compile", ROOT / "corpora" / "gold" / "compile.py")
    assert specification is not None
    assert specification.loader is not None
    compiler = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = compiler
    specification.loader.exec_module(compiler)
    try:
        assert GOLD.read_text("utf-8") == compiler.compile_part(CORPUS), "run corpora/gold/compile.py ../traditional"
    finally:
        del sys.modules[specification.name]


def test_claims_of_the_corpus_are_found() -> None:
    articles = json.loads(GOLD.read_text("utf-8"))
    assert len(articles) >= 30
    assert all(is_traditional(article["text"]) for article in articles)
    scores = score([GOLD], extract_article)
    assert scores.wrong_offsets == 0
    assert scores.mention.f1 >= 0.96
    assert scores.record.f1 >= 0.58


def traditional(text: str) -> str:
    from opencc import OpenCC

    made = OpenCC("s2t").convert(text)
    return made if len(made) == len(text) else text


@pytest.mark.parametrize("part", ["a", "b"])
def test_an_article_says_the_same_in_both_writings(part: str) -> None:
    same = total = 0
    for node in json.loads((ROOT / "corpora" / "gold" / f"{part}.json").read_text("utf-8")):
        pair = []
        for text, title in ((node["text"], node["title"]), (traditional(node["text"]), traditional(node["title"]))):
            (article,) = from_text(text, title=title, published=node["published"], split=False).articles
            pair.append(extract_article(article).claims)
        total += len(pair[0])
        fields = [
            {
                (each.start, each.value, each.unit, each.role, each.period, each.regions, each.indicator)
                for each in found
            }
            for found in pair
        ]
        same += len(fields[0] & fields[1])
    assert same >= 0.97 * total


# Dictionaries, spaCy, entities


def test_words_of_a_user_dictionary_count_in_traditional_and_simplified_characters(tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("龍泉雲端資訊平臺 9 nz\n", "utf-8")
    segmenter = textmine.segment.news_segmenter(dictionaries=[own])
    assert "龍泉雲端資訊平臺" in segmenter.cut("龍泉雲端資訊平臺的用戶")
    assert "龙泉云端资讯平台" in segmenter.cut("龙泉云端资讯平台的用户")


def test_spacy_gives_words_and_claims_of_a_traditional_text() -> None:
    nlp = textmine.load(published="2024-01-15")
    text = "臺灣經濟部表示，去年軟體出口額12.5億美元，年增8.4%。"
    doc = nlp(text)
    assert doc.text == text
    assert {"臺灣", "經濟部", "出口額"} <= {word.text for word in doc}
    assert [(claim.surface, claim.period) for claim in doc._.claims] == [("12.5億美元", "2023"), ("8.4%", "2023")]
    assert [span.text for span in doc.spans["claims"]] == ["12.5億美元", "8.4%"]
    assert "臺灣" in {entity.surface for entity in doc._.entities if entity.code == "710000"}


def test_names_are_cited_as_written_and_known_by_simplified_ones() -> None:
    from textmine.entities import Recognizer

    text = "經濟部長龔志遠昨天在臺北市表示，新竹科學園區去年營收新臺幣12億元。龔志遠說，今年可望成長5%。"
    (article,) = from_text(text, published="2024-01-15").articles
    found = extract_article(article, recognizer=Recognizer()).entities
    assert all(text[entity.start : entity.end] == entity.surface for entity in found)
    people = {(entity.surface, entity.canonical) for entity in found if entity.label == "PERSON"}
    assert people == {("龔志遠", "龚志远")}
    assert ("臺北市", "台北") in {(entity.surface, entity.canonical) for entity in found if entity.label == "PLACE"}


def test_a_source_is_told_by_its_full_name_and_the_users_names_count() -> None:
    from textmine.entities import Recognizer

    text = "國發會主任委員龔志遠表示，龍泉雲端平臺去年營收12億元。"
    (article,) = from_text(text, published="2024-01-15").articles
    found = extract_article(article, recognizer=Recognizer(None, words=[("龍泉雲端平臺", "nz"), ("龔志遠", "nr")]))
    assert [claim.source for claim in found.claims] == ["龚志远"]
    assert {("龍泉雲端平臺", "龙泉云端平台"), ("龔志遠", "龚志远")} <= {
        (entity.surface, entity.canonical) for entity in found.entities
    }
