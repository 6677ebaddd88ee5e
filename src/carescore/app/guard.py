"""Who may ask: the right host, no foreign page, and the token or the cookie it bought; and the rules of an answer."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
RULES = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_SAFE = ("GET", "HEAD")
_OWN = ("same-origin", "none")  # what a browser says of a request by our page, and of an address that somebody typed
_ENTER = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/">'
    '<link rel="icon" href="/static/icon.svg">'
    '<title>carescore</title><p><a href="/">Open carescore</a></p></html>'
)
NO_TOKEN = "Open carescore by the whole address that it printed in its window: it ends with a token.\n"
NO_HOST = "carescore answers only under the address that it printed in its window.\n"
NO_ORIGIN = "Another page asked for this: carescore answers its own pages alone.\n"


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Access:
    """How the app is reached. token: in the address that is printed; session: what the cookie holds in exchange."""

    port: int
    token: str = field(default_factory=_secret, repr=False)
    session: str = field(default_factory=_secret, repr=False)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    @property
    def url(self) -> str:
        return f"{self.origin}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """Cookies are not kept apart by port: each running app has a name of its own."""
        return f"carescore_{self.port}"


class Guard:
    """The app, for those who may ask."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            answer = self._refused(scope) or self._entered(scope) or self._app
            with suppress(Exception):  # it was answered with a sentence; a server that saw it would log its words
                await answer(scope, receive, _ruled(send))
        elif scope["type"] == "lifespan":
            await self._app(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        if headers.getlist("host") != [self._access.host]:
            return PlainTextResponse(NO_HOST, 421)
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", _OWN[0])
        foreign = origin != self._access.origin and (origin is not None or method not in _SAFE)
        if foreign or (site not in _OWN and not self._has_token(scope)):
            return PlainTextResponse(NO_ORIGIN, 403)
        return None if self._has_token(scope) or self._has_cookie(headers) else PlainTextResponse(NO_TOKEN, 403)

    def _has_token(self, scope: Scope) -> bool:
        given = QueryParams(scope["query_string"]).get("token", "")
        return scope["path"] == "/" and scope["method"] == "GET" and _same(given, self._access.token)

    def _has_cookie(self, headers: Headers) -> bool:
        given = cookie_parser(headers.get("cookie", "")).get(self._access.cookie, "")
        return _same(given, self._access.session)

    def _entered(self, scope: Scope) -> Response | None:
        """Whoever brings the token gets the cookie, and an address without the token. Not a redirection: a strict
        cookie would not follow it from a link in another program's page."""
        if not self._has_token(scope):
            return None
        response = HTMLResponse(_ENTER)
        response.set_cookie(self._access.cookie, self._access.session, httponly=True, samesite="strict")
        return response


def _same(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode(), wanted.encode())


def _ruled(send: Send) -> Send:
    """send with our rules in the headers."""

    async def ruled(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in RULES.items():
                headers.setdefault(name, value)
        await send(message)

    return ruled
