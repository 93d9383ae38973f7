"""ground: of the passages a sentence names, the few words that bear it out."""

from __future__ import annotations

import pytest

from assistant.answering.chat.grounding import ground
from tests.reports import make_evidence, make_report

REVENUE = "Thu ngân sách tháng 8 đạt 9,5 tỷ đồng; thu ngân sách 8 tháng đạt 65 tỷ đồng."
CHAIR = "Đồng chí Lê Văn Tư, Bí thư Huyện ủy chủ trì hội nghị."
LIMITS = "Tiến độ giải ngân còn chậm; giải phóng mặt bằng gặp khó khăn; một số xã chưa thu gom rác thải."
PASSAGE = make_evidence(make_report(f"{REVENUE} {CHAIR} {LIMITS}"))
OTHER = make_evidence(make_report("Hội nghị họp sáng 5/9 tại hội trường huyện. Có 120 đại biểu dự.", id="khac"))


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Thu ngân sách 8 tháng là 65 tỷ đồng", ["thu ngân sách 8 tháng đạt 65 tỷ đồng."]),
        ("Tháng 8 thu ngân sách được 9,5 tỷ đồng", ["Thu ngân sách tháng 8 đạt 9,5 tỷ đồng"]),
        ("Bí thư Huyện ủy Lê Văn Tư chủ trì", [CHAIR]),
        ("Giải phóng mặt bằng còn khó khăn", ["giải phóng mặt bằng gặp khó khăn"]),
        ("Thu 8 tháng đạt 65 tỷ đồng, riêng tháng 8 là 9,5 tỷ đồng", [REVENUE]),
        ("Đồng chí Lê Văn Tư chủ trì hội nghị; thu ngân sách 8 tháng đạt 65 tỷ đồng", [PASSAGE.passage.text]),
    ],
    ids=["clause", "the other clause", "sentence", "words alone", "two clauses", "two sentences"],
)
def test_the_fewest_words_that_bear_a_sentence_out_are_quoted(text: str, quotes: list[str]) -> None:
    assert [quote.text for quote in ground(text, [PASSAGE]).quotes] == quotes


def test_each_passage_named_is_quoted() -> None:
    statement = ground("Đồng chí Lê Văn Tư chủ trì hội nghị có 120 đại biểu", [PASSAGE, OTHER])
    assert [quote.report.id for quote in statement.quotes] == ["doi-may", "khac"]
    assert "120" in statement.quotes[1].text


def test_what_no_passage_bears_out_quotes_the_nearest_clause() -> None:
    assert (
        ground("Thu ngân sách 8 tháng đạt 70 tỷ đồng", [PASSAGE]).quotes[0].text
        == "thu ngân sách 8 tháng đạt 65 tỷ đồng."
    )
