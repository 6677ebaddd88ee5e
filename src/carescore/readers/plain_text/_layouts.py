"""The layouts of plain text: how label and text are parted, which way a file repeats, and which labels are speakers.

Times are taken off first, wherever they stand beside the label; so a layout says only what ends a label: a colon, a
bracket, a time, a line break, a tab, another mark that all lines share, or nothing but that the same words return.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from carescore.readers import _labels
from carescore.readers.plain_text import _line
from carescore.readers.plain_text._line import Line, Parts, parts
from carescore.text.people import ABBREVIATED_TITLES
from carescore.text.regex import lazy

See = Callable[[Parts], "Line | None"]
Believe = Callable[[Sequence[str], Sequence["Line | None"]], frozenset[str]]
_LONGEST = 400  # characters of a line that can hold a label
_SAMPLE = 1000  # lines that decide on the layout
_MARKS = (">", "|", ";", " - ", " – ", " — ", "–", "—", "→", "~", "=", "/", "\t", "  ", ")", ".", ",")
_WEAK = frozenset({".", ",", ")", "  "})  # marks that sentences hold too
_TITLES = ABBREVIATED_TITLES | {"st"}
_MOST_LABELS = 12  # of a layout in which only their return shows labels
_COURT = lazy(
    r"^[ \t]*(?:(?P<n>[QA])(?:[.:][ \t]+|[ \t]{2,}|\t)|(?P<by>(?:EXAMINATION )?BY [A-Z][A-Z .'’-]{2,40}):)"
    r"[ \t]*(?P<rest>.*)$"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a line is seen, and which labels are believed. above: the text is below the label. covered: the least share
    of lines with believed labels."""

    see: See
    believe: Believe
    above: bool = False
    covered: float = 0.0


