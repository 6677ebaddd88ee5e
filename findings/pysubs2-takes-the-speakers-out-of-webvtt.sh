#!/usr/bin/env bash
# pysubs2 1.8.1: a WebVTT file that was loaded and saved, if only to move its times, has lost who spoke: <v Name>, in which
# Teams writes the speaker, is taken out as an unknown HTML tag, and SSAEvent.name, the name of who speaks, stays empty. One
# would expect it in name, or kept. The command overwrites its input, so whoever shifts a folder of transcripts has no
# speakers left, and no warning. keep_html_tags=True, in the command --srt-keep-html-tags, keeps them in the text. Seen
# 2026-11-29:
#   pysubs2 --shift 1s visit.vtt  0 of 2 voices left; with --srt-keep-html-tags 2
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pysubs2==1.8.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import subprocess
import sys
from pathlib import Path

import pysubs2

visit = Path("visit.vtt")
spoken = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Nurse>How are you today?</v>

00:00:03.000 --> 00:00:05.000
<v Patient>It still hurts.</v>
"""
left = []
for options in ([], ["--srt-keep-html-tags"]):
    visit.write_text(spoken, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pysubs2", "--shift", "1s", *options, str(visit)], check=True)
    left.append(visit.read_text(encoding="utf-8").count("<v "))
events = [(event.name, event.text) for event in pysubs2.SSAFile.from_string(spoken)]
print(left, events)
assert events == [("", "How are you today?"), ("", "It still hurts.")], "the behaviour changed"
assert left == [0, 2], "the behaviour changed"
PYTHON
