#!/usr/bin/env bash
# vaderSentiment 3.3.2: a contraction written with the typographic apostrophe (U+2019) is no negation. Word, Teams and
# phones write that sign, so a complaint in such a transcript is scored as praise. Seen 2026-11-29:
#   "The nurse wasn't kind."  -0.4168 with U+0027, 0.5267 with U+2019
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q vaderSentiment==3.3.2
"$folder/venv/bin/python" - <<'PYTHON'
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

judge = SentimentIntensityAnalyzer()
plain, typographic = (judge.polarity_scores(f"The nurse wasn{sign}t kind.")["compound"] for sign in ("'", "\u2019"))
print("U+0027:", plain, "U+2019:", typographic)
assert (plain, typographic) == (-0.4168, 0.5267), "the behaviour changed"
PYTHON
