"""Trains the role model: python models/role/train.py --data DIR [--open-only].

The role-plays were written for this project: DIR/roleplays, and those of benchmarks/roleplays, whose test part is never
learnt from.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.optimize
import scipy.sparse
import scipy.special
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import StandardScaler

import carescore
from carescore.predictors import roles
from carescore.predictors.linear import FloatArray, Head
from carescore.predictors.roles.features import Turns
from carescore.segmentation import segment
from carescore.text.ngrams import Grams, analyze
from carescore.training import heads as _training
from carescore.transcript import Role

HERE = Path(__file__).resolve().parent
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ROLE_PLAYS = "roleplays"
DATASETS = (
    {"name": "osce", "licence": "CC BY 4.0", "commit": "08d313667aae14817afce8cf6e87ae2ae97377a1"},
    {"name": "primock57", "licence": "CC BY 4.0", "commit": "cd2ac707ad03cb4d2531f4ec6b90c659bf4357c5"},
    {"name": "mts_dialog", "licence": "CC BY 4.0", "commit": "3ff0801933608d6f570468c13125125fb5cabdea"},
    {"name": ROLE_PLAYS, "licence": "MIT", "commit": "written for this project"},
    {"name": "annomi", "licence": "none stated", "commit": "42936645ec3857a9c84ab296a36a3c34b779ef49"},
)
ROLE_OF = {
    "staff": Role.STAFF,
    "companion": Role.COMPANION,
    "doctor": Role.STAFF,
    "therapist": Role.STAFF,
    "guest_clinician": Role.STAFF,
    "patient": Role.PATIENT,
    "client": Role.PATIENT,
    "guest_family": Role.COMPANION,
}
CLASSES = [role.value for role in roles.ROLES]
SCALES = {"own": 3.0, "before": 2.0, "after": 1.5}  # of the unit-length n-gram rows, against the l2 penalty
DENSE_SCALE, MIN_SPEAKERS, PENALTY, STEPS = 0.2, 4, 1.0, 150
WINDOW, WINDOWS, WINDOW_WEIGHT = 6, 2, 0.1  # turns of the stretches also learnt from, how many a talk, how much each
ALONE_WEIGHT = 0.1  # of a speaker without the others
RARE_WEIGHT = 1.5  # of conversations that are not one staff member with one patient
FOLDS = 5


@dataclass(frozen=True)
class Talk:
    """A conversation as score() sees it: its turns' speakers (by index) and texts, and the role of every speaker."""

    speakers: tuple[int, ...]
    texts: tuple[str, ...]
    roles: tuple[Role, ...]

    def part(self, kept: Sequence[int]) -> Talk:
        """The turns with those indices alone."""
        index: dict[int, int] = {}
        speakers = tuple(index.setdefault(self.speakers[i], len(index)) for i in kept)
        return Talk(speakers, tuple(self.texts[i] for i in kept), tuple(self.roles[speaker] for speaker in index))


def talk_of(turns: Sequence[Mapping[str, Any]]) -> Talk:
    names = list(dict.fromkeys(turn["speaker"] for turn in turns))
    role = {str(names.index(turn["speaker"])): ROLE_OF[turn["role"]] for turn in turns}
    dialogue = segment(carescore.read([(str(names.index(turn["speaker"])), turn["text"]) for turn in turns]))
    order = [speaker.id for speaker in dialogue.speakers]
    speakers = tuple(order.index(turn.speaker) for turn in dialogue.turns)
    return Talk(speakers, tuple(turn.text for turn in dialogue.turns), tuple(role[name] for name in order))


def stretches(talks: Sequence[Talk]) -> tuple[list[Talk], Floats]:
    """Every conversation, stretches of a few turns of it, and each speaker alone; and how much each counts."""
    found: list[Talk] = []
    weights: list[float] = []
    for talk in talks:
        weight = 1.0 if sorted(talk.roles) == [Role.PATIENT, Role.STAFF] else RARE_WEIGHT
        size = len(talk.texts)
        starts = range(0, size - 1, WINDOW) if size > WINDOW * 1.5 else range(0)
        spread = {starts[int(i)] for i in np.linspace(0, len(starts) - 1, WINDOWS)} if starts else set()
        parts = [talk.part(range(at, min(size, at + WINDOW))) for at in sorted(spread)]
        parts = [part for part in parts if len(part.roles) > 1]
        alone = [talk.part([i for i, s in enumerate(talk.speakers) if s == one]) for one in range(len(talk.roles))]
        found += [talk, *parts, *alone]
        weights += [weight, *[WINDOW_WEIGHT * weight] * len(parts), *[ALONE_WEIGHT] * len(alone)]
    return found, np.array(weights)


def grams_of(talks: Sequence[Talk]) -> dict[str, list[list[str]]]:
    """For each head the grams of every speaker, the talks' speakers one after the other."""
    found: dict[str, list[list[str]]] = {name: [] for name in roles.HEADS}
    for talk in talks:
        turns = Turns(talk.speakers, talk.texts)
        said = [_analyzed(text) for text in talk.texts]
        for name, owners in (("own", turns.speakers), ("before", turns.before()), ("after", turns.after())):
            for one in range(turns.n_speakers):
                found[name].append([gram for k, own in zip(owners, said, strict=True) if k == one for gram in own])
    return found


@cache
def _analyzed(text: str) -> list[str]:
    return analyze(text)


@cache
def _dense(talk: Talk) -> Floats:
    return roles.dense(Turns(talk.speakers, talk.texts))


