"""Many reports: a library of them, the progress of a person and a team, and what changed between two periods."""

from carescore.history import again, answers, counted, dates, manifests, power, sentences, surveys
from carescore.history._identity import Mark
from carescore.history._issues import Issue
from carescore.history._practice import Practice
from carescore.history._progress import Link, Progress, progress
from carescore.history._ranking import Standing
from carescore.history._records import Answer, Entry, Figure, Known, Place, Total
from carescore.history._team import Good, Group, Mean, Team, team
from carescore.history.changes import Change
from carescore.history.courses import Course, Point, comparable
from carescore.history.impact import Impact, cohorts, compare
from carescore.history.library import Library
from carescore.history.milestones import Milestone

__all__ = [
    "Answer",
    "Change",
    "Course",
    "Entry",
    "Figure",
    "Good",
    "Group",
    "Impact",
    "Issue",
    "Known",
    "Library",
    "Link",
    "Mark",
    "Mean",
    "Milestone",
    "Place",
    "Point",
    "Practice",
    "Progress",
    "Standing",
    "Team",
    "Total",
    "again",
    "answers",
    "cohorts",
    "comparable",
    "compare",
    "counted",
    "dates",
    "manifests",
    "power",
    "progress",
    "sentences",
    "surveys",
    "team",
]
