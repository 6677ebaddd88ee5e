"""The log of an imagined desk telephone: a first line, then seconds, speaker and text, parted by tabs."""

from carescore.errors import ReadError
from carescore.readers import Reader
from carescore.transcript import Utterance

_FIRST = "DESKPHONE LOG 1"


def looks_like(head: str) -> bool:
    return head.startswith(_FIRST)


def read(text: str) -> tuple[list[Utterance], list[str]]:
    found = []
    for number, line in enumerate(text.splitlines()[1:], start=2):
        cells = line.split("\t")
        if len(cells) != 3 or not cells[0].isdigit():
            raise ReadError("seconds, speaker and text are needed", line=number)
        found.append(Utterance(cells[1], cells[2], start_ms=int(cells[0]) * 1000, line=number))
    return found, []


READER = Reader(
    name="deskphone",
    title="Desk telephone log",
    extensions=(".desk",),
    export="the telephone's menu: export the log",
    looks_like=looks_like,
    read=read,
)
