"""The kinds of files that people hand to carescore: seeds of each, and what carescore does with one.

Whatever a file holds, a use may raise CarescoreError and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import random
import site
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import carescore
from carescore import batch, predictors
from carescore.annotate import lexicons
from carescore.errors import CarescoreError
from carescore.history import Known, Library, agreement, answers, manifests, surveys
from carescore.readers import formats
from carescore.renderers import to_table
from carescore.segmentation import corrections
from carescore.skills import profiles, scenarios
from carescore.training import labelled
from fuzzing.mutations import LARGEST, Seed

ROOT = Path(__file__).resolve().parents[2]
PLAIN = frozenset({"plain_text", "timecode_text"})
SCORED = 50  # one transcript of so many is scored too, and its page made
TALK = [
    ("Nurse", "Good morning, Mrs Canaryword, how can I help?"),
    ("Patient", "I am worried, the canaryword is stiff. Any pain is bad, is it not?"),
    ("Nurse", "I am sorry to hear that the canaryword hurts. Any pain now?"),
    ("Patient", "Yes, I am scared of the biopsy."),
    ("Nurse", "That sounds frightening. Let me explain what happens next."),
]
Use = Callable[[Path, random.Random], None]


class Wrong(Exception):
    """A fault that raises nothing by itself: what it is."""


@dataclass(frozen=True)
class Kind:
    """name; share: of the inputs; private: words of a conversation can stand in it."""

    name: str
    share: int
    seeds: Callable[[], list[Seed]]
    use: Use
    private: bool = True


def _samples(only: set[str], folders: list[Path]) -> list[Seed]:
    site.addsitedir(str(ROOT / "tests"))
    samples = import_module("readers.samples").SAMPLES
    found = [Seed(name, sample.data) for format_, name, sample in samples if not only or format_ in only]
    files = [path for folder in ([] if only else [ROOT / "examples"]) + folders for path in sorted(folder.rglob("*"))]
    found += [
        Seed(path.name, path.read_bytes()) for path in files if path.is_file() and path.suffix not in (".py", ".toml")
    ]
    return [seed for seed in found if len(seed.content) <= LARGEST]


def transcripts(only: set[str], folders: list[Path]) -> Kind:
    """Every format's samples, the bundled examples and the files of folders."""
    names = [found.name for found in formats()]

    def use(path: Path, rng: random.Random) -> None:
        format_ = rng.choice(names) if rng.random() < 0.1 else None
        transcript = carescore.read(path, format=format_)
        if format_ is None and transcript.format in PLAIN and _json(path.read_bytes()):
            raise Wrong("JSON read as plain text")
        transcript.to_jsonl().encode("utf-8")
        if any(quotes(note) for note in transcript.notes):
            raise Wrong("a note with words of the talk")
        if not rng.randrange(SCORED):
            _shown(carescore.score(transcript))

    return Kind("transcripts", 12, lambda: _samples(only, folders), use)


def quotes(message: str) -> bool:
    """Whether it holds words of the seeds' talk."""
    return any(word in message for word in ("stiff", "Any pain", "canaryword", "Canaryword"))


