#!/usr/bin/env bash
# scikit-learn 1.9.1: HistGradientBoostingClassifier, which takes NaN for missing, cannot be fitted when a whole column is
# NaN; RandomForestClassifier and SimpleImputer(keep_empty_features=True) can. In cross-validation over few conversations
# a skill may be unknown in every one of a fold, and the search dies of an error that names no column. Seen 2026-11-29:
#   ValueError: window shape cannot be larger than input array shape
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q scikit-learn==1.9.1
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier

figures, labels = np.array([[1.0, np.nan], [2.0, np.nan], [3.0, np.nan]]), [0, 1, 1]
RandomForestClassifier(5).fit(figures, labels)
try:
    HistGradientBoostingClassifier().fit(figures, labels)
    seen = "fitted"
except ValueError as error:
    seen = str(error)
print(seen)
assert seen == "window shape cannot be larger than input array shape", "the behaviour changed"
PYTHON
