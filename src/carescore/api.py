"""The only file that knows every layer: from a source to a report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, replace
from functools import lru_cache, partial
from importlib.metadata import version
from typing import Any

from carescore import batch, readers
from carescore.annotate import Signals, lexicons
from carescore.codes import Codes
from carescore.codes import others as more_codes
from carescore.errors import UsageError
from carescore.measures import Measure, Score, named, not_applicable, run, with_given
from carescore.measures import others as more_measures
from carescore.plugins import Added
from carescore.predictors import verify
from carescore.report import Backchannel, Report, Source, SpeakerSummary, TurnText
from carescore.segmentation import Dialogue, Turn, corrections, focused, segment, warnings
from carescore.skills import CONTEXTS, VISIT, Profile, compose, moments, profiles, rubrics, scenarios, standings
from carescore.transcript import Role, Transcript, words_in

DEFAULT_PROFILE = "clinic"


def score(
    source: Transcript | str | os.PathLike[str] | Iterable[Any],
    *,
    profile: str | os.PathLike[str] | None = None,
    roles: Mapping[str, str | Role] | None = None,
    only: str | Iterable[str] | None = None,
    measures: Measure | Iterable[Measure] = (),
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    swap: bool = False,
    split: bool = False,
    context: str = VISIT,
    scenario: str | None = None,
    rubric: str | None = None,
    focus: str | None = None,
) -> Report:
    """Scores one conversation.

    source: a Transcript, or what read takes: a path, a list of paths (one file per speaker), an open file, bytes, a
    list of (speaker, text) or of dicts. roles: roles by speaker label, over what labels and talk say. only: a measure's
    name, or several; then skills that need others are missing. measures: one or several of your own, beside those (see
    carescore.measuring). columns: for tables, which column holds the speaker, text, start, end or duration. swap: the
    roles that were judged are the wrong way round. split: one label for the whole conversation is no label; who speaks
    is judged from the words. profile, scenario: a bundled name or the path of a .toml file. context: "visit" or
    "role-play", whose norms differ. rubric: a view to add: "miti", "nurse" or "calgary-cambridge". focus: the label of
    the one staff speaker whose scores, skills and moments are wanted.

    Raises ReadError, UsageError, ProfileError, ModelError.
    """
    transcript = _transcript(source, format, columns)
    exercise = scenarios.load(scenario) if scenario else None
    chosen = profiles.load(profile or (exercise.profile if exercise else None) or DEFAULT_PROFILE)
    if rubric:
        rubrics.require(rubric)
    if context not in CONTEXTS:
        raise UsageError(f"'{context}' is no context; contexts are {', '.join(CONTEXTS)}")
    wanted = with_given(named(only), measures)
    if chosen.written:
        transcript = replace(transcript, written=True)
    dialogue = segment(transcript, roles, chosen.roles_of, swap, split)
    judged = focused(dialogue, focus)
    codes = Codes(judged, Signals(judged, chosen.wording))
    scores = _scores(codes, wanted, chosen)
    staff_words = [len(words_in(turn.text)) if turn.side == "staff" else 0 for turn in judged.turns]
    skills = compose(scores, chosen, staff_words, context, warnings.unread(judged))
    return Report(
        id=transcript.id,
        source=Source(transcript.path, transcript.format, transcript.sha256),
        speakers=_speakers(dialogue),
        turns=tuple(map(_turn, dialogue.turns)),
        scores=scores,
        skills=skills,
        moments=moments(codes, scores, skills),
        codes=codes.found(),
        provenance=_provenance(dialogue, chosen, context, focus),
        percentiles=standings(scores, context),
        scenario=scenarios.check(exercise, scores) if exercise else None,
        rubric=rubrics.apply(rubric, scores) if rubric else None,
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


def _transcript(source: Any, format: str | None, columns: Mapping[str, str] | None) -> Transcript:
    return source if isinstance(source, Transcript) else readers.read(source, format=format, columns=columns)


def _scores(codes: Codes, wanted: Sequence[Measure], profile: Profile) -> dict[str, Score]:
    """The scores by measure; those that say nothing in the profile's setting are not applicable."""
    found = run(codes, [measure for measure in wanted if measure.name not in profile.leave_out])
    why = f"the profile {profile.name} leaves it out"
    return {m.name: found[m.name] if m.name in found else not_applicable(m.name, why) for m in wanted}


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


def _provenance(dialogue: Dialogue, profile: Profile, context: str, focus: str | None) -> dict[str, Any]:
    margin, found = dialogue.role_margin, warnings.of(dialogue)
    return {
        **deepcopy(_versions()),
        "focus": focus,
        "profile": {
            "name": profile.name,
            "title": profile.title,
            "version": profile.version,
            "context": context,
            "minimum_weight": profile.minimum_weight,
            "least_weights": {skill: profile.least_weight(skill) for skill in profile.skills},
        },
        "input": "turn times" if dialogue.has_clock else "ordered turns",
        "role_margin": None if margin is None else round(margin, 2),
        "evidence": dialogue.evidence,
        "plugins": sorted({origin for added in _added() for origin in added.origins.values()}),
        "notes": [
            *dialogue.notes,
            *(warning.sentence for warning in found),
            *_several(dialogue, focus),
            *profile.notes,
            *(note for added in _added() for note in added.notes),
        ],
        "warnings": [{**asdict(warning), "turns": list(warning.turns)} for warning in found],
    }


def _added() -> tuple[Added, ...]:
    """What other installed packages add."""
    return tuple(found() for found in (readers.others, lexicons.others, more_codes, more_measures, profiles.others))


def _several(dialogue: Dialogue, focus: str | None) -> tuple[str, ...]:
    staff = sum(speaker.role is Role.STAFF for speaker in dialogue.speakers)
    note = f"{staff} staff speakers are scored together: --focus NAME scores one of them alone"
    return (note,) if staff > 1 and focus is None else ()


@lru_cache(maxsize=1)
def _versions() -> dict[str, Any]:
    return {
        "carescore": version("carescore"),
        "models": {name: manifest["version"] for name, manifest in verify.manifests().items()},
        "lexicons": {name: lexicons.load(name).version for name in lexicons.names()},
    }


def score_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    n_jobs: int = -1,
    profile: str | os.PathLike[str] = DEFAULT_PROFILE,
    context: str = VISIT,
    only: Iterable[str] | None = None,
    measures: Iterable[Measure] = (),
    format: str | None = None,
) -> Iterator[batch.Item]:
    """Scores files and folders, a Report or a Failure for each file as it finishes.

    n_jobs: processes, -1 for every core. A folder stands for the transcripts in it. Bad arguments raise at once.
    """
    wanted, own = None if only is None else tuple(only), tuple(measures)
    with_given(named(wanted), own)
    profiles.load(profile)
    one = partial(score, profile=profile, context=context, only=wanted, measures=own, format=format)
    return batch.run(batch.files(paths), one, n_jobs)
