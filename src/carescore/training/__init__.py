"""How the bundled models are made, one file a model, with scikit-learn, which nothing else imports.

``models/<name>/train.py --data DIR`` runs the `main` of its file, or of its folder's `run`. What models share:
``heads`` (reading data, fitting a head, exporting it as arrays, writing the manifest), ``weighted`` (Naive-Bayes
weights, calibration), ``ratings`` (regression on ratings), ``turn_rows``, ``everyday`` and ``labelled`` (rows, words
and readers' labels that models and benchmarks read). ``own`` makes a model from one's own labels, as docs/training.md
tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carescore.training.own import Figures, Result, Trained, train

__all__ = ["Figures", "Result", "Trained", "train"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from carescore.training import own  # scikit-learn: who wants one trainer waits for none of the others

    return getattr(own, name)
