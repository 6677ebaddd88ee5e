"""Words and figures as a person reads them, shared by the renderers."""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name
from functools import cache
from importlib import resources

from carescore.measures import Rate, measures
from carescore.report import Report, SpeakerSummary
from carescore.text.regex import lazy

SKILL_TITLES = {
    "active_listening": "Active listening",
    "empathy": "Empathy",
    "respect": "Respect and courtesy",
    "problem_solving": "Problem-solving",
    "patient_centered": "Patient-centred communication",
    "overall": "Overall",
}
_JOINERS = frozenset("\u200c\u200d")  # without which words of some scripts fall apart
SURE_ROLE = 0.9  # of a role is not said
TICKS = {True: "✓", False: "✗", None: "?"}


def clock(ms: int | None) -> str:
    """Milliseconds as m:ss or h:mm:ss, "" for None."""
    if ms is None:
        return ""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def day(date: str) -> str:
    """A day in ISO as people write it: 14 March 2026."""
    year, month, number = date.split("-")
    return f"{int(number)} {month_name[int(month)]} {year}"


def printable(text: str, strip: bool = True) -> str:
    """The text on one line, without characters that a terminal obeys."""
    obeyed = {one for one in set(text) - _JOINERS if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp")}
    plain = text.translate(dict.fromkeys(map(ord, obeyed), " "))
    return " ".join(plain.split()) if strip else plain


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


def percentile(value: float) -> str:
    """Where a figure stands among the norm conversations, many of which may have the same."""
    ends = {"0": "at the low end of the norm conversations", "100": "at the high end of the norm conversations"}
    share = f"{value:.0f}"
    return ends.get(share, f"percentile {share} of the norm conversations")


def number(value: float | None) -> str:
    """A figure with as many digits as it deserves, "–" for None."""
    if value is None:
        return "–"
    if abs(value) >= 20:
        return f"{value:.0f}"
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")  # no -0


NOTES = 3  # of what looks odd, before the others are folded away
BANDS = ((75.0, "good"), (50.0, "on the way"), (0.0, "work on"))  # where each begins; proposals, as the targets are
SHAPES = {"good": "●", "on the way": "◐", "work on": "○"}
KINDS = {
    "half_met_feeling": "Feeling passed over at first",
    "why_challenge": "A “why” that sounds like a reproach",
    "calm_down": "“Calm down”",
    "policy_wall": "Policy without a way forward",
    "jargon_wall": "Many unexplained terms at once",
    "jargon": "Unexplained term",
    "closed_door": "Patient had to push",
    "met_feeling": "Feeling taken up",
    "empathy": "Warm, and about this patient",
    "need_confirmed": "Need confirmed first",
    "de_escalation": "Anger lowered",
    "permission": "Asked before acting",
    "perspective": "Patient’s view asked for",
}
_NUMBERED = lazy(r"(?:speaker|spk|s|channel|voice|participant)?[ _-]*(?:\d+|[A-Za-z])", re.IGNORECASE)
_LONGEST = 40  # characters of a name in a title
_OVERLAP = lazy(r"((?:under )?\d+(?:\.\d+)?) s of both at once")


def band(value: float) -> str:
    """The band of a skill's value."""
    return next(name for least, name in BANDS if value >= least)


def kind_title(kind: str) -> str:
    """A moment's kind as people say it."""
    return KINDS.get(kind) or title(kind)


def person(speaker: SpeakerSummary) -> str:
    """One speaker as one person: the label, and what the conversation calls them where that differs."""
    return f"{speaker.id} (called “{speaker.name}” here)" if speaker.name else speaker.id


def called(speaker: SpeakerSummary) -> str:
    """One speaker in few words: the label, what the conversation calls them where the label is a number's."""
    name = speaker.name if speaker.name and _NUMBERED.fullmatch(speaker.id) else speaker.id
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def role(speaker: SpeakerSummary) -> str:
    """A speaker's role, and how sure it is where it is not."""
    sure = speaker.role_confidence
    return speaker.role if sure is None or sure >= SURE_ROLE else f"{speaker.role}, {100 * sure:.0f} % sure"


def finding(measure: str, label: str) -> str:
    """A piece of evidence in words."""
    words = _OVERLAP.sub(r"starts \1 s before the other has finished", label).replace("_", " ")
    if measure == "empathic_opportunities":
        outcome, _, family = words.partition(": ")
        return f"Feeling {'answered in part' if outcome == 'partly' else outcome}" + (f": {family}" if family else "")
    if measure == "interruptions":
        return words[:1].upper() + words[1:]
    known = _findings().get(measure, {})
    head, _, rest = words.partition(": ")
    if words in known or head in known:
        return known.get(words) or (f"{known[head]}: {rest}" if rest else known[head])
    name = part_title(measure)
    return name if words.lower() in name.lower() else f"{name}: {words}"


@cache
def _findings() -> dict[str, dict[str, str]]:
    """What findings are called, by measure and label."""
    text = resources.files("carescore.renderers").joinpath("findings.tsv").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for measure, label, words in (line.split("\t") for line in text.splitlines()[2:]):
        found.setdefault(measure, {})[label] = words
    return found


def sure(confidence: float | None) -> str:
    """How sure it is, in words, where it is not high."""
    if confidence is None or confidence >= 0.8:
        return ""
    return "Fairly sure" if confidence >= 0.65 else "Not very sure: listen yourself"


def listed(titles: list[str]) -> str:
    """Several titles as one: "Response time, dead air"."""
    return ", ".join([*titles[:1], *(one[:1].lower() + one[1:] for one in titles[1:])])


def verdict(report: Report) -> str:
    """The conversation in one sentence."""
    known = [(s.value, n) for n, s in report.skills.items() if n != "overall" and s.value is not None]
    feelings = _feelings(report)
    if not known:
        why = next((s.missing for s in report.skills.values() if s.missing), "none was asked for")
        return f"No skill can be scored here, because {why}." + (f" {feelings}" if feelings else "")
    text = _summary(known)
    return text + (f" {feelings}" if feelings else "")


def _summary(known: list[tuple[float, str]]) -> str:
    (high, best), (low, worst) = max(known), min(known)
    bands = {band(high), band(low)}
    if len(known) == 1:
        return f"Only {SKILL_TITLES[best].lower()} is known: {band(high)} ({high:.0f} of 100)."
    if f"{high:.0f}" == f"{low:.0f}":
        every = "Both" if len(known) == 2 else f"All {len(known)}"
        return f"{every} skills stand alike: {band(high)} ({high:.0f} of 100)."
    if bands == {"good"}:
        return f"{SKILL_TITLES[best]} stands out ({high:.0f} of 100), and nothing falls behind."
    if bands == {"work on"}:
        where = "both skills that are known" if len(known) == 2 else "every skill"
        return f"There is work to do in {where}, most in {SKILL_TITLES[worst].lower()} ({low:.0f} of 100)."
    gain = f"{SKILL_TITLES[worst].lower()} has most to gain ({low:.0f})"
    return f"{SKILL_TITLES[best]} went best ({high:.0f} of 100); {gain}."


def _feelings(report: Report) -> str:
    score = report.scores.get("empathic_opportunities")
    if score is None or not isinstance(score.overall, Rate):
        return ""
    met, of = int(score.overall.count), int(score.overall.per)
    if not of:
        return ""
    partly = score.figures.get("partly")
    some = int(partly.count) if isinstance(partly, Rate) else 0
    part = f" ({some} in part)" if some else ""
    if of == 1:
        return f"The one feeling voiced was {'' if met or some else 'not '}taken up{' in part' if some else ''}."
    if met == of:
        return f"{'Both' if of == 2 else f'All {of}'} feelings voiced were taken up."
    if not met:
        return f"{'Neither of the two' if of == 2 else f'None of the {of}'} feelings voiced was taken up{part}."
    return f"Of {of} feelings voiced, {met} {'was' if met == 1 else 'were'} taken up{part}."
