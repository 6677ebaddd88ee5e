"""courtesy: opening slots, thanks, permission, closing question, polite requests in staff talk."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from conftest import quotes, scored, talk

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.measures.courtesy import MEASURE
from carescore.segmentation import segment

HITS = [
    ("Good morning, come in.", "greeting"),
    ("Hi there. What brings you in?", "greeting"),
    ("My name is Ben.", "own_name"),
    ("Hello, I'm Ben, the hygienist.", "own_name"),
    ("Hello, I'm Ben, the hygienist.", "role"),
    ("This is Kim at the front desk.", "own_name"),
    ("hi this is kim from the billing department", "own_name"),
    ("Good afternoon, I'm Dr. Osei.", "own_name"),
    ("Good afternoon, I'm Dr. Osei.", "role"),
    ("Hello, I'm [NAME], one of the nurses here.", "own_name"),
    ("Hello, I'm [NAME], one of the nurses here.", "role"),
    ("hi, i’m one of the doctors here", "role"),
    ("Good morning, Mrs. Diaz.", "patient_name"),
    ("hi , rosa , how are you ?", "patient_name"),
    ("hello rosa how are you today", "patient_name"),
    ("Hi [PATIENT NAME], come on in.", "patient_name"),
    ("What would you like to be called?", "patient_name"),
    ("Thank you for calling Bright Smiles Dental.", "practice"),
    ("This is Maria from Lakeside Clinic.", "practice"),
    ("You've reached the pharmacy.", "practice"),
    ("It'll take about ten minutes.", "time"),
    ("You should have the results back in 48 hours.", "time"),
    ("I'll numb it first, and then I'm going to take a picture to see the root.", "reason"),
    ("The reason I ask is the new X-ray rule.", "reason"),
    ("Thank you for waiting.", "thanks"),
    ("I really appreciate it.", "thanks"),
    ("Could you please sign here.", "please"),
    ("Can I have your date of birth, please?", "please"),
    ("May I put you on hold?", "permission"),
    ("Is it all right if I lean you back?", "permission"),
    ("Do you mind if I take some notes?", "permission"),
    ("I'd like to listen to your heart, if that's okay with you.", "permission"),
    ("i want to press on your belly is that okay?", "permission"),
    ("if you do n't mind i'm gon na start my exam", "permission"),
    ("How can I help you?", "offer"),
]
NEAR_MISSES = [
    ("Please sit down.", "please"),
    ("No thanks, we have enough forms.", "thanks"),
    ("On your heart exam I appreciate a soft murmur.", "thanks"),
    ("Thanks to the antibiotics it is gone.", "thanks"),
    ("May I have your card?", "permission"),
    ("How may I help you?", "permission"),
    ("Is it okay if you come on Monday?", "permission"),
    ("I'm sorry to hear that.", "own_name"),
    ("It's worse with activity?", "own_name"),
    ("I'm worried about the swelling.", "own_name"),
    ("I'm going to see the doctor about that.", "role"),
    ("This is common with the flu.", "practice"),
    ("Hi there, how are you?", "patient_name"),
    ("Okay, is this Okoro, Daniel?", "patient_name"),
    ("Sorry, <INAUDIBLE/>.", "patient_name"),
    ("I'll be back in a bit.", "time"),
    ("How long does it take, ten minutes?", "time"),
    ("Your capillary refill is less than three seconds.", "time"),
    ("Do it for 30 minutes a day.", "time"),
    ("What is the reason for your visit?", "reason"),
    ("Next.", "greeting"),
]


def labels(text: str, *more: tuple[str, str]) -> list[str]:
    return [label for label, _ in quotes(talk(("P", "Yes."), ("S", text), *more), "courtesy")]


@pytest.mark.parametrize(("text", "label"), HITS)
def test_hits(text: str, label: str) -> None:
    assert label in labels(text)


@pytest.mark.parametrize(("text", "label"), NEAR_MISSES)
def test_near_misses(text: str, label: str) -> None:
    assert label not in labels(text)


CLOSING = [
    "Is there anything else I can do for you today?",
    "Do you have any questions for me?",
    "Anything else?",
    "okay any other questions",
    "Was there anything else you wanted to mention?",
]
NOT_CLOSING = [
    "Call us if you have any questions.",
    "Any concerns about his hearing?",
    "Have you noticed anything else unusual?",
    "Let us know if you need anything else.",
]
BEFORE = [("S", "Where does it hurt?"), ("P", "Here, on the left.")] * 3


@pytest.mark.parametrize("text", CLOSING)
def test_a_closing_question_comes_late(text: str) -> None:
    late, early = talk(*BEFORE, ("S", text)), talk(("S", text), *BEFORE)
    assert "closing_question" in [label for label, _ in quotes(late, "courtesy")]
    assert "closing_question" not in [label for label, _ in quotes(early, "courtesy")]


@pytest.mark.parametrize("text", NOT_CLOSING)
def test_what_is_no_closing_question(text: str) -> None:
    assert "closing_question" not in [label for label, _ in quotes(talk(*BEFORE, ("S", text)), "courtesy")]


def test_slots_are_distinct_kinds() -> None:
    rows = talk(
        ("S", "Good morning. My name is Ben. Thank you for coming."), ("P", "Hi."), ("S", "Thank you for waiting.")
    )
    assert scored(rows, "courtesy").figures["slots"].value == 3.0


def test_opening_slots_count_only_at_the_opening() -> None:
    rows = talk(
        *BEFORE, ("S", "How long has it been there?"), ("P", "For a week."), ("S", "My name is Ben, by the way.")
    )
    assert "own_name" not in [label for label, _ in quotes(rows, "courtesy")]


def test_permission_is_asked_per_action() -> None:
    rows = talk(
        ("S", "May I take a look at your throat?"), ("P", "Sure."), ("S", "I'm going to press on your belly now.")
    )
    assert scored(rows, "courtesy").figures["permission_share"].value == 50.0


def test_a_please_that_starts_makes_a_request_less_polite() -> None:
    mild = scored(talk(("S", "Could you please sign this form?")), "courtesy").figures["request_signs"].value
    curt = scored(talk(("S", "Please sign this form.")), "courtesy").figures["request_signs"].value
    assert mild is not None and curt is not None and mild > 0.3 > 0 > curt


def test_a_title_and_its_name_are_one_quote() -> None:
    assert ("patient_name", "Thank you, Mr. Bell") in quotes(talk(("S", "Thank you, Mr. Bell.")), "courtesy")


def test_no_request_no_figure() -> None:
    assert scored(talk(("S", "Good morning."), ("P", "Hi.")), "courtesy").figures["requests"].value is None


def test_the_patient_earns_nothing_for_staff() -> None:
    assert quotes(talk(("P", "Good morning, thank you, my name is Ben."), ("S", "Next.")), "courtesy") == []


@pytest.mark.parametrize("text", ["[NAME]", "😢😢", "12345", "GOOD MORNING", "word " * 5000])
def test_odd_turns(text: str) -> None:
    assert scored(talk(("P", "Yes."), ("S", text)), "courtesy").overall is not None


@pytest.mark.xfail(strict=True, reason="a first name in lower case away from a greeting is not told from other words")
def test_known_failure_name_in_the_middle() -> None:
    assert "patient_name" in labels("okay so rosa tell me about your pain")


@pytest.mark.xfail(strict=True, reason="permission to go on is not told from agreement to a plan")
def test_known_failure_agreement() -> None:
    assert "permission" not in labels("So we'll start the tablets tomorrow, is that okay?")


def greetings(*staff: str) -> int:
    rows = [row for text in staff for row in (("S", text), ("P", "It is the left one."))]
    return [label for label, _ in quotes(talk(*rows), "courtesy")].count("greeting")


def test_a_greeting_counts_in_the_first_four_staff_turns() -> None:
    assert greetings("Next one.", "Sit there.", "Over there.", "Hello.") == 1
    assert greetings("Next one.", "Sit there.", "Over there.", "And now.", "Hello.") == 0


def test_two_turns_greet_and_a_third_calls_into_a_bad_line() -> None:
    assert greetings("Hello.", "Hello.") == 2
    assert greetings("Hello.", "Hello.", "Hello.") == 2


@pytest.mark.parametrize(("text", "late", "early"), [("Do you have any questions?", 6, 5), ("Anything else?", 8, 7)])
def test_closing_questions_need_six_tenths_of_the_turns_and_bare_ones_eight(text: str, late: int, early: int) -> None:
    def closes(place: int) -> bool:
        rows = [("S" if i % 2 == place % 2 else "P", "It is the left one.") for i in range(1, 11)]
        rows[place - 1] = ("S", text)
        return scored(talk(*rows), "courtesy").figures["closing_question"].value == 1.0

    assert closes(late) and not closes(early)


PERMISSION = [
    "Is this all right with you?",
    "Is it cool if I listen to your chest?",
    "Would you be comfortable with that?",
    "Mind if I take a look?",
    "Okay, mind if we start?",
    "Will it be all right if I press here?",
    "If you're okay with that, I'll start.",
    "Can we go over the form?",
]
NO_PERMISSION = [
    "Is everything okay with you?",
    "I wouldn't mind if we had rain.",
    "If it's okay to wait, wait.",
    "If you're okay with all of this, the nurse comes in.",
    "How can I start to help?",
    "Can I ask for your name?",
    "May I check your name?",
]


@pytest.mark.parametrize("text", PERMISSION)
def test_permission(text: str) -> None:
    assert "permission" in labels(text)


@pytest.mark.parametrize("text", NO_PERMISSION)
def test_no_permission(text: str) -> None:
    assert "permission" not in labels(text)


def test_one_wording_counts_once_a_turn() -> None:
    assert labels("Thank you for that. Thank you for that.").count("thanks") == 1
    assert labels("Thank you for that. Many thanks.").count("thanks") == 2


@pytest.mark.parametrize(("polite", "value"), [(0.5, 0.0), (0.51, 100.0)])
def test_a_request_is_polite_where_that_is_likelier_than_not(polite: float, value: float) -> None:
    dialogue = segment(readers.read(talk(("S", "Sign here."), ("P", "It is so."))))
    signals = Signals(dialogue)
    vars(signals)["politeness"] = {0: SimpleNamespace(polite=polite, weight=3.0)}
    score = MEASURE.score(Codes(dialogue, signals))
    assert score.figures["requests"].value == value and score.figures["request_signs"].value == 3.0


def test_courtesies_are_per_ten_staff_turns() -> None:
    rows = talk(
        ("S", "Could you please sign here."), ("P", "It is so."), ("S", "It is on the left."), ("P", "I see it.")
    )
    assert scored(rows, "courtesy").value == 10 * 1 / 2
