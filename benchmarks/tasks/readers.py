"""Speed and memory of the readers on large files, beside the libraries that read the same formats, where installed.

Peers are optional: webvtt-py, pysubs2, praatio. Each file is written here, of talk made for it; nothing is kept.
A row's ratio is its value over the same value of what it stands against: 2 against a peer is twice as fast.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from carescore import readers

MB = 1_000_000
SIZE = 10 * MB
_SAID = (
    "Good morning, how did you sleep after we changed the evening dose?",
    "Better, but the knee is stiff when I get up, and the stairs are hard.",
    "Okay.",
    "That sounds tiring. Shall we look at the exercises together, so that you can do them at home as well?",
)
_NAMES = ("Dr. Fox", "Sam Hill")
Rows = Iterator[tuple[str, str, int, int]]


def _rows() -> Rows:
    """Utterances without end: speaker, text, start and end in ms."""
    number = 0
    while True:
        said = f"{_SAID[number % len(_SAID)]} Number {number}."
        yield _NAMES[number % 2], said, 4000 * number, 4000 * number + 3500
        number += 1


def _clock(ms: int, sep: str = ".") -> str:
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}{sep}{ms % 1000:03}"


def _cut(size: int, head: str, lines: Iterator[str]) -> str:
    """The head and as many of the lines as fit into the size."""
    found, used = [head], len(head)
    for line in lines:
        if used + len(line) > size:
            break
        found.append(line)
        used += len(line)
    return "".join(found)


def webvtt(size: int) -> str:
    cues = (f"{_clock(s)} --> {_clock(e)}\n<v {who}>{said}</v>\n\n" for who, said, s, e in _rows())
    return _cut(size, "WEBVTT\n\n", cues)


def srt(size: int) -> str:
    rows = enumerate(_rows(), start=1)
    return _cut(size, "", (f"{i}\n{_clock(s, ',')} --> {_clock(e, ',')}\n{w}: {t}\n\n" for i, (w, t, s, e) in rows))


def textgrid(size: int) -> str:
    """One tier a speaker; Praat wants the silence between intervals as intervals of its own."""
    tiers = []
    for number, name in enumerate(_NAMES, start=1):
        own = (row for row in _rows() if row[0] == name)
        body = _cut(size // len(_NAMES), "", (_interval(i, said, s, e) for i, (_, said, s, e) in enumerate(own)))
        count = body.count("intervals [")
        head = f'        class = "IntervalTier"\n        name = "{name}"\n        xmin = 0\n        xmax = 999999\n'
        tiers.append(f"    item [{number}]:\n{head}        intervals: size = {count}\n{body}")
    top = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 999999\ntiers? <exists>\n'
    return f"{top}size = {len(_NAMES)}\nitem []:\n" + "".join(tiers)


def _interval(number: int, said: str, start: int, end: int) -> str:
    spans = ((2 * number + 1, said, start, end), (2 * number + 2, "", end, start + 8000))
    return "".join(
        f"        intervals [{i}]:\n            xmin = {s / 1000}\n            xmax = {e / 1000}\n"
        f'            text = "{words}"\n'
        for i, words, s, e in spans
    )


def plain_text(size: int) -> str:
    return _cut(size, "", (f"[{_clock(start)}] {who}: {said}\n" for who, said, start, _ in _rows()))


def otter(size: int) -> str:
    """Plain text as Otter writes it: name and time above the words."""
    turns = (f"{who}  {_clock(start).partition('.')[0]}\n{said}\n\n" for who, said, start, _ in _rows())
    return _cut(size, "", turns)


def stamped(size: int) -> str:
    """Plain text that says when and not who."""
    return _cut(size, "", (f"[{_clock(start)}] {said}\n" for _, said, start, _ in _rows()))


def jsonl(size: int) -> str:
    keys = ("speaker", "text", "start_ms", "end_ms")
    return _cut(size, "", (json.dumps(dict(zip(keys, row, strict=True))) + "\n" for row in _rows()))


def whisper_json(size: int) -> str:
    segments = (", " + json.dumps(_segment(*row)) for row in _rows())
    return '{"segments": [' + _cut(size - 20, "", segments)[2:] + "]}"


def _segment(who: str, said: str, start: int, end: int) -> dict[str, Any]:
    words = said.split()
    step = (end - start) // len(words)
    timed = [
        {"word": word, "start": (start + i * step) / 1000, "end": (start + i * step + step) / 1000, "score": 0.87}
        for i, word in enumerate(words)
    ]
    return {"start": start / 1000, "end": end / 1000, "text": " " + said, "words": timed, "speaker": who}


def csv_table(size: int) -> str:
    return _cut(size, "Speaker,Text,Start,End\n", (_line(who, said, s, e) for who, said, s, e in _rows()))


def _line(who: str, said: str, start: int, end: int) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow([who, said, _clock(start), _clock(end)])
    return stream.getvalue()


WRITERS: dict[str, tuple[str, Callable[[int], str]]] = {
    "webvtt": (".vtt", webvtt),
    "srt": (".srt", srt),
    "textgrid": (".TextGrid", textgrid),
    "plain_text": (".txt", plain_text),
    "plain_text_otter": (".txt", otter),
    "stamped": (".txt", stamped),
    "jsonl": (".jsonl", jsonl),
    "whisper_json": (".json", whisper_json),
    "csv": (".csv", csv_table),
}
_PEERS: dict[str, tuple[tuple[str, str, str], ...]] = {  # name, module, function
    "webvtt": (("webvtt-py", "webvtt", "read"), ("pysubs2", "pysubs2", "load")),
    "srt": (("webvtt-py", "webvtt", "from_srt"), ("pysubs2", "pysubs2", "load")),
    "textgrid": (("praatio", "praatio.textgrid", "openTextgrid"),),
}
_MORE: dict[str, dict[str, Any]] = {"praatio": {"includeEmptyIntervals": False}}
_PEAK = """
import resource, sys
from pathlib import Path
from carescore import readers

