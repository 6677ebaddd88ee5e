"""A ConvoKit corpus folder: an utterance for each turn with its codes, speakers with their roles, the conversation with
its skills and measures as metadata. Source: ConvoKit's corpus format (Chang et al. 2020)."""

from __future__ import annotations

import json
from typing import Any

from carescore.integrations.exports._base import Export, codes_of
from carescore.report import Report, TurnText


def files(report: Report) -> dict[str, bytes]:
    root = f"{report.id}-0"
    utterances = [_utterance(report, turn, root) for turn in report.turns]
    speakers = {s.id: {"meta": {"role": s.role, "words": s.words, "talk_ms": s.talk_ms}} for s in report.speakers}
    figures = {name: skill.value for name, skill in report.skills.items()}
    figures |= {name: score.value for name, score in report.scores.items()}
    index = {f"{what}-index": {} for what in ("utterances", "speakers", "conversations", "overall")}
    return {
        "utterances.jsonl": "".join(json.dumps(one) + "\n" for one in utterances).encode("utf-8"),
        "speakers.json": _json({name: {**one, "vectors": []} for name, one in speakers.items()}),
        "conversations.json": _json({root: {"meta": {"report": report.id, **figures}, "vectors": []}}),
        "corpus.json": _json({"origin": "carescore", "version": report.provenance.get("carescore", "")}),
        "index.json": _json({**index, "version": 1, "vectors": []}),
    }


def _utterance(report: Report, turn: TurnText, root: str) -> dict[str, Any]:
    codes = [
        {"kind": code.kind, "start": code.start, "end": code.end, "confidence": code.confidence}
        for code in codes_of(report, turn)
    ]
    return {
        "id": f"{report.id}-{turn.index}",
        "conversation_id": root,
        "speaker": turn.speaker,
        "text": turn.text,
        "timestamp": turn.index if turn.start_ms is None else turn.start_ms / 1000,
        "reply-to": f"{report.id}-{turn.index - 1}" if turn.index else None,
        "meta": {"role": turn.role, "start_ms": turn.start_ms, "end_ms": turn.end_ms, "codes": codes},
        "vectors": [],
    }


def _json(data: object) -> bytes:
    return json.dumps(data, indent=1).encode("utf-8")


EXPORT = Export("convokit", "ConvoKit corpus", "", files, folder=True)
