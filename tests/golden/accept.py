"""Makes the golden reports anew from the bundled examples: python tests/golden/accept.py. Then read the diff."""

from __future__ import annotations

import json
import os
from pathlib import Path

import carescore

HERE = Path(__file__).resolve().parent


def main() -> None:
    os.chdir(HERE.parents[1] / "examples")
    sources = json.loads((HERE / "sources.json").read_text(encoding="utf-8"))
    for name, source in sources.items():
        text = json.dumps(carescore.score(source).to_dict(), ensure_ascii=False, indent=1)
        (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
