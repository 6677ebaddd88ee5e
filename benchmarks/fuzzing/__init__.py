"""What fuzz.py changes, and what it hands the changed files to."""
