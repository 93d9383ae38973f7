"""A library and another embedding model -> the same library with that model's vectors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.embedding.clauses import Embedded, EmbedTexts, embed_passages
from assistant.store.catalog import Catalog
from assistant.store.library import catalog_path
from assistant.store.ownership import owning


def reembed(
    path: Path,
    *,
    model: str,
    dimension: int,
    embed: EmbedTexts,
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
            passage_ids, made = _embedded(catalog, embed, progress)
            vectors = [row for each in made for row in each.vectors]
            clauses = [one for each in made for one in each.clauses]
            by_passage = dict(zip(passage_ids, clauses, strict=True))
            catalog.set_model(model, dimension, zip(passage_ids, vectors, strict=True), by_passage)
    finally:
        catalog.close()
    return len(passage_ids)


def _embedded(
    catalog: Catalog, embed: EmbedTexts, progress: Callable[[int, int], None]
) -> tuple[list[str], list[Embedded]]:
    passage_ids: list[str] = []
    made: list[Embedded] = []
    total = len(catalog.passage_ids())
    for report_id in catalog.report_ids():
        report = catalog.report(report_id)
        passages = catalog.passages_of([report_id])[0]
        if report and passages:
            made.append(embed_passages(report.text, passages, embed))
            passage_ids += [passage.id for passage in passages]
            progress(len(passage_ids), total)
    return passage_ids, made
