"""A conversation before any score, for the terminal: who speaks, in which role, when, and what looks wrong."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from carescore.renderers._words import clock
from carescore.segmentation import Dialogue, Turn, warnings
from carescore.transcript import Speaker, Utterance, words_in


def render(dialogue: Dialogue, format: str, width: int = 110, color: bool = False) -> str:
    """The conversation as text of at most width columns. format: name of the reader."""
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=color, no_color=not color, highlight=False)
    for block in _blocks(dialogue, format):
        console.print(block)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _blocks(dialogue: Dialogue, format: str) -> Iterator[RenderableType]:
    words = _words(dialogue.turns, [signal for turn in dialogue.turns for signal in turn.backchannels])
    length = clock(dialogue.length_ms) if dialogue.has_clock else "no length"
    facts = f"{format}, {len(dialogue.turns)} turns, {words} words, {length}, evidence: {dialogue.evidence}"
    yield f"[bold]{escape(dialogue.id)}[/bold]  {escape(facts)}"
    yield _speakers(dialogue)
    yield _turns(dialogue.turns)
    for warning in warnings.of(dialogue):
        yield Text(f"Doubtful ({warning.kind}): {warning.sentence}", style="red")
    for note in dialogue.notes:
        yield Text(f"Note: {note}", style="yellow")


def _speakers(dialogue: Dialogue) -> Table:
    table = Table("Speaker", "Role", "Known from", "Turns", "Words", "Talk", "Also written", box=None, pad_edge=False)
    for speaker in dialogue.speakers:
        own = [turn for turn in dialogue.turns if turn.speaker == speaker.id]
        signals = [s for turn in dialogue.turns for s in turn.backchannels if s.speaker == speaker.id]
        spoken = sum(turn.talk_ms or 0 for turn in own) if all(turn.spans for turn in own) else None
        also = [label for label in dialogue.spellings.get(speaker.id, ()) if label != speaker.id]
        table.add_row(
            escape(f"{speaker.id}, {speaker.name}" if speaker.name else speaker.id),
            speaker.role.value,
            _known_from(speaker),
            str(len(own)),
            str(_words(own, signals)),
            clock(spoken),
            escape(", ".join(also)),
        )
    return table


def _words(turns: Iterable[Turn], signals: Iterable[Utterance]) -> int:
    """As many as a report says."""
    return sum(len(words_in(text)) for text in (*(one.text for one in turns), *(one.text for one in signals)))


def _known_from(speaker: Speaker) -> str:
    if speaker.role.value == "unknown":
        return ""
    return "label or hand" if speaker.confidence is None else f"words, {speaker.confidence:.0%}"


def _turns(turns: Sequence[Turn]) -> Table:
    table = Table("Turn", "Time", "Speaker", "Role", "Text", box=None, pad_edge=False)
    for turn in turns:
        signals = "".join(f" ({signal.speaker}: {signal.text})" for signal in turn.backchannels)
        role = f"{turn.role.value} for {turn.voice.value}" if turn.voice else turn.role.value
        table.add_row(
            str(turn.index + 1), clock(turn.start_ms), escape(turn.speaker), role, escape(turn.text + signals)
        )
    return table
