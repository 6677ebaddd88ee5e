"""One person under several spellings: labels folded by case, marks and punctuation, a first name by the one full name.

"John Smith", "JOHN SMITH", "Smith, John", "john.smith" and "John Smith (Host)" are one person. A mark in brackets that
says how somebody takes part (host, guest, external, pronouns) or that they go on (cont'd) is no part of the name; any
other is kept, since it may tell two people apart. A lone first name or surname is the full name that holds it; where
two full names hold it, nothing is folded and a note says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from carescore.segmentation import roles
from carescore.text.people import TITLES
from carescore.text.regex import lazy, one_of
from carescore.transcript import Transcript

_BRACKETS = lazy(r"[\[(]([^\[\]()]*)[\])]")
_REMARK = lazy(r"\s*[\[(][^\[\]()]*[\])]$|\s*[,|]\s*\S[^,|]*$|\s[-–—]\s.*$")
# Stays a pattern: with endings, and pronouns in any number.
_MARK = lazy(
    r"(?:co-?)?(?:host|organi[sz]er|presenter|panell?ist)|guest|external|internal|me|you|myself|unverified|verified"
    r"|attendee|on (?:the )?phone|phone|mobile|ipad|iphone|laptop|video|audio|muted|cont(?:'?d|inued|\.)?|continuing"
    r"|(?:he|she|they|ze)(?:\s*/\s*\w+)+"
)
_CONTINUED = lazy(r"[\s,-]+(?:cont['’]?d\.?|continued|continuing)$", re.IGNORECASE)
_TITLE = lazy(rf"^{one_of(TITLES)}\b\.?\s+", re.IGNORECASE)
_ACCENT = lazy("[\u0300-\u036f]")
_WORD = lazy(r"[^\W_]+")


def folded(transcript: Transcript) -> tuple[Transcript, Mapping[str, tuple[str, ...]]]:
    """The transcript with one label for each person, and the labels of the file by the label that stands for them."""
    labels = Counter(u.speaker for u in transcript.utterances if u.speaker is not None)
    if len(labels) < 2:
        return transcript, {}
    groups: dict[str, list[str]] = {}
    for label in labels:
        groups.setdefault(key(label), []).append(label)
    _join_bracketed(groups)
    unclear = _join_short(groups)
    same = {_shown(group, labels): tuple(group) for group in groups.values() if len(group) > 1}
    if not same and not unclear:
        return transcript, {}
    chosen = {label: shown for shown, group in same.items() for label in group}
    said = tuple(replace(u, speaker=chosen.get(u.speaker or "", u.speaker)) for u in transcript.utterances)
    notes = [f"{', '.join(group)}: taken for one person, {shown}" for shown, group in same.items()]
    notes += [f"{label}: could be {' or '.join(names)}; kept apart" for label, names in unclear.items()]
    return replace(transcript, utterances=said, notes=(*transcript.notes, *notes)), same


def key(label: str) -> str:
    """What all spellings of one name have in common."""
    plain = unicodedata.normalize("NFKD", label).casefold().replace("’", "'")
    plain = _ACCENT.sub("", plain)
    plain = _BRACKETS.sub(lambda m: " " if _MARK.fullmatch(m[1].strip()) else m[0], plain)
    plain = _CONTINUED.sub("", plain.strip())
    if "," in plain:
        last, _, first = plain.partition(",")
        both = _WORD.findall(last) + _WORD.findall(first)
        if len(both) == 2 and roles.of_label(label).role is None:  # "Smith, John", but "Dana Ruiz, RN"
            plain = f"{first} {last}"
    return " ".join(_WORD.findall(plain)) or plain.strip()


def _join_bracketed(groups: dict[str, list[str]]) -> None:
    """Puts a bare name to the one label that adds a remark in brackets: "Ann Lee" to "Ann Lee (Patient)" or
    "Ann Lee, RN"."""
    remarked: dict[str, list[str]] = {}
    for name, group in groups.items():
        bare = _REMARK.sub("", group[0]).strip()
        if bare and bare != group[0].strip():
            remarked.setdefault(key(bare), []).append(name)
    for bare, names in remarked.items():
        if len(names) == 1 and names[0] != bare and {names[0], bare} <= groups.keys() and _is_name(groups[bare]):
            groups[names[0]] += groups.pop(bare)


def _join_short(groups: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Puts each lone name into the group of the full name that holds it; gives the names that two full names hold."""
    names = {name: name.split() for name in groups}
    full = {name: parts for name, parts in names.items() if len(parts) in (2, 3) and _is_name(groups[name])}
    unclear = {}
    for name, parts in names.items():
        if len(parts) != 1 or len(name) < 2 or not _is_name(groups[name]):
            continue
        fits = [other for other, both in full.items() if name in (both[0], both[-1])]
        if len(fits) == 1:
            groups[fits[0]] += groups.pop(name)
        elif fits:
            unclear[groups[name][0]] = tuple(groups[other][0] for other in fits)
    return unclear


def _is_name(labels: Sequence[str]) -> bool:
    """Whether labels are of letters only and name no role."""
    return all(
        not any(c.isdigit() for c in label) and not _TITLE.match(label) and roles.of_label(label).role is None
        for label in labels
    )


def _shown(group: Sequence[str], counts: Mapping[str, int]) -> str:
    """The spelling that says most without marks: a role, a full name written as names are, else the commonest."""

    def rank(label: str) -> tuple[bool, bool, int, bool, int]:
        role, remark = roles.of_label(label).role is not None, bool(_BRACKETS.search(label))
        return (role, not remark and "," not in label, len(label.split()), label == label.title(), counts[label])

    return max(group, key=rank)
