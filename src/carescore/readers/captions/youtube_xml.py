"""YouTube captions as XML: timedtext v1 (seconds) and v3 (ms, words), without speakers other than labels in the text.

Events overlap the next one on the screen, so an event and its last word end where the next begins. v1 escapes its text
twice. Source: the player's caption formats as downloaders store them.
"""

from __future__ import annotations

from html import unescape
from xml.etree.ElementTree import Element

from carescore.errors import ReadError
from carescore.readers import _cues, _xml
from carescore.readers._base import Parsed, Reader
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word


def looks_like(head: str) -> bool:
    root = _xml.root_name(head)
    return root == "timedtext" or (root == "transcript" and "<text " in head)


def read(text: str) -> Parsed:
    root = _xml.parse(text)
    scale = 1000 if _xml.local(root) == "transcript" else 1
    shown = [e for e in root.iter() if _xml.local(e) in ("p", "text") and _said(e)]
    if not shown:
        raise ReadError("no caption holds speech", line=1)
    spans = [_span(event, scale) for event in shown]
    following = [*(start for start, _ in spans[1:]), None]
    ended = [_earlier(end, after) for (_, end), after in zip(spans, following, strict=True)]
    cues = [(s, e, [_said(p)], n) for n, (p, (s, _), e) in enumerate(zip(shown, spans, ended, strict=True), start=1)]
    words = [_words(event, start, end) for event, (start, end, _, _) in zip(shown, cues, strict=True)]
    if not any(words):
        return _cues.utterances(cues), []
    return [Utterance(None, said[0], s, e, w, n) for (s, e, said, n), w in zip(cues, words, strict=True)], []


def _said(event: Element) -> str:
    return " ".join(unescape("".join(event.itertext())).split())


def _span(event: Element, scale: int) -> tuple[int | None, int | None]:
    start = scaled_ms(event.get("start", event.get("t")), scale)
    length = scaled_ms(event.get("dur", event.get("d")), scale)
    return start, None if start is None or length is None else start + length


def _earlier(end: int | None, following: int | None) -> int | None:
    return min((ms for ms in (end, following) if ms is not None), default=None)


def _words(event: Element, start: int | None, end: int | None) -> tuple[Word, ...]:
    """The words of an event, each until the next; none unless every word has its element."""
    parts = [part for part in _xml.each(event, "s") if _said(part)]
    if start is None or not parts or len(parts) != len(_said(event).split()):
        return ()
    begins = [start + (scaled_ms(part.get("t"), 1) or 0) for part in parts]
    pairs = zip(parts, begins, [*begins[1:], end], strict=True)
    return tuple(Word(_said(part), begin, stop) for part, begin, stop in pairs)


READER = Reader(
    name="youtube_xml",
    title="YouTube captions (XML)",
    extensions=(".srv1", ".srv3", ".xml"),
    export="caption downloaders write .srv1, .srv3 or .xml",
    looks_like=looks_like,
    read=read,
)
