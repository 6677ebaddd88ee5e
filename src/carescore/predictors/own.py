"""Models of one's own: a folder that `carescore train` wrote stands for a bundled model in a scoring.

The folder is one that somebody names; nothing is looked for. Loading it checks in this order: what it was trained for
(the model and its version), that no byte of its files has changed, the restricted load of arrays, that its heads are
those of the bundled model, and that its golden inputs get their probabilities.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from carescore.errors import ModelError, UsageError, meant
from carescore.predictors import load, verify
from carescore.predictors.linear import Head

CARD = "card.md"


@dataclass(frozen=True, slots=True)
class Own:
    """A model of one's own that was opened. model: the bundled one that it stands for; heads: those that are its own;
    sha256: of its arrays."""

    model: str
    name: str
    path: str
    sha256: str
    own_heads: tuple[str, ...]

    @property
    def heads(self) -> Mapping[str, Head]:
        """All heads of the model. Raises ModelError where the folder is not as it was opened."""
        return _opened(self.path, self.model, self.sha256).heads

    @property
    def stamp(self) -> str:
        """Its name and hash, for the provenance."""
        return f"own {self.name} sha256:{self.sha256}"


Given = Mapping[str, "str | os.PathLike[str] | Own"]


def opened(models: Given | None) -> dict[str, Own]:
    """The models that stand for bundled ones, by the bundled one's name. Raises ModelError and UsageError."""
    return {name: one if isinstance(one, Own) else _own(name, Path(one)) for name, one in (models or {}).items()}


def _own(model: str, folder: Path) -> Own:
    if model not in load.names():
        raise UsageError(f"'{model}' is no model{meant(model, load.names())}; models are {', '.join(load.names())}")
    if not folder.is_dir():
        raise ModelError(f"model '{folder.name}': there is no such folder")
    manifest = load.manifest_of(folder)
    require_trained_for(folder, manifest, model)
    path, sha256 = str(folder.resolve()), str(manifest.get("sha256"))
    _opened(path, model, sha256)
    return Own(model, folder.name, path, sha256, tuple(manifest["trained"]["heads"]))


def require_trained_for(folder: Path, manifest: Mapping[str, Any], model: str) -> None:
    """Raises ModelError for a folder that was trained for another model, or another version of it."""
    trained = manifest.get("trained")
    if not isinstance(trained, dict):
        raise ModelError(f"model '{folder.name}': no folder that carescore train wrote")
    if trained.get("model") != model:
        raise ModelError(f"model '{folder.name}': it was trained for {trained.get('model')}, not for {model}")
    wanted = load.manifest_of(load.home() / model)["version"]
    if trained.get("version") != wanted:
        raise ModelError(
            f"model '{folder.name}': it was trained for version {trained.get('version')} of {model}, here is version"
            f" {wanted}; train it again"
        )


def seal(manifest: Mapping[str, Any], card: bytes) -> str:
    """The SHA-256 of everything that a manifest says, but for the seal, and of the card."""
    said = {key: value for key, value in manifest.items() if key != "seal"}
    text = json.dumps(said, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii") + b"\n" + card).hexdigest()


@lru_cache(maxsize=8)
def _opened(path: str, model: str, sha256: str) -> load.Model:
    """The verified model of a folder whose arrays have that hash."""
    folder = Path(path)
    one = load.load_from(folder)
    if one.manifest["sha256"] != sha256:
        raise ModelError(f"model '{folder.name}': it is another one than was opened")
    try:
        card = (folder / CARD).read_bytes()
    except OSError:
        raise ModelError(f"model '{folder.name}': {CARD} cannot be read") from None
    if one.manifest.get("seal") != seal(one.manifest, card):
        raise ModelError(f"model '{folder.name}': its manifest or its card was changed after training (seal)")
    if _shape(one.heads) != _shape(load.load(model).heads):
        raise ModelError(f"model '{folder.name}': its heads are not those of {model}")
    verify.require_golden(model, one)
    return one


def _shape(heads: Mapping[str, Head]) -> Iterable[Any]:
    return {name: (head.classes, head.dense_names, head.coef.shape[1]) for name, head in heads.items()}