def train(talks: Sequence[Talk]) -> dict[str, _training.Arrays]:
    """The three heads, trained jointly to make the right assignment of every talk the likeliest."""
    talks, weights = stretches(talks)
    lists = grams_of(talks)
    makers = {
        name: TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=MIN_SPEAKERS).fit(lists[name])
        for name in roles.HEADS
    }
    sizes = [len(talk.roles) for talk in talks]
    scaler = StandardScaler().fit(np.concatenate([_dense(t) for t in talks]), sample_weight=np.repeat(weights, sizes))
    features = np.concatenate([scaler.transform(_dense(talk)) for talk in talks]) * DENSE_SCALE
    blocks = [makers[name].transform(lists[name]) * SCALES[name] for name in roles.HEADS]
    matrix = scipy.sparse.hstack([*blocks, features, np.ones((len(features), 1))]).tocsr()
    coef = fit_joint(matrix, talks, weights)
    ends = np.cumsum([block.shape[1] for block in blocks])
    parts = dict(zip(roles.HEADS, np.split(coef[: ends[-1]], ends[:-1]), strict=True))
    found = {name: _arrays(makers[name], parts[name] * SCALES[name]) for name in roles.HEADS}
    found["own"] |= {
        "intercept": coef[-1],
        "dense_names": list(roles.dense_names()),
        "dense_mean": scaler.mean_,
        "dense_scale": scaler.scale_,
        "dense_coef": coef[ends[-1] : -1] * DENSE_SCALE,
    }
    return found


def _arrays(maker: TfidfVectorizer, coef: Floats) -> _training.Arrays:
    terms = sorted(maker.vocabulary_, key=maker.vocabulary_.__getitem__)
    return {
        "classes": CLASSES,
        "terms": np.frombuffer("\n".join(terms).encode("utf-8"), dtype=np.uint8),
        "idf": maker.idf_,
        "coef": np.ascontiguousarray(coef.astype(np.float32)),
        "intercept": np.zeros(len(CLASSES)),
        "dense_names": [],
        "dense_mean": np.zeros(0),
        "dense_scale": np.zeros(0),
        "dense_coef": np.zeros((0, len(CLASSES))),
        "decision": np.zeros(len(CLASSES)),
    }


def fit_joint(matrix: Any, talks: Sequence[Talk], weights: Floats) -> Floats:
    """(n_features, 3): maximum conditional likelihood of whole assignments with an l2 penalty, by L-BFGS."""
    groups = [Group.of(talks, weights, n) for n in sorted({len(talk.roles) for talk in talks})]
    by_feature, width = matrix.T.tocsr(), len(CLASSES)

    def loss(flat: Floats) -> tuple[float, Floats]:
        coef = flat.reshape(-1, width)
        scores = matrix @ coef
        value, slopes = PENALTY / 2 * float((coef * coef).sum()), np.zeros_like(scores)
        for group in groups:
            value += group.add(scores, slopes)
        return value, (by_feature @ slopes + PENALTY * coef).ravel()

    start = np.zeros(matrix.shape[1] * width)
    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    coef: Floats = found.x.reshape(-1, width)
    return coef


@dataclass(frozen=True)
class Group:
    """All talks of n speakers. rows: (talks, n) of each speaker's row; ways: every assignment; right: which is true."""

    rows: Ints
    ways: Ints
    company: Floats
    right: Ints
    weights: Floats

    @classmethod
    def of(cls, talks: Sequence[Talk], weights: Floats, n: int) -> Group:
        sizes = np.array([len(talk.roles) for talk in talks])
        places = np.flatnonzero(sizes == n)
        ways = list(product(range(len(CLASSES)), repeat=n))
        return cls(
            rows=(np.cumsum(sizes) - sizes)[places][:, None] + np.arange(n),
            ways=np.array(ways),
            company=np.array([roles.role_prior([way.count(k) for k in range(len(CLASSES))]) for way in ways]),
            right=np.array([ways.index(tuple(roles.ROLES.index(r) for r in talks[int(i)].roles)) for i in places]),
            weights=weights[places],
        )

    def add(self, scores: Floats, slopes: Floats) -> float:
        """The talks' loss; its slopes are added to slopes."""
        own = scores[self.rows]
        total = sum(own[:, j][:, self.ways[:, j]] for j in range(self.ways.shape[1])) + self.company
        each = np.arange(len(total))
        logs = scipy.special.logsumexp(total, axis=1)
        off = np.exp(total - logs[:, None])
        off[each, self.right] -= 1
        off *= self.weights[:, None]
        for j, k in product(range(self.ways.shape[1]), range(len(CLASSES))):
            slopes[self.rows[:, j], k] += off[:, self.ways[:, j] == k].sum(axis=1)
        return float((self.weights * (logs - total[each, self.right])).sum())


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
        held = _load(options.data, name, "test" if name == ROLE_PLAYS else "dev")
        metrics |= {f"dev_{name}": share_right(heads, held), f"dev_sides_{name}": sides_right(heads, held)}
    for name, value in metrics.items():
        print(f"{name:28}{value:.4f}")
    _training.write_model(
        HERE,
        arrays,
        version="3",
        labels=CLASSES,
        datasets=used,
        metrics=metrics,
        golden=GOLDEN,
        probe=roles.probe,
    )


def _load(data: Path, name: str, split: str) -> list[Talk]:
    own = name == ROLE_PLAYS
    found = [] if own and split == "test" else [*_training.records(data, name, split)]
    found += [*_training.records(HERE.parents[1] / "benchmarks", name, split)] if own else []
    return [talk_of(record["turns"]) for record in found]


if __name__ == "__main__":
    main()
