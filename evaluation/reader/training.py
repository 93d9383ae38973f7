"""Lists of clauses -> a trained reader: what it is shown, in which order, and how fast it learns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from sentence_transformers import SentenceTransformerTrainer

from assistant.vietnamese.folding import fold
from evaluation.reader.lists import Listed
from evaluation.reader.model import ReadingLoss

if TYPE_CHECKING:
    from datasets import Dataset
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

SEED = 20_261_130
# Clauses shown with a question: one that answers, a near-miss, and others that rank high.
SHOWN, NEAR, HIGH = 3, 1, 12
# Questions whose diacritics are dropped; two slips of the keyboard are made in as many.
UNACCENTED = SLIPS = 0.1
BATCH, LEARNING_RATE, WARM_UP = 16, 5e-4, 0.06


class _Trainer(SentenceTransformerTrainer):
    """Hands a batch to the loss as texts, which it groups by length itself."""

    def compute_loss(self, model: object, inputs: Mapping[str, Any], *_: object, **__: object) -> Tensor:  # type: ignore[override]
        loss: Tensor = self.loss(**inputs)
        return loss


def train(
    model: SentenceTransformer, lists: Sequence[Listed], epochs: int, folder: Path, *, resume: bool
) -> list[float]:
    """Train the model, keeping a checkpoint in the folder from time to time; `resume` goes on from the last one.

    Returns the mean loss of each 25 steps.
    """
    from sentence_transformers import SentenceTransformerTrainingArguments

    arguments = SentenceTransformerTrainingArguments(
        output_dir=str(folder),
        num_train_epochs=1,  # each epoch is drawn anew, so that all of them are one set
        per_device_train_batch_size=BATCH,
        learning_rate=LEARNING_RATE,
        warmup_steps=WARM_UP,
        weight_decay=0.01,
        max_grad_norm=1.0,
        seed=SEED,
        logging_steps=25,
        save_steps=100,
        save_total_limit=1,
        report_to="none",
        use_cpu=True,
        dataloader_pin_memory=False,
        dataloader_drop_last=True,
    )
    trainer = _Trainer(
        model=model,
        args=arguments,
        train_dataset=shown(lists, epochs),
        loss=ReadingLoss(model),
        data_collator=_AsTexts(),
    )
    trainer.train(resume_from_checkpoint=resume)
    return [round(row["loss"], 3) for row in trainer.state.log_history if "loss" in row]


def shown(lists: Sequence[Listed], epochs: int) -> Dataset:
    """Return a row for each question of each epoch: the question, its clauses and labels, and all that answer it."""
    from datasets import Dataset

    random = Random(SEED)
    return Dataset.from_list([row for _ in range(epochs) for row in _epoch(lists, random)])


class _AsTexts:
    """Rows of the dataset -> a batch, by the names of the loss's arguments; nothing is tokenised."""

    valid_label_columns: tuple[str, ...] = ()

    def __call__(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
        return {name: [row[name] for row in rows] for name in ("questions", "clauses", "labels", "answers")}


def _epoch(lists: Sequence[Listed], random: Random) -> Iterator[dict[str, object]]:
    for one in random.sample(lists, len(lists)):
        numbers = _drawn(one, random)
        if numbers:
            yield {
                "questions": _typed(one.question, random),
                "clauses": [one.clauses[number] for number in numbers],
                "labels": [float(one.answers[number]) for number in numbers],
                "answers": [clause for clause, answers in zip(one.clauses, one.answers, strict=True) if answers],
            }


def _drawn(one: Listed, random: Random) -> list[int]:
    """Return the numbers of the clauses shown with a question."""
    every = range(len(one.clauses))
    answers = [number for number in every if one.answers[number]]
    near = [number for number in every if one.near[number] and not one.answers[number]]
    high = [number for number in every if not one.answers[number] and not one.near[number]][:HIGH]
    drawn = random.sample(answers, min(1, len(answers))) + random.sample(near, min(NEAR, len(near)))
    return drawn + random.sample(high, min(SHOWN - len(drawn), len(high)))


def _typed(question: str, random: Random) -> str:
    """Return a question as somebody may type it."""
    chance = random.random()
    if chance < UNACCENTED:
        return fold(question)
    if chance < UNACCENTED + SLIPS and len(question) > 20:
        for _ in range(2):
            at = random.randrange(1, len(question) - 2)
            question = random.choice(
                (
                    question[:at] + question[at + 1 :],
                    question[:at] + question[at + 1] + question[at] + question[at + 2 :],
                )
            )
    return question
