"""STM, segments with speaker, times and text, as scoring tools for recognisers take them. Source: NIST SCTK."""

from __future__ import annotations

from carescore.integrations.exports._base import Export, ExportPlace, timed, token, utf8
from carescore.report import Report


def files(report: Report, place: ExportPlace) -> dict[str, bytes]:
    name, lines = token(report.id), []
    for one in timed(report, "STM"):
        said = " ".join(one.turn.text.replace("{", "(").replace("}", ")").split())
        lines.append(f"{name} 1 {token(one.turn.speaker)} {one.start / 1000:.3f} {one.end / 1000:.3f} <o> {said}")
    return {".stm": utf8(lines)}


EXPORT = Export("stm", "STM segments", ".stm", "SCTK, meeteval", "who said what when", files, times=True)
