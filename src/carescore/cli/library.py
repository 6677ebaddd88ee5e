"""carescore library: what was scored, kept in one file; who is in it; and forgetting somebody."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from carescore.cli._keeping import require_same
from carescore.cli._options import columns as printed
from carescore.cli._options import columns_of
from carescore.errors import CarescoreError, UsageError

if TYPE_CHECKING:
    from carescore.history import Known
    from carescore.history.manifests import Found

_FILE = click.argument("library", metavar="LIBRARY", type=click.Path(dir_okay=False))


@click.group("library")
def library() -> None:
    """Keep reports in one file, LIBRARY, such as training.db. Words are kept only with --keep-text."""


def _with_manifest(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options that say what is known of each conversation."""
    for option in (
        click.option("--keep-text", is_flag=True, help="Keep what was said too."),
        click.option("--same-people", is_flag=True, help="One name in several teams is one person."),
        click.option("--dates", type=click.Choice(("day-first", "month-first")), help="What dates in numbers mean."),
        click.option("--columns", multiple=True, metavar="FIELD=COLUMN", help="Its columns, such as 'trainee=Who'."),
        click.option("--manifest", required=True, type=click.Path(exists=True, dir_okay=False), help="file, date, …"),
    ):
        command = option(command)
    return command


@library.command("import")
@_FILE
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...", type=click.Path(exists=True))
@_with_manifest
def import_(library: str, reports: tuple[str, ...], keep_text: bool, **asked: Any) -> None:
    """Import REPORTs (.json, or .jsonl with one a line, as score --json prints; folders of them) with what the
    manifest, a .csv, knows of each."""
    from carescore.history import manifests

    _take(library, _known(library, **asked), lambda _: manifests.reports(reports), keep_text)


@library.command("score")
@_FILE
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True))
@_with_manifest
@click.option("--jobs", type=int, default=-1, show_default=True, help="Processes; -1 for every core.")
def score(library: str, files: tuple[str, ...], keep_text: bool, jobs: int, **asked: Any) -> None:
    """Score the transcripts in FILEs and folders that the manifest names, and keep them. A setting that is a profile's
    name is scored with it."""
    _take(library, _known(library, **asked), lambda known: _scored(files, known, jobs), keep_text)


def _known(
    library: str, manifest: str, columns: tuple[str, ...], dates: str | None, same_people: bool
) -> dict[str, Known]:
    """What the manifest knows. A name in several teams is asked once where a person can answer."""
    from carescore.history import Library, manifests

    known = manifests.read(manifest, columns_of(columns), dates)
    with Library(library) as opened:
        require_same(known.values(), opened.entries(), same_people)
    return known


def _scored(files: tuple[str, ...], known: Mapping[str, Known], jobs: int) -> Found:
    from carescore import Failure, score_many
    from carescore.history import manifests
    from carescore.skills import profiles

    for setting, paths in manifests.named(files, known).items():
        profile = setting if setting in profiles.names() else None
        for item in score_many(paths, n_jobs=jobs, profile=profile):
            if isinstance(item, Failure):
                yield str(item.path), CarescoreError(str(item.error))
            else:
                yield str(item.source.path), item.to_dict()


def _take(
    library: str, known: Mapping[str, Known], found: Callable[[Mapping[str, Known]], Found], keep_text: bool
) -> None:
    from carescore.history import Library, manifests

    with Library(library) as opened:
        done = manifests.take(opened, found(known), known, keep_text)
    for sentence in done.failed:
        click.echo(f"carescore: {sentence}", err=True)
    counts = ", ".join(f"{count} {state}" for state, count in done.counts.items()) or "nothing"
    click.echo(f"{counts}; {len(done.failed)} left out, in {library}", err=True)
    sys.exit(1 if done.failed else 0)


@library.command("rescore")
@_FILE
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True))
def rescore(library: str, files: tuple[str, ...]) -> None:
    """Score again what another version scored, from its transcript in FILEs and folders, or from words that were kept.

    The older scores stay beside the new ones."""
    from carescore.cli import _progress, _rescoring
    from carescore.history import Library

    with Library(library, create=False) as opened:
        entries = opened.entries()
        done = _rescoring.rescored(opened, entries, _rescoring.by_sha256(files))
        found = list(_progress.shown(done, len(entries), lambda one: one[1] is not None))
    left = [(entry, why) for entry, why in found if why]
    for entry, why in left:
        click.echo(f"carescore: {entry.date}, {entry.title or 'without a title'}: {why}", err=True)
    click.echo(f"{len(found) - len(left)} of {len(found)} are scored by this version, in {library}", err=True)
    sys.exit(1 if left else 0)


@library.command("list")
@_FILE
@click.option("--trainee", metavar="NAME", help="Of this person alone.")
def list_(library: str, trainee: str | None) -> None:
    """List the conversations with number, date, trainee, setting, overall score and title."""
    from carescore.history import Library

    with Library(library, create=False) as opened:
        printed(
            (str(e.id), e.date, e.trainee or "nobody named", e.setting, _shown(e.skills.get("overall")), e.title)
            for e in opened.entries(trainee)
        )


@library.command("forget")
@_FILE
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(library: str, name: str, yes: bool) -> None:
    """Delete NAME with everything of theirs. It cannot be undone; copies of the file elsewhere are not touched."""
    from carescore.history import Library, counted

    _confirm(yes, "Delete this person and all their conversations?")
    with Library(library, create=False) as opened:
        own, others = opened.forget(name)
    click.echo(counted.forgotten(own, others), err=True)


@library.command("remove")
@_FILE
@click.argument("number", type=int)
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(library: str, number: int, yes: bool) -> None:
    """Delete the one conversation of that NUMBER (see: library list) with its scores, reviews and answers. It cannot be
    undone; copies of the file elsewhere are not touched."""
    from carescore.history import Library

    with Library(library, create=False) as opened:
        entry = opened.entry(number)
        _confirm(yes, f"Delete {entry.title or 'without a title'}, {entry.date}?")
        opened.remove(entry)
    click.echo("1 conversation deleted.", err=True)


def _confirm(yes: bool, question: str) -> None:
    """Raises UsageError where nobody can answer."""
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("deleting cannot be undone: say --yes")
        click.confirm(question, abort=True, err=True)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"
