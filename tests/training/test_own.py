"""A model from one's own labels: read strictly, judged beside the bundled one, written, and used only by its name."""

from __future__ import annotations

import csv
import json
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from conftest import EXAMPLES

import carescore
from carescore import api
from carescore.batch import resume
from carescore.cli import main
from carescore.errors import CarescoreError, ModelError, ReadError, TrainingError, UsageError
from carescore.predictors import load, own, politeness
from carescore.predictors.linear import Head
from carescore.sklearn import TurnClassifier
from carescore.training.own import TASKS, WHY_NOT, Trained, _figures, _fitting, _labels, _materials, train
from carescore.training.own._data import Labelled, LabelledTurn, Material

REQUESTS = EXAMPLES / "labels" / "requests.csv"
VISIT = EXAMPLES / "billing-call-handled-badly.srt"
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    return train("politeness", REQUESTS, tmp_path_factory.mktemp("own") / "our-requests")


@pytest.fixture
def folder(trained: Trained, tmp_path: Path) -> Path:
    """A copy of a trained model that a test may spoil."""
    copy = tmp_path / "our-requests"
    copy.mkdir()
    for file in trained.folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    return copy


@pytest.fixture(scope="module")
def material() -> Material:
    task = TASKS["politeness"]
    return _materials.of(task, _labels.read(str(REQUESTS), [task]))


