"""jargon_density: unexplained terms only, the patient's own words never."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

from carescore.measures import Score


def said(text: str) -> list[str]:
    return [quote for _, quote in quotes(talk(("P", "Hello."), ("S", text)), "jargon_density")]


HITS = [
    ("You have bruxism.", "bruxism"),
    ("Please ambulate twice a day.", "ambulate"),
    ("Your EOB shows the deductible.", "EOB"),
    ("We need a prior authorization.", "prior authorization"),
    ("Take it b.i.d. or PRN.", "PRN"),
    ("Next time we do the perio charting.", "perio charting"),
    ("There is a copay today.", "copay"),
    ("I will send a request for glomerulonephritis studies.", "glomerulonephritis"),
    ("We start hydroxychloroquine on Monday.", "hydroxychloroquine"),
    ("The DEXA is booked for Friday.", "DEXA"),
    ("they tested you for the p p d last year", "p p d"),
    ("You have something called cholecystitis.", "cholecystitis"),
    ("The test is negative.", "test is negative"),
    ("You have edema. That is good to know.", "edema"),
]
NEAR_MISSES = [
    "You have hypertension, that is, high blood pressure.",
    "It is called bruxism, which means grinding your teeth.",
    "You have a gum infection, and we call it periodontitis.",
    "I will give you Xarelto, a medicine that thins the blood.",
    "You have gastroparesis. That means the stomach empties slowly.",
    "you have nephropathy which means the kidneys leak a little",
    "We will take an X-ray and give you an antibiotic.",
    "You have a filling that came loose.",
    "Is it the asthma, the allergy, the fever or the cough?",
    "Your diabetes and your blood pressure look fine. OK, see you at 3 PM. Bring an ID.",
    "Good morning, [NAME], did the receptionist in <LOCATION> tell you about the appointment tomorrow?",
    "WE WILL CALL YOU BACK ABOUT THE BILL SOON",
    "Um, I was going to ask, uh, whether the neighbours are looking after your grandchildren.",
    "It is as easy as a b c, and i i i would say so.",
]


@pytest.mark.parametrize(("text", "term"), HITS)
def test_hits(text: str, term: str) -> None:
    assert term in said(text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    assert said(text) == []


def test_an_everyday_word_behind_or_explains_in_a_statement() -> None:
    assert said("There is some ecchymosis or bruising over the ankle.") == []
    assert said("Any hematemesis or fever?") != []


def test_a_recognisers_misspelling() -> None:
    assert said("Did you feel any strange senzation there?") == []


@pytest.mark.xfail(reason="terms of everyday words that no list has are not heard")
def test_everyday_words_with_another_meaning() -> None:
    assert said("We will do a washout and then a second look.") != []


@pytest.mark.parametrize("term", ["bruxism", "glomerulonephritis", "DEXA"])
def test_a_term_the_patient_used_first_is_no_jargon(term: str) -> None:
    rows = talk(("P", f"Is it the {term} again?"), ("S", f"Yes, it is the {term}."))
    assert quotes(rows, "jargon_density") == []


def test_an_answer_to_the_patients_question_explains() -> None:
    rows = talk(("P", "Hi."), ("S", "It is nephropathy."), ("P", "What is that?"), ("S", "It's a kidney that leaks."))
    assert quotes(rows, "jargon_density") == []
    rows[3]["text"] = "See you on Monday."
    assert [quote for _, quote in quotes(rows, "jargon_density")] == ["nephropathy"]


def score_of(text: str) -> Score:
    return scored(talk(("P", "Hi."), ("S", text)), "jargon_density")


def test_explained_share() -> None:
    score = score_of("You have bruxism, which means grinding. Your EOB came today.")
    assert score.figures["explained_share"].value == 50.0
    assert len(score.evidence) == 1


def test_ambiguous_words_weigh_more() -> None:
    figures = score_of("The scan was unremarkable. There is edema too, we will see on Monday.").figures
    assert figures["ambiguous"].value == pytest.approx(100 / 13)
    assert figures["technical"].value == pytest.approx(100 / 13)
    assert figures["weighted"].value == pytest.approx(250 / 13)


def test_rare_share_counts_every_use() -> None:
    figures = score_of("Glomerulonephritis again. Yes, glomerulonephritis, I am afraid.").figures
    assert figures["rare_share"].value == pytest.approx(100 * 2 / 7)


def test_a_term_counts_once_a_turn() -> None:
    assert said("The EOB says so. The EOB is new.") == ["EOB"]


def test_labels_give_class_and_plain_words() -> None:
    rows = talk(("P", "Hi."), ("S", "You have bruxism. Take spironolactone."))
    assert [label for label, _ in quotes(rows, "jargon_density")] == [
        "technical: grinding your teeth",
        "technical: potassium-saving water pill",
    ]


@pytest.mark.parametrize("text", ["😀 😀 😀", "12 34 56", "[NAME] [NAME]", "¿Cómo está usted hoy?", ""])
def test_odd_turns_hold_no_jargon(text: str) -> None:
    assert said(f"{text} Thank you.") == []


def test_figures_of_terms() -> None:
    text = "You have bruxism, which means grinding, and cholecystitis, and edema."
    figures = score_of(text).figures
    assert figures["explained_share"].value == pytest.approx(100 / 3)
    assert figures["walls"].value == 0
    wall = "You have bruxism and gastroparesis and cholecystitis and periodontitis today."
    assert score_of(wall).figures["walls"].value == 1
    assert "wall" in [label for label, _ in quotes(talk(("P", "Hi."), ("S", wall)), "jargon_density")]
    assert score_of(wall).figures["explained_share"].value == 0
