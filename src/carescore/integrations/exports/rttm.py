"""RTTM, who spoke when: a SPEAKER line for each stretch of speech. It holds no words. Source: NIST Rich Transcription."""

from __future__ import annotations

from carescore.integrations.exports._base import Export, timed, token
from carescore.report import Report


def files(report: Report) -> dict[str, bytes]:
    name, lines = token(report.id), []
    for one in timed(report, "RTTM"):
        for start, end in one.turn.spans or ((one.start, one.end),):
            times = f"{start / 1000:.3f} {(end - start) / 1000:.3f}"
            lines.append(f"SPEAKER {name} 1 {times} <NA> <NA> {token(one.turn.speaker)} <NA> <NA>\n")
    return {".rttm": "".join(lines).encode("utf-8")}


EXPORT = Export("rttm", "RTTM speaker times", ".rttm", files)
