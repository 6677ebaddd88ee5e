"""Names of months, weekdays and parts of a day, once for every rule that reads a date or a greeting."""

from __future__ import annotations

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
PARTS_OF_DAY = ("morning", "afternoon", "evening")  # that people greet each other with; "good night" is a farewell
