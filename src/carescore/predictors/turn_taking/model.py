"""Who was cut off, who only signalled that they listen, and whether a turn took the floor.

Four heads of logistic regression over the strings of _turn_features and _listener_features: `interrupted` and
`backchannel` see times too, `interrupted_text` and `backchannel_text` only order and words; a fifth, `takes_floor`,
tells after speech that broke off whether the next speaker took the floor or the first went on. Utterances stand in
order of time, as Transcript has them. Limits: learnt from meetings of engineers, see the model's card.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from carescore.predictors.linear import FloatArray, Head
from carescore.predictors.turn_taking.features import detected, interrupted_features, style_of
from carescore.predictors.turn_taking.listener_features import backchannel_features, floor_features
from carescore.text.ngrams import Grams
from carescore.transcript import Utterance


def has_clock(utterances: Sequence[Utterance]) -> bool:
    """Whether every utterance has both its times: only then are they looked at."""
    return bool(utterances) and all(u.start_ms is not None and u.end_ms is not None for u in utterances)


def predict_interrupted(
    heads: Mapping[str, Head], utterances: Sequence[Utterance], estimated: Collection[int] = ()
) -> FloatArray:
    """(n,): the probability that each utterance was cut off by another speaker. estimated: places of those with a time
    that the file does not give, which are judged by order and words."""
    timed, heard = has_clock(utterances), detected(utterances)
    found = positive(heads["interrupted" if timed else "interrupted_text"], interrupted_features(heard, timed))
    if timed and estimated:
        places = sorted(estimated)
        found[places] = positive(heads["interrupted_text"], interrupted_features(heard, False))[places]
    return found


def predict_backchannels(heads: Mapping[str, Head], utterances: Sequence[Utterance]) -> FloatArray:
    """(n,): the probability that each utterance is a listener's signal that does not want the floor."""
    timed, heard = has_clock(utterances), detected(utterances)
    rows = backchannel_features(heard, style_of(heard), timed)
    return positive(heads["backchannel" if timed else "backchannel_text"], rows)


def predict_takes_floor(heads: Mapping[str, Head], utterances: Sequence[Utterance], index: Sequence[int]) -> FloatArray:
    """(len(index),): the probability that each of these utterances took the floor from the one before it."""
    heard = detected(utterances)
    return positive(heads["takes_floor"], [floor_features(heard, i) for i in index])


def chosen(head: Head, probabilities: FloatArray) -> list[bool]:
    """Which of the probabilities of the second class are high enough for the head's own threshold."""
    both = np.stack([1.0 - probabilities, probabilities], axis=1)
    return [choice == 1 for choice in head.choose(both)]


def positive(head: Head, rows: Sequence[Sequence[str]]) -> FloatArray:
    found: FloatArray = head.probabilities(Grams.from_lists([list(dict.fromkeys(row)) for row in rows]))[:, 1]
    return found


def utterances_of(item: Mapping[str, Any]) -> list[Utterance]:
    """A golden input's utterances: [speaker, text] or [speaker, text, start_ms, end_ms] each."""
    return [Utterance(*row) for row in item["utterances"]]


def probe(heads: Mapping[str, Head], items: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """For each golden input: interrupted and backchannel of every utterance, then takes_floor of all but the first."""
    found = []
    for item in items:
        said = utterances_of(item)
        floor = predict_takes_floor(heads, said, range(1, len(said)))
        parts = (predict_interrupted(heads, said), predict_backchannels(heads, said), floor)
        found.append([float(p) for part in parts for p in part])
    return found
