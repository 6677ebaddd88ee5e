"""The golden rule: one visit, written in every format, is the same Transcript up to what the format cannot carry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from readers.samples import IDS, SAMPLES, written
from readers.visit import VISIT, Sample

import carescore
from carescore.errors import ReadError
from carescore.readers import formats
from carescore.readers._base import JsonReader
from carescore.readers._json import unwrapped
from carescore.transcript import Utterance


@pytest.mark.parametrize("name", [found.name for found in formats()])
def test_every_format_writes_the_visit(name: str) -> None:
    found = written(name)
    assert found, f"tests/readers/*/test_{name}.py must export WRITTEN: see tests/readers/visit.py"
    whole = all(isinstance(sample, Sample) for sample in found.values())
    assert whole, f"WRITTEN of test_{name}.py must hold Samples of VISIT: see tests/readers/visit.py"


def seen(utterance: Utterance, keeps: frozenset[str]) -> tuple[object, ...]:
    return (
        utterance.speaker if "speaker" in keeps else None,
        " ".join(utterance.text.split()),
        utterance.start_ms if "start" in keeps else None,
        utterance.end_ms if "end" in keeps else None,
    )


@pytest.mark.parametrize(("found", "name", "sample"), SAMPLES, ids=IDS)
def test_one_visit_in_every_format(tmp_path: Path, found: str, name: str, sample: Sample) -> None:
    path = tmp_path / name
    path.write_bytes(sample.data)
    transcript = carescore.read(path)
    assert transcript.format == found
    got = [seen(utterance, sample.keeps) for utterance in transcript.utterances]
    assert got == [seen(Utterance(*row), sample.keeps) for row in VISIT]
    if "words" in sample.keeps:
        assert all(len(u.words) == len(u.text.split()) for u in transcript.utterances)
        assert all(w.start_ms is not None and w.end_ms is not None for u in transcript.utterances for w in u.words)
    again = tmp_path / "again.jsonl"
    again.write_text(transcript.to_jsonl(), encoding="utf-8")
    back = carescore.read(again).utterances
    assert [(u.speaker, u.text, u.start_ms, u.end_ms, u.words) for u in back] == [
        (u.speaker, u.text, u.start_ms, u.end_ms, u.words) for u in transcript.utterances
    ]


@pytest.mark.parametrize(("found", "name", "sample"), SAMPLES, ids=IDS)
def test_named_is_the_same_as_found(tmp_path: Path, found: str, name: str, sample: Sample) -> None:
    path = tmp_path / name
    path.write_bytes(sample.data)
    assert carescore.read(path, format=found).utterances == carescore.read(path).utterances


@pytest.mark.parametrize(("found", "name", "sample"), SAMPLES, ids=IDS)
def test_truncated_at_every_byte(tmp_path: Path, found: str, name: str, sample: Sample) -> None:
    path = tmp_path / name
    step = max(1, len(sample.data) // 200)
    for cut in range(0, len(sample.data), step):
        path.write_bytes(sample.data[:cut])
        try:
            transcript = carescore.read(path)
        except ReadError as error:
            assert not any(word in str(error) for word in ("stiff", "pain", "Fox", "Hill"))
        else:
            assert transcript.utterances


WRONG: tuple[Any, ...] = (None, 3, -1.5, True, "stiff", [], {}, [3], {"x": 3})


def spoiled(value: Any, wrong: Any) -> Iterator[Any]:
    """The document with each of its values in turn made wrong, and each key in turn left out."""
    items = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, inner in items:
        copy: Any = dict(value) if isinstance(value, dict) else list(value)
        for other in (wrong, *spoiled(inner, wrong)):
            copy[key] = other
            yield copy
        if isinstance(value, dict):
            yield {k: v for k, v in value.items() if k != key}


@pytest.mark.parametrize(
    ("found", "sample"),
    [(found, sample) for found, name, sample in SAMPLES if name.endswith(".json")],
    ids=[f"{found}-{name}" for found, name, _ in SAMPLES if name.endswith(".json")],
)
def test_json_with_any_one_value_wrong(found: str, sample: Sample) -> None:
    reader = next(r for r in formats() if r.name == found)
    assert isinstance(reader, JsonReader)
    for wrong in WRONG:
        for document in spoiled(json.loads(sample.data), wrong):
            for value in unwrapped(document):
                assert reader.looks_like(value) in (True, False)
                try:
                    utterances, _ = reader.read(value)
                except ReadError as error:
                    assert "stiff" not in str(error)
                else:
                    assert all(isinstance(u.text, str) for u in utterances)
