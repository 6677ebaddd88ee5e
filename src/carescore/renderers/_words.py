"""Words and figures as a person reads them, shared by the renderers."""

from __future__ import annotations

from carescore.measures import measures
from carescore.report import SpeakerSummary

SKILL_TITLES = {
    "active_listening": "Active listening",
    "empathy": "Empathy",
    "respect": "Respect and courtesy",
    "problem_solving": "Problem-solving",
    "patient_centered": "Patient-centred communication",
    "overall": "Overall",
}
TICKS = {True: "✓", False: "✗", None: "?"}


def clock(ms: int | None) -> str:
    """Milliseconds as m:ss or h:mm:ss, "" for None."""
    if ms is None:
        return ""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def title(kind: str) -> str:
    """A moment's kind as a heading."""
    return kind.replace("_", " ").capitalize()


def part_title(name: str) -> str:
    """A part of a skill as a heading: its measure's title, and which figure of it."""
    measure, _, figure = name.partition(".")
    titles = {one.name: one.title for one in measures()}
    return SKILL_TITLES.get(name) or titles.get(measure, measure) + (f" ({figure.replace('_', ' ')})" if figure else "")


def span(interval: tuple[float, float] | list[float] | None) -> str:
    """An interval as "41–66", "" for None."""
    return "" if interval is None else f"{interval[0]:.0f}–{interval[1]:.0f}"


def number(value: float | None) -> str:
    """A figure with as many digits as it deserves, "–" for None."""
    if value is None:
        return "–"
    return f"{value:.0f}" if abs(value) >= 20 else f"{value:.2f}".rstrip("0").rstrip(".")


def named(speaker: SpeakerSummary) -> str:
    """A speaker's label, with the name that the conversation gives."""
    return f"{speaker.id}, {speaker.name}" if speaker.name else speaker.id
