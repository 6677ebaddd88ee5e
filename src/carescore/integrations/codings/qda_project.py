"""Codings of a REFI-QDA project (.qdpx), each by its user: every selection in a text that is a report's, as exported.

Of a recording, the transcript's selections between points of synchrony count; what is coded on the picture, on a whole
source or in another source is left out. Source: REFI-QDA Standard 1.5, project exchange (2019).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from xml.etree.ElementTree import Element

from carescore.errors import ReadError
from carescore.integrations.codings._base import DIFFERENT, UNNAMED, Coding, Codings, content, require_words
from carescore.integrations.exports import OURS
from carescore.integrations.exports.qda_project import USER, PlacedTurn, laid_out
from carescore.readers import safe
from carescore.report import Report

_ENDS = {
    "PlainTextSelection": ("startPosition", "endPosition"),
    "TranscriptSelection": ("fromSyncPoint", "toSyncPoint"),
}
_INSIDE = "internal://"


@dataclass(frozen=True, slots=True)
class _Project:
    """What the parts of a project refer to: names of codes and users, and whose text a place is in."""

    path: str
    codes: Mapping[str, str]
    users: Mapping[str, str]
    twofold: bool  # whether a break of lines written as two characters counts as two

    def name(self, coding: Element) -> str:
        for reference in safe.each(coding, "CodeRef"):
            if name := self.codes.get(reference.get("targetGUID", "")):
                return name
        raise ReadError("broken reference: a selection names a code that the codebook lacks", self.path)

    def coder(self, selection: Element, coding: Element) -> str | None:
        """Who coded it; None for carescore itself."""
        user = coding.get("creatingUser") or selection.get("creatingUser") or ""
        if user and user not in self.users:
            raise ReadError("broken reference: a selection names a user that is not there", self.path)
        name = self.users.get(user, UNNAMED)
        return None if user == USER or name == OURS else name


@dataclass(frozen=True, slots=True)
class _Places:
    """Positions of a project's text as places in the report's, by the ink before them: tools change white space.

    ink: before each position of the project's text; own: the position of each sign of ink in the report's text.
    """

    ink: Sequence[int]
    own: Sequence[int]
    lines: Sequence[PlacedTurn]

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """(turn, start, end) of every turn that a selection has part in; of one whose name alone it holds, the turn."""
        first, last = (self.ink[min(place, len(self.ink) - 1)] for place in (start, end))
        begin, stop = (self.own[min(place, len(self.own) - 1)] for place in (first, max(last - 1, first)))
        starts = [line.start for line in self.lines]
        heads = [0, *(line.start + len(line.turn.text) + 1 for line in self.lines[:-1])]
        for number in range(bisect_right(heads, begin) - 1, bisect_right(heads, stop)):
            text = self.lines[number].turn.text
            low, high = max(begin - starts[number], 0), min(stop + 1 - starts[number], len(text))
            yield (self.lines[number].turn.index, *((low, high) if low < high else (0, len(text))))


def read(path: str, reports: Sequence[Report]) -> Codings:
    """The codings of everybody but carescore. Raises ReadError."""
    packed = content(path)
    try:
        names = safe.names(packed)
        inner = next((name for name in names if name.lower().endswith(".qde")), None)
        if inner is None:
            raise ReadError("no REFI-QDA project: it holds no .qde")
        root = safe.parse(_decoded(safe.members(packed, [inner])[0]))
        codes = {code.get("guid", ""): code.get("name", "") for code in safe.each(root, "Code")}
        users = {user.get("guid", ""): user.get("name") or UNNAMED for user in safe.each(root, "User")}
        project = _Project(path, codes, users, "ATLAS" not in (root.get("origin") or "").upper())
        said = {number: laid_out(require_words(report, path)) for number, report in enumerate(reports)}
        found: list[Coding] = []
        used: set[int] = set()
        for source in (*safe.each(root, "TextSource"), *safe.each(root, "Transcript")):
            text = _text(source, packed, names)
            own = next((n for n, (whole, _) in said.items() if whole.split() == text.split()), None)
            if own is not None:
                used.add(own)
                text = text if project.twofold else text.replace("\r\n", "\n")
                whole, lines = said[own]
                places = _Places(_ink(text), [n for n, sign in enumerate(whole) if not sign.isspace()], lines)
                found += _codings(source, project, own, places)
    except ReadError as error:
        raise error.at(path) from None
    if not used:
        raise ReadError(f"{DIFFERENT} in every source", path)
    coders = frozenset(one.coder for one in found)
    if not coders:
        raise ReadError("nobody but carescore coded in it", path)
    return Codings(path, frozenset(used), coders, tuple(found))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except ValueError:
        raise ReadError("broken: it is not in UTF-8") from None


def _text(source: Element, packed: bytes, names: Sequence[str]) -> str:
    """What a source says, by its file or in itself; nothing where its file is not there."""
    for inline in safe.each(source, "PlainTextContent"):
        return "".join(inline.itertext())
    wanted = source.get("plainTextPath", "").removeprefix(_INSIDE).lower()
    member = next((name for name in names if wanted and name.lower() == f"sources/{wanted}"), None)
    return _decoded(safe.members(packed, [member])[0]) if member else ""


def _ink(text: str) -> list[int]:
    """How many characters other than white space stand before each position."""
    return [0, *accumulate(not character.isspace() for character in text)]


def _codings(source: Element, project: _Project, report: int, places: _Places) -> Iterator[Coding]:
    points = {p.get("guid"): p.get("position") for p in safe.each(source, "SyncPoint")}
    for tag, ends in _ENDS.items():
        for selection in safe.each(source, tag):
            given = [selection.get(end) for end in ends]
            start, end = (points.get(one) if tag == "TranscriptSelection" else one for one in given)
            if start is None or end is None or not (start.isdecimal() and end.isdecimal()):
                raise ReadError("broken reference: a selection has no place in its text", project.path)
            for coding in safe.each(selection, "Coding"):
                coder = project.coder(selection, coding)
                if coder is not None:
                    for turn, low, high in places.within(int(start), int(end)):
                        yield Coding(report, turn, low, high, coder, project.name(coding), f"at character {start}")
