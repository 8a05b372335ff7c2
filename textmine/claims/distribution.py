"""分别: what a run of values shares, and what each of them gets of its own."""

from __future__ import annotations

from textmine.claims.alignment import Series, share_tail, split_items
from textmine.claims.cuts import spans_to_cut
from textmine.claims.draft import Draft
from textmine.claims.phrases import left_words
from textmine.claims.scene import Scene
from textmine.claims.standing import group_of, is_subject
from textmine.claims.territory import Where
from textmine.claims.topic import join
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
    if not groups and series.stated and head.topic.rule.startswith("topic") and _copy_run(series, drafts):
        return
    if groups and (series.stated or len({draft.quantity.unit for draft in run}) == 1):
        for draft, mention in zip(run, groups[-1], strict=True):
            draft.where = Where(regions=mention.places, mentions=(mention,), reach="clause")
        return
    near = head.where.reach in ("clause", "sentence")
    if series.stated and near and _spread(run):
        return
    alike = series.stated or len({draft.quantity.unit for draft in run}) == 1
    items = split_items(head.topic.text, count) if alike else None
    if items is None and series.stated and head.topic.rule == "subject":
        words = left_words(
            scene,
            series.subject.start,
            series.subject.end,
            spans_to_cut(scene, series.subject.start, head.quantity, head.where, head.reading),
        )
        items = split_items(join(words), count)
    if items:
        for draft, item in zip(run, share_tail(items), strict=True):
            draft.topic = draft.topic._replace(text=item, base=item, rule="series")


def _copy_run(series: Series, drafts: list[Draft]) -> bool:
    """Gives each value of a run the indicator and region of the value in the same place of the run before it.

    新增总部51家、研发中心20家，累计分别达到771家和481家; 三地…分别为30.5、38.1、37.7，降幅分别达到4.7%、8.0%和2.3%.
    """
    count = series.last - series.first + 1
    before = drafts[max(0, series.first - count) : series.first]
    apart = len({(draft.topic.text, draft.where.regions) for draft in before}) == count
    if len(before) < count or not apart:
        return False
    for draft, model in zip(drafts[series.first : series.last + 1], before, strict=True):
        draft.topic = model.topic._replace(rule="run")
        draft.where = model.where
        draft.partner = model
    return True


def _share_noun(run: list[Draft]) -> None:
    """Gives values listed before a noun that noun: 经过半个月、一千多公里的长途跋涉, 收集7大类158项意见."""
    for draft, following in zip(reversed(run[:-1]), reversed(run[1:]), strict=True):
        if draft.topic.rule in ("none", "bare") and not draft.topic.text.endswith("问题") and following.topic.text:
            text = draft.topic.text + following.topic.base
            draft.topic = following.topic._replace(text=text, rule="shared")


def _spread(run: list[Draft]) -> bool:
    """Gives each value one of the places that a single name stands for, where they are as many: 京津冀, 沪苏浙皖."""
    where = run[0].where
    places = where.regions
    if len(places) == 1 and len(places[0].members) == len(run):
        places = tuple(lookup(name)[0] for name in places[0].members)
    elif len(places) != len(run) or len(where.mentions) != 1:
        return False
    for draft, place in zip(run, places, strict=True):
        draft.where = where._replace(regions=(place,))
    return True
