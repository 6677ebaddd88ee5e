"""A report as a review changes it: recounted, judged, hidden; the machine's figures stay beside, and all comes back."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from conftest import EXAMPLES, ROOT

import carescore
from carescore import privacy
from carescore.errors import ReviewError
from carescore.measures import Evidence
from carescore.renderers import _story
from carescore.renderers._page import taken_out
from carescore.renderers.to_html import render
from carescore.renderers.to_table import render as table
from carescore.reviews import to_plain
from carescore.skills import recount

BADLY = EXAMPLES / "billing-call-handled-badly.srt"
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report() -> carescore.Report:
    return carescore.score(BADLY)


def written(report: carescore.Report, **said: Any) -> dict[str, Any]:
    """A review as the page writes it."""
    return {
        "schema": "carescore-review/1",
        "report": {"id": report.id, "sha256": report.source.sha256},
        "carescore": "0.1.0",
        "saved": "2026-11-29T08:00:00.000Z",
        **{"unticked": [], "skills": {}, "notes": [], "moments": [], "speakers": {}, "turns": []},
        **said,
    }


def plain(measure: str, item: Evidence) -> dict[str, Any]:
    return {"measure": measure, "turn": item.turn, "start": item.start, "end": item.end, "label": item.label}


def test_findings_taken_out_are_counted_out(report: carescore.Report) -> None:
    out = [("disrespect", item) for item in report.scores["disrespect"].evidence[:4]]
    reviewed = report.reviewed(written(report, unticked=[plain(*one) for one in out]))
    gone = [(name, (item.turn, item.start, item.end, item.label)) for name, item in out]
    scores = recount.recounted(report.scores, gone, [turn.side for turn in report.turns], report.codes)
    assert reviewed.scores == scores and reviewed.scores["disrespect"] != report.scores["disrespect"]
    assert reviewed.skills["respect"] != report.skills["respect"]
    assert reviewed.review is not None and reviewed.review.lost == 0 and len(reviewed.review.said.unticked) == 4
    assert set(reviewed.review.scores) == {"disrespect"} and reviewed.unreviewed() == report


def test_a_percentile_is_of_the_value_beside_it(report: carescore.Report) -> None:
    every = [plain("interruptions", item) for item in report.scores["interruptions"].evidence]
    reviewed = report.reviewed(written(report, unticked=every))
    assert report.percentiles["interruptions"] == 100 and reviewed.scores["interruptions"].value == 0
    assert reviewed.percentiles == {n: p for n, p in report.percentiles.items() if n != "interruptions"}
    data = json.loads(json.dumps(reviewed.to_dict()))
    jsonschema.validate(data, SCHEMA)
    assert data["scores"]["interruptions"]["percentile"] is None
    assert carescore.Report.from_dict(data) == reviewed
    assert carescore.Report.from_dict(data).unreviewed() == report


def test_of_signals_alike_one_is_taken_out() -> None:
    rows = [
        ("Doctor", 0, 1000, "Hello, what brings you in today?"),
        ("Patient", 1200, 9000, "My knee has been hurting since last week and it is worse when I go up the stairs."),
        ("Doctor", 3000, 3300, "Mm-hm."),
        ("Doctor", 6000, 6300, "Mm-hm."),
        ("Patient", 9100, 12000, "And it is swollen now, too."),
        ("Doctor", 12100, 15000, "Okay, let me have a look at it then."),
    ]
    talked = [{"speaker": who, "start_ms": a, "end_ms": b, "text": text} for who, a, b, text in rows]
    report = carescore.score(talked, only="backchannels")
    first, second = report.scores["backchannels"].evidence
    for out in ([first], [first, second]):
        reviewed = report.reviewed(written(report, unticked=[plain("backchannels", item) for item in out]))
        assert len(reviewed.scores["backchannels"].evidence) == 2 - len(out)
        assert taken_out(reviewed) == {("backchannels", place) for place in range(len(out))}


def test_a_value_of_ones_own_stands_beside_the_machines(report: carescore.Report) -> None:
    reviewed = report.reviewed(written(report, skills={"empathy": {"value": 60, "reason": "the tone"}}))
    skill, before = reviewed.skills["empathy"], report.skills["empathy"]
    assert skill.value == 60 and skill.interval is None and skill.parts == before.parts
    assert reviewed.review and reviewed.review.skills["empathy"] == before
    values = [s.value for name, s in reviewed.skills.items() if name != "overall"]
    assert all(value is not None for value in values)
    assert reviewed.skills["overall"].value == pytest.approx(sum(v for v in values if v is not None) / 5, abs=0.051)
    told = _story.reviewed(reviewed)
    assert f"Empathy judged 60, not {before.value:g} (the tone)" in told
    assert told[:40] in table(reviewed) and "the tone" in render(reviewed)


def test_what_is_hidden_is_no_moment_of_the_report(report: carescore.Report) -> None:
    first = report.moments[0]
    place = {"turn": first.turn, "kind": first.kind, "start": first.start, "end": first.end}
    hidden = report.reviewed(written(report, moments=[{**place, "mark": "hidden"}]))
    assert hidden.moments == report.moments[1:]
    marks = [one.mark for one in _story.moments(hidden)]
    assert marks == ["hidden", *[""] * (len(report.moments) - 1)]
    assert all(one.moment != first for half in _story.halves(_story.moments(hidden)) for one in half.chosen)
    starred = report.reviewed(written(report, moments=[{**place, "mark": "starred"}]))
    advice = [
        table(one, every=True).count(one.unreviewed().moments[0].advice.split(".")[0]) for one in (report, hidden)
    ]
    assert advice[1] == advice[0] - 1
    assert starred.moments == report.moments and _story.moments(starred)[0].mark == "starred"


def test_a_moment_goes_with_its_finding(report: carescore.Report) -> None:
    first = report.moments[0]
    item = next(
        e
        for e in report.scores[first.measure].evidence
        if (e.turn, e.start, e.end) == (first.turn, first.start, first.end)
    )
    assert report.reviewed(written(report, unticked=[plain(first.measure, item)])).moments == report.moments[1:]


def test_what_is_not_there_changes_nothing_and_is_counted(report: carescore.Report) -> None:
    item = report.scores["disrespect"].evidence[0]
    said = written(
        report,
        unticked=[
            plain("disrespect", replace(item, start=item.start + 1, label="another")),
            plain("no_such_measure", item),
            plain("talk_time", report.scores["talk_time"].evidence[0]),  # cannot be counted again
            plain("disrespect", replace(item, label="a label of another version")),
        ],
        moments=[{"turn": 0, "kind": "empathy", "start": 0, "end": 1, "mark": "hidden"}],
    )
    reviewed = report.reviewed(said)
    assert reviewed.review and reviewed.review.lost == 4
    assert [one.label for one in reviewed.review.said.unticked] == [item.label]
    assert "4 of its marks are not found" in _story.reviewed(reviewed)


def test_a_review_replaces_the_one_before_and_all_comes_back(report: carescore.Report) -> None:
    one = report.reviewed(written(report, skills={"empathy": {"value": 60, "reason": "x"}}))
    two = one.reviewed(written(report, notes=[{"turn": 1, "text": "x"}]))
    assert two.skills == report.skills and two.unreviewed() == report
    data = json.loads(json.dumps(one.to_dict(), allow_nan=False))
    jsonschema.validate(data, SCHEMA)
    assert carescore.Report.from_dict(data) == one and pickle.loads(pickle.dumps(one)) == one
    assert carescore.score(BADLY, review=to_plain(one.review.said)) == one  # type: ignore[union-attr]  # it was reviewed


def test_another_conversation_is_refused(report: carescore.Report) -> None:
    other = written(report) | {"report": {"id": report.id, "sha256": "0" * 64}}
    for refused in (report.reviewed, lambda said: carescore.score(BADLY, review=said)):
        with pytest.raises(ReviewError, match="another conversation"):
            refused(other)


def test_who_spoke_is_corrected_by_scoring_again(report: carescore.Report) -> None:
    note, turn = {"turn": 20, "text": "x"}, report.turns[5]
    said = written(report, turns=[{"turn": 4, "speaker": turn.speaker}], notes=[note])
    with pytest.raises(ReviewError, match="score the recording again"):
        report.reviewed(said)
    again = carescore.score(BADLY, review=said)
    assert again.review and not again.review.said.open and len(again.turns) == len(report.turns) - 2
    assert again.turns[again.review.said.notes[0].turn].text == report.turns[20].text
    assert carescore.score(BADLY, review=to_plain(again.review.said)) == again
    assert again.reviewed(again.review.said) == again
    with pytest.raises(ReviewError, match="score the recording again"):
        report.reviewed(again.review.said)
    swapped = {one.id: "patient" if one.role == "staff" else "staff" for one in report.speakers}
    other = carescore.score(BADLY, review=written(report, speakers=swapped))
    assert {one.id: one.role for one in other.speakers} == swapped


def test_roles_follow_the_page_also_where_it_was_swapped(report: carescore.Report) -> None:
    swapped = carescore.score(BADLY, swap=True)
    said = written(swapped, turns=[{"turn": 4, "speaker": swapped.turns[5].speaker}])
    again = carescore.score(BADLY, swap=True, review=said)
    assert {one.id: one.role for one in again.speakers} == {one.id: one.role for one in swapped.speakers}


def test_without_words_there_are_none_of_a_review(report: carescore.Report) -> None:
    note = {"turn": 1, "text": "secretword"}
    said = written(report, notes=[note], skills={"empathy": {"value": 60, "reason": "secretword"}})
    back = privacy.without_words(report.reviewed(said))
    assert (
        "secretword" not in json.dumps(back.to_dict())
        and back.review
        and back.review.said.skills["empathy"].value == 60
    )


def test_a_redacted_page_gives_a_review_of_the_whole_conversation(report: carescore.Report) -> None:
    redacted = privacy.redact(report)
    out = [plain("disrespect", item) for item in redacted.scores["disrespect"].evidence]
    moments = [
        {"turn": one.turn, "kind": one.kind, "start": one.start, "end": one.end, "mark": "starred"}
        for one in redacted.moments
    ]
    said = written(redacted, unticked=out, moments=moments)
    whole = carescore.score(BADLY, review=said)
    assert whole.scores["disrespect"].evidence == () and whole.review and whole.review.lost == 0


def test_a_reviewed_report_can_be_redacted(report: carescore.Report) -> None:
    name = report.speakers[1].id.split()[0]
    items = report.scores["empathic_opportunities"].evidence
    said = written(
        report,
        unticked=[plain("empathic_opportunities", item) for item in items],
        skills={"empathy": {"value": 60, "reason": f"{name} was heard"}},
        notes=[{"turn": 1, "text": f"Ask {name}"}],
    )
    redacted = privacy.redact(carescore.score(BADLY, review=said))
    assert name not in json.dumps(redacted.to_dict()) and redacted.review
    again = redacted.unreviewed().reviewed(redacted.review.said)
    assert again.scores == redacted.scores and again.skills == redacted.skills
