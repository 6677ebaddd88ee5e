"""Writes what carescore keeps of spaCy's English tokenizer: python docs/tokenizer.py. A test checks that it is up to
date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import house
from spacy.attrs import ORTH
from spacy.lang.en import English

from carescore.annotate.rules import KEPT

RULES = house.SOURCE / "annotate" / "rules.json"
LAST = "\u017f"  # of the kept letters
_known = re.compile(f"[{KEPT}]*").fullmatch
_RANGE = re.compile(r"([^\\])-(.)", re.DOTALL)
_CLASS = re.compile(r"\[((?:\\.|[^\]\\])*)\]", re.DOTALL)
_CODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_BARS = re.compile(r"\|+")  # a class that was meant to be a choice; Python warns of two in a row
_CHOICE = re.compile(r"\(\?:([^()]*)\)")


def kept_rules() -> str:
    """The rules as they are for kept signs alone."""
    english = English.Defaults
    special = (" ".join(token[ORTH] for token in cut) for cut in english.tokenizer_exceptions.values())
    kept = {
        "prefix": f"(?:{_all(english.prefixes)})",
        "suffix": f"(?:{_all(english.suffixes)})$",
        "infix": _all(english.infixes),
        "special": sorted(cut for cut in special if _known(cut) and not cut.isspace()),
    }
    return json.dumps(kept, ensure_ascii=False, indent=0) + "\n"


def _all(patterns: Iterable[str | re.Pattern[str]] | None) -> str:
    return "|".join(kept for pattern in patterns or () if (kept := _narrowed(str(pattern))))


def _narrowed(pattern: str) -> str:
    """The pattern as it is for kept signs alone, empty where it can match none of them."""
    written = _CODE.sub(lambda code: chr(int(code[1] or code[2], 16)), pattern)
    narrowed = _CHOICE.sub(_choice, _CLASS.sub(_class, written))
    return narrowed if _known(narrowed) and "[]" not in narrowed else ""


def _class(found: re.Match[str]) -> str:
    """A class without signs that are not kept; a range that goes beyond the kept letters ends with them."""
    ranges = _RANGE.sub(lambda r: r[1] + "-" + min(r[2], LAST) if r[1] <= LAST else "", found[1])
    return f"[{_BARS.sub('|', ''.join(filter(_known, ranges)))}]"


def _choice(found: re.Match[str]) -> str:
    return f"(?:{'|'.join(filter(_known, found[1].split('|')))})"


if __name__ == "__main__":
    RULES.write_text(kept_rules(), encoding="utf-8")
