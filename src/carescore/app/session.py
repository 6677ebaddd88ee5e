"""What is open in the app: conversations in memory, each with what was chosen for it and its report."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import anyio

from carescore import api, readers
from carescore.app.grouping import ReadUpload
from carescore.app.uploads import Drop
from carescore.errors import ReadError, UsageError
from carescore.report import Report
from carescore.skills import VISIT
from carescore.transcript import Role, Transcript

T = TypeVar("T")
_PACKAGE = Path(__file__).resolve().parents[1]
_TUTORIAL = "billing-call-handled-badly.srt"
_PLACES = (_PACKAGE / "_examples", _PACKAGE.parents[1] / "examples")
_OPPOSITE = {Role.STAFF.value: Role.PATIENT.value, Role.PATIENT.value: Role.STAFF.value}


@dataclass(frozen=True, slots=True)
class UserChoices:
    """What somebody chose for a conversation; None: carescore's own judgement. roles: by speaker."""

    roles: Mapping[str, str] = field(default_factory=dict)
    profile: str | None = None
    scenario: str | None = None
    context: str = VISIT
    focus: str | None = None


@dataclass(frozen=True, slots=True)
class OpenConversation:
    """A conversation that is open. recording: the file to replay; saved: what the library said when it was kept;
    tutorial: never kept."""

    id: str
    transcript: Transcript
    choices: UserChoices = UserChoices()
    report: Report | None = None
    recording: Path | None = None
    saved: str | None = None
    tutorial: bool = False

    @property
    def title(self) -> str:
        return self.transcript.id


class Session:
    """The open conversations and drops of one run of the app, and its one worker."""

    def __init__(self, library: Path, folder: Path | None = None) -> None:
        self.library = library
        self.folder = folder or Path(tempfile.mkdtemp(prefix="carescore-"))
        self.conversations: dict[str, OpenConversation] = {}
        self.drops: dict[str, Drop] = {}
        self.tables: dict[str, Path] = {}  # of survey answers
        self.unmatched: tuple[int, ...] = ()  # rows of the last of them that fit no conversation
        self.last: str | None = None
        self.same: set[str] = set()  # names of which somebody said: the same person
        self._worker = anyio.CapacityLimiter(1)

    def opened(self, found: ReadUpload) -> OpenConversation:
        """Takes a conversation in."""
        recording = found.recording.path if found.recording else None
        return self.put(OpenConversation(secrets.token_urlsafe(9), found.transcript, recording=recording))

    def put(self, conversation: OpenConversation) -> OpenConversation:
        self.conversations[conversation.id] = conversation
        return conversation

    async def work(self, task: Callable[..., T], *arguments: Any) -> T:
        """Does heavy work in the one worker thread, so that the app goes on answering."""
        return await anyio.to_thread.run_sync(partial(task, *arguments), limiter=self._worker)

    async def read(self, task: Callable[..., T], *arguments: Any) -> T:
        """Asks a file in a thread of its own."""
        return await anyio.to_thread.run_sync(partial(task, *arguments))

    async def scored(self, conversation: OpenConversation, choices: UserChoices | None = None) -> OpenConversation:
        """The conversation with a report of these choices. Raises CarescoreError, and then all is as it was."""
        wanted = conversation.choices if choices is None else choices
        if conversation.report is not None and wanted == conversation.choices:
            return conversation
        report = await self.work(_score, conversation.transcript, wanted)
        latest = self.conversations.get(conversation.id, conversation)
        return self.put(replace(latest, choices=wanted, report=report, saved=None))

    async def tutorial(self) -> OpenConversation:
        """The bundled example, scored as it was at first."""
        kept = next((one for one in self.conversations.values() if one.tutorial), None)
        if kept is None:
            kept = self.put(OpenConversation(secrets.token_urlsafe(9), await self.work(_example), tutorial=True))
        return await self.scored(kept, UserChoices())


def _score(transcript: Transcript, choices: UserChoices) -> Report:
    return api.score(
        transcript,
        profile=choices.profile,
        scenario=choices.scenario,
        context=choices.context,
        roles=choices.roles,
        focus=choices.focus,
    )


def _example() -> Transcript:
    for place in _PLACES:
        if (place / _TUTORIAL).is_file():
            return replace(readers.read(place / _TUTORIAL), path=_TUTORIAL)
    raise ReadError("the tutorial's conversation is not installed", _TUTORIAL)


def with_role(report: Report, choices: UserChoices, speaker: str, role: str) -> UserChoices:
    """The choices after a click on a speaker's role. Of two speakers the other takes the other side, so that one click
    is enough; a focus that is no longer staff is given up. Raises UsageError."""
    roles = {one.id: one.role for one in report.speakers}
    if speaker not in roles or role not in {one.value for one in Role}:
        raise UsageError("there is no such speaker, or no such role")
    given = {**choices.roles, speaker: role}
    others = [name for name in roles if name != speaker]
    if len(others) == 1 and roles[others[0]] == role and role in _OPPOSITE:
        given[others[0]] = _OPPOSITE[role]
    roles.update(given)
    focus = choices.focus if roles.get(choices.focus or "") == Role.STAFF.value else None
    return replace(choices, roles=given, focus=focus)


def swapped(report: Report, choices: UserChoices) -> UserChoices:
    """The choices with staff and patient the other way round."""
    roles = {one.id: _OPPOSITE[one.role] for one in report.speakers if one.role in _OPPOSITE}
    return replace(choices, roles={**choices.roles, **roles}, focus=None)
