"""Tables and records: a row an utterance."""
