"""The tasks of who speaks: the role of every speaker, and the voice of every word of a text without labels.

`role`: names are replaced by "Speaker 1", "Speaker 2" …; the role-plays are also scored under the names that they give.
`unlabelled`: labels and line breaks removed, also without capitals and punctuation. `unlabelled_marks`: each turn
stands on a line of its own, behind a dash in every second conversation, and no label says whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

import carescore
from carescore.segmentation import attribution
from tasks.conversations import ROLE_OF, ms
from tasks.row import Records, Row

NAMED = "roleplays"  # the set whose labels are names, titles and roles as files have them
Said = list[tuple[str, str]]  # every word of a conversation with the role of its speaker


def role(dataset: str, records: Records) -> Iterator[Row]:
    turns = [record["turns"] for record in records]
    n = len(turns)
    for metric, named in (("", False), ("_named", True)) if dataset == NAMED else (("", False),):
        pairs = [(_true_roles(one, named), _found_roles(one, named)) for one in turns]
        first = [_first_is_staff(one) for one in turns]
        yield Row("role", dataset, f"conversations_right{metric}", _share(t == f for t, f in pairs), n, _share(first))
        yield Row("role", dataset, f"sides_right{metric}", _share(_sides(t) == _sides(f) for t, f in pairs), n)


def _share(right: Iterator[bool] | Sequence[bool]) -> float:
    return float(np.mean(list(right)))


def _sides(roles: dict[str, str]) -> dict[str, str]:
    return {name: "patient" if one == "companion" else one for name, one in roles.items()}


def _labels(turns: Records, named: bool) -> dict[str, str]:
    """Each speaker's label: the name that the data gives, or a number in order of appearance."""
    names = dict.fromkeys(turn["speaker"] for turn in turns)
    return {name: name if named else f"Speaker {number}" for number, name in enumerate(names, start=1)}


def _true_roles(turns: Records, named: bool = False) -> dict[str, str]:
    labels = _labels(turns, named)
    return {labels[turn["speaker"]]: ROLE_OF[turn["role"]] for turn in turns}


def _found_roles(turns: Records, named: bool) -> dict[str, str]:
    labels = _labels(turns, named)
    rows = [
        {"speaker": labels[t["speaker"]], "text": t["text"], "start_ms": ms(t["start"]), "end_ms": ms(t["end"])}
        for t in turns
    ]
    report = carescore.score(rows, only=["talk_time"])
    return {speaker.id: speaker.role for speaker in report.speakers}


def _first_is_staff(turns: Records) -> bool:
    """The floor: whoever speaks first is staff, everybody else the patient."""
    true = _true_roles(turns)
    return all(one == ("staff" if name == "Speaker 1" else "patient") for name, one in true.items())


def unlabelled(dataset: str, records: Records) -> Iterator[Row]:
    said = [[(word, ROLE_OF[t["role"]]) for t in record["turns"] for word in t["text"].split()] for record in records]
    poor = [[(bare, one) for word, one in words if (bare := re.sub(r"[^\w'-]", "", word.lower()))] for words in said]
    for metric, conversations in (("words_right", said), ("words_right_lower_unpunctuated", poor)):
        found = [_attributed(carescore.read([(None, " ".join(word for word, _ in words))])) for words in conversations]
        yield _words_right("unlabelled", dataset, metric, conversations, found)


def unlabelled_marks(dataset: str, records: Records) -> Iterator[Row]:
    said = [[(word, ROLE_OF[t["role"]]) for t in record["turns"] for word in t["text"].split()] for record in records]
    found = [_attributed(_as_lines(record["turns"], "- " if i % 2 else "")) for i, record in enumerate(records)]
    yield _words_right("unlabelled_marks", dataset, "words_right", said, found)


def _as_lines(turns: Records, mark: str) -> carescore.Transcript:
    """The conversation read from a text file with a line for every turn."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "talk.txt"
        path.write_text("".join(f"{mark}{turn['text']}\n" for turn in turns if turn["text"].split()), encoding="utf-8")
        return carescore.read(path, format="plain_text")


def _attributed(transcript: carescore.Transcript) -> list[str]:
    """The role of every word of a text without labels, through the step that score() begins with."""
    found, _ = attribution.attributed(transcript)
    return [str(u.speaker).lower() for u in found.utterances for _ in u.text.split()]


def _words_right(task: str, dataset: str, metric: str, said: Sequence[Said], found: Sequence[list[str]]) -> Row:
    true = [one for words in said for _, one in words]
    right = sum(
        one == two for words, roles in zip(said, found, strict=True) for (_, one), two in zip(words, roles, strict=True)
    )
    return Row(task, dataset, metric, right / len(true), len(true), true.count("staff") / len(true))
