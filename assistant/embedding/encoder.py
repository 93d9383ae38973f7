"""Texts -> unit vectors, by a prepared model through the int8 session or through torch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.embedding.prepare import SESSION, PreparedModel, open_prepared
from assistant.errors import ModelDamaged

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

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
        """Return how many tokens the model reads for a passage of this text, prompt and special tokens included."""


class SentenceEncoder:
    """An Encoder over a prepared model, loaded when it is first used: an ingest of nothing new never needs it."""

    def __init__(self, prepared: PreparedModel, *, use_int8: bool, threads: int = 0) -> None:
        self.identity = prepared.identity
        self.dimension = prepared.dimension
        self._prepared = prepared
        self._use_int8 = use_int8
        self._threads = threads
        self._lock = Lock()

    def load(self) -> None:
        """Load the model now. Raises ModelDamaged when a file is not as it was prepared."""
        with self._lock:
            _ = self._model

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
        """Return how many tokens the model reads for a passage of this text, prompt and special tokens included."""
        return len(self._counter.encode(self._prepared.prompts.get("document", "") + text).ids)

    @cached_property
    def _counter(self) -> Tokenizer:
        from tokenizers import Tokenizer

        counter = Tokenizer.from_file(str(self._prepared.check("tokenizer.json")))
        counter.no_padding()
        counter.no_truncation()
        return counter

    @cached_property
    def _model(self) -> SentenceTransformer:
        if self._use_int8:
            return _load_int8_model(self._prepared, self._threads)
        return _load_torch_model(self._prepared, self._threads)

    def _encode(self, texts: list[str], prompt: str) -> NDArray[np.float32]:
        # One batch at a time: the tokenizer of the torch engine changes its own state while it pads.
        with self._lock:
            vectors = self._model.encode(
                texts,
                prompt=self._prepared.prompts.get(prompt),
                batch_size=BATCH_SIZE,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def load_encoder(name: str, models: Path, engine: str = "auto", threads: int = 0) -> SentenceEncoder:
    """Return the encoder of a prepared model with engine `onnx`, `torch`, or `auto` (onnx where its session exists).

    Raises ModelMissing when it is not prepared, ModelDamaged when the engine asked for can't be had.
    """
    prepared = open_prepared(name, models)
    if engine == "onnx" and prepared.session_file is None:
        raise ModelDamaged(f"No int8 session could be made for {name}; set ASSISTANT_EMBEDDING_ENGINE=torch.")
    use_int8 = engine != "torch" and prepared.session_file is not None
    return SentenceEncoder(prepared, use_int8=use_int8, threads=threads)


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
    """Put the session in the place of the first module; pooling and what follows stay as the directory has them."""
    from sentence_transformers import SentenceTransformer

    from assistant.embedding.int8 import load_int8, load_later_modules

    session, tokenizer = prepared.check(SESSION), prepared.check("tokenizer.json")
    transformer = load_int8(session, tokenizer, prepared.max_tokens, threads)
    later = load_later_modules(prepared.sentence_folder)
    return SentenceTransformer(modules=[transformer, *later], device="cpu")
