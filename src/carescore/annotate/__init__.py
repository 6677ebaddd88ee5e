"""What models, lexicons and word lists detect in a finished dialogue, each signal at most once."""

from carescore.annotate._base import Lexicon, LexiconEntry, PhraseHit, Wording
from carescore.annotate.signals import Signals
from carescore.annotate.together import together

__all__ = ["Lexicon", "LexiconEntry", "PhraseHit", "Signals", "Wording", "together"]
