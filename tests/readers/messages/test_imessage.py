"""iMessage conversations from imessage-exporter."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.messages.imessage import READER

WRITTEN = {
    "visit.txt": Sample(
        "".join(
            f"Mar 05, 2026  9:10:{s // 1000:02} AM{' (Read by them after 1 minute)' * (who == 'Dr. Fox')}\n{who}\n{said}\n\n"
            for who, said, s, _ in VISIT
        ),
        frozenset({"speaker"}),
    )
}
REPLY = "Mar 05, 2026  9:12:11 AM\nSam\nTomorrow.\n"
TEXT = f"""Mar 05, 2026  9:10:11 AM (Read by them after 1 minute)
Me
When is it?

Two lines.
/Users/x/Library/Messages/Attachments/ab/cd.heic
Tapbacks:
Loved by Sam

{"".join("    " + line + chr(10) for line in REPLY.splitlines())}
{REPLY}This message responded to an earlier message.

Mar 06, 2026 12:00:00 AM
+15550100
Noo
Edited 2 minutes later: No

Mar 06, 2026 12:01:00 AM
Sam
Tapbacks:
Liked by Me
"""


def test_replies_reactions_edits_and_paths() -> None:
    found, _ = READER.read(TEXT)
    assert [(u.speaker, u.text, u.start_ms) for u in found] == [
        ("me", "When is it? Two lines.", 0),
        ("Sam", "Tomorrow.", 120_000),
        ("+15550100", "No", (14 * 3600 + 49 * 60 + 49) * 1000),
    ]


def test_an_indented_reply_that_stands_nowhere_else_is_kept() -> None:
    found, _ = READER.read(TEXT.replace("\n" + REPLY, "\n"))
    assert [u.speaker for u in found] == ["me", "Sam", "+15550100"]


@pytest.mark.parametrize("head", ["Mar 05, 2026\nMe: hello\n", "March 5, 2026 9:10:11 AM\nMe\nhello\n", "Me\nhello\n"])
def test_near_misses(head: str) -> None:
    assert not READER.looks_like(head)


def test_messages_without_text_are_refused() -> None:
    with pytest.raises(ReadError):
        READER.read("Mar 05, 2026  9:10:11 AM\nMe\n")


def test_the_day_is_that_of_the_first_message() -> None:
    assert READER.day
    assert READER.day("Mar 05, 2026 11:59:00 PM\nMe\nhello\n\nMar 06, 2026 12:01:00 AM\nDana\nhi\n") == "2026-03-05"
