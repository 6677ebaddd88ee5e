"""The app's calls: files come in, a conversation is scored otherwise, saved and closed. JSON in, JSON out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from carescore.app import grouping, shelf, uploads
from carescore.app._answers import body_of, conversation_of, session_of, table_of
from carescore.app.session import OpenConversation, Session, UserChoices, swapped, with_role
from carescore.app.uploads import Drop
from carescore.errors import UsageError
from carescore.history import Entry, sentences

_MOST_DROPS = 20  # that were announced and have not been read
_MOST_FOUND = 20
_MAY_CHOOSE = ("profile", "scenario", "focus")  # or leave to carescore


async def announce(request: Request) -> Response:
    """Names and sizes of what will be sent."""
    session = session_of(request)
    while len(session.drops) >= _MOST_DROPS:
        uploads.removed(session.drops.pop(next(iter(session.drops))))
    drop = uploads.announced((await body_of(request)).get("files"), session.folder)
    session.drops[drop.id] = drop
    return JSONResponse({"drop": drop.id})


async def receive(request: Request) -> Response:
    """One file of a drop, as it is."""
    drop, number = _drop(request), request.path_params["number"]
    if number >= len(drop.files) or number in drop.here:
        raise HTTPException(404, "No such file was announced.")
    drop.here.add(number)
    try:
        await uploads.receive(drop.files[number], request.stream())
    except BaseException:
        drop.here.discard(number)
        raise
    return JSONResponse({})


async def read(request: Request) -> Response:
    """The conversations in a drop that has arrived; "attach": it is the recording of one that is open."""
    session, drop, body = session_of(request), _drop(request), await body_of(request)
    if len(drop.here) < len(drop.files):
        raise UsageError("not every file has arrived: drop them again")
    del session.drops[drop.id]
    if body.get("survey"):
        return _survey(request, drop)
    if body.get("attach"):
        return _attached(request, str(body["attach"]), drop)
    found, failed = await session.work(grouping.read, drop.files)
    opened = [session.opened(one) for one in found]
    uploads.removed(drop, but=[one.recording for one in opened if one.recording])
    return JSONResponse({"conversations": [{"id": one.id, "title": one.title} for one in opened], "failed": failed})


def _attached(request: Request, id_: str, drop: Drop) -> Response:
    session = session_of(request)
    upload = drop.files[0]
    if id_ not in session.conversations or not upload.is_recording:
        uploads.removed(drop)
        raise UsageError(f"{upload.name}: no recording by its name, such as .mp4, .m4a or .wav")
    session.put(replace(session.conversations[id_], recording=upload.path))
    return JSONResponse({})


def _survey(request: Request, drop: Drop) -> Response:
    """Keeps a table of answers while the app runs; the page of its columns says what is wrong with it."""
    session, table = session_of(request), drop.files[0]
    while len(session.tables) >= _MOST_DROPS:
        session.tables.pop(next(iter(session.tables))).unlink(missing_ok=True)
    session.tables[drop.id] = table.path
    uploads.removed(drop, but=[table.path])
    return JSONResponse({"address": f"/library/columns?table={drop.id}"})


def _drop(request: Request) -> Drop:
    found = session_of(request).drops.get(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "These files are not expected: drop them again.")
    return found


async def change(request: Request) -> Response:
    """Scores a conversation with other choices; an empty body: with those it has."""
    session, found = session_of(request), await session_of(request).scored(conversation_of(request))
    await session.scored(found, _changed(found, await body_of(request)))
    return JSONResponse({})


def _changed(found: OpenConversation, wanted: dict[str, Any]) -> UserChoices:
    choices = found.choices
    assert found.report is not None
    if "speaker" in wanted:
        choices = with_role(found.report, choices, str(wanted["speaker"]), str(wanted.get("role")))
    if wanted.get("swap"):
        choices = swapped(found.report, choices)
    given: dict[str, Any] = {name: str(wanted[name] or "") or None for name in _MAY_CHOOSE if name in wanted}
    return replace(choices, context=str(wanted.get("context", choices.context)), **given)


async def save(request: Request) -> Response:
    """Keeps it in the library; asks once whether somebody of a known name is the same person."""
    session, found = session_of(request), await session_of(request).scored(conversation_of(request))
    given = await body_of(request)
    if found.tutorial:
        raise UsageError("the tutorial is never saved: drop a conversation of your own")
    said = await session.read(shelf.save, session.library, found.report, given, _told(session, given))
    if not isinstance(said, str):
        return _asked(said)
    session.same.add(_name(given))
    session.put(replace(session.conversations[found.id], saved=said))
    return JSONResponse({"saved": said})


def _name(given: dict[str, Any]) -> str:
    return str(given.get("trainee") or "").strip().casefold()


def _told(session: Session, given: dict[str, Any]) -> bool:
    """Whether somebody said once that it is the same person, or what tells the two apart."""
    return bool(given.get("apart") or given.get("same") or _name(given) in session.same)


def _asked(people: dict[str, int]) -> Response:
    return JSONResponse({"ask": [{"name": name, "count": count} for name, count in people.items()]})


async def correct(request: Request) -> Response:
    """Sets what is known of a conversation of the library; of another person's name it asks as save does."""
    session, given, id_ = session_of(request), await body_of(request), request.path_params["entry"]
    people = await session.read(shelf.correct, session.library, id_, given, _told(session, given))
    if people:
        return _asked(people)
    if given.get("same"):  # somebody was asked: what keeps the name tells nothing of it
        session.same.add(_name(given))
    return JSONResponse({})


