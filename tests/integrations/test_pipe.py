"""carescore as a pipe of spaCy, and reports as documents."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
from conftest import EXAMPLES, ROOT
from spacy import displacy
from spacy.tokens import Doc, DocBin
from spacy.util import raise_error

import carescore
import carescore.spacy
from carescore.errors import UsageError
from carescore.predictors import jargon

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MESSAGE = "I'm so sorry that happened to you. Could you please tell me your date of birth?"


def pipeline(**config: Any) -> spacy.language.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("carescore", config=config)
    return nlp


def test_codes_and_figures_of_a_message() -> None:
    doc = pipeline()(MESSAGE)
    group, held = doc.spans["carescore"], doc._.carescore
    assert {"apology", "please"} <= {span.label_ for span in group}
    assert len(group) == len(group.attrs["confidences"]) == len(held["codes"])
    assert held["side"] == "staff" and held["figures"] and None not in held["figures"].values()
    for span, code in zip(group, held["codes"], strict=True):
        assert span.start_char <= code["start"] and code["end"] <= span.end_char


def test_the_sides_differ() -> None:
    text = "I'm terrified that it might be cancer."
    staff, patient = (pipeline(side=side)(text) for side in ("staff", "patient"))
    labels = [span.label_ for span in patient.spans["carescore"]]
    assert labels and labels != [span.label_ for span in staff.spans["carescore"]]


def test_what_was_said_before_is_heard() -> None:
    nlp = pipeline()
    doc = nlp.make_doc("That sounds really frightening.")
    doc._.carescore = {"before": "I'm scared of the operation."}
    assert nlp(doc)._.carescore["before"] and doc.spans["carescore"]
    assert max(code["end"] for code in doc._.carescore["codes"]) <= len(doc.text)


def test_processes_and_bytes_change_nothing(tmp_path: Path) -> None:
    nlp, texts = pipeline(), [MESSAGE, "Okay.", "", "  "]
    one = list(nlp.pipe(texts))
    two = list(nlp.pipe(texts, n_process=2, batch_size=1))
    nlp.to_disk(tmp_path / "pipeline")
    three = list(spacy.load(tmp_path / "pipeline").pipe(texts))
    bins = DocBin(store_user_data=True, docs=one)
    four = list(DocBin(store_user_data=True).from_bytes(bins.to_bytes()).get_docs(nlp.vocab))
    for docs in (two, three, four):
        held = [[doc._.carescore for doc in each] for each in (docs, one)]  # a DocBin gives lists back as tuples
        assert json.dumps(held[0]) == json.dumps(held[1])
        assert [[(s.start, s.end, s.label_) for s in doc.spans["carescore"]] for doc in docs] == [
            [(s.start, s.end, s.label_) for s in doc.spans["carescore"]] for doc in one
        ]


def held(doc: Doc) -> str:
    group = doc.spans["carescore"]
    spans = [(span.start, span.end, span.label_) for span in group]
    return json.dumps([doc._.carescore, spans, group.attrs["confidences"]])


@pytest.mark.parametrize("side", ["staff", "patient"])
@pytest.mark.parametrize("together", [2, 128])
def test_a_batch_is_as_each_message(side: str, together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carescore.integrations.pipe.TOGETHER", together)
    nlp = pipeline(side=side)
    turns = carescore.score(EXAMPLES / "billing-call-handled-badly.srt", only=["talk_time"]).turns
    texts = [MESSAGE, "", *(turn.text for turn in turns), "  ", "Okay."]

    def docs() -> Iterator[Doc]:
        for number, (before, text) in enumerate(zip(["", *texts], texts, strict=False)):
            doc = nlp.make_doc(text)
            if number % 3 == 0:
                doc._.carescore = {"before": before}
            yield doc

    assert list(map(held, nlp.pipe(docs()))) == [held(nlp(doc)) for doc in docs()]


def test_an_error_goes_to_the_pipelines_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp, seen = pipeline(), list[tuple[str, int, str]]()

    def noted(name: str, _: Any, docs: list[Doc], error: Exception) -> Any:
        seen.append((name, len(docs), str(error)))

    nlp.set_error_handler(noted)
    monkeypatch.setattr("carescore.integrations.pipe.codes_of", lambda *_: 1 / 0)
    assert list(nlp.pipe([MESSAGE, MESSAGE])) == [] and seen == [("carescore", 2, "division by zero")]
    nlp.set_error_handler(raise_error)
    with pytest.raises(ZeroDivisionError):
        list(nlp.pipe([MESSAGE]))


def test_figures_can_be_left_out() -> None:
    doc, usual = pipeline(figures=False)(MESSAGE), pipeline()(MESSAGE)
    assert doc._.carescore == {key: value for key, value in usual._.carescore.items() if key != "figures"}
    assert "figures" in usual._.carescore


def test_only_the_codes_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = pipeline(figures=False)(MESSAGE)._.carescore["codes"]
    monkeypatch.setattr("carescore.predictors.codes.judge", lambda *_: 1 / 0)  # no head is asked for what has none
    doc = pipeline(figures=False, only=["apologies"])(MESSAGE)
    assert doc._.carescore["codes"] == [code for code in usual if code["kind"] == "apology"] != usual
    assert {span.label_ for span in doc.spans["carescore"]} == {"apology"}


def test_terms_of_a_batch_are_judged_together(monkeypatch: pytest.MonkeyPatch) -> None:
    judge, sizes = jargon.judge, list[int]()

    def noted(head: Any, of_terms: Any, uses: list[jargon.Use]) -> list[float]:
        sizes.append(len(uses))
        return judge(head, of_terms, uses)

    text = "The anticoagulation and the biopsy went well."
    alone = held(pipeline()(text))
    monkeypatch.setattr(jargon, "judge", noted)
    assert [held(doc) for doc in pipeline().pipe([text, "Okay.", text])] == [alone, held(pipeline()("Okay.")), alone]
    assert sizes == [4] and '"jargon"' in alone  # each message has the first use of its own terms


def test_beside_other_pipes() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("carescore", config={"group": "care"})
    doc = nlp(MESSAGE)
    assert len(list(doc.sents)) == 2 and doc.spans["care"] and "carescore" not in doc.spans


@pytest.mark.parametrize(
    ("lang", "config", "said"),
    [
        ("de", {}, "carescore reads English; this pipeline is of the language 'de'"),
        ("en", {"side": "nurse"}, "'nurse' is no side; sides are staff, patient"),
        ("en", {"only": ["apology"]}, "no code named apology; did you mean apologies?; codes are "),
    ],
)
def test_bad_input(lang: str, config: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as error:
        spacy.blank(lang).add_pipe("carescore", config=config)
    assert str(error.value).startswith(said) and "\n" not in str(error.value)


def test_a_pipeline_without_a_tokenizer() -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = None
    with pytest.raises(UsageError, match=r"^this pipeline has no tokenizer: set "):
        nlp.add_pipe("carescore")


def test_reports_as_documents() -> None:
    report = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
    docs = report.to_docs(spacy.blank("en"))
    assert [doc.text for doc in docs] == [turn.text for turn in report.turns]
    assert sum(len(doc.spans["carescore"]) for doc in docs) == len(report.codes) > 0
    assert [doc._.carescore["role"] for doc in docs] == [turn.role for turn in report.turns]
    first = next(doc for doc in docs if doc.spans["carescore"])
    drawn = displacy.render(first, style="span", options={"spans_key": "carescore"}, jupyter=False)
    assert all(span.label_ in drawn for span in first.spans["carescore"])


def test_another_language_is_refused() -> None:
    report = carescore.score([("Nurse", "Hello."), ("Patient", "Hi.")])
    with pytest.raises(UsageError, match="English"):
        report.to_docs(spacy.blank("fr"))


def test_the_factory_takes_what_a_config_holds() -> None:
    """A config gives lists for tuples, which spaCy then refuses: see findings/textdescriptives-quality-*.sh."""
    given = {name: kind for name, kind in carescore.spacy.make.__annotations__.items() if name not in ("nlp", "return")}
    assert set(map(str, given.values())) == {str(str), str(bool), str(list[str])}


def test_the_entry_point_is_the_factory() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["spacy_factories"]["carescore"].partition(":")
    assert getattr(import_module(module), name) is carescore.spacy.make


def test_nothing_else_loads_it() -> None:
    code = (
        "import sys, carescore; carescore.score([('Nurse', 'Hello.')]); print('carescore.integrations' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False" and Doc.has_extension("carescore")


def test_nothing_said_before_is_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = pipeline()
    asked: list[Any] = []
    module = import_module("carescore.integrations.pipe")
    own = module.codes_of

    def codes_of(items: Any, side: str) -> Any:
        asked.extend(items)
        return own(items, side)

    monkeypatch.setattr(module, "codes_of", codes_of)
    for before in (None, "", "I waited an hour."):
        doc = nlp.make_doc(MESSAGE)
        doc._.carescore = {"before": before}
        nlp(doc)
    assert [before for before, _ in asked] == ["", "", "I waited an hour."]
