"""Loading the bundled models: manifest, then sha256, and only then the artefact, which may hold only numbers.

A model is one folder: ``model.joblib`` (numpy arrays), ``manifest.json``, ``card.md``, ``train.py``. In an installed
package the folders stand in ``carescore/_models``, in a checkout in ``models/``; this file alone knows both.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from carescore.errors import ModelError
from carescore.predictors.linear import Head

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "_models", _PACKAGE.parents[1] / "models")
_LOADING = Lock()
_ALLOWED = {
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    ("joblib.numpy_pickle", "NumpyArrayWrapper"),
}


@dataclass(frozen=True, slots=True)
class Model:
    """A verified model: its manifest and its heads by name."""

    name: str
    manifest: Mapping[str, Any] = field(repr=False)
    heads: Mapping[str, Head] = field(repr=False)


def home() -> Path:
    """The folder that holds the model folders."""
    for place in _PLACES:
        if place.is_dir():
            return place
    raise ModelError("no bundled models: neither carescore/_models nor a checkout's models/ is there")


def names() -> tuple[str, ...]:
    """The bundled models, sorted."""
    return tuple(sorted(path.parent.name for path in home().glob("*/manifest.json")))


@cache
def load(name: str) -> Model:
    """The bundled model of that name, kept for the life of the process. Raises ModelError."""
    with _LOADING:
        return _once(name)


@cache
def _once(name: str) -> Model:
    """The model, for the first of the threads that ask for it at once; the others wait for it."""
    return load_from(home() / name)


def manifest_of(folder: Path) -> dict[str, Any]:
    """A model folder's manifest. Raises ModelError when it is absent or no JSON object."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ModelError(f"model '{folder.name}': manifest.json cannot be read") from None
    if not isinstance(manifest, dict):
        raise ModelError(f"model '{folder.name}': manifest.json is no object")
    return manifest


def load_from(folder: Path) -> Model:
    """A model from a folder that the caller names. The file's sha256 must be the manifest's. Raises ModelError."""
    manifest = manifest_of(folder)
    try:
        content = (folder / "model.joblib").read_bytes()
    except OSError:
        raise ModelError(f"model '{folder.name}': model.joblib cannot be read") from None
    if hashlib.sha256(content).hexdigest() != manifest.get("sha256"):
        raise ModelError(f"model '{folder.name}': model.joblib is not the file its manifest describes (sha256)")
    try:
        heads = _restricted_load(content)["heads"]
        return Model(folder.name, manifest, {key: Head.from_arrays(value) for key, value in heads.items()})
    except ModelError:
        raise
    except Exception as error:  # whatever a malformed pickle raises, the caller learns one thing: not a model
        raise ModelError(f"model '{folder.name}': malformed artefact ({type(error).__name__})") from None


def _restricted_load(content: bytes) -> Any:
    """joblib's own reader with every class refused but arrays: a model file can carry numbers, never code."""
    from joblib import numpy_pickle

    class ModelNumbers(numpy_pickle.NumpyArrayWrapper):  # type: ignore[misc]  # joblib ships no types
        def read_array(self, *given: Any) -> Any:
            if self.dtype.hasobject:
                raise ModelError("model file holds an array of objects: only arrays of numbers are allowed")
            return super().read_array(*given)

    class Unpickler(numpy_pickle.NumpyUnpickler):  # type: ignore[misc]  # joblib ships no types
        def find_class(self, module: str, name: str) -> Any:
            if (module, name) not in _ALLOWED:
                raise ModelError(f"model file names {module}.{name}: only arrays are allowed")
            return ModelNumbers if name == "NumpyArrayWrapper" else super().find_class(module, name)

    stream = io.BytesIO(zlib.decompress(content))
    return Unpickler("", stream, ensure_native_byte_order=True).load()
