"""Everyday words: what many documents of several collections of general talk and writing use; and the tenth of all
words and terms that no model is fitted on."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from carescore.text.regex import lazy

EVERYDAY: dict[str, dict[str, str]] = {
    name: {"name": name, "licence": licence, "commit": commit}
    for name, licence, commit in (
        ("conversational_uptake", "MIT", "67fb30cf7c3ea6f619487e33d2f99692dca107d0"),
        ("empathic_reactions", "CC BY 4.0", "3ddbf6b35c789f99c930a349f3fc26b4b2d9ae2e"),
        ("goemotions", "CC BY 4.0", "b75f9d3a8b76bc1060687925b04ca98a1b8ea66b"),
        ("mrda", "CC BY 4.0", "58006b32d4e36ca518e365899924cd56035466a2"),
        ("nhs_feedback_phase1", "MIT", "ba6c0a2f10ca9bb3b964b72afe6047b463095c75"),
        ("nhs_fft", "MIT", "ba6c0a2f10ca9bb3b964b72afe6047b463095c75"),
        ("stanford_politeness", "CC BY 4.0", "a6e82898b3e31ebdcfecdbe789ee2bad77c9096d"),
    )
}
SPLITS = ("train", "dev", "test")
COMMON_DOCUMENTS, COMMON_SETS = 10, 3
FALSE_ALARMS = 0.02
_WORD = lazy(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
Floats = npt.NDArray[np.float64]


def held_out(term: str) -> bool:
    """Whether a term or word, in lower case, is in the tenth that is never fitted."""
    return int(hashlib.sha1(term.encode("utf-8")).hexdigest(), 16) % 10 == 0


def records(data: Path, dataset: str, split: str) -> Iterator[dict[str, Any]]:
    plain = data / dataset / f"{split}.jsonl"
    packed = plain.with_suffix(".jsonl.gz")
    if plain.exists() or packed.exists():
        with plain.open(encoding="utf-8") if plain.exists() else gzip.open(packed, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _text(record: Mapping[str, Any]) -> str:
    if "turns" in record:
        return " . ".join(turn["text"] for turn in record["turns"])
    return str(record["text"]) if "text" in record else f"{record['a_text']} . {record['b_text']}"


def texts_of(data: Path, splits: Sequence[str]) -> dict[str, list[str]]:
    """The documents of every collection of general talk and writing."""
    return {name: [_text(r) for split in splits for r in records(data, name, split)] for name in EVERYDAY}


def vocabulary(texts: Mapping[str, Iterable[str]]) -> tuple[Counter[str], Counter[str], dict[str, str]]:
    """Of every word in lower case: documents and collections that use it, and the form it is mostly written in."""
    documents: Counter[str] = Counter()
    sets: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for collection in texts.values():
        here: Counter[str] = Counter()
        for text in collection:
            said = [word.replace("’", "'") for word in _WORD.findall(text)]
            here.update({word.lower() for word in said})
            if not text.isupper():
                for word in said:
                    forms[word.lower()][word] += 1
        documents.update(here)
        sets.update(here.keys())
    written = {word: counted.most_common(1)[0][0] for word, counted in forms.items()}
    return documents, sets, {w: form if form[1:] != form[1:].lower() else w for w, form in written.items()}


def common(documents: Mapping[str, int], sets: Mapping[str, int]) -> set[str]:
    return {w for w, n in documents.items() if n >= COMMON_DOCUMENTS and sets[w] >= COMMON_SETS}


def recall_at(alarms: Floats, found: Floats) -> float:
    """The share of terms above the score that FALSE_ALARMS of the everyday words reach."""
    return float(np.mean(found > np.quantile(alarms, 1 - FALSE_ALARMS)))
