"""Texts -> unit vectors, by a prepared model through the int8 session or through torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.embedding.prepare import SESSION, PreparedModel, open_prepared
from assistant.errors import ModelDamaged

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Small batches of texts of like length keep the activations in the cache and waste little on padding.
BATCH_SIZE = 8


class Encoder(Protocol):
    """What the rest of the project asks of an embedding model."""

    @property
    def identity(self) -> str:
        """What a library remembers of the model; equal for every engine of the same weights."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 (n, dimension), rows of unit length."""

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return float32 (dimension,), of unit length."""

    def count_tokens(self, text: str) -> int:
        """Return how many of the model's tokens the text takes, prompt and special tokens left out."""


class SentenceEncoder:
    """An Encoder over a SentenceTransformer whose prompts are named `query` and `document`."""

    def __init__(self, model: SentenceTransformer, identity: str) -> None:
        from tokenizers import Tokenizer

        self.model = model
        self.identity = identity
        self.dimension = int(model.get_embedding_dimension() or 0)
        tokenizer = model.tokenizer
        backend = tokenizer if isinstance(tokenizer, Tokenizer) else tokenizer.backend_tokenizer
        self._counter = Tokenizer.from_str(backend.to_str())
        self._counter.no_padding()
        self._counter.no_truncation()
        self._lock = Lock()

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 (n, dimension), rows of unit length."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return self._encode(list(texts), "document")

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return float32 (dimension,), of unit length."""
        vector: NDArray[np.float32] = self._encode([text], "query")[0]
        return vector

    def count_tokens(self, text: str) -> int:
        """Return how many of the model's tokens the text takes, prompt and special tokens left out."""
        return len(self._counter.encode(text, add_special_tokens=False).ids)

    def _encode(self, texts: list[str], prompt: str) -> NDArray[np.float32]:
        prompt_name = prompt if prompt in self.model.prompts else None
        # One batch at a time: the tokenizer of the torch engine changes its own state while it pads.
        with self._lock:
            vectors = self.model.encode(
                texts,
                prompt_name=prompt_name,
                batch_size=BATCH_SIZE,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def load_encoder(name: str, models: Path, engine: str = "auto", threads: int = 0) -> SentenceEncoder:
    """Load a prepared model with engine `onnx`, `torch`, or `auto` (onnx where its session exists).

    Raises ModelMissing when it is not prepared, ModelDamaged when a file is not as it was prepared.
    """
    prepared = open_prepared(name, models)
    if engine == "onnx" and prepared.session_file is None:
        raise ModelDamaged(f"No int8 session could be made for {name}; set ASSISTANT_EMBEDDING_ENGINE=torch.")
    use_int8 = engine != "torch" and prepared.session_file is not None
    model = _load_int8_model(prepared, threads) if use_int8 else _load_torch_model(prepared, threads)
    return SentenceEncoder(model, prepared.identity)


def _load_torch_model(prepared: PreparedModel, threads: int) -> SentenceTransformer:
    import torch
    from sentence_transformers import SentenceTransformer

    for file in prepared.records:
        if file != SESSION:
            prepared.check(file)
    if threads:
        torch.set_num_threads(threads)
    return SentenceTransformer(str(prepared.sentence_folder), device="cpu", local_files_only=True)


def _load_int8_model(prepared: PreparedModel, threads: int) -> SentenceTransformer:
    """Put the session in the place of the first module; the directory's other modules stay as they are."""
    import json

    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Normalize
    from sentence_transformers.sentence_transformer.modules import Pooling

    from assistant.embedding.int8 import load_int8

    folder = prepared.sentence_folder
    settings = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))
    limits = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    transformer = load_int8(
        prepared.check(SESSION), prepared.check("tokenizer.json"), int(limits["model_max_length"]), threads
    )
    pooling = Pooling.load(str(folder), subfolder="1_Pooling", local_files_only=True)
    return SentenceTransformer(
        modules=[transformer, pooling, Normalize()], prompts=settings.get("prompts") or {}, device="cpu"
    )
