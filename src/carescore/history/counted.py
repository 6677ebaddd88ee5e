"""Numbers of things in words, in the singular where there is one."""

from __future__ import annotations


def counted(count: int, one: str, several: str = "") -> str:
    """1 answer, 2 answers."""
    return f"{count} {one if count == 1 else several or one + 's'}"


def conversations(count: int) -> str:
    return counted(count, "conversation")


def people(count: int) -> str:
    return counted(count, "person", "people")


def older(count: int, left_out_of: str) -> str:
    """Conversations that another version scored, which are in no comparison, figure or correlation."""
    was, are, it = ("was", "is", "it") if count == 1 else ("were", "are", "them")
    return f"{conversations(count)} {was} scored by another version and {are} in no {left_out_of}: score {it} again."


def nameless(count: int) -> str:
    """Conversations of nobody in particular."""
    name, are = ("names", "is") if count == 1 else ("name", "are")
    return f"{conversations(count)} {name} no trainee and {are} in no figure."


def forgotten(own: int, others: int) -> str:
    """What was deleted with a person."""
    parts = [f"{conversations(own)} deleted"]
    parts += [f"{conversations(others)} of others lost {'its' if others == 1 else 'their'} words, which named them"]
    return "; ".join(parts if others else parts[:1]) + "."
