"""Who somebody is, and how the patient speaks, moves no score of how staff spoke: names, gender, dialect, accent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import pytest
from _pytest.mark.structures import ParameterSet
from conftest import EXAMPLES, ROOT, talk
from fair_talks import TALKS

import carescore
from carescore.report import Report
from carescore.skills import SKILLS
from carescore.transcript import Transcript

TOLERANCE = 2.0
SHORT = str(ROOT / "tests" / "short.toml")  # a profile that judges talks as short as these
EXAMPLE_FILES: dict[str, str | list[str]] = json.loads((ROOT / "tests/golden/sources.json").read_text("utf-8"))
NAMES = {  # staff, patient, relative, family name
    "plain": ("Emily", "Claire", "Jake", "Miller"),
    "black american": ("Latoya", "Keisha", "DeShawn", "Washington"),
    "hispanic": ("Guadalupe", "Ximena", "José", "Núñez"),
    "east asian": ("Mei", "Thuy", "Xiaoming", "Nguyen"),
    "indian": ("Lakshmi", "Aishwarya", "Venkat", "Subramaniam"),
    "arabic": ("Fatima", "Khadija", "Abdullah", "Al-Sayed"),
    "polish": ("Agnieszka", "Zofia", "Krzysztof", "Wójcik"),
    "african": ("Ngozi", "Chidinma", "Oluwaseun", "N'Diaye"),
    "initials beyond ASCII": ("Ángela", "Şebnem", "Øyvind", "Østby"),
    "short": ("Jo", "Bo", "Li", "Wu"),
    "men": ("James", "Peter", "Ahmed", "O'Neil"),
}
PEOPLE = ("Dana Ava Priya Helen Ruth Maya", "Marcus Leo Tomas Ben", "Ruiz Bell Nair Brandt Osei Kim Alvarez")
GROUPS = {  # women, men, family names, for the examples
    "black american": ("Latoya Keisha", "DeShawn Tyrone", "Washington Jefferson"),
    "hispanic": ("Guadalupe Ximena", "Jesús José", "Hernández Núñez"),
    "east asian": ("Mei Thuy", "Hiroshi Xiaoming", "Nguyen Wu"),
    "indian": ("Lakshmi Aishwarya", "Rajesh Venkat", "Subramaniam Iyer"),
    "arabic": ("Fatima Khadija", "Mohammed Abdullah", "Al-Sayed El-Amin"),
    "polish": ("Agnieszka Zofia", "Szczepan Krzysztof", "Wójcik Kowalczyk"),
    "african": ("Ngozi Chidinma", "Oluwaseun Kwame", "Okonkwo N'Diaye"),
}
GENDER = (
    "he she,him her,his her,himself herself,he's she's,he'll she'll,mother father,mom dad,mum dad,son daughter,boy girl,"
    "husband wife,brother sister,brother's sister's,mr mrs,sir ma'am,man woman,lady gentleman,grandson granddaughter"
)
DIALECT = {
    "going to": "gonna", "want to": "wanna", "have to": "gotta", "you people": "y'all", "isn't": "ain't",
    "i'm not": "i ain't", "because": "cos", "don't know": "dunno", "nothing": "nothin'", "feeling": "feelin'",
    "getting": "gettin'", "yes": "aye", "doesn't": "don't", "my": "me",
}  # fmt: skip
ACCENT = {
    "this": "dis", "that": "dat", "that's": "dat's", "the": "de", "they": "dey", "think": "tink", "thing": "ting",
    "with": "wit", "three": "tree", "them": "dem", "there": "dere", "than": "dan", "then": "den", "thank": "tank",
    "thanks": "tanks", "nothing": "nutting",
}  # fmt: skip
Change = Callable[[str], str]


def respelt(table: Mapping[str, str]) -> Change:
    """Words exchanged, first letters' capitals kept."""
    words = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)

    def spell(match: re.Match[str]) -> str:
        new = table[match[0].lower()]
        return new[0].upper() + new[1:] if match[0][0].isupper() else new

    return lambda text: pattern.sub(spell, text)


def swapped_gender() -> Change:
    pairs = [(pair.split()[0], pair.split()[1]) for pair in GENDER.split(",")]
    table = {two: one for one, two in reversed(pairs)} | dict(reversed(pairs))
    return respelt(table)


def renamed(group: str) -> Change:
    old = [(names.split(), new.split()) for names, new in zip(PEOPLE, GROUPS[group], strict=True)]
    table = {name: new[i % len(new)] for names, new in old for i, name in enumerate(names)}
    pattern = re.compile(rf"\b(?:{'|'.join(table)})\b")
    return lambda text: pattern.sub(lambda match: table[match[0]], text)


CHANGES: dict[str, tuple[Change, bool]] = {  # whether only the patient's side speaks so
    "gender": (swapped_gender(), False),
    "dialect": (respelt(DIALECT), True),
    "accent": (respelt(ACCENT), True),
}


def filled(name: str, group: str = "plain") -> list[tuple[str, str]]:
    staff, patient, relative, family = NAMES[group]
    return [(who, said.format(s=staff, p=patient, r=relative, f=family)) for who, said in TALKS[name]]


