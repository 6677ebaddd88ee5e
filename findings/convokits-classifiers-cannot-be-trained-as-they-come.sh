#!/usr/bin/env bash
# convokit 5.0.0: neither of its classifiers can be trained as it comes. Classifier.fit hands its default model, a scikit-learn
# pipeline, a generator of utterances and no labels; VectorClassifier hands its parent an argument that this does not take. One
# would expect a model from labelled utterances. Whoever teaches a code to it must write a ClassifierModel. Seen
# 2026-11-29: Classifier TypeError "float() argument must be … not 'generator'", VectorClassifier TypeError "unexpected keyword
# argument 'clf'", Classifier with a ClassifierModel of one's own: fine. (Installed without what fetches models.)
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --no-deps convokit==5.0.0
"$folder/venv/bin/pip" install -q spacy pandas scipy scikit-learn matplotlib nltk msgpack-numpy dill joblib clean-text unidecode \
  tqdm pymongo pyyaml dnspython h5py
"$folder/venv/bin/python" - <<'PYTHON'
import convokit
import pandas
from convokit.classifier import Classifier, VectorClassifier
from convokit.classifier.classifierModel import ClassifierModel
from sklearn.dummy import DummyClassifier

nurse = convokit.Speaker(id="Nurse")
said = [convokit.Utterance(id=str(n), speaker=nurse, conversation_id="0", text="Any pain?") for n in range(20)]
corpus = convokit.Corpus(utterances=said)


def labelled(utterance: convokit.Utterance) -> bool:
    return int(utterance.id) % 2 == 0


class Own(ClassifierModel):
    def fit(self, contexts, val_contexts=None):
        seen = list(contexts)
        self.model = DummyClassifier().fit([[0]] * len(seen), list(map(labelled, seen)))

    def transform(self, contexts, *names):
        rows = [[0] for _ in contexts]
        return pandas.DataFrame({"predictions": self.model.predict(rows), "probabilities": 0.5})


refused = []
for make in (
    lambda: Classifier("utterance", labeller=labelled).fit("utterance", corpus),
    lambda: VectorClassifier("utterance", vector_name="bow", labeller=labelled).fit(corpus),
):
    try:
        make()
        refused.append("")
    except TypeError as error:
        refused.append(str(error))
print(refused)
assert "generator" in refused[0] and "'clf'" in refused[1], "the behaviour changed"
own = Classifier("utterance", clf_model=Own())
own.fit("utterance", corpus)
own.transform(corpus)
assert "prediction" in corpus.get_utterance("0").meta
PYTHON
