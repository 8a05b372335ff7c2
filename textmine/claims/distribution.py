"""分别: what a run of values shares, and what each of them gets of its own."""

from __future__ import annotations

from dataclasses import replace

from textmine.claims.alignment import Series, share_tail, split_items
from textmine.claims.draft import Draft
from textmine.claims.scene import Scene
from textmine.claims.territory import Where, group_of, is_subject
from textmine.places import lookup

__all__ = ["distribute"]


def distribute(scene: Scene, series: Series, drafts: list[Draft]) -> None:
    """Gives each value of a run its own region or indicator where the words before list as many."""
    run = drafts[series.first : series.last + 1]
    head = run[0]
    count = len(run)
    if any(draft.topic.rule not in ("topic", "none") for draft in run[1:]):
        _share_noun(run)
        return
    for draft in run[1:]:
        draft.reading = (
            head.reading if draft.reading.rule in ("level", "percentage", "points", "multiple") else draft.reading
        )
        draft.baseline, draft.when = head.baseline, head.when
        draft.topic = head.topic
    clause = scene.layout.part(head.quantity.start)
    groups = [
        group
        for place in scene.places_between(clause.start, head.quantity.start)
        if len(group := group_of(scene, place)) == count and is_subject(scene, place)
    ]
    if groups:
        for draft, mention in zip(run, groups[-1], strict=True):
            draft.where = Where(regions=mention.places, mentions=(mention,), reach="clause")
        return
    if series.stated and len(head.where.regions) == 1 and len(head.where.regions[0].members) == count:
        _spread_members(run)
        return
    items = split_items(head.topic.text, count)
    if items:
        for draft, item in zip(run, share_tail(items), strict=True):
            draft.topic = replace(draft.topic, text=item, base=item, rule="series")


def _share_noun(run: list[Draft]) -> None:
    """Gives values listed before a noun that noun: 经过半个月、一千多公里的长途跋涉, 收集7大类158项意见."""
    for draft, following in zip(reversed(run[:-1]), reversed(run[1:]), strict=True):
        if draft.topic.rule in ("none", "bare") and not draft.topic.text.endswith("问题") and following.topic.text:
            text = draft.topic.text + following.topic.base
            draft.topic = replace(following.topic, text=text, rule="shared")


def _spread_members(run: list[Draft]) -> None:
    where = run[0].where
    for draft, name in zip(run, where.regions[0].members, strict=True):
        draft.where = replace(where, regions=lookup(name)[:1])
