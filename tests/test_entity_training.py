"""Training of the tagger: labelled files, the networks, a tiny training, thresholds, evaluation and what the command says."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from random import Random
from types import MappingProxyType

import numpy as np
import pytest

from textmine.cli.app import run
from textmine.entities.layers import PAD, PAIRS, Room
from textmine.entities.model import TaggerModel, scheme
from textmine.entities.training import data
from textmine.entities.training.data import LabelledSet, Passage, Span
from textmine.errors import InputError
from textmine.evaluate.entities import score_entities
from textmine.overlap import Overlap

PEOPLE = ("赵启明", "钱向东", "孙立文", "李秋月", "周海宁", "吴若兰")
PLACES = ("青禾县", "临川路", "白石镇", "柳河市", "南坪区")
BODIES = ("青禾县农业局", "远山集团", "柳河大学", "白石镇政府")
OFFICES = ("局长", "董事长", "校长", "镇长")


def sentence(number: int, *, titles: bool = True) -> Passage:
    """An invented sentence with its names."""
    parts = (
        (PLACES[number % 5], "LOC"),
        ("的", ""),
        (BODIES[number % 4], "ORG"),
        (OFFICES[number % 4], "TITLE" if titles else ""),
        (PEOPLE[number % 6], "PER"),
        ("昨天到" if number % 2 else "上午在", ""),
        (PLACES[number % 3], "LOC"),
        ("调研春耕。" if number % 7 else "查看水库和道路。", ""),
    )
    names = []
    text = ""
    for words, label in parts:
        if label:
            names.append(Span(len(text), len(text) + len(words), label))
        text += words
    return Passage(text, tuple(names), "")


def row(passage: Passage, **more: object) -> dict[str, object]:
    return {"text": passage.text, "entities": [name._asdict() for name in passage.names], **more}


def written(path: Path, rows: Iterable[object]) -> Path:
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def model_of(characters: str, tags: tuple[str, ...], bias: dict[str, float]) -> TaggerModel:
    """A model that gives every character that it knows the tag S-LOC, and any other none."""
    hidden = np.zeros((4 + len(characters), 1), np.float16)
    hidden[4:] = 1
    window = np.zeros((1, 7), np.float16)
    window[0, 2] = 1
    weight = np.array([[8.0 if tag == "S-LOC" else 0.0] for tag in tags], np.float16)
    return TaggerModel(
        characters=characters,
        heads={"classic": tags},
        dilations=(),
        thresholds=bias,
        weights={
            "characters": hidden,
            "pairs": np.zeros((PAIRS, 1), np.float16),
            "window.weight": window,
            "window.bias": np.zeros(1, np.float16),
            "classic.weight": weight,
            "classic.bias": np.array([1.0 if tag == "O" else 0.0 for tag in tags], np.float16),
        },
        about={},
    )


def test_a_set_is_known_by_its_labels(tmp_path: Path) -> None:
    plain = [row(sentence(number, titles=False)) for number in range(3)]
    files = [
        written(tmp_path / "a.jsonl", [row(sentence(1))]),
        written(tmp_path / "b.jsonl", plain),
        written(tmp_path / "c.jsonl.gz", plain[:2]),
        written(tmp_path / "d.jsonl", [row(sentence(2))]),
        written(tmp_path / "e.jsonl", [{"text": "好书", "entities": [{"start": 0, "end": 2, "label": "book"}]}]),
        written(tmp_path / "news.jsonl", [{"text": "好", "entities": [{"start": 0, "end": 1, "label": "PER"}]}]),
    ]
    sets, absent = data.labelled(files, [])
    assert [(each.head, len(each.passages)) for each in sets] == [
        ("news", 2),
        ("classic", 3),
        ("c", 2),
        ("e", 1),
        ("news+5", 1),
    ]
    assert [each.labels for each in sets[:4]] == [data.NEWS, data.CLASSIC, ("LOC", "ORG", "PER"), ("book",)]
    assert absent == 0
    known = [data.head_of(labels) for labels in (["PER", "LOC"], ["ORG", "LOC", "PER"], ["FAC"], ["PER", "FAC", "书"])]
    assert known == [None, "classic", "news", None]


def test_a_passage_may_name_its_text(tmp_path: Path) -> None:
    source = written(tmp_path / "texts.jsonl.gz", [{"id": "x", "text": "昨天，赵启明来了。"}])
    names = [{"start": 0, "end": 3, "label": "PER"}]
    rows = [{"id": "x", "start": 3, "end": 8, "entities": names}, {"id": "y", "start": 0, "end": 3, "entities": names}]
    file = written(tmp_path / "labels.jsonl", rows)
    assert data.passages(file, [source]) == ((Passage("赵启明来了", (Span(0, 3, "PER"),), "x"),), 1)
    assert data.bare([file], [source]) == ["赵启明来了"]
    (tmp_path / "list.json").write_text(json.dumps([{"text": "甲"}, {"text": "乙"}]), "utf-8")
    assert data.bare([tmp_path / "list.json"], []) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "is no JSON"),
        ("[1]", "no object"),
        ('{"text": "好"}', "no entities"),
        ('{"text": "", "entities": []}', "the passage is empty"),
        ('{"text": null, "entities": []}', "the passage is empty"),
        ('{"text": "好", "entities": [{"start": 0, "end": 1}]}', "without a label"),
        ('{"text": "好", "entities": [{"start": 0, "end": true, "label": "PER"}]}', "end is True"),
        ('{"text": "好", "entities": [{"start": -1, "end": 1, "label": "PER"}]}', "start is -1"),
        ('{"text": "好", "entities": [{"start": 1, "end": 1, "label": "PER"}]}', "is empty"),
        ('{"text": "好", "entities": [{"start": 0, "end": 2, "label": "PER"}]}', "ends behind"),
        ('{"entities": []}', "neither text nor id"),
    ],
)
def test_a_bad_row_is_told_in_one_line(
    line: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(json.dumps(row(sentence(1)), ensure_ascii=False) + "\n\n" + line + "\n", "utf-8")
    with pytest.raises(InputError, match=told) as caught:
        data.labelled([file], [])
    assert str(caught.value).startswith(f"{file}:3: ")
    saved = tmp_path / "model.zip"
    model_of("青", tuple(scheme(data.CLASSIC)), {}).save(saved)
    assert run(["evaluate", "--entities", str(file), "--model", str(saved)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\n")
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}' * 99)[:30])
    for name, told in (("none", "cannot be read"), ("latin", "is not UTF-8"), ("cut", "cannot be read")):
        file = tmp_path / (f"{name}.jsonl.gz" if name == "cut" else f"{name}.jsonl")
        with pytest.raises(InputError, match=told):
            data.passages(file, [])
    with pytest.raises(InputError, match="no entity is labelled"):
        data.labelled([written(tmp_path / "bare.jsonl", [{"text": "好", "entities": []}])], [])


def test_unlabelled_lines(tmp_path: Path) -> None:
    text = "短句\n  一行足够长的新闻文字。 \n一行足够长的新闻文字。\n另一行也够长的新闻文字。"
    file = written(tmp_path / "t.jsonl.gz", [{"text": text}, {"text": "另一行也够长的新闻文字。"}])
    assert data.lines([file], lambda _: False) == ["一行足够长的新闻文字。", "另一行也够长的新闻文字。"]
    assert data.lines([file], lambda line: "另" in line) == ["一行足够长的新闻文字。"]
    with pytest.raises(InputError, match=r"t\.jsonl:1: no text"):
        data.lines([written(tmp_path / "t.jsonl", [{"id": "x"}])], lambda _: False)


def test_a_tenth_is_held_out_and_texts_stay_whole() -> None:
    passages = tuple(sentence(number)._replace(source=f"text {number // 3}") for number in range(60))
    left, held = data.parted(LabelledSet("news", data.NEWS, passages))
    assert len(held) == 6
    assert sorted((*left.passages, *held)) == sorted(passages)
    assert not {passage.source for passage in left.passages} & {passage.source for passage in held}
    shuffled = list(passages)
    Random(2).shuffle(shuffled)
    assert sorted(data.parted(left._replace(passages=tuple(shuffled)))[1]) == sorted(held)
    with pytest.raises(InputError, match="at least 10"):
        data.parted(left._replace(passages=passages[:9]))


def test_passages_of_a_test_are_left_out() -> None:
    long = Passage("甲乙丙丁戊己庚辛" * 10, (), "")
    sets = [LabelledSet("news", data.NEWS, (long, sentence(1))), LabelledSet("classic", data.CLASSIC, (long,))]
    assert data.without(sets, Overlap([long.text])) == [sets[0]._replace(passages=(sentence(1),))]


def test_the_alphabet_is_that_of_the_model() -> None:
    assert data.alphabet(['国国国１2３“”"民民甲甲', "ＡA\uff21民\n\n\n𠀀𠀀𠀀"]) == '"0A国民'


def test_evaluation_against_figures_worked_out_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "model.zip"
    model_of("京沪", tuple(scheme(data.CLASSIC)), {}).save(saved)
    passages = [
        Passage("京人到沪，再回京。", (Span(0, 1, "LOC"), Span(3, 4, "LOC"), Span(5, 6, "PER")), ""),
        Passage("沪剧是戏。", (Span(0, 2, "LOC"),), ""),
    ]
    scores = score_entities(passages, TaggerModel.load(saved), "classic")
    found = {name: (tally.right, tally.predicted, tally.annotated) for name, tally in scores.labels}
    assert found == {"PER": (0, 0, 1), "LOC": (2, 4, 3)}
    assert (scores.every.precision, scores.every.recall, scores.every.f1) == (0.5, 0.5, 0.5)
    assert (scores.passages, scores.characters) == (2, 14)
    file = written(tmp_path / "gold.jsonl", [row(passage) for passage in passages])
    assert run(["evaluate", "--entities", str(file), "--model", str(saved), "--head", "classic"]) == 0
    assert "LOC      precision 0.500  recall 0.667  F1 0.571  of 3\n" in capsys.readouterr().out


def test_what_an_evaluation_lacks_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "model.zip"
    model_of("京", tuple(scheme(data.CLASSIC)), {}).save(saved)
    file = written(tmp_path / "gold.jsonl", [row(sentence(1))])
    for arguments, told in (
        (["--entities"], "name the files"),
        (["--head", "news"], "are for --entities only"),
        (["--entities", str(file), "--model", str(saved)], "no head 'news'; it has classic"),
        (["--entities", str(file), "--model", str(saved), "--head", "classic"], "label 'TITLE' is none"),
        (["--entities", str(file), "--model", str(tmp_path / "no.zip")], "no.zip: cannot read the model"),
    ):
        assert run(["evaluate", *arguments]) == 2
        assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["confidence", "--size", "fast"], "--size and --minutes are for entities only"),
        (["confidence", "--texts", "x"], "--texts and --held-out are for dimensions and entities only"),
        (["entities", "--size", "huge"], "--size 'huge' is not known"),
        (["entities", "--minutes", "0"], "--minutes 0 is no time"),
        (["entities", "labels.jsonl"], "name with -o"),
    ],
)
def test_wrong_use_of_train(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_without_torch_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("recipe", "network", "batches"):
        monkeypatch.delitem(sys.modules, f"textmine.entities.training.{name}", raising=False)
    monkeypatch.delattr(sys.modules["textmine.entities.training"], "recipe", raising=False)
    monkeypatch.setitem(sys.modules, "torch", None)
    assert run(["train", "entities", "labels.jsonl", "-o", "model.zip"]) == 2
    told = capsys.readouterr().err
    assert "pip install 'textmine[train]'" in told
    assert told.count("\n") == 1


def test_numpy_and_torch_give_the_same_scores(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from textmine.entities.training.network import Student, StudentShape, exported

    characters = "".join(chr(0x4E00 + number) for number in range(60))
    heads = {"news": tuple(scheme(data.NEWS)), "classic": tuple(scheme(data.CLASSIC))}
    student = Student(64, {head: len(tags) for head, tags in heads.items()}, StudentShape(24, 16, 48, (1, 3, 2)))
    student.eval()
    exported(student, characters, heads, {"PER": 0.6}, {"size": "tiny"}).save(tmp_path / "model.zip")
    model = TaggerModel.load(tmp_path / "model.zip")
    assert model.thresholds == {"PER": 0.6}
    text = "".join(Random(3).choices(characters + "\nX", k=300))
    numbers = model.numbers(text)
    gap = np.zeros(model.gap, np.int32)
    with torch.no_grad():
        states = student(torch.from_numpy(numbers[None].astype(np.int64)))[0]
        for head in heads:
            scores = model.scores(np.concatenate([gap, numbers, gap]), head, Room())[len(gap) : -len(gap)]
            want = student.heads[head](states).numpy()
            assert np.abs(scores - want)[numbers != PAD].max() < 1e-2
            assert np.abs(want).max() > 0.1


def test_examples_are_tagged_and_cut_at_sentence_ends() -> None:
    pytest.importorskip("torch")
    from textmine.entities.training.batches import LONGEST, UNTAGGED, Reader, batches

    tags = tuple(scheme(["LOC", "ORG"]))
    reader = Reader("青禾县局到")
    names = (Span(0, 3, "LOC"), Span(0, 4, "ORG"), Span(5, 6, "LOC"))
    (example,) = reader.tagged([Passage("青禾县局到青\n", names, "")], tags)
    assert example.numbers.tolist() == [4, 5, 6, 7, 8, 4, PAD]
    assert example.tags is not None
    assert [tags[tag] if tag != UNTAGGED else "" for tag in example.tags] == [
        "B-ORG", "I-ORG", "I-ORG", "E-ORG", "O", "S-LOC", "",
    ]  # fmt: skip
    whole = ("到" * 99 + "。") * 5 + "到" * 600
    pieces = [len(piece.numbers) for piece in reader.plain([whole, "\n", "短"])]
    assert pieces == [200, 200, 100, LONGEST, LONGEST, 88, 1]
    examples = reader.plain(["到" * length for length in range(1, 90)])
    drawn = batches(examples, 300, Random(1))
    assert sum(map(len, drawn)) == 89
    assert all(len(each) * max(len(one.numbers) for one in each) <= 300 for each in drawn)


def test_masks_and_packed_rows() -> None:
    torch = pytest.importorskip("torch")
    from textmine.entities.training.batches import MASK, PACKED, SEPARATOR, Reader, chosen, packed

    torch.manual_seed(1)
    examples = Reader("甲乙丙").plain(["甲乙丙" * 30] * 7)
    rows = packed(examples, 4, Random(1), "cpu")
    numbers = torch.cat([next(rows) for _ in range(40)])
    assert numbers.shape == (160, PACKED)
    assert abs((numbers == SEPARATOR).float().mean().item() - 1 / 91) < 1e-3
    masked, asked = chosen(numbers, 7)
    assert 0.15 < asked.float().mean().item() < 0.19
    assert not asked[numbers == SEPARATOR].any()
    assert (masked == numbers)[~asked].all()
    assert abs((masked == MASK)[asked].float().mean().item() - 0.85) < 0.02
    swapped = (masked != numbers) & (masked != MASK)  # a third of those drawn stay the same, as there are three
    assert abs(swapped[asked].float().mean().item() - 0.07 * 2 / 3) < 0.01


def test_thresholds() -> None:
    pytest.importorskip("torch")
    from textmine.entities.training.recipe import thresholds

    named = {"PER": 20, "ORG": 20, "LOC": 20, "WORK": 9}
    good = [("PER", 0.5 + step / 100, True) for step in range(20)] + [("PER", 0.4, False)] * 9
    mixed = [("ORG", 0.9, True)] * 9 + [("ORG", 0.9, False), ("ORG", 0.8, False), ("ORG", 0.8, True)]
    poor = [("LOC", 0.97, False), ("LOC", 0.96, True)] + [("LOC", 0.4, True)] * 30
    found = thresholds(("PER", "ORG", "LOC", "WORK"), [*good, *mixed, *poor], named)
    assert found == {"PER": 0.5, "ORG": 0.9, "LOC": 0.95, "WORK": 0.7}


@pytest.mark.parametrize("taught", [True, False], ids=["with a teacher", "from labels"])
def test_a_tiny_training_learns(taught: bool, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from textmine.entities.training.network import StudentShape, TeacherShape
    from textmine.entities.training.recipe import Plan, train

    sets = [
        LabelledSet("news", data.NEWS, tuple(sentence(number) for number in range(60))),
        LabelledSet("classic", data.CLASSIC, tuple(sentence(number, titles=False) for number in range(60))),
        LabelledSet("other", ("PER",), (Passage("赵启明来了", (Span(0, 3, "PER"),), ""),)),
    ]
    lines = [sentence(number).text for number in range(200)]
    teacher = TeacherShape(width=32, depth=1, attention=2) if taught else None
    ticks = count()  # one a step, so that the training does not hang on how fast it is
    steps = 300.0 if taught else 120.0
    shape = StudentShape(24, 4, 48, (1,))
    plan = Plan(steps, shape, teacher, "cpu", rows=2, tuned=1500, studied=1500, clock=lambda: float(next(ticks)))
    told: list[str] = []
    trained = train(
        sets, lambda tenth: [line for line in lines if line not in tenth], plan, MappingProxyType({}), told.append
    )
    trained.model.save(tmp_path / "model.zip")
    model = TaggerModel.load(tmp_path / "model.zip")
    assert list(model.heads) == ["news", "classic"]
    assert set(model.thresholds) == set(data.NEWS)
    assert len(trained.held_out) == 6
    assert score_entities(trained.held_out, model, "news").every.f1 > 0.6
    assert score_entities(sets[1].passages, model, "classic").every.f1 > 0.4
    assert taught == any(line.startswith("pre-training") for line in told)


def test_labels_of_no_head_of_the_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch")
    file = written(tmp_path / "e.jsonl", [{"text": "好书", "entities": [{"start": 0, "end": 2, "label": "book"}]}])
    assert run(["train", "entities", str(file), "-o", str(tmp_path / "model.zip"), "--minutes", "0.01"]) == 2
    assert "no labels that the model can learn" in capsys.readouterr().err


def test_the_command_trains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch")
    file = written(tmp_path / "own.jsonl", [row(sentence(number)) for number in range(60)])
    target = tmp_path / "model.zip"
    assert run(["train", "entities", str(file), "-o", str(target), "--minutes", "0.05"]) == 0
    told = capsys.readouterr()
    assert "from the labels alone" in told.err
    assert "on a tenth held out, head news: 6 passages" in told.out
    assert TaggerModel.load(target).about["data"] == ["own.jsonl"]
