"""What the model of turn-taking sees of a short answer: is it a listener's signal, and does a turn take the floor?"""

from __future__ import annotations

from collections.abc import Sequence

from carescore.predictors.turn_taking.features import NEAR, Detected, bucket, spoken

SHORT = 4  # words; 99.9 % of the backchannels in the training data have no more
_SHARE = (0.05, 0.3, 1, 2, 2.8)
_GAPS = (0.02, 0.1, 0.3, 0.6, 1, 2, 4)
_SECONDS = (-3, -1.5, -0.8, -0.5, -0.3, -0.15, 0, 0.15, 0.3, 0.5, 0.8, 1.5, 3)
_LENGTHS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.8, 1.2)


def backchannel_features(heard: Sequence[Detected], style: str, timed: bool) -> list[list[str]]:
    """The features of every utterance for whether it is a backchannel; long ones have a single feature."""
    return [
        _signal(heard, i, style, timed) if len(h.words) <= SHORT else [f"long {min(len(h.words), 8)}"]
        for i, h in enumerate(heard)
    ]


def _signal(heard: Sequence[Detected], i: int, style: str, timed: bool) -> list[str]:
    h = heard[i]
    said = " ".join(h.words)
    key = said if len(h.words) <= 2 else f"n{len(h.words)}"
    before = [heard[j] for j in range(i - 1, max(-1, i - 1 - NEAR), -1)]
    after = list(heard[i + 1 : i + 1 + NEAR])
    host = next((o for o in before if o.voice != h.voice and not o.ack), None)
    row = [f"all {said}", f"all {said} {style}{h.mark}", f"n {len(h.words)}", f"F {h.first}"]
    row += _order(h, key, before, after, style)
    row += _host(key, host, after, style)
    return row + (_clock(h, key, host, before, after, style) if timed else [])


def _order(h: Detected, key: str, before: Sequence[Detected], after: Sequence[Detected], style: str) -> list[str]:
    """Who speaks around it: the same voice (S), or others (O)."""
    row, whose = [], ""
    for side, near in (("-", before), ("+", after)):
        for step, o in enumerate(near[:3], start=1):
            who = f"{'S' if o.voice == h.voice else 'O'}{o.kind}"
            whose += who
            row += [f"{side}{step} {who}", f"{side}{step} {who} {key}"]
            if step == 1:
                row += [f"{side} {who} {o.first if side == '+' else o.last}", f"{side} {who} {style}{o.mark}"]
    mine_before = next((o for o in before if o.voice == h.voice), None)
    mine_after = next((k for k, o in enumerate(after) if o.voice == h.voice), None)
    if mine_before is not None:
        row += [f"mine- {mine_before.kind} {key}", f"mine-L {mine_before.last}"]
    if mine_after is not None:
        o = after[mine_after]
        row += [f"mine+ {min(mine_after, 4)} {o.kind} {key}", f"mine+F {o.first}", f"mine+FF {' '.join(o.words[:2])}"]
    runs = len({o.voice for o in before[:6] if not o.ack}), len({o.voice for o in after[:6] if not o.ack})
    acks = sum(o.ack and o.voice != h.voice for o in (*before[:3], *after[:3]))
    return [*row, f"whose {whose}", f"voices {runs} {key}", f"acks {min(acks, 3)}", f"acks {min(acks, 3)} {key}"]


def _host(key: str, host: Detected | None, after: Sequence[Detected], style: str) -> list[str]:
    """The talk that it answers, and whether that speaker goes on."""
    if host is None:
        return ["host no"]
    end = f"{style}{host.mark}"
    goes_on = next((o for o in after if not o.ack), None)
    resumes = "no" if goes_on is None else "yes" if goes_on.voice == host.voice else "other"
    row = [
        f"host {end}",
        f"host {end} {key}",
        f"host L {host.last}",
        f"host L {host.last} {key}",
        f"host F {host.first}",
    ]
    row += [f"host F {host.first} {key}", f"host n {bucket(len(host.words), (2, 4, 8, 15))}", f"on {resumes} {key}"]
    row += [f"on {resumes} {end}", f"on {resumes} {end} {key}"]
    return row + ([f"on {resumes} {goes_on.first}"] if goes_on is not None else [])


