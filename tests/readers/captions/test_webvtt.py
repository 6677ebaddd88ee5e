"""WebVTT: Teams, Zoom, rolling captions, and what breaks other readers."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, clock

from carescore.errors import ReadError
from carescore.readers.captions.webvtt import READER


def cues(form: str) -> str:
    rows = enumerate(VISIT, start=1)
    return "".join(
        f"{i}\n{clock(start)} --> {clock(end)}\n{form.format(who, said)}\n\n" for i, (who, said, start, end) in rows
    )


WRITTEN = {
    "teams.vtt": Sample("WEBVTT\n\n" + cues("<v {}>{}</v>")),
    "zoom.vtt": Sample("WEBVTT\n\n" + cues("{}: {}")),
    "marked.vtt": Sample(("\ufeffWEBVTT - visit\n\nNOTE checked\n\n" + cues("<v {}>{}")).replace("\n", "\r\n")),
    "hours.vtt": Sample("WEBVTT\n\n" + cues("<v {}>{}</v>").replace("00:00:", "00:").replace(".000", ".000")),
}
CASES = [
    (
        "a Teams utterance cut into cues",
        "WEBVTT\n\n3f2c9a10-7b1d-4e55-9c0e-2a4b8d6f1c77/12-0\n00:00:03.120 --> 00:00:05.480\n<v Dana Ruiz, RN>Good &amp; well,\nhere</v>\n\n"
        "3f2c9a10-7b1d-4e55-9c0e-2a4b8d6f1c77/12-1\n00:00:05.480 --> 00:00:06.000\n<v Dana Ruiz, RN>we are.</v>\n",
        [("Dana Ruiz, RN", "Good & well, here we are.", 3120, 6000)],
    ),
    (
        "two voices in a cue, notes, styles, settings",
        "WEBVTT - x\n\nSTYLE\n::cue { color: red }\n\nNOTE a --> b\n\n1\n00:01.000 --> 00:02.000 line:90%\n<v.loud Ann>one\n<v Bo>two\n",
        [("Ann", "one", 1000, 2000), ("Bo", "two", 1000, 2000)],
    ),
    (
        "words before the first voice of a cue are somebody's, marks are not",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning. <v Ann>one\n\n00:03.000 --> 00:04.000\n- <v Bo>two\n",
        [(None, "Good morning.", 1000, 2000), ("Ann", "one", 1000, 2000), ("Bo", "two", 3000, 4000)],
    ),
    (
        "Zoom: a cue without a name goes on, a colon in speech is speech",
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nLena Fox: Hello.\n\n00:00:02.000 --> 00:00:03.000\nso here's the thing: rest\n",
        [("Lena Fox", "Hello.", 1000, 2000), ("Lena Fox", "so here's the thing: rest", 2000, 3000)],
    ),
    (
        "rolling captions are said once",
        "WEBVTT\n\n00:00:00.400 --> 00:00:02.310\n \nso<00:00:00.640><c> when</c>\n\n00:00:02.310 --> 00:00:02.320\nso when\n \n\n"
        "00:00:02.320 --> 00:00:04.000\nso when\ndid<00:00:02.500><c> it</c>\n",
        [(None, "so when", 400, 2310), (None, "did it", 2320, 4000)],
    ),
    (
        "no blank line between cues, comma times, a voice left open",
        "WEBVTT\n\n00:00:01,000 --> 00:00:02,000\n<v Ann>one\n00:00:02,000 --> 00:00:03,000\n<v Bo>two",
        [("Ann", "one", 1000, 2000), ("Bo", "two", 2000, 3000)],
    ),
    (
        "a payload of digits is speech",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>How old?\n\n00:02.000 --> 00:03.000\n<v Bo>10\n",
        [("Ann", "How old?", 1000, 2000), ("Bo", "10", 2000, 3000)],
    ),
    (
        "Rev: names in brackets, two speakers in a cue",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n(Dr. Fox)\nAny pain?\n\n00:02.000 --> 00:03.000\n- No.\n- Good.\n\n"
        "00:03.000 --> 00:04.000\n(Dr. Fox)\nBye.\n",
        [
            ("Dr. Fox", "Any pain?", 1000, 2000),
            (None, "No.", 2000, 3000),
            (None, "Good.", 2000, 3000),
            ("Dr. Fox", "Bye.", 3000, 4000),
        ],
    ),
    (
        "a change of speaker without a name",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n>> Any pain?\n\n00:02.000 --> 00:03.000\n&gt;&gt; No.\n",
        [(None, "Any pain?", 1000, 2000), (None, "No.", 2000, 3000)],
    ),
    (
        "Webex: the name beside the id",
        'WEBVTT\n\n1 "Lena Fox" (1234567)\n00:01.000 --> 00:02.000\nAny pain?\n\n2 "Sam Hill" (89)\n00:02.000 --> 00:03.000\nNo.\n',
        [("Lena Fox", "Any pain?", 1000, 2000), ("Sam Hill", "No.", 2000, 3000)],
    ),
    (
        "sounds in brackets are no words; escaped marks are text",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n[Music] a &lt;b&gt; c &amp;amp; d\n\n00:02.000 --> 00:03.000\n[Music] so\n",
        [(None, "a <b> c &amp; d", 1000, 2000), (None, "so", 2000, 3000)],
    ),
    (
        "cue ids that come back are speakers",
        "WEBVTT\n\nspk_0\n00:01.000 --> 00:02.000\nAny pain?\n\nspk_1\n00:02.000 --> 00:03.000\nNo.\n\nspk_0\n00:03.000 --> 00:04.000\nGood.\n\n"
        "spk_1\n00:04.000 --> 00:05.000\nBye.\n",
        [
            ("spk_0", "Any pain?", 1000, 2000),
            ("spk_1", "No.", 2000, 3000),
            ("spk_0", "Good.", 3000, 4000),
            ("spk_1", "Bye.", 4000, 5000),
        ],
    ),
    (
        "ids that never come back are none",
        "WEBVTT\n\nintro\n00:01.000 --> 00:02.000\nAny pain?\n\nend\n00:02.000 --> 00:03.000\nNo.\n",
        [(None, "Any pain?", 1000, 2000), (None, "No.", 2000, 3000)],
    ),
    (
        "Meet: two names in a cue, the same name in the next, a dash between",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n(Ann Fox)\nAny pain?\n-\n \n(Bo Hill)\nNo.\n\n00:02.000 --> 00:03.000\n(Bo Hill)\nNone.\n\n"
        "00:03.000 --> 00:04.000\n(Ann Fox)\nGood.\n",
        [
            ("Ann Fox", "Any pain?", 1000, 2000),
            ("Bo Hill", "No.", 1000, 2000),
            ("Bo Hill", "None.", 2000, 3000),
            ("Ann Fox", "Good.", 3000, 4000),
        ],
    ),
    (
        "an arrow in the text is text",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>knee --> hip\nhip --> knee\n",
        [("Ann", "knee --> hip hip --> knee", 1000, 2000)],
    ),
    (
        "a voice of nobody ends the one before",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>one\n\n00:02.000 --> 00:03.000\n<v Unknown Speaker>two\n",
        [("Ann", "one", 1000, 2000), (None, "two", 2000, 3000)],
    ),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cases(text: str, rows: list[tuple[str | None, str, int, int]]) -> None:
    found, _ = READER.read(text)
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == rows


BROKEN = [("WEBVTT\n\n00:xx --> 00:02.000\nsecretword\n", 3), ("WEBVTT\n\nsecretword\n", 1)]


@pytest.mark.parametrize(("text", "line"), BROKEN)
def test_without_one_good_cue_the_line_is_named(text: str, line: int) -> None:
    with pytest.raises(ReadError) as caught:
        READER.read(text)
    assert caught.value.line == line
    assert "secretword" not in str(caught.value)


def test_a_broken_cue_is_skipped_and_said() -> None:
    found, notes = READER.read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>one\n\n00:xx --> 00:03.000\n<v Bo>two\n")
    assert [u.text for u in found] == ["one"]
    assert notes == ["line 6: a cue without readable times was skipped"]


def test_cut_in_the_middle_keeps_what_is_whole() -> None:
    whole = WRITTEN["teams.vtt"].data.decode()
    found, _ = READER.read(whole[: whole.index("Good.")])
    assert [u.text for u in found] == [said for _, said, _, _ in VISIT[:2]]


def test_rolling_captions_give_the_times_of_words() -> None:
    text = "WEBVTT\n\n00:00:00.400 --> 00:00:02.310\n>> so<00:00:00.640><c> when</c>\n\n00:00:02.310 --> 00:00:02.320\n>> so when\n"
    found, _ = READER.read(text)
    assert [u.text for u in found] == ["so when"]
    assert [(w.text, w.start_ms, w.end_ms) for w in found[0].words] == [("so", 400, 640), ("when", 640, 2310)]


def test_highlighted_words_are_one_utterance() -> None:
    cues = [
        ("00:01.000 --> 00:01.500", "<u>Any</u> pain?"),
        ("00:01.500 --> 00:01.600", "Any pain?"),
        ("00:01.600 --> 00:02.000", "Any <u>pain?</u>"),
    ]
    found, _ = READER.read("WEBVTT\n\n" + "\n".join(f"{times}\n{said}\n" for times, said in cues))
    assert [(u.text, u.start_ms, u.end_ms) for u in found] == [("Any pain?", 1000, 2000)]
    assert [(w.text, w.start_ms, w.end_ms) for w in found[0].words] == [("Any", 1000, 1500), ("pain?", 1600, 2000)]
