"""Starting and ending the app: a free port of this machine, the address with its token, and the private folder."""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import tempfile
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from carescore.app import calls, pages
from carescore.app._answers import HANDLERS
from carescore.app.guard import Access, Guard
from carescore.app.session import Session
from carescore.history import Library

HERE = "127.0.0.1"
_LAST_CALLS_S = 2  # for answers that are under way when the app ends


def make(session: Session, access: Access, leave: Callable[[], None] = lambda: None) -> Guard:
    """The app as an ASGI application."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(_warmed(session))
        yield
        warming.cancel()

    inside = Starlette(routes=[*pages.ROUTES, *calls.ROUTES], exception_handlers=HANDLERS, lifespan=lifespan)
    inside.state.session, inside.state.leave = session, leave
    return Guard(inside, access)


async def _warmed(session: Session) -> None:
    """Loads the models while somebody looks at the first page."""
    with suppress(Exception):
        await session.tutorial()


def serve(library: Path, port: int = 0, browser: bool = True, say: Callable[[str], None] = print) -> None:
    """Runs the app until somebody ends it. Raises LibraryError, and OSError where the port is taken."""
    library.parent.mkdir(parents=True, exist_ok=True)
    with Library(library):
        pass  # a fault of the file is said before anything opens
    _swept()
    with socket.create_server((HERE, port)) as listening, _private(listening.getsockname()[1]) as at:
        access = Access(listening.getsockname()[1])
        say(f"Library: {library.resolve()}\nOpen this address in your browser: {access.url}\nCtrl+C ends carescore.")
        if browser:
            threading.Thread(target=webbrowser.open, args=(access.url,), daemon=True).start()
        session = Session(library, Path(at))
        app = make(session, access, lambda: setattr(server, "should_exit", True))
        server = uvicorn.Server(_config(app))
        _end_with_the_window()
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


def _private(port: int) -> tempfile.TemporaryDirectory[str]:
    """A folder that nobody else can read, removed at the end. Its name holds the port: see _swept."""
    return tempfile.TemporaryDirectory(prefix=f"carescore-{port}-", ignore_cleanup_errors=True)


def _swept() -> None:
    """Removes what a run that was killed left behind: folders whose port nobody answers any more."""
    for folder in Path(tempfile.gettempdir()).glob("carescore-*-*"):
        port = folder.name.split("-")[1]
        if port.isdecimal() and folder.is_dir() and not folder.is_symlink() and int(port) < 65536:
            with suppress(OSError), socket.create_server((HERE, int(port))):
                shutil.rmtree(folder)


def _config(app: Guard) -> uvicorn.Config:
    """Without a line of log: an address or a body could stand in it."""
    return uvicorn.Config(
        app,
        log_config=None,
        log_level=uvicorn.config.LOG_LEVELS["critical"],
        access_log=False,
        ws="none",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=_LAST_CALLS_S,
    )


def _end_with_the_window() -> None:
    """A closed terminal, or a polite end from outside, removes the private folder too."""

    def ended(*_: object) -> None:
        raise SystemExit(0)

    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), ended)
