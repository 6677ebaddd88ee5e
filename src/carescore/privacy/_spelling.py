"""Names that are spelled letter by letter."""

from __future__ import annotations

import re

from carescore.privacy._context import Text
from carescore.privacy._people import People
from carescore.privacy.identifiers import Found, Kind
from carescore.text.regex import lazy

_SPELLED = lazy(r"(?<![\w'’])(?:[A-Z](?:[-–.]| - |, | ))+[A-Z](?![\w'’])|(?<![\w'’])(?:[a-z][- ]){3,}[a-z](?![\w'’])")
_ACRONYMS = frozenset(
    "mri cpap adhd copd ekg obgyn hmo ppo gerd ptsd mrsa hipaa cobra icu aids usa faq asap pcp cna".split()
)


def spelled(one: Text, people: People) -> list[Found]:
    """Names that are spelled letter by letter."""
    kept = []
    for match in _SPELLED.finditer(one.text):
        letters = re.sub(r"[^a-z]", "", match[0].lower())
        hyphens = "-" in match[0]
        asked = one.asked or "spel" in one.text.lower() or any(word.startswith(letters[:3]) for word in people.of_word)
        if (
            len(letters) >= (3 if hyphens else 4 if asked else 6)
            and letters not in _ACRONYMS
            and letters not in "abcdefghijklmnopqrstuvwxyz"
        ):
            kept.append(Found(match.start(), match.end(), Kind.NAME, str(people.add([letters]))))
    return kept
