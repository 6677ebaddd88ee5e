"""A report: everything found in one conversation, as plain data that goes to JSON and comes back equal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, overload

from carescore.codes import Code
from carescore.errors import CarescoreError, ReviewError
from carescore.measures import Score
from carescore.report import _checked, _frames, _plain, _reviewing
from carescore.report._types import Reviewed, Source, SpeakerSummary, TurnText
from carescore.reviews import Review, read, require_same
from carescore.skills import Moment, Skill
from carescore.skills.rubrics import Rubric
from carescore.skills.scenarios import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    import pandas
    import polars
    from spacy.language import Language
    from spacy.tokens import Doc

SCHEMA_VERSION = "2"
MALFORMED = "malformed report: keys are missing or of another kind"
Table = Literal["measures", "skills", "moments", "turns", "codes"]


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """The scored conversation. scores by measure, skills by name (0 to 100), provenance: versions of everything; date:
    the day of the conversation, as 2026-03-14, None where nobody said it."""

    id: str
    source: Source
    speakers: tuple[SpeakerSummary, ...]
    turns: tuple[TurnText, ...]
    scores: Mapping[str, Score]
    skills: Mapping[str, Skill]
    moments: tuple[Moment, ...]
    provenance: Mapping[str, Any]
    scenario: Outcome | None = None
    percentiles: Mapping[str, float] = field(default_factory=dict)
    rubric: Rubric | None = None
    codes: tuple[Code, ...] = ()
    review: Reviewed | None = None
    date: str | None = None
    schema: str = SCHEMA_VERSION

    def __repr__(self) -> str:
        overall = self.skills["overall"].value if "overall" in self.skills else None
        return f"Report({self.id!r}, {len(self.turns)} turns, overall {'unknown' if overall is None else overall})"

    def _repr_html_(self) -> str:
        """What a notebook shows: the skills with their bands, three and three moments."""
        from carescore.renderers import to_notebook  # a shorthand, as to_html is

        return to_notebook.render(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain data in the keys of docs/report.schema.json."""
        return _plain.data_of(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """The report that to_dict described. Raises CarescoreError for another schema or malformed data."""
        if data.get("schema") != SCHEMA_VERSION:
            raise CarescoreError(_plain.other_schema(data, SCHEMA_VERSION))
        try:
            report = cls(**_plain.fields_of(data))
        except (KeyError, TypeError, AttributeError, ValueError):
            raise CarescoreError(MALFORMED) from None
        if not _checked.is_sound(report):
            raise CarescoreError(MALFORMED)
        return report

    def reviewed(self, review: str | os.PathLike[str] | Mapping[str, Any] | Review) -> Report:
        """The report as a trainer's review changes it, in place of any review before: the file that the page saves, or
        its data. Raises ReviewError for another conversation, and where who spoke was corrected: then carescore.score
        with review=… scores it again."""
        said = read(review)
        require_same(said, self.id, self.source.sha256)
        if said.open or said.corrected != (self.review.said.corrected if self.review else ()):
            raise ReviewError("the review corrects who spoke: score the recording again, with this review")
        return _reviewing.with_review(self, said)

    def unreviewed(self) -> Report:
        """The report as the machine made it."""
        if self.review is None:
            return self
        was = self.review
        scores, percentiles = {**self.scores, **was.scores}, {**self.percentiles, **was.percentiles}
        return replace(
            self, scores=scores, percentiles=percentiles, skills=was.skills, moments=was.moments, review=None
        )

    @overload
    def to_frame(self, table: Table = "measures", library: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...

    @overload
    def to_frame(self, table: Table = "measures", *, library: Literal["polars"]) -> polars.DataFrame: ...

    @overload
    def to_frame(self, table: Table, library: Literal["polars"]) -> polars.DataFrame: ...

    def to_frame(self, table: str = "measures", library: str = "pandas") -> Any:
        """One table as a data frame of pandas or polars, the report's id in its first column.

        table: "measures", "skills", "moments", "turns" or "codes". Raises UsageError and MissingDependencyError.
        """
        return _frames.frame(self, table, library)

    def to_docs(self, nlp: Language) -> list[Doc]:
        """A spaCy document for each turn, its codes in the span group "carescore". Raises UsageError."""
        from carescore.integrations import documents  # a shorthand, as to_html is

        return documents.of_report(self, nlp)

    def export(
        self,
        format: str,
        path: str | os.PathLike[str],
        *,
        numbers_only: bool = False,
        coded: bool = True,
        media: str | None = None,
    ) -> list[Path]:
        """The conversation and its codes in a file of a tool that researchers use; returns what was written.

        format: as docs/exports.md lists them. numbers_only: no word or name of the conversation. coded: False leaves
        the codes out, for a person to code. media: the recording, for tools that play it. Raises UsageError.
        """
        from carescore.integrations import exports  # a shorthand, as to_html is

        report = self if coded else exports.uncoded(self)
        return exports.write(exports.numbers_only(report) if numbers_only else report, format, path, media)

    def to_html(
        self,
        path: str | os.PathLike[str] | None = None,
        media: str | None = None,
        embed: bool = False,
        media_offset: float = 0.0,
        swapped: Report | None = None,
    ) -> str:
        """A self-contained page, written to path if given. media: a recording to play beside the words, in the page
        with embed; media_offset: seconds by which it starts before the transcript; swapped: the report with staff and
        patient the other way round, shown at a click."""
        from carescore.renderers import to_html  # the one step to the right: a shorthand that users expect

        if path is None:
            return to_html.render(self, media, embed, media_offset, swapped)
        return to_html.write(self, path, media, embed, media_offset, swapped)
