#!/usr/bin/env bash
# striprtf 0.0.29: rtf_to_text returns text that the document marks as deleted (\deleted, a tracked change) or hidden (\v),
# run together with what a reader of the document sees. In a transcript that was corrected with tracked changes, words that
# somebody took out come back as said. A footnote is left out, as one would expect. Seen 2026-11-29:
#   'Nurse: Hi.\nPatient: It hurts a lotof course aches.\n' where Word shows "It  aches."
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q striprtf==0.0.29
"$folder/venv/bin/python" - <<'PYTHON'
from striprtf.striprtf import rtf_to_text

document = (
    r"{\rtf1\ansi Nurse: Hi.{\footnote Recorded by the vendor.}\par "
    r"Patient: It {\deleted hurts a lot}{\v of course} aches.\par}"
)
text = rtf_to_text(document)
print(repr(text))
assert text == "Nurse: Hi.\nPatient: It hurts a lotof course aches.\n", "the behaviour changed"
PYTHON
