"""What the model of turn-taking sees: for every utterance the strings that describe it among its neighbours.

Each utterance sees only NEAR neighbours on each side, so the work is linear even when one of them spans everything.
Marks mean what they mean in their transcript: the end of an utterance is told together with the talk's style, which is
`bare` (hardly any final marks), `full` (a mark after everything), `dash` (a mark after everything, a dash where speech
was cut off) or `some` (no mark where a sentence stayed open).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carescore.text.regex import lazy
from carescore.transcript import Utterance

NEAR = 16
_WORD = lazy(r"[^\W_]+(?:['-][^\W_]+)*")
_TAG = lazy(r"\[[^\]]*\]")  # a transcriber's remark, such as [laughs]
_PLAIN = str.maketrans({"’": "'", "‘": "'"})
_CLOSERS = "\"')]” "
_SIZES = (1, 2, 3, 4, 6, 9, 14, 20)
_SECONDS = (-3, -1.5, -0.8, -0.5, -0.3, -0.15, 0, 0.15, 0.3, 0.5, 0.8, 1.5, 3)
_ACKS = frozenset(  # what the model was trained with; not the lexicon of segmentation, which may grow
    "mm mhm hm hmm hmmm uhhuh uh huh um-hum ah aha oh ooh wow yeah yep yup yes right okay alright sure".split()
)
_ONE = {  # as the meetings spell it
    **dict.fromkeys("mm-hmm mm-hm mmhmm mhmm mhm mm-mhm uh-huh um-hum uh-hum".split(), "uhhuh"),
    **dict.fromkeys("mm mmm hm hmm hmmm".split(), "huh"),
    "ok": "okay",
    "yup": "yep",
    "aha": "ah",
}


def bucket(value: float, cuts: Sequence[float]) -> int:
    return bisect_right(cuts, value)


@dataclass(frozen=True, slots=True)
class Detected:
    """One utterance as the features see it. mark: its end: . ? ! - … or w (none); times in seconds, 0 when unknown."""

    voice: str | None
    words: tuple[str, ...]
    mark: str
    ack: bool
    start: float
    end: float

    @property
    def first(self) -> str:
        return self.words[0] if self.words else ""

    @property
    def last(self) -> str:
        return self.words[-1] if self.words else ""

    @property
    def kind(self) -> str:
        return "A" if self.ack else "1" if len(self.words) <= 3 else "L"


def mark_of(text: str) -> str:
    """How a text ends."""
    bare = text.rstrip(_CLOSERS)
    if bare.endswith(("...", "…")):
        return "…"
    last = bare[-1:]
    return "-" if last and last in "-–—" else last if last and last in ".?!" else "w"


def detected(utterances: Sequence[Utterance]) -> list[Detected]:
    heard = []
    for u in utterances:
        text = (_TAG.sub(" ", u.text) if "[" in u.text else u.text).lower()
        said = _WORD.findall(text if text.isascii() else text.translate(_PLAIN))
        words = tuple(_ONE.get(word, word) for word in said)
        ack = 0 < len(words) <= 3 and _ACKS.issuperset(words)
        heard.append(Detected(u.speaker, words, mark_of(text), ack, (u.start_ms or 0) / 1000, (u.end_ms or 0) / 1000))
    return heard


def style_of(heard: Sequence[Detected]) -> str:
    """What final marks are worth in this talk."""
    size = max(len(heard), 1)
    marks = [h.mark for h in heard]
    none, dashes = marks.count("w") / size, marks.count("-") / size
    if none > 0.6:
        return "bare"
    if none > 0.03:
        return "some"
    return "dash" if dashes > 0.002 else "full"


def interrupted_features(heard: Sequence[Detected], timed: bool) -> list[list[str]]:
    """The features of every utterance for whether somebody cut it off."""
    style = style_of(heard)
    rows = []
    for i, h in enumerate(heard):
        end = f"{style}{h.mark}"
        own = next((j for j in range(i + 1, min(len(heard), i + 1 + NEAR)) if heard[j].voice == h.voice), None)
        row = [*_own_words(h, end), *_order(heard, i, end), *_resumed(heard, i, own, end)]
        if timed:
            row += _clock(heard, i, own, end)
        rows.append(row)
    return rows


def _own_words(h: Detected, end: str) -> list[str]:
    size = bucket(len(h.words), _SIZES)
    two = " ".join(h.words[-2:])
    row = [f"end {end}", f"L {h.last}", f"LL {two}", f"LLL {' '.join(h.words[-3:])}", f"{end} L {h.last}"]
    row += [f"{end} LL {two}", f"F {h.first}", f"FF {' '.join(h.words[:2])}", f"n {size}", f"n {size} {end}"]
    return row + ([f"all {' '.join(h.words)}"] if len(h.words) <= 3 else [])


def _order(heard: Sequence[Detected], i: int, end: str) -> list[str]:
    """Who speaks around it, and how the next begins."""
    h, row, whose = heard[i], [], ""
    for step in (-2, -1, 1, 2, 3):
        if 0 <= i + step < len(heard):
            o = heard[i + step]
            who = "S" if o.voice == h.voice else "O"
            whose += who if step > 0 else ""
            row.append(f"s{step} {who}{o.kind}")
            if step == 1:
                row += [f"nx {who} {o.first}", f"nx2 {who} {' '.join(o.words[:2])}", f"nx {who}{o.kind} {end}"]
                row += [f"L {h.last} nx {who} {o.first}", f"nx {who} {o.first} {end}"]
            elif step == 2:
                row.append(f"nn {who} {o.first}")
    return [*row, f"whose {whose} {end}"]


def _resumed(heard: Sequence[Detected], i: int, own: int | None, end: str) -> list[str]:
    """How the speaker's next utterance begins."""
    if own is None:
        return ["own no", f"own no {end}"]
    mine, back = heard[own], set(heard[i].words[-4:])
    said = len(back.intersection(mine.words[:4]))
    return [f"own {end} {mine.first}", f"again {said} {end}", f"far {min(own - i, 6)} {end}"]


