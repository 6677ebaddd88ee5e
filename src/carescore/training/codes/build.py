"""From labelled conversations to the arrays and figures of the codes' heads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from carescore.predictors.codes import HEADS, KINDS, OUTCOMES, judge, replies
from carescore.predictors.linear import Head
from carescore.training import labelled
from carescore.training.codes import conversations, export, figures, stages, validation
from carescore.training.codes.conversations import LabelledConversation
from carescore.training.codes.rows import Rows
from carescore.training.codes.stages import CodeMaterial

ROLEPLAYS = "roleplays"


@dataclass(frozen=True)
class Built:
    """The arrays of every head, and the figures of cross-validation and of conversations nobody trained on."""

    arrays: dict[str, dict[str, Any]]
    metrics: dict[str, float]


def read(
    data: Path, labels: Path, roleplays: Path, seeds: Path
) -> tuple[list[LabelledConversation], list[LabelledConversation]]:
    """What is trained on, and what is only tested on: the role-plays of test.jsonl."""
    given = labelled.by_conversation(roleplays / "labels")
    own, held = (
        list(conversations.of_file(roleplays / f"{split}.jsonl", ROLEPLAYS, given)) for split in ("train", "test")
    )
    return [*own, *conversations.of_data(data, labels), conversations.of_seeds(seeds)], held


def build(learnt: Iterable[LabelledConversation], held: Iterable[LabelledConversation], seed: int) -> Built:
    """Cross-validates, chooses the thresholds, fits on everything, and tries the arrays on what was held back."""
    material = CodeMaterial(Rows(list(learnt)))
    judgement = validation.cross(material, seed)
    counting, showing = figures.counting(material, judgement), figures.showing(material, judgement)
    metrics = figures.cross_validated(material, judgement) | _kinds(material, judgement)
    arrays = export.arrays(material, export.fitted(material, judgement, counting, showing))
    return Built(arrays, metrics | tested(arrays, list(held), {"counting": counting, "showing": showing}))


def _kinds(material: CodeMaterial, judgement: validation.Judgement) -> dict[str, float]:
    logits = np.zeros((material.rows.n_turns, len(KINDS)))
    matrix = material.turns["staff"]
    for fold in range(validation.FOLDS):
        mine = judgement.fold[matrix.rows] == fold
        logits[matrix.rows[mine]] = stages.kind_fit(material, judgement.fold != fold)(matrix.x[mine])
    return figures.kinds_agree(logits, np.where(material.rows.real, material.targets.kinds, -1))


def tested(
    arrays: dict[str, dict[str, Any]], held: list[LabelledConversation], used: dict[str, dict[str, float]]
) -> dict[str, float]:
    """The exported heads on conversations nobody trained on."""
    if not held:
        return {}
    heads = {name: Head.from_arrays(one) for name, one in arrays.items()}
    material = CodeMaterial(Rows(held))
    judged = [judge(heads, one.view) for one in held]
    final = {name: np.concatenate([one.turns[name] for one in judged]) for name in HEADS}
    found = figures.on_others(material, final, used)
    chances = np.zeros((len(material.replies.turns), len(OUTCOMES)))
    for i, (one, what) in enumerate(zip(held, judged, strict=True)):
        mine = material.rows.conversation[material.replies.turns] == i
        chances[mine] = replies(heads, one.view, what, material.replies.turns[mine] - material.rows.first_turn[i])
    return found | figures.reply_figures("test", np.log(chances + 1e-12), material.replies.outcomes)