@cache
def base_of(name: str) -> Report:
    return carescore.score(profile=SHORT, source=talk(*filled(name)))


@cache
def example(name: str) -> tuple[Transcript, Report]:
    files = EXAMPLE_FILES[name]
    paths = [str(EXAMPLES / file) for file in ([files] if isinstance(files, str) else files)]
    transcript = carescore.read(paths[0] if len(paths) == 1 else paths)
    return transcript, carescore.score(transcript)


def moved(one: Report, two: Report) -> list[str]:
    """The skills that two reports of the same talk score differently."""
    pairs = {name: (one.skills[name].value, two.skills[name].value) for name in (*SKILLS, "overall")}
    return [
        f"{name}: {a} to {b}"
        for name, (a, b) in pairs.items()
        if (a is None) != (b is None) or (a is not None and b is not None and abs(a - b) > TOLERANCE)
    ]


def rewritten(name: str, change: Change, patient_only: bool) -> Report:
    """A bundled example with its words (and labels) changed and everybody's role kept."""
    transcript, report = example(name)
    roles = {speaker.id: speaker.role for speaker in report.speakers}
    utterances = [
        u
        if patient_only and roles.get(u.speaker or "") == "staff"
        else replace(u, text=change(u.text), speaker=change(u.speaker or ""), words=())
        for u in transcript.utterances
    ]
    kept = {change(label) if not (patient_only and role == "staff") else label: role for label, role in roles.items()}
    return carescore.score(replace(transcript, utterances=tuple(utterances)), roles=kept)


def changed(rows: Sequence[tuple[str, str]], change: Change, patient_only: bool) -> Report:
    return carescore.score(
        profile=SHORT,
        source=talk(*((who, said if patient_only and who == "S" else change(said)) for who, said in rows)),
    )


@pytest.mark.parametrize("name", TALKS)
def test_the_talks_leave_room_to_move(name: str) -> None:
    values = [base_of(name).skills[skill].value for skill in SKILLS]
    assert sum(value is not None and 5 < value < 95 for value in values) >= 3


@pytest.mark.parametrize("group", [group for group in NAMES if group != "plain"])
@pytest.mark.parametrize("name", TALKS)
def test_names(name: str, group: str) -> None:
    assert moved(base_of(name), carescore.score(profile=SHORT, source=talk(*filled(name, group)))) == []


UPTAKE = "uptake counts whole replies: one reply more or less of eight is three points of active listening"
SHORT_TALK = "in fewer than 150 staff words one judgement of a turn moves a skill by more than two points"
MODEL = "a turn near a threshold of the model `codes` is counted in one wording and not in the other"
KNOWN = {  # (talk, change): why a skill moves by more than it should
    ("scenario-calm-upset-caller-poor", "gender"): SHORT_TALK,
    ("scenario-keep-a-bad-review-poor", "accent"): SHORT_TALK,
    ("dentist", "accent"): UPTAKE,
    ("phone", "accent"): UPTAKE,
    ("clinic", "accent"): UPTAKE,
    ("billing-call-handled-well", "gender"): UPTAKE,
    ("pediatric-dentist", "accent"): UPTAKE,
    ("clinic-missed-cue", "accent"): UPTAKE,
    ("phone", "dialect"): MODEL,
    ("scenario-explain-to-a-child-good", "accent"): MODEL,
    (
        "scenario-explain-to-a-child-good",
        "gender",
    ): "words to a mother and words to a father are not all in the lexicon",
}


def cases(names: Iterable[str]) -> list[ParameterSet]:
    """Every talk under every change, the known failures strict."""
    return [
        pytest.param(name, change, marks=pytest.mark.xfail(strict=True, reason=KNOWN[name, change]))
        if (name, change) in KNOWN
        else pytest.param(name, change)
        for name in names
        for change in CHANGES
    ]


@pytest.mark.parametrize(("name", "change"), cases(TALKS))
def test_gender_words_dialect_and_accent(name: str, change: str) -> None:
    how, patient_only = CHANGES[change]
    assert filled(name) != [(who, how(said)) for who, said in filled(name)]
    assert moved(base_of(name), changed(filled(name), how, patient_only)) == []


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("name", EXAMPLE_FILES)
def test_names_in_the_examples(name: str, group: str) -> None:
    assert moved(example(name)[1], rewritten(name, renamed(group), False)) == []


@pytest.mark.parametrize(("name", "change"), cases(EXAMPLE_FILES))
def test_gender_words_dialect_and_accent_in_the_examples(name: str, change: str) -> None:
    assert moved(example(name)[1], rewritten(name, *CHANGES[change])) == []


@pytest.mark.xfail(strict=True, reason=MODEL)
def test_a_feeling_in_another_spelling() -> None:
    assert moved(base_of("phone"), changed(filled("phone"), respelt({"frustrated": "fwustwated"}), True)) == []


@pytest.mark.xfail(strict=True, reason="', [NAME].' is taken for an address; ', Emily.' might be the end of a list")
def test_redaction_marks() -> None:
    rows = [(who, said.replace("Emily", "[NAME]").replace("Claire", "[NAME]")) for who, said in filled("phone")]
    assert moved(base_of("phone"), carescore.score(profile=SHORT, source=talk(*rows))) == []
