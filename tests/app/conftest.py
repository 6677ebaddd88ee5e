"""The app without a browser: asked as its own page would ask, and as nobody should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra app is not installed")
pytest.importorskip("uvicorn", reason="the extra app is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from carescore.app.guard import Access
from carescore.app.server import make
from carescore.app.session import Session


@pytest.fixture
def access() -> Access:
    return Access(8123)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    (tmp_path / "private").mkdir()
    return Session(tmp_path / "training.db", tmp_path / "private")


@pytest.fixture
def stranger(session: Session, access: Access) -> Iterator[Any]:
    """Somebody who has the address but no token."""
    from starlette.testclient import TestClient

    yield TestClient(make(session, access), access.origin)


@pytest.fixture
def client(stranger: Any, access: Access) -> Any:
    """The app's own page."""
    stranger.headers["origin"] = access.origin
    stranger.cookies.set(access.cookie, access.session)
    return stranger
