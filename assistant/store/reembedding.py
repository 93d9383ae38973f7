"""A library and another embedding model -> the same library with that model's vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.store.catalog import Catalog
from assistant.store.library import catalog_path
from assistant.store.ownership import owning

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_BATCH = 64


def reembed(
    path: Path,
    *,
    model: str,
    dimension: int,
    embed: Embed,
    busy_timeout_s: float = 30.0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Replace every vector of the library in the folder `path` by `embed`'s; return how many passages it has.

    `progress` is told passages done and in all. Nothing is kept until the last one is embedded. The indexes are rebuilt
    when they are next owned. Raises LibraryBusy while another process owns them, or when reports change meanwhile.
    """
    catalog = Catalog.open(
        catalog_path(path), model=model, dimension=dimension, busy_timeout_s=busy_timeout_s, any_model=True
    )
    try:
        with owning(path, None, 0.0):
            passage_ids = catalog.passage_ids()
            vectors = _embedded(catalog, passage_ids, embed, dimension, progress)
            catalog.set_model(model, dimension, zip(passage_ids, vectors, strict=True))
    finally:
        catalog.close()
    return len(passage_ids)


def _embedded(
    catalog: Catalog, passage_ids: Sequence[str], embed: Embed, dimension: int, progress: Callable[[int, int], None]
) -> NDArray[np.float32]:
    vectors = np.empty((len(passage_ids), dimension), np.float32)
    for start in range(0, len(passage_ids), _BATCH):
        passages = catalog.passages(passage_ids[start : start + _BATCH])
        vectors[start : start + len(passages)] = embed([passage.embedded_text for passage in passages])
        progress(start + len(passages), len(passage_ids))
    return vectors
