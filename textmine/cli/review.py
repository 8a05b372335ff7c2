"""``textmine review``."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.official import OptionalStatistics, Tolerance, official, tolerance_of
from textmine.cli.options import Aliases, Database, Lang, layout_for
from textmine.errors import UsageError

if TYPE_CHECKING:
    from textmine.output.labels import Layout
    from textmine.store import Correction

__all__ = ["review"]


def review(
    database: Database,
    claims: Annotated[
        list[int] | None, typer.Argument(help="Numbers of claims, as textmine facts shows them.", metavar="[ID]...")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="The claims are right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="They are no claims, or hopeless.")] = False,
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="Correct a field: indicator, regions (divided by ;), period, value, unit, kind, role, status, speaker, baseline_period; may be repeated.",
            metavar="FIELD=VALUE",
        ),
    ] = None,
    reviewer: Annotated[
        str | None, typer.Option("--by", help="Who decides; by default the user.", metavar="NAME")
    ] = None,
    note: Annotated[str | None, typer.Option(help="Why.", metavar="WORDS")] = None,
    confirmed: Annotated[
        str | None,
        typer.Option(
            "--confirm",
            help="The fact check's verdict on them is right: match, match_rounded, match_at_publication or mismatch; with --stats.",
            metavar="VERDICT",
        ),
    ] = None,
    withdrawn: Annotated[bool, typer.Option("--withdraw", help="Take the confirmation of a verdict back.")] = False,
    stats: OptionalStatistics = None,
    tolerance: Tolerance = None,
    aliases: Aliases = None,
    url: Annotated[
        str | None, typer.Option("--url", help="With --confirm: the address where you tell it.", metavar="URL")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many claims to list.", metavar="N", min=1)] = 20,
    lang: Lang = None,
) -> None:
    """Keeps what you decide on claims; without claims it lists those that nobody has looked at, the least sure first."""
    from textmine.output.facts import facts_table
    from textmine.store import Decision, FactStore, Query

    correction = _correction(changes or [])
    chosen = [
        decision
        for decision, wanted in (
            (Decision.ACCEPTED, accept),
            (Decision.REJECTED, reject),
            (Decision.CORRECTED, correction is not None),
        )
        if wanted
    ]
    if confirmed is not None or withdrawn:
        if chosen or (confirmed is not None and withdrawn) or not claims:
            raise UsageError(
                "--confirm and --withdraw stand alone, with the numbers of claims: textmine review 12 --confirm mismatch"
            )
        _verdicts(
            database, claims, confirmed, stats, tolerance, aliases, reviewer or _user(), url, note, layout_for(lang)
        )
        return
    with FactStore(database) as store:
        if not claims:
            if chosen:
                raise UsageError("name the claims to decide on: textmine review --db FILE 12 --accept")
            found = store.facts(Query(review="open", order="doubt", limit=limit))
            sys.stdout.write(facts_table(found, layout_for(lang)))
            return
        if len(chosen) != 1:
            raise UsageError("say one thing of the claims: --accept, --reject or --set FIELD=VALUE")
        for claim in claims:
            store.review(claim, chosen[0], correction, reviewer=reviewer or _user(), note=note)
    sys.stdout.write(f"{len(claims)} {chosen[0].value}\n")


def _verdicts(
    database: str,
    claims: list[int],
    outcome: str | None,
    stats: list[str] | None,
    tolerance: str | None,
    aliases: str | None,
    reviewer: str | None,
    url: str | None,
    note: str | None,
    layout: Layout,
) -> None:
    """Keeps that the verdicts on ``claims`` are right, and prints them; or, without an ``outcome``, that they are no longer."""
    from textmine.cli.confirming import confirm, withdraw
    from textmine.output.verdicts import verdicts_text

    if reviewer is None:
        raise UsageError("who decides is not known; name yourself with --by")
    if outcome is None:
        withdraw(database, claims, reviewer=reviewer, note=note)
        sys.stdout.write(f"{len(claims)} withdrawn\n")
        return
    if not stats:
        raise UsageError("--confirm holds the claims against official figures again; name them with --stats")
    figures = official(stats).figures(aliases)
    told = confirm(database, claims, outcome, figures, tolerance_of(tolerance), reviewer=reviewer, url=url, note=note)
    sys.stdout.write(verdicts_text(told, "table", layout))
    sys.stdout.write(f"{len(claims)} confirmed\n")


def _correction(changes: list[str]) -> Correction | None:
    from dataclasses import fields

    from textmine.store import Correction

    if not changes:
        return None
    known = [field.name for field in fields(Correction)]
    told = {}
    for change in changes:
        name, sign, words = change.partition("=")
        if not sign or name not in known:
            raise UsageError(f"--set {change!r}: write FIELD=VALUE with one of {', '.join(known)}")
        told[name] = words
    return Correction(**told)


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return None
