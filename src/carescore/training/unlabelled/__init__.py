"""How the model of unlabelled talk is made: sentences, a chain over who speaks them, and how sure it is."""
