"""carescore doctor: what is missing on this machine, and how to get it."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Iterator
from importlib import metadata

import click

from carescore.cli._options import columns
from carescore.errors import CarescoreError
from carescore.text.regex import lazy

PURPOSES = {
    "app": "carescore open: the app in the browser",
    "dask": "batch over several machines",
    "impact": "comparing two periods",
    "pandas": "tables as pandas data frames",
    "parquet": "batch into .parquet",
    "polars": "tables as polars data frames",
    "rtf": "transcripts in .rtf",
    "storage": "transcripts and results in cloud storage",
    "xlsx": "transcripts in .xlsx",
}
_NAME = lazy(r"[\w.-]+")
_EXTRA = lazy(r"""extra\s*==\s*['"]([\w.-]+)['"]""")
Row = tuple[str, str, str]  # what, how it stands, what to do
OK, MISSING = "ok", "missing"


@click.command("doctor")
def doctor() -> None:
    """Say what carescore needs, what is missing, and how to get it."""
    needed = [_python(), *_packages(), _models(), _dictionary()]
    columns([*needed, *_extras(), _browser()])
    sys.exit(1 if any(state == MISSING for _, state, _ in needed) else 0)


def _python() -> Row:
    return "Python", OK, f"{sys.version_info.major}.{sys.version_info.minor}"


def _packages() -> Iterator[Row]:
    """What every score needs."""
    for name in (_NAME.match(one) for one in metadata.requires("carescore") or () if not _EXTRA.search(one)):
        if name and not (name[0] == "tomli" and sys.version_info >= (3, 11)):
            found = _version(name[0])
            yield name[0], OK if found else MISSING, found or "install carescore again: it brings this"


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _models() -> Row:
    from carescore.predictors import verify

    try:
        return "Models", OK, f"{len(verify.manifests())}; carescore models --verify compares them with their promises"
    except CarescoreError as error:
        return "Models", MISSING, f"{error}: install carescore again"


def _dictionary() -> Row:
    from carescore.text import syllables

    try:
        syllables.is_pronounced("doctor")
    except OSError:
        return "Pronouncing dictionary", MISSING, "install carescore again: it travels with it"
    return "Pronouncing dictionary", OK, "travels with carescore"


def _extras() -> Iterator[Row]:
    brings: dict[str, list[str]] = {extra: [] for extra in PURPOSES}
    for one in metadata.requires("carescore") or ():
        asked, name = _EXTRA.search(one), _NAME.match(one)
        if asked and name and asked[1] in brings:
            brings[asked[1]].append(name[0])
    for extra, names in brings.items():
        there = bool(names) and all(_version(name) for name in names)
        how = PURPOSES[extra] if there else f"{PURPOSES[extra]}: pip install 'carescore[{extra}]'"
        yield f"Extra {extra}", OK if there else "not installed", how


def _browser() -> Row:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return "Browser", "none found", "carescore open prints an address: paste it into any browser of this machine"
    return "Browser", OK, "carescore open opens it"
