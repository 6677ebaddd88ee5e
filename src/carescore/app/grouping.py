"""Dropped files as conversations: one file per speaker makes one, and a recording goes to its transcript."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from carescore import readers
from carescore.app.uploads import Upload
from carescore.errors import CarescoreError, ReadError
from carescore.text.regex import lazy
from carescore.transcript import Transcript

MOST_CONVERSATIONS = 500
_END = lazy(r"[\s_.-]+[^\s_.-]+$")  # what tells one speaker's file from the other's: visit_doctor, visit_patient
_ALONE = "a recording without its transcript: carescore reads words, so drop the transcript with it"


@dataclass(frozen=True, slots=True)
class ReadUpload:
    """A conversation that was read, and its recording."""

    transcript: Transcript
    recording: Upload | None = None


def read(files: Sequence[Upload]) -> tuple[list[ReadUpload], list[str]]:
    """The conversations in dropped files, and a sentence for each file that is none."""
    recordings = [one for one in files if one.is_recording]
    found: list[tuple[Upload, Transcript]] = []
    failed: list[str] = []
    for upload in files:
        if not upload.is_recording:
            one, wrong = _conversations(upload)
            found += [(upload, transcript) for transcript in one]
            failed += wrong
    merged = _merged(found)
    paired = [ReadUpload(transcript, _recording(upload, recordings, len(merged))) for upload, transcript in merged]
    used = {one.recording for one in paired}
    failed += [f"{one.name}: {_ALONE}" for one in recordings if one not in used]
    return paired[:MOST_CONVERSATIONS], failed + _too_many(paired)


def _too_many(found: Sequence[ReadUpload]) -> list[str]:
    left = len(found) - MOST_CONVERSATIONS
    return [f"{left} more conversations were left out: score so many with carescore batch"] if left > 0 else []


def _conversations(upload: Upload) -> tuple[list[Transcript], list[str]]:
    found, failed = [], []
    try:
        for item in readers.conversations(upload.path):
            if isinstance(item, ReadError):
                failed.append(str(_renamed(item, upload)))
            else:
                id_ = Path(upload.name).stem + item.id.removeprefix(upload.path.stem)
                found.append(replace(item, id=id_, path=upload.name))
    except ReadError as error:
        failed.append(str(_renamed(error, upload)))
    except CarescoreError as error:
        failed.append(f"{upload.name}: {error}")
    except Exception as error:  # one bad file never stops the rest; a message could quote somebody
        failed.append(f"{upload.name}: unexpected {type(error).__name__}")
    return found, failed


def _renamed(error: ReadError, upload: Upload) -> ReadError:
    """The error with the name that the file's owner knows."""
    return ReadError(error.reason, upload.name, error.line)


def _merged(found: Sequence[tuple[Upload, Transcript]]) -> list[tuple[Upload, Transcript]]:
    """Files with one voice each, times, and names that differ at the end only, become one conversation."""
    groups: dict[tuple[str, str], list[tuple[Upload, Transcript]]] = {}
    for upload, transcript in found:
        single = len(transcript.speakers) < 2 and transcript.has_clock
        stem = _END.sub("", Path(upload.name).stem) if single else f"{upload.name}/{transcript.id}"
        groups.setdefault((upload.folder, stem), []).append((upload, transcript))
    return [one for group in groups.values() for one in (_together(group) if len(group) > 1 else group)]


def _together(group: Sequence[tuple[Upload, Transcript]]) -> list[tuple[Upload, Transcript]]:
    first = group[0][0]
    try:
        merged = readers.read([upload.path for upload, _ in group])
    except CarescoreError:
        return list(group)
    name = _END.sub("", Path(first.name).stem)
    return [(first, replace(merged, id=name, path=" ".join(upload.name for upload, _ in group)))]


def _recording(transcript: Upload, recordings: Iterable[Upload], conversations: int) -> Upload | None:
    """The recording of a transcript: of the same name, of a name that begins like it, or the only one there is."""
    near = [one for one in recordings if one.folder == transcript.folder]
    stem = Path(transcript.name).stem.casefold()
    same = [one for one in near if Path(one.name).stem.casefold() == stem]
    alike = [one for one in near if _begins(stem, Path(one.name).stem.casefold())]
    only = near if len(near) == 1 and conversations == 1 else []
    return next(iter([*same, *alike, *only]), None)


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long.startswith(short) and not long[len(short) : len(short) + 1].isalnum()
