"""Many reports: a library of them, the progress of a person and a team, and what changed between two periods."""

from carescore.history import dates, manifests
from carescore.history.impact import Change, Impact, compare
from carescore.history.library import Entry, Known, Library, Place

__all__ = ["Change", "Entry", "Impact", "Known", "Library", "Place", "compare", "dates", "manifests"]
