"""What only the page shows, made from a report alone: findings in the margin, measures, and the sums to make again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from carescore.measures import Level, docstring, measures
from carescore.renderers import _words
from carescore.renderers._story import Piece, Shown, moments, pieces
from carescore.report import Report, TurnText
from carescore.reviews import Note, to_plain
from carescore.skills import FEWEST_SKILLS, Part, recount
from carescore.text.ngrams import spans
from carescore.text.regex import lazy

GROUPS = {
    "feelings": ("empathic_opportunities", "deescalation", "dental_anxiety"),
    "empathy": ("empathy_phrases", "reflections", "patient_perspective"),
    "respect": ("courtesy", "autonomy", "disrespect", "interruptions", "stigmatizing_language", "child_friendly"),
    "questions": ("questions", "agenda", "opening_statement", "needs_check", "teach_back"),
    "words": ("jargon_density",),
    "plan": ("next_steps", "options", "ownership", "shared_decision", "handoff", "unresolved", "patient_burden"),
    "other": (),
}
GROUP_TITLES = {
    "feelings": "Feelings",
    "empathy": "Empathy",
    "respect": "Respect",
    "questions": "Questions",
    "words": "Plain words",
    "plan": "Plan",
    "other": "Other",
}
_GROUP = {measure: group for group, names in GROUPS.items() for measure in names}
_WORD = lazy(r"\S+")
_UNSHOWN = frozenset(
    ("talk_time", "readability", "sentiment", "uptake", "empathy_strength", "floor_transfer", "silence")
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in the margin; place: its measure and number there; tick: it can be taken out of the sum."""

    measure: str
    place: int
    group: str
    words: str
    start: int
    end: int
    tick: bool


def counted(report: Report) -> dict[str, dict[str, recount.Recount]]:
    """The figures that can be counted again, by measure."""
    sides = [turn.side for turn in report.turns]
    return {n: found for n, s in report.scores.items() if (found := recount.recounts(s, sides, report.codes))}


def findings(report: Report, again: dict[str, dict[str, recount.Recount]]) -> dict[int, list[Finding]]:
    """What stands in the margin, by turn."""
    found: dict[int, list[Finding]] = {}
    for name, score in report.scores.items():
        able = recount.countable(again.get(name, {}), len(score.evidence))
        for i, item in enumerate(score.evidence if name not in _UNSHOWN else ()):
            words = _words.finding(name, item.label)
            one = Finding(name, i, _GROUP.get(name, "other"), words, item.start, item.end, i in able)
            found.setdefault(item.turn, []).append(one)
    return {turn: sorted(items, key=lambda one: (one.start, one.end)) for turn, items in found.items()}


@dataclass(frozen=True, slots=True)
class PageRow:
    """Some sentences of a turn, and the findings that begin in them."""

    pieces: tuple[Piece, ...]
    found: tuple[Finding, ...]


def rows(turn: TurnText, found: Sequence[Finding]) -> Iterator[PageRow]:
    """A turn cut before every sentence in which a finding begins; the rows joined are the turn."""
    begins = [start for start, _ in spans(turn.text)]
    starts = {begins[max(0, bisect_right(begins, one.start) - 1)] for one in found} if begins else set()
    cuts = sorted({0, *starts})
    cut = list(pieces(turn.text, [(one.start, one.end, one.group) for one in found] + [(at, at, "") for at in cuts]))
    last = max([len(turn.text), *(one.start for one in found)])  # words that were left out have their places still
    for start, end in zip(cuts, [*cuts[1:], last + 1], strict=True):
        own, length = [], 0
        while cut and length < end - start:
            own.append(cut.pop(0))
            length += len(own[-1].text)
        yield PageRow(tuple(own), tuple(one for one in found if start <= one.start < end))


