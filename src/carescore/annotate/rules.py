"""How spaCy's blank English tokenizer cuts a chunk of everyday signs, by its own rules, without importing spaCy: that
takes longer than a whole score.

rules.json holds what spaCy's rules say of letters of western Europe and everyday signs; docs/tokenizer.py writes it
from spaCy, and tests hold every cut against spaCy's. Chunks of other signs are left to spaCy itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from carescore.text.regex import lazy

LONGEST = 60  # signs of a chunk that is cut here; longer ones are hardly words
MOST = 12  # tokens that a chunk with a cut of its own may have without it, one a sign
KEPT = r"\x00-\u017f–—…€‘’“”"  # signs that the rules know, as a class of a regular expression
_FILE = files("carescore.annotate").joinpath("rules.json")  # written by docs/tokenizer.py
_OTHER = re.compile(f"[^{KEPT}]").search
_ADDRESS = lazy(r"(?<!\.)\.[^\W\d_A-Z]{2}|\.\d+\.\d+\.")  # what an address of the web holds: spaCy knows them


@dataclass(frozen=True, slots=True)
class Rules:
    """What is cut off in front and behind, what cuts inside, and the chunks that have a cut of their own."""

    prefix: re.Pattern[str]
    suffix: re.Pattern[str]
    infix: re.Pattern[str]
    special: Mapping[str, str]

    def own(self, chunk: str) -> list[str]:
        """The tokens of a chunk with a cut of its own."""
        return self.special[chunk].split(" ")


@cache
def rules() -> Rules:
    """The kept rules."""
    kept = json.loads(_FILE.read_bytes())
    special = {cut.replace(" ", ""): cut for cut in kept["special"]}
    return Rules(re.compile(kept["prefix"]), re.compile(kept["suffix"]), re.compile(kept["infix"]), special)


def special() -> Container[str]:
    """The chunks that have a cut of their own."""
    return rules().special


def cut(chunk: str) -> Sequence[str] | None:
    """The tokens of a chunk without white space, None where only spaCy can tell."""
    if len(chunk) > LONGEST or _OTHER(chunk):
        return None
    known = rules()
    before, core, behind = _stripped(known, chunk)
    if core in known.special:
        inner = known.own(core)
    elif _ADDRESS.search(core):
        return None
    else:
        inner = _parted(known, core)
    found = [*before, *inner, *reversed(behind)]
    return None if _rejoined(known, found) else found


def _stripped(known: Rules, left: str) -> tuple[list[str], str, list[str]]:
    """Signs taken off in front and behind, one of each at a time, until nothing more comes off or what is left has a
    cut of its own; those behind from the last one on."""
    before: list[str] = []
    behind: list[str] = []
    while left and left not in known.special:
        front = known.prefix.match(left)
        rest = left[front.end() :] if front else left
        if front and rest in known.special:
            return [*before, front[0]], rest, behind
        back = known.suffix.search(rest)
        if back and left[: -len(back[0])] in known.special:
            return before, left[: -len(back[0])], [*behind, back[0]]
        if not front and not back:
            break
        before += [front[0]] if front else []
        behind += [back[0]] if back else []
        left = rest[: back.start()] if back else rest
    return before, left, behind


def _parted(known: Rules, core: str) -> list[str]:
    """A core cut at the signs inside it."""
    found, start = [], 0
    for sign in known.infix.finditer(core):
        if sign.start():
            found += [core[start : sign.start()], sign[0]]
            start = sign.end()
    return [token for token in (*found, core[start:]) if token]


def _rejoined(known: Rules, tokens: Sequence[str]) -> bool:
    """Whether tokens beside each other are together a chunk that has another cut of its own, and would be cut into them
    without it: spaCy gives them that cut."""
    for start in range(len(tokens)):
        text = ""
        for end in range(start + 1, min(len(tokens), start + MOST) + 1):
            text += tokens[end - 1]
            if text in known.special and (run := [*tokens[start:end]]) != known.own(text) and _bare(known, text) == run:
                return True
    return False


def _bare(known: Rules, chunk: str) -> list[str] | None:
    """The tokens of a chunk whose own cut is left out, None where no sign cuts it."""
    if not (known.prefix.match(chunk) or known.suffix.search(chunk) or known.infix.search(chunk)):
        return None
    before, core, behind = _stripped(replace(known, special={}), chunk)
    return [*before, *_parted(known, core), *reversed(behind)]
