"""The site: sphinx-build -W -n -b html docs docs/_build/html. Nothing in it is loaded from another host."""

from __future__ import annotations

import importlib.metadata
from typing import Any

project = "carescore"
author = "The carescore authors"
copyright = "the carescore authors, MIT licence"
release = importlib.metadata.version("carescore")

extensions = ["myst_nb", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "carescore"
html_show_sphinx = False
html_copy_source = False

myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 600  # seconds a cell, on a machine that does much else
nb_merge_streams = True

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
_INTERNAL = (
    "carescore.annotate.signals.Signals",
    "carescore.codes._base.T",
    "carescore.history._exchanges.Exchange",
    "carescore.history._facts.Prepared",
    "carescore.plugins.Added",
    "carescore.readers._base.Recording",
)
nitpick_ignore = [("py:class", name) for name in _INTERNAL]


def remember(app: Any, what: str, name: str, thing: Any, *_: Any) -> None:
    """Where the file of a documented class is, for it is documented under its public name."""
    if what in ("class", "exception"):
        vars(app.env).setdefault("homes", {})[f"{thing.__module__}.{thing.__qualname__}"] = name


def resolve(app: Any, env: Any, node: Any, text: Any) -> Any:
    """A link to a class by its public name. What is of other libraries stays plain text, for its pages are on other
    hosts; a class of carescore that stands in a public signature and nowhere in these pages is a warning."""
    if node.get("refdomain") != "py":
        return None
    target = node["reftarget"].lstrip("~")
    homes = vars(env).get("homes", {})
    last = target.rpartition(".")[2]
    known = homes.get(target) or next((name for name in homes.values() if name.rpartition(".")[2] == last), None)
    if known:
        domain = env.get_domain("py")
        return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", known, node, text)
    return None if target.startswith("carescore.") else text


def setup(app: Any) -> None:
    app.connect("autodoc-process-docstring", remember)
    app.connect("missing-reference", resolve)