def marked(turn: TurnText, found: Sequence[Finding]) -> tuple[Piece, ...]:
    """A turn's words with its findings marked by their groups."""
    return pieces(turn.text, [(one.start, one.end, one.group) for one in found]) if turn.text else ()


def has_all_words(report: Report) -> bool:
    """Whether the words of the conversation are all there: none left out, none replaced by a mark."""
    return "redacted" not in report.provenance and any(turn.text for turn in report.turns)


def coverage(report: Report, found: dict[int, list[Finding]]) -> int:
    """The share of the staff's words, in percent, that stand in a finding."""
    words = [
        any(max(one.start, word.start()) < min(one.end, word.end()) for one in found.get(turn.index, ()))
        for turn in report.turns
        if turn.role == "staff"
        for word in _WORD.finditer(turn.text)
    ]
    return round(100 * sum(words) / len(words)) if words else 0


def allowed(report: Report) -> str:
    """What the file let us see."""
    spans = [t for t in report.turns if t.start_ms is not None and t.end_ms is not None]
    overlaps = any((two.start_ms or 0) < (one.end_ms or 0) for one, two in pairwise(spans))
    signals = any(turn.backchannels for turn in report.turns)
    parts = (
        ("times", _times(report)),
        ("word times", "yes" if report.provenance.get("evidence") == "word times" else "no"),
        ("overlaps", "yes" if overlaps else "none"),
        ("listener signals", "yes" if signals else "none"),
    )
    return ", ".join(f"{name} {held}" for name, held in parts)


def _times(report: Report) -> str:
    if report.provenance.get("input") == "turn times":
        return "yes"
    if any(turn.start_ms is not None and turn.end_ms is not None for turn in report.turns):
        return "of a few turns"
    return "of beginnings only" if any(turn.start_ms is not None for turn in report.turns) else "none"


def table(report: Report) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """(skill, its measures), those that weigh most first; what belongs to none last."""
    known = {measure.name: measure for measure in measures()}
    left = dict.fromkeys(name for name, score in report.scores.items() if not score.missing)
    for skill, its in report.skills.items():
        names = [p.measure.partition(".")[0] for p in sorted(its.parts, key=lambda part: -part.weight)]
        own = [name for name in dict.fromkeys(names) if name in left]
        for name in own:
            left.pop(name)
        if own:
            yield _words.SKILL_TITLES.get(skill, skill), [_row(report, name, known.get(name)) for name in own]
    if left:
        yield "Further measures", [_row(report, name, known.get(name)) for name in left]


def _row(report: Report, name: str, measure: Any) -> dict[str, Any]:
    score = report.scores[name]
    targets = [p.target for s in report.skills.values() for p in s.parts if p.measure == name and p.target is not None]
    return {
        "title": measure.title if measure else name,
        "meaning": _meaning(measure),
        "value": score.value,
        "unit": score.overall.unit if score.overall else "",
        "target": targets[0] if targets else None,
        "percentile": report.percentiles.get(name) if measure and measure.better != "neither" else None,
    }


def explained(report: Report) -> dict[str, dict[str, str]]:
    """What the findings of each measure are, and in which skills they count."""
    known = {measure.name: measure for measure in measures()}
    skills: dict[str, list[str]] = {}
    for name, skill in report.skills.items():
        for measure in dict.fromkeys(part.measure.partition(".")[0] for part in skill.parts if name != "overall"):
            skills.setdefault(measure, []).append(_words.SKILL_TITLES.get(name, name))
    return {
        name: {
            "title": _words.part_title(name),
            "meaning": _meaning(known.get(name)),
            "counts": f"Counts in: {_words.listed(skills[name])}." if name in skills else "Counts in no skill here.",
        }
        for name, score in report.scores.items()
        if score.evidence and name not in _UNSHOWN
    }


def _meaning(measure: Any) -> str:
    text = docstring(measure).split("\n\n")[0].partition(": ")[2] if measure else ""
    return " ".join((text[:1].upper() + text[1:]).split())


