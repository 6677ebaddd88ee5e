"""The only file that knows every layer: from a source to a report."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, overload

from carescore import batch, readers, reviews
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.errors import UsageError
from carescore.measures import Measure, Score, named, not_applicable, run, with_given
from carescore.predictors import own
from carescore.report import Backchannel, Report, Source, SpeakerSummary, TurnText, provenance, with_review
from carescore.report.provenance import versions as versions
from carescore.segmentation import Dialogue, Turn, corrections, focused, segment, warnings
from carescore.skills import CONTEXTS, VISIT, Profile, compose, moments, profiles, rubrics, scenarios, standings
from carescore.skills.scenarios import Scenario
from carescore.transcript import Role, Transcript, words_in

if TYPE_CHECKING:
    from typing_extensions import Unpack

DEFAULT_PROFILE = "clinic"


def score(
    source: Transcript | str | os.PathLike[str] | Iterable[Any],
    *,
    profile: str | os.PathLike[str] | Profile | None = None,
    roles: Mapping[str, str | Role] | None = None,
    only: str | Iterable[str] | None = None,
    measures: Measure | Iterable[Measure] = (),
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    swap: bool = False,
    split: bool = False,
    context: str = VISIT,
    scenario: str | os.PathLike[str] | Scenario | None = None,
    rubric: str | None = None,
    focus: str | None = None,
    review: str | os.PathLike[str] | Mapping[str, Any] | reviews.Review | None = None,
    date: str | datetime.date | None = None,
    models: own.Given | None = None,
) -> Report:
    """Scores one conversation.

    source: a Transcript, or what read takes: a path, a list of paths (one file per speaker), an open file, bytes, a
    list of (speaker, text) or of dicts. roles: roles by speaker label, over what labels and talk say. only: a measure's
    name, or several; then skills that need others are missing. measures: one or several of your own, beside those (see
    carescore.measuring). columns: for tables, which column holds the speaker, text, start, end or duration. swap: the
    roles that were judged are the wrong way round. split: one label for the whole conversation is no label; who speaks
    is judged from the words. profile, scenario: a bundled name or the path of a .toml file. context: "visit" or
    "role-play", whose norms differ. rubric: a view to add: "miti", "nurse" or "calgary-cambridge". focus: the label of
    the one staff speaker whose scores, skills and moments are wanted. review: what a trainer said of this conversation,
    as the page saves it; the other arguments are to be those of that page. date: the day of the conversation, such as
    "2026-03-14", over what the file says. models: folders that carescore train wrote, by the name of the bundled model
    for which each stands; only ones that you trust.

    Raises ReadError, UsageError, ProfileError, ModelError; ReviewError for a review of another conversation.
    """
    said = None if review is None else reviews.read(review)
    transcript = _transcript(source, format, columns)
    exercise = _exercise(scenario)
    chosen = _profile(profile, exercise)
    if rubric:
        rubrics.require(rubric)
    _context(context)
    day = transcript.date if date is None else _day(date)
    wanted, mine = with_given(named(only), measures), own.opened(models)
    if chosen.written:
        transcript = replace(transcript, written=True)
    dialogue = segment(transcript, roles, chosen.roles_of, swap, split)
    if said:
        reviews.require_same(said, transcript.id, transcript.sha256)
        dialogue, said = reviews.settled(dialogue, transcript, said, partial(segment, of_setting=chosen.roles_of))
    report = _report(transcript, dialogue, chosen, wanted, context, focus, mine)
    report = replace(
        report,
        date=day,
        scenario=scenarios.check(exercise, report.scores) if exercise else None,
        rubric=rubrics.apply(rubric, report.scores) if rubric else None,
    )
    return report if said is None else with_review(report, said)


def _report(
    transcript: Transcript,
    dialogue: Dialogue,
    chosen: Profile,
    wanted: Sequence[Measure],
    context: str,
    focus: str | None,
    mine: Mapping[str, own.Own],
) -> Report:
    judged = focused(dialogue, focus)
    codes = Codes(judged, Signals(judged, chosen.wording, mine))
    scores = _scores(codes, wanted, chosen)
    staff_words = [len(words_in(turn.text)) if turn.side == "staff" else 0 for turn in judged.turns]
    other = {measure.name for measure in wanted if not _as_in_norms(measure, mine)}
    skills = compose(scores, chosen, staff_words, context, warnings.unread(judged), other)
    return Report(
        id=transcript.id,
        source=Source(transcript.path, transcript.format, transcript.sha256),
        speakers=_speakers(dialogue),
        turns=tuple(map(_turn, dialogue.turns)),
        scores=scores,
        skills=skills,
        moments=moments(codes, scores, skills),
        codes=codes.found(),
        provenance=provenance.of(dialogue, chosen, context, focus, mine),
        percentiles=standings({name: score for name, score in scores.items() if name not in other}, context),
    )


def prepare(
    source: Transcript | str | os.PathLike[str] | Iterable[Any],
    *,
    profile: str | None = None,
    roles: Mapping[str, str | Role] | None = None,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    swap: bool = False,
    split: bool = False,
    fix: str | os.PathLike[str] | None = None,
) -> Dialogue:
    """The conversation as score would see it: turns, speakers with their roles, and notes; arguments as there.

    fix: a CSV file of corrections, as corrections.read takes it. Raises ReadError, UsageError, ProfileError,
    ModelError.
    """
    roles_of = profiles.load(profile or DEFAULT_PROFILE).roles_of
    transcript = _transcript(source, format, columns)
    if fix is not None:
        rows = corrections.read(fix)
        transcript = corrections.applied(segment(transcript, None, roles_of, False, split), rows, transcript)
    return segment(transcript, roles, roles_of, swap, split)


def _exercise(scenario: str | os.PathLike[str] | Scenario | None) -> Scenario | None:
    if scenario is None or isinstance(scenario, Scenario):
        return scenario
    return scenarios.load(scenario)


def _profile(profile: str | os.PathLike[str] | Profile | None, exercise: Scenario | None) -> Profile:
    """The profile that was asked for, else that of the exercise, else the usual one."""
    if isinstance(profile, Profile):
        return profile
    return profiles.load(profile or (exercise.profile if exercise else None) or DEFAULT_PROFILE)


def _context(context: str) -> None:
    if context not in CONTEXTS:
        raise UsageError(f"'{context}' is no context; contexts are {', '.join(CONTEXTS)}")


def _day(date: str | datetime.date) -> str:
    if isinstance(date, datetime.datetime):  # which is a date to Python, and to who takes one from a table
        return date.date().isoformat()
    try:
        return datetime.date.fromisoformat(str(date)).isoformat()
    except ValueError:
        raise UsageError("date is no day of the calendar; write it as 2026-03-14") from None


def _transcript(source: Any, format: str | None, columns: Mapping[str, str] | None) -> Transcript:
    return source if isinstance(source, Transcript) else readers.read(source, format=format, columns=columns)


def _scores(codes: Codes, wanted: Sequence[Measure], profile: Profile) -> dict[str, Score]:
    """The scores by measure; those that say nothing in the profile's setting are not applicable."""
    found = run(codes, [measure for measure in wanted if measure.name not in profile.leave_out])
    why = f"the profile {profile.name} leaves it out"
    return {m.name: found[m.name] if m.name in found else not_applicable(m.name, why) for m in wanted}


