"""The bundled heads as classifiers of scikit-learn: a turn in, the probability of each class out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin

from carescore.annotate import Signals
from carescore.errors import UsageError, meant
from carescore.integrations._single import codes_of
from carescore.predictors import empathy, load, politeness
from carescore.predictors.codes.model import SIDE_OF
from carescore.predictors.linear import FloatArray
from carescore.predictors.own import Own, opened

Turns = Iterable[str | tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Bundled:
    """A head that can be asked. model, head: where it stands; side: whose turns it judges; ask: (n_turns, classes)
    probabilities."""

    model: str
    head: str
    side: str
    ask: Callable[[Signals], FloatArray]

    @property
    def classes(self) -> tuple[str, ...]:
        return ("no", "yes") if self.model == "codes" else load.load(self.model).heads[self.head].classes

    def decision(self, signals: Signals) -> FloatArray:
        """What is added to the log-probabilities when a class is chosen."""
        if self.model == "codes":
            return np.array([0.0, -signals.judged.thresholds[self.head]])
        return signals.heads(self.model)[self.head].decision


def _two(yes: FloatArray) -> FloatArray:
    return np.stack([1.0 - yes, yes], axis=1)


def _mechanism(name: str) -> Bundled:
    return Bundled("empathy", f"{name}.text", "staff", lambda signals: signals.empathy[name])


def _polite(signals: Signals) -> FloatArray:
    """Of a request, which every turn is taken for."""
    return _two(politeness.predict(signals.heads("politeness"), [turn.text for turn in signals.dialogue.turns]))


def _code(name: str) -> Bundled:
    return Bundled("codes", name, SIDE_OF[name], lambda signals: _two(signals.judged.probabilities(name)))


HEADS: Mapping[str, Bundled] = {
    "sentiment": Bundled("sentiment", "sentiment", "patient", lambda signals: signals.sentiment),
    "behaviour": Bundled("behaviour", "behaviour", "staff", lambda signals: signals.behaviour),
    "reflects": Bundled("behaviour", "reflects", "staff", lambda signals: _two(signals.reflects)),
    "question_form": Bundled("behaviour", "question_form", "staff", lambda signals: signals.question_form),
    "reflection_depth": Bundled("behaviour", "reflection_depth", "staff", lambda signals: signals.reflection_depth),
    "politeness": Bundled("politeness", "polite", "staff", _polite),
    **{name: _mechanism(name) for name in empathy.MECHANISMS},
    **{name: _code(name) for name in ("opening", "empathy", "stock", "disrespect")},
}


class TurnClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn ships no types
    """A bundled head, already trained: fit only checks. Each turn is its text, or the pair (what the other side said
    before, text), which judges better. model: a folder that carescore train wrote for the head's model, used instead;
    only one that you trust.

    head: "sentiment" (of the patient), "behaviour", "reflects", "question_form", "reflection_depth", "politeness" of a
    request (of staff),
    EPITOME's "emotional_reactions", "interpretations", "explorations" (of a reply), or of the codes "opening" (a
    patient's turn that voices a feeling or need), "empathy", "stock", "disrespect" (of staff).
    """

    def __init__(self, head: str = "sentiment", model: str | os.PathLike[str] | None = None) -> None:
        self.head = head
        self.model = model

    @property
    def classes_(self) -> npt.NDArray[np.str_]:
        return np.array(self._bundled().classes)

    def fit(self, X: Turns, y: Sequence[str] | None = None) -> TurnClassifier:
        """Checks that the head is there and knows the labels. Raises UsageError."""
        known = set(self._bundled().classes)
        if unknown := len(set(() if y is None else map(str, y)) - known):
            raise UsageError(f"{unknown} labels are no classes of {self.head}; classes are {', '.join(sorted(known))}")
        return self

    def predict_proba(self, X: Turns) -> FloatArray:
        """(n_turns, n_classes), in the order of ``classes_``."""
        bundled, own = self._bundled(), self._own()
        rows = [bundled.ask(one.signals)[-1] for one in codes_of(_items(X), bundled.side, own)]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(bundled.classes))

    def predict(self, X: Turns) -> npt.NDArray[np.str_]:
        """The class of each turn, as carescore itself would choose: each head has its own thresholds."""
        bundled, classes, own = self._bundled(), self.classes_, self._own()
        found = [one.signals for one in codes_of(_items(X), bundled.side, own)]
        chosen = [np.argmax(np.log(bundled.ask(one)[-1] + 1e-12) + bundled.decision(one)) for one in found]
        return classes[np.array(chosen, dtype=np.int64)]

    def _bundled(self) -> Bundled:
        if self.head not in HEADS:
            known = ", ".join(sorted(HEADS))
            raise UsageError(f"no head named {self.head}{meant(self.head, HEADS)}; heads are {known}")
        return HEADS[self.head]

    def _own(self) -> Mapping[str, Own]:
        return opened({} if self.model is None else {self._bundled().model: self.model})

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array, tags.input_tags.string = False, True
        tags.requires_fit = False
        return tags


def _items(turns: Turns) -> list[tuple[str, str]]:
    """(before, text) of every turn. Raises UsageError, with its number, for what is none."""
    if isinstance(turns, str):
        raise UsageError("TurnClassifier takes a list of turns: put a single one into a list")
    found = []
    for number, item in enumerate(turns, start=1):
        pair = ("", item) if isinstance(item, str) else tuple(item) if isinstance(item, Iterable) else ()
        if len(pair) != 2 or not all(isinstance(part, str) for part in pair):
            raise UsageError(f"turn {number} is neither a text nor a pair of texts")
        found.append((str(pair[0]), str(pair[1])))
    return found
