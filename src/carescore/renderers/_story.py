"""The story of a report, told alike by the page and the terminal: what it was, who spoke, and three and three."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from carescore.measures import Evidence
from carescore.renderers import _words
from carescore.report import Report, SpeakerSummary, TurnText
from carescore.reviews import HIDDEN, STARRED
from carescore.skills import Moment

MOST = 3  # moments on each side of the first screen
MOST_NAMES = 3  # of a side, in the title
_AROUND = 240  # characters of a side of an exchange
_BRIEF = 150  # the same on the first screen


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the findings that cover all of it."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """One side of an exchange: who, and the words with the quote marked."""

    speaker: str
    role: str
    turn: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A moment as shown; stop_ms: where its replay ends; mark: "starred" or "hidden" by a review, else ""; brief: its
    lines for the first screen."""

    index: int
    moment: Moment
    title: str
    sure: str
    lines: tuple[QuotedLine, ...]
    start_ms: int | None
    stop_ms: int | None
    mark: str = ""
    brief: tuple[QuotedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Half:
    """The first moments that went well, or those to work on. lack: why there are fewer than MOST, "" where not."""

    title: str
    praise: bool
    chosen: tuple[Shown, ...]
    lack: str


def halves(shown: Sequence[Shown]) -> tuple[Half, Half]:
    """Three and three."""
    return _half("Went well", "praise", True, shown), _half("To work on", "work on", False, shown)


def _half(title: str, to: str, praise: bool, shown: Sequence[Shown]) -> Half:
    chosen = _varied([one for one in shown if one.moment.praise == praise and one.mark != HIDDEN])[:MOST]
    fewer = "Fewer than three: only what is sure is shown." if len(chosen) < MOST else ""
    return Half(title, praise, chosen, fewer if chosen else f"Nothing stands out surely enough to {to}.")


def _varied(shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """Those with a star, then the first of every kind, before a second of any."""
    seen: Counter[str] = Counter()
    again = []
    for one in shown:
        again.append(seen[one.moment.kind])
        seen[one.moment.kind] += 1
    order = sorted(range(len(shown)), key=lambda i: (shown[i].mark != STARRED, again[i]))
    return tuple(shown[i] for i in order)


def title(report: Report) -> str:
    """The conversation as people speak of it: who of the staff with whom; its id where that is not known."""
    return " with ".join(sides(report))


def sides(report: Report) -> list[str]:
    """The parts of the title."""
    both = [_names(report, ("staff",)), _names(report, ("patient",)) or _names(report, ("companion",))]
    return both if all(both) else [report.id]


def _names(report: Report, roles: Sequence[str]) -> str:
    names = [_words.called(speaker) for speaker in report.speakers if speaker.role in roles]
    if len(names) > MOST_NAMES:
        names[MOST_NAMES - 1 :] = [f"{len(names) - MOST_NAMES + 1} others"]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def share(report: Report, speaker: SpeakerSummary) -> str:
    """How much of the talk is theirs, as what follows a role; "" where one speaks alone or nobody says a word."""
    words = sum(one.words for one in report.speakers)
    return f", {100 * speaker.words / words:.0f} % of the words" if words and len(report.speakers) > 1 else ""


def facts(report: Report) -> list[str]:
    """What kind of conversation it was, when, and how long."""
    profile = report.provenance.get("profile", {})
    kind = profile.get("title") or profile.get("name") or ""
    words = sum(speaker.words for speaker in report.speakers)
    role_play = "role-play" if profile.get("context") == "role-play" else ""
    day = _words.day(report.date) if report.date else ""
    return [fact for fact in (kind, role_play, day, _length(report), f"{words} words") if fact]


def _length(report: Report) -> str:
    """How long it was from the first turn on, at least where the file says when turns begin alone; "" where nothing is
    known."""
    starts = [t.start_ms for t in report.turns if t.start_ms is not None]
    ends = [t.end_ms for t in report.turns if t.end_ms is not None]
    first, begun, last = min(starts, default=0), max(starts, default=None), max(ends, default=None)
    if begun is not None and (last is None or begun > last):
        return f"more than {_words.clock(begun - first)}"
    return "" if last is None else _words.clock(last - first)


def pieces(text: str, marks: Sequence[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """The text cut where marks begin or end; the pieces joined are the text."""
    cuts = sorted({0, len(text), *(start for start, *_ in marks), *(end for _, end, _ in marks)})
    return tuple(
        Piece(text[start:end], tuple(dict.fromkeys(n for first, last, n in marks if first <= start and end <= last)))
        for start, end in pairwise(cuts)
    )


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The quote widened to whole words; nothing of a text that was not kept."""
    start, end = min(start, len(text)), min(end, len(text))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def moments(report: Report) -> list[Shown]:
    """Every moment, as the report ranks them, those that a review hid too."""
    every = report.unreviewed().moments
    return [replace(_shown(report, i, moment), mark=_mark(report, moment)) for i, moment in enumerate(every)]


def _mark(report: Report, moment: Moment) -> str:
    if report.review is None:
        return ""
    if moment not in report.moments:
        return HIDDEN
    place = (moment.kind, moment.turn, moment.start, moment.end)
    return next((m.mark for m in report.review.said.moments if (m.kind, m.turn, m.start, m.end) == place), "")


def reviewed(report: Report) -> str:
    """What a review changed, in one sentence; "" where there was none."""
    if report.review is None:
        return ""
    said, skills = report.review.said, report.review.skills
    corrected = sum(len(one.turns) for one in said.corrected), sum(len(one.speakers) for one in said.corrected)
    marks = [mark.mark for mark in said.moments]
    counts = (
        (len(said.unticked), "finding", "taken out"),
        (len(said.notes), "note", "added"),
        (marks.count(STARRED), "moment", "starred"),
        (marks.count(HIDDEN), "moment", "hidden"),
        (corrected[0], "turn", "given to another speaker"),
        (corrected[1], "speaker", "given another role"),
    )
    texts = [f"{n} {thing}{'' if n == 1 else 's'} {done}" for n, thing, done in counts if n]
    texts += [
        f"{_words.SKILL_TITLES[name]} judged {one.value:g}, not {_words.number(skills[name].value)} ({one.reason})"
        for name, one in said.skills.items()
        if name in skills
    ]
    lost = f"; {report.review.lost} of its marks are not found in these scores" if report.review.lost else ""
    return f"Reviewed by hand ({said.saved[:10]}): {', '.join(texts) or 'nothing changed'}{lost}."


def _shown(report: Report, index: int, moment: Moment) -> Shown:
    quotes = list(moment.quotes) or [Evidence(moment.turn, moment.start, moment.end, "", moment.start_ms)]
    if moment.kind == "interruption" and moment.turn > 0 and all(q.turn >= moment.turn for q in quotes):
        cut = report.turns[moment.turn - 1]
        quotes = [Evidence(cut.index, max(0, len(cut.text) - 120), len(cut.text), "cut", cut.start_ms), *quotes]
    quotes.sort(key=lambda quote: quote.turn)
    spoken = [(report.turns[quote.turn], quote) for quote in quotes if report.turns[quote.turn].text]
    lines = tuple(_line(turn, quote, turn.index == moment.turn, _AROUND) for turn, quote in spoken)
    brief = tuple(_line(turn, quote, turn.index == moment.turn, _BRIEF) for turn, quote in spoken)
    starts = [ms for q in quotes if (ms := report.turns[q.turn].start_ms) is not None]
    ends = [ms for q in quotes if (ms := report.turns[q.turn].end_ms) is not None]
    start = min(starts) if starts else moment.start_ms
    return Shown(
        index,
        moment,
        _words.kind_title(moment.kind),
        _words.sure(moment.confidence),
        lines,
        start,
        max(ends, default=None),
        brief=brief,
    )


def _line(turn: TurnText, quote: Evidence, marked: bool, around: int) -> QuotedLine:
    start, end = whole_words(turn.text, quote.start, quote.end)
    left = max(0, start - around // 4) if len(turn.text) > around else 0
    right = min(len(turn.text), max(left + around, end if marked and around > _BRIEF else 0))
    left, right = whole_words(turn.text, left, right)
    shown = turn.text[left:right]
    marks = [(start - left, min(end, right) - left, "quote")] if marked and (start, end) != (0, len(turn.text)) else []
    own = pieces(shown, marks)
    before, after = ("… " if left else ""), (" …" if right < len(turn.text) else "")
    return QuotedLine(turn.speaker, turn.role, turn.index, (Piece(before), *own, Piece(after)))


def unknown(report: Report) -> str:
    """What is not known and why, in one line; "" where all is, and where the verdict says it."""
    missing: dict[str, list[str]] = {}
    for name, skill in report.skills.items():
        if skill.missing and name != "overall":
            missing.setdefault(skill.missing, []).append(_words.SKILL_TITLES.get(name, name))
    if len(missing) == 1 and all(skill.value is None for skill in report.skills.values()):
        return ""
    texts = [
        f"{'All skills' if len(names) > 4 else _words.listed(names)}: {why.replace('_', ' ')}"
        for why, names in missing.items()
    ]
    if missing:
        return "; ".join(texts)
    for name, score in report.scores.items():
        if score.missing and score.applicable:
            missing.setdefault(score.missing, []).append(_words.part_title(name))
    return "; ".join(f"{_words.listed(names)}: {why}" for why, names in missing.items())