def peak():  # of this process alone: getrusage counts what the parent held when it began this one
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) * 1024

readers.formats()
before = peak()
held = readers.read(sys.argv[1])
print(peak() - before)
"""
Row = dict[str, Any]


def rows(rounds: int = 3) -> Iterator[Row]:
    """For every format: MB/s on 10 MB beside each peer, linearity, and peak memory over the size of the file."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (extension, write) in WRITERS.items():
            large, small = (Path(folder) / f"{size}{extension}" for size in (SIZE, MB))
            large.write_text(write(SIZE), encoding="utf-8")
            small.write_text(write(MB), encoding="utf-8")
            yield from _of_format(name, large, small, rounds)


def _of_format(name: str, large: Path, small: Path, rounds: int) -> Iterator[Row]:
    peers = {peer: _reader(peer, *how) for peer, *how in _PEERS.get(name, ()) if find_spec(how[0].partition(".")[0])}
    calls: dict[str, Callable[[], object]] = {
        "ours": lambda: readers.read(large),
        "small": lambda: readers.read(small),
        **{peer: lambda read=read: read(str(large)) for peer, read in peers.items()},  # type: ignore[misc]  # bound at once
    }
    spent: dict[str, list[float]] = {key: [] for key in calls}
    for _ in range(rounds):  # alternating, so that a busy machine slows all of them
        for key, call in calls.items():
            spent[key].append(_seconds(call))
    speed = SIZE / MB / median(spent["ours"])
    for peer in peers or [None]:
        ratio = median(spent[peer]) / median(spent["ours"]) if peer else None
        yield _row(f"read_{name}", speed, "MB/s", peer, ratio)
    growth = median(spent["ours"]) / median(spent["small"]) * MB / SIZE
    yield _row(f"read_{name}_linearity", growth, "time per MB", "the same talk, 1 MB", growth)
    held = subprocess.run([sys.executable, "-c", _PEAK, str(large)], capture_output=True, text=True, check=True)
    yield _row(f"read_{name}_memory", int(held.stdout) / MB, "MB", "the file", int(held.stdout) / large.stat().st_size)


def _reader(peer: str, module: str, function: str) -> Callable[[str], object]:
    read = getattr(import_module(module), function)
    return lambda path: read(path, **_MORE.get(peer, {}))


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _row(name: str, value: float, unit: str, against: str | None, ratio: float | None) -> Row:
    shown = None if ratio is None else round(ratio, 2)
    return {"name": name, "value": round(value, 2), "unit": unit, "against": against, "ratio": shown}
