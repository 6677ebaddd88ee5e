"""What shows who a speaker is beside single words: whom the speaker and the others talk of, who asks, who answers.

A speaker is seen through four sets of turns: their own, those right before them, those right after them, and all turns
of the others. Each cue is counted once in each turn, and the counts are added up over each set. The relations between
the counts (both sides speak of a third person; asked about "him", not "you") are features of their own, because a
linear model cannot form them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from carescore.text.literals import Needed
from carescore.text.ngrams import IntArray
from carescore.text.regex import lazy

_KIN = (
    "son|daughter|child|kid|baby|boy|girl|mom|mum|mommy|mother|dad|daddy|father|husband|wife|brother|sister|grandmother"
    "|grandma|grandfather|grandpa|grandson|granddaughter|aunt|uncle|niece|nephew|parents|children|fiance|partner"
    "|boyfriend|girlfriend"
)
_WORDS = {  # cues that are single words; of "she's" and the like the word before the apostrophe counts
    "third": "he she his her him hers himself herself",
    "first": "i my me mine myself",
    "you": "you your yourself",
    "we": "we our us",
    "they": "they their them",
    "kin": _KIN.replace("|", " "),
    "profession": "doctor doc nurse dr",
}
_CUE_OF = {word: cue for cue, words in _WORDS.items() for word in words.split()}
_RUN = lazy(r"\w+")
_WORDED = {
    "asks_of_third": rf"\b(?:does|is|has|did|was|had|can|could|will|would|how's|do|are|have) "
    rf"(?:he|she|they|the patient|the baby|his|her|their|your (?:\w+ )?(?:{_KIN}))\b",
    "asks_of_you": rf"\b(?:do|are|have|did|were|had|can|could|will|would|brings|brought|help) you\b"
    rf"|\byour (?!\w* ?(?:{_KIN})\b)",
    "my_kin": rf"\b(?:my|our) (?:\w+ )?(?:{_KIN})\b",
    "your_kin": rf"\byour (?:\w+ )?(?:{_KIN})\b",
    "his_kin": rf"\b(?:his|her) (?:{_KIN})\b|\b(?:i'm|i am|this is) (?:the|his|her) ",
    "kin_is": rf"\b(?:my|our) (?:\w+ )?(?:{_KIN}) "
    r"(?:is|has|was|had|needs|got|who|and i|fell|feels|seems|woke|just|keeps)\b"
    r"|\b(?:i|we) (?:brought|took) (?:him|her|my)\b",
    "calls_kin": rf"(?:^|[.?!,] )(?:{_KIN})\b(?=[,.?!])|, (?:{_KIN})[.?!,]",
    "calls": r"\b(?:mom|mama|dad|ma'am|sir|miss|mister)\b",
    "the_patient": r"\b(?:the|this|our|next) patient\b|\bpatient's\b",
    "of_self": r"\b(?:i have|i've|i had|i feel|i'm|i am|i was|i took|i take|i do|i don't|i did|i didn't)\b",
    "my_body": r"\bmy (?:head|chest|back|leg|arm|stomach|pain|knee|neck|throat|heart|doctor|blood|teeth|tooth)\b",
    "child": r"\b(?:baby|infant|newborn|toddler|(?:years?|months?|weeks?|days?) old|pregnan\w+|birth|born|feeding"
    r"|formula|diapers?|daycare|school|teachers?|milk)\b",
    "record": r"\b(?:history of|presented|admitted|diagnosed|underwent|status post|chart|reports?|records?|labs|noted"
    r"|exam|milligrams?|m g|vitals?|c t|m r i)\b",
    "endearment": r"\b(?:baba|papa|mama|abuela|abuelo|nan|nana|gran|granny|grandma|grandpa|amma|mummy|daddy|mija|mijo"
    r"|habibi|habibti|beta|honey|hon|sweetheart|sweetie|darling|babe|love|dear)\b(?=\W*(?:$|[,.?!]))",
    "relays": r"\b(?:what(?:'s| is| did| does) (?:he|she|they) (?:say|saying|mean|want)|(?:tell|ask) (?:him|her|them)"
    r"|(?:he|she)(?:'s| is) saying|(?:he|she) (?:says|said|means|thinks))\b",
    "introduces": r"\b(?:i'm|i am|this is|name is) (?:dr\b|doctor|nurse"
    r"|(?:the|your|one of the) (?:nurse|doctor|hygienist"
    r"|pharmacist|therapist|resident|student|manager|supervisor|interpreter|assistant)|(?:calling )?from )",
    "hands_over": r"\b(?:come in|step in|take over|on the phone for you|is here|in a minute|right back|back in"
    r"|(?:your|the) next|can you (?:get|grab|hand|check|bring|call|page)|(?:get|grab|hand) me)\b",
    "notes": r"\b(?:noted|got it|note|taking notes|pull up|write|assist\w*|colleague)\b",
}
PATTERN_OF = {name: lazy(pattern) for name, pattern in _WORDED.items()}
CUES = (
    *("third", "first", "you", "we", "they", "asks", "asks_of_third", "asks_of_you", "kin", "my_kin", "your_kin"),
    *("his_kin", "kin_is", "calls_kin", "calls", "profession", "the_patient", "of_self", "my_body", "child", "record"),
    *("endearment", "relays", "introduces", "hands_over", "notes"),
)
_SEEN = ("own", "before", "after", "rest")


@dataclass(frozen=True, slots=True)
class SpokenTurns:
    """A conversation: the speaker (0, 1, …) and the text of every turn."""

    speakers: Sequence[int]
    texts: Sequence[str]

    @property
    def n_speakers(self) -> int:
        return max(self.speakers) + 1

    def before(self) -> list[int]:
        """For every turn the speaker who speaks next, -1 where that is nobody else."""
        following = [*self.speakers[1:], self.speakers[-1]]
        return [two if two != one else -1 for one, two in zip(self.speakers, following, strict=True)]

    def after(self) -> list[int]:
        """For every turn the speaker who spoke last, -1 where that is nobody else."""
        last = [self.speakers[0], *self.speakers[:-1]]
        return [one if one != two else -1 for one, two in zip(last, self.speakers, strict=True)]

    def seen(self, speaker: int) -> dict[str, list[int]]:
        """The turns through which a speaker is seen."""
        rest = [speaker if one != speaker else -1 for one in self.speakers]
        owners = zip(_SEEN, (self.speakers, self.before(), self.after(), rest), strict=True)
        return {name: [i for i, one in enumerate(owner) if one == speaker] for name, owner in owners}

    def cues(self) -> IntArray:
        """(n_turns, number of cues + 1): how often each turn holds each cue, and its words."""
        plain = [text.lower().replace("’", "'") for text in self.texts]
        tried = _needed().worth_trying(plain)
        return np.array([_cues(text, worth) for text, worth in zip(plain, tried, strict=True)], dtype=np.int64)


@cache
def _needed() -> Needed:
    return Needed.of(PATTERN_OF)


def _cues(text: str, worth: Iterable[str]) -> list[int]:
    """How often a text holds each cue, and its words. worth: the cues whose patterns may match."""
    counts = dict.fromkeys(CUES, 0)
    for word in _RUN.findall(text):
        if cue := _CUE_OF.get(word):
            counts[cue] += 1
    for cue in worth:
        counts[cue] += len(PATTERN_OF[cue].findall(text))
    counts["asks"] = text.count("?")
    return [*counts.values(), len(text.split())]


def features(turns: SpokenTurns, speaker: int, cues: IntArray) -> dict[str, float]:
    """The dense features of a speaker, always the same names in the same order. cues: those of the turns."""
    counts: dict[str, dict[str, int]] = {}
    found: dict[str, float] = {}
    for name, places in turns.seen(speaker).items():
        *totals, words = (int(n) for n in cues[places].sum(axis=0))
        counts[name] = dict(zip(CUES, totals, strict=True))
        for cue, n in counts[name].items():
            found[f"{name} {cue} rate"], found[f"{name} {cue}"] = n / (words + 3), float(min(n, 3))
    found |= _part(turns, speaker, cues[:, -1])
    found |= _balances(counts, found["alone with one"], found["opens"])
    for name, bits in _crossed(counts, found["alone with one"] > 0, found["opens"] > 0):
        value = sum(1 << i for i, bit in enumerate(bits) if bit)
        found |= {f"{name} {k}": float(k == value) for k in range(1 << len(bits))}
    return found


def _part(turns: SpokenTurns, speaker: int, words: IntArray) -> dict[str, float]:
    """The speaker's part in the conversation: how much, when, asking or answering."""
    speakers, n = turns.speakers, turns.n_speakers
    mine = [i for i, one in enumerate(speakers) if one == speaker]
    own = int(words[mine].sum())
    answers = sum("?" in turns.texts[i - 1] and speakers[i - 1] != speaker for i in mine if i)
    return {
        "share of turns": len(mine) / len(speakers),
        "share of words": own / max(int(words.sum()), 1),
        "words a turn": math.log1p(own / max(len(mine), 1)),
        "turns": math.log1p(len(speakers)),
        "opens": float(speakers[0] == speaker),
        "closes": float(speakers[-1] == speaker),
        "answers": answers / max(len(mine), 1),
        "asks": sum("?" in turns.texts[i] for i in mine) / max(len(mine), 1),
        "alone with one": float(n == 2),
        "three or more": float(n > 2),
        "four or more": float(n > 3),
        "place": (mine[0] if mine else 0) / len(speakers),
    } | _partners(turns, speaker, words)


