"""A conversation as a transcript that the readers read back: WebVTT, or JSON a line for each utterance."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from carescore.errors import UsageError
from carescore.segmentation import Dialogue
from carescore.transcript import Transcript, Utterance


def jsonl(dialogue: Dialogue) -> str:
    """One object a line with speaker, text, start_ms and end_ms."""
    return Transcript(dialogue.id, dialogue.utterances).to_jsonl()


def vtt(dialogue: Dialogue) -> str:
    """A cue for each utterance, with its speaker as the voice. Raises UsageError where one has no times."""
    return "WEBVTT\n" + "".join(f"\n{_span(u)}\n{_voice(u)}{_text(u.text)}\n" for u in dialogue.utterances)


def _span(utterance: Utterance) -> str:
    if utterance.start_ms is None or utterance.end_ms is None:
        raise UsageError("a caption needs times, and not all of the conversation has them: use --to jsonl")
    return f"{_clock(utterance.start_ms)} --> {_clock(utterance.end_ms)}"


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def _voice(utterance: Utterance) -> str:
    return "" if utterance.speaker is None else f"<v {escape(utterance.speaker, quote=False)}>"


def _text(text: str) -> str:
    return escape(" ".join(text.split()), quote=False)


WRITERS: dict[str, Callable[[Dialogue], str]] = {"jsonl": jsonl, "vtt": vtt}
