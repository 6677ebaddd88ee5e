"""Reports without what identifies people, or without any words: names, numbers, dates and addresses become marks."""

from carescore.privacy.identifiers import MARK
from carescore.privacy.redaction import redact, without_coders
from carescore.privacy.wordless import without_words

__all__ = ["MARK", "redact", "without_coders", "without_words"]
