"""Many recordings: over all cores, results as they finish, one bad file never stops the rest."""

from carescore.batch._base import TIME_LIMIT, Done, Failure, Item, Job, Work
from carescore.batch.cluster import connected
from carescore.batch.cluster import over as over_cluster
from carescore.batch.details import CODES, MEASURES, MOMENTS
from carescore.batch.inputs import Manifest, inputs_of, works
from carescore.batch.keep import Keep
from carescore.batch.outputs import is_own, local
from carescore.batch.pool import over
from carescore.batch.results import items, require
from carescore.batch.resume import fingerprint
from carescore.batch.scoring import Scoring
from carescore.batch.summary import Summary, summarise, summary
from carescore.batch.table import Table
from carescore.batch.tables import Reading

__all__ = [
    "CODES",
    "MEASURES",
    "MOMENTS",
    "TIME_LIMIT",
    "Done",
    "Failure",
    "Item",
    "Job",
    "Keep",
    "Manifest",
    "Reading",
    "Scoring",
    "Summary",
    "Table",
    "Work",
    "connected",
    "fingerprint",
    "inputs_of",
    "is_own",
    "items",
    "local",
    "over",
    "over_cluster",
    "require",
    "summarise",
    "summary",
    "works",
]
