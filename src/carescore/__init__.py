"""Reads the transcript of a visit or call and says, with evidence, how well the staff spoke with the patient."""

from carescore import errors
from carescore.api import score, score_many
from carescore.batch import Failure
from carescore.readers import read
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
    "errors",
    "read",
    "score",
    "score_many",
]
