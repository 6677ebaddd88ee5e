"""The command line: flags to the api, its results to a renderer, and an exit code. No arithmetic."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import Any

import click

from carescore.cli import _output
from carescore.errors import CarescoreError, ProfileError, UsageError

# the file of a command; only that of the command asked for is imported
COMMANDS = {
    "score": "score",
    "read": "read",
    "batch": "batch",
    "library": "library",
    "progress": "progress",
    "team": "team",
    "compare": "compare",
    "surveys": "surveys",
    "agree": "agree",
    "export": "export",
    "fit": "fit",
    "open": "open",
    "doctor": "doctor",
    "train": "train",
    "measures": "listing",
    "formats": "listing",
    "profiles": "listing",
    "scenarios": "listing",
    "models": "listing",
}

OBJECTS = 500_000  # made between two searches for garbage: by default 700, a twelfth of a first score's time


class Commands(click.Group):
    """Imports a command when it is asked for; turns carescore's own errors into one line on stderr.

    The exit code is 2 for bad usage and 1 for everything else.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"carescore.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        _output.prepare()
        gc.set_threshold(OBJECTS)
        try:
            return super().invoke(ctx)
        except CarescoreError as error:
            click.echo(f"carescore: {error}", err=True)
            ctx.exit(2 if isinstance(error, UsageError | ProfileError) else 1)
        finally:
            gc.freeze()  # else the interpreter searches all that is left for garbage, thrice, before it ends


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="carescore")
def main() -> None:
    """Scores how well staff spoke with the patient, from a transcript. Nothing leaves this machine."""
