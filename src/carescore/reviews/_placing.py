"""A review after corrections of who spoke: the conversation is parted anew, and what was said of a place follows it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace

from carescore.errors import ReviewError
from carescore.reviews._data import MomentMark, Review, Round, Unticked
from carescore.segmentation import Dialogue, corrections
from carescore.transcript import Transcript

Again = Callable[[Transcript, Mapping[str, str]], Dialogue]
Place = tuple[int, int, int]  # turn, start, end


def settled(dialogue: Dialogue, transcript: Transcript, review: Review, again: Again) -> tuple[Dialogue, Review]:
    """The conversation with every round of corrections, and the review of it, with none open. again: parts a transcript
    into turns, with roles by speaker. Raises ReviewError for a turn or a speaker that is not there."""
    for one in review.corrected:
        dialogue, transcript = _corrected(dialogue, transcript, one, again)
    require_turns(review, len(dialogue.turns))
    if not review.open:
        return dialogue, review
    after, _ = _corrected(dialogue, transcript, review.open, again)
    return after, _moved(review, _Places(dialogue, after))


def _corrected(dialogue: Dialogue, transcript: Transcript, one: Round, again: Again) -> tuple[Dialogue, Transcript]:
    """Roles are as they were but for the corrections: nothing that a person saw and left is judged anew."""
    known = {speaker.id for speaker in dialogue.speakers}
    if not {*one.speakers, *one.turns.values()} <= known:
        raise ReviewError("the review corrects a speaker who is not in this conversation")
    if max(one.turns, default=0) >= len(dialogue.turns):
        raise ReviewError("the review corrects a turn that is not in this conversation")
    said = corrections.spoken_by(dialogue, transcript, one.turns)
    roles = {speaker.id: speaker.role.value for speaker in dialogue.speakers} | dict(one.speakers)
    left = {speaker.id for speaker in again(said, {}).speakers}  # some have no turn of their own any more
    return again(said, {label: role for label, role in roles.items() if label in left}), said


def require_turns(review: Review, turns: int) -> None:
    """Raises ReviewError where the review speaks of more turns than there are."""
    if review.last_turn >= turns:
        raise ReviewError("the review speaks of a turn that is not there: score it with the options of its page")


def _moved(review: Review, places: _Places) -> Review:
    """The review with its places after the open round; what has none any more is found nowhere."""

    def unticked(one: Unticked) -> Unticked:
        turn, start, end = places.of(one.turn, one.start, one.end)
        return replace(one, turn=turn, start=start, end=end)

    def mark(one: MomentMark) -> MomentMark:
        turn, start, end = places.of(one.turn, one.start, one.end)
        return replace(one, turn=turn, start=start, end=end)

    return replace(
        review,
        unticked=tuple(map(unticked, review.unticked)),
        notes=tuple(replace(one, turn=places.of(one.turn, 0, 1)[0]) for one in review.notes),
        moments=tuple(map(mark, review.moments)),
        open=Round(),
        corrected=(*review.corrected, review.open),
    )


class _Places:
    """Where a stretch of one parting into turns stands in another: in the same utterance, as far from its beginning."""

    def __init__(self, before: Dialogue, after: Dialogue) -> None:
        self._before = before
        self._after = after
        self._where = {
            part: (turn.index, offset)
            for turn in after.turns
            for part, (offset, _) in zip(turn.parts, turn.anchors, strict=True)
        }

    def of(self, turn: int, start: int, end: int) -> Place:
        """The place now; an end that has gone to another turn is that of its own turn."""
        first, last = self._moved(turn, start), self._moved(turn, max(start, end - 1))
        if first is None:
            return min(turn, len(self._after.turns) - 1), 0, 0
        stays = last is not None and last[0] == first[0]
        until = last[1] + 1 if last is not None and stays else len(self._after.turns[first[0]].text)
        return first[0], first[1], until

    def _moved(self, index: int, offset: int) -> tuple[int, int] | None:
        """Turn and offset now; None for what has become a listener's signal."""
        turn = self._before.turns[index]
        begins = [anchor for anchor, _ in turn.anchors]
        place = max(0, bisect_right(begins, offset) - 1)
        found = self._where.get(turn.parts[place])
        return None if found is None else (found[0], found[1] + offset - begins[place])
