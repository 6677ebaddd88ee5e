"""Trains the role model: python models/role/train.py --data DIR [--open-only].

The role-plays were written for this project: DIR/roleplays, and those of benchmarks/roleplays, whose test part is never
learnt from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from carescore.predictors import roles
from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams
from carescore.training import heads as shared
from carescore.training.roles.fit import CLASSES, train
from carescore.training.roles.talks import Roled, talk_of
from carescore.transcript import Role

ROLE_PLAYS = "roleplays"
DATASETS = (
    {"name": "osce", "licence": "CC BY 4.0", "commit": "08d313667aae14817afce8cf6e87ae2ae97377a1"},
    {"name": "primock57", "licence": "CC BY 4.0", "commit": "cd2ac707ad03cb4d2531f4ec6b90c659bf4357c5"},
    {"name": "mts_dialog", "licence": "CC BY 4.0", "commit": "3ff0801933608d6f570468c13125125fb5cabdea"},
    {"name": ROLE_PLAYS, "licence": "MIT", "commit": "written for this project"},
    {"name": "annomi", "licence": "none stated", "commit": "42936645ec3857a9c84ab296a36a3c34b779ef49"},
)
FOLDS = 5


def probabilities(heads: Mapping[str, Head], talk: Roled) -> FloatArray:
    grams = Grams.of(talk.texts)
    return roles.predict(heads, grams, np.arange(len(talk.texts)), talk.speakers, talk.texts)


def share_right(heads: Mapping[str, Head], talks: Sequence[Roled]) -> float:
    """Share of conversations with every speaker in the right role."""
    right = [tuple(role for role, _ in roles.assign(probabilities(heads, talk), {})) == talk.roles for talk in talks]
    return float(np.mean(right))


def sides_right(heads: Mapping[str, Head], talks: Sequence[Roled]) -> float:
    """The same with companions counted to the patient's side."""
    right = []
    for talk in talks:
        found = [role is Role.STAFF for role, _ in roles.assign(probabilities(heads, talk), {})]
        right.append(found == [role is Role.STAFF for role in talk.roles])
    return float(np.mean(right))


def cross_validate(by_set: Mapping[str, Sequence[Roled]]) -> dict[str, float]:
    folds = {name: np.random.default_rng(shared.SEED).integers(0, FOLDS, len(t)) for name, t in by_set.items()}
    strict: dict[str, list[float]] = {name: [] for name in by_set}
    sides: dict[str, list[float]] = {name: [] for name in by_set}
    for fold in range(FOLDS):
        kept = [t for name, talks in by_set.items() for t, f in zip(talks, folds[name], strict=True) if f != fold]
        heads = shared.heads(train(kept))
        for name, talks in by_set.items():
            held = [t for t, f in zip(talks, folds[name], strict=True) if f == fold]
            strict[name] += [share_right(heads, [talk]) for talk in held]
            sides[name] += [sides_right(heads, [talk]) for talk in held]
    return {f"cv_{name}": float(np.mean(strict[name])) for name in by_set} | {
        f"cv_sides_{name}": float(np.mean(sides[name])) for name in by_set
    }


GOLDEN: list[dict[str, Any]] = [
    {"turns": [[0, "Good morning, how can I help you today?"], [1, "I got a bill that I don't understand."]]},
    {"turns": [[0, "Hi, I'd like to move my cleaning."], [1, "Sure, may I have your name and date of birth?"]]},
    {"turns": [[0, "Where does it hurt?"], [1, "On the left, at the back."], [0, "Since when?"], [1, "Since Monday."]]},
    {"turns": [[0, "My son has a fever and he won't eat."], [1, "How old is he? Has he had any medicine?"]]},
    {"turns": [[0, "Open wide for me, please."], [1, "Aah."], [2, "He is always so brave at home."]]},
    {"turns": [[0, "I'm going to listen to your chest now."], [1, "Okay. I have been coughing for a week."]]},
    {"turns": [[0, "What would you like to talk about?"], [1, "I keep drinking and I hate it."]]},
    {"turns": [[0, "You take one tablet twice a day with food."], [1, "And what if I forget one?"]]},
    {"turns": [[0, "I've been on hold for ages."], [1, "I'm so sorry about that. Let me check your account."]]},
    {"turns": [[0, "Thank you."]]},
]


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    options = shared.options(__doc__).parse_args()
    used = shared.allowed(DATASETS, options.open_only)
    by_set = {d["name"]: _load(options.data, home, d["name"], "train") for d in used}
    metrics = cross_validate(by_set)
    arrays = train([talk for talks in by_set.values() for talk in talks])
    heads = shared.heads(arrays)
    for name in by_set:
        held = _load(options.data, home, name, "test" if name == ROLE_PLAYS else "dev")
        metrics |= {f"dev_{name}": share_right(heads, held), f"dev_sides_{name}": sides_right(heads, held)}
    for name, value in metrics.items():
        print(f"{name:28}{value:.4f}")
    shared.write_model(
        home,
        arrays,
        version="3",
        labels=CLASSES,
        datasets=used,
        metrics=metrics,
        golden=GOLDEN,
        probe=roles.probe,
    )


def _load(data: Path, home: Path, name: str, split: str) -> list[Roled]:
    own = name == ROLE_PLAYS
    found = [] if own and split == "test" else [*shared.records(data, name, split)]
    found += [*shared.records(home.parents[1] / "benchmarks", name, split)] if own else []
    return [talk_of(record["turns"]) for record in found]
