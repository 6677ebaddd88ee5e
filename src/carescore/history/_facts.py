"""What a library keeps of a report: its figures and places; its words only where somebody asked for that."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from carescore.errors import CarescoreError
from carescore.privacy.wordless import wordless
from carescore.report import MALFORMED, SCHEMA_VERSION, Report
from carescore.reviews import to_plain

Data = Mapping[str, Any]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A report's plain data as the rows of a library. focus: the label of whose scores they are, "" where all staff
    are scored together; instrument: the versions that made the figures, equal where they may be compared."""

    sha256: str
    focus: str
    title: str
    path: str | None
    format: str
    setting: str
    scenario: str | None
    digest: str
    carescore: str
    profile: str
    instrument: str
    words: int
    staff: tuple[str, ...]
    skills: tuple[Row, ...]
    figures: tuple[Row, ...]
    moments: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report as a library takes it, as the machine made it: its rows, and itself, packed, with its words or without.
    review: a trainer's that it held."""

    facts: Facts
    packed: bytes
    has_text: bool
    review: Data | None = None


def prepared(data: Data, keep_text: bool) -> Prepared:
    """Raises CarescoreError where this is no report of today's schema."""
    if data.get("schema") != SCHEMA_VERSION:
        Report.from_dict(data)  # says which schema it has, and who wrote it
    if data.get("review") and (report := Report.from_dict(data)).review:
        return replace(prepared(report.unreviewed().to_dict(), keep_text), review=to_plain(report.review.said))
    try:
        return Prepared(_facts(data), packed(data, keep_text), keep_text)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise CarescoreError(MALFORMED) from None


def _facts(data: Data) -> Facts:
    made, source = data["provenance"], data["source"]
    staff = tuple(str(s["id"]) for s in data["speakers"] if s["role"] == "staff")
    profile = made["profile"]
    focus = made.get("focus")
    skills = tuple((n, s["value"], *(s.get("interval") or (None, None))) for n, s in data["skills"].items())
    figures = tuple(_figures(data["scores"]))
    by = digest([made["carescore"], made["models"], made["lexicons"], profile, made.get("plugins")])
    return Facts(
        sha256=source["sha256"] or digest([[turn["speaker"], turn["text"]] for turn in data["turns"]]),
        focus=focus or "",
        title=str(data["id"]),
        path=source["path"],
        format=source["format"],
        setting=profile["name"],
        scenario=data["scenario"]["scenario"] if data.get("scenario") else None,
        digest=digest([skills, figures, by]),
        carescore=made["carescore"],
        profile=f"{profile['name']} {profile['version']}, {profile['context']}",
        instrument=by[:16],
        words=sum(s["words"] for s in data["speakers"] if s["role"] == "staff" and s["id"] == (focus or s["id"])),
        staff=staff,
        skills=skills,
        figures=figures,
        moments=tuple(
            (m["kind"], int(m["praise"]), m["measure"], m["turn"], m["start_ms"], m["confidence"])
            for m in data["moments"]
        ),
    )


def _figures(scores: Data) -> Iterator[Row]:
    """Value and, of a ratio, its parts, that pool."""
    for name, score in scores.items():
        parts = score["parts"]["overall"] or {}
        yield name, score["value"], parts.get("count"), parts.get("per"), parts.get("scale"), score["unit"]


def digest(what: Any) -> str:
    return hashlib.sha256(orjson.dumps(what, option=orjson.OPT_SORT_KEYS)).hexdigest()


def packed(data: Data, keep_text: bool) -> bytes:
    """The report as it is stored."""
    kept = data if keep_text else wordless(data)
    return zlib.compress(orjson.dumps(kept), 1)


def unpacked(blob: bytes) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(zlib.decompress(blob))
    return found


def has_words(data: Data) -> bool:
    return any(turn["text"] for turn in data["turns"])
