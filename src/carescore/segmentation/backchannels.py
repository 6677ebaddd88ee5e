"""Backchannels: short listener signals that support the speaker and do not take the floor.

Definition: at most three words, all acknowledgements; not the answer to a question; with times, at most MAX_MS long;
and the other speaker goes on afterwards, before a pause of PAUSE_MS, or a model that heard the talk around it says so.
Source: Dhillon et al. 2004 (MRDA manual, tag b); 98 % of 14,621 MRDA
backchannels last 1.0 s or less. Limits: recognisers drop many, so absence is weak evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from carescore.segmentation._base import PAUSE_MS
from carescore.text.regex import lazy
from carescore.text.words import ACKNOWLEDGEMENTS
from carescore.transcript import Utterance

MAX_WORDS = 3
MAX_MS = 1500  # 1.0 s covers 98 % of MRDA; hand-drawn and recogniser intervals are up to 0.5 s too long
INSIDE_MS = 500  # a signal that starts this long before the host's end was given while the host spoke

_PHRASES = frozenset({"of course", "i see", "got it", "go on", "oh no", "i got it", "oh i see", "ok got it"})
_WORD = lazy(r"[^\W_]+(?:['-][^\W_]+)*")


def is_acknowledgement(text: str) -> bool:
    """Whether a text is nothing but a short listener signal."""
    if "?" in text:
        return False
    words = [word[0] for word in islice(_WORD.finditer(text.lower().replace("’", "'")), MAX_WORDS + 1)]
    if not words or len(words) > MAX_WORDS:
        return False
    if " ".join(words) in _PHRASES:
        return True
    return all(word in ACKNOWLEDGEMENTS for word in words)


def find(utterances: Sequence[Utterance], heard: Sequence[bool] | None = None) -> dict[int, int]:
    """Index of each backchannel → index of the utterance it supports. Who says nothing else keeps their turns.

    heard: for each utterance, whether a model judges it a backchannel.
    """
    found: dict[int, int] = {}
    host: int | None = None
    for i in range(len(utterances)):
        if host is not None and _supports(utterances, i, host, heard is not None and heard[i]):
            found[i] = host
        else:
            host = i
    speaking = {utterance.speaker for i, utterance in enumerate(utterances) if i not in found}
    return {i: host for i, host in found.items() if utterances[i].speaker in speaking}


def _supports(utterances: Sequence[Utterance], i: int, host: int, heard: bool) -> bool:
    signal, held = utterances[i], utterances[host]
    if signal.speaker == held.speaker or not is_acknowledgement(signal.text) or _too_long(signal):
        return False
    if not _inside(signal, held) and (held.text.rstrip().endswith("?") or _silent_after(utterances, i, held)):
        return False
    return heard or _inside(signal, held) or _goes_on(utterances, i, held)


def _too_long(signal: Utterance) -> bool:
    if signal.start_ms is None or signal.end_ms is None:
        return False
    return signal.end_ms - signal.start_ms > MAX_MS


def _inside(signal: Utterance, held: Utterance) -> bool:
    if signal.start_ms is None or held.end_ms is None:
        return False
    return signal.start_ms <= held.end_ms - INSIDE_MS


def _silent_after(utterances: Sequence[Utterance], i: int, held: Utterance) -> bool:
    """Whether the host's next words come so late that the signal stands alone, as "okay" does before a hold."""
    end = utterances[i].end_ms
    later = next((one.start_ms for one in utterances[i + 1 :] if one.speaker == held.speaker), None)
    return end is not None and later is not None and later - end >= PAUSE_MS


def _goes_on(utterances: Sequence[Utterance], i: int, held: Utterance) -> bool:
    """Whether the next utterance that is no acknowledgement by the same listener is the host's again."""
    for later in utterances[i + 1 :]:
        if later.speaker == held.speaker:
            return True
        if later.speaker != utterances[i].speaker or not is_acknowledgement(later.text):
            return False
    return False
