"""Renderers turn a Report into text and know nothing else; pages and words are shared with other pages."""

from carescore.renderers import _words as words
from carescore.renderers import pages

__all__ = ["pages", "words"]