def rows() -> Rows:
    with REQUESTS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def table(folder: Path, given: Sequence[dict[str, Any]], name: str = "labels.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(given[0]))
        writer.writeheader()
        writer.writerows(given)
    return path


def lines(folder: Path, *given: Any) -> Path:
    path = folder / "labels.jsonl"
    path.write_text("".join(one if isinstance(one, str) else json.dumps(one) + "\n" for one in given), encoding="utf-8")
    return path


# what is trained


def test_the_folder_stands_for_the_bundled_model(trained: Trained) -> None:
    assert {file.name for file in trained.folder.iterdir()} == {"card.md", "manifest.json", "model.joblib"}
    manifest = load.manifest_of(trained.folder)
    assert manifest["trained"]["model"] == "politeness" and manifest["trained"]["heads"] == ["polite"]
    assert manifest["trained"]["version"] == load.manifest_of(load.home() / "politeness")["version"]
    assert trained.heads == ("politeness",) and manifest["sha256"] == trained.sha256


def test_the_result_stands_beside_the_bundled_model(trained: Trained) -> None:
    (result,) = trained.results
    assert (result.turns, result.conversations) == (120, 12) and result.better and result.why_not == ""
    assert result.gain == pytest.approx(result.own.macro_f1 - result.bundled.macro_f1)
    assert 0 < result.gain_low < result.gain < result.gain_high
    sizes = [size for size, _, _ in result.curve]
    assert sizes == sorted(sizes) and len(sizes) == len(_figures.SIZES)
    card = (trained.folder / "card.md").read_text(encoding="utf-8")
    assert f"{result.own.macro_f1:.3f}" in card and f"{result.bundled.macro_f1:.3f}" in card and "courtesy" in card


def test_no_word_of_the_labels_is_in_the_folder(trained: Trained) -> None:
    golden = {item["input"]["text"] for item in load.manifest_of(trained.folder)["golden"]}  # carescore's own
    said = {row["text"] for row in rows()} - golden
    texts = [(trained.folder / name).read_text(encoding="utf-8") for name in ("card.md", "manifest.json")]
    assert not any(text in one for text in said for one in texts)
    opened = own.opened({"politeness": trained.folder})["politeness"]
    assert opened.heads["polite"].terms == load.load("politeness").heads["polite"].terms


def test_training_again_gives_the_same_bytes(trained: Trained, tmp_path: Path) -> None:
    again = train("politeness", REQUESTS, tmp_path / "our-requests")
    assert again.sha256 == trained.sha256
    assert (again.folder / "manifest.json").read_bytes() == (trained.folder / "manifest.json").read_bytes()


def test_the_design_is_what_the_head_sees(material: Material) -> None:
    head = material.bundled
    dense = (material.dense - head.dense_mean) / head.dense_scale
    columns = _fitting.design(material)
    expected = head.logits(material.grams, material.dense) - head.intercept - dense @ head.dense_coef
    assert np.allclose(columns[:, : len(head.idf)] @ head.coef, expected, atol=1e-9)


def test_an_adapted_head_gives_what_was_fitted(material: Material) -> None:
    every = np.arange(len(material.labels))
    arrays = _fitting.adapted(material, _fitting.design(material), every)
    found = Head.from_arrays(arrays).probabilities(material.grams, material.dense).argmax(axis=1)
    assert (found == material.labels).mean() > 0.95


def test_a_head_without_news_stays_as_it_is(material: Material) -> None:
    """Labels that the bundled head gives itself move no choice."""
    own_labels = np.array(material.bundled.choose(material.bundled.probabilities(material.grams, material.dense)))
    same = Material(material.bundled, material.grams, material.dense, own_labels, material.groups, material.anew)
    learner = _fitting.Learner(same).fit(np.arange(len(own_labels))[:, None], own_labels)
    assert (learner.predict(np.arange(len(own_labels))[:, None]) == own_labels).mean() > 0.95


def test_folds_keep_conversations_together(material: Material) -> None:
    for kept, held in _fitting.folds(material.labels, material.groups):
        assert set(material.groups[kept]).isdisjoint(material.groups[held])


@pytest.mark.parametrize(
    "column", ["politeness", "sentiment", "behaviour", "reflects", "emotional_reactions", "explorations"]
)
def test_every_head_is_fitted_anew_by_the_code_of_the_bundled_one(column: str) -> None:
    task = TASKS[column]
    given = talks_of(column, task.classes, 60)
    material = _materials.of(task, given)
    arrays = material.anew(np.arange(len(material.labels)))
    bundled = load.load(task.model).heads[task.head]
    assert (arrays["classes"], arrays["dense_names"]) == (list(bundled.classes), list(bundled.dense_names))
    found = Head.from_arrays(arrays).probabilities(material.grams, material.dense).argmax(axis=1)
    assert (found == material.labels).mean() > 0.9


def talks_of(column: str, classes: Sequence[str], n: int) -> list[Labelled]:
    """Invented turns that a few words tell apart, of conversations of three."""
    words = ("thank you this is lovely", "what is it then", "no that was wrong again", "on the left of the hall")
    before = ("My knee hurts on the stairs at night.", "The bill is wrong for the third time now.")
    side = TASKS[column].side
    other = {"staff": "patient", "patient": "staff"}[side]
    made = []
    for i in range(n):
        label = i % len(classes)
        text = f"{words[label]} {'and so on' if i % 2 else 'you know'}"
        said = LabelledTurn(other, before[i % 2]), LabelledTurn(side, text, {column: classes[label]}, i)
        made.append(Labelled(f"talk {i // 3}", "labels.csv", said))
    return made


def test_the_uptake_head_needs_what_was_said_before(tmp_path: Path) -> None:
    task = TASKS["uptake"]
    assert len(_materials.of(task, talks_of("uptake", task.classes, 30)).labels) == 30
    short = table(tmp_path, [{"conversation": "a", "text": "I see.", "before": "It hurts a lot.", "uptake": "other"}])
    with pytest.raises(ReadError, match=r"labels\.csv:2: uptake needs what the patient said before"):
        _materials.of(task, _labels.read(str(short), [task]))


def test_whole_conversations_are_read_in_order(tmp_path: Path) -> None:
    given = [
        {"conversation": "a", "role": "patient", "text": "It hurts.", "behaviour": ""},
        {"conversation": "b", "role": "staff", "text": "Hello.", "behaviour": "other"},
        {"conversation": "a", "role": "Staff", "text": "Where?", "behaviour": "Question"},
    ]
    one, two = _labels.read(str(table(tmp_path, given)), [TASKS["behaviour"]])
    assert [turn.text for turn in one.turns] == ["It hurts.", "Where?"]
    assert one.labelled("behaviour") == [1] and one.before(1) == "It hurts." and two.before(0) == ""
    assert [turn.row for turn in one.turns] == [2, 4]


def test_lines_of_json_and_a_folder_are_read_alike(tmp_path: Path) -> None:
    row = {"conversation": "a", "text": "Please sit down.", "politeness": "polite"}
    lines(tmp_path, row, "\n", row | {"conversation": 7, "politeness": None})
    table(tmp_path, [row | {"conversation": "b"}])
    found = _labels.read(str(tmp_path), [TASKS["politeness"]])
    assert [(talk.name, bool(talk.labelled("politeness"))) for talk in found] == [
        ("b", True),
        ("a", True),
        ("7", False),
    ]


# what is refused


GOOD = {"conversation": "a", "text": "Please sit down.", "politeness": "polite"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            {"politeness": "kind"},
            r"labels\.csv:3: the label in 'politeness' is no class of it; classes are impolite, polite",
        ),
        ({"text": ""}, r"labels\.csv:3: 'text' is empty, or no text"),
        ({"text": " NaN "}, r"labels\.csv:3: 'text' is empty, or no text"),
        ({"conversation": ""}, r"labels\.csv:3: 'conversation' is empty, or no text"),
        ({"politeness": "nan"}, r"labels\.csv:3: the label in 'politeness' is no class"),
    ],
)
def test_a_bad_row_is_named_without_its_words(row: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        train("politeness", table(tmp_path, [GOOD, GOOD | row]), tmp_path / "out")
    assert "kind" not in str(caught.value) and not (tmp_path / "out").exists()


@pytest.mark.parametrize("gone", ["conversation", "text", "politeness"])
def test_a_missing_column(gone: str, tmp_path: Path) -> None:
    given = [{key: value for key, value in GOOD.items() if key != gone}]
    with pytest.raises(ReadError, match=f"there is no column.*{gone}"):
        train("politeness", table(tmp_path, given), tmp_path / "out")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("[1]\n",), "labels.jsonl:1: the line is no object"),
        (("{\n",), "labels.jsonl:1: the line is no object"),
        (("[" * 100_000 + "\n",), "labels.jsonl:1: the line is no object"),
        ((GOOD | {"text": float("nan")},), "labels.jsonl:1: 'text' is empty, or no text"),
        ((GOOD, GOOD | {"politeness": float("nan")}), "labels.jsonl:2: the label in 'politeness' is no class"),
        (("",), "labels.jsonl: there is no row"),
    ],
)
def test_bad_lines_of_json(given: tuple[Any, ...], message: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        train("politeness", lines(tmp_path, *given), tmp_path / "out")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("conversation,text,text\na,b,c\n", "two columns have one name"),
        ("conversation,text,politeness\na,b,polite,more\n", ":2: the row has more cells"),
        (b"conversation,text\n\xff\xfe,b\n", "in UTF-8"),
    ],
)
def test_a_malformed_table(content: str | bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ReadError, match=message):
        train("politeness", path, tmp_path / "out")


