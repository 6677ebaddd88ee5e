"""Trains the heads of the codes: python models/codes/train.py --data DIR [--labels DIR] [--open-only]."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from carescore.predictors import codes
from carescore.training import heads as shared
from carescore.training.codes.build import build, read

OPEN = {
    "osce": "08d313667aae14817afce8cf6e87ae2ae97377a1",
    "primock57": "cd2ac707ad03cb4d2531f4ec6b90c659bf4357c5",
    "aci_bench": "b909b2bb9cf1d19de08df15cddde7bd0179665e4",
    "mts_dialog": "3ff0801933608d6f570468c13125125fb5cabdea",
}
DATASETS = [
    {"name": "annomi", "licence": "none stated", "commit": "42936645ec3857a9c84ab296a36a3c34b779ef49"},
    *({"name": name, "licence": "CC BY 4.0", "commit": commit} for name, commit in OPEN.items()),
    {"name": "roleplays", "licence": "MIT", "commit": "in benchmarks/roleplays, and the data folder's"},
    {"name": "seeds.tsv", "licence": "MIT", "commit": "in this folder"},
]
GOLDEN: list[dict[str, Any]] = [
    {
        "turns": [
            ["staff", "What brings you in today?"],
            ["patient", "I'm scared it's cancer. My mother had the same thing."],
            ["staff", "That sounds frightening, with your mother in mind. What worries you most?"],
            ["patient", "That I won't see my kids grow up."],
        ]
    },
    {
        "turns": [
            ["staff", "Billing, how can I help?"],
            ["patient", "This is the fourth time I've called and nobody can tell me what this charge is."],
            ["staff", "You should have read the letter we sent you. What did you expect?"],
            ["patient", "I did read it."],
        ],
        "signs": {"3": ["disrespect:blame"]},
    },
    {
        "turns": [
            ["patient", "I haven't been sleeping since the scan."],
            ["staff", "Okay. Any allergies?"],
            ["patient", "Penicillin."],
            ["staff", "And you still live alone?"],
        ]
    },
    {
        "turns": [
            ["patient", "I can't keep doing mornings, I work nights."],
            ["staff", "So the mornings are just too much after a night shift."],
            ["patient", "Exactly."],
        ]
    },
    {"turns": [["patient", "My knee hurts when I climb the stairs."], ["staff", "How long has it hurt?"]]},
    {"turns": [["staff", "I'm sorry to hear that."], ["patient", "It's fine."], ["staff", "Spell your name for me?"]]},
    {
        "turns": [
            ["patient", "He gets so nervous at the dentist, and so do I."],
            ["staff", "If he doesn't sit still we'll have to hold him down."],
            ["patient", "Please don't."],
            ["staff", "It's just a little needle, don't be a baby."],
        ]
    },
    {
        "turns": [
            ["staff", "You've done really well to cut down by half, with everything going on at home."],
            ["patient", "Thanks, it was hard."],
            ["staff", "If you don't stop altogether you will lose that foot, you know that."],
        ]
    },
    {"turns": [["staff", "We open at eight on Monday."], ["staff", "..."]]},
    {"turns": [["patient", "I just feel like giving up."], ["patient", "Nobody listens."]]},
    {"turns": [["patient", "Thank you, that was very clear."], ["staff", "You're welcome. Anything else?"]]},
]


def main(home: Path) -> None:
    """Trains the model and writes it to its folder, home."""
    parser = shared.options(__doc__, shared.NOTHING_OPEN)
    parser.add_argument("--labels", type=Path, help="default: labels beside the data folder")
    options = parser.parse_args()
    if options.open_only:
        sys.exit("codes: most labelled staff turns stand in AnnoMI, so without it there is nothing to build")
    roleplays = home.parents[1] / "benchmarks" / "roleplays"
    labels = options.labels or options.data.parent / "labels"
    made = build(*read(options.data, labels, roleplays, home / "seeds.tsv"), shared.SEED)
    for name, value in made.metrics.items():
        print(f"{name:48}{value:.4f}")
    shared.write_model(
        home,
        made.arrays,
        version="2",
        labels=codes.HEADS,
        datasets=DATASETS,
        metrics=made.metrics,
        golden=GOLDEN,
        probe=codes.probe,
    )
