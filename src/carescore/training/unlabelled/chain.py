"""The heads of the chain: whose a sentence is, and whether the voice changes, fitted by maximum likelihood."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.optimize

from carescore.predictors import unlabelled
from carescore.training import heads as shared
from carescore.training.ratings import Floats, Ints
from carescore.training.unlabelled.talks import FeatureTable, Said, UnlabelledConversation, poor, talk_of, train_cut

VOICE_PENALTY, CHANGE_PENALTY, STEPS = 4.0, 4.0, 100


def train(conversations: Sequence[Said]) -> dict[str, shared.Arrays]:
    """The heads but `sure`; every conversation is learnt from as it is and as a poor recogniser gives it."""
    cut = {"cut": train_cut(conversations)}
    heads = shared.heads(cut)
    talks = [talk_of(heads, form) for said in conversations for form in (said, poor(said))]
    return cut | train_chain(talks)


def train_chain(talks: Sequence[UnlabelledConversation]) -> dict[str, shared.Arrays]:
    """The field's two heads: maximum likelihood with an l2 penalty, by L-BFGS."""
    voice = FeatureTable.of([unlabelled.voice_features(talk.sentences) for talk in talks])
    change = FeatureTable.of([[*unlabelled.change_features(talk.sentences), ()] for talk in talks])
    lengths = np.array([len(talk.sentences) for talk in talks])
    states = np.concatenate([talk.words[:, 1] * 2 >= talk.words.sum(axis=1) for talk in talks]).astype(int)
    inner = np.ones(len(states), dtype=bool)
    inner[np.cumsum(lengths) - 1] = False
    seen = np.zeros((len(states), 4))
    seen[np.arange(len(states) - 1), 2 * states[:-1] + states[1:]] = 1
    seen[~inner] = 0
    nv, nc = len(voice.terms), len(change.terms)
    by_term, by_change = voice.matrix.T.tocsr(), change.matrix.T.tocsr()

    def loss(p: Floats) -> tuple[float, Floats]:
        v, b, c, d = p[:nv], p[nv], p[nv + 1 : -4].reshape(nc, 4), p[-4:]
        score = voice.matrix @ v + b
        nodes = np.stack([-score / 2, score / 2], axis=1)
        edges = change.matrix @ c + d
        edges[~inner] = 0
        total, single, pairs = expectations(nodes, edges.reshape(-1, 2, 2), lengths)
        right = nodes[np.arange(len(states)), states].sum() + (edges * seen).sum()
        off, off_pairs = single[:, 1] - states, pairs.reshape(-1, 4) - seen
        off_pairs[~inner] = 0
        value = total - right + VOICE_PENALTY / 2 * v @ v + CHANGE_PENALTY / 2 * (c * c).sum()
        slopes = (by_term @ off + VOICE_PENALTY * v, [off.sum()], (by_change @ off_pairs + CHANGE_PENALTY * c).ravel())
        return float(value), np.concatenate([*slopes, off_pairs.sum(axis=0)])

    start = np.zeros(nv + 1 + 4 * nc + 4)
    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return {
        "voice": voice.arrays(unlabelled.VOICES, found[:nv, None], found[nv : nv + 1]),
        "change": change.arrays(unlabelled.CHANGES, found[nv + 1 : -4].reshape(nc, 4), found[-4:]),
    }


def expectations(nodes: Floats, edges: Floats, lengths: Ints) -> tuple[float, Floats, Floats]:
    """Log-partition, P(state) (n, 2) and P(pair) (n, 2, 2) of many chains laid end to end, all walked at once."""
    order = np.argsort(-lengths)
    ends = np.cumsum(lengths) - 1
    first, sizes = (ends - lengths + 1)[order], lengths[order]
    alive = [first[: int((sizes > k).sum())] + k for k in range(int(sizes.max()))]
    forward, backward = nodes.copy(), np.zeros_like(nodes)
    for at in alive[1:]:
        before = forward[at - 1][:, :, None] + edges[at - 1]
        forward[at] += np.logaddexp(before[:, 0], before[:, 1])
    for at in reversed(alive[1:]):
        after = edges[at - 1] + (nodes[at] + backward[at])[:, None, :]
        backward[at - 1] = np.logaddexp(after[:, :, 0], after[:, :, 1])
    logs = np.logaddexp(forward[ends, 0], forward[ends, 1])
    each = np.repeat(logs, lengths)
    pairs = np.zeros_like(edges)
    at = np.concatenate(alive[1:]) if len(alive) > 1 else np.zeros(0, dtype=np.int64)
    both = forward[at - 1][:, :, None] + edges[at - 1] + (nodes[at] + backward[at])[:, None, :]
    pairs[at - 1] = np.exp(both - each[at][:, None, None])
    return float(logs.sum()), np.exp(forward + backward - each[:, None]), pairs