def taken_out(report: Report) -> frozenset[tuple[str, int]]:
    """The findings that a review took out, by measure and number there."""
    if report.review is None:
        return frozenset()
    out: dict[str, list[recount.Key]] = {}
    for one in report.review.said.unticked:
        out.setdefault(one.measure, []).append((one.turn, one.start, one.end, one.label))
    scores = report.unreviewed().scores
    return frozenset(
        (name, place) for name in out.keys() & scores for place in recount.places_of(scores[name].evidence, out[name])
    )


def notes(report: Report) -> dict[int, list[tuple[int, Note]]]:
    """What a review noted, each with its number, by turn."""
    found: dict[int, list[tuple[int, Note]]] = {}
    for i, note in enumerate(report.review.said.notes if report.review else ()):
        found.setdefault(note.turn, []).append((i, note))
    return found


def parts(report: Report, name: str) -> Iterator[tuple[Part, Part | None]]:
    """The parts of a skill as the machine counted them, and as they are; None for one that a review emptied."""
    now = {part.measure: part for part in report.skills[name].parts}
    yield from ((part, now.get(part.measure)) for part in report.unreviewed().skills[name].parts)


def data(report: Report, again: dict[str, dict[str, recount.Recount]], offset: float) -> dict[str, Any]:
    """What the script needs: times, the sums to make again, and a review that the report was made with."""
    said = to_plain(report.review.said) if report.review else None
    shown, report = moments(report), report.unreviewed()
    profile = report.provenance.get("profile", {})
    least = profile.get("least_weights", {})
    return {
        "explained": explained(report),
        "report": {"id": report.id, "sha256": report.source.sha256},
        "carescore": report.provenance.get("carescore", ""),
        "offset": offset,
        "minimum": profile.get("minimum_weight", recount.MINIMUM_WEIGHT),
        "fewest_skills": FEWEST_SKILLS,
        "bands": [[begins, name, _words.SHAPES[name]] for begins, name in _words.BANDS],
        "emptied": sorted(recount.EMPTIED),
        "speakers": [{"id": s.id, "role": s.role} for s in report.speakers],
        "turns": [[turn.start_ms, turn.end_ms] for turn in report.turns],
        "moments": list(map(_replayed, shown)),
        "review": said,
        "scores": {name: _again(report, name, found) for name, found in again.items()},
        "skills": {
            name: {
                "value": skill.value,
                "least": least.get(name, 0),
                "parts": [
                    [p.measure, p.value, p.points, p.weight, [list(at) for at in p.curve], p.min_opportunities]
                    for p in skill.parts
                ],
            }
            for name, skill in report.skills.items()
        },
    }


def _replayed(one: Shown) -> dict[str, Any]:
    fields = ("turn", "kind", "measure", "praise", "start", "end")
    return {name: getattr(one.moment, name) for name in fields} | {"at": one.start_ms, "stop": one.stop_ms}


def _again(report: Report, name: str, found: dict[str, recount.Recount]) -> dict[str, Any]:
    return {
        "evidence": [[e.turn, e.start, e.end, e.label] for e in report.scores[name].evidence],
        "figures": {figure: _figure(one) for figure, one in found.items()},
    }


def _figure(one: recount.Recount) -> dict[str, Any]:
    figure = one.figure
    base: dict[str, Any] = {"fewest": one.fewest}
    base |= (
        {"value": figure.value}
        if isinstance(figure, Level)
        else {"count": figure.count, "per": figure.per, "scale": figure.scale}
    )
    base |= {"needs": sorted(one.needs)} if one.needs else {}
    if chosen := one.choices:
        return base | {"worth": chosen.worth, "joined": chosen.joined, "turns": chosen.turns, "apart": chosen.apart}
    if one.slots is None:
        return base | {"c": one.count, "p": one.per}
    return base | {"slots": one.slots, "steps": one.steps, "against": one.against}
