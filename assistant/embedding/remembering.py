"""An Encoder that remembers the last questions: understanding, retrieval and selection each need the vector of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.embedding.encoder import Encoder

REMEMBERED = 128


class RememberingEncoder:
    """Passes everything on to another Encoder, a question once. Its vectors of questions are read-only."""

    def __init__(self, encoder: Encoder) -> None:
        self.identity = encoder.identity
        self.dimension = encoder.dimension
        self._encoder = encoder
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._embed)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 (n, dimension), rows of unit length."""
        return self._encoder.embed_passages(texts)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return float32 (dimension,), of unit length."""
        return self._remembered(text)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens the model reads for a passage of this text, prompt and special tokens included."""
        return self._encoder.count_tokens(text)

    def _embed(self, text: str) -> NDArray[np.float32]:
        vector = self._encoder.embed_query(text)
        vector.setflags(write=False)
        return vector
