"""Fit the weights that tell what kind of answer a question wants: python -m evaluation.fit_kinds.

Multinomial logistic regression over the runs of words that `assistant.questions.kinds` sees, and a second one over
these and the question's vector, on `kinds/development.jsonl` and the development sets of questions. The accuracies
printed and stored are those on `kinds/held.jsonl`, whose questions somebody else wrote and no fit sees, beside the
accuracy of cues alone. Weights beside vectors are those of the embedding model that the settings name; those of another
model stay.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.embedding.encoder import SentenceEncoder
from assistant.embedding.prepare import name_of
from assistant.offline import force_offline
from assistant.opening import open_encoder
from assistant.questions.kind_weights import FILE
from assistant.questions.kinds import cue_of, signs_of
from assistant.settings import load_settings
from evaluation.judging import read_questions
from evaluation.question_sets import PROJECT, SETS

LEARNT, HELD = (PROJECT / "evaluation" / "kinds" / name for name in ("development.jsonl", "held.jsonl"))
# Vectors of unit length vary little: so scaled, a coordinate weighs about as much as a word.
SCALE, STRENGTH, SMALLEST = 10.0, 1.0, 0.04
# Of runs of words those that so many questions share.
SHARED_BY = 2
Asked = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted model over words and, with `centre` (d,), over vectors less it."""

    words: DictVectorizer
    weights: LogisticRegression
    centre: NDArray[np.float64] | None

    def kinds(self, questions: Sequence[str], vectors: NDArray[np.float64]) -> NDArray[np.str_]:
        """Return the likeliest kind of each question."""
        return np.asarray(self.weights.predict(_matrix(self.words.transform(_signs(questions)), vectors, self.centre)))

    def by_kind(self) -> dict[str, dict[str, float]]:
        """Return the weights of words by kind, with what takes the vectors' centre away in the bias."""
        names, count = self.words.feature_names_, len(self.words.feature_names_)
        kept: dict[str, dict[str, float]] = {}
        for kind, row, bias in zip(self.weights.classes_, self.weights.coef_, self.weights.intercept_, strict=True):
            shift = 0.0 if self.centre is None else SCALE * float(row[count:] @ self.centre)
            own = {name: round(float(w), 3) for name, w in zip(names, row, strict=False) if abs(w) >= SMALLEST}
            kept[str(kind)] = own | {"bias": round(own.get("bias", 0.0) + float(bias) - shift, 3)}
        return kept

    def vectors(self) -> dict[str, list[float]]:
        """Return the (d,) weights of a question's vector by kind."""
        start = len(self.words.feature_names_)
        return {
            str(kind): [round(SCALE * float(w), 2) for w in row[start:]]
            for kind, row in zip(self.weights.classes_, self.weights.coef_, strict=True)
        }


def main() -> int:
    """Fit, print the accuracies and write the weights."""
    force_offline()
    encoder = open_encoder(load_settings())
    learnt = (*_development(), *_labelled(LEARNT))
    held = _labelled(HELD)
    vectors = _embed(encoder, learnt)
    by_words, with_meaning = fit(learnt, vectors, meant=False), fit(learnt, vectors, meant=True)
    figures = {"questions": len(learnt), "held out": len(held)} | _accuracies(held, encoder, by_words, with_meaning)
    beside = {"model": encoder.identity, "words": with_meaning.by_kind(), "vectors": with_meaning.vectors()}
    before = json.loads(FILE.read_text("utf-8"))["models"] if FILE.is_file() else {}
    stored: Mapping[str, object] = {
        "words": by_words.by_kind(),
        "models": {**before, name_of(encoder.identity): {"fitted": figures, **beside}},
    }
    FILE.write_text(json.dumps(stored, ensure_ascii=False, sort_keys=True, indent=0) + "\n", "utf-8")
    print(*(f"{name}: {value}" for name, value in figures.items()), sep="\n")
    return 0


def fit(asked: Sequence[Asked], vectors: NDArray[np.float64], *, meant: bool) -> Model:
    """Return the model of questions (n) with their kinds and vectors (n, d), over vectors too where `meant`."""
    found = _signs([question for question, _ in asked])
    times = Counter(sign for signs in found for sign in signs)
    words = DictVectorizer()
    signs = words.fit_transform([{sign: 1.0 for sign in one if times[sign] >= SHARED_BY} for one in found])
    centre = vectors.mean(axis=0) if meant else None
    weights = LogisticRegression(C=STRENGTH, max_iter=5000)
    return Model(words, weights.fit(_matrix(signs, vectors, centre), [kind for _, kind in asked]), centre)


def _matrix(signs: csr_matrix, vectors: NDArray[np.float64], centre: NDArray[np.float64] | None) -> csr_matrix:
    return signs if centre is None else hstack([signs, csr_matrix(SCALE * (vectors - centre))]).tocsr()


def _signs(questions: Sequence[str]) -> list[dict[str, float]]:
    return [dict.fromkeys(signs_of(question, ()), 1.0) for question in questions]


def _accuracies(held: Sequence[Asked], encoder: SentenceEncoder, by_words: Model, meant: Model) -> dict[str, float]:
    questions, kinds = [question for question, _ in held], np.array([kind for _, kind in held])
    vectors = _embed(encoder, held)
    found = {
        "accuracy of cues alone": np.array([cue_of(question, ()) for question in questions]),
        "accuracy by words": by_words.kinds(questions, vectors),
        "accuracy with vectors": meant.kinds(questions, vectors),
    }
    return {name: round(float(np.mean(told == kinds)), 3) for name, told in found.items()}


def _embed(encoder: SentenceEncoder, asked: Sequence[Asked]) -> NDArray[np.float64]:
    return np.array([encoder.embed_query(question) for question, _ in asked], np.float64)


def _development() -> list[Asked]:
    sets = (one for one in SETS if one.use == "development" and one.is_present)
    questions = (question for one in sets for question in read_questions(one.file))
    return [(question.question, kind) for question in questions if (kind := question.asks_for)]


def _labelled(file: Path) -> list[Asked]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(row["question"], row["type"]) for row in map(json.loads, lines)]


if __name__ == "__main__":
    sys.exit(main())
