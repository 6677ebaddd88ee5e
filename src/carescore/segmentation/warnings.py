"""What looks wrong with who spoke and when, each with its place and its reason; none of it is mended here.

Labels: talk without one, a label with hardly a word, two labels of one person, names that are crossed. Changes of
speaker: a sentence that runs over two labels, a stray word or two inside the other's sentence, an answer glued to its
question. And: roles that could as well be exchanged, a pace at which nobody speaks, another language than English. Talk
at once, a mark of breaking off, and a listener's signal are changes as people make them, and raise no warning.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from carescore.segmentation import _changes, _language, names, roles
from carescore.segmentation._base import UNKNOWN_SPEAKER, Dialogue, Turn
from carescore.text.regex import lazy, one_of
from carescore.text.words import ASSENTS, MURMUR
from carescore.transcript import Role

FEW_WORDS = 4  # a label with so few words in a whole conversation is more likely a slip of the diarizer than a person
GHOST_WORDS = 2  # and with so few in a short one
CLOSE_CALL = 2.0  # log-odds of the roles over the exchanged ones: 7 to 1
SLOWEST, FASTEST = 5, 600  # words per minute of talk: beyond them the unit of the times is wrong
LONG = 20  # turns from which a conversation is long
SHORT = 6  # turns below which a label with a word or two says nothing
SHOWN = 5  # places that a sentence gives
_GLUED = lazy(
    rf"\?\s+(?:{one_of(ASSENTS)}|yep|no|nope|{MURMUR}|correct)"
    r"(?:,? (?:please|ma'am|sir|doctor|i do|i have|i am|it is|it does|it's fine))?[.!,]?$",
    re.IGNORECASE,
)
_DIARIZER = lazy(r"^(?:(?:speaker|spk|s|channel|spk_|speaker_)[ _-]?\w{1,2}|unknown)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SpeakerWarning:
    """kind: its name; reason: a sentence without a word of the conversation; turns: the places (0-based) it is about,
    none where it is about all of them; start_ms: the first one's start, None without times."""

    kind: str
    reason: str
    turns: tuple[int, ...] = ()
    start_ms: int | None = None

    @property
    def sentence(self) -> str:
        """The reason with its places: turns are counted from 1."""
        if not self.turns:
            return self.reason
        more = " …" if len(self.turns) > SHOWN else ""
        places = ", ".join(str(turn + 1) for turn in self.turns[:SHOWN]) + more
        at = "" if self.start_ms is None else f", first at {self.start_ms // 60000}:{self.start_ms // 1000 % 60:02}"
        return f"{'turn' if len(self.turns) == 1 else 'turns'} {places}{at}: {self.reason}"


def of(dialogue: Dialogue) -> tuple[SpeakerWarning, ...]:
    """The warnings about a dialogue whose roles are settled."""
    return tuple(warning for check in _CHECKS for warning in check(dialogue))


def unread(dialogue: Dialogue) -> str | None:
    """Why nobody can be judged by this conversation, if so: no words, or none of English."""
    if not _language.is_english(dialogue.turns):
        return _language.NOT_ENGLISH
    return None if _language.is_words(dialogue.side("staff")) else _language.NO_WORDS


def _at(dialogue: Dialogue, kind: str, reason: str, turns: Sequence[int]) -> SpeakerWarning:
    first = dialogue.turns[turns[0]].start_ms if turns else None
    return SpeakerWarning(kind, reason, tuple(turns), first)


def _another_language(dialogue: Dialogue) -> Iterator[SpeakerWarning]:
    if not _language.is_english(dialogue.turns):
        yield SpeakerWarning("language", _language.NOT_ENGLISH)


def _close_roles(dialogue: Dialogue) -> Iterator[SpeakerWarning]:
    if dialogue.role_margin is not None and dialogue.role_margin < CLOSE_CALL:
        yield SpeakerWarning(
            "close roles",
            "staff and patient could be the wrong way round: exchange them with --swap, or say --staff NAME",
        )


def _unlabelled(dialogue: Dialogue) -> Iterator[SpeakerWarning]:
    labels = {s.id for s in dialogue.speakers if s.role is Role.UNKNOWN and roles.is_unknown(s.id)}
    nobody = [turn.index for turn in dialogue.turns if turn.speaker in labels]
    if nobody and len(dialogue.speakers) > 1:
        they = "it is" if len(nobody) == 1 else "they are"
        reason = f"{len(nobody)} {_turns(len(nobody))} without a speaker: {they} shown as unknown, and in no score"
        yield _at(dialogue, "no speaker", reason, nobody)


def _stray_label(dialogue: Dialogue) -> Iterator[SpeakerWarning]:
    words = Counter({turn.speaker: 0 for turn in dialogue.turns})
    for turn in dialogue.turns:
        words[turn.speaker] += len(turn.text.split())
    most = FEW_WORDS if len(dialogue.turns) >= LONG else GHOST_WORDS
    if len(words) < 3 or len(dialogue.turns) < SHORT:
        return
    for label in (label for label, n in words.items() if n <= most and label != UNKNOWN_SPEAKER):
        said = "1 word" if words[label] == 1 else f"{words[label]} words"
        reason = f"{label} says {said} in the whole conversation; perhaps somebody else's"
        yield _at(dialogue, "stray label", reason, [turn.index for turn in dialogue.turns if turn.speaker == label])


