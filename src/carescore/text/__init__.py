"""Words, sentences and their forms: what holds of any text, whoever speaks."""
