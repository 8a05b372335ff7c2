"""The fact check of a whole database: verdicts, filters, decisions of people, summary, articles against each other, confirmed verdicts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from textmine.batch import Settings
from textmine.cli.app import run
from textmine.errors import UsageError
from textmine.output.verdict_trees import COLUMNS, schema_text
from textmine.records.verdicts import Outcome
from textmine.store import Correction, Decision, FactStore, Query, checking
from textmine.store.checking import CheckStore

if TYPE_CHECKING:
    from conftest import Place

HEAD = "indicator,region,period,value,unit,base,released\n"
FIGURES = """地区生产总值,浙江省,2024年,90131.4,亿元,,2025-03
粮食产量,浙江省,2024年,651.2,万吨,,2025-02
粮食产量,浙江省,2023年,639.2,万吨,,2024-02
年末常住人口,浙江省,2024年,6612,万人,,2025-03
"""
NEWS = (
    ("a1", "甲报", "2025-03-20", "2024年，浙江省粮食产量651.2万吨。2024年末，浙江省常住人口6612万人。"),
    ("a2", "乙报", "2025-03-21", "2024年，浙江省粮食产量615.2万吨。今年将力争再增长2%。"),
    ("a3", "甲报", "2025-03-22", "2024年，杭州市新建公园66个。"),
    ("a4", "乙报", "2025-03-23", "据统计，2024年浙江省粮食总产量651.2万吨，比上年增长9.1%。"),
)


def news(path: Path, records: tuple[tuple[str, str, str, str], ...] = NEWS) -> str:
    names = ("id", "publisher", "published", "text")
    lines = [json.dumps(dict(zip(names, record, strict=True)), ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines), "utf-8")
    return str(path)


def filled(name: str, source: str) -> str:
    with FactStore(name, create=True) as store:
        store.ingest([source], Settings(entities="rules"))
    return name


@pytest.fixture
def source(tmp_path: Path) -> str:
    return news(tmp_path / "news.jsonl")


@pytest.fixture
def stats(tmp_path: Path) -> str:
    (tmp_path / "figures.csv").write_text(HEAD + FIGURES, "utf-8")
    return str(tmp_path / "figures.csv")


@pytest.fixture
def base(tmp_path: Path, source: str) -> str:
    return filled(str(tmp_path / "facts.db"), source)


@pytest.fixture
def base_anywhere(place: Place, source: str) -> str:
    return filled(place("facts"), source)


class Told:
    """What a command printed, and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def verdicts(self) -> list[tuple[str, str]]:
        """Surfaces with outcomes, of JSON."""
        return [
            (verdict["claim"]["surface"], verdict["outcome"])
            for tree in json.loads(self.out)
            for verdict in tree["verdicts"]
        ]


Do = Callable[..., Told]


@pytest.fixture
def do(capsys: pytest.CaptureFixture[str]) -> Do:
    def call(*words: str) -> Told:
        capsys.readouterr()
        code = run([*words])
        out, err = capsys.readouterr()
        return Told(code, out, err)

    return call


def number_of(name: str, surface: str) -> int:
    with FactStore(name) as store:
        return next(fact.id for fact in store.facts(Query(limit=None)) if fact.claim.surface == surface)


def test_a_database_is_checked_as_its_files_are(base_anywhere: str, source: str, stats: str, do: Do) -> None:
    of_files = do("check", source, "--stats", stats, "-f", "json")
    of_base = do("check", "--db", base_anywhere, "--stats", stats, "-f", "json")
    assert of_base.code == of_files.code == 1
    assert of_base.verdicts == of_files.verdicts
    assert ("651.2万吨", "match") in of_base.verdicts
    assert ("615.2万吨", "mismatch") in of_base.verdicts
    assert ("2%", "no_data") in of_base.verdicts
    trees = json.loads(of_base.out)
    numbers = {verdict["claim"]["id"] for tree in trees for verdict in tree["verdicts"]}
    with FactStore(base_anywhere) as store:
        assert numbers == {str(fact.id) for fact in store.facts(Query(limit=None))}
    assert [tree["publisher"] for tree in trees] == ["甲报", "乙报", "甲报", "乙报"]
    assert {tree["path"] for tree in trees} == {source}


