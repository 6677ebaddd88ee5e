"""Mutation testing of the rooms that hold the rules: the changes, the tests that reach each, and the workers that run
them. `python benchmarks/mutants.py` is the door."""
