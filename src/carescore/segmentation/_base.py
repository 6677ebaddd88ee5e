"""A conversation as data: who spoke, in which role, in which turns, and how the floor passed between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from carescore.text.prose import Prose
from carescore.transcript import Role, Speaker, Utterance

PATIENT_SIDE = (Role.PATIENT, Role.COMPANION)
UNKNOWN_SPEAKER = "unknown"  # the label of talk that has none
PAUSE_MS = 3000  # a silence so long ends a stretch of talk (dead air in Amazon Contact Lens)
TIMED_SHARE = 0.5  # of the turns must have times for a measure of time to speak for the conversation


SIDES = {Role.STAFF.value: "staff", **dict.fromkeys((role.value for role in PATIENT_SIDE), "patient")}


def _side(role: Role) -> str | None:
    return SIDES.get(role._value_)  # plain strings: asked thousands of times a conversation, and Role hashes slowly


@dataclass(frozen=True, slots=True)
class Turn:
    """A maximal stretch of talk by one speaker; the listener's backchannels hang on it and do not split it.

    start_ms: where it takes the floor; a try inside the turn before does not count. spans: (start, end) of its
    utterances in ms, joined where they overlap; empty where one of them has no times. anchors: (character offset,
    start_ms) of every utterance in text, so that a quote can be replayed from its own utterance; parts: those
    utterances' places in Dialogue.utterances. voice: for whom an interpreter speaks; foreign: in another language than
    English, so that its words are in no measure. Times in ms, None where the source has none.
    """

    index: int
    speaker: str = field(repr=False)
    role: Role
    text: str = field(repr=False)
    start_ms: int | None = None
    end_ms: int | None = None
    backchannels: tuple[Utterance, ...] = field(default=(), repr=False)
    anchors: tuple[tuple[int, int | None], ...] = field(default=(), repr=False)
    parts: tuple[int, ...] = field(default=(), repr=False)
    spans: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    voice: Role | None = None
    foreign: bool = False

    @property
    def side(self) -> str | None:
        """ "staff", "patient" (companions speak for the patient), or None for everybody else and for words that cannot
        be read; an interpreter's English is on the side that it renders."""
        return None if self.foreign else _side(self.voice or self.role)

    @property
    def floor_side(self) -> str | None:
        """The side that speaks, whatever the language; None for an interpreter."""
        return _side(self.role)

    @property
    def talk_ms(self) -> int | None:
        """The time spoken: the sum of the spans, None without times."""
        return sum(end - start for start, end in self.spans) if self.spans else None

    @property
    def longest_ms(self) -> int | None:
        """The longest time spoken without a pause of PAUSE_MS."""
        if not self.spans:
            return None
        runs, until = [0], self.spans[0][0]
        for start, end in self.spans:
            runs += [0] if start - until >= PAUSE_MS else []
            runs[-1] += end - start
            until = end
        return max(runs)

    def ms_at(self, offset: int) -> int | None:
        """Start (ms) of the utterance that holds the character at offset."""
        earlier = [ms for start, ms in self.anchors if start <= offset]
        return earlier[-1] if earlier else self.start_ms

    def part_at(self, ms: int | None) -> tuple[int, int]:
        """The place in text of the utterance that had begun at a time (ms); of the last where times are unknown."""
        starts = [start for _, start in self.anchors if start is not None]
        if ms is None or len(starts) < len(self.anchors):
            return self.part(len(self.anchors) - 1)
        return self.part(max((place for place, start in enumerate(starts) if start <= ms), default=0))

    def part(self, place: int) -> tuple[int, int]:
        """The place in text of the utterance of that number; the whole text of a turn made without utterances."""
        end = self.anchors[place + 1][0] - 1 if place + 1 < len(self.anchors) else len(self.text)
        return (self.anchors[place][0] if self.anchors else 0), end


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


