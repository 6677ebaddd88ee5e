"""Exports of message apps."""
