"""What can be learnt from labelled turns: a column of labels for each head; and why the others cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carescore.errors import UsageError, meant
from carescore.predictors import behaviour, empathy, sentiment


@dataclass(frozen=True, slots=True)
class Task:
    """A head as a column of labels. model, head: where it stands; side: whose turns it judges; read_by: the measure
    that reads it, "" for none."""

    column: str
    model: str
    head: str
    side: str
    classes: tuple[str, ...]
    read_by: str = ""


_ALL = (
    *(
        Task(name, "empathy", f"{name}.text", "staff", empathy.LEVELS, "empathy_strength")
        for name in empathy.MECHANISMS
    ),
    *(
        Task(name, "behaviour", name, "staff", behaviour.PARTS[name], "reflections" if name == "behaviour" else "")
        for name in behaviour.TURN_HEADS
    ),
    Task("sentiment", "sentiment", "sentiment", "patient", sentiment.CLASSES, "sentiment"),
    Task("politeness", "politeness", "polite", "staff", ("impolite", "polite"), "courtesy"),
    Task("uptake", "uptake", "uptake", "staff", ("other", "taken up"), "uptake"),
)
TASKS: Mapping[str, Task] = {task.column: task for task in _ALL}
MODELS = tuple(dict.fromkeys(task.model for task in _ALL))
WHY_NOT = {
    "role": "it judges all speakers of a whole conversation at once",
    "unlabelled": "it judges where in a conversation without labels the speaker changes",
    "turn_taking": "it learns from utterances with times and from marks of who broke off whom",
    "floor": "it learns from exchanges with times, cut out of whole conversations",
    "terms": "it learns from lists of words, not from turns",
    "jargon": "it learns from terms at their places in conversations, each marked as explained or not",
    "codes": "its heads stand on one another, and learn from stretches of whole conversations that readers marked",
}


def tasks_of(name: str) -> tuple[Task, ...]:
    """The tasks of a model, or the one of that name. Raises UsageError."""
    if name in MODELS:
        return tuple(task for task in _ALL if task.model == name)
    if name in TASKS:
        return (TASKS[name],)
    if name in WHY_NOT:
        raise UsageError(f"the model {name} cannot be trained from labelled turns: {WHY_NOT[name]}")
    known = (*MODELS, *(column for column in TASKS if column not in MODELS))
    raise UsageError(f"'{name}' is no model or head{meant(name, known)}; to be trained are {', '.join(known)}")
