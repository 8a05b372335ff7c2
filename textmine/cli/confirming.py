"""``textmine review --confirm``: the verdict of the fact check on a claim, as a person stands for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from textmine.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from textmine.check import Figures
    from textmine.output.verdicts import Judged

__all__ = ["confirm", "withdraw"]


def confirm(
    database: str,
    claims: Sequence[int],
    outcome: str,
    figures: Figures,
    reach: Decimal,
    *,
    reviewer: str,
    url: str | None,
    note: str | None,
) -> Iterator[Judged]:
    """Keeps that ``reviewer`` stands for the verdict ``outcome`` on each of ``claims``, all or none; tells each of them.

    Raises :class:`UsageError` where the check tells another verdict, or one that neither bears a claim out nor refutes it.
    """
    from textmine.check import check
    from textmine.output.verdict_trees import verdict_tree
    from textmine.output.verdicts import Judged
    from textmine.records.verdicts import Outcome
    from textmine.store.checking import CheckStore

    known = [each.value for each in Outcome if each.agrees or each is Outcome.MISMATCH]
    if outcome not in known:
        raise UsageError(f"--confirm {outcome!r}: a verdict that can be confirmed is {', '.join(known)}")
    if url is not None and not url.startswith(("http://", "https://")):
        raise UsageError(f"--url {url!r} is no address; write https://…")
    told = []
    with CheckStore(database) as store:
        for claim in claims:
            found = store.article(claim)
            every = check(found.extraction, figures, tolerance=reach)
            verdict = next(each for each in every if each.claim.id == str(claim))
            if verdict.outcome.value != outcome:
                raise UsageError(
                    f"claim {claim}: the check tells {verdict.outcome.value} and not {outcome}; nothing is kept"
                )
            path = next(iter(found.found.sources), "")
            told.append(Judged(article=found.extraction.article, path=path, verdicts=(verdict,)))
        for claim, judged in zip(claims, told, strict=True):
            checked = json.dumps(verdict_tree(judged.verdicts[0]), ensure_ascii=False)
            store.confirm(claim, outcome, checked, reviewer=reviewer, url=url, note=note)
    yield from told


def withdraw(database: str, claims: Sequence[int], *, reviewer: str, note: str | None) -> None:
    """Takes the confirmations of the verdicts on ``claims`` back. Raises :class:`UsageError` where there is none."""
    from textmine.store.checking import CheckStore

    with CheckStore(database) as store:
        for claim in claims:
            store.withdraw(claim, reviewer=reviewer, note=note)
