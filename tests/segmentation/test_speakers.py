"""Cutting talk without labels where the voice changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from carescore.segmentation import speakers
from carescore.text.ngrams import spans
from carescore.transcript import Utterance, Word


def test_a_piece_keeps_the_times_that_are_known() -> None:
    one = Utterance(
        None, "Any pain? No.", 0, 900, (Word("Any", 0, 200), Word("pain?", 200, 500), Word("No.", 600, 900))
    )
    two = Utterance(None, "Good. Bye now.", 1000, 2000)
    text = speakers.joined([one, two])
    found = speakers.labelled([one, two], spans(text), ["Staff", "Patient", "Staff", "Patient"])
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [
        ("Staff", "Any pain?", 0, 500),
        ("Patient", "No.", 600, 900),
        ("Staff", "Good.", 1000, None),
        ("Patient", "Bye now.", None, 2000),
    ]


def test_a_sentence_may_run_over_cues_and_quotes_stay_whole() -> None:
    cues = [
        Utterance(None, 'He said "stop."', 0, 9),
        Utterance(None, "And then", 9, 20),
        Utterance(None, "left. Oh.", 20, 30),
    ]
    found = speakers.labelled(cues, spans(speakers.joined(cues)), ["Patient", "Patient", "Staff"])
    assert [(u.speaker, u.text) for u in found] == [
        ("Patient", 'He said "stop."'),
        ("Patient", "And then"),
        ("Patient", "left."),
        ("Staff", "Oh."),
    ]


@given(st.lists(st.text(alphabet="ab .?!\"'", min_size=1, max_size=20), min_size=1, max_size=6))
def test_no_word_is_lost(texts: list[str]) -> None:
    cues = [Utterance(None, text) for text in texts if text.strip()]
    sentences = spans(speakers.joined(cues))
    voices = [("Staff", "Patient")[i % 2] for i in range(len(sentences))]
    found = speakers.labelled(cues, sentences, voices)
    if sentences:
        assert "".join("".join(u.text.split()) for u in found) == "".join("".join(u.text.split()) for u in cues)
