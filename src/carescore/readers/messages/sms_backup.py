"""SMS Backup & Restore (Android): text messages of one contact or group; a message has a time but no end.

Received messages are the contact's, sent ones "me"; in a group the sender is the address marked "from". Drafts and
failed ones are left out. Times count from the first message. A backup of several conversations is refused.
Source: the app's field list (synctech).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from carescore.errors import ReadError
from carescore.readers import _xml
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_SURROGATES = lazy(r"(?:&#(?:5[5-7]\d{3}|[xX][dD][89a-fA-F][0-9a-fA-F]{2});)+")
_FROM = "137"  # the type of the sender's address in a multimedia message
_MYSELF = "insert-address-token"
_DIGITS = 9  # the last digits of a number, which are the same with and without its country
_SECONDS = 10_000_000_000  # a date below is in seconds, not in ms


def looks_like(head: str) -> bool:
    return _xml.root_name(head) == "smses"


def read(text: str) -> Parsed:
    root = _xml.parse(_SURROGATES.sub(_joined, text))
    sent = [m for m in root if _xml.local(m) in ("sms", "mms") and _box(m) in ("1", "2") and _body(m)]
    contacts = {frozenset(_number(a) for a in (m.get("address") or "").split("~")) for m in sent}
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


def _joined(halves: re.Match[str]) -> str:
    """Emoji that were written as two halves each, which XML forbids; a half alone is a space."""
    codes = [code[1:] if code[0] in "xX" else f"{int(code):x}" for code in re.findall(r"&#(\w+);", halves[0])]
    units = b"".join(bytes.fromhex(code) for code in codes)
    return units.decode("utf-16-be", errors="replace").replace("\ufffd", " ")


def _number(address: str) -> str:
    """A telephone number by its last digits, any other address as it is."""
    digits = re.sub(r"\D", "", address)
    return digits[-_DIGITS:] if len(digits) >= _DIGITS else address.strip().lower()


def _box(message: Element) -> str | None:
    return message.get("type") if _xml.local(message) == "sms" else message.get("msg_box")


def _body(message: Element) -> str:
    texts = [message.get("body"), *(part.get("text") for part in _xml.each(message, "part"))]
    return " ".join(" ".join(text.split()) for text in texts if text and text != "null")


def _speaker(message: Element) -> str | None:
    if _box(message) == "2":
        return "me"
    if "~" in (message.get("address") or ""):
        senders = (a.get("address") or "" for a in _xml.each(message, "addr") if a.get("type") == _FROM)
        sender = next(senders, "")
        return "me" if sender == _MYSELF else clean(sender)
    return clean(message.get("contact_name")) or clean(message.get("address"))


def _date(message: Element) -> int | None:
    date = scaled_ms(message.get("date"), 1)
    return date * 1000 if date is not None and 0 <= date < _SECONDS else date


READER = Reader(
    name="sms_backup",
    title="SMS Backup & Restore",
    extensions=(".xml",),
    export="SMS Backup & Restore for Android: back up one conversation as XML",
    written=True,
    looks_like=looks_like,
    read=read,
)
