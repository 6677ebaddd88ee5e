"""What staff do with a turn: ask, reflect, inform or advise, or something else; and which of their sentences ask."""

from carescore.predictors.behaviour.model import CLASSES, PARTS, TURN_HEADS, StaffTurns, asks, probe, staff_turns

__all__ = ["CLASSES", "PARTS", "TURN_HEADS", "StaffTurns", "asks", "probe", "staff_turns"]
