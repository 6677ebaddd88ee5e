"""An example: a measure, its lexicon and a format, added to carescore by another package."""
