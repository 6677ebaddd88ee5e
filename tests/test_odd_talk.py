"""Talk of every odd kind: no crash, no absurd score, a sentence wherever a skill is missing."""

from __future__ import annotations

import pytest
from conftest import EXAMPLES, scored, talk
from fair_talks import TALKS

import carescore
from carescore.annotate import parse
from carescore.report import Report
from carescore.segmentation import _language
from carescore.skills import SKILLS

ALL = (*SKILLS, "overall")
SCARED = ("P", "I'm scared about my tooth, it hurts at night and I can't sleep.")
NO_WORDS = {
    "emoji": "😀 🦷 👍🏽 " * 40,
    "digits": "12 7 555 2024 " * 30,
    "marks": "[NAME] <date> (laughs) " * 40,
    "signs": "… ?! -- ## " * 40,
}
OTHER = {
    "spanish": "Buenos días, señora, soy la enfermera y hoy vamos a mirar la muela. ¿Qué le preocupa más de todo esto? ",
    "german": "Guten Morgen, ich bin die Schwester. Was macht Ihnen am meisten Sorgen, und seit wann tut es weh? ",
    "dutch": "Goedemorgen, ik ben de assistente. Waar maakt u zich het meest zorgen over, en was het in de nacht? ",
    "french": "Bonjour madame, je suis l'infirmière. Qu'est-ce qui vous inquiète le plus dans tout cela, et depuis quand? ",
    "danish": "Godmorgen, jeg er sygeplejerske. Hvad er du mest bekymret for, og har det været sådan i lang tid? ",
    "polish": "Dzień dobry, jestem pielęgniarką. Co panią najbardziej martwi i od kiedy to tak boli? Proszę usiąść. ",
    "vietnamese": "Chào chị, em là y tá. Hôm nay chị thấy thế nào? Chị lo lắng nhất về điều gì? ",
    "chinese": "早上好，我是护士。今天我们来看一下您的牙齿。您最担心的是什么？",
    "arabic": "صباح الخير، أنا الممرضة. سوف ننظر اليوم إلى السن الذي يؤلمك. ما الذي يقلقك أكثر؟ ",
    "russian": "Доброе утро, я медсестра. Сегодня мы посмотрим зуб. Что вас больше всего беспокоит? ",
}


def values(report: Report) -> dict[str, float | None]:
    return {name: report.skills[name].value for name in ALL}


def checked(report: Report) -> Report:
    """The report, every skill of which is within bounds or says in a sentence why it is missing."""
    for name in ALL:
        skill = report.skills[name]
        assert (skill.value is None) == bool(skill.missing), name
        assert skill.value is None or 0 <= skill.value <= 100, name
    for score in report.scores.values():
        assert score.overall is None or score.overall.value is not None or score.missing, score.measure
    return report


def whys(report: Report) -> set[str | None]:
    return {report.skills[name].missing for name in ALL}


@pytest.mark.parametrize("kind", NO_WORDS)
def test_no_words_judge_nobody(kind: str) -> None:
    for rows in (
        [("S", NO_WORDS[kind]), SCARED, ("S", NO_WORDS[kind])],
        [("S", NO_WORDS[kind]), ("P", NO_WORDS[kind])],
    ):
        report = checked(carescore.score(talk(*rows)))
        assert whys(report) == {_language.NO_WORDS}


def test_one_such_turn_in_a_talk_changes_little() -> None:
    rows = TALKS["clinic"]
    before = values(carescore.score(talk(*rows)))
    for said in ("😀", "7 12", "[NAME]"):
        after = values(checked(carescore.score(talk(*rows, ("S", said)))))
        assert all(abs((before[name] or 0) - (after[name] or 0)) <= 5 for name in ALL), said


@pytest.mark.parametrize("language", OTHER)
def test_another_language_is_noticed_and_judges_nobody(language: str) -> None:
    said = OTHER[language] * 5
    report = checked(carescore.score(talk(("S", said), ("P", said), ("S", said))))
    assert _language.NOT_ENGLISH in report.provenance["notes"]
    assert whys(report) == {_language.NOT_ENGLISH}


