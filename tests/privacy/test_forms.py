"""Identifiers with a form: each kind written and spoken, with near-misses, and what an answer is by its question."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carescore.privacy import _addresses, _dates, _online, forms
from carescore.privacy.identifiers import SpokenLine
from carescore.privacy.marks import Marks, rewritten

DATES = (_dates.NUMERIC, _dates.WRITTEN, _dates.COUNTED, _dates.DAY_MONTH)
ONLINE = (_online.EMAIL, _online.LINK, _online.HANDLE, _online.NETWORK)


def hidden(*texts: str) -> list[str]:
    """The texts, said in turn by two people, with marks without numbers."""
    lines = [SpokenLine("AB"[i % 2], text) for i, text in enumerate(texts)]
    marks = Marks()
    return [
        re.sub(r"\[([A-Z ]+) \d+\]", r"<\1>", rewritten(line.text, own, marks).text)
        for line, own in zip(lines, forms.found(lines), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to tomas.okafor@example.org, please.", "Write to <EMAIL>, please."),
        ("It's tomas dot okafor at example dot org.", "It's <EMAIL>."),
        ("It's r k o nine at mail dot com.", "It's <EMAIL>."),
        ("It's tiny dash tim at green door dot org.", "It's <EMAIL>."),
        ("Look at pay dot green door dot org slash bills.", "Look at <LINK>."),
        ("You are down for 6/14, not before 6/13.", "You are down for <DATE>, not before <DATE>."),
        ("We live at 4 Calle de los Olmos, 28012 Madrid.", "We live at <ADDRESS>."),
        ("Lindenstraße 8, 10969 Berlin is my mother's.", "<ADDRESS> is my mother's."),
        ("It is number four elm lane by the pub.", "It is <ADDRESS> by the pub."),
        ("The reference is tango four seven lima two.", "The reference is <NUMBER>."),
        ("The policy is x four four one nine.", "The policy is <POLICY NUMBER>."),
        ("It's tomas underscore okafor at gmail dot com.", "It's <EMAIL>."),
        ("See https://portal.example.org/visits?id=7 for it.", "See <LINK> for it."),
        ("Go to www.lakesideclinic.com today.", "Go to <LINK> today."),
        ("It is on lakeside dot org slash forms.", "It is on <LINK>."),
        ("Call me on 555-0142.", "Call me on <PHONE>."),
        ("Call (555) 010-2233 or +44 20 7946 0958.", "Call <PHONE> or <PHONE>."),
        ("My number is five five five, oh one four two.", "My number is <PHONE>."),
        ("The area code is 312, then 5550142.", "The area code is <PHONE>."),
        ("Your medical record number is 00417-22.", "Your medical record number is <RECORD NUMBER>."),
        ("My member ID is XHP 4471 882.", "My member ID is <POLICY NUMBER>."),
        ("The card is 4111 1111 1111 1111.", "The card is <CARD NUMBER>."),
        ("The last four of my social are 7719.", "The last four of my social are <NUMBER>."),
        ("My social is 219-09-9999.", "My social is <NUMBER>."),
        ("He was born on March 3rd, 1961.", "He was born on <BIRTH DATE>."),
        ("Date of birth 03/04/1961, yes.", "Date of birth <BIRTH DATE>, yes."),
        ("My birthday is June the fifth, nineteen eighty-one.", "My birthday is <BIRTH DATE>."),
        ("We meet on March 14th at ten.", "We meet on <DATE> at ten."),
        ("The scan was on 2024-03-14.", "The scan was on <DATE>."),
        ("I live at 14 Alder Lane, Springfield, IL 62704.", "I live at <ADDRESS>."),
        ("It's twelve Elm Street, apartment 4B.", "It's <ADDRESS>."),
        ("Send it to P.O. Box 331.", "Send it to <ADDRESS>."),
        ("The postcode is SW1A 1AA.", "The postcode is <ADDRESS>."),
        ("It's 3 Alder Lane, Ely CB7 4AA.", "It's <ADDRESS>."),
        ("I'm at 140 county road 6, past the mill.", "I'm at <ADDRESS>, past the mill."),
        ("Post it to 8 Rue Monge.", "Post it to <ADDRESS>."),
        ("I'm back on the 21st.", "I'm back on <DATE>."),
        ("Come on the twenty-first at ten.", "Come on <DATE> at ten."),
        ("It's from the 3rd to the 5th of April, yes.", "It's from <DATE>, yes."),
        ("My username is okafor88.", "My username is <NUMBER>."),
        ("the oﬃce, the ﬁrst one, has my confirmation code qf7k2m today", "the oﬃce, the ﬁrst one, has my confirmation code <NUMBER> today"),
        ("hauptstraße, and my reference number is h 77 21 04 yes", "hauptstraße, and my reference number is <NUMBER> yes"),
        ("It's GB29 NWBK 6016 1331 9268 19.", "It's <CARD NUMBER>."),
        ("It's rosa dot lee at gmail, I think.", "It's <EMAIL>, I think."),
        ("It's info at lake dash clinic dot org.", "It's <EMAIL>."),
        ("The card expires 04/29.", "The card expires <CARD NUMBER>."),
        ("The order number is B dash 4471.", "The order number is <NUMBER>."),
        ("Go to alder hill dot org slash pay.", "Go to <LINK>."),
        ("You log in at my lake dot alder dot org.", "You log in at <LINK>."),
        ("Type w w w dot lake portal dot com.", "Type <LINK>."),
        ("Send it to ann and rosa at gmail dot com.", "Send it to <EMAIL>."),
        ("It's 3/14 Alder Parade, Bendigo VIC 3550.", "It's <ADDRESS>."),
        ("It's one oh four elm street apartment two c now.", "It's <ADDRESS> now."),
        ("It's eight hundred alder drive, number four oh one.", "It's <ADDRESS>."),
        ("Use p o box nine one two.", "Use <ADDRESS>."),
        ("the postcode is m one four b t", "the postcode is <ADDRESS>"),
        ("We came from Salem, Oregon, today.", "We came from <ADDRESS>, today."),
        ("He was born the 9th of the second, sixty-one.", "He was born <BIRTH DATE>."),
        ("My birthday is oh-four, oh-two, sixty-one.", "My birthday is <BIRTH DATE>."),
        ("Your confirmation code is KQ4MZ.", "Your confirmation code is <NUMBER>."),
        ("It's policy AB/441/90.", "It's policy <POLICY NUMBER>."),
        ("NI number AB 12 34 56 C.", "NI number <NUMBER>."),
        ("It's FR14 2004 1010 0505 0001 3M02 606.", "It's <CARD NUMBER>."),
        ("The digits on the back are 471.", "The digits on the back are <CARD NUMBER>."),
    ],
)  # fmt: skip
def test_what_is_found(text: str, expected: str) -> None:
    assert hidden(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Take two tablets of 500 milligrams three times a day.",
        "It was 10.2, then 8.4, then 12.",
        "A pain from 5/10 to 7/10, for 1/2 an hour.",
        "We danced a tango, and the hotel has two lifts.",
        "Number nine is the best of the rue.",
        "Your pressure is 120 over 80, and 130/85 last week.",
        "The bill is four hundred and twelve dollars, $1,250 in all.",
        "I paid 12500 dollars in 2019.",
        "Come on Tuesday at 10:30, in March, or in two weeks.",
        "Call 911 at once.",
        "One, two, three, four, big breath.",
        "She is 81 and had 3 children.",
        "You may second guess that.",
        "It started in 2017, 2018 and 2019.",
        "Vitamin B12 and a T4 of 7.",
        "Walk 10 minutes on the road every day.",
        "The 2 of us were on our way.",
        "I looked at it and dot my i.",
        "I'm on 20 milligrams of it, 3 times out of 10.",
        "I live on the 2nd floor, and by the third time I knew.",
        "My username is not the problem.",
        "I am at home, and we met at yahoo or so they say.",
        "It was 04/29 of the marks, he said.",
        "I read 3 reports and 4 letters in a way.",
        "The code is KQMZP, and the reference ABCDE.",
        "I was told, Georgia, that it is in Florida.",
        "Look at the back of it, 471 times.",
        "Use a box, p or o, nine of them.",
        "My number one wish is COVID to end.",
        "We walked 3/4 of a mile.",
    ],
)
def test_what_is_no_identifier(text: str) -> None:
    assert hidden(text) == [text]


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("What's your date of birth?", "Four, twelve, sixty-eight.", "<BIRTH DATE>."),
        ("And your date of birth?", "May 9, 54.", "<BIRTH DATE>."),
        ("Can I get your member ID?", "Sure, it's 4471.", "Sure, it's <POLICY NUMBER>."),
        ("What's the best phone number?", "555, 0142.", "<PHONE>."),
        ("Can you read me the number?", "Double oh four, seven one three.", "<NUMBER>."),
        ("And the date of birth?", "Ten, twenty, nineteen sixty-one.", "<BIRTH DATE>."),
        ("Where do you live?", "12 Elm, near the church.", "<ADDRESS>."),
        ("And the three digits on the back?", "471.", "<CARD NUMBER>."),
        ("What's the postcode?", "l s two nine j t", "<ADDRESS>"),
        ("How was your week?", "Oh, 4471 things happened.", "Oh, 4471 things happened."),
    ],
)
def test_an_answer_is_what_was_asked_for(question: str, answer: str, expected: str) -> None:
    assert hidden(question, answer) == [question, expected]


def test_a_number_that_was_found_is_found_again_in_whole_and_in_part() -> None:
    texts = hidden("What's your member number?", "7719 4402.", "So 7719 4402?", "Yes.", "I'll note 4402 here.")
    assert texts[2:] == ["So <POLICY NUMBER>?", "Yes.", "I'll note <POLICY NUMBER> here."]


def test_marks_of_an_earlier_redaction_stay() -> None:
    assert hidden("Call [PHONE 1] about [POLICY NUMBER 2].") == ["Call <PHONE> about <POLICY NUMBER>."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my member id is w220918834", "my member id is <POLICY NUMBER>"),
        ("the policy is bx 4471 902", "the policy is <POLICY NUMBER>"),
        ("the plate is k l 4471", "the plate is <NUMBER>"),
        ("i live at 4 elm street, millbrook, ny 12545", "i live at <ADDRESS>"),
        ("it is po box 90, alder, iowa 50001", "it is <ADDRESS>"),
        ("the postcode is ls6 2qt", "the postcode is <ADDRESS>"),
        ("the postal code is k1a 0b1", "the postal code is <ADDRESS>"),
        ("it's 12 alder road, bendigo vic 3550", "it's <ADDRESS>"),
        ("it's 12 alder road, millbrook.", "it's <ADDRESS>."),
        ("it's 12 alder road, thank you.", "it's <ADDRESS>, thank you."),
        ("it's 12 alder road, dr. brown", "it's <ADDRESS>, dr. brown"),
        ("we came from tulsa oklahoma today", "we came from <ADDRESS> today"),
        ("we came from there, georgia, today", "we came from there, georgia, today"),
        ("your confirmation code is kq4mz", "your confirmation code is <NUMBER>"),
        ("i am on thornhill road, near it", "i am on <ADDRESS>, near it"),
        ("i was on the road and at a street", "i was on the road and at a street"),
        ("in the 90s it was b1 2nd or b6 10mg", "in the 90s it was b1 2nd or b6 10mg"),
        ("take 500mg of it and 1000iu at 10am", "take 500mg of it and 1000iu at 10am"),
    ],
)
def test_a_code_in_a_text_without_capitals(text: str, expected: str) -> None:
    assert hidden(text) == [expected]


WORDS = st.sampled_from(
    "may 3rd march twelfth nineteen 1961 born dot com at @x lake.org 555-0142 oak street on Elm Road box 12 a oh".split()
)


@given(st.lists(WORDS, max_size=12))
def test_what_is_looked_for_first_loses_nothing(words: list[str]) -> None:
    text = " ".join(words)
    assert not any(p.search(text) for p in DATES) or _dates.HINT.search(text)
    assert not any(p.search(text) for p in ONLINE) or _online.HINT.search(text)
    assert not _addresses.UNNUMBERED.search(text) or any(word in text.lower() for word in _addresses.SURE_WORDS)
