"""The only file that knows every layer: from a source to a report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache, partial
from importlib.metadata import version
from typing import Any

from carescore import batch, measures, readers
from carescore.annotate import Signals, lexicons
from carescore.codes import Codes
from carescore.errors import UsageError
from carescore.predictors import verify
from carescore.report import Heard, Report, Source, SpeakerSummary, TurnText
from carescore.segmentation import Dialogue, Turn, doubts, focused, segment
from carescore.skills import CONTEXTS, VISIT, Profile, compose, moments, rubrics, scenarios, standings
from carescore.skills.profiles import load as load_profile
from carescore.transcript import Role, Transcript, words_in

DEFAULT_PROFILE = "clinic"


def score(
    source: Transcript | str | os.PathLike[str] | Iterable[Any],
    *,
    profile: str | None = None,
    roles: Mapping[str, str | Role] | None = None,
    only: Iterable[str] | None = None,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    swap: bool = False,
    context: str = VISIT,
    scenario: str | None = None,
    rubric: str | None = None,
    focus: str | None = None,
) -> Report:
    """Scores one conversation.

    source: a Transcript, a path, a list of paths (one file per speaker), or a list of (speaker, text) or of dicts.
    roles: roles by speaker label, over what labels and talk say. only: names of measures; then skills that need
    others are missing. columns: for tables, which column holds the speaker, text, start, end or
    duration. swap: the roles that were judged are the wrong way round. profile, scenario: a bundled name or the path of
    a .toml file. context: "visit" or "role-play", whose norms differ. rubric: a view to add: "miti", "nurse" or
    "calgary-cambridge". focus: the label of the one staff speaker whose scores, skills and moments are wanted.

    Raises ReadError, UsageError, ProfileError, ModelError.
    """
    transcript = source if isinstance(source, Transcript) else readers.read(source, format=format, columns=columns)
    exercise = scenarios.load(scenario) if scenario else None
    chosen = load_profile(profile or (exercise.profile if exercise else None) or DEFAULT_PROFILE)
    if rubric:
        rubrics.check(rubric)
    if context not in CONTEXTS:
        raise UsageError(f"'{context}' is no context; contexts are {', '.join(CONTEXTS)}")
    wanted = [measure.name for measure in measures.named(None if only is None else tuple(only))]
    dialogue = segment(transcript, roles, chosen.roles_of, swap)
    judged = focused(dialogue, focus)
    codes = Codes(judged, Signals(judged, chosen.phrases))
    scores = _scores(codes, wanted, chosen)
    staff_words = [len(words_in(turn.text)) if turn.side == "staff" else 0 for turn in judged.turns]
    skills = compose(scores, chosen, staff_words, context, doubts.unread(judged))
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
        scenario=scenarios.tick(exercise, scores) if exercise else None,
        rubric=rubrics.fill_in(rubric, scores) if rubric else None,
    )


def _scores(codes: Codes, wanted: Sequence[str], profile: Profile) -> dict[str, measures.Score]:
    """The scores by measure; those that say nothing in the profile's setting are not applicable."""
    found = measures.run(codes, [name for name in wanted if name not in profile.leave_out])
    left = {name: measures.not_applicable(name, f"the profile {profile.name} leaves it out") for name in wanted}
    return {name: found.get(name, left[name]) for name in wanted}


def _speakers(dialogue: Dialogue) -> tuple[SpeakerSummary, ...]:
    summaries = []
    for speaker in dialogue.speakers:
        own = [turn for turn in dialogue.turns if turn.speaker == speaker.id]
        heard = [s.text for turn in dialogue.turns for s in turn.backchannels if s.speaker == speaker.id]
        spans = [(t.start_ms, t.end_ms) for t in own]
        talk = sum(end - start for start, end in spans if start is not None and end is not None)
        timed = all(start is not None and end is not None for start, end in spans)
        words = sum(len(words_in(text)) for text in [*(turn.text for turn in own), *heard])
        confidence = None if speaker.confidence is None else round(speaker.confidence, 4)
        spoken = talk if timed else None
        summaries.append(SpeakerSummary(speaker.id, speaker.role.value, confidence, words, spoken, speaker.name))
    return tuple(summaries)


def _turn(turn: Turn) -> TurnText:
    heard = tuple(Heard(u.speaker or "unknown", u.text, u.start_ms, u.end_ms) for u in turn.backchannels)
    return TurnText(turn.index, turn.speaker, turn.role.value, turn.start_ms, turn.end_ms, turn.text, heard)


def _provenance(dialogue: Dialogue, profile: Profile, context: str, focus: str | None) -> dict[str, Any]:
    margin = dialogue.role_margin
    return {
        **deepcopy(_versions()),
        "focus": focus,
        "profile": {"name": profile.name, "version": profile.version, "context": context},
        "input": "turn times" if dialogue.has_clock else "ordered turns",
        "role_margin": None if margin is None else round(margin, 2),
        "notes": [*dialogue.notes, *doubts.of(dialogue), *_several(dialogue, focus)],
    }


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
    profile: str = DEFAULT_PROFILE,
    context: str = VISIT,
    only: Iterable[str] | None = None,
    format: str | None = None,
) -> Iterator[batch.Item]:
    """Scores files and folders, a Report or a Failure for each file as it finishes.

    n_jobs: processes, -1 for every core. A folder stands for the transcripts in it. Bad arguments raise at once.
    """
    wanted = None if only is None else tuple(only)
    measures.named(wanted)
    load_profile(profile)
    one = partial(score, profile=profile, context=context, only=wanted, format=format)
    return batch.run(batch.files(paths), one, n_jobs)
