#!/usr/bin/env bash
# pylangacq 0.23.0: read_chat refuses a CHAT transcript whose file has another name than its @Media header says, so a copy, a
# download or a temporary file of a good transcript cannot be read unless strict=False is given. One would expect the words,
# and a warning about the recording. Who keeps "visit (1).cha" loses a conversation. Seen 2026-11-29:
#   visit.cha 1 utterance, copy.cha ValueError "@Media name 'visit' does not match file name", with strict=False 1 utterance
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pylangacq==0.23.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from pathlib import Path

import pylangacq

head = "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tSP1 Ann Adult\n@ID:\teng|x|SP1|||||Adult|||\n@Media:\tvisit, audio\n"
for name in ("visit", "copy"):
    Path(f"{name}.cha").write_text(f"{head}*SP1:\tgood morning . \x150_900\x15\n@End\n", encoding="utf-8")
assert len(pylangacq.read_chat("visit.cha").utterances()) == 1
try:
    pylangacq.read_chat("copy.cha")
    refused = ""
except ValueError as error:
    refused = str(error)
print(refused)
assert "does not match file name" in refused, "the behaviour changed"
assert len(pylangacq.read_chat("copy.cha", strict=False).utterances()) == 1
PYTHON