def _clock(
    h: Detected, key: str, host: Detected | None, before: Sequence[Detected], after: Sequence[Detected], style: str
) -> list[str]:
    """How long it is, who speaks before, during and after it."""
    s, e, near = h.start, h.end, (*before, *after)
    lasts = bucket(e - s, _LENGTHS)
    row = [f"dur {lasts}", f"dur {lasts} {key}"]
    spans = {"-3": (s - 3, s), "-10": (s - 10, s), "+3": (e, e + 3), "+10": (e, e + 10)}
    shares = {}
    for name, (a, b) in spans.items():
        for own in (False, True):
            full = spoken(near, a, b, h.voice, own) * 3 / (b - a)
            shares[name, own] = bucket(full, _SHARE)
            row += [f"{name} {own} {shares[name, own]}", f"{name} {own} {shares[name, own]} {key}"]
    floor = f"{shares['-3', False]}{shares['+3', False]}{shares['-3', True]}{shares['+3', True]}"
    row += [
        f"floor {floor}",
        f"floor {shares['-3', False] // 2}{shares['+3', False] // 2}{shares['+3', True] // 2} {key}",
    ]
    inside = [o for o in before if o.voice != h.voice and not o.ack and o.start < s < o.end]
    covered = any(o.end >= e for o in inside)
    row += [f"in {bool(inside)} {covered}", f"in {bool(inside)} {covered} {key}", f"in {covered} dur {lasts}"]
    if host is not None:
        row += _against_host(h, key, host, after, style)
    on = next((str(bucket(o.start - e, _GAPS)) for o in after if o.voice == h.voice), "no")
    off = next((str(bucket(s - o.end, _GAPS)) for o in before if o.voice == h.voice), "no")
    row += [f"mine+ at {on}", f"mine+ at {on} {key}", f"mine- at {off}", f"mine- at {off} {key}"]
    together = sum(o.ack and o.voice != h.voice and abs(o.start - s) < 1.5 for o in near)
    return [*row, f"together {min(together, 3)}", f"together {min(together, 3)} {key}"]


def _against_host(h: Detected, key: str, host: Detected, after: Sequence[Detected], style: str) -> list[str]:
    """Its place against the end of the talk that it answers, and when that speaker goes on."""
    late = bucket(h.start - host.end, _SECONDS)
    row = [f"late {late}", f"late {late} {key}", f"late {late} {style}{host.mark}"]
    row.append(f"into {bucket(h.start - host.start, (0.3, 0.6, 1, 2, 4, 8))} {key}")
    again = next((o for o in after if o.voice == host.voice), None)
    if again is not None:
        row.append(f"gap {bucket(again.start - host.end, (-0.1, 0.1, 0.3, 0.6, 1, 2))}")
        row.append(f"again {bucket(again.start - h.end, _SECONDS)} {key}")
    return row


def floor_features(heard: Sequence[Detected], i: int) -> list[str]:
    """The features of utterance i for whether it takes the floor from the one before; no dash is looked at."""
    h = heard[i]
    before = heard[i - 1] if i else Detected(None, (), "w", False, 0, 0)
    after = heard[i + 1] if i + 1 < len(heard) else Detected(None, (), "w", False, 0, 0)
    who = "S" if after.voice == before.voice else "O"
    size = bucket(len(h.words), (1, 2, 3, 4, 6, 9, 14, 20))
    row = [*h.words, *(" ".join(h.words[k : k + 2]) for k in range(len(h.words) - 1))]
    row += [f"n {size}", f"kind {h.kind}", f"F {h.first}", f"FF {' '.join(h.words[:2])}", f"ask {h.mark == '?'}"]
    row += [f"all {' '.join(h.words)}"] if len(h.words) <= 3 else []
    row += [f"then {who} {after.kind}", f"then {after.first}", f"then {after.first} {h.kind}"]
    row += [f"thenF {' '.join(after.words[:2])}", f"ago L {before.last}", f"ago LL {' '.join(before.words[-2:])}"]
    row += [f"over {before.last} | {after.first}", f"ago n {bucket(len(before.words), (3, 6, 12, 25))}"]
    row.append(f"then n {bucket(len(after.words), (1, 2, 3, 4, 6, 9, 14, 20))}")
    again = len(set(before.words[-3:]) & set(after.words[:3]))
    return [*row, f"again {again}", f"again {again} {h.kind}", f"then A {after.ack} {h.kind} {size}"]