@dataclass(frozen=True, repr=False)
class Dialogue:
    """The finished conversation: roles are settled, nothing is written back.

    utterances: as the transcript has them, their times mended; prose: the sentences of the turns; role_margin: where
    all roles were judged from the words, the log-odds of the judgement over staff and patient exchanged; no_overlaps:
    why the times cannot show who spoke over whom, None where they can; spellings: the labels of the file that were
    taken for a speaker's, where there are several; written: these are messages; as_given: the utterances before their
    times were mended; estimated: the places of those with a time that the file does not give.
    """

    id: str
    turns: tuple[Turn, ...]
    transitions: tuple[Transition, ...]
    pauses: tuple[Pause, ...]
    speakers: tuple[Speaker, ...]
    notes: tuple[str, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    role_margin: float | None = None
    no_overlaps: str | None = None
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    written: bool = False
    as_given: tuple[Utterance, ...] = field(default=(), compare=False)
    estimated: frozenset[int] = frozenset()
    prose: Prose = field(default=None, repr=False, compare=False)  # type: ignore[assignment]  # set right after birth

    def __repr__(self) -> str:
        return f"Dialogue({self.id!r}, {len(self.turns)} turns, {len(self.speakers)} speakers)"

    def __post_init__(self) -> None:
        if self.prose is None:
            object.__setattr__(self, "prose", Prose([turn.text for turn in self.turns]))

    @cached_property
    def has_clock(self) -> bool:
        """Whether enough turns have a start and an end for what is measured in time."""
        timed = sum(bool(turn.spans) for turn in self.turns)
        return timed > 0 and timed >= TIMED_SHARE * len(self.turns)

    @cached_property
    def evidence(self) -> str:
        """What the file gives of time: "word times", "turn times", "start times" or "order of turns"."""
        if self.has_clock:
            worded = sum(bool(u.words) and u.words[0].start_ms is not None for u in self.utterances)
            return "word times" if worded >= TIMED_SHARE * len(self.utterances) else "turn times"
        return "start times" if any(turn.start_ms is not None for turn in self.turns) else "order of turns"

    @cached_property
    def length_ms(self) -> int:
        """From the first start to the last end; 0 without times."""
        spans = [span for turn in self.turns for span in turn.spans]
        return max(end for _, end in spans) - min(start for start, _ in spans) if spans else 0

    def with_speakers(self, speakers: tuple[Speaker, ...]) -> Dialogue:
        """The same conversation with other roles."""
        roles: Mapping[str, Role] = {speaker.id: speaker.role for speaker in speakers}
        pairs = ((turn, roles[turn.speaker]) for turn in self.turns)
        turns = tuple(turn if turn.role is role else replace(turn, role=role) for turn, role in pairs)
        return replace(self, speakers=speakers, turns=turns)

    def side_of(self, utterance: Utterance) -> str | None:
        """The side that says an utterance, as Turn.side gives it."""
        roles = {speaker.id: speaker.role for speaker in self.speakers}
        return _side(roles.get(utterance.speaker or UNKNOWN_SPEAKER, Role.UNKNOWN))

    def side(self, name: str) -> tuple[Turn, ...]:
        """The turns whose words are of "staff" or of the "patient" side."""
        return self._sides.get(name, ())

    def floor_side(self, name: str) -> tuple[Turn, ...]:
        """The turns in which "staff" or the "patient" side speaks, in whatever language."""
        return self._floor_sides.get(name, ())

    @cached_property
    def _sides(self) -> dict[str | None, tuple[Turn, ...]]:
        return _grouped(self.turns, [turn.side for turn in self.turns])

    @cached_property
    def _floor_sides(self) -> dict[str | None, tuple[Turn, ...]]:
        return _grouped(self.turns, [turn.floor_side for turn in self.turns])


def _grouped(turns: Sequence[Turn], sides: Sequence[str | None]) -> dict[str | None, tuple[Turn, ...]]:
    return {name: tuple(t for t, one in zip(turns, sides, strict=True) if one == name) for name in set(sides)}