async def remove(request: Request) -> Response:
    """Deletes a conversation of the library."""
    session, given = session_of(request), await body_of(request)
    await session.read(shelf.remove, session.library, request.path_params["entry"], given)
    return JSONResponse({})


async def take_answers(request: Request) -> Response:
    """Keeps the survey answers of a table, whose columns were chosen; where rows are in doubt, asks first."""
    session, given = session_of(request), await body_of(request)
    taken = await session.work(shelf.take, session.library, table_of(session, str(given.get("table"))), given)
    if taken.doubtful:
        return JSONResponse({"ask": sentences.taken(taken)})
    session.unmatched = taken.unmatched
    return JSONResponse({"said": sentences.taken(taken)})


async def review(request: Request) -> Response:
    """Keeps a review in the library."""
    session = session_of(request)
    await session.read(shelf.review, session.library, await body_of(request))
    return JSONResponse({})


async def rescore(request: Request) -> Response:
    """Scores a conversation of the library again, from the words that were kept."""
    session = session_of(request)
    return JSONResponse({"saved": await session.work(shelf.rescored, session.library, request.path_params["entry"])})


async def forget(request: Request) -> Response:
    """Deletes a person of the library with everything of theirs."""
    session, name = session_of(request), str((await body_of(request)).get("name") or "")
    return JSONResponse({"said": await session.read(shelf.forget, session.library, name)})


async def close(request: Request) -> Response:
    """Forgets an open conversation, and deletes its recording here."""
    found = conversation_of(request)
    del session_of(request).conversations[found.id]
    if found.recording:
        found.recording.unlink(missing_ok=True)
    return JSONResponse({})


async def tutorial(request: Request) -> Response:
    return JSONResponse({"id": (await session_of(request).tutorial()).id})


async def find(request: Request) -> Response:
    """What is open and what is kept, by words of its row."""
    session, asked = session_of(request), request.query_params.get("q", "").casefold()
    opened = [one for one in session.conversations.values() if asked in one.title.casefold()]
    rows = [{"title": one.title, "about": "open", "address": f"/conversations/{one.id}"} for one in opened]
    kept = (await session.read(shelf.found, session.library, asked, None))["entries"]
    rows += [{"title": e.title, "about": _about(e), "address": f"/library/{e.id}"} for e in kept[:_MOST_FOUND]]
    return JSONResponse({"found": rows[:_MOST_FOUND]})


def _about(entry: Entry) -> str:
    return f"{entry.trainee or 'nobody named'}, {entry.date}"


async def leave(request: Request) -> Response:
    """Ends the app."""
    request.app.state.leave()
    return JSONResponse({})


ROUTES = [
    Route("/api/drops", announce, methods=["POST"]),
    Route("/api/drops/{id}", read, methods=["POST"]),
    Route("/api/drops/{id}/{number:int}", receive, methods=["PUT"]),
    Route("/api/tutorial", tutorial, methods=["POST"]),
    Route("/api/conversations/{id}", change, methods=["POST"]),
    Route("/api/conversations/{id}", close, methods=["DELETE"]),
    Route("/api/conversations/{id}/save", save, methods=["POST"]),
    Route("/api/reviews", review, methods=["POST"]),
    Route("/api/surveys", take_answers, methods=["POST"]),
    Route("/api/library/{entry:int}", correct, methods=["POST"]),
    Route("/api/library/{entry:int}", remove, methods=["DELETE"]),
    Route("/api/library/{entry:int}/rescore", rescore, methods=["POST"]),
    Route("/api/forget", forget, methods=["POST"]),
    Route("/api/find", find),
    Route("/api/leave", leave, methods=["POST"]),
]
