"""RTTM, who spoke when: a SPEAKER line for each stretch of speech, no words. Source: NIST Rich Transcription."""

from __future__ import annotations

from carescore.integrations.exports._base import Export, ExportPlace, timed, token, utf8
from carescore.report import Report


def files(report: Report, place: ExportPlace) -> dict[str, bytes]:
    name, lines = token(report.id), []
    for one in timed(report, "RTTM"):
        for start, end in one.turn.spans or ((one.start, one.end),):
            times = f"{start / 1000:.3f} {(end - start) / 1000:.3f}"
            lines.append(f"SPEAKER {name} 1 {times} <NA> <NA> {token(one.turn.speaker)} <NA> <NA>")
    return {".rttm": utf8(lines)}


EXPORT = Export("rttm", "RTTM speaker times", ".rttm", "pyannote, dscore, md-eval", "who spoke when", files, times=True)
