"""How transcripts mark speech that was cut off, trailed off, was taken up again, or was lost: once for every code.

Cut off: a dash of any kind, "//" (conversation analysis), +/. and +//. (CHAT), or a remark such as [interrupted] or
(cut off). Trailed off: dots or +... (CHAT). Taken up again: the same at the beginning, or +, (CHAT).
Source: MacWhinney, The CHAT transcription format; Jefferson 2004 (glossary of transcript symbols).
"""

from __future__ import annotations

import re

from carescore.text.regex import lazy

_CLOSERS = r"[\"'”’)\]]*\s*$"
_REMARKED = r"[\[(<]\s*(?:is |was |gets )?(?:interrupt\w*|cut(?:s|ting)? (?:him |her |them )?off|cuts? in|talk\w* over)"
_REMARKED += r"[^\])>]{0,30}[\])>]"
CUT_OFF = lazy(rf"(?:--?|[–—]|//|\+//?[.?]){_CLOSERS}|{_REMARKED}[\s.]*$", re.IGNORECASE)
TRAILING = lazy(rf"(?:\.\.\.+|…|\+\.\.[.?]){_CLOSERS}")
RESUMED = lazy(r"^[\"'“(\s]*(?:--?|[–—]|\.\.\.|…|//|\+[,^])")
INTERRUPTS = lazy(rf"^\s*{_REMARKED}", re.IGNORECASE)
LOST = lazy(r"\[(?:inaudible|unintelligible|crosstalk)[^\]]*\][\s.,]*$|<[^<>]{1,40}/>[\s.,]*$", re.IGNORECASE)


def cut_off(before: str, after: str = "") -> bool:
    """Whether a transcript marks that a text was cut off, at its end or in what the other says then."""
    return bool(CUT_OFF.search(before) or INTERRUPTS.match(after))


def plain_marks(before: str, after: str = "") -> str:
    """The text with one dash for whatever marks that it was cut off, and dots for what marks that it trailed off."""
    if cut_off(before, after):
        return CUT_OFF.sub("", before).rstrip() + "—"
    return TRAILING.sub("", before).rstrip() + "..." if TRAILING.search(before) else before