@pytest.mark.parametrize("name", TALKS)
def test_english_is_english(name: str) -> None:
    assert not carescore.score(talk(*TALKS[name])).provenance["notes"]
    assert not carescore.score(talk(*((who, said.upper()) for who, said in TALKS[name]))).provenance["notes"]


def test_a_few_foreign_words_tell_nothing() -> None:
    report = carescore.score(talk(("S", OTHER["spanish"]), ("P", "Sí, gracias.")))
    assert _language.NOT_ENGLISH not in report.provenance["notes"]


SAID = "We will look at the tooth, and then I will tell you what we can do about it. " * 300


def test_a_turn_of_five_thousand_words() -> None:
    assert len(SAID.split()) > 5000
    report = checked(carescore.score(talk(("S", SAID), SCARED, ("S", SAID))))
    overall = report.skills["overall"].value
    assert overall is None or overall < 60
    checked(carescore.score(talk(("S", SAID.replace(".", "").replace(",", "")), SCARED)))


@pytest.mark.xfail(
    strict=True, raises=AssertionError, reason="so long an answer is judged to meet the one feeling partly"
)
def test_known_failure_five_thousand_words_are_no_empathy() -> None:
    empathy = carescore.score(talk(("S", SAID), SCARED, ("S", SAID))).skills["empathy"].value
    assert empathy is not None and empathy < 20


def test_capitals_are_cut_as_small_letters_and_offsets_stay() -> None:
    texts = ["I'LL CALL YOU, DON'T WORRY.", "WE’RE HERE. CANNOT SAY.", "GONNA LOOK AT MRS. O'NEIL'S ID"]
    assert parse.tokens(texts) == parse.tokens(map(str.lower, texts))
    report = carescore.score(
        talk(SCARED, ("S", "I UNDERSTAND WHY YOU'RE SCARED. I'LL STAY.")), only=["empathy_phrases"]
    )
    (quote, *_) = report.scores["empathy_phrases"].evidence
    assert "SCARED" in report.turns[1].text[quote.start : quote.end] or "UNDERSTAND" in report.turns[1].text


@pytest.mark.parametrize("name", TALKS)
def test_all_capitals_cost_a_name_at_most(name: str) -> None:
    """Capitals tell names from words: an introduction or a practice's name may be lost, a sixth of a part of respect."""
    rows = [(who, said.format(s="Emily", p="Claire", r="Jake", f="Miller")) for who, said in TALKS[name]]
    plain, loud = (values(carescore.score(talk(*r))) for r in (rows, [(who, said.upper()) for who, said in rows]))
    for skill in SKILLS:
        assert abs((plain[skill] or 0) - (loud[skill] or 0)) <= (7 if skill == "respect" else 2), skill


@pytest.mark.parametrize(
    "rows",
    [
        [("S", "Good morning, how are you?")],
        [("P", "It hurts.")],
        [("S", "It does hurt.")],
        [("Speaker 1", "It does hurt.")],
        [("S", "Hello."), ("P", "Hi."), ("S", "Bye.")],
    ],
)
def test_a_turn_or_three_words_are_too_little(rows: list[tuple[str, str]]) -> None:
    report = checked(carescore.score(talk(*rows)))
    assert all("too little to judge" in (why or "") for why in whys(report))


def test_staff_alone() -> None:
    rows = [
        ("S", f"Tell me how it began, please, and what worries you most about it today, number {i}.") for i in range(9)
    ]
    report = checked(carescore.score(talk(*rows)))
    assert report.skills["empathy"].value is None and report.skills["overall"].value is None


def test_patients_alone() -> None:
    report = checked(carescore.score(talk(*[SCARED] * 20)))
    assert set(values(report).values()) == {None}


@pytest.mark.parametrize("name", ["billing-call-handled-well.vtt", "chemo-nurse-call.vtt", "pediatric-dentist.txt"])
def test_swapping_the_roles_changes_the_scores(name: str) -> None:
    own, other = (values(carescore.score(str(EXAMPLES / name), swap=swap)) for swap in (False, True))
    assert all(own[skill] != other[skill] for skill in ALL)
    assert (own["overall"] or 0) - (other["overall"] or 0) > 15


def test_a_measure_of_no_words_is_no_praise() -> None:
    for said in NO_WORDS.values():
        assert not scored(talk(SCARED, ("S", said)), "empathy_phrases").evidence