def _two_labels(dialogue: Dialogue) -> Iterator[SpeakerWarning]:
    """Once a role, whatever the number of its labels."""
    last = {turn.speaker: turn.index for turn in dialogue.turns}
    first = {turn.speaker: turn.index for turn in reversed(dialogue.turns)}
    alike: defaultdict[Role, list[str]] = defaultdict(list)
    for one, two in combinations([s for s in dialogue.speakers if _DIARIZER.match(s.id)], 2):
        apart = last[one.id] < first[two.id] or last[two.id] < first[one.id]
        if one.role is two.role and apart and len(dialogue.speakers) > 2:
            alike[one.role] += [one.id, two.id]
    for found in alike.values():
        *names, end = dict.fromkeys(found)
        never, labels = ("never speak", "two") if len(names) == 1 else ("do not all speak", "several")
        reason = (
            f"{', '.join(names)} and {end} have the same role and {never} in the same part of the conversation: "
            f"perhaps one person under {labels} labels"
        )
        yield SpeakerWarning("two labels", reason)


def _crossed_names(dialogue: Dialogue) -> Iterator[SpeakerWarning]:
    """Labels that are names, and speakers who introduce themselves by another's or are greeted by their own. Among
    three and more, one sign is too few: "this is Maya" says a father of his child."""
    labels = [
        s.id for s in dialogue.speakers if s.id != UNKNOWN_SPEAKER and roles.of_label(s.id).weight < roles.CERTAIN
    ]
    fewest = 1 if len(dialogue.speakers) == 2 else 2
    for one, two in combinations(labels, 2):
        signs = [(turn.index, names.crossed(turn.text, turn.speaker, one, two)) for turn in dialogue.turns]
        crossed = [index for index, sign in signs if sign > 0]
        if len(crossed) >= fewest and len(crossed) > sum(sign < 0 for _, sign in signs):
            reason = f"{one} and {two} call each other by each other's names: the labels may be exchanged"
            yield _at(dialogue, "crossed names", reason, crossed)


def _cut_sentences(dialogue: Dialogue) -> Iterator[SpeakerWarning]:
    cut = [turn.index for turn in _changes.cutting(dialogue)]
    if cut:
        changes = len(dialogue.turns) - 1
        verb = "cuts" if len(cut) == 1 else "cut"
        reason = (
            f"{len(cut)} of {changes} changes of speaker {verb} a sentence: the words at the edge may be the other's"
        )
        yield _at(dialogue, "cut sentence", reason, cut)


def _stray_words(dialogue: Dialogue) -> Iterator[SpeakerWarning]:
    stray = [turn.index for turn in _changes.stray(dialogue)]
    if stray:
        yield _at(dialogue, "stray words", "a word or two inside the other's sentence: perhaps the other's own", stray)


def _flapping(dialogue: Dialogue) -> Iterator[SpeakerWarning]:
    for run in _changes.flapping(dialogue):
        reason = f"the speaker changes {len(run) - 1} times within a few words: perhaps one person's"
        yield _at(dialogue, "flapping", reason, [turn.index for turn in run])


def _glued(dialogue: Dialogue) -> Iterator[SpeakerWarning]:
    found = [turn.index for turn in dialogue.turns[:-1] if _GLUED.search(turn.text)]
    if found:
        reason = "a short answer right behind the speaker's own question: perhaps the other's words"
        yield _at(dialogue, "glued answer", reason, found)


def _pace(dialogue: Dialogue) -> Iterator[SpeakerWarning]:
    timed = [turn for turn in dialogue.turns if turn.spans]
    if not dialogue.has_clock or len(dialogue.turns) < LONG:
        return
    ms = sum(end - start for turn in timed for start, end in turn.spans)
    words = sum(map(_words, timed))
    if words * 60_000 > FASTEST * ms:
        reason = f"more than {FASTEST} words a minute: the times may be seconds where milliseconds were meant"
        yield SpeakerWarning("pace", reason)
    elif words * 60_000 < SLOWEST * ms:
        yield SpeakerWarning("pace", f"fewer than {SLOWEST} words a minute: the times may be in another unit")


def _words(turn: Turn) -> int:
    return len(turn.text.split())


def _turns(n: int) -> str:
    return "turn" if n == 1 else "turns"


_CHECKS: tuple[Callable[[Dialogue], Iterator[SpeakerWarning]], ...] = (
    _another_language,
    _close_roles,
    _unlabelled,
    _stray_label,
    _two_labels,
    _crossed_names,
    _cut_sentences,
    _stray_words,
    _flapping,
    _glued,
    _pace,
)