def _as_in_norms(measure: Measure, mine: Mapping[str, own.Own]) -> bool:
    """Whether the norms' conversations were scored with the same models."""
    return measure.needs.isdisjoint(f"model:{name}" for name in mine)


def _speakers(dialogue: Dialogue) -> tuple[SpeakerSummary, ...]:
    summaries = []
    for speaker in dialogue.speakers:
        own = [turn for turn in dialogue.turns if turn.speaker == speaker.id]
        heard = [s.text for turn in dialogue.turns for s in turn.backchannels if s.speaker == speaker.id]
        timed = [turn.talk_ms for turn in own if turn.talk_ms is not None]
        words = sum(len(words_in(text)) for text in [*(turn.text for turn in own), *heard])
        confidence = None if speaker.confidence is None else round(speaker.confidence, 4)
        spoken = sum(timed) if len(timed) == len(own) else None
        summaries.append(SpeakerSummary(speaker.id, speaker.role.value, confidence, words, spoken, speaker.name))
    return tuple(summaries)


def _turn(turn: Turn) -> TurnText:
    heard = tuple(Backchannel(u.speaker or "unknown", u.text, u.start_ms, u.end_ms) for u in turn.backchannels)
    return TurnText(turn.index, turn.speaker, turn.role.value, turn.start_ms, turn.end_ms, turn.text, heard, turn.spans)


