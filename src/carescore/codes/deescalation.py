"""Signs of anger of the patient's side, and acts of staff that calm or inflame.

Definition. "irritation", "accusation", "accusation_people" ("you people never"), "threat" (a complaint, a review, a
lawyer), "exit" (hanging up, going elsewhere), "danger" (violence, self-harm), "thanks". Of staff: "agree", "choice",
"listen", "solve", "limit"; "policy_wall", "threat_first", "hold" (a transfer or hold without a reason). Only where
there is a sign: "slight" (the wording of disrespect: to the angry it inflames), "stacked_questions" (three question
marks in a turn).
Near-misses. What is denied, reported or said with thanks; "I'm leaving the hospital tomorrow" leaves nobody.
Attributes. shouted: of a sign, whether its turn has "!!" or three words in capitals in a row; effect: of an act of
staff, reduces or inflames; act: of a slight, which.
Source. Richmond et al. 2012 (BETA); CALM; service recovery (LAST).
"""

from __future__ import annotations

from collections.abc import Iterator

from carescore.codes._base import Code, Coder, Codes, phrases, whole
from carescore.text.regex import lazy

SIGNS = ("irritation", "accusation", "accusation_people", "threat", "exit")
REDUCING = ("agree", "choice", "listen", "solve", "limit")
INFLAMING = ("policy_wall", "threat_first", "hold", "stacked_questions")
STACKED = 3  # questions in one turn
_SHOUTS = lazy(r"!\s*!|(?:\b[A-Z]{3,}\b\W+){3}")  # marks and capitals, no words
_REDUCES, _INFLAMES = {"effect": "reduces"}, {"effect": "inflames"}
_EFFECT = {**dict.fromkeys(REDUCING, _REDUCES), **dict.fromkeys(INFLAMING, _INFLAMES)}


def find(codes: Codes) -> Iterator[Code]:
    found = phrases(codes.dialogue, codes.signals, "deescalation")
    for item in found:
        if item.label in SIGNS:
            yield Code.of(item, shouted=bool(_SHOUTS.search(codes.dialogue.turns[item.turn].text)))
        else:
            yield Code.of(item, **_EFFECT.get(item.label, {}))
    if any(item.label in SIGNS for item in found):
        yield from _cold(codes)


def _cold(codes: Codes) -> Iterator[Code]:
    """The wording of disrespect, and questions in a row."""
    for item in phrases(codes.dialogue, codes.signals, "disrespect", "staff"):
        if item.label != "ordinary":
            yield Code.of(item, "slight", **_INFLAMES, act=item.label)
    for turn in codes.dialogue.side("staff"):
        if turn.text.count("?") >= STACKED:
            yield Code.of(whole(turn, "stacked_questions"), **_INFLAMES)


_EFFECTS = {"effect": ("reduces", "inflames")}
CODER = Coder(
    name="deescalation",
    kinds={
        **{kind: {"shouted": ("yes", "no")} for kind in SIGNS},
        **{kind: {} for kind in ("danger", "thanks")},
        **dict.fromkeys((*REDUCING, *INFLAMING), _EFFECTS),
        "slight": {**_EFFECTS, "act": ()},
    },
    find=find,
    source="Richmond et al. 2012 (BETA)",
)
