"""Plain text: every dialect that people type or tools export."""

from __future__ import annotations

from pathlib import Path

import pytest
from readers.visit import VISIT, Sample, clock

import carescore
from carescore.errors import ReadError
from carescore.readers.plain_text.plain_text import READER, looks_like

SAID = frozenset({"speaker"})
STARTED = SAID | {"start"}
Rows = list[tuple[str | None, str, int | None, int | None]]


def lines(form: str) -> str:
    return "".join(form.format(who=who, said=said, at=clock(start), to=clock(end)) for who, said, start, end in VISIT)


WRITTEN = {
    "colon.txt": Sample(lines("{who}: {said}\n"), SAID),
    "stamped.txt": Sample(lines("[{at}] {who}: {said}\n"), STARTED),
    "otter.txt": Sample(lines("{who}  {at}\n{said}\n\n"), STARTED),
    "rev.txt": Sample(lines("{who} ({at}):\n{said}\n"), STARTED),
    "above.txt": Sample(lines("{who}\n{said}\n\n"), SAID),
    "dash.txt": Sample(lines("{who} - {said}\n"), SAID),
    "dated.txt": Sample("Date: today\n\n" + lines("{who}: {said}\r\n"), SAID),
    "bracket.txt": Sample(lines("[{who}] {said}\n"), SAID),
    "otter_one_space.txt": Sample(lines("{who} {at}\n{said}\n\n") + "Transcribed by https://otter.ai\n", STARTED),
    "fathom.txt": Sample(lines("{at} - {who}\n  {said}\n\n"), STARTED),
    "fireflies.txt": Sample(lines("{who} - {at}\n{said}\n\n"), STARTED),
    "ranges.txt": Sample(lines("[{at} --> {to}] {who}: {said}\n")),
    "premiere.txt": Sample(lines("[{at} - {to}]\n{who}\n{said}\n\n")),
    "irc.txt": Sample(lines("<{who}> {said}\n"), SAID),
    "tabs.txt": Sample(lines("{who}\t{said}\n"), SAID),
    "tabs_timed.txt": Sample(lines("{at}\t{who}\t{said}\n"), STARTED),
    "maxqda.txt": Sample(lines("{at}{who}: {said}\n"), STARTED),
    "captions.txt": Sample(lines(">> {who}: {said}\n"), SAID),
    "fullwidth.txt": Sample(lines("{who}：{said}\n"), SAID),
    "french.txt": Sample(lines("{who} : {said}\n"), SAID),
    "bold.md": Sample("# Visit\n\n" + lines("**{who}:** {said}\n\n"), SAID),
    "headings.md": Sample(lines("### {who} ({at})\n\n{said}\n\n"), STARTED),
    "table.md": Sample(
        "# Visit\n\n| Time | Speaker | Text |\n|---|---|---|\n" + lines("| {at} | {who} | {said} |\n"), STARTED
    ),
}

PAIR = [("Dr. Fox", "Any pain today?"), ("Sam Hill", "No, just stiff."), ("Dr. Fox", "Good.")]
UNTIMED: Rows = [(who, said, None, None) for who, said in PAIR]


def timed(*starts: int | None) -> Rows:
    return [(who, said, start, None) for (who, said), start in zip(PAIR, starts, strict=True)]


