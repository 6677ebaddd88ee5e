"""Whoever somebody is called, or whatever she works as, her words are hers: names of many countries and all roles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest
from readers.offices import packed

from carescore.readers._base import Reader
from carescore.readers._decode import decode
from carescore.readers.captions import sbv, srt, webvtt
from carescore.readers.documents.docx import parts
from carescore.readers.plain_text import plain_text

LEAST = 0.998
NAMES = Path(__file__).parent / "names.tsv"
HARD = (
    "Crystal,Soundarya,Coughlin,Laughlin,Clearwater,Page,Link,Oh,He,So,Fine,You,Day,Date,Note,May,Summer,Sigh,Music,Noise,"
    "Will,Good,Well,But,Yes,Sure,Grace,Hope,Joy,Faith,Wait,Hello,Who,Why,An,The,Le,Do,To,Re,Tu,My,Ma,Mum,Son,Child,Unger,"
    "Phone,Door,Black,Silence,Blank,Static,Ender,Foreman,Overlap,Whisper,Bell,Speaker"
).split(",")
ROLES = (
    "3rd Floor Nurse,911 Dispatch,Phone Rep,Music Therapist,Front Desk,Name | Front Desk,Triage Nurse,Charge Nurse,RN,LPN,"
    "CNA,Nurse Practitioner,NP,PA,Physician Assistant,Attending,Resident,Intern,Medical Student,Hospitalist,Surgeon,"
    "Anesthesiologist,Pharmacist,Pharmacy Tech,Phlebotomist,Radiographer,X-Ray Tech,Sonographer,Dietitian,Nutritionist,"
    "Physical Therapist,Occupational Therapist,Speech Therapist,Respiratory Therapist,Social Worker,Case Manager,"
    "Care Coordinator,Discharge Planner,Chaplain,Midwife,Doula,Health Visitor,Community Nurse,District Nurse,GP,"
    "Practice Manager,Practice Nurse,Receptionist,Scheduler,Biller,Billing,Patient Access,Patient Relations,"
    "Customer Care,Member Services,Call Center Agent,CSR,CSR 2,Agent,Agent 47,Supervisor,Team Lead,Operator,Dispatcher,"
    "Dentist,Dental Hygienist,Orthodontist,Optometrist,Audiologist,Podiatrist,Paramedic,EMT,Security,Transport,Porter,"
    "Unit Clerk,Ward Clerk,Volunteer,Interpreter,Child Life Specialist,Family Medicine,Counselor,Psychologist,"
    "Psychiatrist,Crisis Worker,Recovery Coach,Peer Support,Home Health Aide,Insurance Rep,Trainee,Facilitator,"
    "Standardized Patient,Simulated Patient,Examiner,Caller 1,Participant 12,44,P07,Ext. 204,+1 555-010-0199,"
    "Ward 7 Sister,Dr. Patel,Nurse Jackson,Senior Patient Care Coordinator for Surgery at Lakeside"
).split(",")
SAID = (
    "Good morning, how can I help?",
    "I got a letter, and I am worried.",
    "What does it say?",
    "My iron is low.",
    "I see.",
)
Read = Callable[[str], list[tuple[str | None, str]]]


def names() -> Iterator[str]:
    for line in NAMES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split("\t")[2].split(", ")


def pairs() -> list[tuple[str, str]]:
    """Every name once as staff and once as patient, and every role beside a name."""
    single = list(dict.fromkeys([*HARD, *names()]))
    full = [f"{first} {last}" for first, last in zip(single[::3], single[1::3], strict=False)]
    with_roles = [(role, single[7 * i]) for i, role in enumerate(ROLES)]
    return [*pairwise([*single, *full]), *with_roles, *((name, role) for role, name in with_roles)]


def by(reader: Reader) -> Read:
    return lambda text: [(u.speaker, u.text) for u in reader.read(text)[0]]


def by_word(text: str) -> list[tuple[str | None, str]]:
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    document = f'<w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>'
    inside = decode(parts(packed({"word/document.xml": document}))[0].content)[0]
    return by(plain_text.READER)(inside)


def cues(arrow: str, form: str) -> str:
    return f"{{n}}\n00:00:0{{n}}{arrow}000 --> 00:00:0{{n}}{arrow}900\n{form}\n\n"


FORMS: dict[str, tuple[str, str, Read, int]] = {  # head, form of a turn, reader, one in how many names
    "txt": ("", "{who}: {said}\n", by(plain_text.READER), 1),
    "glued": ("", "{who}:{said}\n", by(plain_text.READER), 5),
    "block": ("", "{who}\n{said}\n\n", by(plain_text.READER), 2),
    "brackets": ("", "[{who}] {said}\n", by(plain_text.READER), 2),
    "otter": ("", "{who}  0:0{n}\n{said}\n\n", by(plain_text.READER), 2),
    "timed": ("", "[00:0{n}] {who}: {said}\n", by(plain_text.READER), 2),
    "md": ("", "**{who}:** {said}\n\n", by(plain_text.READER), 2),
    "srt": ("", cues(",", "{who}: {said}"), by(srt.READER), 2),
    "vtt": ("WEBVTT\n\n", cues(".", "{who}: {said}"), by(webvtt.READER), 2),
    "voices": ("WEBVTT\n\n", cues(".", "<v {who}>{said}</v>"), by(webvtt.READER), 5),
    "sbv": ("", "0:00:0{n}.000,0:00:0{n}.900\n{who}: {said}\n\n", by(sbv.READER), 5),
    "docx": ("", "{who}: {said}\n", by_word, 20),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_name_is_believed(name: str) -> None:
    head, form, read, step = FORMS[name]
    tried = pairs()[::step]
    wrong = []
    for pair in tried:
        text = head + "".join(form.format(who=pair[i % 2], said=said, n=i) for i, said in enumerate(SAID))
        if read(text) != [(pair[i % 2], said) for i, said in enumerate(SAID)]:
            wrong.append(pair)
    assert len(wrong) <= (1 - LEAST) * len(tried), f"{len(wrong)} of {len(tried)}: {wrong[:20]}"
