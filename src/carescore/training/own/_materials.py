"""Labelled turns as each head sees them, and how the code that made the bundled head fits them anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np

from carescore.errors import ReadError
from carescore.predictors import empathy, load, politeness, sentiment, uptake
from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams, IntArray, sentence_grams, split
from carescore.training import behaviour as of_behaviour
from carescore.training import empathy as of_empathy
from carescore.training import politeness as of_politeness
from carescore.training import ratings
from carescore.training import sentiment as of_sentiment
from carescore.training import uptake as of_uptake
from carescore.training.heads import Arrays
from carescore.training.own._data import Labelled, Material
from carescore.training.own._tasks import Task


def of(task: Task, talks: Sequence[Labelled]) -> Material:
    """The turns of the talks that have a label of the task."""
    mine = [talk for talk in talks if talk.labelled(task.column)]
    rows = [(talk, place) for talk in mine for place in talk.labelled(task.column)]
    labels = np.array([task.classes.index(talk.turns[place].labels[task.column]) for talk, place in rows])
    groups = np.unique([talk.name for talk, _ in rows], return_inverse=True)[1]
    heads = load.load(task.model).heads
    grams, dense, anew = _MAKERS[task.model](task, mine, labels, groups, heads)
    return Material(heads[task.head], grams, dense, labels, groups, anew)


Seen = tuple[Grams, FloatArray, Callable[[IntArray], Arrays]]
Heads = Mapping[str, Head]


def _texts(task: Task, talks: Sequence[Labelled]) -> tuple[list[str], list[str]]:
    """The labelled texts, and what was said before each."""
    rows = [(talk, place) for talk in talks for place in talk.labelled(task.column)]
    return [talk.turns[place].text for talk, place in rows], [talk.before(place) for talk, place in rows]


def _picked(texts: Sequence[str], rows: IntArray) -> list[str]:
    return [texts[i] for i in rows.tolist()]


def _behaviour(task: Task, talks: Sequence[Labelled], labels: IntArray, groups: IntArray, heads: Heads) -> Seen:
    given = [
        of_behaviour.CodedConversation(
            [turn.text for turn in talk.turns],
            [turn.side == "staff" for turn in talk.turns],
            [
                {task.column: task.classes.index(turn.labels[task.column])} if task.column in turn.labels else None
                for turn in talk.turns
            ],
            talk.name,
        )
        for talk in talks
    ]
    turns, copies = of_behaviour.gather(given), of_behaviour.gather(given, bare=True)

    def anew(rows: IntArray) -> Arrays:
        return of_behaviour.fit(turns.of(rows), copies.of(rows), task.column)

    return Grams.of(turns.texts), turns.features, anew


def _empathy(task: Task, talks: Sequence[Labelled], labels: IntArray, groups: IntArray, heads: Heads) -> Seen:
    texts, prompts = _texts(task, talks)
    lists = [[sentence_grams(sentence) for sentence in split(text)] for text in texts]
    owner = np.repeat(np.arange(len(texts)), [len(sentences) for sentences in lists])
    sentences = Grams.from_lists([one for several in lists for one in several])
    dense = empathy.dense(empathy.sentence_logits(heads, sentences), owner, texts, prompts)

    def anew(rows: IntArray) -> Arrays:
        levels = [empathy.LEVELS[label] for label in labels[rows].tolist()]
        return of_empathy.fit_level(task.column, _picked(texts, rows), levels, dense[rows])

    return sentences.grouped(owner, len(texts)), dense, anew


def _sentiment(task: Task, talks: Sequence[Labelled], labels: IntArray, groups: IntArray, heads: Heads) -> Seen:
    texts, prompts = _texts(task, talks)
    dense = sentiment.dense(heads["emotion"], *sentiment.prepare(texts, prompts))
    rows_of = [
        of_sentiment.row("own", text, prompt, task.classes[label])
        for text, prompt, label in zip(texts, prompts, labels.tolist(), strict=True)
    ]

    def anew(rows: IntArray) -> Arrays:
        return of_sentiment.fit_plain([rows_of[i] for i in rows.tolist()], dense[rows])

    return of_sentiment.grams_of(rows_of), dense, anew


def _rating(labels: IntArray) -> FloatArray:
    """The second class is rated a half, the first minus a half."""
    return np.where(labels == 1, 0.5, -0.5)


def _rated(data: ratings.Rated, classes: Sequence[str], rows: IntArray) -> Arrays:
    """A head of ratings."""
    mine = data.of(rows)
    found, _ = ratings.out_of_fold(mine)
    return ratings.head(mine, classes, *ratings.calibrated(found, mine.ratings > 0))


def _politeness(task: Task, talks: Sequence[Labelled], labels: IntArray, groups: IntArray, heads: Heads) -> Seen:
    texts, _ = _texts(task, talks)
    grams, dense = [politeness.grams(text) for text in texts], politeness.dense(texts)
    fitted = politeness.DENSE, of_politeness.ALPHA, of_politeness.SCALE
    data = ratings.Rated(grams, dense, _rating(labels), np.ones(len(texts)), groups, *fitted)
    return Grams.from_lists(grams), dense, partial(_rated, data, task.classes)


def _uptake(task: Task, talks: Sequence[Labelled], labels: IntArray, groups: IntArray, heads: Heads) -> Seen:
    for talk in talks:
        for place in talk.labelled(task.column):
            if len(talk.before(place).split()) < uptake.MIN_WORDS:
                raise ReadError(
                    f"uptake needs what the patient said before, of {uptake.MIN_WORDS} words or more",
                    talk.path,
                    talk.turns[place].row,
                )
    texts, prompts = _texts(task, talks)
    data = of_uptake.rated_of(list(zip(prompts, texts, strict=True)), _rating(labels), groups)
    return Grams.from_lists(data.grams), data.dense, partial(_rated, data, task.classes)


_MAKERS: Mapping[str, Callable[[Task, Sequence[Labelled], IntArray, IntArray, Heads], Seen]] = {
    "behaviour": _behaviour,
    "empathy": _empathy,
    "sentiment": _sentiment,
    "politeness": _politeness,
    "uptake": _uptake,
}
