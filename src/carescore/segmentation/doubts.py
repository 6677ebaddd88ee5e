"""What looks wrong with who spoke and when: a label for two people, two labels for one, impossible times.

Seven signs, each said in a sentence for the report: roles that could as well be the other way round; talk without a
label in a file that has labels; a label with hardly a word; two labels of one role that never speak in the same part
of the talk; a short answer right behind a question in the same turn, as a recogniser glues it there; a pace at which
nobody speaks; another language than English. None of them is mended: the person who was there knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from carescore.segmentation import _language
from carescore.segmentation._base import UNKNOWN_SPEAKER, Dialogue

FEW_WORDS = 4  # a label with so few words in a whole talk is more likely a slip of the diarizer than a person
CLOSE_CALL = 2.0  # log-odds of the roles over the exchanged ones: 7 to 1
SLOWEST, FASTEST = 5, 600  # words per minute of talk: beyond them the unit of the times is wrong
LONG_TALK = 20  # turns from which a label with few words is odd
_GLUED = re.compile(
    r"\?\s+(?:yes|yeah|yep|no|nope|okay|ok|mm-?hmm|uh-?huh|sure|correct|right)"
    r"(?:,? (?:please|ma'am|sir|doctor|i do|i have|i am|it is|it does|it's fine))?[.!,]?$",
    re.IGNORECASE,
)
_DIARIZER = re.compile(r"^(?:(?:speaker|spk|s|channel|spk_|speaker_)[ _-]?\w{1,2}|unknown)$", re.IGNORECASE)


def of(dialogue: Dialogue) -> tuple[str, ...]:
    """The doubts about a dialogue whose roles are judged, as sentences without a word of the talk."""
    close = dialogue.role_margin is not None and dialogue.role_margin < CLOSE_CALL
    swap = ("staff and patient could be the wrong way round: exchange them with --swap, or say --staff NAME",)
    found = (*_unlabelled(dialogue), *_stray(dialogue), *_doubled(dialogue), *_glued(dialogue), *_pace(dialogue))
    language = () if _language.is_english(dialogue.turns) else (_language.NOT_ENGLISH,)
    return (*language, *(swap if close else ()), *found)


def unread(dialogue: Dialogue) -> str | None:
    """Why nobody can be judged by this talk, if so: no words, or none of English."""
    if not _language.is_english(dialogue.turns):
        return _language.NOT_ENGLISH
    return None if _language.is_words(dialogue.side("staff")) else _language.NO_WORDS


def _unlabelled(dialogue: Dialogue) -> Iterator[str]:
    nobody = sum(turn.speaker == UNKNOWN_SPEAKER for turn in dialogue.turns)
    if nobody and len(dialogue.speakers) > 1:
        yield f"{nobody} {_turns(nobody)} without a speaker: {'it is' if nobody == 1 else 'they are'} shown as unknown"


def _stray(dialogue: Dialogue) -> Iterator[str]:
    words: Counter[str] = Counter()
    for turn in dialogue.turns:
        words[turn.speaker] += len(turn.text.split())
    few = [label for label, n in words.items() if n <= FEW_WORDS and label != UNKNOWN_SPEAKER]
    if few and len(words) > 2 and len(dialogue.turns) >= LONG_TALK:
        yield f"{', '.join(few)}: {FEW_WORDS} words or fewer in the whole talk; perhaps somebody else's"


def _doubled(dialogue: Dialogue) -> Iterator[str]:
    spans: dict[str, tuple[int, int]] = {}
    for turn in dialogue.turns:
        spans[turn.speaker] = (spans.get(turn.speaker, (turn.index, 0))[0], turn.index)
    for one, two in combinations([s for s in dialogue.speakers if _DIARIZER.match(s.id)], 2):
        apart = spans[one.id][1] < spans[two.id][0] or spans[two.id][1] < spans[one.id][0]
        if one.role is two.role and apart and len(dialogue.speakers) > 2:
            yield (
                f"{one.id} and {two.id} have the same role and never speak in the same part of the talk: "
                "perhaps one person under two labels"
            )


def _glued(dialogue: Dialogue) -> Iterator[str]:
    found = [turn.index + 1 for turn in dialogue.turns[:-1] if _GLUED.search(turn.text)]
    if found:
        places = ", ".join(map(str, found[:5])) + (" …" if len(found) > 5 else "")
        yield (
            f"{len(found)} {_turns(len(found))} ({places}) with a short answer right behind the speaker's own "
            "question: perhaps the other's words"
        )


def _pace(dialogue: Dialogue) -> Iterator[str]:
    ms = sum((turn.end_ms or 0) - (turn.start_ms or 0) for turn in dialogue.turns)
    words = sum(len(turn.text.split()) for turn in dialogue.turns)
    if not dialogue.has_clock or len(dialogue.turns) < LONG_TALK:
        return
    if words * 60_000 > FASTEST * ms:
        yield f"more than {FASTEST} words a minute: the times may be seconds where milliseconds were meant"
    elif words * 60_000 < SLOWEST * ms:
        yield f"fewer than {SLOWEST} words a minute: the times may be in another unit"


def _turns(n: int) -> str:
    return "turn" if n == 1 else "turns"
