#!/usr/bin/env bash
# statsmodels 0.15.0: the 95 % interval of cohens_kappa runs past 1 in small samples, and where one of the two raters always
# says the same (a rare code that one never used) it is NaN, or has no width, depending on the counts: 8 to 4 gives NaN, 20 to
# 4 gives 0.00 to 0.00, as sure as can be. One would expect ends within -1 and 1, and no interval there. Who prints kappa for
# a codebook of rare codes prints certainty. Seen 2026-11-29:
#   [[20, 1], [0, 3]] to 1.149; [[8, 4], [0, 0]] nan; [[20, 4], [0, 0]] -0.000 to 0.000
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q statsmodels==0.15.0
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from math import isnan

from statsmodels.stats.inter_rater import cohens_kappa

small, none, flat = (cohens_kappa(table) for table in ([[20, 1], [0, 3]], [[8, 4], [0, 0]], [[20, 4], [0, 0]]))
print(small.kappa_upp, none.kappa_upp, flat.kappa_low, flat.kappa_upp)
assert small.kappa_upp > 1.1, "the behaviour changed"
assert isnan(none.kappa_upp) and abs(flat.kappa_upp - flat.kappa_low) < 1e-6, "the behaviour changed"
PYTHON
