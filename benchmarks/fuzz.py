"""Mutated files through every reader: each is read, or refused in one line that names the file and none of its words.

    python benchmarks/fuzz.py [--inputs 30000] [--seed 0] [--format NAME ...] [--folder DIR ...] [--json]

Seeds are the samples that every format's test writes, the bundled examples, and the files of the folders given. A
mutation changes bytes, lines or the members of an archive, or puts another value into a JSON document. A fault is an
exception that carescore did not raise on purpose, an error of several lines, without the file or with words of the
talk, a JSON document read as plain text, and an input that takes longer than --seconds. Exit code 1 when there is any.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import site
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import carescore
from carescore.errors import CarescoreError, ReadError
from carescore.readers import formats

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 200_000  # bytes of a seed
TALK = ("stiff", "Any pain", "canaryword")  # words of the seeds' talk
PIECES = [
    *(
        b"\0",
        b"\n",
        b"\n\n",
        b"\r",
        b"\t",
        b" ",
        b",",
        b'"',
        b"'",
        b"[",
        b"]",
        b"{",
        b"}",
        b"<",
        b">",
        b":",
        b"-->",
        b"&",
    ),
    *(
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\\ud800",
        b"&#99999999999;",
        b"NaN",
        b"null",
        b"-1",
        b"1e999",
        b"0",
    ),
    *(b"99:99:99.999", b"Nurse: ", b"canaryword", b"WEBVTT\n", b"<v Ann>", b"\\u", b"{\\v ", b"9" * 400),
]
VALUES: list[Any] = [
    *(
        None,
        True,
        0,
        -1,
        10**30,
        1.5,
        float("nan"),
        float("inf"),
        "",
        " ",
        "canaryword",
        "0:01",
        "Nurse: a\nPatient: b",
    ),
    *(
        [],
        [None],
        [[]],
        ["canaryword"],
        {},
        {"canaryword": "canaryword"},
        [{}],
        [{"text": "canaryword"}],
        {"text": [1]},
    ),
]
PLAIN = frozenset({"plain_text", "timecode_text"})


@dataclass(frozen=True)
class Seed:
    """A file to begin from."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Fault:
    """What went wrong with a mutated file, and where the exception came from."""

    seed: str
    kind: str
    where: str


def seeds(only: set[str], folders: list[Path]) -> list[Seed]:
    site.addsitedir(str(ROOT / "tests"))
    samples = import_module("readers.samples").SAMPLES
    found = [Seed(name, sample.data) for format_, name, sample in samples if not only or format_ in only]
    files = [path for folder in ([] if only else [ROOT / "examples"]) + folders for path in sorted(folder.rglob("*"))]
    found += [
        Seed(path.name, path.read_bytes()) for path in files if path.is_file() and path.suffix not in (".py", ".toml")
    ]
    return [seed for seed in found if len(seed.content) <= LARGEST]


def mutated(seed: Seed, others: list[Seed], rng: random.Random) -> bytes:
    """The seed's content after one to four changes."""
    content = seed.content
    for _ in range(rng.randint(1, 4)):
        if content.startswith(b"PK\x03\x04") and rng.random() < 0.7:
            content = _repacked(content, rng)
        elif content[:1] in (b"{", b"[") and not content.startswith(b"{\\rtf") and rng.random() < 0.7:
            content = _document(content, rng)
        else:
            content = rng.choice(CHANGES)(content, rng, rng.choice(others).content)
    return content[: 2 * LARGEST]


def _put(content: bytes, rng: random.Random, other: bytes) -> bytes:
    at = rng.randint(0, len(content))
    return content[:at] + rng.choice(PIECES) * rng.choice((1, 1, 1, 50)) + content[at:]


def _cut(content: bytes, rng: random.Random, other: bytes) -> bytes:
    start, stop = sorted(rng.randint(0, len(content)) for _ in range(2))
    return content[:start] + content[min(stop, start + 400) :]


def _ended(content: bytes, rng: random.Random, other: bytes) -> bytes:
    return content[: rng.randint(0, len(content))]


