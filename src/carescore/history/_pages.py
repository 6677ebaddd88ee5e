"""The pages of a library: self-contained, read without script, in the style of a report's page."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any

from carescore.history import counted, sentences
from carescore.history._records import Entry
from carescore.renderers import files, pages, words

if TYPE_CHECKING:
    from carescore.history._progress import Link, Progress
    from carescore.history._team import Team
    from carescore.history.impact import Impact
    from carescore.history.surveys import Surveys

PACKAGE = "carescore.history"
_WORDS = {"words": words, "said": sentences, "counted": counted}
PathLike = str | os.PathLike[str]


def progress(of: Progress, path: PathLike | None, link: Link | None) -> str:
    by_id = {entry.id: entry for entry in of.entries}
    counts = Counter(place.entry for issue in of.issues for place in issue.places)
    return _page("progress.html", path, link, progress=of, by_id=by_id, counts=counts)


def team(of: Team, path: PathLike | None, link: Link | None) -> str:
    return _page("team.html", path, link, team=of)


def impact(of: Impact, path: PathLike | None, people: bool) -> str:
    return _page("impact.html", path, None, impact=of, named=of.named if people else [])


def surveys(of: Surveys, path: PathLike | None) -> str:
    return _page("surveys.html", path, None, surveys=of)


def _page(template: str, path: PathLike | None, link: Link | None, **shown: Any) -> str:
    style = pages.style(PACKAGE)
    page: str = (
        pages.environment(PACKAGE)
        .get_template(template)
        .render(**shown, **_WORDS, link=link or _nowhere, style=style, policy=pages.policy(style))
    )
    if path is not None:
        files.put(path, page.encode("utf-8"))
    return page


def _nowhere(entry: Entry, turn: int | None) -> str | None:
    """Without the pages of conversations, places are shown without a link."""
    return None
