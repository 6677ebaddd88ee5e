"""Scores a bundled example with the Python interface: python examples/score_in_python.py"""

from pathlib import Path

import carescore

report = carescore.score(Path(__file__).with_name("chemo-nurse-call.vtt"))

for name, skill in report.skills.items():
    print(f"{name:20}{skill.missing if skill.value is None else round(skill.value)}")

for moment in report.moments:
    turn = report.turns[moment.turn]
    print(f"\n{moment.kind}: {turn.speaker}: {turn.text[moment.start : moment.end]}\n  {moment.advice}")
