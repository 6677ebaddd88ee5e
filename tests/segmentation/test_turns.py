"""turns, pauses, transitions: maximal stretches, offsets that replay, floor transfer offsets."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from carescore import Role, Transcript, Utterance
from carescore.segmentation import Turn, segment

UTTERANCES = st.lists(
    st.builds(
        Utterance,
        st.sampled_from(["Nurse", "Patient", None]),
        st.text(alphabet="ab .?-", min_size=1, max_size=20).filter(str.strip),
        st.integers(0, 5000),
        st.integers(5000, 9000),
    ),
    max_size=12,
)


def transcript(*utterances: Utterance) -> Transcript:
    return Transcript("t", tuple(utterances))


def test_neighbouring_utterances_join_and_backchannels_hang_on() -> None:
    dialogue = segment(
        transcript(
            Utterance("Nurse", "It may sting", 0, 2000),
            Utterance("Patient", "Mm-hm.", 1200, 1500),
            Utterance("Nurse", "a  little.", 2500, 4000),
            Utterance("Patient", "That is fine with me.", 3800, 6000),
        )
    )
    first, second = dialogue.turns
    assert (first.text, first.start_ms, first.end_ms) == ("It may sting a little.", 0, 4000)
    assert [b.text for b in first.backchannels] == ["Mm-hm."]
    assert first.ms_at(0) == 0 and first.ms_at(first.text.index("a little")) == 2500
    assert (first.role, second.role) == (Role.STAFF, Role.PATIENT)
    assert [t.offset_ms for t in dialogue.transitions] == [-200]
    assert [(p.turn, p.start_ms, p.end_ms) for p in dialogue.pauses] == [(0, 2000, 2500)]


def test_no_times_no_transitions() -> None:
    dialogue = segment(transcript(Utterance("Nurse", "Hello."), Utterance("Patient", "Hi there.")))
    assert dialogue.transitions == () and not dialogue.has_clock


@given(UTTERANCES)
def test_no_word_is_lost_and_no_turn_follows_its_own_speaker(utterances: list[Utterance]) -> None:
    assume(any(utterance.speaker for utterance in utterances))  # without any label, voices are told apart
    dialogue = segment(transcript(*utterances))
    said = [w for t in dialogue.turns for w in [*t.text.split(), *(w for b in t.backchannels for w in b.text.split())]]
    assert sorted(said) == sorted(w for u in utterances for w in u.text.split())
    pairs = zip(dialogue.turns, dialogue.turns[1:], strict=False)
    kept = [b for t in dialogue.turns for b in t.backchannels]
    assert all(one.speaker != two.speaker for one, two in pairs)
    assert {s.id for s in dialogue.speakers} == {u.speaker or "unknown" for u in utterances}
    assert len(kept) + sum(len(t.anchors) for t in dialogue.turns) == len(utterances)


def turn(*times: tuple[int | None, int | None]) -> Turn:
    """The nurse's turn of these utterances, after a patient's from 0 to 20 s."""
    said = [Utterance("Nurse", "I see it.", start, end) for start, end in times]
    return segment(transcript(Utterance("Patient", "It hurts " * 20, 0, 20_000), *said)).turns[1]


def test_a_part_inside_the_turn_before_takes_no_floor() -> None:
    assert turn((10_000, 20_000), (20_400, 21_000)).start_ms == 20_400
    assert turn((10_000, 20_001), (20_400, 21_000)).start_ms == 10_000
    assert turn((10_000, 15_000)).start_ms == 10_000


def test_spans_are_joined_where_they_overlap() -> None:
    assert turn((21_000, 22_000), (22_000, 23_000)).spans == ((21_000, 22_000), (22_000, 23_000))
    assert turn((21_000, 23_000), (22_000, 24_000)).spans == ((21_000, 24_000),)
    assert turn((21_000, 24_000), (22_000, 23_000)).spans == ((21_000, 24_000),)


def test_a_pause_is_longer_than_nothing() -> None:
    said = [Utterance("Nurse", "I see.", 0, 1000), Utterance("Nurse", "Yes.", 1000, 2000)]
    assert segment(transcript(*said, Utterance("Patient", "It hurts.", 2000, 3000))).pauses == ()


def test_a_part_without_a_start_leaves_a_turn_without_spans() -> None:
    said = [Utterance("Nurse", "I see.", None, None), Utterance("Nurse", "Yes, there.", 0, None)]
    dialogue = segment(transcript(*said, Utterance("Patient", "It hurts.", 100, None)))
    assert [turn.spans for turn in dialogue.turns] == [(), ()]
