"""Options: how many different ways forward were staff's to choose from at once?

Definition. An alternative is one of several feasible ways that staff name together: "either … or", "two ways",
"another option is", "or we could", waiting or doing nothing. Alternatives within three turns belong to one choice.
Two dates of the same visit are one way ("slots"); a threat ("either you calm down or …") and "… or what?" are none. A
choice exists when staff name one, decline a request, or the patient asks for another way; otherwise the measure does
not apply.
Formula. overall: the most alternatives offered in one choice (0 where a choice existed and none was offered).
Unit. Alternatives; two are enough. figures: choices (how many choices offered two or more).
Source. OPTION-12 and OPTION-5, item 1 (Elwyn).
Limits. That one way is better than none to this patient is not judged; a choice that nobody mentions is not seen.
"""

from __future__ import annotations

from itertools import groupby

from carescore.codes import Code
from carescore.measures._base import Codes, Measure, Score, not_applicable
from carescore.measures._kinds import level, of_kind, one_sided


def score(codes: Codes) -> Score:
    found = [code for code in codes["options"] if code.kind != "asked"]
    due = len(found) < len(codes["options"]) or of_kind(codes["requests"], "declined")
    if not found and not due:
        return not_applicable("options", "nobody spoke of a choice, and no request was declined")
    sizes = [_size(list(choice)) for _, choice in groupby(found, key=lambda code: code.attributes["choice"])]
    figures = {"choices": level(sum(size >= 2 for size in sizes), "choices of two or more")}
    return one_sided("options", level(max(sizes, default=0), "alternatives"), found, figures)


def _size(choice: list[Code]) -> int:
    kinds = [code.kind for code in choice]
    further = kinds.count("other") + ("wait" in kinds)
    named = [int(code.attributes["ways"]) for code in of_kind(choice, "set")]
    return max([*named, 2 if "either" in kinds else 1, 1 + further])


MEASURE = Measure(
    name="options",
    title="Options offered",
    unit="alternatives in one choice",
    better="higher",
    score=score,
)
