"""ELAN annotations (.eaf): every root tier is a speaker, named by its participant, else by the tier's own name.

A root tier without text (segments alone) speaks through the first tier below it that has text, at its parents' times;
other tiers below (translations, codings) are left out, but one that cuts an utterance into its words gives them times.
Time slots may have no value: such a time is None. Source: ELAN Annotation Format 3.0 (MPI for Psycholinguistics).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from xml.etree.ElementTree import Element

from carescore.errors import ReadError
from carescore.readers import _xml
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

_DEEPEST = 20  # tiers below tiers


@dataclass(frozen=True, slots=True)
class Tree:
    """The ms of every time slot, annotations by id, and the tiers below each tier."""

    slots: Mapping[str | None, int | None]
    annotations: Mapping[str | None, Element]
    below: Mapping[str | None, Sequence[Element]]

    def times(self, annotation: Element) -> tuple[int | None, int | None]:
        """An annotation's own times, else those of the one it refers to."""
        for _ in range(_DEEPEST):
            if _xml.local(annotation) != "REF_ANNOTATION":
                break
            annotation = self.annotations.get(annotation.get("ANNOTATION_REF"), annotation)
        return self.slots.get(annotation.get("TIME_SLOT_REF1")), self.slots.get(annotation.get("TIME_SLOT_REF2"))


def looks_like(head: str) -> bool:
    return _xml.root_name(head) == "ANNOTATION_DOCUMENT"


def read(text: str) -> Parsed:
    root = _xml.parse(text)
    tiers = list(_xml.each(root, "TIER"))
    below: dict[str | None, list[Element]] = {}
    for tier in tiers:
        below.setdefault(tier.get("PARENT_REF"), []).append(tier)
    slots = {slot.get("TIME_SLOT_ID"): scaled_ms(slot.get("TIME_VALUE"), 1) for slot in _xml.each(root, "TIME_SLOT")}
    annotations = {a.get("ANNOTATION_ID"): a for tier in tiers for a in _annotations(tier)}
    tree = Tree(slots, annotations, below)
    found = [u for tier in tiers if not tier.get("PARENT_REF") for u in _speaker(tier, tree)]
    found = found or [u for tier in tiers for u in _utterances(tier, tree, _label(tier))]
    if not found:
        raise ReadError("no tier holds an annotation with text", line=1)
    return found, []


def _label(tier: Element) -> str | None:
    return clean(tier.get("PARTICIPANT") or (tier.get("TIER_ID") or "").rpartition("@")[2])


def _speaker(root: Element, tree: Tree) -> list[Utterance]:
    """The talk of a root tier: its own text, else that of the first tier below it that has any."""
    level = [root]
    for _ in range(_DEEPEST):
        for tier in level:
            if found := _utterances(tier, tree, _label(root)):
                return _with_words(found, tier, tree)
        level = [child for tier in level for child in tree.below.get(tier.get("TIER_ID") or "", ())]
    return []


def _utterances(tier: Element, tree: Tree, label: str | None) -> list[Utterance]:
    """An utterance for every annotation with text; those that only divide the same parent are one."""
    found = []
    groups = groupby(_annotations(tier), key=lambda annotation: annotation.get("ANNOTATION_REF") or id(annotation))
    for number, (_, group) in enumerate(groups, start=1):
        annotations = list(group)
        if said := " ".join(text for annotation in annotations if (text := _said(annotation))):
            found.append(Utterance(label, said, *tree.times(annotations[0]), (), number))
    return found


def _said(annotation: Element) -> str:
    return " ".join(_xml.said(value) for value in _xml.each(annotation, "ANNOTATION_VALUE"))


def _annotations(tier: Element) -> Iterator[Element]:
    """A tier's annotations in the file's order, but one that names the annotation before it comes after that one."""
    after: dict[str | None, list[Element]] = {}
    for annotation in tier.iter():
        if _xml.local(annotation) in ("ALIGNABLE_ANNOTATION", "REF_ANNOTATION"):
            after.setdefault(annotation.get("PREVIOUS_ANNOTATION"), []).append(annotation)
    waiting = after.pop(None, [])[::-1]
    while waiting:
        yield (annotation := waiting.pop())
        waiting += after.pop(annotation.get("ANNOTATION_ID") or "", [])[::-1]
    yield from (annotation for rest in after.values() for annotation in rest)


def _with_words(found: list[Utterance], tier: Element, tree: Tree) -> list[Utterance]:
    """The utterances with the words of a tier below, where those between their times are exactly theirs."""
    for child in tree.below.get(tier.get("TIER_ID") or "", ()):
        timed = [(tree.times(a), _said(a)) for a in _annotations(child) if _xml.local(a) == "ALIGNABLE_ANNOTATION"]
        words = sorted(((start, said, end) for (start, end), said in timed if start is not None), key=lambda w: w[0])
        starts = [start for start, _, _ in words]
        for i, utterance in enumerate(found):
            if utterance.start_ms is not None and utterance.end_ms is not None:
                inside = words[bisect_left(starts, utterance.start_ms) : bisect_left(starts, utterance.end_ms)]
                if [said for _, said, _ in inside] == utterance.text.split():
                    own = tuple(Word(said, start, end) for start, said, end in inside)
                    found[i] = replace(utterance, words=own)
    return found


READER = Reader(
    name="elan",
    title="ELAN annotation file",
    extensions=(".eaf",),
    export="ELAN: save; one tier per speaker",
    looks_like=looks_like,
    read=read,
)
