"""Names: how each is told, near-misses that are none, who is the same person, and names wherever they recur."""

from __future__ import annotations

import re

import pytest

from carescore.privacy import names
from carescore.privacy.finding import identify
from carescore.privacy.identifiers import SpokenLine
from carescore.privacy.marks import Marks, rewritten


def hidden(*texts: str, labels: tuple[str, str] = ("A", "B")) -> list[str]:
    """The texts, said in turn by two people, with short marks: <1> is the first person."""
    lines = [SpokenLine(labels[i % 2], text) for i, text in enumerate(texts)]
    marks = Marks()
    found = identify(lines, labels)
    return [
        re.sub(r"\[NAME (\d+)\]", r"<\1>", rewritten(line.text, own, marks).text)
        for line, own in zip(lines, found, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good morning, this is Priya Raman.", "Good morning, this is <1>."),
        ("Dr. Okafor will see you, Mrs. Baker.", "Dr. <1> will see you, Mrs. <2>."),
        ("I saw Doctor Long and Nurse Adeyemi.", "I saw Doctor <1> and Nurse <2>."),
        ("Mr. de la Cruz is here.", "Mr. <1> is here."),
        ("My sister Joan drove me.", "My sister <1> drove me."),
        ("I told Grace that I can't.", "I told <1> that I can't."),
        ("Mark, can you hear me?", "<1>, can you hear me?"),
        ("Will told me so.", "<1> told me so."),
        ("Chidiebere called twice.", "<1> called twice."),
        ("Our baby is called River.", "Our baby is called <1>."),
        ("That's Kowalski's chart.", "That's <1>'s chart."),
        ("Ask for Anna-Lena, please.", "Ask for <1>, please."),
        ("James T. Whitcombe is in bed two.", "<1> is in bed two."),
        ("It's spelled O-K-A-F-O-R.", "It's spelled <1>."),
        ("hi this is melissa from the front desk", "hi this is <1> from the front desk"),
        ("my name is jorge castillo and i am late", "my name is <1> and i am late"),
        ("dr . brown put me on it and doctor cooper agreed", "dr . <1> put me on it and doctor <2> agreed"),
        ("HI THIS IS MELISSA", "HI THIS IS <1>"),
        ("my neighbour rose looks after it", "my neighbour <1> looks after it"),
        ("i told grace that i can't", "i told <1> that i can't"),
        ("we named him hunter after my dad", "we named him <1> after my dad"),
        ("mark, can you hear me?", "<1>, can you hear me?"),
        ("will picked it up", "<1> picked it up"),
        ("abdullahi here, what is it", "<1> here, what is it"),
        ("it's for my daughter, sun-ji.", "it's for my daughter, <1>."),
        ("this is zelquist from billing", "this is <1> from billing"),
        ("that was zelquist, my daughter", "that was <1>, my daughter"),
        ("ask melissa or zelquist about it", "ask <1> or <2> about it"),
        ("between us, kowalski was rude", "between us, <1> was rude"),
        ("first name alan surname zelquist", "first name <1> surname <2>"),
        ("chukwudi is going to ring you", "<1> is going to ring you"),
        ("i talked to zelquist in billing", "i talked to <1> in billing"),
        ("you can ask zelquist at the front desk", "you can ask <1> at the front desk"),
        ("mrs o'halloran is here", "mrs <1> is here"),
    ],
)
def test_a_name_is_told(text: str, expected: str) -> None:
    assert hidden(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "May I ask you something? Will it hurt? I hope so.",
        "Come on Monday in March, or after Easter.",
        "Take Tylenol, Metformin or Zyban.",
        "I was at Mount Sinai Hospital in Springfield.",
        "The Emergency Department is behind the Cancer Center.",
        "Do you speak Spanish? Is Medicare paying?",
        "He has Crohn's disease and Down syndrome.",
        "I-I didn't, and th-those are Janu— February's.",
        "The MRI, the NSAIDs and the C-section.",
        "Thank you, Doctor. Let's go, sir. Just call.",
        "I miss everything, and the doctor will call.",
        "i may need to see the doctor on monday",
        "my son will be here and my daughter may come",
        "ask for help and i hope the bill came",
        "grace is what i need",
        "mark the place, will you",
        "T like Thomas, B as in Robert.",
        "She's over by the Westgate campus.",
        "I do Tai Chi. It's called Tai Chi.",
        "It's chronic G V H D.",
        "i take tylenol and saint john's wort",
        "i was at st. mary's hospital for a week",
        "my wife said it, my son doesn't",
        "this is metformin from the pharmacy",
        "the brand name's keppra",
        "okay, alright, mm-hmm. it's alright, my wife knows",
        "He's on the Whipple list.",
        "They tried Lamotrigine, then Olanzapine and Rosuvastatin.",
        "Hope is what keeps me going.",
        "at two o'clock i talked to somebody in billing",
    ],
)
def test_what_is_nobodys_name(text: str) -> None:
    assert hidden(text) == [text]


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("And your last name?", "Szymanski.", "<1>."),
        ("Who am I speaking with?", "It's Chidiebere Obi.", "It's <1>."),
        ("what is your last name", "szymanski", "<1>"),
        ("Who am I speaking with", "mei ling chow", "<1>"),
        ("Who am I speaking with", "mei ling please", "<1> please"),
        ("How was the week?", "Fine.", "Fine."),
        ("What's your name?", "Sure. One moment.", "Sure. One moment."),
        ("What's the name of it?", "Hydrocortisone.", "Hydrocortisone."),
        ("And the name of your other tablet?", "Steroid cream.", "Steroid cream."),
        ("And the name of your doctor?", "Szymanski.", "<1>."),
        ("What's the name of it? And your name?", "Szymanski.", "<1>."),
        ("Can I have a name?", "A steroid cream, I think.", "A steroid cream, I think."),
        ("can i have a name", "a steroid cream", "a steroid cream"),
    ],
)
def test_an_answer_to_a_question_for_a_name(question: str, answer: str, expected: str) -> None:
    assert hidden(question, answer) == [question, expected]


def test_one_person_has_one_number_however_called() -> None:
    texts = hidden("This is Dana Ruiz.", "Hello, Dana.", "Ms. Ruiz will do.", "Tomas Ruiz is my son.", "Tomas, then.")
    assert texts == ["This is <1>.", "Hello, <1>.", "Ms. <1> will do.", "<2> is my son.", "<2>, then."]


def test_a_name_recurs_in_small_letters_only_where_it_is_no_word() -> None:
    texts = hidden("I'm Szymanska, and this is Hope.", "i hope that szymanska helps. Hope she does. So does Hope.")
    assert texts[1] == "i hope that <1> helps. Hope she does. So does <2>."


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Dana Ruiz", ["Dana", "Ruiz"]),
        ("Dr. Long", ["Long"]),
        ("Nurse Adeyemi", ["Adeyemi"]),
        ("tomas okafor", ["tomas", "okafor"]),
        ("Patient", []),
        ("Mom", []),
        ("Speaker 1", []),
        ("SPEAKER_00", []),
        ("Front desk", []),
        ("Brook Street Dental", []),
        ("unknown", []),
    ],
)
def test_the_name_in_a_label(label: str, words: list[str]) -> None:
    assert names.of_label(label) == words


def test_labels_are_redacted_in_the_talk() -> None:
    assert hidden("Hm, Jun?", "Yes.", labels=("Jun", "Patient"))[0] == "Hm, <1>?"