def _in_front(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    """Before a colon. What stands once before the first label that returns is a heading; a single word once is none
    where lines go on without a label: "Remember: …"."""
    back = _labels.returning(labels)
    if not back and len(labels) > _FEW and not any(map(_labels.names_role, labels)):
        return frozenset()  # as many speakers as lines
    first = next((i for i, label in enumerate(labels) if label in back), 0)
    spoken = [
        label
        for i, label in enumerate(labels)
        if label not in back and _labels.certain(label) and (i > first or _is_talk(label, seen))
    ]
    named = back | frozenset(spoken)
    lines = sum(label in named for label in labels)
    if 10 * lines < 9 * len(seen) and len(back) > 1:
        named = back | frozenset(label for label in spoken if _labels.full_name(label) or len(label) == 1)
    counts = Counter(label for label in labels if label in named)
    if any(map(_labels.names_role, named)) or 2 * lines >= len(seen):
        return named
    return named if len(named) >= 2 and max(counts.values()) > 1 else frozenset()


def _is_talk(label: str, seen: Sequence[Line | None]) -> bool:
    """Whether what a label above the talk says is a sentence of a person who has a role, and no field of a form."""
    if not _labels.names_role(label) and len(seen) > _FEW:
        return False
    said = next(line.rest for line in seen if line and line.label == label)
    return len(seen) <= _FEW or said.endswith((".", "?", "!"))


_FEW = 4  # lines of a text that is too short for labels to return


def _beside_times(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    """Names beside times return; a short sentence beside a time ("Okay. Number 2.") does not, and ends in a mark; and
    text follows a name that has none on its line."""
    names = [label for label in labels if not label.endswith((".", "?", "!")) or _labels.names_role(label)]
    counts = Counter(names)
    back = _labels.returning(names)
    once = frozenset(label for label, n in counts.items() if _labels.certain(label) or _is_name(label, n))
    if len(labels) > 3 and 3 * len(counts) > 2 * len(labels):
        once = frozenset(filter(_labels.full_name, once))
    named = back | once
    return named if _is_followed(named, seen) else frozenset()


def _is_name(label: str, count: int) -> bool:
    return count > 1 and _labels.capitalised(label) and not _labels.listed(label)


def _is_followed(named: frozenset[str], seen: Sequence[Line | None]) -> bool:
    """Whether a line of text, without a time of its own, follows nearly every label that stands alone."""
    alone = doubled = 0
    for one, two in pairwise(seen):
        if one and one.label in named and not one.rest:
            alone += 1
            doubled += two is not None and (two.label in named or (one.start is not None and two.start is not None))
    return 4 * doubled <= alone


def _in_brackets(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    named = _labels.in_brackets(labels)
    once = frozenset(x for x in labels if _labels.full_name(x)) if named else frozenset()
    both = named | once
    return both if len(both) >= 2 or (len(named) == 1 and 2 * len(labels) > len(seen)) else frozenset()


def _on_lines(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    """Names on lines of their own return, and a line of text follows each. Words that answers are made of must do so
    without exception."""
    counts = Counter(label for label in labels if label[-1] not in ".,?!")
    named = frozenset(x for x, n in counts.items() if (n > 1 and _is_personal(x)) or _labels.full_name(x))
    listed = frozenset(x for x, n in counts.items() if n > 1 and x not in named and not x[0].islower())
    top = seen[0] is not None and seen[0].label in listed | named
    if listed and top and _strictly(listed | named, seen):
        named |= listed
    regular = len(named) == 1 and max(counts.values()) > 2 and _strictly(named, seen)
    if (len(named) < 2 and not regular) or max(counts[x] for x in named) < 2 or not _is_followed(named, seen):
        return frozenset()
    return named


def _is_personal(label: str) -> bool:
    """Whether a line of its own can be a name: capitals or a role, and no short answer."""
    return (_labels.capitalised(label) or _labels.names_role(label)) and not _labels.listed(label) and "," not in label


def _strictly(named: frozenset[str], seen: Sequence[Line | None]) -> bool:
    """Whether text follows each label, and most texts are one line: the file is made of such pairs."""
    places = [i for i, line in enumerate(seen) if line and line.label in named]
    if not places or places[0] > len(seen) // 4 or 3 * len(places) < len(seen) - places[0]:
        return False
    return places[-1] + 1 < len(seen) and all(b - a > 1 for a, b in pairwise(places))


def _of_a_hearing(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    """Q and A, most of the labels, and the speakers in capitals between them."""
    counts = Counter(labels)
    if not (counts["Q"] and counts["A"]) or 2 * (counts["Q"] + counts["A"]) < len(labels) or {"B", "C"} & set(labels):
        return frozenset()
    return frozenset({"Q", "A"} | {label for label in labels if label.isupper() and len(label) > 1})


def _returning(labels: Sequence[str], seen: Sequence[Line | None]) -> frozenset[str]:
    """At least two labels that return, few of all; the others once, where these are names and stand between them."""
    back = frozenset(x for x in _labels.returning(labels) if x[-1] not in ".,")
    if len(back) < 2:
        back = frozenset(x for x in labels if _labels.certain(x))
        return back if len(back) > 1 and len(labels) == len(seen) and len(back) < len(labels) else frozenset()
    once = frozenset(x for x in labels if _labels.full_name(x) and x not in back)
    named = back | once
    return named if 3 * len(named) <= 2 * len(labels) else frozenset()


def _court(found: Parts) -> Line | None:
    """Questions and answers of a hearing; "BY MR. FOX:" says who asks from here on."""
    match = _COURT.match(found.line)
    return Line(match["by"] or match["n"], match["rest"]) if match else _line.by_colon(found)


def _parted(mark: str) -> See:
    """Label and text parted by a mark."""

    def see(found: Parts) -> Line | None:
        text = found.text.strip()
        at = text.find(mark, 1, _LONGEST_LABEL)
        if mark == "." and text[:at].lower() in _TITLES:
            at = text.find(mark, at + 1, _LONGEST_LABEL)
        label = _labels.form(text[:at].rstrip(" -=|>~")) if at > 0 else ""
        rest = text[at + len(mark) :].lstrip(" \t>|=~") if label else ""
        return found.labelled(label, rest) if rest else None

    return see


_LONGEST_LABEL = 60


def _numbers(word: str) -> bool:
    """Whether a word tells people of one role apart: "Speaker 1", "Caller B"."""
    return word.isdigit() or (len(word) == 1 and word.isupper() and word not in ("I", "A"))


def _repeated(sample: Sequence[Parts]) -> Layout | None:
    """Labels that nothing parts from the text: the words that the lines begin with, as far as they return together."""
    texts = [text for found in sample if (text := found.text.strip())]
    counts = Counter(" ".join(words[:n]) for text in texts for words in [text.split(None, 4)] for n in (1, 2, 3, 4))
    named: set[str] = set()
    for text in texts:
        words = text.split(None, 4)
        n = 1
        while n < min(4, len(words) - 1) and (
            counts[" ".join(words[: n + 1])] == counts[words[0]] or _numbers(words[n])
        ):
            n += 1
        label = " ".join(words[:n])
        numbered = _labels.names_role(words[0]) and label[-1:].isdigit()
        named_so = _labels.capitalised(label) or _labels.names_role(label)
        if numbered or (counts[label] > 1 and named_so and not _labels.listed(label)):
            named.add(label)
    if not 2 <= len(named) <= _MOST_LABELS:
        return None

    def see(found: Parts) -> Line | None:
        words = found.text.split(None, 4)
        for n in (4, 3, 2, 1):
            label = " ".join(words[:n])
            if label in named and len(words) > n:
                return found.labelled(_labels.form(label) or label, " ".join(words[n:]))
        return None

    return Layout(see, _returning, covered=0.9)


INLINE = Layout(_line.by_colon, _in_front)
COURT = Layout(_court, _of_a_hearing, covered=0.1)
TIMED = Layout(_line.by_time, _beside_times, above=True)
ALONE = Layout(_line.alone, _on_lines, above=True)
BRACKETS = Layout(_line.by_brackets, _in_brackets)
CELLS = Layout(_line.by_cells, _returning, covered=0.5)
PARTED = {mark: Layout(_parted(mark), _returning, covered=0.8 if mark in _WEAK else 0.5) for mark in _MARKS}


def see(layout: Layout, line: str) -> Line | None:
    """What the layout sees in a line, or the time alone that it begins with; only the beginning of a long line can
    hold a label."""
    found = parts(line if len(line) <= _LONGEST else line[:_LONGEST])
    seen = layout.see(found) or (found.labelled(None, found.text) if found.stamp else None)
    return seen if seen is None or len(line) <= _LONGEST else seen._replace(rest=seen.rest + line[_LONGEST:])


def best(lines: Sequence[str]) -> Layout | None:
    """The layout that explains most lines, the earlier one when equal; a label with a time weighs half a line more."""
    sample = [parts(line[:_LONGEST]) for line in lines[:_SAMPLE]]
    found: tuple[float, Layout | None] = (0, None)
    for layout in (COURT, INLINE, TIMED, BRACKETS, CELLS, ALONE):
        found = max(found, (_weight(layout, sample), layout), key=lambda pair: pair[0])
    if found[0] >= 0.5 * len(sample):
        return found[1]
    for mark, layout in PARTED.items():
        if sum(mark in part.text for part in sample) >= layout.covered * len(sample):
            found = max(found, (_weight(layout, sample), layout), key=lambda pair: pair[0])
    if (repeated := _repeated(sample)) and _weight(repeated, sample) > found[0]:
        return repeated
    return found[1]


def _weight(layout: Layout, sample: Sequence[Parts]) -> float:
    seen = [layout.see(found) for found in sample]
    named = accepted(layout, seen)
    labelled = [line for line in seen if line and line.label in named]
    weight = len(labelled) + sum(line.start is not None for line in labelled) / 2
    if layout is INLINE and named:
        weight += sum(found.stamp is not None and found.stamp.sure for found in sample) - sum(
            line.start is not None and line.sure for line in labelled
        )
    return weight


def accepted(layout: Layout, seen: Sequence[Line | None]) -> frozenset[str]:
    """The labels that are speakers, of what the layout saw in every line."""
    labels = [line.label for line in seen if line and line.label]
    if not labels or len(labels) < layout.covered * len(seen):
        return frozenset()
    named = layout.believe(labels, seen)
    if layout.covered and sum(label in named for label in labels) < layout.covered * len(seen):
        return frozenset()
    return named