CASES: list[tuple[str, str, Rows]] = [
    (
        "letters, a small one, a wrapped line",
        "D: Any pain\nat all?\np: No.\nD: Good.\nP: Bye.\n",
        [
            ("D", "Any pain at all?", None, None),
            ("P", "No.", None, None),
            ("D", "Good.", None, None),
            ("P", "Bye.", None, None),
        ],
    ),
    (
        "letters with a legend",
        "D = Doctor\nP = Patient\n\nD: Any pain?\nP: No.\nD: Good.\n",
        [("Doctor", "Any pain?", None, None), ("Patient", "No.", None, None), ("Doctor", "Good.", None, None)],
    ),
    (
        "lines of sentences stay apart: somebody else may speak in each",
        "It was fine.\nThen it hurt.\n",
        [(None, "It was fine.", None, None), (None, "Then it hurt.", None, None)],
    ),
    (
        "wrapped lines go on",
        "We went home because it was late and\nthe rain had come, and then we slept\nuntil the morning. In the morning the\npain was back.\n",
        [
            (
                None,
                "We went home because it was late and the rain had come, and then we slept until the morning. In the morning the "
                "pain was back.",
                None,
                None,
            )
        ],
    ),
    (
        "prose with a colon names nobody",
        "We went home.\nIt was late.\nRemember: take two.\nThen we slept.\nThat was all.\n",
        [
            (None, said, None, None)
            for said in ("We went home.", "It was late.", "Remember: take two.", "Then we slept.", "That was all.")
        ],
    ),
    (
        "short answers on their own lines are no names",
        "Okay\nSo tell me more about it\nYes\nOkay\nIt hurts at night\nYes\n",
        [
            (None, said, None, None)
            for said in ("Okay", "So tell me more about it", "Yes", "Okay", "It hurts at night", "Yes")
        ],
    ),
    (
        "a time that is an answer is speech",
        "Dr. Fox: When did you take it?\nSam Hill:\n10:30\nDr. Fox: Good.\n",
        [
            ("Dr. Fox", "When did you take it?", None, None),
            ("Sam Hill", "10:30", None, None),
            ("Dr. Fox", "Good.", None, None),
        ],
    ),
    (
        "a time in prose is speech",
        "I came early.\n10:30 works for me.\nThen we can start.\n",
        [(None, said, None, None) for said in ("I came early.", "10:30 works for me.", "Then we can start.")],
    ),
    (
        "Otter: hours, a nobody, a header without a name, trailing spaces, footer",
        "Dr. Fox  0:03  \nAny pain today?\n\nUnknown Speaker  0:06  \nA bit.\n\n0:09  \nMe too.\n\n0:10\nAnd me.\n\n0:12\nSo.\n\n"
        "Dr. Fox  1:02:10  \nGood.\n\nTranscribed by https://otter.ai\n",
        [
            ("Dr. Fox", "Any pain today?", 3000, None),
            (None, "A bit.", 6000, None),
            (None, "Me too.", 9000, None),
            (None, "And me.", 10000, None),
            (None, "So.", 12000, None),
            ("Dr. Fox", "Good.", 3730000, None),
        ],
    ),
    (
        "Teams docx: title, date, length, who started it",
        "Follow-up visit\nNovember 3, 2026, 9:00AM\n27m 42s\nDana Ruiz started transcription\nDana Ruiz   0:03\nGood morning.\n"
        "Sam Hill   1:02:10\nMy jaw clicks.\nDana Ruiz stopped transcription\n",
        [("Dana Ruiz", "Good morning.", 3000, None), ("Sam Hill", "My jaw clicks.", 3730000, None)],
    ),
    (
        "Teams copied from the web",
        "Dana Ruiz\n3 seconds\n0:03\nGood morning.\nSam Hill\n5 minutes 3 seconds\n5:03\nMy jaw clicks.\n"
        "Dana Ruiz\n1 hour 2 minutes 10 seconds\n1:02:10\nI see.\n",
        [
            ("Dana Ruiz", "Good morning.", 3000, None),
            ("Sam Hill", "My jaw clicks.", 303000, None),
            ("Dana Ruiz", "I see.", 3730000, None),
        ],
    ),
    (
        "Google Meet: attendees, times of blocks, the end",
        "Visit (2026-11-03 09:00 GMT) - Transcript\nAttendees\nDr. Fox, Sam Hill\nTranscript\n00:00:00\nDr. Fox: Any pain today?\n"
        "Sam Hill: No, just stiff.\n00:05:00\nDr. Fox: Good.\nTranscription ended after 00:26:31\n"
        "This editable transcript was computer generated and might contain errors. People can also change the text.\n",
        timed(0, None, 300000),
    ),
    (
        "Gemini: the notes half is no speech",
        "📝 Notes\nSummary\nDr. Fox: said to come again\n📖 Transcript\n00:00:00\nDr. Fox: Any pain today?\nSam Hill: No, just stiff.\nDr. Fox: Good.\n",
        timed(0, None, None),
    ),
    (
        "Rev: events with times are no headers",
        "Dr. Fox (00:03):\nAny pain [inaudible 00:00:04] today?\n\nSam Hill (00:06):\n[crosstalk] No.\n\nDr. Fox (01:00:09):\nGood.\n",
        [
            ("Dr. Fox", "Any pain [inaudible] today?", 3000, None),
            ("Sam Hill", "[crosstalk] No.", 6000, None),
            ("Dr. Fox", "Good.", 3609000, None),
        ],
    ),
    (
        "Rev docx: a tab",
        "Dr. Fox (00:03):\tAny pain today?\nSam Hill (00:06):\tNo, just stiff.\nDr. Fox (00:09):\tGood.\n",
        timed(3000, 6000, 9000),
    ),
    (
        "Fathom: title, link, marks",
        "Visit\nVIEW RECORDING - 14 mins (No highlights): https://fathom.video/x\n\n---\n\n0:01 - Dr. Fox (Clinic)\n  Any pain today?\n\n"
        "0:04 - Sam Hill\n  No, just stiff.\nACTION ITEM: call back - WATCH: https://fathom.video/x?t=1\n\n0:09 - Dr. Fox (Clinic)\n  Good.\n",
        [
            ("Dr. Fox (Clinic)", "Any pain today?", 1000, None),
            ("Sam Hill", "No, just stiff.", 4000, None),
            ("Dr. Fox (Clinic)", "Good.", 9000, None),
        ],
    ),
    (
        "Fathom, older",
        "@0:01 - Dr. Fox\nAny pain today?\n@0:04 - Sam Hill\nNo, just stiff.\n@0:09 - Dr. Fox\nGood.\n",
        timed(1000, 4000, 9000),
    ),
    (
        "a name and a time behind an at sign",
        "@Dr. Fox 0:01\nAny pain today?\n@Sam Hill 0:04\nNo, just stiff.\n@Dr. Fox 0:09\nGood.\n",
        timed(1000, 4000, 9000),
    ),
    (
        "Descript: times inside the text cut it there",
        "[00:00:01] Dr. Fox: Any pain today?\n\n[00:00:05] Sam Hill: No. [00:00:09] Just stiff.\n\n[00:01:00]\nAnd tired.\n",
        [
            ("Dr. Fox", "Any pain today?", 1000, None),
            ("Sam Hill", "No.", 5000, None),
            ("Sam Hill", "Just stiff.", 9000, None),
            ("Sam Hill", "And tired.", 60000, None),
        ],
    ),
    (
        "Descript: the time behind the name",
        "Dr. Fox: [00:00:01] Any pain today?\nSam Hill: [00:00:04] No, just stiff.\nDr. Fox: [00:00:09] Good.\n",
        timed(1000, 4000, 9000),
    ),
    (
        "Tactiq",
        "# tactiq.io free youtube transcript\n# A visit\n# https://www.youtube.com/watch/x\n\n00:00:00.160 any pain today\n00:00:02.500 just stiff\n",
        [(None, "any pain today", 160, None), (None, "just stiff", 2500, None)],
    ),
    (
        "f4: the time is the end of the paragraph",
        "Dr. Fox: Any pain today? #00:00:02-5#\nSam Hill: No, just stiff. #00:00:04-0#\nDr. Fox: Good. #00:00:05-1#\n",
        [
            ("Dr. Fox", "Any pain today?", None, 2500),
            ("Sam Hill", "No, just stiff.", None, 4000),
            ("Dr. Fox", "Good.", None, 5100),
        ],
    ),
    (
        "NVivo",
        "#00:00:01.5# Dr. Fox: Any pain today?\n#00:00:04# Sam Hill: No, just stiff.\n#00:00:09# Dr. Fox: Good.\n",
        timed(1500, 4000, 9000),
    ),
    (
        "frames of a second are dropped",
        "[00:00:01:05] Dr. Fox: Any pain today?\n[00:00:04:20] Sam Hill: No, just stiff.\n[00:00:09:00] Dr. Fox: Good.\n",
        timed(1000, 4000, 9000),
    ),
    (
        "a range, a name and the text on lines of their own",
        "[00:00:01.5 - 00:00:03]\nSpeaker 1\nAny pain?\n\n[00:00:04 - 00:00:05]\nSpeaker 2\nNo.\n\n"
        "[00:00:06 - 00:00:07]\nSpeaker 1\nGood.\n",
        [
            ("Speaker 1", "Any pain?", 1500, 3000),
            ("Speaker 2", "No.", 4000, 5000),
            ("Speaker 1", "Good.", 6000, 7000),
        ],
    ),
    (
        "Whisper's console",
        "[00:00.000 --> 00:02.100]  Any pain?\n[00:02.100 --> 00:03.000]  No.\n",
        [(None, "Any pain?", 0, 2100), (None, "No.", 2100, 3000)],
    ),
    (
        "faster-whisper's console",
        "[0.00s -> 2.50s]  Any pain?\n[2.50s -> 3.00s]  No.\n",
        [(None, "Any pain?", 0, 2500), (None, "No.", 2500, 3000)],
    ),
    (
        "YouTube copied",
        "0:00\nany pain today\n0:03\nno just stiff\n0:05\ngood\n",
        [(None, "any pain today", 0, None), (None, "no just stiff", 3000, None), (None, "good", 5000, None)],
    ),
    (
        "bare times in front",
        "0:00 any pain today\n0:03 no just stiff\n0:05 good\n",
        [(None, "any pain today", 0, None), (None, "no just stiff", 3000, None), (None, "good", 5000, None)],
    ),
    (
        "court: line numbers, the examiner, the witness, the court",
        " 1            BY MR. FOX:\n 2   Q.   Any pain today?\n 3   A.   A few\n 4  aches.\n 5            THE COURT:  Please speak up.\n"
        " 6            THE WITNESS:  Sorry.\n 7   Q.   Go on.\n 8   A.   No more.\n",
        [
            ("MR. FOX", "Any pain today?", None, None),
            ("A", "A few aches.", None, None),
            ("THE COURT", "Please speak up.", None, None),
            ("A", "Sorry.", None, None),
            ("MR. FOX", "Go on.", None, None),
            ("A", "No more.", None, None),
        ],
    ),
    (
        "questions and answers",
        "Q: Any pain?\nA: A bit.\nA few days.\nQ: Good.\n",
        [("Q", "Any pain?", None, None), ("A", "A bit. A few days.", None, None), ("Q", "Good.", None, None)],
    ),
    (
        "captions: a change without a name",
        ">> Any pain today?\n>> No,\njust stiff.\n>> DR. FOX: Good.\n>> DR. FOX: Bye.\n>> So.\n",
        [
            (None, "Any pain today?", None, None),
            (None, "No, just stiff.", None, None),
            ("DR. FOX", "Good.", None, None),
            ("DR. FOX", "Bye.", None, None),
            (None, "So.", None, None),
        ],
    ),
    (
        "only changes",
        ">> Any pain?\n>> No.\n>>> News.\n",
        [(None, "Any pain?", None, None), (None, "No.", None, None), (None, "News.", None, None)],
    ),
    (
        "dash turns: who speaks is unknown",
        "- Any pain?\n— No.\n– Good.\n",
        [(None, "Any pain?", None, None), (None, "No.", None, None), (None, "Good.", None, None)],
    ),
    (
        "Jefferson: line numbers, pauses",
        "01 DOC:   any pa::in¿ [no]\n02 PAT:               [no] hh\n03        (0.5)\n04 DOC:   =good.\n",
        [("DOC", "any pa::in¿ [no]", None, None), ("PAT", "[no] hh", None, None), ("DOC", "=good.", None, None)],
    ),
    (
        "tabs with line numbers",
        "1\tDOC\tAny pain?\n2\tPAT\tNo.\n3\tDOC\tGood.\n",
        [("DOC", "Any pain?", None, None), ("PAT", "No.", None, None), ("DOC", "Good.", None, None)],
    ),
    (
        "capitals, stage notes, indented continuation",
        "DR. FOX: Any pain today?\n    (coughs)\nSAM HILL: No,\n    just stiff.\nDR. FOX: Good.\n",
        [
            ("DR. FOX", "Any pain today?", None, None),
            ("SAM HILL", "No, just stiff.", None, None),
            ("DR. FOX", "Good.", None, None),
        ],
    ),
    (
        "events in brackets are no speakers",
        "[laughs] That is it.\n[laughs] It was nice.\n[pause] Well then.\n",
        [(None, said, None, None) for said in ("[laughs] That is it.", "[laughs] It was nice.", "Well then.")],
    ),
    (
        "whisper.cpp's stereo",
        "(speaker 0) Any pain?\n(speaker 1) No.\n(speaker 0) Good.\n",
        [("speaker 0", "Any pain?", None, None), ("speaker 1", "No.", None, None), ("speaker 0", "Good.", None, None)],
    ),
    (
        "a name in brackets and a time above",
        "[Dr. Fox] 00:00:01\nAny pain today?\n\n[Sam Hill] 00:00:04\nNo, just stiff.\n\n[Dr. Fox] 00:00:09\nGood.\n",
        timed(1000, 4000, 9000),
    ),
    (
        "times of day, over midnight",
        "Dr. Fox  11:58 PM\nAny pain today?\nSam Hill  11:59 PM\nNo, just stiff.\nDr. Fox  12:01 AM\nGood.\n",
        timed(0, 60000, 180000),
    ),
    (
        "numbered speakers without a colon",
        "speaker_0 Any pain?\nspeaker_1 No.\nspeaker_0 Good.\n",
        [("speaker_0", "Any pain?", None, None), ("speaker_1", "No.", None, None), ("speaker_0", "Good.", None, None)],
    ),
    (
        "changes of speaker inside a line",
        "so how are you >> fine and you >> good\n",
        [(None, "so how are you", None, None), (None, "fine and you", None, None), (None, "good", None, None)],
    ),
    (
        "what somebody says is told, not said by her",
        "Nurse: hello\nShe says: no\nPatient: ok\n",
        [("Nurse", "hello She says: no", None, None), ("Patient", "ok", None, None)],
    ),
    (
        "IRC with times",
        "[09:02] <Fox> Any pain?\n[09:03] <Hill> No.\n[09:04] <Fox> Good.\n",
        [("Fox", "Any pain?", 542000, None), ("Hill", "No.", 543000, None), ("Fox", "Good.", 544000, None)],
    ),
    (
        "a dash for the time",
        "00:01 - Dr. Fox: Any pain today?\n00:04 - Sam Hill: No, just stiff.\n00:09 - Dr. Fox: Good.\n",
        timed(1000, 4000, 9000),
    ),
    (
        "a time behind the name on its line",
        "Dr. Fox [00:00:01]: Any pain today?\nSam Hill [00:00:04]: No, just stiff.\nDr. Fox [00:00:09]: Good.\n",
        timed(1000, 4000, 9000),
    ),
    (
        "names alone with colons",
        "Dr. Fox:\nAny pain today?\n\nSam Hill:\nNo, just stiff.\n\nDr. Fox:\nGood.\n",
        UNTIMED,
    ),
    (
        "who says",
        "Doctor says: Any pain?\nPatient says: No.\nDoctor says: Good.\n",
        [("Doctor", "Any pain?", None, None), ("Patient", "No.", None, None), ("Doctor", "Good.", None, None)],
    ),
    (
        "labels with parentheses, brackets, quotes, slashes",
        'Maria (Guest): Hi.\nSam "Mo" Hill: Ho.\nAna [External]: So.\nNurse/RN: Yes.\nMaria (Guest): Bye.\n',
        [
            ("Maria (Guest)", "Hi.", None, None),
            ('Sam "Mo" Hill', "Ho.", None, None),
            ("Ana [External]", "So.", None, None),
            ("Nurse/RN", "Yes.", None, None),
            ("Maria (Guest)", "Bye.", None, None),
        ],
    ),
    (
        "names from right to left, with marks of direction",
        "\u200fד״ר כהן: שלום\n\u200fיעל: היי\n\u202bד״ר כהן\u202c: טוב\nיעל: תודה\n",
        [
            ("ד״ר כהן", "שלום", None, None),
            ("יעל", "היי", None, None),
            ("ד״ר כהן", "טוב", None, None),
            ("יעל", "תודה", None, None),
        ],
    ),
    (
        "names with combining marks",
        "शर्मा: नमस्ते\nराधा: जी\nशर्मा: ठीक\nराधा: हाँ\n",
        [
            ("शर्मा", "नमस्ते", None, None),
            ("राधा", "जी", None, None),
            ("शर्मा", "ठीक", None, None),
            ("राधा", "हाँ", None, None),
        ],
    ),
    (
        "odd spaces",
        "Dr. Fox\u00a0\u00a00:01\nAny\u202fpain today?\nSam Hill\u00a0\u00a00:04\nNo, just stiff.\nDr. Fox\u00a0\u00a00:09\nGood.\n",
        timed(1000, 4000, 9000),
    ),
    (
        "one speaker under timed headers",
        "Dana Ruiz   0:03\nGood morning.\nDana Ruiz   0:09\nSo.\n",
        [("Dana Ruiz", "Good morning.", 3000, None), ("Dana Ruiz", "So.", 9000, None)],
    ),
    (
        "phone numbers",
        "+1 555-0100: Hello?\nClinic: Hi.\n+1 555-0100: Bye.\nClinic: Bye.\n",
        [
            ("+1 555-0100", "Hello?", None, None),
            ("Clinic", "Hi.", None, None),
            ("+1 555-0100", "Bye.", None, None),
            ("Clinic", "Bye.", None, None),
        ],
    ),
    (
        "colons in speech",
        "Nurse: so here's the thing: rest.\nand one more: sleep.\nPatient: at 10:30?\n",
        [
            ("Nurse", "so here's the thing: rest. and one more: sleep.", None, None),
            ("Patient", "at 10:30?", None, None),
        ],
    ),
]
MARKDOWN: list[tuple[str, str, Rows]] = [
    ("bold label, slanted word in the talk", "**Dr. Fox:** Any *new* pain?\n\n**Sam Hill**: No.\n\n**Dr. Fox:** Good.\n", [("Dr. Fox", "Any *new* pain?", None, None), ("Sam Hill", "No.", None, None), ("Dr. Fox", "Good.", None, None)]),
    ("time in the label", "**[00:01:02] Dr. Fox:** Any pain today?\n**[00:01:04] Sam Hill:** No, just stiff.\n**[00:01:09] Dr. Fox:** Good.\n", timed(62000, 64000, 69000)),
    ("time behind the label", "**Dr. Fox** [00:00:01]\nAny pain today?\n\n**Sam Hill** [00:00:04]: No, just stiff.\n\n**Dr. Fox** [00:00:09]\nGood.\n", timed(1000, 4000, 9000)),
    ("slanted time", "**Dr. Fox** *00:00:01*\nAny pain today?\n\n**Sam Hill** *00:00:04*\nNo, just stiff.\n\n**Dr. Fox** *00:00:09*\nGood.\n", timed(1000, 4000, 9000)),
    ("underscores, quotes, bullets", "__Dr. Fox:__ Any pain today?\n> **Sam Hill:** No, just stiff.\n- **Dr. Fox:** Good.\n", UNTIMED),
    ("slanted header", "*Dr. Fox (00:01)*\nAny pain today?\n\n*Sam Hill (00:04)*\nNo, just stiff.\n\n*Dr. Fox (00:09)*\nGood.\n", timed(1000, 4000, 9000)),
    ("front matter, line ends", "---\ntitle: Visit\nwho: Fox\n---\n**Dr. Fox:** Any pain today?  \n**Sam Hill:** No, just stiff.\\\n**Dr. Fox:** Good.\n", UNTIMED),
    ("escapes", "\\[00:01\\] **SPEAKER\\_00:** Any pain?\n\\[00:04\\] **SPEAKER\\_01:** No.\n", [("SPEAKER_00", "Any pain?", 1000, None), ("SPEAKER_01", "No.", 4000, None)]),
    ("links", "[00:01](https://x.y/z&t=1) Dr. Fox: Any pain today?\n[00:04](https://x.y/z&t=4) Sam Hill: No, just stiff.\n[00:09](https://x.y/z&t=9) Dr. Fox: Good.\n", timed(1000, 4000, 9000)),
    ("Dovetail", "**Dr. Fox** 00:00:01\nAny pain today?\n\n**Sam Hill** 00:00:04\nNo, just stiff.\n\n**Dr. Fox** 00:00:09\nGood.\n", timed(1000, 4000, 9000)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), [c[1:] for c in CASES + MARKDOWN], ids=[c[0] for c in CASES + MARKDOWN])
