"""carescore in scikit-learn: conversations become figures, and the bundled heads judge single turns."""

from carescore.integrations.classifier import TurnClassifier
from carescore.integrations.scorer import CareScorer

__all__ = ["CareScorer", "TurnClassifier"]
