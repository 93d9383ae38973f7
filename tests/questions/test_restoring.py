"""restore: a question typed without diacritics gets those of the library's words and of questions as asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pytest

from assistant.questions import understand
from assistant.questions.restoring import FILE, restore, spellings, words_and_pairs
from assistant.vietnamese.folding import fold
from tests.reports import make_summary

PASSAGES = (
    "Đồng chí Lê Văn Tư, Bí thư Huyện ủy chủ trì hội nghị của huyện Đồi Mây.",
    "Thu ngân sách 8 tháng đạt 65 tỷ đồng, bằng 72% dự toán tỉnh giao.",
    "Thư ký ghi biên bản; hội nghị thông qua nghị quyết.",
    "Thu ngân sách năm 2022 tăng so với cùng kỳ.",
)
STANDS = Counter(term for passage in PASSAGES for term in set(words_and_pairs(passage)))


def frequencies(terms: Sequence[str]) -> Mapping[str, int]:
    return {term: STANDS[term] for term in terms}


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("ai chu tri hoi nghi", "ai chủ trì hội nghị"),
        ("thu ngan sach 8 thang dat bao nhieu", "thu ngân sách 8 tháng đạt bao nhiêu"),  # "bao nhiêu" is of questions
        ("thu ky la ai", "thư ký là ai"),  # the same word, by its neighbour
        ("thu bao nhieu?", "thu bao nhiêu?"),
        ("bi thu huyen uy Doi May", "bí thư huyện ủy Đồi Mây"),
        ("UBND bao nhieu xa", "UBND bao nhiêu xã"),  # an abbreviation is no syllable
        ("zzz 65,5% - thu", "zzz 65,5% - thu"),
        ("", ""),
        ("8/2022", "8/2022"),
    ],
)
def test_words_get_the_diacritics_that_their_neighbours_tell(typed: str, restored: str) -> None:
    assert restore(typed, frequencies) == restored


def test_only_diacritics_change() -> None:
    typed = "Thu ngan sach cua Doi May, 8 thang dat bao nhieu (ty dong)?"
    assert fold(restore(typed, frequencies)) == fold(typed)


def test_all_spellings_of_a_syllable_fold_to_it() -> None:
    found = spellings("nguoi")
    assert {"nguoi", "người", "ngươi", "nguội"} <= set(found)
    assert {fold(one) for one in found} == {"nguoi"}
    assert len(found) == len(set(found))
    assert {"đ", "d"} == {one[0] for one in spellings("dau")}
    assert spellings("construction") == ("construction",)


def test_the_table_of_questions_is_sound() -> None:
    rows = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 1000
    assert all(int(times) >= 3 for _, times in rows)
    assert len({term for term, _ in rows}) == len(rows)
    assert {"bao_nhiêu", "chủ_trì"} <= {term for term, _ in rows}


def test_a_question_is_understood_with_them_and_known_to_be_typed_without() -> None:
    library = (make_summary("1", place="huyện Đồi Mây"),)
    query = understand("ai chu tri hoi nghi cua doi may", reports=library, spellings=frequencies)
    assert query.standalone == "ai chủ trì hội nghị của đồi mây"
    assert query.question == "ai chu tri hoi nghi cua doi may"
    assert not query.has_diacritics
    assert (query.kind, query.named.place) == ("person", "huyện Đồi Mây")


@pytest.mark.parametrize("question", ["Ai chủ tri hội nghị?", "Who chaired the meeting?"])
def test_a_question_with_diacritics_or_in_english_stays_as_it_is(question: str) -> None:
    assert understand(question, spellings=frequencies).standalone == question
