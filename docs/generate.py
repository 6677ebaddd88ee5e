"""Writes the tables of docs/ from the code: python docs/generate.py. A test checks that they are up to date."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from inspect import getdoc, isclass, signature
from pathlib import Path
from types import UnionType
from typing import get_args, get_origin

import house
import worked

from carescore import codes, measures, readers
from carescore.annotate import anchors, lexicons
from carescore.batch import columns
from carescore.batch.details import CODES, DETAILS, MEASURES, MOMENTS
from carescore.codes import calls, courtesies
from carescore.integrations import exports as all_exports
from carescore.predictors.roles import features
from carescore.predictors.sentiment import news
from carescore.report import Report
from carescore.text.literals import key, read_off
from carescore.training.own import TASKS, WHY_NOT

HERE = Path(__file__).resolve().parent
CONTRIBUTING = HERE.parent / "CONTRIBUTING.md"
PYTHON = HERE / "python.md"
EXPORTS = HERE / "exports.md"
TRAINING = HERE / "training.md"
HOW = HERE / "how-scores-are-made.md"
LITERALS = house.SOURCE / "text" / "literals.json"
ANCHORS = house.SOURCE / "annotate" / "anchors.txt"
MODULES = (
    "carescore",
    "carescore.readers",
    "carescore.measuring",
    "carescore.history",
    "carescore.sklearn",
    "carescore.spacy",
    "carescore.training",
    "carescore.errors",
)
_MARKS = "<!-- {0}: python docs/generate.py -->\n", "<!-- end of {0} -->\n"

COLUMNS = """# Columns of a batch

The table of `carescore batch` has a row a conversation, in the order of the inputs, and the same columns whatever was
asked for and whatever failed; what is not known is empty. `<skill>` and `<measure>` stand for each name. Text that a
spreadsheet would take for a formula has an apostrophe before it in CSV. What a manifest or `--carry` brings stands
after `error`, under its own name, or under `given_…` where that is taken.
"""
DETAIL_OF = {
    MEASURES: "`--long`: a row a skill, measure, step and item, in scores-measures.csv or the table measures",
    MOMENTS: "`--moments`: a row a moment, in scores-moments.csv or the table moments, with its words",
    CODES: "`--codes`: a row a code, in scores-codes.csv or the table codes, with its words",
}
FORMATS = """
WhisperX with `--max_line_width` and `--max_line_count` writes captions that may hold two speakers under the label of
the first, which cannot be known from the file: use its `.json`. Scenarist captions (`.scc`) are codes for a television:
save them as `.srt` or `.vtt`. A JSON document of another shape is read when its keys are named: `--columns text=utt`.
"""


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(header)
    lines = [head, ["---"] * len(head), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def kept_literals() -> str:
    """The literals of the patterns that are looked for, a line each, by the patterns' keys."""
    patterns = [
        *courtesies.PATTERNS.values(),
        *calls.PATTERNS.values(),
        *features.PATTERN_OF.values(),
        *news.PATTERNS.values(),
    ]
    lines = sorted(f"{json.dumps(key(one))}: {json.dumps(read_off(one))}" for one in patterns)
    return "{\n" + ",\n".join(lines) + "\n}\n"


def kept_anchors() -> str:
    """The tokens that call for each pattern of the bundled lexicons."""
    return anchors.written(entry.pattern for name in lexicons.bundled() for entry in lexicons.load(name).entries)


def coding() -> str:
    """Every code with its definition, near-misses and source, as its file tells them."""
    files = [f for f in sorted(Path(codes.__file__).parent.glob("*.py")) if not f.stem.startswith("_")]
    texts = {f.stem: ast.get_docstring(ast.parse(f.read_text(encoding="utf-8"))) or "" for f in files}
    return (
        "# Coding\n\nWhat a stretch of a conversation does is found once and counted by the measures.\n\n"
        + table(("code", "what it is"), ((name, house.first(text)) for name, text in texts.items()))
        + "".join(f"\n## {name}\n\n{text}\n{_kinds(name)}" for name, text in texts.items())
    )


def _kinds(name: str) -> str:
    """The kinds that a coder finds, with the values of their attributes."""
    coder = codes.bundled().get(name)
    if coder is None:
        return ""
    rows = (
        (kind, "; ".join(f"{key}: {', '.join(values) or 'any text'}" for key, values in attributes.items()))
        for kind, attributes in coder.kinds.items()
    )
    return "\n" + table(("kind", "attributes"), rows)


