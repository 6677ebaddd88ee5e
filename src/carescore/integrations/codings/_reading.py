"""Files of codings by their endings, and the names in them as codes of carescore."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from carescore.codes import coders
from carescore.errors import CarescoreError, ReadError, UsageError, meant
from carescore.integrations.codings import elan, qda_project, table
from carescore.integrations.codings._base import Codings, key
from carescore.report import Report

_ENDINGS = (".qdpx", ".eaf", ".csv")


def is_codings(path: str) -> bool:
    """Whether a file, or a folder of such, holds codings: other tables are forms."""
    if Path(path).is_dir() or Path(path).suffix.lower() in _ENDINGS[:2]:
        return True
    return Path(path).suffix.lower() == ".csv" and Path(path).is_file() and table.is_codes(path)


def read(path: str, reports: Sequence[Report], names: Mapping[str, str] | None = None) -> list[Codings]:
    """The codings in a .qdpx, .eaf or .csv, or in each of a folder, named as carescore names its codes and families.

    names: theirs → carescore's, where they differ. Raises ReadError for what is broken, of another conversation or
    coded with names that are no codes, and UsageError for names that carescore does not have.
    """
    ours = _ours()
    for own in (names or {}).values():
        if own not in ours.values():
            raise UsageError(f"no code is named {own}{meant(own, ours.values())} (see docs/coding.md)")
    known = ours | {key(theirs): own for theirs, own in (names or {}).items()}
    folder = sorted(one for one in Path(path).rglob("*") if one.suffix.lower() in _ENDINGS)
    files = folder if Path(path).is_dir() else [Path(path)]
    if not files:
        raise ReadError(f"the folder holds no {', '.join(_ENDINGS)}", path)
    return [_named(_read(str(file), reports, known), known) for file in files]


def as_written(path: str, reports: Sequence[Report], known: Collection[str]) -> Codings:
    """The codings of one file, named as it names them. known: the names, as they are compared, by which a tier is known
    for one of codes. Raises ReadError."""
    return _read(path, reports, known)


def _ours() -> dict[str, str]:
    """Every family and kind, by how names are compared."""
    families = {key(name): name for name in coders()}
    return families | {key(kind): kind for coder in coders().values() for kind in coder.kinds}


def _read(path: str, reports: Sequence[Report], known: Collection[str]) -> Codings:
    ending = Path(path).suffix.lower()
    if ending == ".qdpx":
        return qda_project.read(path, reports)
    if ending == ".csv":
        return table.read(path, reports)
    if ending != ".eaf":
        raise ReadError(f"codings are read from {', '.join(_ENDINGS)}", path)
    first: CarescoreError | None = None
    for number, report in enumerate(reports):
        try:
            return elan.read(path, report, number, known)
        except ReadError as error:
            first = first or error
    raise first or UsageError("no report to compare with")


def _named(file: Codings, known: Mapping[str, str]) -> Codings:
    """With carescore's names. Raises ReadError where a name is none, by its place: it may be words of the talk."""
    unknown = [one for one in file.codings if key(one.name) not in known]
    if unknown:
        many = len({one.name for one in unknown})
        which = "a name that is no code" if many == 1 else f"{many} names that are no codes"
        reason = f"coded with {which} of carescore, first in {unknown[0].where}: say --code THEIRS=OURS"
        raise ReadError(reason, file.path)
    return replace(file, codings=tuple(replace(one, name=known[key(one.name)]) for one in file.codings))
