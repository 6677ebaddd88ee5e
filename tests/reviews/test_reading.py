"""The file of a review: read as the page writes it, and refused in one line where it is anything else."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from carescore.errors import ReviewError
from carescore.reviews import MomentMark, Review, Round, Unticked, read, require_same, to_plain

WRITTEN: dict[str, Any] = {
    "schema": "carescore-review/1",
    "report": {"id": "visit", "sha256": "a" * 64},
    "carescore": "0.1.0",
    "saved": "2026-11-29T08:00:00.000Z",
    "unticked": [{"measure": "courtesy", "turn": 1, "start": 0, "end": 5, "label": "greeting"}],
    "skills": {"empathy": {"value": 60, "reason": "secretword"}},
    "notes": [{"turn": 2, "text": "secretword"}],
    "moments": [{"turn": 3, "kind": "empathy", "start": 0, "end": 9, "mark": "hidden"}],
    "speakers": {"Secretword": "staff"},
    "turns": [{"turn": 4, "speaker": "Secretword"}],
}


def test_what_the_page_writes(tmp_path: Path) -> None:
    path = tmp_path / "visit.review.json"
    path.write_text(json.dumps(WRITTEN), encoding="utf-8-sig")
    review = read(path)
    assert review.unticked == (Unticked("courtesy", 1, 0, 5, "greeting"),) and review.skills["empathy"].value == 60
    assert review.moments == (MomentMark(3, "empathy", 0, 9, "hidden"),) and review.last_turn == 3
    assert review.open == Round({"Secretword": "staff"}, {4: "Secretword"}) and review.corrected == ()
    assert to_plain(review) == {**WRITTEN, "corrected": []}
    assert read(review) is review and read(to_plain(review)) == review == read(WRITTEN)


def test_rounds_of_corrections_come_back() -> None:
    rounds = [{"speakers": {}, "turns": [{"turn": 0, "speaker": "A"}]}, {"speakers": {"A": "patient"}, "turns": []}]
    review = read({**WRITTEN, "corrected": rounds})
    assert (
        review.corrected == (Round({}, {0: "A"}), Round({"A": "patient"})) and to_plain(review)["corrected"] == rounds
    )
    assert Review("x", None).last_turn == -1 and not Review("x", None).open


def broken() -> dict[str, Any]:
    """Reviews that are none, by what is wrong."""
    found: dict[str, Any] = {f"no {key}": {k: v for k, v in WRITTEN.items() if k != key} for key in WRITTEN}
    found |= {f"{key} a number": {**WRITTEN, key: 7} for key in WRITTEN}
    for key in ("unticked", "notes", "moments", "turns"):
        own = deepcopy(WRITTEN)[key][0]
        found[f"{key} with more"] = {**WRITTEN, key: [{**own, "secretword": 1}]}
        found |= {
            f"{key} without {field}": {**WRITTEN, key: [{k: v for k, v in own.items() if k != field}]} for field in own
        }
        found |= {
            f"{key} {field} {bad}": {**WRITTEN, key: [{**own, field: bad}]} for field in own for bad in (-1, True)
        }
    for value in (-0.1, 100.1, True, "60", float("nan"), None):
        found[f"value {value}"] = {**WRITTEN, "skills": {"empathy": {"value": value, "reason": "x"}}}
    return found | {
        "a list": [WRITTEN],
        "more": {**WRITTEN, "secretword": 1},
        "another version": {**WRITTEN, "schema": "carescore-review/2"},
        "another file": {**WRITTEN, "schema": "secretword"},
        "no such skill": {**WRITTEN, "skills": {"karma": {"value": 1, "reason": "x"}}},
        "overall": {**WRITTEN, "skills": {"overall": {"value": 1, "reason": "x"}}},
        "no reason": {**WRITTEN, "skills": {"empathy": {"value": 1, "reason": ""}}},
        "no such role": {**WRITTEN, "speakers": {"Secretword": "boss"}},
        "no such mark": {**WRITTEN, "moments": [{**WRITTEN["moments"][0], "mark": "secretword"}]},
        "no such round": {**WRITTEN, "corrected": [{"speakers": {}}]},
    }


@pytest.mark.parametrize("name", broken())
def test_what_is_no_review_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / "visit.review.json"
    path.write_text(json.dumps(broken()[name]), encoding="utf-8")
    with pytest.raises(ReviewError) as raised:
        read(path)
    told = str(raised.value)
    assert told.startswith("visit.review.json: ") and "\n" not in told and "ecretword" not in told


@pytest.mark.parametrize("begins", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"secretword"])
def test_what_is_no_json(begins: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(begins)
    with pytest.raises(ReviewError, match=r"^x\.json: no JSON, so no review$"):
        read(tmp_path / "x.json")
    with pytest.raises(ReviewError, match="cannot be read"):
        read(tmp_path / "gone.json")


def test_another_version_is_named() -> None:
    with pytest.raises(ReviewError, match="carescore-review/2; carescore-review/1 is read"):
        read({**WRITTEN, "schema": "carescore-review/2"})


@pytest.mark.parametrize(
    ("own", "of", "same"),
    [
        (("a", "1"), ("a", "1"), True),
        (("a", "1"), ("renamed", "1"), True),
        (("a", "1"), ("a", "2"), False),
        (("a", None), ("a", None), True),
        (("a", None), ("b", None), False),
        (("a", "1"), ("a", None), False),
    ],
)
def test_the_conversation_is_known_by_its_sha256(
    own: tuple[str, str | None], of: tuple[str, str | None], same: bool
) -> None:
    review = Review(*own)
    if same:
        require_same(review, *of)
    else:
        with pytest.raises(ReviewError, match="another conversation"):
            require_same(review, *of)