def _json(content: bytes) -> bool:
    """Whether it is a JSON document of objects."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _shown(report: carescore.Report) -> None:
    """Whatever shows a report."""
    data = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    if carescore.Report.from_dict(data) != report:
        raise Wrong("a report that does not come back from its JSON")
    report.to_html()
    to_table.render(report, 80, False, True)
    repr(report)
    carescore.without_words(report)


def _report() -> dict[str, Any]:
    return carescore.score(TALK, scenario="calm-upset-caller", rubric="miti").to_dict()


def _report_seeds() -> list[Seed]:
    report = carescore.score(TALK, scenario="calm-upset-caller", rubric="miti")
    plain = report.to_dict()
    text = json.dumps(plain).encode()
    reviewed = report.reviewed({**_review(plain), "report": {"id": report.id, "sha256": None}})
    return [
        Seed("visit.json", text),
        Seed("visits.jsonl", text + b"\n" + text),
        Seed("reviewed.json", _dumped(reviewed)),
    ]


def _dumped(report: carescore.Report) -> bytes:
    return json.dumps(report.to_dict()).encode()


def _reports(path: Path, rng: random.Random) -> None:
    for _, data in manifests.reports([str(path)]):
        if isinstance(data, CarescoreError):
            raise data
        with Library(":memory:") as library:
            library.add(data, Known("2026-01-01", "Ann"))
            library.figures(library.entries())
        carescore.summarise([report := carescore.Report.from_dict(data)])
        report.to_html()
        to_table.render(report, 80, False, True)
        repr(report)


def _review(report: dict[str, Any]) -> dict[str, Any]:
    place = next(
        {"measure": name, **{key: quote[key] for key in ("turn", "start", "end", "label")}}
        for name, score in report["scores"].items()
        for quote in score["evidence"]
    )
    mark = {"kind": "empathy", "turn": 2, "start": 0, "end": 9, "mark": "starred"}
    return {
        "schema": "carescore-review/1",
        "report": {"id": report["id"], "sha256": report["source"]["sha256"]},
        "carescore": "0.1.0",
        "saved": "2026-03-14T10:00:00Z",
        "unticked": [place],
        "skills": {"empathy": {"value": 70, "reason": "She said canaryword kindly"}},
        "notes": [{"turn": 2, "text": "canaryword: say more"}],
        "moments": [mark],
        "speakers": {},
        "turns": [],
    }


def _review_kind() -> Kind:
    report = carescore.score(TALK)
    one = _review(report.to_dict())
    spoken = {**one, "speakers": {"Nurse": "patient", "Patient": "staff"}, "turns": [{"turn": 1, "speaker": "Nurse"}]}
    again = {**one, "corrected": [{"speakers": {}, "turns": [{"turn": 1, "speaker": "Nurse"}]}]}

    def use(path: Path, rng: random.Random) -> None:
        if rng.randrange(SCORED):
            report.reviewed(path)
        else:
            _shown(carescore.score(TALK, review=path))

    return Kind(
        "reviews", 2, lambda: [Seed("visit.review.json", json.dumps(r).encode()) for r in (one, spoken, again)], use
    )


def _files(folder: str, ending: str) -> list[Seed]:
    return [Seed(path.name, path.read_bytes()) for path in sorted((ROOT / folder).glob(f"*{ending}"))]


def _tomls(folder: str) -> list[Seed]:
    own = b'name = "ours"\nversion = "1"\ntitle = "Ours"\nextends = "clinic"\n[phrases]\nadd = []\n'
    return [
        *_files(f"src/carescore/skills/{folder}", ".toml"),
        Seed("ours.toml", own),
        *_files("examples/plugin", ".toml"),
    ]


def _profile(path: Path, rng: random.Random) -> None:
    profiles.load(path)
    if not rng.randrange(SCORED):
        carescore.score(TALK, profile=path)


def _scenario(path: Path, rng: random.Random) -> None:
    scenarios.load(path)
    if not rng.randrange(SCORED):
        carescore.score(TALK, scenario=path)


def _lexicon(path: Path, _: random.Random) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except ValueError:
        return
    lexicons.meanings(lexicons.parse(path.stem, text))


MANIFEST = b"""file,date,trainee,apart,team,setting,scenario,trainer,cohort,may_show
visit-1.vtt,2026-01-12,Ann,,North,clinic,,Lee,2026,yes
visit-2.vtt,14 March 2026,Ann,,North,clinic,,,,
visit-3.vtt,25/03/2026,Bo,,South,front-desk-phone,,,,no
"""
SURVEY = b"""recording,person,month,fft,nps,cahps,stars,satisfaction,comment
visit-1,Ann,2026-01,very good,9,always,5,4,"The canaryword was stiff, and she listened."
visit-2,Ann,2026-03,3,2,never,1,2,Any pain was ignored
visit-3,Bo,2026-03,,,,,,canaryword
"""
CORRECTIONS = (
    b'turn,speaker,text\n1,Patient,\n2,Nurse,"Any pain, canaryword?"\n3,Nurse,I am sorry.\n3,Patient,It is stiff.\n'
)


def _manifest(path: Path, _: random.Random) -> None:
    manifests.read(str(path), {})


def _carried(path: Path, _: random.Random) -> None:
    list(batch.works([batch.Manifest(str(path))]))


def _surveys(path: Path, _: random.Random) -> None:
    given, unmatched = answers.linked(answers.read(str(path)), [])
    surveys.surveys([answer for _, answer in given], [], unmatched)


def _corrections(path: Path, _: random.Random) -> None:
    given = carescore.read(TALK)
    segment = import_module("carescore.segmentation").segment
    corrections.applied(segment(given), corrections.read(path), given)


def _forms_kind() -> Kind:
    report = _report()
    steps = [step["id"] for step in report["scenario"]["steps"]]
    rows = [f"{name},{','.join('yes' if i % 2 else 'no' for i in range(len(steps)))}" for name in ("visit", "other")]
    seed = Seed("forms.csv", "\n".join([f"file,{','.join(steps)}", *rows, ""]).encode())

    def use(path: Path, _: random.Random) -> None:
        known = path.parent / "visit.json"
        if not known.exists():
            known.write_text(json.dumps(report), encoding="utf-8")
        agreement.agreement(agreement.read(str(path)), [str(known)])

    return Kind("forms", 1, lambda: [seed], use)


def _labels(path: Path, _: random.Random) -> None:
    labelled.by_conversation(path.parent)


def _model_seeds() -> list[Seed]:
    folder = min(predictors.load.home().iterdir(), key=lambda f: (f / "model.joblib").stat().st_size)
    content = zlib.decompress((folder / "model.joblib").read_bytes())
    return [Seed("manifest.json", (folder / "manifest.json").read_bytes()), Seed("model.joblib", content)]


def _model(path: Path, _: random.Random) -> None:
    content = path.read_bytes()
    folder = path.parent / "model"
    folder.mkdir(exist_ok=True)
    manifest, artefact = folder / "manifest.json", folder / "model.joblib"
    if path.name == "manifest.json":
        manifest.write_bytes(content)
        artefact.write_bytes(b"")
    else:
        artefact.write_bytes(zlib.compress(content, 1))
        manifest.write_text(json.dumps({"sha256": hashlib.sha256(artefact.read_bytes()).hexdigest()}), encoding="utf-8")
    predictors.load.load_from(folder)


def others() -> list[Kind]:
    """Every kind but transcripts."""
    return [
        Kind("reports", 2, _report_seeds, _reports),
        _review_kind(),
        Kind("profiles", 2, lambda: _tomls("profiles"), _profile, private=False),
        Kind("scenarios", 2, lambda: _tomls("scenarios"), _scenario, private=False),
        Kind("lexicons", 2, lambda: _files("src/carescore/lexicons", ".tsv"), _lexicon, private=False),
        Kind("manifests", 1, lambda: [Seed("people.csv", MANIFEST)], _manifest, private=False),
        Kind("carried", 1, lambda: [Seed("calls.csv", MANIFEST)], _carried, private=False),
        Kind("surveys", 1, lambda: [Seed("answers.csv", SURVEY)], _surveys),
        Kind("corrections", 1, lambda: [Seed("turns.csv", CORRECTIONS)], _corrections),
        _forms_kind(),
        Kind("labels", 1, lambda: _files("benchmarks/labels", ".jsonl"), _labels),
        Kind("models", 1, _model_seeds, _model, private=False),
    ]