def test_cases(text: str, rows: Rows) -> None:
    assert looks_like(text)
    found, _ = READER.read(text)
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == rows


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("- Any pain?\n- No.\n", "who speaks is unknown"),
        ("[00:00:01:05] Nurse: Hi.\n[00:00:04:20] Patient: Ho.\n", "frames of a second"),
        ("Our visit\nNurse: Hi.\nPatient: Ho.\n", "1 lines above the first speaker"),
    ],
)  # fmt: skip
def test_what_was_left_out_is_said(text: str, note: str) -> None:
    assert any(note in said for said in READER.read(text)[1])


REFUSED = [
    (
        "Meeting summary for a visit\n\nQuick recap\n\nA letter came.\n\nNext steps\n\n- Ann: call back.\n",
        1,
        "a summary",
    ),
    ("Ann1: a\nBo2: b\nCy3: c\nDi4: d\nEd5: e\nFa6: f\n", 1, "not understood"),
    ("§a one\n§b two\n§c three\n§d four\n§e five\n", 1, "not understood"),
    ("Recap:\n\nOverview\n\nThe letter.\n\nAction items\n\n- Call.\n", 1, "a summary"),
]


@pytest.mark.parametrize(("text", "line", "reason"), REFUSED)
def test_what_is_no_talk_or_not_understood_is_refused(text: str, line: int, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        READER.read(text)
    assert caught.value.line == line


def test_four_labels_that_never_come_back_are_names() -> None:
    found, _ = READER.read("Ann: a\nBo: b\nCy: c\nAnn: d\n")
    assert [u.speaker for u in found] == ["Ann", "Bo", "Cy", "Ann"]


@pytest.mark.parametrize("head", ["WEBVTT\n", '{"a": 1}', "<html>", "<tt><body>", "<?xml?>", "@Begin", '["a"]'])
def test_structured_text_is_not_plain(head: str) -> None:
    assert not looks_like(head)


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("1,2,3\n4,5,6\n7,8,9\n1,2,3\n", False),
        ("1.5\n2.5\n3.5\n", False),
        ("a,b\n1,2\n3,4\n", False),
        ("score: 3 4 5 6\n", False),
        ("--- ??? ...\n", False),
        ("about 98 point 6\n", True),  # half of it are words
        ("point 98 6\n", False),
        ("Nurse: 98?\nPatient: 97.\nNurse: 99?\n", True),  # labels say who speaks
        ("疼吗\n", True),
    ],
)
def test_numbers_are_no_talk(text: str, talk: bool) -> None:
    if talk:
        assert READER.read(text)
    else:
        with pytest.raises(ReadError, match="hardly a word"):
            READER.read(text)