@pytest.mark.parametrize(
    ("role", "message"), [("doctor", "'role' is none of"), ("patient", "a label of turns of staff stands beside")]
)
def test_roles(role: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=message):
        train("politeness", table(tmp_path, [GOOD | {"role": role}]), tmp_path / "out")


def relabelled(label: str | None, kept: int) -> Rows:
    """The rows of the example, all but the first few of one class with the other."""
    given, seen = rows(), 0
    for row in given:
        if row["politeness"] == label:
            seen += 1
            row["politeness"] = label if seen <= kept else {"polite": "impolite", "impolite": "polite"}[label]
    return given


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (rows()[:3], "politeness: 3 labelled turns of 1 conversations; at least 100 of 10 are needed"),
        (rows()[:99], "99 labelled turns of 10 conversations"),
        ([row | {"conversation": row["conversation"][:5]} for row in rows()], "120 labelled turns of 4 conversations"),
        (relabelled("polite", 0), "0 turns of 0 conversations are labelled 'polite'"),
        (relabelled("polite", 9), "9 turns of 2 conversations are labelled 'polite'; at least 10 of 5"),
    ],
)
def test_too_few_labels(given: Rows, message: str, tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as caught:
        train("politeness", table(tmp_path, given), tmp_path / "out")
    assert message in str(caught.value) and not (tmp_path / "out").exists()


LONG = "Please leave the form that you have filled in on the desk."  # twelve words


@pytest.mark.parametrize(
    ("text", "same", "refused"),
    [
        (LONG, LONG.upper(), True),
        (" ".join(LONG.split()[:8]), " ".join(LONG.split()[:8]), True),
        (" ".join(LONG.split()[:7]), " ".join(LONG.split()[:7]), False),
        (LONG, LONG.replace("desk", "chair"), False),
    ],
)
def test_a_conversation_under_two_names_is_refused(text: str, same: str, refused: bool, tmp_path: Path) -> None:
    given = [GOOD | {"text": text}, GOOD | {"text": text}, GOOD | {"conversation": "b", "text": same}]
    found = _labels.read(str(table(tmp_path, given)), [TASKS["politeness"]])
    if not refused:
        _labels.require_apart(found)
        return
    with pytest.raises(ReadError, match=r"labels\.csv:4: the same text as in row 2") as caught:
        _labels.require_apart(found)
    assert "desk" not in str(caught.value)


def test_a_conversation_to_learn_from_is_not_tested_on(tmp_path: Path) -> None:
    test = table(tmp_path, [GOOD | {"conversation": "ward-01"}], "test.csv")
    with pytest.raises(ReadError, match=r"test\.csv:2: this conversation is in the labels to learn from too"):
        train("politeness", REQUESTS, tmp_path / "out", test=test)


def test_labels_to_test_on(tmp_path: Path) -> None:
    given = rows()
    test = table(tmp_path, [row for row in given if row["conversation"] in ("ward-01", "phone-02")], "test.csv")
    learnt = table(tmp_path, [row for row in given if row["conversation"] not in ("ward-01", "phone-02")])
    (result,) = train("politeness", learnt, tmp_path / "out", test=test).results
    assert result.tested and result.tested[0].macro_f1 > result.tested[1].macro_f1
    assert "on the test labels" in (tmp_path / "out" / "card.md").read_text(encoding="utf-8")


def as_bundled() -> Rows:
    """The rows of the example with the labels that the bundled head gives, at least a fifth of each."""
    given = rows()
    task = TASKS["politeness"]
    material = _materials.of(task, _labels.read(str(REQUESTS), [task]))
    found = material.bundled.choose(material.bundled.probabilities(material.grams, material.dense))
    return [row | {"politeness": task.classes[place]} for row, place in zip(given, found, strict=True)]


def test_no_better_is_refused_and_kept_only_when_asked(tmp_path: Path) -> None:
    labels = table(tmp_path, as_bundled())
    with pytest.raises(
        TrainingError, match="no better than the bundled model, so nothing is written: politeness: the gain"
    ):
        train("politeness", labels, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    kept = train("politeness", labels, tmp_path / "out", keep=True)
    assert kept.heads == ("politeness",) and not kept.results[0].better
    assert "No better than the bundled head and kept all the same" in (kept.folder / "card.md").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("model", sorted(WHY_NOT))
def test_what_cannot_be_trained_says_why(model: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"{model} cannot be trained from labelled turns: it"):
        train(model, REQUESTS, tmp_path / "out")


def test_every_bundled_model_can_be_trained_or_says_why_not() -> None:
    assert {task.model for task in TASKS.values()} | set(WHY_NOT) == set(load.names())
    for task in TASKS.values():
        assert load.load(task.model).heads[task.head].classes == task.classes


def test_an_unknown_model_and_a_folder_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean empathy"):
        train("empaty", REQUESTS, tmp_path / "out")
    with pytest.raises(UsageError, match="something is there"):
        train("politeness", REQUESTS, tmp_path.parent)


# what is used


def test_an_own_model_judges_and_stands_in_the_provenance(trained: Trained) -> None:
    plain = carescore.score(VISIT)
    report = carescore.score(VISIT, models={"politeness": trained.folder})
    assert plain.provenance["models"]["politeness"] == load.manifest_of(load.home() / "politeness")["version"]
    assert report.provenance["models"]["politeness"] == f"own our-requests sha256:{trained.sha256}"
    assert "politeness: judged by the model our-requests, not the bundled one" in report.provenance["notes"]
    assert report.scores["courtesy"] != plain.scores["courtesy"]
    assert "courtesy" in plain.percentiles and "courtesy" not in report.percentiles
    skills = plain.skills
    for name, skill in report.skills.items():
        rests = name in ("respect", "overall")  # on courtesy
        assert (skill.percentile is None) is (rests or skills[name].percentile is None), name
        assert {one.measure for one in skill.parts if one.percentile is None} == {
            one.measure for one in skills[name].parts if one.percentile is None or one.measure.startswith("courtesy.")
        }
    assert skills["respect"].percentile is not None and skills["empathy"].percentile is not None
    changed = {name for name in plain.scores if plain.scores[name] != report.scores[name]}
    assert changed == {"courtesy"}
    assert carescore.Report.from_dict(report.to_dict()) == report


def test_what_is_sent_to_a_worker_uses_it_too(trained: Trained) -> None:
    job = api.scorer(models={"politeness": trained.folder}, only="courtesy")
    sent = pickle.dumps(job)
    assert len(sent) < 100_000 and pickle.loads(sent)(VISIT).scores == job(VISIT).scores
    (found,) = carescore.score_many([VISIT], n_jobs=1, models={"politeness": trained.folder}, only="courtesy")
    assert isinstance(found, carescore.Report) and found.scores == job(VISIT).scores


def test_a_resumed_batch_knows_it_by_its_hash(trained: Trained, folder: Path) -> None:
    one = api.scorer(models={"politeness": trained.folder}).keywords["models"]["politeness"]
    marks = {resume.fingerprint({"models": {"politeness": own}}) for own in (one, replace(one, sha256="0"))}
    assert len(marks) == 2


def test_a_classifier_judges_with_it(trained: Trained) -> None:
    said = ["Please have a seat by the window.", "Sit over there."]
    bundled, ours = TurnClassifier("politeness"), TurnClassifier("politeness", model=trained.folder)
    assert ours.predict(said).tolist() == ["polite", "impolite"]
    heads = own.opened({"politeness": trained.folder})["politeness"].heads
    assert ours.predict_proba(said)[:, 1] == pytest.approx(politeness.predict(heads, said), abs=1e-12)
    assert bundled.predict_proba(said)[0, 1] < ours.predict_proba(said)[0, 1]


def spoil(folder: Path, name: str, at: int = -20) -> None:
    content = bytearray((folder / name).read_bytes())
    content[at] ^= 1
    (folder / name).write_bytes(bytes(content))


def rewritten(folder: Path, change: dict[str, Any]) -> None:
    """The manifest changed and sealed anew, as somebody who wants to could."""
    manifest = {**load.manifest_of(folder), **change}
    manifest["seal"] = own.seal(manifest, (folder / own.CARD).read_bytes())
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "message"),
    [("model.joblib", "sha256"), ("card.md", "changed after training"), ("manifest.json", "our-requests")],
)
def test_a_changed_byte_is_refused(name: str, message: str, folder: Path) -> None:
    spoil(folder, name)
    with pytest.raises(ModelError, match=message):
        carescore.score(VISIT, models={"politeness": folder})


