"""Fit the weights that tell what kind of answer a question wants: python -m evaluation.fit_kinds.

Multinomial logistic regression over the runs of words that `assistant.questions.kinds` sees, on the development sets
of questions. The accuracy printed and stored is that of five-fold cross-validation, beside the accuracy of cues alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.questions.kinds import FILE, cue_of, signs_of
from evaluation.judging import Expected, read_questions
from evaluation.question_sets import SETS

STRENGTH, FOLDS, SMALLEST = 0.6, 5, 0.03


def main() -> int:
    """Fit, print the accuracy and write the weights."""
    asked = [(question, kind) for question in _development() if (kind := question.asks_for)]
    kinds = np.array([kind for _, kind in asked])
    signs = [dict.fromkeys(signs_of(question.question, ()), 1.0) for question, _ in asked]
    reached = float(np.mean(_cross_validated(signs, kinds) == kinds))
    cues = float(np.mean([cue_of(question.question, ()) == kind for question, kind in asked]))
    vectors = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(vectors.fit_transform(signs), kinds)
    weights = {
        str(kind): {
            str(name): round(float(weight), 3)
            for name, weight in zip(vectors.feature_names_, row, strict=True)
            if abs(weight) >= SMALLEST
        }
        | {"bias": round(float(bias), 3)}
        for kind, row, bias in zip(model.classes_, model.coef_, model.intercept_, strict=True)
    }
    figures = {"questions": len(asked), "accuracy": round(reached, 3), "accuracy of cues alone": round(cues, 3)}
    FILE.write_text(
        json.dumps({"fitted": figures, "kinds": weights}, ensure_ascii=False, sort_keys=True, indent=0) + "\n", "utf-8"
    )
    print(*(f"{name}: {value}" for name, value in figures.items()), sep="\n")
    return 0


def _development() -> list[Expected]:
    sets = (one for one in SETS if one.use == "development" and one.is_present)
    return [question for one in sets for question in read_questions(one.file)]


def _cross_validated(signs: Sequence[dict[str, float]], kinds: np.ndarray) -> np.ndarray:
    folds = np.arange(len(kinds)) % FOLDS
    found = np.empty(len(kinds), object)
    for fold in range(FOLDS):
        kept = folds != fold
        vectors = DictVectorizer()
        seen = vectors.fit_transform([one for one, keep in zip(signs, kept, strict=True) if keep])
        model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(seen, kinds[kept])
        unseen = vectors.transform([one for one, keep in zip(signs, kept, strict=True) if not keep])
        found[~kept] = model.predict(unseen)
    return found


if __name__ == "__main__":
    sys.exit(main())
