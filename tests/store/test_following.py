"""What is kept in memory follows the catalog; exact search under a filter equals a product over all vectors."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.domain import Correction
from assistant.store.following import ExactSearch, Following, Recent, one_state


def test_only_what_changed_is_loaded_again(catalog, write):
    loads = []

    def load(report_ids):
        loads.append(report_ids)
        return {summary.id: summary.title for summary in catalog.summaries(report_ids)}

    following = Following(catalog, load)
    first, second = write("a.txt"), write("b.txt")
    catalog.put(*first)
    catalog.put(*second)
    assert set(following.values()) == {first.report.id, second.report.id}
    assert following.values() is following.values()
    catalog.put(*write("b.txt", title="Kỳ họp"))
    catalog.remove(first.report.id)
    assert following.values() == {second.report.id: "Kỳ họp"}
    assert loads == [None, sorted([first.report.id, second.report.id])]


def test_within_one_state_changes_are_not_seen_and_the_log_is_looked_at_once(catalog, write, monkeypatch):
    looks = []
    last_seq = catalog.last_seq
    monkeypatch.setattr(catalog, "last_seq", lambda: looks.append(1) or last_seq())
    titles = Following(catalog, lambda ids: {summary.id: summary.title for summary in catalog.summaries(ids)})
    entry = write("a.txt")
    catalog.put(*entry)
    with one_state():
        before = titles.values()
        catalog.put(*write("a.txt", title="Kỳ họp"))
        assert titles.values() is before
        assert len(looks) == 1
    assert titles.values() == {entry.report.id: "Kỳ họp"}


@pytest.mark.parametrize("k", [1, 5, 1_000])
def test_filters_are_exact(catalog, write, k):
    entries = [write(f"{n}.txt", *(f"Câu {n} {m}." for m in range(9))) for n in range(12)]
    for entry in entries:
        catalog.put(*entry)
    permitted = entries[2:7]
    question = entries[0].vectors[0]
    scores = {p.id: float(v @ question) for e in permitted for p, v in zip(e.passages, e.vectors, strict=True)}
    expected = sorted(scores, key=scores.__getitem__, reverse=True)[:k]
    found = ExactSearch(catalog).search(question, k, {e.report.id for e in permitted} | {"unknown"})
    assert [hit.passage_id for hit in found] == expected
    assert [hit.score for hit in found] == pytest.approx([scores[i] for i in expected], abs=2e-3)


def test_exact_search_follows_changes(catalog, write):
    search = ExactSearch(catalog)
    old, new = write("a.txt"), write("a.txt", "Câu mới.")
    assert search.search(old.vectors[0], 5, {old.report.id}) == ()
    catalog.put(*old)
    assert len(search.search(old.vectors[0], 5, {old.report.id})) == 2
    catalog.put(*new)
    (hit,) = search.search(new.vectors[0], 5, {old.report.id})
    assert hit.passage_id == new.passages[0].id


def test_vectors_of_passages_come_in_their_order_and_zeros_for_unknown_ones(catalog, write):
    entry = write("a.txt")
    catalog.put(*entry)
    rows = ExactSearch(catalog).rows([entry.passages[1].id, "unknown", entry.passages[0].id])
    assert np.allclose(rows, [entry.vectors[1], np.zeros(8), entry.vectors[0]], atol=1e-3)


def test_what_was_read_last_is_kept_as_long_as_its_mark_is_the_same() -> None:
    loaded: list[str] = []

    def load(names):
        loaded.extend(names)
        return {name: f"{name} {len(loaded)}" for name in names if name != "unknown"}

    recent, mark = Recent(load, size=2), object()
    assert [recent.get({"a": mark}), recent.get({"a": mark})] == [{"a": "a 1"}] * 2
    assert recent.get({"a": object()}) == {"a": "a 2"}
    recent.get({"b": mark})
    recent.get({"c": mark})  # "a" leaves
    assert [*recent.get({"c": mark, "unknown": mark, "b": mark}).items()] == [("c", "c 4"), ("b", "b 3")]
    recent.get({"a": mark})
    assert loaded == ["a", "a", "b", "c", "unknown", "a"]


def test_passages_and_facts_that_change_are_read_anew(library, write) -> None:
    entry, other = write("a.txt"), write("b.txt")
    ids = [passage.id for passage in (*entry.passages, *other.passages)]
    library.put(*entry)
    assert library.passages(ids) == entry.passages
    library.put(*other)
    assert library.passages(ids[::-1]) == (*entry.passages, *other.passages)[::-1]
    assert set(library.facts([other.report.id, "unknown"])) == {other.report.id}
    library.remove(entry.report.id)
    assert library.passages(ids) == other.passages
    assert library.facts([entry.report.id]) == {}


def test_a_report_that_changes_is_read_anew(library, write) -> None:
    entry = write("a.txt")
    library.put(*entry)
    first = library.report(entry.report.id)
    assert library.report(entry.report.id) is first
    library.put(*write("b.txt"))
    assert library.report(entry.report.id) is first
    library.put(*entry, corrections=(Correction("place", "huyện Vân Hồ"),))
    changed = library.report(entry.report.id)
    assert changed and changed.place == "huyện Vân Hồ"
    library.remove(entry.report.id)
    assert library.report(entry.report.id) is None
