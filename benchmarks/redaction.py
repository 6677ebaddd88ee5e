"""How much of what identifies people redaction finds, and how much of what it finds does.

python benchmarks/redaction.py [--part tune|fresh|held_out|spoken|sealed|third] [--names FILE.jsonl --data DIR]
    [--lower] [--misses] [--json]

The sentences are invented and stand in redaction_sentences/; no rule was mended on held_out, and none on sealed before
its first figure of docs/privacy.md was taken. Each is a conversation of its own, so nothing is known of it from
elsewhere. An identifier counts as found when every letter and
figure of it is covered, whatever the kind of the mark; a mark counts as right when it covers some of one. --names:
names listed by hand, an object a line with dataset, split, id and names (words as they are written), in conversations
of DIR; every mention counts, and no word of these is printed. --lower: everything in small letters, as some recognisers
write.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.conversations import records

from carescore.privacy.finding import identify
from carescore.privacy.identifiers import Found, Kind, SpokenLine

SENTENCES = Path(__file__).resolve().parent / "redaction_sentences"
PARTS = ("tune", "fresh", "held_out", "spoken", "sealed", "third")
MARKED = re.compile(r"\{([A-Z]+) ([^}]*)\}")
KINDS = {"BIRTH": Kind.BIRTH_DATE, "RECORD": Kind.RECORD, "POLICY": Kind.POLICY, "CARD": Kind.CARD}
SPEAKERS = ("A", "B")


@dataclass(frozen=True, slots=True)
class Gold:
    """An identifier as it was marked by hand."""

    start: int
    end: int
    kind: Kind


@dataclass(slots=True)
class Counts:
    """Identifiers: how many there are, were covered, and covered by a mark of their kind; marks: all and right ones."""

    there: int = 0
    covered: int = 0
    typed: int = 0
    marks: int = 0
    right: int = 0

    def row(self, part: str, what: str) -> dict[str, Any]:
        return {
            "part": part,
            "what": what,
            "recall": round(self.covered / self.there, 4) if self.there else None,
            "precision": round(self.right / self.marks, 4) if self.marks else None,
            "kind_right": round(self.typed / self.there, 4) if self.there else None,
            "n": self.there,
            "marks": self.marks,
        }


def parsed(sentence: str) -> tuple[str, list[Gold]]:
    """A sentence without its marks, and what they marked."""
    text, gold, last = "", [], 0
    for match in MARKED.finditer(sentence):
        text += sentence[last : match.start()]
        gold.append(Gold(len(text), len(text) + len(match[2]), KINDS.get(match[1]) or Kind(match[1])))
        text += match[2]
        last = match.end()
    return text + sentence[last:], gold


def sentences(part: str) -> Iterator[list[tuple[str, list[Gold]]]]:
    """The conversations of a part, a turn or two each."""
    for line in (SENTENCES / f"{part}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield [parsed(turn) for turn in line.split(" || ")]


def count(counts: Counts, text: str, gold: Sequence[Gold], found: Sequence[Found]) -> list[Gold]:
    """Adds one text; returns what was missed."""
    hidden = {place for one in found for place in range(one.start, one.end)}
    missed = [
        one for one in gold if any(text[place].isalnum() and place not in hidden for place in range(one.start, one.end))
    ]
    counts.there += len(gold)
    counts.covered += len(gold) - len(missed)
    counts.typed += sum(
        any(f.kind is one.kind and f.start < one.end and one.start < f.end for f in found)
        for one in gold
        if one not in missed
    )
    counts.marks += len(found)
    counts.right += sum(any(one.start < f.end and f.start < one.end for one in gold) for f in found)
    return missed


def of_sentences(part: str, misses: bool, lower: bool) -> Iterator[dict[str, Any]]:
    named, formed = Counts(), Counts()
    for said in sentences(part):
        turns = [(text.lower() if lower else text, gold) for text, gold in said]
        lines = [SpokenLine(SPEAKERS[i % 2], text) for i, (text, _) in enumerate(turns)]
        for (text, gold), found in zip(turns, identify(lines), strict=True):
            for counts, names in ((named, True), (formed, False)):
                own = [one for one in gold if (one.kind is Kind.NAME) is names]
                others = [one for one in gold if (one.kind is Kind.NAME) is not names]
                kept = [f for f in found if (f.kind is Kind.NAME) is names and not _overlaps(f, others)]
                kept += [f for f in found if (f.kind is Kind.NAME) is not names and _overlaps(f, own)]
                for one in count(counts, text, own, kept) if misses else _nothing(counts, text, own, kept):
                    print(f"missed: {text[one.start : one.end]!r} in {text!r}")
                for f in kept if misses else ():
                    if not _overlaps(f, gold):
                        print(f"wrong: {text[f.start : f.end]!r} in {text!r}")
    yield formed.row(part, "identifiers with a form")
    yield named.row(part, "names")


def _nothing(counts: Counts, text: str, gold: Sequence[Gold], found: Sequence[Found]) -> tuple[Gold, ...]:
    count(counts, text, gold, found)
    return ()


def _overlaps(found: Found, gold: Iterable[Gold]) -> bool:
    return any(one.start < found.end and found.start < one.end for one in gold)


def of_names(listed: Path, data: Path, lower: bool) -> Iterator[dict[str, Any]]:
    """Every mention of the names that were listed by hand in real conversations."""
    by_set: dict[str, Counts] = {}
    for line in listed.read_text(encoding="utf-8").splitlines():
        known = json.loads(line)
        record = next(r for r in records(data, known["dataset"], (known["split"],)) if r["id"] == known["id"])
        lines = [SpokenLine(str(turn["speaker"]), turn["text"]) for turn in record["turns"]]
        pattern = _any_of(known["names"])
        mentions = [[m.span() for m in pattern.finditer(one.text)] if pattern else [] for one in lines]
        lines = [SpokenLine(one.speaker, one.text.lower()) for one in lines] if lower else lines
        labels = list(dict.fromkeys(one.speaker for one in lines))
        for one, spans, found in zip(lines, mentions, identify(lines, labels), strict=True):
            gold = [Gold(start, end, Kind.NAME) for start, end in spans]
            names = [f for f in found if f.kind is Kind.NAME]
            for counts in (by_set.setdefault(known["dataset"], Counts()), by_set.setdefault("all", Counts())):
                count(counts, one.text, gold, names)
    for dataset, counts in sorted(by_set.items()):
        yield counts.row("listed by hand", f"names, {dataset}")


def _any_of(names: Sequence[str]) -> re.Pattern[str] | None:
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if names else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--names", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument(
        "--misses", action="store_true", help="print what was missed or wrong in the invented sentences"
    )
    parser.add_argument("--lower", action="store_true", help="in small letters")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = [row for part in given.part or PARTS for row in of_sentences(part, given.misses, given.lower)]
    if given.names and given.data:
        rows += of_names(given.names, given.data, given.lower)
    for row in rows:
        print(json.dumps(row) if given.json else "  ".join(f"{key} {value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
