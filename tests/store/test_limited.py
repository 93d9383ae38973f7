"""A part of a library reads, counts and finds to the last bit as a library that never held anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from assistant.store.library import Library
from assistant.store.limited import LimitedLibrary

OWN = frozenset({"hđnd"})
# What both hold in the collection, and what stands beside it in one of them: the same words oftener, and others.
SHARED = {
    "a.txt": ("Thu ngân sách của xã Lộc Bình đạt 12 tỷ đồng.", "Đồng chí Lò Văn Pún chủ trì."),
    "b.txt": ("Giải ngân đầu tư công còn chậm.", "Thu ngân sách còn thấp."),
    "c.txt": ("Hội nghị giao các phòng rà soát hộ nghèo.",),
}
BESIDE = {
    f"{name}.txt": ("Thu ngân sách của xã Kỳ Lâm đạt 98 tỷ đồng.", f"Phiên mật số {name} bàn việc cấm trại.", *extra)
    for name, extra in (("a", ()), ("m", SHARED["b.txt"]), ("z", ("Đồng chí Khuất Ngọc Quyển chủ trì.",)))
}
QUESTIONS = ("thu ngân sách xã Lộc Bình", "giai ngan dau tu cong", "phiên mật cấm trại", "Khuất Ngọc Quyển", "")
Hold = Callable[[Library, str, dict[str, tuple[str, ...]]], None]


@pytest.fixture
def hold(write) -> Hold:
    def put(library: Library, collection: str, files: dict[str, tuple[str, ...]]) -> None:
        for name, sentences in files.items():
            assert library.put(*write(name, *sentences, collection=collection))
        library.catch_up()

    return put


@pytest.fixture
def whole(tmp_path: Path, hold: Hold) -> Iterator[Library]:
    """A library of both collections."""
    with ExitStack() as stack:
        opened = stack.enter_context(Library.open(tmp_path / "whole", model="m", dimension=8))
        stack.enter_context(opened.own())
        hold(opened, "mật", BESIDE)
        hold(opened, "hđnd", SHARED)
        yield opened


@pytest.fixture
def alone(tmp_path: Path, hold: Hold) -> Iterator[Library]:
    """A library that never held the other collection."""
    with ExitStack() as stack:
        opened = stack.enter_context(Library.open(tmp_path / "alone", model="m", dimension=8))
        stack.enter_context(opened.own())
        hold(opened, "hđnd", SHARED)
        yield opened


def told(part: LimitedLibrary, write) -> list[object]:
    """All that a part of a library tells, also when it is asked for what it does not hold."""
    ids = [write(name, collection=collection).report.id for collection in ("hđnd", "mật") for name in "abcmz"]
    ids += [write(f"{name}.txt", collection=collection).report.id for collection in ("hđnd", "mật") for name in "abcmz"]
    vectors = np.random.default_rng(5).normal(size=(4, 8)).astype(np.float32)
    found = [
        part.lexical(question, k, *boosts) for question in QUESTIONS for k in (1, 9) for boosts in ((), (0.0, 2.0))
    ]
    found += [part.lexical(QUESTIONS[0], 9, report_ids=frozenset(chosen)) for chosen in ((), ids[5:12], ids)]
    found += [part.dense(vector, k) for vector in vectors for k in (1, 3, 99)]
    found += [part.dense(vectors[0], 9, frozenset(chosen)) for chosen in ((), ids[5:12], ids)]
    passages = sorted({hit.passage_id for hits in found for hit in hits})
    terms = ("thu", "thu_ngan", "khuat", "cam_trai", "mat", "ngan")
    return [
        part.reports(),
        [*(part.report(name) for name in ids), *part.whole(ids).values()],
        [part.figures(), part.figures(ids), part.points(), part.points(ids), tuple(part.facts(ids).items())],
        found,
        [part.passages(passages), part.vectors(passages).tolist()],
        [part.frequencies(terms), part.spellings(("thu", "khuất", "mật", "ngân_sách"))],
    ]


def test_it_tells_what_a_library_tells_that_never_held_another(whole: Library, alone: Library, write) -> None:
    part = told(whole.limited_to(OWN), write)
    assert part == told(alone.limited_to(OWN), write)
    assert len(part[0]) == len(SHARED)  # type: ignore[arg-type]
    assert any(part[3])  # type: ignore[arg-type]


def test_the_whole_library_would_tell_otherwise(whole: Library, alone: Library, write) -> None:
    """The reports beside are such that every part of the comparison above could fail."""
    differing = [one != other for one, other in zip(told(whole, write), told(alone, write), strict=True)]  # type: ignore[arg-type]
    assert differing == [True, True, True, True, True, True]


def test_it_follows_the_library_and_no_more_than_its_own(whole: Library, alone: Library, write, hold: Hold) -> None:
    parts = [library.limited_to(OWN) for library in (whole, alone)]
    before = [told(part, write) for part in parts]
    hold(whole, "mật", {"sau.txt": ("Thu ngân sách tăng, Lò Văn Pún vắng mặt.",)})
    assert told(parts[0], write) == before[0]
    for library in (whole, alone):
        library.remove(write("b.txt", collection="hđnd").report.id)
        hold(library, "hđnd", {"a.txt": ("Thu ngân sách đạt 13 tỷ đồng.",), "d.txt": ("Xã Lộc Bình họp.",)})
    after = [told(part, write) for part in parts]
    assert after[0] == after[1] != before[0]


@pytest.mark.parametrize("collections", [frozenset(), frozenset({"HĐND"}), frozenset({"không-có"}), frozenset({""})])
def test_an_unknown_collection_and_none_read_nothing(whole: Library, collections: frozenset[str], write) -> None:
    reports, opened, facts, found, passages, counts = told(whole.limited_to(collections), write)
    assert (reports, passages) == ((), [(), []])
    assert set(opened) == {None}  # type: ignore[call-overload]
    assert facts == [()] * 5
    assert set(found) == {()}  # type: ignore[call-overload]
    assert {count for one in counts for count in one.values()} == {0}  # type: ignore[attr-defined]


def test_passages_of_others_are_not_given_by_their_ids(whole: Library, write) -> None:
    part, other = whole.limited_to(OWN), write("a.txt", *BESIDE["a.txt"], collection="mật")
    ids = [passage.id for passage in other.passages]
    assert len(whole.passages(ids)) == len(ids)
    assert part.passages(ids) == part.passages(["không-có"]) == ()
    assert not part.vectors(ids).any()


@pytest.mark.parametrize(
    ("wider", "held"), [({"hđnd", "mật"}, {"hđnd"}), ({"mật"}, set()), (set(), set()), ({"hđnd"}, {"hđnd"})]
)
def test_a_part_cannot_be_widened(whole: Library, wider: set[str], held: set[str]) -> None:
    again = whole.limited_to(OWN).limited_to(frozenset(wider))
    assert {report.source.collection for report in again.reports()} == held