def test_every_byte_of_the_manifest_counts(folder: Path) -> None:
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    for old, new in (('"seed": 2', '"seed": 3'), ('"kept_anyway": false', '"kept_anyway": true'), ('"0.', '"1.')):
        (folder / "manifest.json").write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(ModelError, match="our-requests"):
            own.opened({"politeness": folder})


def test_another_version_is_refused(folder: Path) -> None:
    trained = dict(load.manifest_of(folder)["trained"])
    rewritten(folder, {"trained": trained | {"version": "0"}})
    with pytest.raises(ModelError, match=r"trained for version 0 of politeness, here is version .*; train it again"):
        own.opened({"politeness": folder})


def test_other_golden_probabilities_are_refused(folder: Path) -> None:
    golden = load.manifest_of(folder)["golden"]
    golden[0]["probabilities"][0] += 1e-3
    rewritten(folder, {"golden": golden})
    with pytest.raises(ModelError, match="'our-requests': golden inputs are off"):
        own.opened({"politeness": folder})


@pytest.mark.parametrize("name", ["model.joblib", "card.md", "manifest.json"])
def test_a_file_that_is_gone(name: str, folder: Path) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match="our-requests"):
        own.opened({"politeness": folder})


def test_what_is_no_own_model(folder: Path, tmp_path: Path) -> None:
    refused: list[tuple[str, Path, type[CarescoreError], str]] = [
        ("uptake", folder, ModelError, "trained for politeness, not for uptake"),
        ("politeness", load.home() / "politeness", ModelError, "no folder that carescore train wrote"),
        ("politeness", tmp_path / "none", ModelError, "there is no such folder"),
        ("polite", folder, UsageError, "did you mean politeness"),
    ]
    for model, path, kind, message in refused:
        with pytest.raises(kind, match=message):
            own.opened({model: path})


