"""carescore measures, formats, profiles, scenarios and models: what there is."""

from __future__ import annotations

import click

from carescore import measures as known
from carescore import readers
from carescore.cli._options import columns
from carescore.predictors import verify
from carescore.skills import profiles as settings
from carescore.skills import scenarios as exercises

OWN = "carescore"  # who a measure, a format or a profile comes from, unless another package adds it


@click.command("measures")
@click.argument("name", required=False)
def measures(name: str | None) -> None:
    """List the measures and who they come from, or say all about the one NAMEd."""
    if name:
        (measure,) = known.named([name])
        click.echo(known.docstring(measure))
        return
    by = known.others().origins
    columns((m.name, m.title, m.unit, f"better: {m.better}", by.get(m.name, OWN)) for m in known.measures())


@click.command()
def formats() -> None:
    """List the formats that are read, where to get each, and who reads it."""
    by = readers.others().origins
    columns((r.name, " ".join(r.extensions), r.title, r.export, by.get(r.name, OWN)) for r in readers.formats())


@click.group("profiles", invoke_without_command=True)
@click.pass_context
def profiles(ctx: click.Context) -> None:
    """List the profiles and who they come from; show NAME prints one to start from."""
    if ctx.invoked_subcommand is None:
        by = settings.others().origins
        columns((name, settings.load(name).title, by.get(name, OWN)) for name in settings.names())


@profiles.command("show")
@click.argument("name")
def show_profile(name: str) -> None:
    """Print the TOML of the profile NAME."""
    click.echo(settings.text(name), nl=False)


@click.command("scenarios")
@click.argument("name", required=False)
def scenarios(name: str | None) -> None:
    """List the bundled scenarios, or what the one NAMEd asks for."""
    if name:
        columns((step.id, step.title, step.measure, step.why) for step in exercises.load(name).behaviours)
        return
    columns((found, exercises.load(found).title, exercises.load(found).purpose) for found in exercises.names())


@click.command()
@click.option("--verify", "check", is_flag=True, help="Load every model and compare its golden inputs.")
def models(check: bool) -> None:
    """List the bundled models."""
    rows = []
    for name, manifest in verify.manifests().items():
        state = f"golden inputs within {verify.verify(name):.0e}" if check else ""
        rows.append((name, manifest["version"], manifest["sha256"][:12], ", ".join(manifest["labels"]), state))
    columns(rows)
