"""Records that name the record they answer (ConvoKit): in the order of the replies, where there are no times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from carescore.transcript import Utterance

KEYS = ("reply_to", "reply-to")


def in_order(records: Sequence[Mapping[str, Any]], lines: Sequence[int], found: list[Utterance]) -> list[Utterance]:
    """The utterances each behind the one it answers; as they are, where they have times or form no chain."""
    key = next((key for key in KEYS if records and key in records[0]), None)
    if key is None or any(u.start_ms is not None for u in found):
        return found
    answers: dict[str, list[int]] = {}
    for record, line in zip(records, lines, strict=True):
        answers.setdefault(str(record.get(key)), []).append(line)
    ids = {line: str(record.get("id")) for record, line in zip(records, lines, strict=True)}
    known = set(ids.values())
    waiting = [line for to, group in answers.items() if to not in known for line in group][::-1]
    order: dict[int, int] = {}
    while waiting:
        line = waiting.pop()
        if line not in order:
            order[line] = len(order)
            waiting += answers.get(ids[line], [])[::-1]
    return sorted(found, key=lambda u: order[u.line or 0]) if len(order) == len(ids) else found
