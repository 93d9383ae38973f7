"""A prepared encoder -> the model that is trained to read: its own layers with an adapter, and what it is taught by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from assistant.embedding.adapter import UNIT
from assistant.embedding.sentence_model import PROMPTS, packed_names

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Hu et al. 2021, "LoRA": rank and scale (alpha / rank = 2) as usual for encoders of this size.
RANK, ALPHA = 16, 32
MAX_TOKENS = 128
# So many texts of about one length at a time, padded to one of few lengths: kernels are made for each shape anew.
TOGETHER, PADDED_TO = 8, 16
# Cosines of a question's own clauses are read as logits: .65 is a coin toss, .05 more or less some 3 to 1.
SLOPE, EVEN = 25.0, 0.65
TEMPERATURE = 0.05
# How much it counts whether each clause shown answers, beside which one of the batch's does.
POINTWISE = 1.2
_LAYERS_IN_ALL = 12
# The four layers next to the words stay as they are: training is a third shorter.
_LAYERS = r".*encoder\.layer\.(?:[4-9]|1[01])\..*(?:query|key|value|dense)"


def build(sentence_folder: Path) -> SentenceTransformer:
    """Return the model to train: the encoder frozen but for its adapter."""
    from peft import LoraConfig
    from sentence_transformers import SentenceTransformer

    kwargs: dict[str, Any] = {"local_files_only": True, "attn_implementation": "eager"}
    model = SentenceTransformer(str(sentence_folder), device="cpu", model_kwargs=kwargs)
    model.max_seq_length = MAX_TOKENS
    model.add_adapter(LoraConfig(r=RANK, lora_alpha=ALPHA, target_modules=_LAYERS))
    return model


class ReadingLoss(nn.Module):
    """Which clause of a batch answers a question (softmax over cosines, van den Oord et al. 2018), and whether each of
    its own does (binary cross-entropy over them, as in Zhai et al. 2023, "SigLIP").

    The second part teaches from questions that nothing answers, and makes cosines comparable between questions.
    """

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(
        self,
        questions: Sequence[str],
        clauses: Sequence[Sequence[str]],
        labels: Sequence[Sequence[float]],
        answers: Sequence[Sequence[str]],
    ) -> Tensor:
        """Return the loss of n questions with the clauses shown to each, their labels, and all that answer each."""
        shown = [clause for each in clauses for clause in each]
        owner = torch.tensor([number for number, each in enumerate(clauses) for _ in each])
        answering = torch.tensor([label for each in labels for label in each])
        cosines = self.vectors(questions, "query") @ self.vectors(shown, "document").T
        own = owner[None, :] == torch.arange(len(questions))[:, None]
        right = own & (answering > 0)[None, :]
        also = torch.tensor([[clause in set(told) for clause in shown] for told in answers]) & ~right
        scores = (cosines / TEMPERATURE).masked_fill(also, -1e4)
        answerable = right.any(1)
        chosen = scores.logsumexp(1) - scores.masked_fill(~right, -1e4).logsumexp(1)
        pointwise = nn.functional.binary_cross_entropy_with_logits(SLOPE * (cosines[own] - EVEN), answering)
        return chosen[answerable].sum() / answerable.sum().clamp(min=1) + POINTWISE * pointwise

    def vectors(self, texts: Sequence[str], prompt: str) -> Tensor:
        """Return the unit vectors (n, d) of texts, computed in groups of like length."""
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        found = [
            self._together([PROMPTS[prompt] + texts[number] for number in order[start : start + TOGETHER]])
            for start in range(0, len(order), TOGETHER)
        ]
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(found)[back]

    def _together(self, texts: Sequence[str]) -> Tensor:
        features = self.model.tokenizer(
            list(texts),
            padding=True,
            pad_to_multiple_of=PADDED_TO,
            truncation=True,
            max_length=MAX_TOKENS,
            return_tensors="pt",
        )
        with torch.autocast("cpu", torch.bfloat16):
            vectors: Tensor = self.model(dict(features))["sentence_embedding"]
        return nn.functional.normalize(vectors.float(), dim=-1)


def write_adapter(model: SentenceTransformer, file: Path) -> None:
    """Write what was trained, as assistant/embedding/adapter.py reads it: whole numbers of UNIT by packed names."""
    import numpy as np
    from safetensors.numpy import save_file

    packed = packed_names(_LAYERS_IN_ALL)
    kept = {}
    for name, tensor in model.named_parameters():
        if tensor.requires_grad:
            matrix, which = name.split(".lora_")
            within = f"{matrix[matrix.index('encoder.layer') :]}.weight"
            units = np.rint(tensor.detach().numpy().astype(np.float64) / UNIT)
            kept[f"{packed[within]}.{which[0].lower()}"] = units.clip(-(2**15), 2**15 - 1).astype(np.int16)
    save_file(kept, file, {"scale": str(ALPHA / RANK)})
