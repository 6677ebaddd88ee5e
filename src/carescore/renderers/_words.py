"""Words and figures as a person reads them, shared by the renderers."""

from __future__ import annotations

from carescore.report import SpeakerSummary

SKILL_TITLES = {
    "active_listening": "Active listening",
    "empathy": "Empathy",
    "respect": "Respect and courtesy",
    "problem_solving": "Problem-solving",
    "patient_centered": "Patient-centred communication",
    "overall": "Overall",
}
MOMENT_TITLES = {
    "missed_opportunity": "Missed feeling",
    "disrespect": "Disrespect",
    "interruption": "Interruption",
    "empathy": "Empathy",
    "jargon": "Jargon",
    "next_step": "Problem-solving",
}
GOOD_MOMENTS = frozenset({"empathy", "next_step"})


def clock(ms: int | None) -> str:
    """Milliseconds as m:ss or h:mm:ss, "" for None."""
    if ms is None:
        return ""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def number(value: float | None) -> str:
    """A figure with as many digits as it deserves, "–" for None."""
    if value is None:
        return "–"
    return f"{value:.0f}" if abs(value) >= 20 else f"{value:.2f}".rstrip("0").rstrip(".")


def named(speaker: SpeakerSummary) -> str:
    """A speaker's label, with the name that the talk gives."""
    return f"{speaker.id}, {speaker.name}" if speaker.name else speaker.id
