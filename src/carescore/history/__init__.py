"""Many reports: a library of them, the progress of a person and a team, and what changed between two periods."""

from carescore.history import dates, manifests
from carescore.history._courses import Course, Point
from carescore.history._issues import Issue
from carescore.history._milestones import Milestone
from carescore.history._practice import Practice
from carescore.history._progress import Link, Progress, progress
from carescore.history._ranking import Standing
from carescore.history._team import Good, Group, Mean, Team, team
from carescore.history.impact import Change, Impact, compare
from carescore.history.library import Entry, Known, Library, Place

__all__ = [
    "Change",
    "Course",
    "Entry",
    "Good",
    "Group",
    "Impact",
    "Issue",
    "Known",
    "Library",
    "Link",
    "Mean",
    "Milestone",
    "Place",
    "Point",
    "Practice",
    "Progress",
    "Standing",
    "Team",
    "compare",
    "dates",
    "manifests",
    "progress",
    "team",
]
