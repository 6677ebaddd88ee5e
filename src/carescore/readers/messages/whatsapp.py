"""WhatsApp's exported chat (.txt): a date, a name and a message, which may go on over lines; no ends.

Times count from the first message. Whether 5/3 is a day and a month or the other way round is told by numbers above
12, else by the order of the messages; where neither tells, there are no times. Lines of the app and media are left out.
Source: exports of the iPhone's and Android's app.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from carescore.errors import ReadError
from carescore.readers import _cues, _records
from carescore.readers._base import Parsed, Reader
from carescore.readers._dates import day_ms, day_of, of_day_ms
from carescore.readers._labels import clean
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LINE = lazy(
    r"\[?(?P<a>\d{1,4})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{1,4}),?\s+"
    r"(?P<t>\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?\s?m\.?)?)(?:\]\s?|\s-\s|:\s)(?P<rest>.*)$",
    re.IGNORECASE,
)
_SAID = lazy(r"^(?:~\s*)?(?P<who>[^:\"“\n]{1,60}):(?:\s+|$|(?<!\d:)(?=[^\s/]))(?P<said>.*)$")
_EDITED = lazy(r"<This message was edited>", re.IGNORECASE)
# Stays a pattern: names of files, and signs of direction that cannot be seen, stand in it.
_NOT_SAID = lazy(
    rf"(?:.{{0,80}}[{_MARKS}])?(?:image|video|audio|sticker|gif|document|contact card|video note) omitted"
    r"|<media omitted>|<attached: [^>]*>|\S.{0,120} \(file attached\)|null"
    r"|(?:this message was deleted|you deleted this message)\.?|messages and calls are end-to-end encrypted.*"
    r"|missed (?:voice|video) call.*|waiting for this message\..*",
    re.IGNORECASE,
)
_NOT_CLEAR = "the dates do not tell day from month: times were left out"


@dataclass(slots=True)
class Message:
    """A message as it stands: the numbers of its date and what parts them, time of day, sender, lines."""

    date: tuple[int, int, int]
    dotted: bool
    time: int
    who: str
    lines: list[str]
    line: int


def looks_like(head: str) -> bool:
    lines = [line.lstrip(_MARKS) for _, line in _cues.numbered(head[:8000])]
    heads = [match for line in lines if (match := _LINE.match(line))]
    return bool(lines) and bool(_LINE.match(lines[0])) and sum(bool(_SAID.match(match["rest"])) for match in heads) >= 2


def read(text: str) -> Parsed:
    messages = _messages(text)
    said = [(message, spoken) for message in messages if (spoken := _said(message.lines))]
    starts: Sequence[int | None] | None = _starts([message for message, _ in said])
    pairs = zip(said, starts or [None] * len(said), strict=True)
    found = [Utterance(clean(m.who), spoken, start, None, (), m.line) for (m, spoken), start in pairs]
    if not found:
        raise ReadError("no message with text in it", line=1)
    return _records.from_first(found), [] if starts else [_NOT_CLEAR]


def _messages(text: str) -> list[Message]:
    found: list[Message] = []
    inside = False
    for number, raw in _cues.numbered(text):
        line = raw.lstrip(_MARKS)
        match = _LINE.match(line)
        time = of_day_ms(match["t"]) if match else None
        if match and time is not None:
            said = _SAID.match(match["rest"].lstrip(_MARKS))
            inside = said is not None
            if said:
                date = (int(match["a"]), int(match["b"]), int(match["c"]))
                found.append(Message(date, match["sep"] == ".", time, said["who"], [said["said"]], number))
        elif inside:
            found[-1].lines.append(line)
    return found


def _said(lines: Sequence[str]) -> str:
    kept = (" ".join(_EDITED.sub("", line).strip(f" {_MARKS}").split()) for line in lines if not _omitted(line))
    return " ".join(line for line in kept if line)


def _omitted(line: str) -> bool:
    return bool(_NOT_SAID.fullmatch(line.strip(f" {_MARKS}")) or _NOT_SAID.fullmatch(line.strip()))


def _starts(messages: Sequence[Message]) -> list[int] | None:
    """When each was sent; None where several orders of day and month are as good."""
    best = _possible(messages)
    offsets = {tuple(start - starts[0] for start in starts) for starts in best}
    return best[0] if len(offsets) == 1 else None


def _possible(messages: Sequence[Message]) -> list[list[int]]:
    """When each was sent, for every order of day and month that is as good as any."""
    if any(m.date[0] > 99 for m in messages):
        orders = [(0, 1, 2)]
    else:
        orders = [(2, 1, 0)] if any(m.dotted for m in messages) else [(2, 1, 0), (2, 0, 1)]
    possible = [starts for order in orders if (starts := _in_order(messages, order))]
    rising = [starts for starts in possible if starts == sorted(starts)]
    return rising or possible


def _in_order(messages: Sequence[Message], order: tuple[int, int, int]) -> list[int] | None:
    """The instants when a date's numbers are year, month and day at these places; None when one is no date."""
    year, month, day = order
    days = [day_ms(m.date[year], m.date[month], m.date[day]) for m in messages]
    return [d + m.time for d, m in zip(days, messages, strict=True) if d is not None] if None not in days else None


def day(text: str) -> str | None:
    """None where day and month cannot be told apart."""
    found = {day_of(min(starts)) for starts in _possible(_messages(text)) if starts}
    return found.pop() if len(found) == 1 else None


READER = Reader(
    name="whatsapp",
    title="WhatsApp chat",
    extensions=(".txt",),
    export="WhatsApp: a chat's menu, Export chat, without media",
    written=True,
    looks_like=looks_like,
    read=read,
    day=day,
)
