"""Reads the transcript of a visit or call and says, with evidence, how well the staff spoke with the patient."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carescore import errors
    from carescore.api import score, score_many
    from carescore.batch import Failure, summarise
    from carescore.history import compare
    from carescore.privacy import redact, without_words
    from carescore.readers import read, read_text
    from carescore.report import Report
    from carescore.transcript import Role, Speaker, Transcript, Utterance, Word

__all__ = [
    "Failure",
    "Report",
    "Role",
    "Speaker",
    "Transcript",
    "Utterance",
    "Word",
    "compare",
    "errors",
    "read",
    "read_text",
    "redact",
    "score",
    "score_many",
    "summarise",
    "without_words",
]
_HOMES = {
    "api": ("score", "score_many"),
    "batch": ("Failure", "summarise"),
    "history": ("compare",),
    "privacy": ("redact", "without_words"),
    "readers": ("read", "read_text"),
    "report": ("Report",),
    "transcript": ("Role", "Speaker", "Transcript", "Utterance", "Word"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # a type checker would believe in any name

    def __getattr__(name: str) -> Any:
        if name == "errors":
            return import_module("carescore.errors")
        if name not in _HOME_OF:
            raise AttributeError(f"module 'carescore' has no attribute '{name}'")
        found = globals()[name] = getattr(import_module(f"carescore.{_HOME_OF[name]}"), name)
        return found


def __dir__() -> list[str]:
    return sorted([*__all__, "__doc__", "__file__", "__name__", "__path__"])
