"""Renderers turn a Report into text and know nothing else."""
