"""Norms: how the figures of the profiles spread over open conversations, as tables that ship with the package.

python benchmarks/norms.py --data DIR

Writes src/carescore/skills/norms/<context>.json: for every measure, figure that a bundled profile uses, skill and the
overall figure, the values at 0, 5 … 100 % and how many conversations gave one, where enough did. No word of a
conversation is kept. Conversations in which staff say fewer words than the profile asks for are left out. AnnoMI is no
part of it: it judges the scores (task `quality`).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from tasks import conversations

import carescore
from carescore.measures import Score
from carescore.skills import CONTEXTS, FEWEST_CONVERSATIONS, PartRule, compose, profiles

SOURCES = {"visit": ("osce", "primock57", "aci_bench", "mts_dialog"), "role-play": ("osce", "primock57")}
LEVELS = np.linspace(0, 100, 21)
FOLDER = Path(__file__).resolve().parents[1] / "src" / "carescore" / "skills" / "norms"
PROFILE = profiles.load("clinic")
ENOUGH = 150  # staff words: a norm is of conversations long enough for a steady rate


def rules() -> dict[str, PartRule]:
    """Every figure that a bundled profile uses, by name."""
    used = (profiles.load(name).skills.values() for name in profiles.names())
    return {rule.name: rule for skills in used for parts in skills for rule in parts}


def reports(data: Path, dataset: str) -> Iterator[carescore.Report]:
    """The reports of the conversations that hold enough talk of staff."""
    for record in conversations.records(data, dataset):
        if conversations.staff_words(record) >= ENOUGH:
            yield conversations.report(record)


def figure(scores: Mapping[str, Score], rule: PartRule) -> float | None:
    score = scores[rule.measure]
    found = {"": score.overall, **score.figures, **score.by_role}.get(rule.figure)
    return found.value if found else None


def values(report: carescore.Report, context: str, used: Mapping[str, PartRule]) -> Iterator[tuple[str, float | None]]:
    for name, score in report.scores.items():
        yield name, score.overall.value if score.overall else None
    for name, rule in used.items():
        if rule.figure:
            yield name, figure(report.scores, rule)
    for name, skill in compose(report.scores, PROFILE, conversations.words_of(report), context).items():
        yield name, skill.value


def table(context: str, found: Mapping[str, list[carescore.Report]]) -> dict[str, Any]:
    used, known = rules(), defaultdict(list)
    for dataset in SOURCES[context]:
        for report in found[dataset]:
            for name, value in values(report, context, used):
                if value is not None:
                    known[name].append(value)
    sizes = {dataset: len(found[dataset]) for dataset in SOURCES[context]}
    enough = {name: known[name] for name in sorted(known) if len(known[name]) >= FEWEST_CONVERSATIONS}
    return {
        "from": sizes,
        "conversations": sum(sizes.values()),
        "profile": f"{PROFILE.name} {PROFILE.version}",
        "minimum_staff_words": ENOUGH,
        "figures": {name: {"n": len(one), "quantiles": quantiles(one)} for name, one in enough.items()},
    }


def quantiles(found: list[float]) -> list[float]:
    return [round(float(value), 4) for value in np.percentile(found, LEVELS)]


def written(made: Mapping[str, Any]) -> str:
    """JSON with a line for each figure, so that a change shows which moved."""
    head = json.dumps({key: value for key, value in made.items() if key != "figures"})[1:-1]
    figures = ",\n".join(f"  {json.dumps(name)}: {json.dumps(one)}" for name, one in made["figures"].items())
    return f'{{{head}, "figures": {{\n{figures}\n}}}}\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    found = {dataset: list(reports(data, dataset)) for dataset in SOURCES["visit"]}
    FOLDER.mkdir(exist_ok=True)
    for context in CONTEXTS:
        made = table(context, found)
        (FOLDER / f"{context}.json").write_text(written(made), encoding="utf-8")
        print(f"{context}: {made['conversations']} conversations, {len(made['figures'])} figures")


if __name__ == "__main__":
    main()
