"""What a trainer said of a report: the file that the page saves, read strictly, and what it changes in the scores."""

from carescore.reviews._applying import Changed, changed
from carescore.reviews._data import HIDDEN, SCHEMA, STARRED, Judged, MomentMark, Note, Review, Round, Unticked
from carescore.reviews._placing import require_turns, settled
from carescore.reviews._reading import from_plain, read, require_same, to_plain

__all__ = [
    "HIDDEN",
    "SCHEMA",
    "STARRED",
    "Changed",
    "Judged",
    "MomentMark",
    "Note",
    "Review",
    "Round",
    "Unticked",
    "changed",
    "from_plain",
    "read",
    "require_same",
    "require_turns",
    "settled",
    "to_plain",
]
