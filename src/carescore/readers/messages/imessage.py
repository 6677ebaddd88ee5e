"""iMessage, as imessage-exporter writes it (.txt): date, sender, message, parted by blank lines; no ends.

Times count from the first message. Replies stand twice, indented and in their place: once is kept. Reactions, notices
and paths of attachments are left out; of an edited message the last form is kept. Source: imessage-exporter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from carescore.errors import ReadError
from carescore.readers import _cues, _records
from carescore.readers._base import Parsed, Reader
from carescore.readers._dates import day_ms, day_of, of_day_ms
from carescore.readers._labels import clean
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_HEAD = lazy(
    rf"^(?P<indent>[ ]*)(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d\d), (?P<year>\d{{4}})\s+"
    r"(?P<t>\d{1,2}:\d\d:\d\d [AP]M)(?:\s+\(.*\))?[ \t]*$"
)
_EDITED = lazy(r"^Edited .{1,60}? later:(?:\s+(?P<said>.*))?$")
_NOTICE = lazy(r"^This message responded to an earlier message\.$|^(?:/|~/|attachments/)\S.*\.\w{2,5}$")

Block = tuple["re.Match[str]", int, list[str]]


def looks_like(head: str) -> bool:
    return bool(_HEAD.match(head.lstrip("\n").partition("\n")[0]))


def read(text: str) -> Parsed:
    found: list[tuple[bool, Utterance]] = []
    for head, number, lines in _blocks(text):
        if lines and (said := _said(lines[1:])):
            found.append((bool(head["indent"]), Utterance(_who(lines[0]), said, _moment(head), None, (), number)))
    once = {_key(utterance) for indented, utterance in found if not indented}
    kept = [utterance for indented, utterance in found if not (indented and _key(utterance) in once)]
    if not kept:
        raise ReadError("no message with text in it", line=1)
    return _records.from_first(kept), []


def _blocks(text: str) -> list[Block]:
    """(head, line number, lines below) of every message."""
    blocks: list[Block] = []
    for number, line in _cues.numbered(text):
        if match := _HEAD.match(line):
            blocks.append((match, number, []))
        elif blocks:
            blocks[-1][2].append(line.strip())
    return blocks


def _who(line: str) -> str | None:
    return "me" if line == "Me" else clean(line)


def _said(lines: Sequence[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if line == "Tapbacks:":
            break
        if edited := _EDITED.match(line):
            kept = [edited["said"] or ""]
        elif not _NOTICE.match(line):
            kept.append(line)
    return " ".join(" ".join(kept).split())


def _moment(head: re.Match[str]) -> int | None:
    day = day_ms(int(head["year"]), _MONTHS.index(head["month"]) + 1, int(head["day"]))
    time = of_day_ms(head["t"])
    return None if day is None or time is None else day + time


def _key(utterance: Utterance) -> tuple[object, ...]:
    return utterance.speaker, utterance.text, utterance.start_ms


def day(text: str) -> str | None:
    sent = [ms for head, _, lines in _blocks(text) if lines and (ms := _moment(head)) is not None]
    return day_of(min(sent)) if sent else None


READER = Reader(
    name="imessage",
    title="iMessage conversation (imessage-exporter)",
    extensions=(".txt",),
    export="imessage-exporter --format txt: one conversation",
    written=True,
    looks_like=looks_like,
    read=read,
    day=day,
)