@pytest.mark.parametrize(
    ("options", "surfaces"),
    [
        (["--indicator", "粮食总产量", "--to", "2025-03-21"], ["651.2万吨", "615.2万吨"]),
        (["--region", "浙江", "--publisher", "甲报"], ["651.2万吨", "6612万人"]),
        (["--region", "杭州市"], ["66个"]),
        (["--period", "2024", "--from", "2025-03-22", "--to", "2025-03-22"], ["66个"]),
        (["--region", "西藏"], []),
    ],
)
def test_the_claims_to_check_can_be_chosen(
    options: list[str], surfaces: list[str], base_anywhere: str, stats: str, do: Do
) -> None:
    told = do("check", "--db", base_anywhere, "--stats", stats, "-f", "json", *options)
    assert [surface for surface, _ in told.verdicts] == surfaces
    assert told.code == (1 if "615.2万吨" in surfaces else 0)


def test_pieces_of_any_size_give_the_same(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen() -> list[object]:
        with CheckStore(base) as store:
            articles = [(found.found, found.extraction, found.asked) for found in store.articles()]
            chosen = [found.asked for found in store.articles(Query(region="浙江", limit=None))]
            indicators = [facts for facts, _ in store.indicators()]
            return [articles, chosen, indicators]

    whole = seen()
    monkeypatch.setattr(checking, "PIECE", 1)
    monkeypatch.setattr(checking, "BOUND", 1)
    assert seen() == whole
    with CheckStore(base) as store:
        assert next(store.articles()).found.publisher == "甲报"


def test_what_people_decided_is_respected(base_anywhere: str, stats: str, do: Do) -> None:
    wrong, level = number_of(base_anywhere, "615.2万吨"), number_of(base_anywhere, "66个")
    with FactStore(base_anywhere) as store:
        store.review(wrong, Decision.CORRECTED, Correction(value="6512000"))
        store.review(level, Decision.REJECTED)
    told = do("check", "--db", base_anywhere, "--stats", stats, "-f", "json")
    assert ("615.2万吨", "match") in told.verdicts
    assert "66个" not in [surface for surface, _ in told.verdicts]
    assert told.code == 1  # 9.1%
    with CheckStore(base_anywhere) as checked:
        claims = {claim.id: claim for found in checked.articles() for claim in found.extraction.claims}
    assert claims[str(wrong)].confidence == 1
    assert {found.rule for found in claims[str(wrong)].evidence if found.field in ("regions", "period")} == {"review"}


def test_a_region_that_a_person_tells_is_told(base: str, stats: str, do: Do) -> None:
    wrong = number_of(base, "66个")
    with FactStore(base) as store:
        changes = Correction(
            indicator="粮食产量", regions="浙江", period="2024", unit="吨", kind="amount", value="6152000"
        )
        store.review(wrong, Decision.CORRECTED, changes)
    told = do("check", "--db", base, "--stats", stats, "-f", "json", "--publisher", "甲报")
    assert ("66个", "mismatch") in told.verdicts


def test_older_versions_of_articles_are_left_out(base: str, tmp_path: Path, stats: str, do: Do) -> None:
    mended = tuple((name, publisher, day, text.replace("615.2", "651.2")) for name, publisher, day, text in NEWS)
    filled(base, news(tmp_path / "news.jsonl", mended))
    told = do("check", "--db", base, "--stats", stats, "-f", "json")
    assert ("615.2万吨", "mismatch") not in told.verdicts
    assert len(json.loads(told.out)) == len(NEWS)


# output


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_for_people_what_is_wrong_comes_first(form: str, lang: str, base: str, stats: str, do: Do) -> None:
    out = do("check", "--db", base, "--stats", stats, "-f", form, "--lang", lang).out
    summary = "7 个数据" if lang == "zh" else "7 claims"
    assert summary in out
    assert out.index(summary) < out.index("615.2万吨") < out.index("6612万人")
    assert "66个" not in out  # no official figures: counted and not listed
    assert out.index("乙报") < out.index("甲报")
    assert ("不符" if lang == "zh" else "mismatch") in out
    assert out.endswith("\n")


def test_the_waiting_articles_may_be_many(base: str, stats: str, do: Do, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = do("check", "--db", base, "--stats", stats).out
    monkeypatch.setattr("textmine.output.overview.HELD", 1)
    monkeypatch.setattr("textmine.output.overview.CHUNK", 1)
    assert do("check", "--db", base, "--stats", stats).out == whole


def test_json_has_its_schema(base: str, source: str, stats: str, do: Do) -> None:
    schema = json.loads(do("check", "--schema").out)
    assert schema == json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    held = ("check", "--db", base, "--stats", stats)
    for words in (held, (*held, "--summary"), ("check", "--db", base), ("check", source)):
        tree = json.loads(do(*words, "-f", "json").out)
        assert tree
        jsonschema.validate(tree, schema)
        for line in do(*words, "-f", "jsonl").out.splitlines():
            jsonschema.validate(json.loads(line), schema)
    wrong = json.loads(do(*held, "--summary", "-f", "json").out)
    del wrong["outcomes"]["mismatch"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema)
    odd = json.loads(do("check", source, "-f", "jsonl").out.splitlines()[0])
    odd["conflict"] = "odd"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(odd, schema)


def test_rows_and_lines(base: str, stats: str, do: Do) -> None:
    rows = list(csv.DictReader(io.StringIO(do("check", "--db", base, "--stats", stats, "-f", "csv").out[1:])))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 7
    lines = do("check", "--db", base, "--stats", stats, "-f", "jsonl").out.splitlines()
    assert len(lines) == len(NEWS)


def test_the_summary_counts(base: str, source: str, stats: str, do: Do) -> None:
    told = do("check", "--db", base, "--stats", stats, "--summary", "-f", "json")
    tree = json.loads(told.out)
    assert told.code == 1
    assert (tree["articles"], tree["claims"], sum(tree["outcomes"].values())) == (4, 7, 7)
    assert tree["outcomes"]["mismatch"] == 2
    assert [each["name"] for each in tree["publishers"]] == ["乙报", "甲报"]  # what is wrong first
    grain = tree["indicators"][0]
    assert (grain["name"], grain["claims"], grain["outcomes"]["match"]) == ("粮食产量", 4, 2)
    assert all(sum(each["outcomes"].values()) == each["claims"] for each in tree["indicators"])
    assert json.loads(do("check", source, "--stats", stats, "--summary", "-f", "jsonl").out) == tree
    rows = list(
        csv.DictReader(io.StringIO(do("check", "--db", base, "--stats", stats, "--summary", "-f", "csv").out[1:]))
    )
    assert [row["mismatch"] for row in rows if row["by"] == "all"] == ["2"]
    table = do("check", "--db", base, "--stats", stats, "--summary", "--lang", "en").out
    assert table.startswith("4 articles, 7 claims, 5 with official figures")
    assert "615.2万吨" not in table


def test_names_from_outside_are_escaped(tmp_path: Path, stats: str, do: Do) -> None:
    record = ("a1", "<b>报|</b>", "2025-03-20", "2024年，浙江省粮食产量615.2万吨。")
    name = filled(str(tmp_path / "odd.db"), news(tmp_path / "odd.jsonl", (record,)))
    page = do("check", "--db", name, "--stats", stats, "-f", "html").out
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    marked = do("check", "--db", name, "--stats", stats, "-f", "markdown", "--summary").out
    assert "\\<b\\>报\\|" in marked


# articles against each other


def test_articles_of_a_database_against_each_other(base_anywhere: str, do: Do) -> None:
    told = do("check", "--db", base_anywhere, "-f", "json", "--lang", "en")
    (finding,) = json.loads(told.out)
    assert told.code == 1
    assert finding["conflict"] == "sources"
    assert {claim["surface"] for claim in finding["claims"]} == {"651.2万吨", "615.2万吨"}
    assert {claim["article"] for claim in finding["claims"]} == {"甲报 2025-03-20", "乙报 2025-03-21"}
    assert str(number_of(base_anywhere, "615.2万吨")) in {claim["id"] for claim in finding["claims"]}
    assert "615.2万吨" in do("check", "--db", base_anywhere).out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--publisher", "甲报"], 1),  # the other article may be of another paper
        (["--region", "杭州市"], 0),
        (["--indicator", "粮食产量"], 1),
        (["--from", "2025-03-22"], 1),  # 651.2 again
        (["--indicator", "常住人口"], 0),
    ],
)
def test_findings_concern_what_is_asked_for(options: list[str], code: int, base: str, do: Do) -> None:
    assert do("check", "--db", base, *options).code == code


