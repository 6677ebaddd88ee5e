"""Many recordings: over all cores, results as they finish, one bad file never stops the rest."""

from carescore.batch._base import TIME_LIMIT, Done, Failure, Item, Job, Work
from carescore.batch.inputs import inputs_of, works
from carescore.batch.outputs import is_own
from carescore.batch.pool import over
from carescore.batch.results import items, require
from carescore.batch.resume import fingerprint
from carescore.batch.table import Table, kept

__all__ = [
    "TIME_LIMIT",
    "Done",
    "Failure",
    "Item",
    "Job",
    "Table",
    "Work",
    "fingerprint",
    "inputs_of",
    "is_own",
    "items",
    "kept",
    "over",
    "require",
    "works",
]
