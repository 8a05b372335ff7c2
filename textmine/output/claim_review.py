"""Verdicts that people confirmed as ClaimReview (schema.org), for search engines and the fact checks of others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from textmine.output.labels import label
from textmine.records.verdicts import Confirmation, Outcome

__all__ = ["claim_review"]

BEST, WORST = 5, 1
RATINGS = {Outcome.MATCH: 5, Outcome.MATCH_ROUNDED: 5, Outcome.MATCH_AT_PUBLICATION: 4, Outcome.MISMATCH: 1}
"""5 is borne out by official figures, 4 was when it appeared, 1 is refuted."""
ENDS = "。！？!?\n"
Tree = dict[str, object]


def claim_review(confirmed: Iterable[Confirmation], stream: BinaryIO, *, lang: str = "zh") -> int:
    """Writes a graph of ``ClaimReview``, its words in ``lang``; gives their number. Stale confirmations are none."""
    graph = [_review(each, lang) for each in confirmed if not each.stale]
    tree: Tree = {"@context": "https://schema.org", "@graph": graph}
    stream.write(json.dumps(tree, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")
    return len(graph)


def _review(each: Confirmation, lang: str) -> Tree:
    checked: Tree = json.loads(each.checked)
    tree: Tree = {
        "@type": "ClaimReview",
        "url": each.url,
        "inLanguage": "zh-Hans" if lang == "zh" else "en",
        "author": {"@type": "Person", "name": each.reviewer},
        "datePublished": each.decided[:10],
        "claimReviewed": _sentence(each),
        "reviewBody": "\n".join(_body(each, checked, lang)),
        "itemReviewed": _told({"@type": "Claim", **dict(_claim(each))}),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[each.outcome],
            "bestRating": BEST,
            "worstRating": WORST,
            "alternateName": label(f"outcome_{each.outcome.value}", lang),
            "ratingExplanation": label(f"tells_{each.outcome.value}", lang),
        },
    }
    return _told(tree)


def _told(tree: Tree) -> Tree:
    return {name: value for name, value in tree.items() if value not in (None, "", [])}


def _sentence(each: Confirmation) -> str:
    """The sentence of the article that makes the claim, in one line."""
    start = max(each.text.rfind(sign, 0, each.start) for sign in ENDS) + 1
    ends = [at for sign in ENDS if (at := each.text.find(sign, each.end)) >= 0]
    end = min(ends, default=len(each.text) - 1) + 1
    return "".join(each.text[start:end].split())


def _named(kind: str, name: str | None) -> Tree | None:
    return {"@type": kind, "name": name} if name else None


def _claim(each: Confirmation) -> Iterator[tuple[str, object]]:
    article = each.article
    publisher = _named("Organization", article.publisher)
    speaker = _named("Person", each.person) or _named("Organization", each.organisation)
    address = next((source for source in article.sources if source.startswith(("http://", "https://"))), None)
    yield "author", speaker or publisher
    yield "datePublished", article.published
    appearance: Tree = {
        "@type": "NewsArticle",
        "url": address,
        "headline": article.title,
        "datePublished": article.published,
        "publisher": publisher,
    }
    yield "appearance", _told(appearance)


def _body(each: Confirmation, checked: Tree, lang: str) -> Iterator[str]:
    """What the verdict says, how it was reckoned, from which files, and what the reviewer adds."""
    words, chosen = checked["words"], checked["chosen"]
    assert isinstance(words, dict)
    assert isinstance(chosen, dict)
    yield str(words[lang])
    used: dict[str, None] = {}
    for step in chosen["steps"]:
        yield str(step["words"][lang])
        for operand in step["operands"]:
            if (found := operand["observation"]) is not None:
                used[_source(found)] = None
    yield from used
    if each.note:
        yield each.note


def _source(found: Tree) -> str:
    """Who published an official figure, in which file, and when."""
    path = str(found["path"]).replace("\\", "/").rpartition("/")[2]
    told = (found["publisher"], path, found["sheet"], found["released"])
    return " · ".join(str(word) for word in told if word)