def _partners(turns: SpokenTurns, speaker: int, words: IntArray) -> dict[str, float]:
    """Whom the speaker talks with: the share of changes with the one who says most beside them, and how many others."""
    speakers = turns.speakers
    sums = [int(words[[i for i, one in enumerate(speakers) if one == k]].sum()) for k in range(turns.n_speakers)]
    most = max((k for k in range(turns.n_speakers) if k != speaker), key=sums.__getitem__, default=speaker)
    pairs = [{one, two} for one, two in pairwise(speakers) if one != two and speaker in (one, two)]
    several = turns.n_speakers > 2
    with_most = sum(most in pair for pair in pairs) / max(len(pairs), 1)
    rank = sum(n > sums[speaker] for n in sums)
    return {
        "with most": with_most if several else 0.0,
        "others": sum({speaker, k} in pairs for k in range(turns.n_speakers) if k != speaker) if several else 0.0,
        **{f"rank {k}": float(several and rank == k) for k in range(4)},
        "few words": float(several and sums[speaker] < 30),
    }


def _ratio(one: float, two: float) -> float:
    return (one - two) / (one + two + 1)


def _balances(counts: dict[str, dict[str, int]], pair: float, opens: float) -> dict[str, float]:
    """Third person against first or second, from -1 to 1, and their products."""
    own, before, rest = counts["own"], counts["before"], counts["rest"]
    of_self = _ratio(own["third"], own["first"])
    asked = _ratio(before["asks_of_third"], before["asks_of_you"])
    others = _ratio(rest["third"], rest["you"])
    both = _ratio(own["third"] + rest["third"], own["first"] + rest["you"])
    return {
        "third own": of_self,
        "third asked": asked,
        "third others": others,
        "third both": both,
        "third rest asks": _ratio(rest["asks_of_third"], rest["asks_of_you"]),
        "third own asks": _ratio(own["asks_of_third"], own["asks_of_you"]),
        "own x others": of_self * others,
        "own x asked": of_self * asked,
        "own x pair": of_self * pair,
        "others x pair": others * pair,
        "asked x pair": asked * pair,
        "both x opens": both * opens,
    }


def _crossed(counts: dict[str, dict[str, int]], pair: bool, opens: bool) -> Iterator[tuple[str, list[bool]]]:
    """Named tuples of yes and no; each of their combinations becomes a feature."""
    own, before, rest = counts["own"], counts["before"], counts["rest"]
    third = own["third"] + rest["third"]
    rows: dict[str, tuple[object, ...]] = {
        "person": (own["third"], own["first"], rest["third"], rest["you"]),
        "asked": (before["asks_of_third"], before["asks_of_you"], own["asks"], rest["asks"]),
        "setting": (third, not pair, before["asks_of_third"] > before["asks_of_you"], opens),
        "asks of": (own["asks_of_third"], own["asks_of_you"], rest["asks_of_third"], rest["asks_of_you"]),
        "more": (third > own["first"], rest["third"] > rest["you"], pair, before["asks"]),
        "asker": (own["asks_of_third"], own["asks"], own["first"], pair),
    }
    for name, bits in rows.items():
        yield name, [bool(bit) for bit in bits]
