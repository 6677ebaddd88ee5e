"""A report: everything found in one conversation, as plain data that goes to JSON and comes back equal."""

from carescore.report._report import SCHEMA_VERSION, Report
from carescore.report._types import Heard, Source, SpeakerSummary, TurnText

__all__ = ["SCHEMA_VERSION", "Heard", "Report", "Source", "SpeakerSummary", "TurnText"]
