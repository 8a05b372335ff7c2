"""textmine inside spaCy."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import textmine
from textmine.errors import LexiconError

spacy = pytest.importorskip("spacy")
TEXT = "去年，江苏省出口额约1200亿元，同比增长5.3%。"


def test_claims_and_spans() -> None:
    doc = textmine.load(published="2025-03-01")(TEXT)
    claims = doc._.claims
    assert [(claim.surface, claim.period) for claim in claims] == [("1200亿元", "2024"), ("5.3%", "2024")]
    assert claims == textmine.extract(TEXT, published="2025-03-01")
    assert [span.label_ for span in doc.spans["claims"]] == ["level", "change"]
    assert doc.text == TEXT


@pytest.mark.parametrize("text", ["", "no Chinese at all", " \n "])
def test_texts_without_claims(text: str) -> None:
    assert textmine.load()(text)._.claims == ()


def test_saved_and_loaded(tmp_path: Path) -> None:
    dictionary = tmp_path / "own.txt"
    dictionary.write_text("云端绿链平台 5 nz\n", "utf-8")
    nlp = textmine.load(dictionaries=[dictionary], published="2025-03-01")
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert [word.text for word in again("云端绿链平台")] == ["云端绿链平台"]
    assert [claim.surface for claim in again(TEXT)._.claims] == ["1200亿元", "5.3%"]


def test_claims_travel_with_the_document() -> None:
    nlp = textmine.load(published="2025-03-01")
    docs = list(nlp.pipe([TEXT, TEXT], batch_size=1))
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(docs[0].to_bytes())
    assert again._.claims == docs[1]._.claims


def test_a_bad_dictionary_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="none"):
        textmine.load(dictionaries=[tmp_path / "none.txt"])


BROKEN = "江苏省去年出口额1200亿元，  进口额约\n８００.5亿元。\n👩‍👩‍👧\n全省新设企业3500多家。"


def test_offsets_point_into_the_document_as_given() -> None:
    doc = textmine.load(published="2025-03-01")(BROKEN)
    assert doc.text == BROKEN
    claims = doc._.claims
    assert [claim.value for claim in claims] == [Decimal(120000000000), Decimal(80050000000), Decimal(3500)]
    for claim, span in zip(claims, doc.spans["claims"], strict=True):
        assert doc.text[claim.start : claim.end] == claim.surface
        assert span.start_char <= claim.start < claim.end <= span.end_char
        assert span.label_ == claim.role.value
        for evidence in claim.evidence:
            assert doc.text[evidence.start : evidence.end] == evidence.surface


def test_title_and_date_of_a_document_go_before_those_of_the_pipeline() -> None:
    nlp = textmine.load(published="2025-03-01")
    doc = nlp.make_doc("去年出口额1200亿元。")
    doc.user_data |= {"published": "2032-01-20", "title": "江苏省出口开门红"}
    (claim,) = nlp(doc)._.claims
    assert claim.period == "2031"
    assert [region.name for region in claim.regions] == ["江苏省"]


def test_saved_into_a_fresh_pipeline_and_bytes(tmp_path: Path) -> None:
    nlp = textmine.load(words=["云端绿链平台"], published="2025-03-01")
    nlp.to_disk(tmp_path / "pipeline")
    for again in (textmine.load().from_disk(tmp_path / "pipeline"), textmine.load().from_bytes(nlp.to_bytes())):
        assert [word.text for word in again.make_doc("云端绿链平台")] == ["云端绿链平台"]
    assert spacy.load(tmp_path / "pipeline")(TEXT)._.claims == nlp(TEXT)._.claims


def test_a_saved_pipeline_loads_without_importing_textmine(tmp_path: Path) -> None:
    textmine.load(published="2025-03-01").to_disk(tmp_path / "pipeline")
    code = (
        f"import spacy\nnlp = spacy.load({str(tmp_path / 'pipeline')!r})\n"
        f"print(*(claim.surface for claim in nlp({TEXT!r})._.claims))"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["1200亿元", "5.3%"]


def test_several_processes_give_the_same() -> None:
    nlp = textmine.load(published="2025-03-01")
    texts = [TEXT, BROKEN] * 4
    assert [doc._.claims for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == [
        nlp(text)._.claims for text in texts
    ]


def test_spans_cover_the_words_that_a_claim_begins_or_ends_in() -> None:
    doc = textmine.load(words=["亿元大关"])("去年，江苏省出口额突破1200亿元大关。")
    (claim,) = doc._.claims
    assert claim.surface == "1200亿元"
    assert [span.text for span in doc.spans["claims"]] == ["1200亿元大关"]