def scorer(**scoring: Unpack[batch.Scoring]) -> partial[Report]:
    """score with these arguments for many conversations, which are looked at once: files are read now, and bad
    arguments raise now. Raises UsageError and ProfileError."""
    only, exercise = scoring.get("only"), _exercise(scoring.get("scenario"))
    scoring = {
        **scoring,
        "profile": _profile(scoring.get("profile"), exercise),
        "roles": dict(scoring.get("roles") or {}),
        "only": None if only is None else tuple(measure.name for measure in named(only)),
        "measures": with_given((), scoring.get("measures", ())),
        "columns": dict(scoring.get("columns") or {}),
        "scenario": exercise,
        "models": own.opened(scoring.get("models")),
    }
    _context(scoring.get("context", VISIT))
    if rubric := scoring.get("rubric"):
        rubrics.require(rubric)
    return partial(score, **scoring)


@overload
def score_many(
    paths: Any,
    *,
    n_jobs: int = -1,
    progress: Callable[[int], object] | None = None,
    on_error: Literal["skip", "raise"],
    time_limit: float | None = batch.TIME_LIMIT,
    memory_limit: int | None = None,
    client: Any = None,
    **scoring: Unpack[batch.Scoring],
) -> Iterator[Report]: ...


@overload
def score_many(
    paths: Any,
    *,
    n_jobs: int = -1,
    progress: Callable[[int], object] | None = None,
    on_error: str = "yield",
    time_limit: float | None = batch.TIME_LIMIT,
    memory_limit: int | None = None,
    client: Any = None,
    **scoring: Unpack[batch.Scoring],
) -> Iterator[batch.Item]: ...


def score_many(
    paths: Any,
    *,
    n_jobs: int = -1,
    progress: Callable[[int], object] | None = None,
    on_error: str = "yield",
    time_limit: float | None = batch.TIME_LIMIT,
    memory_limit: int | None = None,
    client: Any = None,
    **scoring: Unpack[batch.Scoring],
) -> Iterator[batch.Item]:
    """Scores many conversations, a Report or a Failure for each as it finishes; further arguments are those of score.

    paths: files, folders and patterns, Transcripts, or conversations in memory as score takes them; a single path is
    one. A folder stands for what is in it. n_jobs: processes, -1 for every core, 1 for this one only. progress: called
    with how many are done. on_error: "yield" a Failure, "skip" it, or "raise" it as a CarescoreError. time_limit:
    seconds, memory_limit: MB that a worker may take for one conversation. client: of a Dask cluster, over which
    it is done. Bad arguments raise at once.
    """
    batch.require(on_error)
    job = batch.Job(scorer(**scoring), None, time_limit, memory_limit)
    reading = batch.Reading(scoring.get("columns") or {}, scoring.get("format"))
    works = batch.works(batch.inputs_of(paths), reading=reading)
    done = batch.over(job, works, n_jobs) if client is None else batch.over_cluster(job, works, client)
    return batch.items(done, progress, on_error)
