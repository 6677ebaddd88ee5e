"""Trains the role model: python models/role/train.py --data DIR [--open-only]."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import _training  # noqa: E402  # shared by the train.py files, beside their folders

from carescore.nlp import roles  # noqa: E402
from carescore.nlp._linear import FloatArray, Head  # noqa: E402
from carescore.nlp._ngrams import Grams  # noqa: E402
from carescore.transcript import Role  # noqa: E402

DATASETS = (
    {"name": "osce", "licence": "CC BY 4.0", "commit": "08d313667aae14817afce8cf6e87ae2ae97377a1"},
    {"name": "primock57", "licence": "CC BY 4.0", "commit": "cd2ac707ad03cb4d2531f4ec6b90c659bf4357c5"},
    {"name": "mts_dialog", "licence": "CC BY 4.0", "commit": "3ff0801933608d6f570468c13125125fb5cabdea"},
    {"name": "annomi", "licence": "none stated", "commit": "42936645ec3857a9c84ab296a36a3c34b779ef49"},
)
ROLE_OF = {
    "doctor": Role.STAFF,
    "therapist": Role.STAFF,
    "guest_clinician": Role.STAFF,
    "patient": Role.PATIENT,
    "client": Role.PATIENT,
    "guest_family": Role.COMPANION,
}
CLASSES = [role.value for role in roles.ROLES]
CHUNK = 4  # turns of a speaker that are also learnt from alone, so that short conversations are known too
CHUNK_WEIGHT = 0.3
COMPANION_WEIGHT = 3.0  # companions are one speaker in thirty
FOLDS = 5


@dataclass(frozen=True)
class Talk:
    """A conversation: its turns' speakers (by index) and texts, and the role of every speaker."""

    speakers: tuple[int, ...]
    texts: tuple[str, ...]
    roles: tuple[Role, ...]

    def said(self, speaker: int) -> list[str]:
        return [text for s, text in zip(self.speakers, self.texts, strict=True) if s == speaker]


def talk_of(turns: Sequence[Mapping[str, Any]]) -> Talk:
    index: dict[str, int] = {}
    speakers = tuple(index.setdefault(turn["speaker"], len(index)) for turn in turns)
    by_index = {index[turn["speaker"]]: ROLE_OF[turn["role"]] for turn in turns}
    texts = tuple(" ".join(turn["text"].split()) for turn in turns)
    return Talk(speakers, texts, tuple(by_index[i] for i in range(len(index))))


def bags(talks: Sequence[Talk]) -> tuple[list[str], list[str], list[float]]:
    """(text, role, weight) of every speaker, whole and in chunks of a few turns."""
    rows: list[tuple[str, str, float]] = []
    for talk in talks:
        for speaker, role in enumerate(talk.roles):
            said = talk.said(speaker)
            rows.append((" \n".join(said), role.value, 1.0))
            chunks = [said[i : i + CHUNK] for i in range(0, len(said), CHUNK)] if len(said) > CHUNK else []
            rows += [(" \n".join(chunk), role.value, CHUNK_WEIGHT) for chunk in chunks]
    texts, labels, weights = zip(*rows, strict=True)
    return list(texts), list(labels), list(weights)


def train(talks: Sequence[Talk]) -> dict[str, _training.Arrays]:
    texts, labels, weights = bags(talks)
    sides = ["staff" if label == "staff" else "patient" for label in labels]
    lead = _training.fit(texts, sides, ["patient", "staff"], C=20, min_df=4, sample_weight=np.array(weights))
    return {"lead": lead, "other": _train_other(talks, Head.from_arrays(lead))}


def _train_other(talks: Sequence[Talk], lead: Head) -> _training.Arrays:
    """The head for everybody who does not lead, learnt with the true leader's features."""
    texts, labels, features = [], [], []
    for talk in talks:
        said = [" ".join(talk.said(speaker)) for speaker in range(len(talk.roles))]
        logits = lead.logits(Grams.of(said))[:, 0]
        first = int(np.argmax(logits))
        dense = roles.dense(said, first, logits)
        for speaker, role in enumerate(talk.roles):
            if speaker != first or len(talk.roles) == 1:
                texts.append(" \n".join(talk.said(speaker)))
                labels.append(role.value)
                features.append(dense[speaker])
    weights = {"staff": 2.0, "patient": 1.0, "companion": COMPANION_WEIGHT}
    return _training.fit(
        texts,
        labels,
        CLASSES,
        dense=np.array(features),
        dense_names=roles.DENSE,
        C=3,
        min_df=4,
        class_weight=weights,
    )


def probabilities(heads: Mapping[str, Head], talk: Talk) -> FloatArray:
    grams = Grams.of(talk.texts)
    return roles.predict(heads, grams, np.arange(len(talk.texts)), talk.speakers, talk.texts)


def share_right(heads: Mapping[str, Head], talks: Sequence[Talk]) -> float:
    """Share of conversations with every speaker in the right role."""
    right = [tuple(role for role, _ in roles.assign(probabilities(heads, talk), {})) == talk.roles for talk in talks]
    return float(np.mean(right))


def sides_right(heads: Mapping[str, Head], talks: Sequence[Talk]) -> float:
    """The same with companions counted to the patient's side."""
    right = []
    for talk in talks:
        found = [role is Role.STAFF for role, _ in roles.assign(probabilities(heads, talk), {})]
        right.append(found == [role is Role.STAFF for role in talk.roles])
    return float(np.mean(right))


def cross_validate(by_set: Mapping[str, Sequence[Talk]]) -> dict[str, float]:
    folds = {name: np.random.default_rng(_training.SEED).integers(0, FOLDS, len(t)) for name, t in by_set.items()}
    strict: dict[str, list[float]] = {name: [] for name in by_set}
    sides: dict[str, list[float]] = {name: [] for name in by_set}
    for fold in range(FOLDS):
        kept = [t for name, talks in by_set.items() for t, f in zip(talks, folds[name], strict=True) if f != fold]
        heads = _training.heads(train(kept))
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--open-only", action="store_true", help="leave out data whose licence is not stated")
    options = parser.parse_args()
    used = [d for d in DATASETS if not options.open_only or d["licence"] != "none stated"]
    by_set = {d["name"]: _load(options.data, d["name"], "train") for d in used}
    metrics = cross_validate(by_set)
    arrays = train([talk for talks in by_set.values() for talk in talks])
    heads = _training.heads(arrays)
    for name in by_set:
        held = _load(options.data, name, "dev")
        metrics |= {f"dev_{name}": share_right(heads, held), f"dev_sides_{name}": sides_right(heads, held)}
    for name, value in metrics.items():
        print(f"{name:28}{value:.4f}")
    _training.write_model(
        HERE,
        arrays,
        version="1",
        labels=CLASSES,
        datasets=used,
        metrics=metrics,
        golden=GOLDEN,
        probe=roles.probe,
    )


def _load(data: Path, name: str, split: str) -> list[Talk]:
    return [talk_of(record["turns"]) for record in _training.records(data, name, split)]


if __name__ == "__main__":
    main()
