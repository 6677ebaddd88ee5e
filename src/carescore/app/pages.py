"""The app's pages: the three places, the page of a report, its recording, and what they are made with."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from carescore.app import shelf
from carescore.app._answers import FRAMED, conversation_of, page, session_of, table_of
from carescore.app.session import OpenConversation
from carescore.app.uploads import LARGEST_RECORDING, LARGEST_TRANSCRIPT, MOST_FILES, RECORDINGS
from carescore.history import Entry, counted
from carescore.history.answers import ANSWERS, ID, LINKS
from carescore.history.sentences import QUESTIONS, setting
from carescore.report import Report
from carescore.skills import CONTEXTS, profiles, scenarios
from carescore.transcript import Role

_HERE = Path(__file__).resolve().parent
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_STATIC = {path.name: path for path in (_HERE / "static").iterdir() if path.suffix in _TYPES} | {
    "page.css": _HERE.parent / "renderers" / "page" / "style.css"
}
TITLES = {
    "id": "The answer’s own number",
    "recording": "The recording’s file name",
    "person": "Whose conversation it was",
    "month": "The month or day",
    **QUESTIONS,
    "comment": "What they wrote",
}
_INSIDE = 200 * 1024 * 1024  # bytes of a recording that a page may carry


async def score(request: Request) -> Response:
    session = session_of(request)
    limits = {"files": MOST_FILES, "transcript": LARGEST_TRANSCRIPT, "recording": LARGEST_RECORDING}
    return page("score.html", place="score", session=session, limits=limits, recordings=" ".join(RECORDINGS))


async def last(request: Request) -> Response:
    session = session_of(request)
    if session.last in session.conversations:
        return RedirectResponse(f"/conversations/{session.last}", 303)
    return page("empty.html", place="conversation")


async def conversation(request: Request) -> Response:
    """Scores it where that was not done yet, and shows it."""
    session = session_of(request)
    found = await session.scored(conversation_of(request))
    session.last = found.id
    return page("conversation.html", place="conversation", **await _panel(request, found))


async def panel(request: Request) -> Response:
    return page("panel.html", **await _panel(request, conversation_of(request)))


async def _panel(request: Request, found: OpenConversation) -> dict[str, Any]:
    session = session_of(request)
    assert found.report is not None
    known = await session.read(shelf.known, session.library)
    return {
        "conversation": found,
        "report": found.report,
        "roles": [role.value for role in Role if role is not Role.UNKNOWN],
        "profiles": [(name, profiles.load(name).title) for name in profiles.names()],
        "scenarios": [(name, scenarios.load(name).title) for name in scenarios.names()],
        "contexts": CONTEXTS,
        "staff": [one.id for one in found.report.speakers if one.role == Role.STAFF.value],
        "known": known,
        "library": session.library.name,
    }


async def report(request: Request) -> Response:
    found = conversation_of(request)
    address = f"/conversations/{found.id}/recording" if found.recording else None
    return _framed(_scored(found).to_html(media=address))


def _framed(content: str) -> HTMLResponse:
    return HTMLResponse(content, headers=FRAMED)


def _scored(found: OpenConversation) -> Report:
    if found.report is None:
        raise HTTPException(404, "This conversation has no score yet.")
    return found.report


async def recording(request: Request) -> Response:
    """The recording, or the part of it that a player asks for."""
    found = conversation_of(request)
    if found.recording is None or not found.recording.is_file():
        raise HTTPException(404, "There is no recording of this conversation here.")
    return FileResponse(found.recording, media_type=RECORDINGS[found.recording.suffix.lower()])


async def export(request: Request) -> Response:
    """The self-contained page as a file; ?recording=inside: with the recording in it."""
    found, media, embed = conversation_of(request), None, request.query_params.get("recording") == "inside"
    if embed and found.recording:
        if found.recording.stat().st_size > _INSIDE:
            raise HTTPException(413, "The recording is too large to stand in a page: export the page without it.")
        media = str(found.recording)
    content = await session_of(request).work(_scored(found).to_html, None, media, bool(media))
    return _attachment(content, found.title)


def _attachment(content: str, title: str) -> HTMLResponse:
    name = quote(f"{title}.html", safe="")
    return HTMLResponse(content, headers={"content-disposition": f"attachment; filename*=utf-8''{name}"})


async def static(request: Request) -> Response:
    path = _STATIC.get(request.path_params["name"])
    if path is None:
        raise HTTPException(404, "There is no such file.")
    return FileResponse(path, media_type=_TYPES[path.suffix])


async def library(request: Request) -> Response:
    session = session_of(request)
    asked, who = request.query_params.get("q", ""), request.query_params.get("trainee") or None
    found = await session.read(shelf.found, session.library, asked, who)
    shown: dict[str, Any] = {
        "library": session.library,
        "asked": asked,
        "who": who,
        "setting": setting,
        "counted": counted,
    }
    return page("library.html", place="library", **shown, **found)


async def kept(request: Request) -> Response:
    """A conversation of the library, as it was saved."""
    session = session_of(request)
    entry, _ = await session.read(shelf.kept, session.library, request.path_params["entry"])
    known = await session.read(shelf.known, session.library)
    answers = await session.read(shelf.answered, session.library, entry.id)
    shown: dict[str, Any] = {
        "setting": setting,
        "known": known,
        "answers": answers,
        "questions": QUESTIONS,
        "seen": shelf.seen(entry),
    }
    return page("kept.html", place="library", entry=entry, **shown)


async def view(request: Request) -> Response:
    """Progress, team or impact, framed."""
    name, asked = _viewed(request), request.query_params
    title = asked.get("trainee") or name.capitalize()
    return page("view.html", place="library", title=title, name=name, asked=f"{request.url.query}")


async def view_page(request: Request) -> Response:
    """The page itself; ?export=on: as a file, without links into the app."""
    session, name, asked = session_of(request), _viewed(request), dict(request.query_params)
    if name == "surveys":
        asked["unmatched"] = " ".join(map(str, session.unmatched))
    export = asked.get("export") == "on"
    content = await session.work(shelf.VIEWS[name], session.library, asked, None if export else _address)
    return _attachment(content, asked.get("trainee") or name) if export else _framed(content)


async def columns(request: Request) -> Response:
    """Which column of a table of answers holds what, with its first rows."""
    session, id_ = session_of(request), request.query_params.get("table")
    found = await session.read(shelf.columns, table_of(session, id_))
    return page(
        "columns.html", place="library", table=id_, links=LINKS, number=ID, answers=ANSWERS, titles=TITLES, **found
    )


def _viewed(request: Request) -> str:
    name = str(request.path_params["view"])
    if name not in shelf.VIEWS:
        raise HTTPException(404, "There is no such page.")
    return name


def _address(entry: Entry, turn: int | None) -> str:
    return f"/library/{entry.id}" + ("" if turn is None else f"#turn-{turn}")


async def kept_page(request: Request) -> Response:
    """The page itself; ?export=on: as a file."""
    session = session_of(request)
    entry, found = await session.read(shelf.kept, session.library, request.path_params["entry"])
    content = await session.work(found.to_html)
    return _attachment(content, entry.title or entry.date) if request.query_params.get("export") else _framed(content)


ROUTES = [
    Route("/", score),
    Route("/conversation", last),
    Route("/conversations/{id}", conversation),
    Route("/conversations/{id}/panel", panel),
    Route("/conversations/{id}/page", report),
    Route("/conversations/{id}/recording", recording),
    Route("/conversations/{id}/export", export),
    Route("/library", library),
    Route("/library/{entry:int}", kept),
    Route("/library/{entry:int}/page", kept_page),
    Route("/library/columns", columns),
    Route("/library/{view:str}", view),
    Route("/library/{view:str}/page", view_page),
    Route("/static/{name}", static),
]
