"""A report as a review changes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from carescore.report._types import Reviewed
from carescore.reviews import Review, changed, require_turns

if TYPE_CHECKING:
    from carescore.report._report import Report


def with_review(report: Report, said: Review) -> Report:
    """The report with a review of it, whose corrections of who spoke it follows already; a rubric and an exercise stay
    as the machine made them. Raises ReviewError."""
    require_turns(said, len(report.turns))
    old = report.unreviewed()
    sides = [turn.side for turn in old.turns]
    profile = old.provenance.get("profile", {})
    new = changed(said, old.scores, old.skills, old.moments, sides, old.codes, profile)
    before = {name: score for name, score in old.scores.items() if score is not new.scores[name]}
    standing = {name: value for name, value in old.percentiles.items() if name in before}
    kept = Reviewed(new.review, before, old.skills, old.moments, new.lost, standing)
    left = {name: value for name, value in old.percentiles.items() if name not in before}
    return replace(old, scores=new.scores, skills=new.skills, moments=new.moments, percentiles=left, review=kept)
