"""A model from one's own labels: read, fitted, cross-validated beside the bundled one, and written as a folder.

``train`` does it all. Training and figures are scikit-learn's; a head is fitted by the code that fits the bundled one
(anew), or starts from the bundled head and learns how the labels differ (adapted), which needs fewer of them.
"""

from carescore.training.own._data import Figures, Result, Trained
from carescore.training.own._run import train
from carescore.training.own._tasks import TASKS, WHY_NOT

__all__ = ["TASKS", "WHY_NOT", "Figures", "Result", "Trained", "train"]
