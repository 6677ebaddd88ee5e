"""Whether a built site, opened from disk, loads anything from another host: python docs/offline.py docs/_build/html.

Links that a reader may click are none of its business: only what a browser fetches by itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

_ELSEWHERE = re.compile(r"\s*(?:https?:|wss?:)?//", re.IGNORECASE)
_IN_STYLES = re.compile(r"""(?:url\(|@import\s+(?!url))\s*["']?([^"')\s;]+)""", re.IGNORECASE)
_FETCHED = {"src", "srcset", "poster", "data", "xlink:href", "background"}
_LINKS = {"a", "area", "base"}  # followed by a click, or never fetched
_RELATIONS = {"canonical", "author", "license", "next", "prev", "search", "index", "alternate", "help"}


class _Page(HTMLParser):
    """Every address that a page fetches by itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._style = tag == "style"
        self.found += [value for name, value in given.items() if name in _FETCHED]
        self.found += _IN_STYLES.findall(given.get("style", ""))
        relations = set(given.get("rel", "").lower().split())
        if tag not in _LINKS and "href" in given and not (relations and relations <= _RELATIONS):
            self.found.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if self._style:
            self.found += _IN_STYLES.findall(data)


def elsewhere(text: str, ending: str) -> list[str]:
    """The addresses on other hosts that a page (.html, .svg) or a style sheet (.css) fetches by itself."""
    found = _IN_STYLES.findall(text) if ending == ".css" else _Page(text).found
    parts = [part.strip() for one in found for part in re.split(r",\s+", one)]  # a srcset holds several
    return [part for part in parts if _ELSEWHERE.match(part)]


def check(site: Path) -> Iterator[str]:
    """A line for each page or style sheet that loads something from another host."""
    pages = [path for path in sorted(site.rglob("*")) if path.suffix in (".html", ".svg", ".css")]
    if not any(path.suffix == ".html" for path in pages):
        yield f"{site}: no page"
    for path in pages:
        for address in elsewhere(path.read_text(encoding="utf-8"), path.suffix):
            yield f"{path}: {address}"


if __name__ == "__main__":
    found = list(check(Path(sys.argv[1])))
    print("\n".join(found) or "the site loads nothing from another host")
    sys.exit(bool(found))
