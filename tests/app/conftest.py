"""The app without a browser: asked as its own page would ask, and as nobody should. Without the extra all is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from carescore.app.guard import Access
    from carescore.app.session import Session

MISSING = [name for name in ("starlette", "uvicorn", "platformdirs", "httpx") if find_spec(name) is None]


class Skipped(pytest.Module):
    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        pytest.skip(f"the extra app is not installed: {', '.join(MISSING)}", allow_module_level=True)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    return Skipped.from_parent(parent, path=module_path) if MISSING else None


@pytest.fixture
def access() -> Access:
    from carescore.app.guard import Access

    return Access(8123)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    from carescore.app.session import Session

    (tmp_path / "private").mkdir()
    return Session(tmp_path / "training.db", tmp_path / "private")


@pytest.fixture
def stranger(session: Session, access: Access) -> Any:
    """Somebody who has the address but no token."""
    from starlette.testclient import TestClient

    from carescore.app.server import make

    return TestClient(make(session, access), access.origin)


@pytest.fixture
def client(stranger: Any, access: Access) -> Any:
    """The app's own page."""
    stranger.headers["origin"] = access.origin
    stranger.cookies.set(access.cookie, access.session)
    return stranger
