"""A library after a kill -> what in it is lost, doubled, a ghost, torn, or not found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

from assistant.store.catalog import Catalog
from assistant.store.indexes import Indexes
from assistant.store.inspecting import faults
from assistant.store.library import catalog_path
from assistant.store.ownership import owning
from evaluation.crashing.script import DIMENSION, MODEL, entry, expected
from evaluation.crashing.working import Place, noted

_IN_TOP = 10
_VERSION = re.compile(r"bản (\d+):")
# Every passage has this word.
_WORD, _ALL = "câu", 1_000_000


def check(folder: str, seed: int, told: Connection) -> None:
    """Open the library as a program does and tell every fault of it, a line each."""
    told.send(tuple(found_faults(Place(Path(folder)), seed)))


def found_faults(place: Place, seed: int) -> Iterator[str]:
    """Yield what is wrong with the library after its indexes were opened."""
    opened = Catalog.open(catalog_path(place.library), model=MODEL, dimension=DIMENSION)
    with closing(opened) as catalog, owning(place.library, None, 20), closing(_indexes(place, catalog)) as indexes:
        wrong = tuple(faults(catalog))
        yield from wrong
        if wrong:
            return
        yield from _of_reports(catalog, place, seed)
        yield from _of_indexes(catalog, indexes)
    left = [entry.name for entry in (place.library / "indexes").iterdir() if entry.is_dir()]
    if len(left) != 1:
        yield f"left behind: the indexes {left}"


def _indexes(place: Place, catalog: Catalog) -> Indexes:
    return Indexes(place.library / "indexes", catalog, None)


def _of_reports(catalog: Catalog, place: Place, seed: int) -> Iterator[str]:
    held: dict[str, int] = {}
    for summary in catalog.summaries():
        report, name = catalog.report(summary.id), summary.source.path
        version = _VERSION.search(report.text) if report else None
        held[name] = int(version[1]) if version else -1
        made = entry(name, held[name])
        if report != made.report or catalog.passages_of([summary.id])[0] != made.passages:
            yield f"torn: {name} is no version of it"
    journal = noted(place)
    ends = {journal.done, journal.done + journal.is_begun}
    # A backup that was begun changes nothing; whether a restore was done shows in what is held.
    wanted = [expected(seed, end, journal.taken) for end in sorted(ends)]
    if held in wanted:
        return
    for name in sorted(held.keys() | wanted[0].keys()):
        if held.get(name) != wanted[0].get(name):
            yield f"lost or a ghost: {name} is {held.get(name)}, should be {wanted[0].get(name)} of {wanted}"


def _of_indexes(catalog: Catalog, indexes: Indexes) -> Iterator[str]:
    passage_ids = catalog.passage_ids()
    for name, found in (("dense", indexes.dense.ids()), ("lexical", indexes.lexical.ids())):
        if lost := set(passage_ids) - found:
            yield f"lost: {len(lost)} passages in the {name} index"
        if ghosts := found - set(passage_ids):
            yield f"ghosts: {len(ghosts)} passages in the {name} index"
    if not passage_ids:
        return
    listed = indexes.lexical.search(_WORD, _ALL, 1, 0, None)
    if len(listed) != len(passage_ids):
        yield f"doubled: {len(listed)} entries for {len(passage_ids)} passages in the lexical index"
    nearest = indexes.dense.query(catalog.passage_vectors(passage_ids), _IN_TOP)
    for passage_id, hits in zip(passage_ids, nearest, strict=True):
        if passage_id not in {hit.passage_id for hit in hits}:
            yield f"not found: {passage_id}"