def pages() -> dict[str, str]:
    """File name → text of every generated page."""
    by_measure = (
        (m.name, m.title, m.unit, m.better, ", ".join(sorted(m.needs)), measures.source(m)) for m in measures.bundled()
    )
    details = "\n".join(f"## {m.name}\n\n{measures.docstring(m)}\n" for m in measures.bundled())
    by_format = ((r.name, r.title, " ".join(r.extensions), r.export) for r in readers.bundled())
    loaded = [lexicons.load(name) for name in lexicons.bundled()]
    by_lexicon = (
        (
            x.name,
            x.version,
            x.licence,
            str(len(x.entries)),
            str(len(lexicons.meanings(x))),
            ", ".join(x.labels),
            x.source,
        )
        for x in loaded
    )
    return {
        "measures.md": "# Measures\n\n"
        + table(("name", "title", "unit", "better", "needs", "source"), by_measure)
        + "\n"
        + details,
        "coding.md": coding(),
        "columns.md": COLUMNS
        + "".join(
            "\n" + table(("column", "type", "what it holds"), ((c.name, c.kind, c.meaning) for c in part))
            for part in (columns.GENERAL, columns.SKILL, columns.MEASURE)
        )
        + "".join(
            f"\n## {DETAIL_OF[name]}\n\n"
            + table(("column", "type", "what it holds"), ((c.name, c.kind, c.meaning) for c in detail.columns))
            for name, detail in DETAILS.items()
        ),
        "formats.md": "# Formats\n\n"
        + table(("name", "title", "extensions", "where it comes from"), by_format)
        + FORMATS,
        "lexicons.md": "# Lexicons\n\n"
        + table(("name", "version", "licence", "patterns", "phrases", "labels", "source"), by_lexicon),
    }


def filled(path: Path, name: str, between: str, page: str | None = None) -> str:
    """A page with what stands between its marks of that name as the code has it. page: its text so far."""
    begin, end = (mark.format(name) for mark in _MARKS)
    before, _, rest = (page or path.read_text(encoding="utf-8")).partition(begin)
    return before + begin + between + end + rest.partition(end)[2]


def contributing() -> str:
    """CONTRIBUTING.md with the table of the rooms as the code has them."""
    return filled(CONTRIBUTING, "rooms", table(("room", "what it is", "imports from"), house.rows()))


def python() -> str:
    """docs/python.md with the tables of the public names."""
    return filled(PYTHON, "names", "".join(f"\n### {module}\n\n{_names(module)}" for module in MODULES) + "\n")


def exports() -> str:
    """docs/exports.md with the table of the kinds of file."""
    rows = (
        (e.name, e.title, e.ending or "a folder", e.opens, e.holds, "yes" if e.times else "")
        for e in all_exports.EXPORTS.values()
    )
    header = ("`--format`", "file", "ending", "opened by", "what it holds", "needs times")
    return filled(EXPORTS, "exports", table(header, rows))


def training() -> str:
    """docs/training.md with the tables of what can be trained and what cannot."""
    rows = ((t.model, f"`{t.column}`", t.side, ", ".join(t.classes), t.read_by or "none") for t in TASKS.values())
    tasks = table(("model", "column", "turns of", "classes", "measure that reads it"), rows)
    why = table(("model", "why"), ((name, text) for name, text in WHY_NOT.items()))
    page = filled(TRAINING, "tasks", tasks)
    return filled(TRAINING, "untrained", why, page)


def how() -> str:
    """docs/how-scores-are-made.md with the worked numbers."""
    page = HOW.read_text(encoding="utf-8")
    for name, text in worked.blocks(table).items():
        page = filled(HOW, name, text, page)
    return page


def _names(module: str) -> str:
    found = import_module(module)
    rows = [row for name in found.__all__ for row in _rows(name, getattr(found, name))]
    return table(("name", "what it is"), rows)


def _rows(name: str, thing: object) -> Iterator[tuple[str, str]]:
    """A name's row, and for a report those of what it can do."""
    yield f"`{name}{_call(thing)}`", _about(thing)
    if thing is Report:
        methods = {n: m for n, m in vars(Report).items() if callable(m) or isinstance(m, classmethod)}
        for method in sorted(n for n in methods if not n.startswith("_")):
            yield f"`{name}.{method}{_call(getattr(Report, method))}`", _about(getattr(Report, method))


def _call(thing: object) -> str:
    """How a function is called: the names of its arguments."""
    if isclass(thing) or get_origin(thing) or not callable(thing):
        return ""
    parts = []
    for one in signature(thing).parameters.values():
        star = ["*"] if one.kind is one.KEYWORD_ONLY and "*" not in parts else []
        parts += [*star, one.name if one.default is one.empty else f"{one.name}={one.default!r}"]
    return f"({', '.join(part for part in parts if part != 'self')})"


def _about(thing: object) -> str:
    """The first sentence of a docstring; of a value, what it is."""
    if isinstance(thing, UnionType):
        return " or ".join(f"`{one.__name__}`" for one in get_args(thing)) + "."
    if get_origin(thing):
        return "A type, for annotations."
    if isinstance(thing, int | str | tuple):
        return f"`{thing!r}`"
    first = house.first(getdoc(thing) or "")
    return first.partition(". ")[0].rstrip(".") + "."


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")
    CONTRIBUTING.write_text(contributing(), encoding="utf-8")
    PYTHON.write_text(python(), encoding="utf-8")
    EXPORTS.write_text(exports(), encoding="utf-8")
    TRAINING.write_text(training(), encoding="utf-8")
    HOW.write_text(how(), encoding="utf-8")
    LITERALS.write_text(kept_literals(), encoding="utf-8")
    ANCHORS.write_text(kept_anchors(), encoding="utf-8")
