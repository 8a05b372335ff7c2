"""textmine inside spaCy."""

from __future__ import annotations

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
