"""Good and poor role-plays told apart by heads that did not see them: python benchmarks/unseen.py --data DIR.

The heads of the codes learnt from labels in AnnoMI's talks, so accuracy.py --task quality flatters them. Here each talk
is judged by the heads of the folds without it, in the context "role-play", with the roles of the data. Prints the area
under the ROC curve of every skill with its 95 % interval (draws of talks).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from showing import heads, judged_by
from sklearn.metrics import roc_auc_score
from tasks.conversations import records

from carescore import measures
from carescore.codes import Codes
from carescore.skills import Skill, compose, profiles
from carescore.training.codes import conversations
from carescore.transcript import words_in

DRAWS, SEED = 2000, 1


def skills(record: Mapping[str, Any], final: Mapping[str, Any] | None) -> Mapping[str, Skill]:
    """A talk's skills by these log-odds of every turn; by the bundled heads where nobody labelled it."""
    signals = conversations.signals_of(record["turns"]) if final is None else judged_by(record, final)
    turns = signals.dialogue.turns
    words = [len(words_in(turn.text)) if turn.side == "staff" else 0 for turn in turns]
    scores = measures.run(Codes(signals.dialogue, signals), measures.bundled())
    return compose(scores, profiles.load("clinic"), words, "role-play")


def auc(good: list[bool], values: list[float]) -> tuple[float, float, float]:
    """The area, and the ends of its interval."""
    sides, random = np.array(good), np.random.default_rng(SEED)
    draws = (random.integers(0, len(sides), len(sides)) for _ in range(DRAWS))
    areas = [roc_auc_score(sides[i], np.array(values)[i]) for i in draws if 0 < sides[i].sum() < len(sides)]
    low, high = np.percentile(areas, (2.5, 97.5))
    return float(roc_auc_score(sides, values)), float(low), float(high)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--labels", type=Path, help="default: labels beside the data folder")
    options = parser.parse_args()
    judged = heads(options.data, options.labels or options.data.parent / "labels")
    known: defaultdict[str, list[tuple[bool, float]]] = defaultdict(list)
    for record in records(options.data, "annomi"):
        good = record["meta"]["mi_quality"] == "high"
        for name, skill in skills(record, judged.get(("annomi", record["id"]))).items():
            if skill.value is not None:
                known[name].append((good, skill.value))
    for name, pairs in sorted(known.items()):
        sides, values = map(list, zip(*pairs, strict=True))
        area, low, high = auc(sides, values)
        print(f"{name:18} {len(sides):3} talks, {sides.count(False):2} poor: {area:.3f} ({low:.2f} to {high:.2f})")


if __name__ == "__main__":
    main()
