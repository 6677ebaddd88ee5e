"""What a word, a filler, an acknowledgement, a greeting and a word to begin with is, once for every code.

The features that bundled models were trained with are frozen beside their model and do not ask here.
"""

from __future__ import annotations

from carescore.text.dates import PARTS_OF_DAY
from carescore.text.regex import lazy, one_of

WORD = lazy(r"[^\W\d_]+(?:['-][^\W\d_]+)*")  # letters with inner apostrophes and hyphens, of plain() text
HESITATION = r"(?:u[hm]+|er+m?|hm+|mm+|eh)"  # however long it is drawn
MURMUR = r"(?:mm+-?h+m+|mhm+|uh-?huh)"  # agrees without a word
HESITATIONS = frozenset("um umm uh uhh uhm er erm hm hmm mm eh".split())
FILLERS = HESITATIONS | {"ah", "oh", "well", "like", "so"}
LINKS = frozenset("so and but or well now then oh".split())  # what people begin with before they say anything
ASSENTS = frozenset(("okay", "ok", "right", "alright", "all right", "yeah", "yes", "sure"))
ASKS_ASSENT = ASSENTS - {"sure"}  # "okay?", "right?": "are you sure?" is a question
BEGINNING = rf"(?:{HESITATION}|{one_of(LINKS, ASSENTS)})"
GREETINGS = frozenset(("hi", "hello", "hey", *(f"good {part}" for part in PARTS_OF_DAY)))
ACKNOWLEDGEMENTS = frozenset(
    "mm mhm mmm hm hmm hmmm mm-hm mm-hmm mmhmm mm-mm mhmm hmm-hmm hm-hm mm-hm-hm uh-huh uhhuh uh huh um-hum ah "
    "aha oh ooh wow yeah yep yup yes ya right okay ok alright sure gotcha absolutely exactly indeed really good "
    "great fine".split()
)
RECEIPTS = FILLERS | ACKNOWLEDGEMENTS  # what a turn may hold beside what it says
COMMON = frozenset(  # words of four letters and more that tell nothing of what is spoken about
    "about also anything because been called calling could from going good have help here hoping just know like "
    "make maybe more need okay please really right should some somebody someone something still sure take that them "
    "then there they think this today trying want well what when will with wondering would yeah your".split()
)
_TELLING = lazy(r"[^\W\d_]{4,}|\d+")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "İ": "I"})  # the one capital that lower() makes two signs of


def straight(text: str) -> str:
    """The text with plain apostrophes, and a plain I for a dotted one; as long as the text."""
    return text if text.isascii() else text.translate(_PLAIN)


def plain(text: str) -> str:
    """Lower case with plain apostrophes; as long as the text."""
    return straight(text).lower()


def words(text: str) -> list[str]:
    """The words of a text in lower case with plain apostrophes."""
    return WORD.findall(plain(text))


def telling(text: str) -> frozenset[str]:
    """The numbers and the words of four letters and more that are not common: what a stretch of talk is about."""
    return frozenset(_TELLING.findall(plain(text))) - COMMON
