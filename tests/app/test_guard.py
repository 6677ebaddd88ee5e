"""Nobody gets in without the token, from another host or for another page; whoever does gets the rules with it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from carescore.app import guard
from carescore.app.guard import Access
from carescore.app.session import Session

NAMES = ["/", "/library", "/conversation", "/conversations/x/page", "/static/app.css", "/api/find?q=a", "/nowhere"]


@pytest.mark.parametrize("path", NAMES)
def test_nothing_without_the_token(stranger: Any, path: str) -> None:
    answer = stranger.get(path)
    assert (answer.status_code, answer.text) == (403, guard.NO_TOKEN)


@pytest.mark.parametrize(
    ("headers", "status", "text"),
    [
        ({}, 200, ""),
        ({"host": "evil.example:8123"}, 421, guard.NO_HOST),  # a name that somebody lets lead here
        ({"host": "localhost:8123"}, 421, guard.NO_HOST),
        ({"host": "127.0.0.1:8124"}, 421, guard.NO_HOST),
        ({"host": "127.0.0.1"}, 421, guard.NO_HOST),
        ({"origin": "https://evil.example"}, 403, guard.NO_ORIGIN),
        ({"origin": "null"}, 403, guard.NO_ORIGIN),
        ({"origin": "http://127.0.0.1:8124"}, 403, guard.NO_ORIGIN),  # another program of this machine
        ({"sec-fetch-site": "cross-site"}, 403, guard.NO_ORIGIN),
        ({"sec-fetch-site": "same-site"}, 403, guard.NO_ORIGIN),
        ({"sec-fetch-site": "same-origin"}, 200, ""),
        ({"sec-fetch-site": "none"}, 200, ""),
        ({"cookie": "carescore_8123=wrong"}, 403, guard.NO_TOKEN),
        ({"cookie": "carescore_8123="}, 403, guard.NO_TOKEN),
        ({"cookie": "carescore_8123=é".encode("latin-1")}, 403, guard.NO_TOKEN),
    ],
)
def test_who_is_let_in(client: Any, headers: dict[str, Any], status: int, text: str) -> None:
    if "cookie" in headers:
        client.cookies.clear()
    answer = client.get("/", headers=headers)
    assert answer.status_code == status and answer.text.endswith(text)


def test_two_hosts_are_none(client: Any, access: Access) -> None:
    answer = client.get("/", headers=[("host", access.host), ("host", "evil.example")])
    assert answer.status_code == 421


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null"])
def test_a_change_needs_our_own_page(client: Any, origin: str | None) -> None:
    client.headers.pop("origin")
    headers = {} if origin is None else {"origin": origin}
    answer = client.post("/api/tutorial", json={}, headers=headers)
    assert (answer.status_code, answer.text) == (403, guard.NO_ORIGIN)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_change_needs_json(client: Any, kind: str) -> None:
    answer = client.post("/api/drops", content=b'{"files": []}', headers={"content-type": kind})
    assert (answer.status_code, answer.json()) == (400, {"error": "A call needs a JSON object."})


def test_the_token_buys_a_strict_cookie_and_leaves_the_address(stranger: Any, access: Access) -> None:
    answer = stranger.get("/", params={"token": access.token}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200 and access.token not in answer.text and 'content="0;url=/"' in answer.text
    cookie = answer.headers["set-cookie"]
    assert re.fullmatch(r"carescore_8123=[\w-]{43}; HttpOnly; Path=/; SameSite=strict", cookie)
    assert access.token not in cookie
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/?token=", "/?token=wrong", "/library?token={token}", "/?token={token}x"])
def test_a_token_that_is_none(stranger: Any, access: Access, path: str) -> None:
    assert stranger.get(path.format(token=access.token)).status_code == 403


def test_tokens_are_long_and_new_and_shown_nowhere() -> None:
    one, other = Access(1), Access(1)
    assert len(one.token) >= 43 and len({one.token, other.token, one.session, other.session}) == 4
    assert one.token not in repr(one) and one.session not in repr(one)


@pytest.mark.parametrize("path", ["/", "/static/main.js", "/nowhere", "/api/find", "/?token=wrong"])
def test_every_answer_has_the_rules(client: Any, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers[name] for name in guard.RULES} == guard.RULES
    assert "unsafe" not in guard.POLICY and "http" not in guard.POLICY and guard.POLICY.startswith("default-src 'none'")


def test_an_unforeseen_error_says_its_kind_alone(client: Any, session: Session, capfd: Any, caplog: Any) -> None:
    session.conversations = None  # type: ignore[assignment]  # breaks every page
    answer = client.get("/")
    assert answer.status_code == 500 and "UndefinedError" in answer.text and "None" not in answer.text
    assert answer.headers["content-security-policy"] == guard.POLICY
    assert capfd.readouterr() == ("", "") and "Traceback" not in caplog.text