def _flipped(content: bytes, rng: random.Random, other: bytes) -> bytes:
    changed = bytearray(content or b" ")
    for _ in range(rng.randint(1, 6)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _spliced(content: bytes, rng: random.Random, other: bytes) -> bytes:
    return content[: rng.randint(0, len(content))] + other[rng.randint(0, len(other)) :]


def _doubled(content: bytes, rng: random.Random, other: bytes) -> bytes:
    start, stop = sorted(rng.randint(0, len(content)) for _ in range(2))
    return content[:stop] + content[start : min(stop, start + 2000)] * rng.choice((1, 1, 20)) + content[stop:]


def _shuffled(content: bytes, rng: random.Random, other: bytes) -> bytes:
    lines = content.split(b"\n")
    rng.shuffle(lines)
    return b"\n".join(lines)


CHANGES: list[Callable[[bytes, random.Random, bytes], bytes]] = [
    *(_put, _put, _cut, _ended, _flipped, _spliced, _doubled, _shuffled)
]


def _document(content: bytes, rng: random.Random) -> bytes:
    """The JSON document, or one line of it, with another value in a place."""
    lines = content.split(b"\n")
    at = rng.randrange(len(lines))
    for part, back in ((content, None), (lines[at], at)):
        try:
            value = _changed(json.loads(part), rng)
        except (ValueError, RecursionError):
            continue
        text = json.dumps(value).encode()
        return text if back is None else b"\n".join([*lines[:back], text, *lines[back + 1 :]])
    return _flipped(content, rng, b"")


def _changed(value: Any, rng: random.Random) -> Any:
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(list(value))
        if rng.random() < 0.1:
            return {other: inner for other, inner in value.items() if other != key}
        return {**value, key: _changed(value[key], rng)}
    if isinstance(value, list) and value and rng.random() < 0.9:
        at = rng.randrange(len(value))
        return [*value[:at], _changed(value[at], rng), *value[at + 1 :]]
    return rng.choice((value, [value], {"data": value}, str(value))) if rng.random() < 0.2 else rng.choice(VALUES)


def _repacked(content: bytes, rng: random.Random) -> bytes:
    """The archive with one member changed; damaged where it cannot be opened."""
    stream = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
            names = old.namelist()
            chosen = rng.choice(names)
            for name in names:
                data = old.read(name)
                new.writestr(name, rng.choice(CHANGES)(data, rng, data) if name == chosen else data)
    except Exception:  # an archive that an earlier change damaged
        return _flipped(content, rng, b"")
    return stream.getvalue()


def faults(path: Path, content: bytes, format_: str | None, limit: float) -> Iterator[tuple[str, str]]:
    """The kinds of faults of one input, and where they came from."""
    path.write_bytes(content)
    start = time.process_time()
    try:
        transcript = carescore.read(path, format=format_)
        if format_ is None and transcript.format in PLAIN and _json(content):
            yield "JSON read as plain text", transcript.format
        transcript.to_jsonl().encode("utf-8")
        yield from (("a note with words of the talk", note[:60]) for note in transcript.notes if _quotes(note))
    except CarescoreError as error:
        message = str(error)
        if "\n" in message or len(message) > 2000:
            yield "an error of several lines", type(error).__name__
        if isinstance(error, ReadError) and error.path != str(path):
            yield "an error without the file", error.reason
        if _quotes(message.replace(str(path), "")):
            yield "an error with words of the talk", type(error).__name__
    except Exception as error:  # which is what is looked for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        yield type(error).__name__, f"{Path(frame.filename).name}:{frame.lineno}"
    if time.process_time() - start > limit:
        yield f"longer than {limit:g} s", path.suffix


def _quotes(message: str) -> bool:
    return any(word in message for word in TALK)


def _json(content: bytes) -> bool:
    """Whether it is a JSON document of objects."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def run(inputs: int, seed: int, only: set[str], folders: list[Path], limit: float) -> Counter[Fault]:
    rng = random.Random(seed)
    given = seeds(only, folders)
    names = [None] * 9 + [found.name for found in formats()]
    found: Counter[Fault] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(inputs):
            chosen = given[number % len(given)]
            content = mutated(chosen, given, rng)
            format_ = rng.choice(names) if rng.random() < 0.2 else None
            for kind, where in faults(Path(folder) / chosen.name, content, format_, limit):
                found[Fault(chosen.name, kind, where)] += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--format", action="append", default=[], help="only the samples of this format; may be repeated"
    )
    parser.add_argument("--folder", action="append", default=[], type=Path, help="more files to begin from")
    parser.add_argument("--seconds", type=float, default=5.0, help="longest that one input may take")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.inputs, options.seed, set(options.format), options.folder, options.seconds)
    for fault, times in found.most_common():
        row = {"kind": fault.kind, "where": fault.where, "seed": fault.seed, "times": times}
        print(json.dumps(row) if options.json else f"{times:6} {fault.kind} at {fault.where}, from {fault.seed}")
    total = {"inputs": options.inputs, "seed": options.seed, "faults": sum(found.values())}
    print(json.dumps(total) if options.json else f"{total['faults']} faults in {options.inputs} inputs")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
