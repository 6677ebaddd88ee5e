"""A ConvoKit corpus folder: an utterance for each turn with its codes, speakers with their roles, the conversation with
its skills and measures as metadata. Source: ConvoKit's corpus format (Chang et al. 2020)."""

from __future__ import annotations

import json
from typing import Any

from carescore.codes import Code
from carescore.integrations.exports._base import OURS, Export, ExportPlace, codes_by_turn
from carescore.report import Report, TurnText

_INDEXED = ("utterances", "speakers", "conversations", "overall")


def files(report: Report, place: ExportPlace) -> dict[str, bytes]:
    root = f"{report.id}-0"
    codes = codes_by_turn(report)
    utterances = [_utterance(report, turn, codes[turn.index], root) for turn in report.turns]
    speakers = {
        s.id: {"meta": {"role": s.role, "words": s.words, "talk_ms": s.talk_ms}, "vectors": []} for s in report.speakers
    }
    figures = {name: skill.value for name, skill in report.skills.items()}
    figures |= {name: score.value for name, score in report.scores.items()}
    index: dict[str, dict[str, str]] = {
        f"{what}-index": {} for what in ("utterances", "speakers", "conversations", "overall")
    }
    return {
        "utterances.jsonl": "".join(json.dumps(one) + "\n" for one in utterances).encode("ascii"),
        "speakers.json": _json(speakers),
        "conversations.json": _json({root: {"meta": {"report": report.id, **figures}, "vectors": []}}),
        "corpus.json": _json({"origin": OURS, "version": report.provenance.get("carescore", "")}),
        "index.json": _json({**index, "version": 1, "vectors": []}),
    }


def _utterance(report: Report, turn: TurnText, own: list[Code], root: str) -> dict[str, Any]:
    codes = [
        {
            "kind": code.kind,
            "start": code.start,
            "end": code.end,
            "confidence": code.confidence,
            "attributes": dict(code.attributes),
            "coder": code.coder or OURS,
        }
        for code in own
    ]
    return {
        "id": f"{report.id}-{turn.index}",
        "conversation_id": root,
        "speaker": turn.speaker,
        "text": turn.text,
        "timestamp": turn.start_ms / 1000 if turn.start_ms is not None and _timed(report) else turn.index,
        "reply-to": f"{report.id}-{turn.index - 1}" if turn.index else None,
        "meta": {"role": turn.role, "start_ms": turn.start_ms, "end_ms": turn.end_ms, "codes": codes},
        "vectors": [],
    }


def _timed(report: Report) -> bool:
    """Whether every turn has its time: seconds and numbers of turns do not go into one order."""
    return all(turn.start_ms is not None for turn in report.turns)


def _json(data: object) -> bytes:
    return json.dumps(data, indent=1).encode("ascii")


EXPORT = Export(
    "convokit",
    "ConvoKit corpus",
    "",
    "ConvoKit",
    "an utterance a turn with its codes; skills and measures as metadata",
    files,
    folder=True,
)
