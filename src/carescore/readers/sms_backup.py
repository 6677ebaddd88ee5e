"""SMS Backup & Restore (Android): text messages of one contact; a message has a time but no end.

Received messages are the contact's, sent ones "me"; drafts and failed ones are left out. Times count from the first
message. A backup of several contacts is no conversation, and is refused. Source: the app's field list (synctech).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from carescore.errors import ReadError
from carescore.readers import _xml
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance

_PAIR = re.compile(r"&#(5[5-6]\d{3});&#(5[6-7]\d{3});")
_SECONDS = 10_000_000_000  # a date below is in seconds, not in ms


def looks_like(head: str) -> bool:
    return _xml.root_name(head) == "smses"


def read(text: str) -> Parsed:
    root = _xml.parse(_PAIR.sub(_joined, text))
    sent = [m for m in root if _xml.local(m) in ("sms", "mms") and _box(m) in ("1", "2") and _body(m)]
    contacts = {message.get("address") for message in sent}
    if len(contacts) > 1:
        raise ReadError(f"{len(contacts)} contacts in one backup: export one conversation", line=1)
    dates = [_date(message) for message in sent]
    first = min((date for date in dates if date is not None), default=0)
    found = []
    for number, (message, date) in enumerate(zip(sent, dates, strict=True), start=1):
        start = None if date is None else date - first
        found.append(Utterance(_speaker(message), _body(message), start, None, (), number))
    if not found:
        raise ReadError("no message with text in it", line=1)
    return found, []


def _joined(pair: re.Match[str]) -> str:
    """An emoji that was written as two halves, which XML forbids."""
    high, low = int(pair[1]), int(pair[2])
    both = 0xD800 <= high < 0xDC00 <= low < 0xE000
    return chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00) if both else " "


def _box(message: Element) -> str | None:
    return message.get("type") if _xml.local(message) == "sms" else message.get("msg_box")


def _body(message: Element) -> str:
    texts = [message.get("body"), *(part.get("text") for part in _xml.each(message, "part"))]
    return " ".join(" ".join(text.split()) for text in texts if text and text != "null")


def _speaker(message: Element) -> str | None:
    if _box(message) == "2":
        return "me"
    return clean(message.get("contact_name")) or clean(message.get("address"))


def _date(message: Element) -> int | None:
    date = scaled_ms(message.get("date"), 1)
    return date * 1000 if date is not None and 0 <= date < _SECONDS else date


READER = Reader(
    name="sms_backup",
    title="SMS Backup & Restore",
    extensions=(".xml",),
    export="SMS Backup & Restore for Android: back up one conversation as XML",
    looks_like=looks_like,
    read=read,
)
