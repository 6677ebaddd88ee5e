"""A report as the last line of a notebook's cell: a verdict, the skills with bands, three and three moments."""

from __future__ import annotations

from carescore.renderers import _story, _words, pages
from carescore.report import Report

_HERE = "carescore.renderers"


def render(report: Report) -> str:
    """The report as a piece of HTML that brings its own style and touches nothing around it."""
    template = pages.environment(_HERE).get_template("notebook.html")
    return template.render(report=report, words=_words, story=_story, style=pages.text(_HERE, "notebook.css"))
