"""What pages and calls share: templates, small JSON bodies, and errors as sentences."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from carescore.app.session import OpenConversation, Session
from carescore.errors import CarescoreError, LibraryError

LARGEST_BODY = 256 * 1024  # bytes of a JSON body
FRAMED = {  # a page that our own frame may show; what it may load stands in the page itself
    "content-security-policy": "base-uri 'none'; object-src 'none'; frame-ancestors 'self'"
}
_GONE = "This is not open any more: drop the file again, or open it in the library."


@lru_cache(maxsize=1)
def _templates() -> Environment:
    loader = PackageLoader("carescore", "app/templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def page(template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(_templates().get_template(template).render(**values), status)


def session_of(request: Request) -> Session:
    session: Session = request.app.state.session
    return session


def conversation_of(request: Request) -> OpenConversation:
    """The conversation that the address names. Raises HTTPException."""
    found = session_of(request).conversations.get(request.path_params["id"])
    if found is None:
        raise HTTPException(404, _GONE)
    return found


def table_of(session: Session, id_: str | None) -> Path:
    """The survey answers that were given under that name. Raises HTTPException."""
    found = session.tables.get(id_ or "")
    if found is None:
        raise HTTPException(404, "These answers are not here any more: choose their table again.")
    return found


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object of a call. Raises HTTPException."""
    content = b""
    async for piece in request.stream():
        content += piece
        if len(content) > LARGEST_BODY:
            raise HTTPException(413, "That is too much at once.")
    try:
        found = json.loads(content or b"{}")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or request.headers.get("content-type") != "application/json":
        raise HTTPException(400, "A call needs a JSON object.")
    return found


async def refused(request: Request, error: Exception) -> Response:
    """An error as its sentence, in JSON for a call, on a page for all else. One that nobody foresaw gives its kind
    alone: its message could quote somebody."""
    if isinstance(error, HTTPException):
        status, sentence = error.status_code, error.detail
    elif isinstance(error, CarescoreError):
        status, sentence = 409 if isinstance(error, LibraryError) else 400, str(error)
    else:
        status, sentence = 500, f"Something unexpected happened ({type(error).__name__}). What was saved is not lost."
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": sentence}, status)
    if request.url.path.endswith("/page"):
        found = page("unshown.html", status, sentence=sentence)
        found.headers.update(FRAMED)
        return found
    return page("refused.html", status, sentence=sentence, place="")


HANDLERS: dict[Any, Any] = dict.fromkeys((CarescoreError, HTTPException, Exception), refused)
