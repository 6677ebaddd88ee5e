"""A conversation as data: who spoke, in which role, in which turns, and how the floor passed between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from carescore.text.prose import Prose
from carescore.transcript import Role, Speaker, Utterance

PATIENT_SIDE = (Role.PATIENT, Role.COMPANION)
UNKNOWN_SPEAKER = "unknown"  # the label of talk that has none


_SIDES = {Role.STAFF.value: "staff", **dict.fromkeys((role.value for role in PATIENT_SIDE), "patient")}


def _side(role: Role) -> str | None:
    return _SIDES.get(role._value_)  # plain strings: asked thousands of times a conversation, and Role hashes slowly


@dataclass(frozen=True, slots=True)
class Turn:
    """A maximal stretch of talk by one speaker; the listener's backchannels hang on it and do not split it.

    anchors: (character offset, start_ms) of every utterance in text, so that a quote can be replayed from
    its own utterance; parts: those utterances' places in Dialogue.utterances. Times in ms, None where the source has
    none.
    """

    index: int
    speaker: str
    role: Role
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    backchannels: tuple[Utterance, ...] = ()
    anchors: tuple[tuple[int, int | None], ...] = ()
    parts: tuple[int, ...] = ()

    @property
    def side(self) -> str | None:
        """ "staff", "patient" (companions speak for the patient), or None for everybody else."""
        return _side(self.role)

    def ms_at(self, offset: int) -> int | None:
        """Start (ms) of the utterance that holds the character at offset."""
        earlier = [ms for start, ms in self.anchors if start <= offset]
        return earlier[-1] if earlier else self.start_ms


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of speaker. offset_ms: floor transfer offset, start of the turn after minus end of the turn
    before; positive is a gap, negative an overlap (Heldner & Edlund 2010, J. Phonetics 38)."""

    before: int
    after: int
    offset_ms: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence (ms) between two utterances of the same turn."""

    turn: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True)
class Dialogue:
    """The finished conversation: roles are settled, nothing is written back. utterances are as the transcript has
    them; prose: the sentences of the turns; role_margin: where all roles were judged from the words, the log-odds of
    the judgement over staff and patient exchanged; written: these are messages."""

    id: str
    turns: tuple[Turn, ...]
    transitions: tuple[Transition, ...]
    pauses: tuple[Pause, ...]
    speakers: tuple[Speaker, ...]
    has_clock: bool
    notes: tuple[str, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    role_margin: float | None = None
    written: bool = False
    prose: Prose = field(default=None, repr=False, compare=False)  # type: ignore[assignment]  # set right after birth

    def __post_init__(self) -> None:
        if self.prose is None:
            object.__setattr__(self, "prose", Prose([turn.text for turn in self.turns]))

    def with_speakers(self, speakers: tuple[Speaker, ...]) -> Dialogue:
        """The same conversation with other roles."""
        roles: Mapping[str, Role] = {speaker.id: speaker.role for speaker in speakers}
        turns = tuple(replace(turn, role=roles[turn.speaker]) for turn in self.turns)
        return replace(self, speakers=speakers, turns=turns)

    def side_of(self, utterance: Utterance) -> str | None:
        """The side that says an utterance, as Turn.side gives it."""
        roles = {speaker.id: speaker.role for speaker in self.speakers}
        return _side(roles.get(utterance.speaker or UNKNOWN_SPEAKER, Role.UNKNOWN))

    def side(self, name: str) -> tuple[Turn, ...]:
        """The turns of "staff" or of the "patient" side."""
        return self._sides.get(name, ())

    @cached_property
    def _sides(self) -> dict[str | None, tuple[Turn, ...]]:
        sides = [turn.side for turn in self.turns]
        return {name: tuple(t for t, one in zip(self.turns, sides, strict=True) if one == name) for name in set(sides)}
