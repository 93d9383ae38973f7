"""concepts_in, in_vietnamese: text -> the concepts of the field that it speaks of; and the glossary's own form."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.vietnamese.concepts import FILE, common_words, concepts_in, default_glossary, in_vietnamese, wordings_in
from assistant.vietnamese.folding import canonical_spelling
from assistant.vietnamese.unicode import normalize

LINES = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
ROWS = [line.split("\t") for line in LINES]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Đồng chí Lê Văn Tư chủ trì hội nghị", "chair-meeting"),
        ("Ai cầm trịch buổi họp?", "chair-meeting"),
        ("ai cam trich buoi hop", "chair-meeting"),
        ("CHỦ TỌA kỳ họp", "chair-meeting"),
        ("chủ toạ kỳ họp", "chair-meeting"),  # the tone in its other place
        ("hai người đồng chủ trì", "co-chair"),
        ("bà Đào Thị Én vắng mặt", "absent-meeting"),
    ],
)
def test_a_concept_is_recognised_however_it_is_worded(text: str, concept: str) -> None:
    assert concept in concepts_in(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("hai người đồng chủ trì", "chair-meeting"),  # the longer wording holds it
        ("Phát biểu khai mạc hội nghị", "speak-meeting"),
        ("cấm trích quỹ chung", "chair-meeting"),  # folds to "cầm trịch", but is not it
        ("vắngmặt", "absent-meeting"),
    ],
)
def test_what_only_looks_like_a_wording_is_none(text: str, concept: str) -> None:
    assert concept not in concepts_in(text)


def test_a_text_of_no_concept_has_none() -> None:
    assert concepts_in("") == concepts_in("xyz 123") == frozenset()


def test_the_words_for_a_concept_are_given_folded() -> None:
    assert wordings_in("Ai cầm trịch, ai vắng mặt?") == {"chair-meeting": "cam trich", "absent-meeting": "vang mat"}


@pytest.mark.parametrize(
    ("question", "concept", "wording"),
    [
        ("Who chaired it?", "chair-meeting", "chủ trì"),
        ("Who PRESIDED OVER it?", "chair-meeting", "chủ trì"),
        ("Was the vote unanimous?", "unanimous", "nhất trí"),
    ],
)
def test_english_is_put_into_the_words_of_reports(question: str, concept: str, wording: str) -> None:
    assert dict(in_vietnamese(question))[concept] == wording


def test_common_words_are_those_of_the_vietnamese_wordings_alone() -> None:
    assert {"chu", "tri", "bieu", "quyet"} <= common_words()
    assert not {"chaired", "absence", "chủ"} & common_words()


def test_every_line_of_the_glossary_has_three_columns_and_no_empty_wording() -> None:
    assert [line for line in LINES if line.count("\t") != 2] == []
    assert [
        row for row in ROWS for column in row for word in column.split("|") if word != word.strip() or not word
    ] == []


def test_every_concept_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(row[0] for row in ROWS).items() if count > 1] == []
    assert len(default_glossary().heads) == len(ROWS)


def test_no_wording_stands_in_two_lines_with_its_diacritics() -> None:
    spelt = [{canonical_spelling(wording.lower()) for wording in row[1].split("|")} for row in ROWS]
    assert [wording for wording, count in Counter(one for row in spelt for one in row).items() if count > 1] == []


def test_the_glossary_is_nfc_as_texts_are_inside() -> None:
    assert [line for line in LINES if line != normalize(line)] == []
