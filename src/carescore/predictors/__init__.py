"""Text in, numbers out: the bundled linear models, a room each with the features it sees."""
