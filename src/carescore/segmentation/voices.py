"""For whom a turn speaks, where that is not its speaker: interpreters, other languages, talk beside a role-play.

An interpreter's English is the voice of who spoke before in another language; of the patient where nobody did. A turn
in another language has its time and its place, and its words are in no measure. What is said between a facilitator's
turns is of the role-play only where staff and patient talk with each other there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from carescore.predictors import load
from carescore.segmentation import _language, roles
from carescore.segmentation._base import Dialogue, Turn
from carescore.text.regex import lazy
from carescore.transcript import Role

EVERYDAY_SHARE = 0.6  # of a turn's words, below which it may be in another language; drug names alone are below, too
FOREIGN_SHARE = 0.3  # of a speaker's words in such turns from which they do speak another language
FEWEST_FOREIGN = 8  # words
EXCHANGE = 2  # turns of each side between two turns of a facilitator that make it part of the role-play
_FOREIGN_MARKS = lazy(r"[¿¡]")
FOREIGN = "{n} {turns} in another language: measured for time and turns, not for words"
ASIDE = "{n} {turns} with the facilitator, beside the role-play: shown, in no score"


def with_foreign(dialogue: Dialogue, interpreters: Collection[str]) -> Dialogue:
    """The dialogue with its turns in another language marked, unless all of it seems to be in one. interpreters: labels
    of interpreters."""
    suspects = [turn for turn in dialogue.turns if not _language.has_function_words(turn.text)]
    if not suspects or not _language.is_english(dialogue.turns):
        return dialogue
    everyday = load.load("terms").heads["everyday"].index
    odd = [turn for turn in suspects if _is_odd(turn.text, everyday)]
    speakers = set(interpreters) | {t.speaker for t in odd if _speaks_another(t.speaker, odd, dialogue.turns)}
    if interpreters:
        speakers |= {turn.speaker for turn in odd}
    found = {turn.index for turn in odd if turn.speaker in speakers or _FOREIGN_MARKS.search(turn.text)}
    if not found or len(found) == len(dialogue.turns):
        return dialogue
    turns = tuple(replace(turn, foreign=True) if turn.index in found else turn for turn in dialogue.turns)
    note = FOREIGN.format(n=len(found), turns=_turns(len(found)))
    return replace(dialogue, turns=turns, notes=(*dialogue.notes, note))


def _is_odd(text: str, everyday: Collection[str]) -> bool:
    """Whether too few of the words are everyday English."""
    words = _language.words(text)
    return bool(words) and sum(word in everyday for word in words) < EVERYDAY_SHARE * len(words)


def _speaks_another(speaker: str, odd: Sequence[Turn], turns: Sequence[Turn]) -> bool:
    words = sum(len(_language.words(turn.text)) for turn in odd if turn.speaker == speaker)
    total = sum(len(_language.words(turn.text)) for turn in turns if turn.speaker == speaker)
    return words >= FEWEST_FOREIGN and words >= FOREIGN_SHARE * total


def with_voices(dialogue: Dialogue) -> Dialogue:
    """The dialogue with an interpreter's English given to whom it renders, and talk beside a role-play set aside."""
    aside = _beside_role_play(dialogue)
    spoken_for = dict(_rendered(dialogue.turns))
    if not aside and not spoken_for:
        return dialogue
    turns = tuple(
        replace(turn, role=Role.OTHER if turn.index in aside else turn.role, voice=spoken_for.get(turn.index))
        for turn in dialogue.turns
    )
    notes = list(dialogue.notes)
    if spoken_for:
        notes.append("the interpreter's English stands for the words of those who are rendered")
    if aside:
        notes.append(ASIDE.format(n=len(aside), turns=_turns(len(aside))))
    return replace(dialogue, turns=turns, notes=tuple(notes))


def _rendered(turns: Sequence[Turn]) -> Iterator[tuple[int, Role]]:
    """(turn, role) of every English turn of an interpreter."""
    voice = Role.PATIENT
    for turn in turns:
        if turn.role is not Role.INTERPRETER:
            voice = turn.role if turn.foreign and turn.floor_side else Role.PATIENT
        elif not turn.foreign:
            yield turn.index, voice


def _beside_role_play(dialogue: Dialogue) -> set[int]:
    """The turns of staff and patient that are no part of the role-play, if facilitators speak."""
    facilitators = {s.id for s in dialogue.speakers if s.role is Role.OTHER and roles.is_facilitator(s.id)}
    if not facilitators:
        return set()
    stretches: list[list[Turn]] = [[]]
    for turn in dialogue.turns:
        if turn.speaker in facilitators:
            stretches.append([])
        elif turn.floor_side:
            stretches[-1].append(turn)
    if not any(map(_is_exchange, stretches)):
        return set()
    return {turn.index for stretch in stretches if not _is_exchange(stretch) for turn in stretch}


def _is_exchange(stretch: Sequence[Turn]) -> bool:
    sides = [turn.floor_side for turn in stretch]
    return min(sides.count("staff"), sides.count("patient")) >= EXCHANGE


def _turns(n: int) -> str:
    return "turn" if n == 1 else "turns"
