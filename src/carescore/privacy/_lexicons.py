"""The word lists that names are told by, each read once, when first asked for."""

from __future__ import annotations

from functools import cache
from importlib import resources

from carescore.text.regex import lazy
from carescore.text.wordlists import alternatives

ORGANISATIONS = frozenset(
    "clinic clinics hospital hospitals medical medicine center centre dental dentistry dentist health healthcare "
    "pharmacy pharmacies insurance university college school church street avenue road bank park group associates "
    "practice surgery foundation institute department unit team line desk shield plus disease syndrome care "
    "services company corporation inc llc association society academy hotel airport station library court house "
    "hall museum theatre theater store market restaurant cafe labs laboratory imaging radiology cardiology "
    "oncology pediatrics orthopedics therapy hospice lodge residence village manor district council agency "
    "program project plan fund act day week month award scale test study sign palsy lymphoma catheter vaccine "
    "virus fever drive lane building tower floor ward room wing county city town campus office offices island "
    "lake river beach mountain valley bay".split()
)
PLACES_BEGIN = frozenset(
    "st saint mount mt fort ft lake port san santa los las el new north south east west cape".split()
)
PARTICLES = frozenset("de la van der den von bin al el di da dos del le du st ten ter bint ibn of-the".split())
_MEDICINES = lazy(rf"\w{{2,}}(?:{alternatives('privacy', 'medicine_endings')})")
_ENDING = lazy(r"(?:s|ed|ly|ing|ness|less|ful|able|ment)$")


@cache
def _words(name: str) -> frozenset[str]:
    text = resources.files("carescore.privacy").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def is_first(word: str) -> bool:
    """Whether it is a given name, perhaps an ordinary word too. Words in small letters, as everywhere here."""
    return word in _words("first_names")


def is_last(word: str) -> bool:
    """Whether it is a surname that is no ordinary word."""
    return word in _words("surnames")


def is_surname_too(word: str) -> bool:
    """Whether it is a surname as well as an ordinary word."""
    return word in _words("ordinary_surnames")


def is_ordinary(word: str) -> bool:
    """Whether it is a word of everyday English, perhaps in another form or of two parts."""
    plain, _, rest = word.replace("’", "'").partition("'")
    known = _words("ordinary_words")
    if len(plain) == 1 and len(rest) > 3:  # "o'donoghue", "d'angelo"; not "o'clock"
        return rest in known
    if len(plain) < 2 or plain in known or _ENDING.sub("", plain) in known:
        return True
    return "-" in word and all(part in known for part in plain.split("-"))


def is_never(word: str) -> bool:
    """Whether it is written with a capital and nobody's name: a month, a nation, a way to address somebody."""
    return word.replace("’", "'") in _words("never_names") or word.replace("’", "'").partition("'")[0] in _words(
        "never_names"
    )


def is_rarely(word: str) -> bool:
    """Whether it is written with a capital and mostly a place, a medicine, a company or a disease."""
    return word in _words("rarely_names") or bool(
        _MEDICINES.fullmatch(word) and not is_first(word) and not is_last(word)
    )
