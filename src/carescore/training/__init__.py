"""How the bundled models are trained: scikit-learn fits, arrays are kept. Nothing here is loaded by a score."""
