"""Files to begin from, and what is changed in them: bytes, lines, members of an archive, values of a JSON document."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LARGEST = 200_000  # bytes of a seed
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
    *(b"=", b"|", b"(", b")", b"#", b"\n[", b"[[", b"true", b'"""', b"inf", b"1e400"),
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


@dataclass(frozen=True)
class Seed:
    """A file to begin from."""

    name: str
    content: bytes


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
