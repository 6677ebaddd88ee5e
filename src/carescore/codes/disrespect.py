"""Disrespect in staff turns: blame, dismissal, orders, defensiveness, "calm down", the policy wall, false familiarity.

Definition. One code a turn. The bundled model `codes`, learnt from readers' labels, judges whether a trainer would hold
a turn up; phrases of the lexicon, two bare commands in a row or a rude one ("Sit."), and pet names for an adult say of
which kind it is, and count alone where the model does not speak against them.
Near-misses. What others are quoted to say ("they told you to calm down"), what is denied ("I'm not saying you should
have called"), commands for an examination or for safety, a policy with a reason or another way beside it, calm that is
no command ("once things calm down").
Attributes. kind: as the wording tells it, else "tone"; repaired: whether staff take it back later in the turn or in one
of their next two turns.
Source. Acts after Voigt et al. 2017, Camp 2024 and BETA's list of what inflames (Richmond et al. 2012).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carescore.codes._base import Code, Coder, Codes, Evidence, phrases, quote
from carescore.codes._sentences import likeliest
from carescore.segmentation import Dialogue, Turn
from carescore.text.people import KINSHIP, PROFESSIONS
from carescore.text.regex import lazy, one_of
from carescore.text.words import ASSENTS, GREETINGS
from carescore.transcript import Role

UNLIKELY = 0.1  # the model's probability below which a phrase alone is no disrespect: with it .64 are labelled so
TONE = "tone"
_ORDINARY = "ordinary"
REPAIR_TURNS = 2
_REPAIR = lazy(  # stays a pattern: "sorry" repairs unless one of many ways to go on follows
    r"\b(?:sorry(?!,? (?:(?:that )?you feel|if|but|you(?:['’]re| are) (?:upset|angry)))|apologi[sz]e"
    r"|i did ?n['’]t mean|that came out wrong|let me (?:rephrase|start over"
    r"|try (?:that )?again)|"
    r"my mistake|i should ?n['’]t have|you(?:['’]re| are) right)\b",
    re.IGNORECASE,
)
# They stay patterns: they end where the phrase begins, over any words between, or look for what must not stand before.
_QUOTED = lazy(
    rf"(?:[\"“]|\b(?:they|he|she|somebody|someone|people|nobody|{one_of(PROFESSIONS, KINSHIP)}|office|clinic|who"
    r"|being|was|were|been|got)\b[^.?!]{0,25}\b(?:told|telling|tells?|said|saying|says?|asked|hear)\b[^.?!]{0,20})$"
    r"|\b(?:not|never|n['’]t|nobody is|no one is) (?:saying|suggesting|telling you|blaming|asking you|mean"
    r"|say)\b[^.?!]{0,25}$",
    re.IGNORECASE,
)
_CALMS = lazy(
    r"(?:(?<!need )(?<!have )(?<!going )(?<!try )(?<!got )(?<!you )\bto|\b(?:it|things?|them|him|her|help(?:s"
    r"|ed)?|let|make|will|"
    r"you(?! (?:need|have))|can|should(?<!you should)|would|usually|then|swelling|nerve|gums?|stomach|skin|and))\s*$",
    re.IGNORECASE,
)
_UNSURE = lazy(r"\b(?:sure|hop\w+|if|whether|confirm|think|that|but|maybe|says?)\s*$", re.IGNORECASE)
_EXAM = lazy(
    r"\b(?:breath\w*|open wide|jaw|tongue|needle|pinch|poke|arms?|legs?|hands?|shoulders?|muscles?|knees?|neck"
    r"|head|finger|"
    r"hip|chair|bite|rinse|swallow|push|pull|press|squeeze|lift|bend|straight|x-?ray|probe|mirror|drill|for me"
    r"|eyes?)\b",
    re.IGNORECASE,
)
_KIND = lazy(
    r"\b(?:please|thank|thanks|great|good|perfect|lovely|well done|excellent|if you can|okay\?)", re.IGNORECASE
)
_BARE = (
    r"(?:sit(?: down| there)?|stand(?: up)?|listen|quiet|next|hurry up|stop (?:it|that)|move|open(?: up)?"
    r"|lie (?:down|back)"
    r"|turn(?: around| over)?|come here|(?:don['’]t|do not) move|hold still|sign (?:here|this|it)|get up|shush"
    r"|wait(?: here| there)?)"
)
_RUDE = lazy(r"(?:^|[.!?]\s+)((?:sit|listen|quiet|next|hurry up|shush|move|stop (?:it|that))\s*[.!])", re.IGNORECASE)
_STACKED = lazy(rf"(?:^|[.!?]\s+)({_BARE}\s*[.!,]\s+{_BARE})\s*(?:[.!,]|$)", re.IGNORECASE)
_PET = lazy(
    rf"(?:^|[,.?!]\s*|\b(?:{one_of(ASSENTS, GREETINGS)}|thanks|sorry|no)\s+)((?:my )?(?:honey|hon|sweetie"
    r"|sweetheart|darling|"
    r"dearie|dear|babe|bro|dude|young lady|missy|sugar|sweetie pie))(?=\s*(?:[,.?!]|$))",
    re.IGNORECASE,
)
_PETS = ("hon", "sweet", "darling", "dear", "babe", "bro", "dude", "young lady", "missy", "sugar")
_ORDERS = tuple(
    "sit|listen|quiet|next|hurry|shush|move|stop|open|lie |turn|come here|hold still|sign|get up|wait|stand".split("|")
)
_WAY_OUT = lazy(
    r"\b(?:because|so that|the reason|but (?:i|we|you|let|what|there|here)|however|what (?:i|we) can|i can|we can"
    r"|let me|"
    r"instead|another (?:way|option)|you could|i['’]ll|we['’]ll|to (?:protect|keep|make sure))\b",
    re.IGNORECASE,
)


def find(codes: Codes) -> Iterator[Code]:
    """The turns with disrespect."""
    judged = codes.signals.judged
    chances, counted = judged.probabilities("disrespect"), judged.found("disrespect")
    worded: dict[int, Evidence] = {}
    for found in _phrases(codes):
        worded.setdefault(found.turn, found)
    for turn in codes.dialogue.side("staff"):
        chance, item = float(chances[turn.index]), worded.get(turn.index)
        if not counted[turn.index] and (item is None or chance < UNLIKELY):
            continue
        start, end = (item.start, item.end) if item else likeliest(codes, turn.index, "disrespect")
        back = repaired(codes.dialogue, turn, end)
        attributes = {"kind": item.label if item else TONE, "repaired": "yes" if back else "no"}
        yield Code(turn.index, start, end, "disrespect", attributes, round(chance, 3), None, turn.ms_at(start))


def repaired(dialogue: Dialogue, turn: Turn, end: int) -> bool:
    """Whether staff take back what they said up to a place in a turn."""
    later = [t.text for t in dialogue.turns[turn.index + 1 :] if t.side == "staff"][:REPAIR_TURNS]
    return any(_REPAIR.search(text) for text in (turn.text[end:], *later))


def _phrases(codes: Codes) -> list[Evidence]:
    """The acts that the wording tells, in order."""
    dialogue, signals = codes.dialogue, codes.signals
    said = [e for e in phrases(dialogue, signals, "disrespect", "staff") if _meant(dialogue.turns[e.turn], e)]
    child = any(speaker.role is Role.COMPANION for speaker in dialogue.speakers)
    for turn in dialogue.side("staff"):
        low = turn.text.lower()
        if any(word in low for word in _ORDERS):
            said += _commands(turn)
        if not child and any(word in low for word in _PETS):
            said += [quote(turn, *match.span(1), "familiarity") for match in _PET.finditer(turn.text)]
    return sorted(said, key=lambda e: (e.turn, e.start))


def _meant(turn: Turn, item: Evidence) -> bool:
    """Whether the phrase is staff's own act and not one of its innocent likes."""
    before, after = turn.text[: item.start], turn.text[item.end :]
    if item.label == _ORDINARY or _QUOTED.search(before[-80:]):
        return False
    if item.label == "calm_down":
        relax = turn.text[item.start : item.end].lower().endswith("relax")
        return not _EXAM.search(turn.text) if relax else not _CALMS.search(before[-30:])
    if item.label == "dismissal" and (_UNSURE.search(before[-20:]) or after.startswith(" that")):
        return False
    return item.label != "policy_wall" or not _WAY_OUT.search(after[:160])


def _commands(turn: Turn) -> list[Evidence]:
    """A rude command alone, or two in a row, where nobody is being examined and nothing kind stands beside it."""
    match = _STACKED.search(turn.text) or _RUDE.search(turn.text)
    if match is None or _EXAM.search(turn.text) or _KIND.search(turn.text):
        return []
    return [quote(turn, *match.span(1), "command")]


CODER = Coder(
    name="disrespect",
    kinds={"disrespect": {"kind": (), "repaired": ("yes", "no")}},
    find=find,
    source="Voigt et al. 2017; Camp 2024; Richmond et al. 2012",
)