def test_headings_without_speech_are_refused() -> None:
    with pytest.raises(ReadError):
        READER.read("Nurse:\nPatient:\nNurse:\n")


@pytest.mark.parametrize("text", [c[1] for c in CASES + MARKDOWN], ids=[c[0] for c in CASES + MARKDOWN])
def test_no_other_reader_takes_it(text: str) -> None:
    assert carescore.readers.detect(text).name == "plain_text"


def test_short_sentences_beside_times_are_no_names(tmp_path: Path) -> None:
    lines = [
        "[00:00:02] Good morning.",
        "[00:00:05] Okay. Number 2.",
        "[00:00:08] Sit here.",
        "[00:00:11] Where is it?",
    ]
    path = tmp_path / "stamped.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    utterances = carescore.read(path).utterances
    assert [(u.speaker, u.start_ms) for u in utterances] == [(None, 2000), (None, 5000), (None, 8000), (None, 11_000)]


def test_a_number_inside_a_line_without_one_stays() -> None:
    said = [
        "Fox: Hello.",
        "Hill: Hi.",
        "Fox: And how?",
        "Hill: I take",
        "a pill of 20 mg now.",
        "Fox: Good.",
        "Hill: Yes.",
    ]
    lines = [line if line.startswith("a pill") else f"{n} {line}" for n, line in enumerate(said, start=1)]
    assert READER.read("\n".join(lines))[0][3].text == "I take a pill of 20 mg now."


