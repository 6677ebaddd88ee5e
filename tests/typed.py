"""What type checkers know of the public names: checked by mypy with the rest, and by pyright in test_typing.py.

Nothing here runs. Lines that a checker must refuse carry the comment of each: an error that does not come is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import carescore
from carescore.batch.summary import PooledFigure as Pooled
from carescore.batch.summary import Summary
from carescore.codes import Code
from carescore.history import Entry
from carescore.history.impact import Impact
from carescore.integrations import codings
from carescore.measures import Evidence, Figure, Score
from carescore.reviews import Review
from carescore.skills import Moment, Part, Skill
from carescore.skills.scenarios import Outcome

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas
    import polars
    import spacy
    from spacy.tokens import Doc
    from typing_extensions import assert_type

    from carescore.sklearn import CareScorer, TurnClassifier
    from carescore.spacy import CarePipe, of_report


def reading(path: Path) -> None:
    transcript = carescore.read(path)
    assert_type(transcript, carescore.Transcript)
    assert_type(carescore.read([path, "other.vtt"]), carescore.Transcript)
    assert_type(carescore.read_text("Nurse: Hello."), carescore.Transcript)
    assert_type(transcript.utterances, tuple[carescore.Utterance, ...])
    assert_type(transcript.utterances[0].start_ms, int | None)
    assert_type(transcript.utterances[0].words[0], carescore.Word)


def scoring(path: Path) -> None:
    report = carescore.score(path)
    assert_type(report, carescore.Report)
    assert_type(carescore.score([("Nurse", "Hello.")], only="questions"), carescore.Report)
    assert_type(carescore.Report.from_dict({}), carescore.Report)
    assert_type(report.to_dict(), dict[str, Any])
    assert_type(report.scores["questions"], Score)
    assert_type(report.scores["questions"].value, float | None)
    assert_type(report.scores["questions"].staff, float | None)
    assert_type(report.scores["questions"].missing, str | None)
    assert_type(report.scores["questions"].by_role, Mapping[str, Figure])
    assert_type(report.scores["questions"].evidence, tuple[Evidence, ...])
    assert_type(report.skills["empathy"], Skill)
    assert_type(report.skills["empathy"].value, float | None)
    assert_type(report.skills["empathy"].parts, tuple[Part, ...])
    assert_type(report.moments, tuple[Moment, ...])
    assert_type(report.moments[0].instead, str)
    assert_type(report.codes, tuple[Code, ...])
    assert_type(report.codes[0].confidence, float | None)
    assert_type(report.turns[0].side, str | None)
    assert_type(report.scenario, Outcome | None)
    assert_type(report.provenance, Mapping[str, Any])


def showing(report: carescore.Report, review: Review) -> None:
    assert_type(report.to_frame(), pandas.DataFrame)
    assert_type(report.to_frame("turns"), pandas.DataFrame)
    assert_type(report.to_frame(library="polars"), polars.DataFrame)
    assert_type(report.to_frame("codes", "polars"), polars.DataFrame)
    assert_type(report.to_html(), str)
    assert_type(report.export("qdpx", "visit.qdpx"), list[Path])
    assert_type(report.reviewed(review), carescore.Report)
    assert_type(carescore.redact(report), carescore.Report)
    assert_type(carescore.without_words(report), carescore.Report)


def many(folder: str) -> None:
    assert_type(carescore.score_many([folder]), Iterator[carescore.Report | carescore.Failure])
    assert_type(carescore.score_many(folder, on_error="skip"), Iterator[carescore.Report])
    assert_type(carescore.score_many(folder, on_error="raise", profile="dental"), Iterator[carescore.Report])
    for item in carescore.score_many(folder, on_error="yield"):
        if isinstance(item, carescore.Failure):
            assert_type(item.error, str)
        else:
            assert_type(item, carescore.Report)
    summary = carescore.summarise(carescore.score_many(folder))
    assert_type(summary, Summary)
    assert_type(summary.skills, Mapping[str, Pooled])


def comparing(before: list[Entry], after: list[Entry]) -> None:
    impact = carescore.compare(before, after)
    assert_type(impact, Impact)
    assert_type(impact.to_html(), str)


def elsewhere(report: carescore.Report) -> None:
    assert_type(of_report(report, spacy.blank("en")), list[Doc])
    assert_type(report.to_docs(spacy.blank("en")), list[Doc])
    assert_type(CarePipe("staff").side, str)
    assert_type(CareScorer().fit([]).transform([]), npt.NDArray[np.float64])
    assert_type(TurnClassifier("sentiment").predict_proba(["Fine."]), npt.NDArray[np.float64])
    files = codings.read("visit.csv", [report])
    assert_type(files, list[codings.Codings])
    assert_type(codings.agreement(files, [report]), list[codings.CodeAgreement])


def refused(report: carescore.Report) -> None:
    report.to_frame("turn")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    carescore.score("visit.vtt", rols={})  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    carescore.scroe  # type: ignore[attr-defined]  # pyright: ignore  # noqa: B018
