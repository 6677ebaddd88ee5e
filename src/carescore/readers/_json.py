"""JSON without quoting it in errors: a parser's own message could hold words of the talk."""

from __future__ import annotations

import json
from typing import Any

from carescore.errors import ReadError


def load(text: str) -> Any:
    """The value of a JSON text. Raises ReadError with the line of the fault."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError("broken JSON", line=error.lineno) from None
    except RecursionError:
        raise ReadError("JSON nested too deeply", line=1) from None


def lines(text: str) -> list[tuple[int, Any]]:
    """(line number, value) of JSON lines. Raises ReadError with the line of the fault."""
    values = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                values.append((number, json.loads(line)))
            except (ValueError, RecursionError):
                raise ReadError("broken JSON", line=number) from None
    return values
