#!/usr/bin/env bash
# webvtt-py 0.6.0: where one cue holds two voices, which WebVTT allows for people who speak at once or in quick exchange,
# Caption.voice is the first name and Caption.text the words of both without a name: what the patient said stands under the
# nurse. If only the second line of a cue has a voice, there is none at all. One would expect each voice with its words, or
# None where it is not one person. Talk time and turns counted from it are wrong without a sign. Seen 2026-11-29:
#   '<v Nurse>Does it hurt?</v>\n<v Patient>A lot.</v>'  voice 'Nurse', text 'Does it hurt?\nA lot.'
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q webvtt-py==0.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import webvtt

both, second = webvtt.from_string("""WEBVTT

00:00:01.000 --> 00:00:04.000
<v Nurse>Does it hurt?</v>
<v Patient>A lot.</v>

00:00:04.000 --> 00:00:06.000
(coughs)
<v Patient>Sorry.</v>
""")
seen = [(caption.voice, caption.text) for caption in (both, second)]
print(seen)
assert seen == [("Nurse", "Does it hurt?\nA lot."), (None, "(coughs)\nSorry.")], "the behaviour changed"
PYTHON
