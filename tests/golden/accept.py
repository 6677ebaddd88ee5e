"""Makes the golden reports anew from the bundled examples: python tests/golden/accept.py. Then read the diff."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import carescore

HERE = Path(__file__).resolve().parent


def seen(report: carescore.Report) -> dict[str, Any]:
    """What a reader checks of a report, a line each: who speaks, notes, skills, moments, and each measure's count."""
    return {
        "speakers": {s.id: f"{s.role}, {s.words} words" for s in report.speakers},
        "notes": report.provenance["notes"],
        "skills": {name: skill.missing or skill.value for name, skill in report.skills.items()},
        "moments": [
            f"{'+' if m.praise else '-'} {m.kind}, turn {m.turn}: {report.turns[m.turn].text[m.start : m.end]}"
            for m in report.moments
        ],
        "measures": {
            name: f"{score.value:.4g} {score.overall.unit}, {len(score.evidence)} quotes"
            if score.overall
            else score.missing
            for name, score in report.scores.items()
        },
    }


def main() -> None:
    os.chdir(HERE.parents[1] / "examples")
    sources = json.loads((HERE / "sources.json").read_text(encoding="utf-8"))
    for name, source in sources.items():
        text = json.dumps(seen(carescore.score(source)), ensure_ascii=False, indent=1)
        (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
