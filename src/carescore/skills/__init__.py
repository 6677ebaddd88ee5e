"""The five skills and the moments to replay, composed of measures by a profile's open sums."""

from carescore.skills._base import CONTEXTS, SKILLS, VISIT, Moment, Part, PartRule, Profile, Skill
from carescore.skills._gains import gains
from carescore.skills._norms import FEWEST_CONVERSATIONS
from carescore.skills._sums import FEWEST_SKILLS
from carescore.skills.compose import compose, standings
from carescore.skills.moments import moments

__all__ = [
    "CONTEXTS",
    "FEWEST_CONVERSATIONS",
    "FEWEST_SKILLS",
    "SKILLS",
    "VISIT",
    "Moment",
    "Part",
    "PartRule",
    "Profile",
    "Skill",
    "compose",
    "gains",
    "moments",
    "standings",
]
