"""XML and zip containers as the readers open them, bounded and without entities, for whoever else opens a file."""

from carescore.readers._xml import each, local, parse
from carescore.readers._zip import members, names

__all__ = ["each", "local", "members", "names", "parse"]
