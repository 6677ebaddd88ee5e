"""Words of labels that say what a speaker is: persons by role, departments, titles, and what stands before a role."""

from __future__ import annotations

from carescore.text.people import PROFESSIONS, RELATIVES
from carescore.text.regex import lazy
from carescore.transcript import Role

_PERSONS: dict[Role, str] = {
    Role.INTERPRETER: "interpreter translator",
    Role.COMPANION: " ".join(sorted(RELATIVES - {"nan"}))  # given names, too, as "Nan" is
    + " family companion proxy carer caregiver caretaker guardian relative friend visitor",
    Role.PATIENT: "patient pt client caller customer consumer member child kid user interviewee actor sp",
    Role.STAFF: " ".join(sorted(PROFESSIONS - {"interpreter"}))
    + " doc dr provider gp md np pa rn lpn dds dmd emt medic tech fellow "
    "resident intern trainee student learner candidate operator agent representative rep advisor "
    "adviser staff administrator interviewer social-worker worker navigator triage liaison "
    "advocate educator ambassador concierge officer aide attendant orderly porter "
    "helper greeter dispatcher biller coder clerk cashier bot chatbot ai",
    Role.OTHER: "facilitator instructor examiner observer narrator narration ivr voicemail system recording recorder "
    "announcer announcement message moderator teacher trainer tutor "
    "coach preceptor assessor evaluator rater proctor director "
    "invigilator debriefer timekeeper auto-attendant autoattendant answerphone menu prompt scribe transcriber camera "
    "audience judge mail greeting debrief machine",
}
ROLE_OF = {word: role for role, words in _PERSONS.items() for word in words.split()}
PROFESSION = lazy(r"(?:olog|atr|metr|path|tom|dont|therap|nutrition|dietit|hygien)ist$|ician$|itian$|grapher$")
_DEPARTMENTS = frozenset(
    "access care relations service services support medicine health clinic center centre hospital office department "
    "dept desk frontdesk line hotline helpline billing scheduling admissions admitting registration reception intake "
    "records pharmacy lab laboratory imaging surgery unit ward er icu accounts account finance financial insurance "
    "claims collections referrals referral authorizations appointments appointment team practice dispatch security "
    "transport admin administration information engagement experience advocacy education rehab rehabilitation nursing "
    "phlebotomy outpatient inpatient outpatients helpdesk switchboard enquiries inquiries bookings".split()
)
_FIELD = lazy(r"ology$|iatry$|iatrics$|therapy$|etics$|dontics$|oncology$")
# kin and other role words that are also surnames or given names: "Son Min-ho", "Lydia Child", "Karen Parent"
NAMES_TOO = frozenset(
    "son child mum pa parent husband friend partner carer family sp ai page bot coder judge coach clerk porter "
    "proctor director teacher fellow resident major pt".split()
)
BEFORE_ROLES = frozenset(
    "the a my your his her our their older younger eldest elder big little young step foster legal adult ex first "
    "second third primary next new other main lead senior junior chief head charge staff health home on-call call "
    "standardized standardised simulated virtual real mock male female patients clients callers childs "
    "phone telephone guest".split()
)
CARED_FOR = frozenset("patient client customer caller member family child kid consumer".split())  # "Customer Success"
NURSES = frozenset({"sister", "matron"})  # before a name, in hospitals of the Commonwealth
AUTOMATIC = frozenset("automated automatic auto recorded".split())
FACILITATORS = frozenset(
    "facilitator instructor examiner observer moderator teacher trainer tutor "
    "coach preceptor assessor evaluator rater "
    "proctor director invigilator debriefer timekeeper judge".split()
)  # people beside a role-play, with whom the others may talk of it


def is_department(word: str) -> bool:
    """Whether a word names a department or a field of care."""
    return word in _DEPARTMENTS or bool(_FIELD.search(word))


def role_of(word: str) -> Role | None:
    """The role that a word by itself names."""
    return ROLE_OF.get(word) or (Role.STAFF if PROFESSION.search(word) else None)
