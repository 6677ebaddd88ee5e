"""What subtitles do to talk, undone: repeated lines, one cue a word, labels in brackets or on lines of their own.

A cue is (start, end, payload lines, line number). Labels come out as "Name: text", a change of speaker without a name
as "- text". Source: exports of yt-dlp, WhisperX (highlight_words), Rev, Teams, Premiere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from carescore.readers import _labels, _remarks
from carescore.readers._base import Parsed
from carescore.text.regex import lazy
from carescore.transcript import Utterance, Word

Cue = tuple[int, int, Sequence[str], int]
_MARKED = lazy(r"<(u|font)\b[^<>]*>(.*?)</\1>")
_MARK = lazy(r"</?(?:u|font)\b[^<>]*>", re.IGNORECASE)
_CHANGE = lazy(r"^>>+[ \t]*(?=\S)")
_DASHES = ("-", "–", "—")
_LABEL = lazy(r"[\[(][^\])]*[\])]:?$|.{1,40}:$")
_HOLD = 20  # ms between a line and its repetition on top of the next cue
_MOSTLY = 0.3  # of the cues repeat a line of the one before: then captions roll
_NAMES = 0.9  # of the cues begin with a line that is a name
_ECHO_WORDS, _ECHO_SHARE, _NEAR = 3, 0.5, 4  # so many words, so much of the shorter time, so many utterances apart
_ECHOES = 0.1  # of the utterances


def clear(cues: Sequence[Cue]) -> tuple[list[Cue], dict[int, tuple[Word, ...]]]:
    """The cues as talk, and by line number the words whose times highlighting gave."""
    highlighted, words = _unhighlighted(cues)
    return labelled(_once(highlighted)), words


def worded(found: Sequence[Utterance], words: Mapping[int, tuple[Word, ...]]) -> list[Utterance]:
    """The utterances with the words of their cues; of a cue in which several speak nobody knows whose they are."""
    said = Counter(u.line for u in found) if words else Counter()
    return [replace(u, words=words.get(u.line or 0, ())) if said[u.line] == 1 else u for u in found]


def finished(found: Sequence[Utterance]) -> Parsed:
    """The utterances without sounds and echoes, and a note where there were echoes: the same words at the same time
    under another label, as two microphones hear them."""
    said = list(_remarks.left_out(found))
    echoes: set[int] = set()
    until = 0
    for i, utterance in enumerate(said):
        if utterance.start_ms is not None and utterance.end_ms is not None:
            if utterance.start_ms < until and _is_echo(utterance, said[max(0, i - _NEAR) : i]):
                echoes.add(i)
            until = max(until, utterance.end_ms)
    if not echoes or len(echoes) < _ECHOES * len(said):
        return said, []
    kept = [utterance for i, utterance in enumerate(said) if i not in echoes]
    return kept, [f"the same words at the same time under two labels were counted once ({len(echoes)} times)"]


def _is_echo(utterance: Utterance, before: Sequence[Utterance]) -> bool:
    """Whether one of the utterances before says the same at the same time and is another's."""
    words = _plain(utterance.text)
    if len(words) < _ECHO_WORDS:
        return False
    others = (one for one in before if one.speaker != utterance.speaker)
    return any(_overlap(one, utterance) >= _ECHO_SHARE and _plain(one.text) == words for one in others)


def _overlap(one: Utterance, two: Utterance) -> float:
    """The time that two utterances share, as a share of the shorter one."""
    if one.start_ms is None or one.end_ms is None or two.start_ms is None or two.end_ms is None:
        return 0
    shared = min(one.end_ms, two.end_ms) - max(one.start_ms, two.start_ms)
    return shared / max(1, min(one.end_ms - one.start_ms, two.end_ms - two.start_ms))


def _plain(text: str) -> list[str]:
    return _WORD.findall(text.lower())


_WORD = lazy(r"[^\W_]+")


def _unhighlighted(cues: Sequence[Cue]) -> tuple[list[Cue], dict[int, tuple[Word, ...]]]:
    """One cue for a sentence that is shown once for each of its words, the word underlined."""
    if not any("<u" in line or "<font" in line for _, _, said, _ in cues for line in said):
        return list(cues), {}
    found: list[Cue] = []
    words: dict[int, list[Word]] = {}
    for start, end, said, line in cues:
        plain = [_MARK.sub("", text) for text in said]
        marked = [
            Word(text.strip(), start, end) for _, text in _MARKED.findall(" ".join(said)) if " " not in text.strip()
        ]
        if found and plain == found[-1][2] and start <= found[-1][1] + _HOLD and (marked or found[-1][3] in words):
            found[-1] = (found[-1][0], max(end, found[-1][1]), plain, found[-1][3])
        else:
            found.append((start, end, plain, line))
        if marked:
            words.setdefault(found[-1][3], []).extend(marked)
    return found, {line: tuple(said) for line, said in words.items()}


def _once(cues: list[Cue]) -> list[Cue]:
    """Without the lines that rolling captions show again on top of the next cue."""
    alone = _alone([said for _, _, said, _ in cues])
    repeated = sum(0 < len(new) < len(cue[2]) for cue, new in zip(cues, _new(cues, alone), strict=True))
    if len(cues) <= 2 or repeated < _MOSTLY * len(cues):
        return cues
    return [(start, end, new, line) for (start, end, _, line), new in zip(cues, _new(cues, alone), strict=True) if new]


def _new(cues: Sequence[Cue], alone: frozenset[str]) -> Iterator[Sequence[str]]:
    """The lines of each cue that the one before it did not show; a label stands above each cue anew."""
    before: Sequence[str] = ()
    until = 0
    for start, end, said, _ in cues:
        held = before and start <= until + _HOLD
        yield [t for t in said if t not in before or t in alone or _LABEL.match(t)] if held else said
        before, until = said, end


def labelled(cues: Sequence[Cue]) -> list[Cue]:
    """The cues with their labels before colons, and without lines that hold but a dash."""
    pairs = (_labels.bracketed(text) for _, _, said, _ in cues for text in said)
    brackets = _labels.in_brackets(pair[0] for pair in pairs if pair)
    alone = _alone([said for _, _, said, _ in cues])
    return [_relabelled(cue, brackets, alone) for cue in cues]


def _relabelled(cue: Cue, brackets: frozenset[str], alone: frozenset[str]) -> Cue:
    """The cue with its labels before colons; the same where it has none in brackets or on a line of their own."""
    start, end, said, line = cue
    if not alone and not brackets and not any(text.startswith((">>", "-")) for text in said):
        return cue
    said = [text for text in said if text.strip() not in _DASHES]
    clear = [f"{text}:" if not i and text in alone else _line(text, brackets) for i, text in enumerate(said)]
    return start, end, clear, line


def _line(text: str, brackets: frozenset[str]) -> str:
    if text[:2] == ">>" and not _labels.split(text):
        text = _CHANGE.sub("- ", text)
    pair = _labels.bracketed(text) if brackets else None
    return f"[{pair[0]}]: {pair[1]}" if pair and pair[0] in brackets else text


def _alone(payloads: Sequence[Sequence[str]]) -> frozenset[str]:
    """The first lines that are names: nearly every cue begins with one, and they recur."""
    firsts = [
        said[0] for said in payloads if len(said) > 1 and said[0][-1] not in ".?!,:" and _labels.capitalised(said[0])
    ]
    filled = sum(bool(said) for said in payloads)
    if len(firsts) < _NAMES * filled or 3 * len(set(firsts)) > 2 * len(firsts):
        return frozenset()
    return frozenset(first for first in firsts if _labels.like_name(first))
