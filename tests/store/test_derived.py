"""What both derived indexes promise, and what each finds."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.errors import IndexDamaged, IndexUnreachable
from assistant.store.dense import ChromaIndex
from assistant.store.lexical import TantivyIndex, question_terms


@pytest.fixture
def dense(tmp_path):
    index = ChromaIndex(tmp_path / "chroma", "passages-test", None)
    yield index
    index.close()


@pytest.fixture
def lexical(tmp_path):
    return TantivyIndex(tmp_path / "tantivy")


@pytest.fixture(params=["dense", "lexical"])
def index(request):
    return request.getfixturevalue(request.param)


def put(index, *entries):
    for entry in entries:
        index.replace([entry.report.id], entry.passages, entry.vectors)


def ids_of(*entries):
    return frozenset(passage.id for entry in entries for passage in entry.passages)


def test_it_holds_what_was_put(index, write):
    entries = write("a.txt"), write("b.txt")
    put(index, *entries)
    assert index.ids() == ids_of(*entries)


def test_putting_twice_is_putting_once(index, write):
    put(index, write("a.txt"), write("a.txt"))
    assert index.ids() == ids_of(write("a.txt"))


def test_what_is_put_replaces_the_report_and_no_other(index, write):
    new, other = write("a.txt", "Câu mới."), write("b.txt")
    put(index, write("a.txt"), other, new)
    assert index.ids() == ids_of(new, other)


def test_putting_nothing_removes(index, write):
    put(index, write("a.txt"), write("b.txt"))
    index.replace([write("a.txt").report.id, "unknown"], (), np.empty((0, 8), np.float32))
    assert index.ids() == ids_of(write("b.txt"))


def test_more_passages_than_one_call_takes(index, write):
    entry = write("a.txt", *(f"Câu {n}." for n in range(1_201)))
    put(index, entry)
    assert index.ids() == ids_of(entry)
    put(index, write("a.txt"))
    assert index.ids() == ids_of(write("a.txt"))


def test_a_passage_is_nearest_to_its_own_vector(dense, write):
    entry = write("a.txt", *(f"Câu {n}." for n in range(30)))
    put(dense, entry)
    found = dense.query(entry.vectors, 3)
    assert [hits[0].passage_id for hits in found] == [passage.id for passage in entry.passages]
    assert all(hits[0].score == pytest.approx(1, abs=1e-5) and hits[0].score > hits[1].score for hits in found)


def test_no_server_is_said_so(tmp_path):
    with pytest.raises(IndexUnreachable, match=r"chroma run.*ASSISTANT_CHROMA_URL"):
        ChromaIndex(tmp_path, "passages-test", "http://127.0.0.1:1/").ids()


def test_a_closed_index_says_so(dense, write):
    dense.close()
    with pytest.raises(IndexDamaged, match="closed"):
        dense.query(write("a.txt").vectors, 1)


def test_a_torn_chroma_file_is_damage_and_the_path_can_be_used_again(tmp_path, write):
    folder = tmp_path / "chroma"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"torn" * 5000)
    with pytest.raises(IndexDamaged):
        ChromaIndex(folder, "passages-test", None)
    (folder / "chroma.sqlite3").unlink()
    index = ChromaIndex(folder, "passages-test", None)
    put(index, write("a.txt"))
    index.close()


BUDGET = "Thu ngân sách của huyện Vân Sơn ước đạt 41 tỷ đồng."
MARKET = "Chợ xã họp phiên đầu tiên, sách vở và ngân phiếu được mang tới."
CHAIR = "Đồng chí Lê Thị Mận chủ trì hội nghị."

QUESTIONS = (
    ("thu ngân sách đạt bao nhiêu?", 1, 0, BUDGET),
    ("THU NGÂN SÁCH", 1, 0, BUDGET),
    ("thu ngan sach dat bao nhieu", 0, 1, BUDGET),
    ("Ai chủ trì hội nghị?", 1, 1, CHAIR),
    ("le thi man", 0, 1, CHAIR),
    ("phiên chợ", 1, 0, MARKET),
    ("41 tỷ", 1, 0, BUDGET),
)


@pytest.mark.parametrize(("question", "exact", "folded", "passage"), QUESTIONS)
def test_the_words_of_a_question_find_their_passage(lexical, write, question, exact, folded, passage):
    entry = write("a.txt", BUDGET, MARKET, CHAIR, title="")
    put(lexical, entry)
    best = lexical.search(question, 3, exact, folded, None)[0]
    assert best.passage_id == next(p.id for p in entry.passages if p.text == passage)


def test_without_diacritics_the_exact_field_finds_nothing(lexical, write):
    put(lexical, write("a.txt", CHAIR, title=""))
    assert lexical.search("hoi nghi", 3, 1, 0, None) == ()


def test_the_header_is_searched_too(lexical, write):
    put(lexical, write("a.txt", CHAIR, title="Kỳ họp thứ bảy"), write("b.txt", CHAIR, title="Giao ban"))
    assert [hit.passage_id[:16] for hit in lexical.search("kỳ họp", 5, 1, 1, None)] == [write("a.txt").report.id]


def test_only_permitted_reports_are_found(lexical, write):
    entries = [write(f"{n}.txt", BUDGET) for n in range(6)]
    put(lexical, *entries)
    permitted = frozenset(entry.report.id for entry in entries[3:5])
    found = lexical.search("ngân sách", 10, 1, 1, permitted)
    assert {hit.passage_id for hit in found} == ids_of(*entries[3:5])
    unlimited = dict(lexical.search("ngân sách", 10, 1, 1, None))
    assert all(hit.score == pytest.approx(unlimited[hit.passage_id]) for hit in found)
    assert lexical.search("ngân sách", 10, 1, 1, frozenset()) == ()


def test_a_boost_multiplies_the_score(lexical, write):
    put(lexical, write("a.txt", BUDGET))
    once, twice = (lexical.search("ngân sách", 1, boost, 0, None)[0].score for boost in (1, 2))
    assert twice == pytest.approx(2 * once)


@pytest.mark.parametrize("question", ["", "   ", "?!", "“”"])
def test_a_question_without_words_finds_nothing(lexical, write, question):
    put(lexical, write("a.txt"))
    assert lexical.search(question, 5, 1, 1, None) == ()


@pytest.mark.parametrize("question", ['report_id:* OR "', "ngân AND (", "exact:sách^9 -huyện", "/.*/ [a TO z]"])
def test_signs_of_a_query_language_are_only_signs(lexical, write, question):
    put(lexical, write("a.txt", "Không liên quan.", title=""))
    assert lexical.search(question, 5, 1, 1, None) == ()


def test_stopwords_count_only_in_pairs():
    exact, folded = question_terms("Ai là chủ tịch của huyện")
    assert not {"ai", "là", "của"} & set(exact)
    assert {"ai_là", "chủ_tịch", "của_huyện", "chủ"} <= set(exact)
    assert {"chu_tich", "cua_huyen"} <= set(folded)


def test_a_question_of_stopwords_alone_still_asks_for_them():
    assert question_terms("là ai")[0] == ("là", "ai", "là_ai")