def test_rejected_figures_disagree_with_nothing(base: str, do: Do) -> None:
    with FactStore(base) as store:
        store.review(number_of(base, "615.2万吨"), Decision.REJECTED)
    told = do("check", "--db", base, "--lang", "en")
    assert (told.code, told.out) == (0, "no inconsistency found\n")


def test_a_change_against_the_levels_of_others(tmp_path: Path, do: Do) -> None:
    earlier = ("b1", "甲报", "2024-03-01", "2023年，杭州市快递业务量50.2亿件。")
    later = ("b2", "乙报", "2025-03-01", "2024年，杭州市快递业务量66.4亿件，比上年增长{}%。")

    def found(growth: str) -> tuple[int, list[Any]]:
        source = news(tmp_path / "b.jsonl", (earlier, (*later[:3], later[3].format(growth))))
        name = filled(str(tmp_path / f"b{growth}.db"), source)
        told = do("check", "--db", name, "-f", "json")
        of_files = do("check", source, "-f", "json")
        assert len(json.loads(of_files.out)) == len(json.loads(told.out))
        assert of_files.code == told.code
        return told.code, json.loads(told.out)

    code, (finding,) = found("23.2")
    assert (code, finding["conflict"], finding["severity"]) == (1, "change", "warning")
    assert "50.2亿件" in finding["calculation"]["zh"]
    assert found("32.3") == (0, [])  # by rounding
    code, (noted,) = found("30.1")
    assert (code, noted["severity"]) == (0, "note")  # 50.2 may have been revised


