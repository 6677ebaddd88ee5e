"""A report: everything found in one conversation, as plain data that goes to JSON and comes back equal."""

from carescore.report._report import MALFORMED, SCHEMA_VERSION, Report
from carescore.report._reviewing import with_review
from carescore.report._types import Backchannel, Reviewed, Source, SpeakerSummary, TurnText

__all__ = [
    "MALFORMED",
    "SCHEMA_VERSION",
    "Backchannel",
    "Report",
    "Reviewed",
    "Source",
    "SpeakerSummary",
    "TurnText",
    "with_review",
]
