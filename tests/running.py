"""The app in a thread, as `carescore open` starts it, for the tests that need a server."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import httpx

from carescore.app import serve


class Running:
    """The app in a thread. said: what it printed."""

    def __init__(self, library: Path) -> None:
        self.said: list[str] = []
        self._thread = threading.Thread(target=serve, args=(library, 0, False, self.said.append), daemon=True)
        self._thread.start()
        while not self.said and self._thread.is_alive():
            time.sleep(0.02)
        (self.url,) = re.findall(r"http\S+", self.said[0])
        self.origin, _, self.token = self.url.partition("/?token=")

    def end(self) -> None:
        with httpx.Client(base_url=self.origin, headers={"origin": self.origin}) as client:
            client.get(self.url)
            assert client.post("/api/leave", json={}).status_code == 200
        self._thread.join(20)
        assert not self._thread.is_alive()
