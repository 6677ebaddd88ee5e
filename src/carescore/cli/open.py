"""carescore open: the app in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from carescore.errors import MissingDependencyError, UsageError


@click.command("open")
@click.argument("library", required=False, metavar="[LIBRARY]", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="A port of this machine; a free one unless given."
)
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
def open(library: Path | None, port: int, no_browser: bool) -> None:
    """Open carescore in the browser, with the library LIBRARY, such as training.db, made if need be. Without it:
    carescore.db in your data folder. Only this machine can reach it."""
    try:
        from platformdirs import user_data_path

        from carescore.app import serve
    except ImportError:
        raise MissingDependencyError("carescore open", "app") from None
    try:
        serve(
            library or user_data_path("carescore", appauthor=False) / "carescore.db", port, not no_browser, click.echo
        )
    except OSError as error:
        raise UsageError(f"carescore cannot open: {error.strerror or type(error).__name__}") from None
