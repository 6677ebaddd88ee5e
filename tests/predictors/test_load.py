"""Loading models: manifest, sha256, arrays only; and the bundled ones keep their promises."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import shutil
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import numpy as np
import pytest
from joblib import numpy_pickle

from carescore.errors import ModelError
from carescore.predictors import load, verify
from carescore.predictors.load import Model

NAMES = (
    "behaviour",
    "codes",
    "empathy",
    "floor",
    "jargon",
    "politeness",
    "role",
    "sentiment",
    "terms",
    "turn_taking",
    "unlabelled",
    "uptake",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a bundled model that a test may spoil."""
    shutil.copytree(load.home() / "role", tmp_path / "role")
    return tmp_path / "role"


def put(folder: Path, content: bytes) -> None:
    """Replaces the artefact and makes the manifest agree with it."""
    (folder / "model.joblib").write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["sha256"] = hashlib.sha256(content).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return (print, ("code ran",))


def test_the_bundled_models() -> None:
    assert load.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_golden_inputs(name: str) -> None:
    assert len(load.load(name).manifest["golden"]) >= 10
    assert verify.verify(name) <= verify.GOLDEN_TOLERANCE


@pytest.mark.parametrize("name", NAMES)
def test_card_train_and_manifest_are_complete(name: str) -> None:
    home = load.home() / name
    assert (home / "train.py").exists() and len((home / "card.md").read_text(encoding="utf-8")) > 800
    wanted = {"name", "version", "sha256", "scikit-learn", "numpy", "python", "labels", "datasets", "seed", "metrics"}
    assert wanted | {"golden"} <= set(load.load(name).manifest)


def test_a_tampered_artefact_is_refused(folder: Path) -> None:
    content = bytearray((folder / "model.joblib").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "model.joblib").write_bytes(bytes(content))
    with pytest.raises(ModelError, match="sha256"):
        load.load_from(folder)


def test_code_in_an_artefact_never_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, zlib.compress(pickle.dumps({"heads": Evil()})))
    with pytest.raises(ModelError, match="only arrays are allowed"):
        load.load_from(folder)
    assert "code ran" not in capsys.readouterr().out


def test_an_array_of_objects_is_refused(folder: Path) -> None:
    stream = io.BytesIO()
    numpy_pickle.NumpyPickler(stream).dump({"heads": np.array(["a word"], dtype=object)})
    put(folder, zlib.compress(stream.getvalue()))
    with pytest.raises(ModelError, match="array of objects"):
        load.load_from(folder)


@pytest.mark.parametrize("content", [b"", b"no zlib", zlib.compress(b"no pickle"), zlib.compress(pickle.dumps({}))])
def test_malformed_artefacts(folder: Path, content: bytes) -> None:
    put(folder, content)
    with pytest.raises(ModelError, match="malformed"):
        load.load_from(folder)


def test_a_missing_or_broken_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(ModelError, match="no object"):
        load.load_from(folder)
    (folder / "manifest.json").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        load.load_from(folder)


@pytest.mark.parametrize("off", [1e-3, float("nan")])
@pytest.mark.parametrize("place", [0, -1])
def test_other_golden_probabilities_are_noticed(monkeypatch: pytest.MonkeyPatch, place: int, off: float) -> None:
    model = load.load("role")
    changed = json.loads(json.dumps(dict(model.manifest)))
    changed["golden"][place]["probabilities"][place] += off
    monkeypatch.setattr(load, "load", lambda _: load.Model("role", changed, model.heads))
    with pytest.raises(ModelError, match="golden"):
        verify.verify("role")


def test_threads_that_ask_at_once_load_a_model_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    together = Barrier(8)

    def slowly(folder: Path) -> Model:
        loaded.append(folder.name)
        time.sleep(0.05)  # long enough for the others to ask
        return Model(folder.name, {}, {})

    def ask(_: int) -> Model:
        together.wait()
        return load.load("one of the test")

    monkeypatch.setattr(load, "load_from", slowly)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(8)))
    assert loaded == ["one of the test"] and all(one is found[0] for one in found)