@pytest.mark.parametrize("date", ["12.03.2026", "12/03/2026", "2026-03-12"])
def test_a_time_with_a_date_counts_from_the_first_whatever_parts_the_date(date: str) -> None:
    found, _ = READER.read(f"{date} 00:10:05 Fox: Hello.\n{date} 00:10:10 Hill: Hi.\n{date} 00:13:05 Fox: And how?\n")
    assert [u.start_ms for u in found] == [0, 5000, 180_000]


def test_two_columns_of_one_name_are_refused() -> None:
    table = "| speaker | text | text |\n| --- | --- | --- |\n| Fox | Hello. | x |\n| Hill | Hi. | y |\n"
    with pytest.raises(ReadError, match="1: two columns have one name"):
        READER.read(table)


@pytest.mark.parametrize("ends", [("", "", ""), (" - 00:00:02", " - 00:00:05", " - 00:00:09")])
def test_a_clock_that_runs_over_midnight_is_one_on_the_wall(ends: tuple[str, str, str]) -> None:
    said = zip(("23:59:50", "00:00:03", "00:00:06"), ends, ("Fox: Hello.", "Hill: Hi.", "Fox: And how?"), strict=True)
    found, _ = READER.read("".join(f"[{start}{end}] {text}\n" for start, end, text in said))
    assert [u.start_ms for u in found] == [0, 13_000, 16_000]
    assert [u.end_ms for u in found] == ([12_000, 15_000, 19_000] if ends[0] else [None] * 3)
