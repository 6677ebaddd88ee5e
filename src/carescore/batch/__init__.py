"""Many recordings: over all cores, results as they finish, one bad file never stops the rest.

What is asked for is imported then: one recording needs hardly any of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from carescore.batch._base import TIME_LIMIT, Done, Failure, Item, Job, Work

if TYPE_CHECKING:
    from carescore.batch.cluster import connected
    from carescore.batch.cluster import over as over_cluster
    from carescore.batch.details import CODES, MEASURES, MOMENTS
    from carescore.batch.inputs import Manifest, inputs_of, works
    from carescore.batch.keep import Keep
    from carescore.batch.outputs import is_own, local
    from carescore.batch.pool import over, processes
    from carescore.batch.results import items, require
    from carescore.batch.resume import fingerprint
    from carescore.batch.scoring import Scoring
    from carescore.batch.summary import Summary, Totals, summarise
    from carescore.batch.table import TableFile
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
    "TableFile",
    "Totals",
    "Work",
    "connected",
    "fingerprint",
    "inputs_of",
    "is_own",
    "items",
    "local",
    "over",
    "over_cluster",
    "processes",
    "require",
    "summarise",
    "works",
]
_HOMES = {
    "cluster": ("connected", "over_cluster"),
    "details": ("CODES", "MEASURES", "MOMENTS"),
    "inputs": ("Manifest", "inputs_of", "works"),
    "keep": ("Keep",),
    "outputs": ("is_own", "local"),
    "pool": ("over", "processes"),
    "results": ("items", "require"),
    "resume": ("fingerprint",),
    "scoring": ("Scoring",),
    "summary": ("Summary", "Totals", "summarise"),
    "table": ("TableFile",),
    "tables": ("Reading",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    home = import_module(f"{__name__}.{_HOME_OF[name]}")
    found = globals()[name] = getattr(home, "over" if name == "over_cluster" else name)
    return found
