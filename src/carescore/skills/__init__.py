"""The five skills and the moments to replay, composed of measures by a profile's open sums."""

from carescore.skills._base import SKILLS, Moment, Part, Profile, Skill
from carescore.skills.compose import compose
from carescore.skills.moments import moments

__all__ = ["SKILLS", "Moment", "Part", "Profile", "Skill", "compose", "moments"]
