"""The claims of a text as a spaCy component, registered by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from textmine import reading
from textmine.errors import InputError
from textmine.nlp.storage import from_json, to_json
from textmine.nlp.tokenizer import Tokenizer
from textmine.pipeline import extract_article

if TYPE_CHECKING:
    from textmine.records import Claim

__all__ = ["COMPONENT", "SPANS_KEY", "ClaimsComponent"]

COMPONENT = "textmine_claims"
SPANS_KEY = "claims"
_USER_DATA = "textmine.claims"


@Language.factory(COMPONENT, assigns=["doc._.claims", "doc.spans"], default_config={"published": None})
class ClaimsComponent:
    """Sets ``doc._.claims``, the records, and ``doc.spans["claims"]``, the words they stand in, labelled by role.

    ``published`` is the ISO date against which 去年 and the like are resolved; the strings ``published`` and ``title``
    in ``doc.user_data`` go before it. The words are those of the pipeline's tokenizer where it is ours. The whole
    document is taken as one article.
    """

    def __init__(self, nlp: Language, name: str = COMPONENT, published: str | None = None) -> None:
        if not Doc.has_extension("claims"):
            Doc.set_extension("claims", getter=_stored)
        self.name = name
        self.published = published
        self._nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with its claims. An empty text, or one without any Chinese, has none."""
        claims = self._claims(doc)
        doc.user_data[_USER_DATA] = to_json(claims)
        spans = (doc.char_span(claim.start, claim.end, label=claim.role, alignment_mode="expand") for claim in claims)
        doc.spans[SPANS_KEY] = [span for span in spans if span is not None]
        return doc

    def _claims(self, doc: Doc) -> tuple[Claim, ...]:
        try:
            document = reading.from_text(
                doc.text,
                title=doc.user_data.get("title"),
                published=doc.user_data.get("published", self.published),
                split=False,
            )
        except InputError:
            return ()
        tokenizer = self._nlp.tokenizer
        segmenter = tokenizer.segmenter if isinstance(tokenizer, Tokenizer) else None
        return extract_article(document.articles[0], segmenter=segmenter).claims


def _stored(doc: Doc) -> tuple[Claim, ...]:
    return from_json(doc.user_data.get(_USER_DATA, "[]"))
