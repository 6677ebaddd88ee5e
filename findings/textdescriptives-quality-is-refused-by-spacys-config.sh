#!/usr/bin/env bash
# TextDescriptives 2.8.4 beside spaCy 3.8.18 and confection 1.3.4, which pip chooses together: the pipe
# "textdescriptives/quality", and with it "textdescriptives/all", cannot be added. Its factory asks for Tuple[int, int];
# the defaults come out of spaCy's config as lists, and this confection makes no tuple of a list. Whoever follows its
# README gets a ConfigValidationError, though nlp.has_factory says that the pipe is there; passing tuples by hand helps.
# Seen 2026-11-29:
#   add_pipe("textdescriptives/quality")  top_ngram_range: [2, 4] is not typing.Tuple[int, int]
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q textdescriptives==2.8.4 spacy==3.8.18 confection==1.3.4
"$folder/venv/bin/python" - <<'PYTHON'
import spacy
import textdescriptives  # registers the factories

QUALITY = "textdescriptives/quality"
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
assert nlp.has_factory(QUALITY)
try:
    nlp.add_pipe(QUALITY)
except ValueError as error:
    said = str(error)
print(said)
assert "[2, 4] is not typing.Tuple[int, int]" in said, "the behaviour changed"
ranges = {"top_ngram_range": (2, 4), "duplicate_n_gram_fraction_range": (5, 10)}
nlp.add_pipe(QUALITY, config=ranges)
assert nlp("You can go home today. Rest for a week.")._.quality is not None
PYTHON
