"""What tools of the field offer, each cell looked for in the tool itself: docs/compare.md is written from what ran.

python benchmarks/compare.py [--only TOOL ...] [--environments DIR] [--write]

compare.toml names the tools, and for each feature what shows that a tool has it: Python that runs in the tool's own
environment and ends without an error; "seen: CODE", which only finds what asks a service when it is used; "absent:
WORDS", which holds where no function, class or file of the tool has one of the words in its name; or "hub: WORDS",
which holds where its source has them: it fetches a model. Environments are made by venv and pip and kept in DIR. A cell
that does not hold is printed, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "compare.md"
START, END = "<!-- compared: python benchmarks/compare.py --write -->", "<!-- end of compared -->"
SECONDS = 1800
OURS = "carescore"
_RUN = """
import json, sys
for name, code in json.load(sys.stdin).items():
    try:
        exec(code, {"__name__": "probe"})
        print("\\nprobed: " + json.dumps([name, ""]), flush=True)
    except BaseException as error:
        print("\\nprobed: " + json.dumps([name, f"{type(error).__name__}: {error}"[:200]]), flush=True)
"""
_FOUND, _SEEN = "probed: ", "seen:"


def python_of(tool: str, packages: list[str], environments: Path) -> str:
    """The interpreter that has the tool, installed where it is missing."""
    if tool == OURS:
        return sys.executable
    python = environments / tool / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = environments / tool / "installed"
    if not done.exists():
        venv.create(environments / tool, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *packages], check=True, timeout=SECONDS)
        done.touch()
    return str(python)


def tried(python: str, given: Mapping[str, Any], probes: Mapping[str, str]) -> dict[str, str]:
    """Feature → why its cell does not hold, "" where it does."""
    setup = given.get("setup", "")
    run = {name: f"{setup}\n{code.removeprefix(_SEEN).lstrip()}" for name, code in probes.items() if not _looked(code)}
    done = subprocess.run(
        [python, "-c", _RUN], input=json.dumps(run), capture_output=True, text=True, timeout=SECONDS, cwd=HERE.parent
    )
    lines = [line.removeprefix(_FOUND) for line in done.stdout.splitlines() if line.startswith(_FOUND)]
    found: dict[str, str] = dict.fromkeys(run, f"ended: {done.stderr[-200:]}") | dict(map(json.loads, lines))
    looked = {name: code for name, code in probes.items() if name not in run}
    if looked:
        source = dict(_source(python, given["module"]))
        found |= {name: _in_source(code, source) for name, code in looked.items()}
    return found


def _looked(code: str) -> bool:
    return code.startswith(("absent:", "hub:"))


def _source(python: str, module: str) -> Iterator[tuple[str, str]]:
    """(name within the package, text) of every file of a tool."""
    code = f"import importlib.util as u; print(list(u.find_spec({module!r}).submodule_search_locations)[0])"
    folder = Path(subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip())
    for path in sorted(folder.rglob("*.py")):
        yield str(path.relative_to(folder)), path.read_text(encoding="utf-8", errors="replace")


def _in_source(code: str, source: Mapping[str, str]) -> str:
    kind, _, words = code.partition(":")
    wanted = re.compile(words.strip(), re.IGNORECASE)
    if kind == "hub":
        return "" if any(wanted.search(text) for text in source.values()) else "its source fetches no such model"
    names = (name for file, text in source.items() for name in (file, *re.findall(r"(?:def|class)\s+(\w+)", text)))
    return next((f"there is {name}" for name in names if wanted.search(name)), "")


def _cell(code: str) -> str:
    marks = {"absent:": "no", "hub:": "a model of a hub", _SEEN: "yes, not run"}
    return next((mark for start, mark in marks.items() if code.startswith(start)), "yes")


def table(spec: Mapping[str, Any]) -> Iterator[str]:
    tools = list(spec["tools"])
    yield f"| | {' | '.join(tools)} |"
    yield f"| --- |{' --- |' * len(tools)}"
    for feature in spec["features"]:
        yield f"| {feature['name']} | {' | '.join(_cell(feature[tool]) for tool in tools)} |"
    yield ""
    yield "What carescore leaves out, and why:"
    yield ""
    yield from (f"- **{one['name']}**: {one['reason']}" for one in spec["features"] if "reason" in one)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--environments", type=Path, default=Path(tempfile.gettempdir(), "carescore-peers"))
    parser.add_argument("--write", action="store_true", help="write docs/compare.md when all that was tried holds")
    parser.add_argument("--only", nargs="+", default=[], metavar="TOOL", help="try the cells of these tools alone")
    options = parser.parse_args()
    spec = tomllib.loads((HERE / "compare.toml").read_text(encoding="utf-8"))
    wrong = 0
    for tool, given in ((t, g) for t, g in spec["tools"].items() if not options.only or t in options.only):
        python = python_of(tool, given.get("packages", []), options.environments)
        probes = {feature["name"]: feature[tool] for feature in spec["features"]}
        for name, why in tried(python, given, probes).items():
            wrong += bool(why)
            print(f"{tool:18}{'wrong' if why else 'holds'}  {name}  {why}", flush=True)
    text = "\n".join(table(spec))
    print(text)
    if options.write and not wrong:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        PAGE.write_text(f"{before}{START}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
