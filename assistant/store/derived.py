"""What the library asks of an index made from the catalog, whichever library keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Passage


class Hit(NamedTuple):
    """A passage that was found, and how well it fits (higher is better)."""

    passage_id: str
    score: float


class DerivedIndex(Protocol):
    """An index that can be lost: the catalog has all it needs. It raises IndexDamaged when it must be made again."""

    def ids(self) -> frozenset[str]:
        """Return the ids of all passages in the index."""
        ...

    def replace(self, report_ids: Sequence[str], passages: Sequence[Passage], vectors: NDArray[np.float32]) -> None:
        """Let `passages`, with vectors (n, dim), be all there is of these reports. Doing it twice changes nothing."""
        ...

    def close(self) -> None:
        """Release what the index holds."""
        ...


class DenseIndex(DerivedIndex, Protocol):
    """Finds passages by their vectors."""

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of these passages as the index has them, (dim,); those unknown are left out."""
        ...

    def query(self, vectors: NDArray[np.float32], k: int) -> tuple[tuple[Hit, ...], ...]:
        """Return for each row of vectors (n, dim) the k nearest passages with their cosine, the nearest first."""
        ...

    def drop_others(self, prefix: str) -> None:
        """Delete what stands beside this index on its server under names that begin like this."""
        ...