def test_articles_of_files_against_each_other(tmp_path: Path, do: Do) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("2024年，浙江省粮食产量651.2万吨。", "utf-8")
    other.write_text("2024年，浙江省粮食总产量615.2万吨。", "utf-8")
    when = ("--published", "2025-03-20", "--lang", "en")
    told = do("check", str(one), str(other), *when)
    assert told.code == 1
    assert "651.2万吨" in told.out
    assert "b 2025-03-20 says 615.2万吨" in told.out
    assert do("check", str(one), *when).code == 0
    other.write_text("2024年，浙江省粮食总产量651万吨。", "utf-8")
    assert do("check", str(one), str(other), *when).code == 0


# wrong use


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["check"], "name articles to check, or a fact database"),
        (["check", "a.txt", "--db", "facts.db"], "not both"),
        (["check", "--db", "missing.db"], "missing.db"),
        (["check", "a.txt", "--region", "浙江"], "--db"),
        (["check", "a.txt", "--within"], "--db"),
        (["check", "--db", "facts.db", "--published", "2025-01-01"], "--published"),
        (["check", "--db", "facts.db", "--from", "soon"], "--from"),
        (["check", "--db", "facts.db", "--summary"], "--stats"),
        (["check", "--db", "facts.db", "-f", "csv"], "--stats"),
        (["check", "--db", "facts.db", "--period", "soon"], "soon"),
        (["check", "--db", "facts.db", "-o", "facts.db"], "facts.db"),
    ],
)
def test_wrong_use_is_one_line(
    words: list[str], message: str, base: str, do: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(base).parent)
    told = do(*words)
    assert told.code == 2
    assert message in told.err
    assert told.err.count("\n") == 1
    assert not told.out