def _clock(heard: Sequence[Detected], i: int, own: int | None, end: str) -> list[str]:
    """Who entered during it, who was there before, who came after, and who holds the floor then."""
    h = heard[i]
    s, e = h.start, h.end
    others = [o for o in _around(heard, i) if o.voice != h.voice]
    near = [o for o in others if o.start < e + 1 and o.end > s]
    entered = [o for o in near if s < o.start < e]
    after = [o for o in near if o.start >= e]
    row = [f"dur {bucket(e - s, (0.2, 0.4, 0.7, 1, 1.5, 2.5, 4, 8))}"]
    row += _longest("in", entered, h, end)
    row += _longest("was", [o for o in near if o.start <= s and o.end > e - 0.3], h, end)
    row += _longest("then", after, h, end)
    row += _longest("turn", [o for o in [*entered, *after] if not o.ack], h, end)
    row.append(f"entries {min(3, sum(not o.ack for o in entered))} {end}")
    if own is not None:
        row.append(f"own at {bucket(heard[own].start - e, (0.05, 0.2, 0.5, 1, 2, 4, 8))} {end}")
    next_other = next((o.start - e for o in heard[i + 1 : i + 1 + NEAR] if o.voice != h.voice and not o.ack), 9.0)
    mine = spoken(_around(heard, i), e, e + 3, h.voice, True)
    theirs = spoken(others, e, e + 3, h.voice, False)
    floor = f"{bucket(mine, (0.1, 0.5, 1, 2))} {bucket(theirs, (0.1, 0.5, 1, 2))}"
    return [*row, f"next {bucket(next_other, _SECONDS)} {end}", f"floor {floor} {end}", f"floor {floor}"]


def _around(heard: Sequence[Detected], i: int) -> list[Detected]:
    return [*heard[max(0, i - NEAR) : i], *heard[i + 1 : i + 1 + NEAR]]


def spoken(near: Sequence[Detected], start: float, end: float, voice: str | None, own: bool) -> float:
    """Seconds that the same voice, or the others, spoke between start and end, acknowledgements left out."""
    return sum(
        min(o.end, end) - max(o.start, start)
        for o in near
        if not o.ack and (o.voice == voice) == own and o.start < end and o.end > start
    )


def _longest(name: str, others: Sequence[Detected], h: Detected, end: str) -> Iterator[str]:
    """Where the one that shares the most time with h, or with what follows it, begins and ends against h's end."""
    yield f"{name} {bool(others)}"
    if not others:
        yield f"{name} no {end}"
        return
    o = max(others, key=lambda o: min(o.end, h.end + 5) - max(o.start, h.start))
    kind = "A" if o.ack else "L"
    x, y = bucket(o.start - h.end, _SECONDS), bucket(o.end - h.end, _SECONDS)
    yield from (f"{name} s{x} {kind}", f"{name} e{y} {kind}", f"{name} s{x} e{y} {kind}")
    yield from (f"{name} s{x} {kind} {end}", f"{name} e{y} {kind} {end}", f"{name} w {o.first}")
    yield f"{name} n{bucket(len(o.words), _SIZES)} {end}"