def test_a_model_that_changes_after_it_was_opened_is_refused(folder: Path) -> None:
    opened = own.opened({"politeness": folder})
    own._opened.cache_clear()
    spoil(folder, "model.joblib")
    with pytest.raises(ModelError, match="sha256"):
        carescore.score(VISIT, models=opened)


# the command


@pytest.fixture
def run() -> Iterator[CliRunner]:
    yield CliRunner()


def test_the_commands(run: CliRunner, trained: Trained, tmp_path: Path) -> None:
    done = run.invoke(main, ["train", "politeness", "--labels", str(REQUESTS), "--out", str(tmp_path / "our-requests")])
    assert done.exit_code == 0 and "politeness: better" in done.output and trained.sha256[:12] in done.output
    done = run.invoke(main, ["score", str(VISIT), "--json", "--model", f"politeness={tmp_path / 'our-requests'}"])
    assert json.loads(done.stdout)["provenance"]["models"]["politeness"].startswith("own our-requests sha256:")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["train", "role", "--labels", str(REQUESTS), "--out", "out"], 2),
        (["train", "sentiment", "--labels", str(REQUESTS), "--out", "out"], 1),
        (["score", str(VISIT), "--model", "politeness"], 2),
        (["score", str(VISIT), "--model", "politeness=a", "--model", "politeness=b"], 2),
        (["score", str(VISIT), "--model", "politeness=nowhere"], 1),
    ],
)
def test_faults_are_one_line(arguments: list[str], code: int, run: CliRunner, tmp_path: Path) -> None:
    done = run.invoke(main, [str(tmp_path / "out") if one == "out" else one for one in arguments])
    assert done.exit_code == code and done.stderr.count("\n") == 1 and done.stderr.startswith("carescore: ")


def test_the_help_says_whom_to_trust(run: CliRunner) -> None:
    assert "you do not trust" in " ".join(run.invoke(main, ["train", "--help"]).output.split())
    assert "only one that you trust" in " ".join(run.invoke(main, ["score", "--help"]).output.split())
