"""Disrespect: blame, dismissal, bare commands, defensiveness, "calm down", the policy wall, false familiarity.

Definition. Phrases of the lexicon in staff talk, two bare commands in a row or a rude one ("Sit."), and pet names for
an adult. Not counted: what others are quoted to say ("they told you to calm down"), what is denied ("I'm not saying you
should have called"), commands for an examination or for safety, a policy with a reason or another way beside it, calm
that is no command ("once things calm down").
Formula. Acts / staff turns · 10, an act repaired by staff in the same or one of the next two turns (an apology,
taking it back) at half. figures: acts (as they are), repaired (percent).
Unit. Acts per 10 staff turns. One act outweighs many thanks, so the target is none.
Source. Acts after Voigt et al. 2017, Camp 2024 and BETA's list of what inflames (Richmond et al. 2012).
Limits. Sarcasm and tone are not heard; a pet name may be welcome: read the quote.
"""

from __future__ import annotations

import re

from carescore.annotate import Signals
from carescore.measures._base import Codes, Evidence, Figure, Measure, Rate, Score, phrases, quote
from carescore.segmentation import Dialogue, Turn
from carescore.transcript import Role

REPAIR_TURNS = 2
REPAIRED = 0.5
_ORDINARY = "ordinary"
_QUOTED = re.compile(
    r"(?:[\"“]|\b(?:they|he|she|somebody|someone|people|nobody|nurse|doctor|receptionist|office|clinic|who|being"
    r"|was|were|"
    r"been|got)\b[^.?!]{0,25}\b(?:told|telling|tells?|said|saying|says?|asked|hear)\b[^.?!]{0,20})$"
    r"|\b(?:not|never|n['’]t|nobody is|no one is) (?:saying|suggesting|telling you|blaming|asking you|mean"
    r"|say)\b[^.?!]{0,25}$",
    re.IGNORECASE,
)
_CALMS = re.compile(
    r"(?:(?<!need )(?<!have )(?<!going )(?<!try )(?<!got )(?<!you )\bto|\b(?:it|things?|them|him|her|help(?:s"
    r"|ed)?|let|make|will|"
    r"you(?! (?:need|have))|can|should(?<!you should)|would|usually|then|swelling|nerve|gums?|stomach|skin|and))\s*$",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\b(?:sure|hop\w+|if|whether|confirm|think|that|but|maybe|says?)\s*$", re.IGNORECASE)
_EXAM = re.compile(
    r"\b(?:breath\w*|open wide|jaw|tongue|needle|pinch|poke|arms?|legs?|hands?|shoulders?|muscles?|knees?|neck"
    r"|head|finger|"
    r"hip|chair|bite|rinse|swallow|push|pull|press|squeeze|lift|bend|straight|x-?ray|probe|mirror|drill|for me"
    r"|eyes?)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:please|thank|thanks|great|good|perfect|lovely|well done|excellent|if you can|okay\?)", re.IGNORECASE
)
_BARE = (
    r"(?:sit(?: down| there)?|stand(?: up)?|listen|quiet|next|hurry up|stop (?:it|that)|move|open(?: up)?"
    r"|lie (?:down|back)"
    r"|turn(?: around| over)?|come here|(?:don['’]t|do not) move|hold still|sign (?:here|this|it)|get up|shush"
    r"|wait(?: here| there)?)"
)
_RUDE = re.compile(
    r"(?:^|[.!?]\s+)((?:sit|listen|quiet|next|hurry up|shush|move|stop (?:it|that))\s*[.!])", re.IGNORECASE
)
_STACKED = re.compile(rf"(?:^|[.!?]\s+)({_BARE}\s*[.!,]\s+{_BARE})\s*(?:[.!,]|$)", re.IGNORECASE)
_PET = re.compile(
    r"(?:^|[,.?!]\s*|\b(?:okay|ok|hi|hello|alright|thanks|sorry|yes|no)\s+)((?:my )?(?:honey|hon|sweetie"
    r"|sweetheart|darling|"
    r"dearie|dear|babe|bro|dude|young lady|missy|sugar|sweetie pie))(?=\s*(?:[,.?!]|$))",
    re.IGNORECASE,
)
_PETS = ("hon", "sweet", "darling", "dear", "babe", "bro", "dude", "young lady", "missy", "sugar")
_ORDERS = tuple(
    "sit|listen|quiet|next|hurry|shush|move|stop|open|lie |turn|come here|hold still|sign|get up|wait|stand".split("|")
)
_WAY_OUT = re.compile(
    r"\b(?:because|so that|the reason|but (?:i|we|you|let|what|there|here)|however|what (?:i|we) can|i can|we can"
    r"|let me|"
    r"instead|another (?:way|option)|you could|i['’]ll|we['’]ll|to (?:protect|keep|make sure))\b",
    re.IGNORECASE,
)
_REPAIR = re.compile(
    r"\b(?:sorry(?!,? (?:(?:that )?you feel|if|but|you(?:['’]re| are) (?:upset|angry)))|apologi[sz]e"
    r"|i did ?n['’]t mean|that came out wrong|let me (?:rephrase|start over"
    r"|try (?:that )?again)|"
    r"my mistake|i should ?n['’]t have|you(?:['’]re| are) right)\b",
    re.IGNORECASE,
)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    found = _acts(dialogue, signals)
    repaired = sum(_repaired(dialogue, item) for item in found)
    turns = len(dialogue.side("staff"))
    rate = Rate(len(found) - REPAIRED * repaired, turns, 10, "per 10 staff turns")
    figures: dict[str, Figure] = {
        "acts": Rate(len(found), turns, 10, "per 10 staff turns"),
        "repaired": Rate(repaired, len(found), 100, "% of acts"),
    }
    return Score("disrespect", rate, {"staff": rate}, figures, tuple(found))


def _acts(dialogue: Dialogue, signals: Signals) -> list[Evidence]:
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


def _repaired(dialogue: Dialogue, item: Evidence) -> bool:
    """Whether staff take the act back later in the turn or in one of their next turns."""
    turn = dialogue.turns[item.turn]
    later = [t.text for t in dialogue.turns[item.turn + 1 :] if t.side == "staff"][:REPAIR_TURNS]
    return any(_REPAIR.search(text) for text in (turn.text[item.end :], *later))


MEASURE = Measure(
    name="disrespect",
    title="Disrespect",
    unit="acts per 10 staff turns",
    needs=frozenset({"staff"}),
    better="lower",
    source="Voigt et al. 2017; Camp 2024; Richmond et al. 2012",
    score=score,
    counts=False,
)