def test_a_claim_that_is_not_current(base: str) -> None:
    with CheckStore(base) as store:
        with pytest.raises(UsageError, match="claim 999"):
            store.article(999)
        found = store.article(number_of(base, "615.2万吨"))
        assert found.asked == {str(number_of(base, "615.2万吨"))}


# verdicts that people confirmed


@pytest.fixture
def confirm(stats: str, do: Do) -> Callable[..., Told]:
    def call(name: str, surface: str, outcome: Outcome, *words: str) -> Told:
        number = str(number_of(name, surface))
        return do("review", number, "--confirm", outcome.value, "--stats", stats, "--db", name, "--by", "李明", *words)

    return call


def reviews(name: str, folder: Path, do: Do, *words: str) -> list[dict[str, object]]:
    told = do("export", "-f", "claim-review", "-o", str(folder / "r.jsonld"), "--db", name, *words)
    assert told.code == 0, told.err
    tree = json.loads((folder / "r.jsonld").read_text("utf-8"))
    assert tree["@context"] == "https://schema.org"
    graph: list[dict[str, object]] = tree["@graph"]
    return graph


def test_a_claim_review_of_a_confirmed_verdict(
    base_anywhere: str, tmp_path: Path, do: Do, confirm: Callable[..., Told]
) -> None:
    assert reviews(base_anywhere, tmp_path, do) == []
    told = confirm(base_anywhere, "615.2万吨", Outcome.MISMATCH, "--url", "https://example.org/7", "--note", "已去函")
    assert told.code == 0, told.err
    assert "615.2万吨" in told.out
    (review,) = reviews(base_anywhere, tmp_path, do, "--lang", "zh")
    day = str(review.pop("datePublished"))
    assert len(day) == 10
    body = str(review.pop("reviewBody"))
    assert "651.2万吨" in body
    assert "figures.csv" in body
    assert str(tmp_path) not in body
    assert body.endswith("已去函")
    assert review == {
        "@type": "ClaimReview",
        "url": "https://example.org/7",
        "inLanguage": "zh-Hans",
        "author": {"@type": "Person", "name": "李明"},
        "claimReviewed": "2024年，浙江省粮食产量615.2万吨。",
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": "乙报"},
            "datePublished": "2025-03-21",
            "appearance": {
                "@type": "NewsArticle",
                "datePublished": "2025-03-21",
                "publisher": {"@type": "Organization", "name": "乙报"},
            },
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": "不符",
            "ratingExplanation": "官方数据在文中数值允许的范围之外。",
        },
    }
    (english,) = reviews(base_anywhere, tmp_path, do, "--lang", "en", "--indicator", "粮食产量")
    assert english["reviewRating"]["alternateName"] == "mismatch"  # type: ignore[index]
    assert reviews(base_anywhere, tmp_path, do, "--region", "杭州市") == []


def test_who_says_so_is_the_author_of_the_claim(tmp_path: Path, do: Do, confirm: Callable[..., Told]) -> None:
    text = "江州市统计局副局长顾言表示，2024年，浙江省粮食产量615.2万吨。"
    said = news(tmp_path / "said.jsonl", (("a", "甲报", "2025-03-20", text),))
    authors = []
    for entities in ("on", "off"):
        name = str(tmp_path / f"{entities}.db")
        with FactStore(name, create=True) as store:
            store.ingest([said], Settings(entities=entities))
        assert confirm(name, "615.2万吨", Outcome.MISMATCH).code == 0
        (review,) = reviews(name, tmp_path, do)
        authors.append(review["itemReviewed"]["author"])  # type: ignore[index]
        assert "url" not in review
    assert authors == [{"@type": "Person", "name": "顾言"}, {"@type": "Organization", "name": "甲报"}]


