"""Train the reader of clauses: python -m evaluation.train_reader [--epochs N] [--resume].

The encoder gets an adapter that brings a question near the clauses that answer it. It learns from
evaluation/reader/questions and is measured on the lots of reports held back, beside the encoder as it is and the order
in which selection ranks the same clauses. The adapter and what is told of it (reader.safetensors and reader.json) are
written to build/reader; those that ship lie beside assistant/embedding/adapter.py, which knows the hash of its file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from assistant.embedding.packed import sha256_of
from assistant.offline import force_offline
from evaluation.question_sets import HELD_BACK
from evaluation.reader.lists import Listed, make_lists
from evaluation.reader.measuring import Score, as_ranked, measure
from evaluation.reader.rows import QUESTIONS, read_rows

PROJECT = Path(__file__).resolve().parents[1]
BUILD = PROJECT / "build" / "reader"
ADAPTER = BUILD / "reader.safetensors"
EPOCHS = 2

# Texts and the prompt they are read with -> their unit vectors (n, d).
Embed = Callable[[Sequence[str], str], NDArray[np.float32]]


def main() -> int:
    """Train, measure and write the adapter."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.train_reader")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="how often each question is shown")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    options = parser.parse_args()
    force_offline()
    told = train_and_measure(options.epochs, resume=options.resume)
    ADAPTER.with_suffix(".json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: told[name] for name in ("sha256", "questions", "minutes", "held back")}, indent=1))
    return 0


def train_and_measure(epochs: int, *, resume: bool) -> dict[str, object]:
    """Write the adapter, and return how it was trained and what it gave on the lots held back."""
    import torch

    from assistant.embedding.encoder import load_encoder
    from assistant.embedding.prepare import PACKAGED_MODEL, prepare
    from assistant.settings import load_settings
    from evaluation.reader.model import ReadingLoss, build, write_adapter
    from evaluation.reader.training import SEED, train

    models = load_settings().models
    prepared = prepare(PACKAGED_MODEL, models, print)
    BUILD.mkdir(parents=True, exist_ok=True)
    lists = make_lists(read_rows(), load_encoder(PACKAGED_MODEL, models), BUILD / "lists.jsonl")
    held = [one for one in lists if one.lot in HELD_BACK]
    learnt = [one for one in lists if one.lot not in HELD_BACK]
    torch.manual_seed(SEED)
    model = build(prepared.sentence_folder)
    vectors = ReadingLoss(model).vectors

    def embed(texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        model.eval()
        with torch.inference_mode():
            return vectors(texts, prompt).numpy()

    measured = {"as selection ranks": _measured(held, as_ranked)}
    measured["encoder as it is"] = _measured(held, by_cosine(embed, held))
    began = perf_counter()
    losses = train(model, learnt, epochs, BUILD, resume=resume)
    minutes = round((perf_counter() - began) / 60)
    write_adapter(model, ADAPTER)
    measured["with the adapter"] = _measured(held, by_cosine(embed, held))
    data = sha256(b"".join(file.read_bytes() for file in sorted(QUESTIONS.iterdir()))).hexdigest()
    return {
        **{"sha256": sha256_of(ADAPTER), "data": data, "questions": len(learnt), "epochs": epochs, "seed": SEED},
        **{"minutes": minutes, "losses": losses, "held back": measured},
    }


def by_cosine(embed: Embed, lists: Sequence[Listed]) -> Score:
    """Return what scores the clauses of these lists by how near their vectors are to a question's."""
    clauses = sorted({clause for one in lists for clause in one.clauses[: one.ranked]})
    questions = sorted({one.question for one in lists})
    near = dict(zip(clauses, embed(clauses, "document"), strict=True))
    asked = dict(zip(questions, embed(questions, "query"), strict=True))
    return lambda question, shown: np.stack([near[clause] for clause in shown]) @ asked[question]


def _measured(lists: Sequence[Listed], score: Score) -> dict[str, float]:
    return {field: round(value, 3) for field, value in asdict(measure(lists, score)).items()}


if __name__ == "__main__":
    sys.exit(main())
