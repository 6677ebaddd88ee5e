"""carescore in spaCy: a pipe that codes a message or a turn. Importing it registers the factory "carescore"."""

from carescore.integrations.documents import of_report
from carescore.integrations.pipe import CarePipe, make

__all__ = ["CarePipe", "make", "of_report"]
