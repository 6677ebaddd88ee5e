"""What every page has: a template that escapes, the shared style, and a policy that lets nothing else in."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

OWN = "carescore.renderers"
FOLDER = "page"  # of a package, with its templates, styles and scripts


@lru_cache(maxsize=4)
def environment(package: str) -> Environment:
    """The templates of a package, with the frame that all share; what they are given is escaped."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    loader = ChoiceLoader([PackageLoader(one, FOLDER) for one in dict.fromkeys((package, OWN))])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=16)
def text(package: str, name: str) -> str:
    """A file beside the templates."""
    return resources.files(package).joinpath(FOLDER, name).read_text(encoding="utf-8")


def style(*packages: str) -> str:
    """The style of every page, and what a package's pages add to it."""
    return "".join(text(package, "style.css") for package in (OWN, *packages))


def policy(style: str, script: str = "", media: str = "") -> str:
    """A content security policy that allows this style and script alone, and media from where it says."""
    parts = ["default-src 'none'", f"style-src {_hash(style)}"]
    parts += [f"script-src {_hash(script)}"] if script else []
    parts += [f"media-src {media}"] if media else []
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def _hash(of: str) -> str:
    return f"'sha256-{b64encode(sha256(of.encode()).digest()).decode()}'"