def test_confirmed_verdicts_hold_through_new_extractions(
    base_anywhere: str, source: str, tmp_path: Path, do: Do, confirm: Callable[..., Told]
) -> None:
    confirm(base_anywhere, "615.2万吨", Outcome.MISMATCH)
    confirm(base_anywhere, "6612万人", Outcome.MATCH)
    before = reviews(base_anywhere, tmp_path, do)
    assert [review["reviewRating"]["ratingValue"] for review in before] == [5, 1]  # type: ignore[index]
    number = number_of(base_anywhere, "615.2万吨")
    with FactStore(base_anywhere) as store:
        store.ingest([source], Settings(entities="rules"), again=True)
    assert number_of(base_anywhere, "615.2万吨") != number or "postgres" not in base_anywhere
    assert reviews(base_anywhere, tmp_path, do) == before
    assert do("review", str(number_of(base_anywhere, "615.2万吨")), "--withdraw", "--db", base_anywhere).code == 0
    assert reviews(base_anywhere, tmp_path, do) == before[:1]


def test_a_verdict_falls_with_the_claim_that_it_is_on(
    base_anywhere: str, tmp_path: Path, do: Do, confirm: Callable[..., Told]
) -> None:
    confirm(base_anywhere, "615.2万吨", Outcome.MISMATCH)
    number = number_of(base_anywhere, "615.2万吨")
    with FactStore(base_anywhere) as store:
        store.review(number, Decision.ACCEPTED)
    assert len(reviews(base_anywhere, tmp_path, do)) == 1
    with FactStore(base_anywhere) as store:
        store.review(number, Decision.CORRECTED, Correction(value="6512000"))
    told = do("export", "-f", "claim-review", "-o", str(tmp_path / "r.jsonld"), "--db", base_anywhere)
    assert f"claim {number}" in told.err
    assert reviews(base_anywhere, tmp_path, do) == []
    assert confirm(base_anywhere, "615.2万吨", Outcome.MATCH).code == 0
    assert len(reviews(base_anywhere, tmp_path, do)) == 1


def test_verdicts_on_older_versions_are_not_exported(
    base: str, tmp_path: Path, do: Do, confirm: Callable[..., Told]
) -> None:
    confirm(base, "615.2万吨", Outcome.MISMATCH)
    confirm(base, "6612万人", Outcome.MATCH)
    mended = tuple((name, publisher, day, text.replace("615.2", "651.2")) for name, publisher, day, text in NEWS)
    filled(base, news(tmp_path / "news.jsonl", mended))
    (left,) = reviews(base, tmp_path, do)
    assert left["reviewRating"]["ratingValue"] == 5  # type: ignore[index]


def test_only_what_the_check_tells_is_confirmed(
    base: str, tmp_path: Path, stats: str, do: Do, confirm: Callable[..., Told]
) -> None:
    for surface, outcome, message in (
        ("615.2万吨", Outcome.MATCH, "tells mismatch and not match"),
        ("66个", Outcome.MISMATCH, "tells no_data"),
        ("66个", Outcome.NO_DATA, "a verdict that can be confirmed"),
    ):
        told = confirm(base, surface, outcome)
        assert (told.code, told.err.count("\n")) == (2, 1)
        assert message in told.err
    number = str(number_of(base, "615.2万吨"))
    for words, message in (
        ((number, "--confirm", "mismatch"), "--stats"),
        ((number, "--confirm", "mismatch", "--accept", "--stats", stats), "stand alone"),
        (("--confirm", "mismatch", "--stats", stats), "stand alone"),
        ((number, "--confirm", "mismatch", "--withdraw", "--stats", stats), "stand alone"),
        ((number, "--withdraw"), "no verdict on it is confirmed"),
        ((number, "--confirm", "mismatch", "--stats", stats, "--url", "example"), "--url"),
        (("999", "--confirm", "mismatch", "--stats", stats), "claim 999"),
    ):
        told = do("review", *words, "--db", base)
        assert (told.code, told.err.count("\n")) == (2, 1), words
        assert message in told.err
    with FactStore(base) as store:
        store.review(int(number), Decision.REJECTED)
    assert "rejected" in do("review", number, "--confirm", "mismatch", "--stats", stats, "--db", base).err
    assert reviews(base, tmp_path, do) == []
