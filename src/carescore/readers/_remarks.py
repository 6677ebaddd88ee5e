"""What transcribers and recognisers write between the words: "[laughs]", "(phone rings)", "*coughs*", "[BLANK_AUDIO]".

Sounds and silences are left out. What a person does with her voice or to the other's is kept, as one of the signs of
``transcript.SIGNS`` in the place where it stood: a sign is no word, and codes read it. Other brackets stay as text, for
they may hold a name that was taken out, or words that overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from carescore.text.regex import lazy
from carescore.text.wordlists import alternatives
from carescore.transcript import SIGNS, Utterance

# They stay patterns: forms of a verb, and any number of small words behind them.
_OF_VOICE = (
    (r"(?:laugh(?:s|ing|ter|ed)?|chuckl(?:es?|ing)|giggl(?:es?|ing))", "[laughs]"),
    (r"(?:cr(?:y|ies|ying)|sob(?:s|bing)?|weep(?:s|ing)|tearful)", "[crying]"),
    (r"sigh(?:s|ing|ed)?", "[sighs]"),
    (r"(?:cross ?talk(?:ing)?|overlap(?:s|ping)?|talk(?:s|ing) over|speak(?:s|ing) over|simultaneous)", "[crosstalk]"),
    (r"(?:interrupt(?:s|ed|ing|ion)?|cuts? off)", "[interrupted]"),
    (r"(?:inaudible|unintelligible|indistinct|unclear|unk)", "[inaudible]"),
)
_NOISE = rf"(?:{alternatives('readers', 'noises')})"
_TAIL = (
    r"(?:[ _-](?:\w+ly|in|the|background|playing|rings?|ringing|buzz(?:es|ing)|slams?|opens?|closes?"
    r"|language|over|audio|"
    r"each|other|on|hold|noise|speech|of|for|\d+|seconds?|both|all|time|recording|tape|two|speakers?|voices?|at|once|and|"
    r"heavily|continues?|stops?|effects?|off|spanish|[\d:.]+))*\.?"
)
_SIGN = [(lazy(of_voice + _TAIL), sign) for of_voice, sign in _OF_VOICE]
_SOUND = lazy(rf"(?:{_NOISE}{_TAIL}|[\d.]*\.[\d.]*|\.+|_*)")
_TAG = lazy(
    r"\[[^\[\]\n]{1,40}\]|\([^()\n]{1,40}\)|(?<![\w*])\*[^*\s][^*\n]{0,30}\*(?![\w*])|<(?:unk|noise|music|laughter|silence)/?>"
    r"|♪[^♪\n]*♪|[♪♫]+"
)
_HIDDEN = lazy(r"\W*\[(?:pii|redacted|censored)\]\W*", re.IGNORECASE)
_GAP = lazy(r"[ \t]+(?=[,.?!;:](?:\s|$))|(?<=[ \t])[ \t]+")


def without(text: str) -> str:
    """The text without sounds, with signs where they stood; "" where nothing else is in it."""
    if "[" not in text and "(" not in text and "*" not in text and "<" not in text and "♪" not in text:
        return text
    bare = _TAG.sub(_instead, text)
    if bare != text:
        bare = _GAP.sub("", bare).strip()
    return "" if _HIDDEN.fullmatch(bare) or not any(map(str.isalnum, bare)) else bare


def left_out(found: Iterable[Utterance]) -> Iterator[Utterance]:
    """The utterances without sounds; those in which nothing is left are none. Timed words go with their sounds."""
    for utterance in found:
        text = without(utterance.text)
        if text is utterance.text:
            yield utterance
        elif text:
            words = tuple(word for word in utterance.words if without(word.text))
            yield replace(utterance, text=text, words=words)


def _instead(match: re.Match[str]) -> str:
    return _of(match[0])


@lru_cache(maxsize=1024)
def _of(tag: str) -> str:
    """What stands in the place of a tag: a sign, nothing for a sound, else the tag itself."""
    if tag[0] in "♪♫":
        return ""
    if tag in SIGNS:
        return tag
    inner = " ".join(tag[1:-1].strip(" _/").lower().replace("_", " ").split())
    for pattern, sign in _SIGN:
        if pattern.fullmatch(inner):
            return sign
    return "" if _SOUND.fullmatch(inner) else tag
