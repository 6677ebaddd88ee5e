"""What a word, a filler and an acknowledgement is, once for every code.

The features that bundled models were trained with are frozen beside their model and do not ask here.
"""

from __future__ import annotations

from carescore.text.regex import lazy

WORD = lazy(r"[^\W\d_]+(?:['-][^\W\d_]+)*")  # letters with inner apostrophes and hyphens, of plain() text
FILLERS = frozenset("um umm uh uhh er erm hm hmm mm eh ah oh well like so".split())
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
