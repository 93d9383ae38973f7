"""Train the reader of clauses: python -m evaluation.train_reader [--epochs N] [--resume].

It learns from evaluation/reader/questions and is measured on the lots of reports held back, beside the order in which
selection ranks the same clauses. The adapter and what is told of it (reader.safetensors and reader.json) are written to
build/reader. Nothing is shipped yet: docs/evaluation.md says what was reached.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.embedding.packed import sha256_of
from assistant.offline import force_offline
from evaluation.question_sets import HELD_BACK
from evaluation.reader.lists import Listed, make_lists
from evaluation.reader.measuring import Score, as_ranked, measure, mixed
from evaluation.reader.rows import QUESTIONS, read_rows

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

PROJECT = Path(__file__).resolve().parents[1]
BUILD = PROJECT / "build" / "reader"
ADAPTER = BUILD / "reader.safetensors"
EPOCHS = 1
# What a clause loses in the mixed order for each place that selection ranks it lower.
PLACES = 0.6


def main() -> int:
    """Train, measure and write the adapter."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.train_reader")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="how often each question is shown")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    options = parser.parse_args()
    force_offline()
    from assistant.embedding.prepare import open_prepared
    from assistant.opening import open_encoder
    from assistant.settings import load_settings
    from evaluation.reader.model import build, write_adapter
    from evaluation.reader.training import SEED, train

    settings = load_settings()
    BUILD.mkdir(parents=True, exist_ok=True)
    lists = make_lists(read_rows(), open_encoder(settings), BUILD / "lists.jsonl")
    prepared = open_prepared(settings.embedding_model, settings.models)
    model = build(prepared.sentence_folder)
    learnt = [one for one in lists if one.lot not in HELD_BACK]
    began = perf_counter()
    losses = train(model, learnt, options.epochs, BUILD, resume=options.resume)
    minutes = round((perf_counter() - began) / 60)
    write_adapter(model, prepared.fingerprint, ADAPTER)
    told = {
        "sha256": sha256_of(ADAPTER),
        "data": sha256(b"".join(file.read_bytes() for file in sorted(QUESTIONS.iterdir()))).hexdigest(),
        **{"questions": len(learnt), "epochs": options.epochs, "seed": SEED, "minutes": minutes, "losses": losses},
        "held back": _measured([one for one in lists if one.lot in HELD_BACK], remembering(scored_by(model))),
    }
    ADAPTER.with_suffix(".json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: told[name] for name in ("questions", "minutes", "held back")}, indent=1))
    return 0


def _measured(lists: Sequence[Listed], read: Score) -> dict[str, dict[str, float]]:
    orders = {"as selection ranks": as_ranked, "read": read, "both": mixed(read, PLACES)}
    found = {name: asdict(measure(lists, score)) for name, score in orders.items()}
    return {name: {field: round(value, 3) for field, value in shares.items()} for name, shares in found.items()}


def remembering(score: Score) -> Score:
    """Return the same scores, each computed once."""
    known: dict[tuple[str, tuple[str, ...]], NDArray[np.float32]] = {}

    def remembered(question: str, clauses: Sequence[str]) -> NDArray[np.float32]:
        asked = question, tuple(clauses)
        if asked not in known:
            known[asked] = score(question, clauses)
        return known[asked]

    return remembered


def scored_by(model: CrossEncoder) -> Score:
    """Return how a trained model scores clauses."""
    import torch

    from evaluation.reader.model import ReadingLoss

    loss = ReadingLoss(model)

    def score(question: str, clauses: Sequence[str]) -> NDArray[np.float32]:
        model.eval()
        with torch.inference_mode():
            return loss.scores([(question, clause) for clause in clauses]).numpy()

    return score


if __name__ == "__main__":
    sys.exit(main())
