"""Markdown as plain lines: marks of labels, headings, quotes, links and front matter taken off; tables as rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from carescore.text.regex import lazy

Numbered = tuple[int, str]  # the number of a line in the file, and the line

# Stays a pattern: signs, of which no list of phrases could be made.
_MARKED = lazy(
    r"^[ \t]*(?:>[ \t]?|[-*+][ \t]+|#{1,6}[ \t]+)*(?:\[[\d:.]+\]\([^()\s]*\)[ \t]+"
    r"|[*`]?[\[(]?\d[\d:.]*[\])]?[*`]?[ \t-]+)?(?:\*\*|__)\S"
    r"|^[ \t]*#{1,6}[ \t]+\S|^[ \t]*\\[\[*_]|^\*[^*\s][^*]*(?:\*[ \t]*$|:\*[ \t]|\*:)"
)
_FRONT = lazy(r"^(?:>(?!>)[ \t]*|#{1,6}[ \t]+|[-*+][ \t]+(?=\*\*|__|\*\S))+")
_TIME = lazy(r"(?<![\w*`])([*`])[\[(]?(\d[\d:.,]*\d)[\])]?\1(?![\w*`])")
_STRONG = lazy(
    r"^(?P<stamp>[\[(]?\d[\d:.,]*[\])]?[ \t-]*)?(\*\*|__)(?P<label>\S.{0,80}?)\2(?P<talk>[ \t]+(?=[^\W\d_]|[\"“¿¡]))?"
)
_SLANTED = lazy(r"^\*(?P<all>[^*\s][^*]{0,80})\*$|^\*(?P<label>[^*\s][^*]{0,80})(?:\*:|:\*)(?=[ \t]|$)")
_LINK = lazy(r"\[([^\]\n]+)\]\((?:https?:|#|/)[^)\s]*\)")
_ESCAPED = lazy(r"\\([\[\]_*()#.:>~+-])")
_RULED = lazy(r"^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*$")
_FEWEST = 2
_SAMPLE = 400


def plain(found: Sequence[Numbered]) -> list[Numbered]:
    """The lines without marks; as they are when they are no Markdown."""
    body = _without_front_matter(found)
    marked = sum(bool(_MARKED.match(line)) for _, line in body[:_SAMPLE])
    if len(body) == len(found) and marked < min(_FEWEST, len(found)):
        return [(pair[0], _LINK.sub(r"[\1]", pair[1])) if "](" in pair[1] else pair for pair in found]
    bare = ((number, _bare(line)) for number, line in body)
    return [(number, line) for number, line in bare if line]


def table(found: Sequence[Numbered]) -> tuple[list[list[str]], list[int]] | None:
    """The rows of the first table of pipes with their line numbers, None where there is none."""
    rule = next((i for i, (_, line) in enumerate(found) if "|" in line and _RULED.match(line)), 0)
    if not rule:
        return None
    rows = [found[rule - 1]]
    for number, line in found[rule + 1 :]:
        if "|" not in line:
            break
        rows.append((number, line))
    cells = [re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|")) for _, line in rows]
    return [[_bare(cell.replace("\\|", "|")) for cell in row] for row in cells], [number for number, _ in rows]


def _without_front_matter(found: Sequence[Numbered]) -> Sequence[Numbered]:
    """The lines after "---", keys, "---" at the top."""
    if not found or found[0][1].strip() != "---":
        return found
    end = next((i for i, (_, line) in enumerate(found[1:60], start=1) if line.strip() in ("---", "...")), 0)
    keys = all(re.match(r"\s|[-\w]+:|- ", line) for _, line in found[1:end])
    return found[end + 1 :] if end and keys else found


def _label(match: re.Match[str]) -> str:
    """A label without its marks; where talk follows at once, a colon parts them."""
    colon = ":" if match["talk"] and match["label"][-1] not in ":.?!,;" else ""
    return f"{match['stamp'] or ''}{match['label']}{colon}{match['talk'] or ''}"


def _bare(line: str) -> str:
    """A line without the marks around its label; those inside the talk stay."""
    line = _FRONT.sub("", line.strip().removesuffix("\\").rstrip())
    if "](" in line:
        line = _LINK.sub(r"[\1]", line)
    if "\\" in line:
        line = _ESCAPED.sub(r"\1", line)
    if "`" in line or "*" in line:
        line = _TIME.sub(r"[\2]", line)
    line = _STRONG.sub(_label, line)
    return _SLANTED.sub(lambda match: match["all"] or f"{match['label']}:", line)
