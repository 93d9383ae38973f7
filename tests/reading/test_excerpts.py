"""Excerpt and Known: words of a report with their place in it, and values that remember which words said them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Origin
from assistant.reading.excerpts import Excerpt, Known

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyợọộỢỌHPhp ’-.0123\n")


def test_a_value_comes_from_the_words_it_was_read_from() -> None:
    text = "Tin mới\n\nSáng 3/4/2024, UBND xã họp."
    excerpt = Excerpt(text[9:], 9)
    origin = Known("2024-04-03", excerpt, 5, 13, "opening").origin("held_on")
    assert origin == Origin("held_on", "opening", 14, 22)
    assert text[14:22] == "3/4/2024"


def test_a_value_from_outside_the_kept_text_has_no_span() -> None:
    known = Known("2024-04-03", Excerpt("2024-04-03", None), 0, 10, "file properties")
    assert known.origin("published_on") == Origin("published_on", "file properties", None, None)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ủy ban nhân dân xã HỌP", "uy ban nhan dan xa hop"),
        ("phối hợp, hợp đồng, phù hợp", "phoi hxp, hxp dong, phu hxp"),
        ("PHỐI HỢP tổ chức cuộc họp", "phoi hxp to chuc cuoc hop"),
        ("cái hộp", "cai hop"),
        ("Đại biểu HỎI, hội nghị nghe", "dai bieu hxi, hoi nghi nghe"),
        ("ông nói về nội dung, nơi ở", "ong nxi ve noi dung, noi o"),
    ],
)
def test_words_that_would_be_taken_for_others_are_folded_apart(text: str, folded: str) -> None:
    assert Excerpt(text, 0).folded == folded


@given(VIETNAMESE)
def test_folding_keeps_every_position(text: str) -> None:
    assert len(Excerpt(text, 0).folded) == len(text)
