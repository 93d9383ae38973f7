"""A prepared encoder -> the model that is trained to read: its own layers with an adapter, and one score at the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

# Hu et al. 2021, "LoRA": rank and scale (alpha / rank = 2) as usual for encoders of this size.
RANK, ALPHA = 16, 32
MAX_TOKENS = 160
# So many pairs of about one length at a time: little is padded, and the activations stay in the cache.
TOGETHER = 8
_LISTWISE = 0.5
# The four layers next to the words stay as they are: training is a sixth shorter.
_LAYERS = r".*encoder\.layer\.(?:[4-9]|1[01])\..*(?:query|key|value|dense)"


def build(sentence_folder: Path) -> CrossEncoder:
    """Return the model to train: the encoder frozen but for its adapter, the mean of its tokens, a linear score."""
    from peft import LoraConfig
    from sentence_transformers import CrossEncoder
    from sentence_transformers.base.modules import Dense, Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling

    encoder = Transformer(str(sentence_folder), max_seq_length=MAX_TOKENS, model_kwargs={"local_files_only": True})
    pooling = Pooling(encoder.get_embedding_dimension(), "mean")
    score = Dense(encoder.get_embedding_dimension(), 1, activation_function=nn.Identity(), module_output_name="scores")
    model = CrossEncoder(modules=[encoder, pooling, score], device="cpu", num_labels=1)
    model.add_adapter(LoraConfig(r=RANK, lora_alpha=ALPHA, target_modules=_LAYERS))
    return model


class ReadingLoss(nn.Module):
    """Whether each clause answers (binary cross-entropy), and which of a question's does (softmax over its list).

    The second part, as in ListNet (Cao et al. 2007), ranks; the first makes scores comparable between questions, so
    that one threshold refuses.
    """

    def __init__(self, model: CrossEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, inputs: Sequence[Sequence[str | Sequence[str]]], labels: Sequence[Tensor], **_: object) -> Tensor:
        """Return the loss of a batch: questions and their clauses, and for each question the labels of its clauses."""
        questions, clauses = inputs
        pairs = [(question, clause) for question, each in zip(questions, clauses, strict=True) for clause in each]
        scores = self.scores(pairs)
        wanted = torch.cat(list(labels)).to(scores)
        lists = zip(scores.split([len(one) for one in labels]), labels, strict=True)
        chosen = [-score.log_softmax(0)[label > 0].mean() for score, label in lists if (label > 0).any()]
        pointwise = nn.functional.binary_cross_entropy_with_logits(scores, wanted)
        return pointwise + _LISTWISE * (torch.stack(chosen).mean() if chosen else 0.0)

    def scores(self, pairs: Sequence[tuple[object, object]]) -> Tensor:
        """Return the scores (n,) of question and clause pairs, computed in groups of like length."""
        order = sorted(range(len(pairs)), key=lambda number: sum(len(str(part)) for part in pairs[number]))
        found: list[Tensor] = []
        for start in range(0, len(order), TOGETHER):
            features = self.model.preprocess([pairs[number] for number in order[start : start + TOGETHER]])
            found.append(self.model(features)["scores"].view(-1))
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(found)[back]

    def get_config_dict(self) -> dict[str, float]:
        """Return what the trainer writes down."""
        return {"listwise": _LISTWISE}


def write_adapter(model: CrossEncoder, base: str, file: Path) -> None:
    """Write what was trained as float16: each layer's two matrices, and the score's weights. `base` is the fingerprint
    of the encoder that they belong to."""
    from safetensors.torch import save_file

    trained = {
        name.replace(".default.weight", "").removeprefix("0.model.").removeprefix("2.linear."): tensor
        for name, tensor in model.named_parameters()
        if tensor.requires_grad
    }
    kept = {name: tensor.detach().to(torch.float16).contiguous() for name, tensor in trained.items()}
    save_file(kept, file, {"base": base, "scale": str(ALPHA / RANK), "max_tokens": str(MAX_TOKENS)})
