"""Ways to find a passage by vectors, on the marked answers of evaluation/reader: python -m evaluation.bench_clauses.

A passage stands for itself by the vector of all its words, by the mean of its clauses' vectors (what the index holds),
or by whichever of its clauses is nearest (what retrieval ranks by). There are no bars.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Passage, Report
from assistant.embedding.clauses import embed_passages
from assistant.embedding.encoder import Encoder
from assistant.offline import force_offline
from evaluation.asking import own_library, say
from evaluation.bars import Figure, report
from evaluation.reader.rows import Row, lots, read_rows

AMONG = (1, 3, 8, 16)
# Development lots that no reader is trained on.
LOTS = "fqs"
Similarities = NDArray[np.float32]


def main() -> int:
    """Print for each way how often a passage that answers is among the first."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench_clauses")
    parser.add_argument("--lots", default=LOTS, help="letters of the lots of reports")
    options = parser.parse_args()
    force_offline()
    from assistant.opening import open_encoder
    from assistant.settings import load_settings

    encoder = open_encoder(load_settings())
    found: Counter[tuple[str, int]] = Counter()
    asked = 0
    for letter in options.lots:
        rows = [row for row in read_rows() if row.lot == letter and row.answers]
        with TemporaryDirectory() as folder, own_library(lots()[letter], encoder, Path(folder)) as library:
            reports = [whole for one in library.reports() if (whole := library.report(one.id))]
            held = [(one, passage) for one in reports for passage in library.passages_of(one.id)]
        answers = np.array([[_answers(row, *each) for each in held] for row in rows])
        rows_asked = np.flatnonzero(answers.any(axis=1))
        asked += len(rows_asked)
        questions = [rows[number].question for number in rows_asked]
        for way, similarities in _ways(questions, held, encoder).items():
            for among, count in ranked_among(similarities, answers[rows_asked]).items():
                found[way, among] += count
        say(f"lot {letter}: {len(rows_asked)} questions over {len(held)} passages")
    shares = [Figure(f"{way}: among the first {among}", count / asked) for (way, among), count in found.items()]
    return report(f"Passages found by vectors, {asked} questions, {encoder.identity}", shares)


def ranked_among(similarities: Similarities, answers: NDArray[np.bool_]) -> dict[int, int]:
    """Return of how many questions a passage that answers is among the first 1, 3, 8 and 16; both are (questions,
    passages)."""
    order = np.argsort(-similarities, axis=1, kind="stable")
    hits = np.take_along_axis(answers, order, axis=1)
    return {among: int(hits[:, :among].any(axis=1).sum()) for among in AMONG}


def _ways(
    questions: Sequence[str], held: Sequence[tuple[Report, Passage]], encoder: Encoder
) -> Mapping[str, Similarities]:
    asked = np.stack([encoder.embed_query(question) for question in questions])
    made = [embed_passages(one.text, [passage], encoder.embed_passages) for one, passage in held]
    whole = encoder.embed_passages([passage.embedded_text for _, passage in held])
    return {
        "all words": asked @ whole.T,
        "mean of clauses": asked @ np.concatenate([one.vectors for one in made]).T,
        "nearest clause": np.stack([(asked @ one.clauses[0].rows.T).max(axis=1) for one in made], axis=1),
    }


def _answers(row: Row, one: Report, passage: Passage) -> bool:
    """Whether a passage holds a clause that answers."""
    return one.source.path.endswith(row.report) and any(words.strip() in passage.text for words in row.answers)


if __name__ == "__main__":
    sys.exit(main())
