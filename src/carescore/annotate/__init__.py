"""What models, lexicons and word lists detect in a finished dialogue, each signal at most once."""

from carescore.annotate._base import Entry, Found, Lexicon, Wording
from carescore.annotate.signals import Signals
from carescore.annotate.together import together

__all__ = ["Entry", "Found", "Lexicon", "Signals", "Wording", "together"]
