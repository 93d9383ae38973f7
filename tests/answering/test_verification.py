"""verify: no statement says a figure or a name that the words it cites don't."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.answering.verification import unsupported, verify
from tests.reports import make_report

QUOTED = "Thu ngân sách 8 tháng đạt 65 tỷ đồng, bằng 57,34% dự toán; đồng chí Hoà Văn Tư, Bí thư Huyện ủy báo cáo"
REPORT = make_report(
    f"{QUOTED}. Giải ngân đạt 253 tỷ đồng.",
    title="Hội nghị lần thứ 12",
    held_on=date(2022, 9, 5),
    place="huyện Đồi Mây",
)
QUOTE = Quote(REPORT, REPORT.text.index(QUOTED), REPORT.text.index(QUOTED) + len(QUOTED))


def statement(text: str, *quotes: Quote) -> DraftStatement:
    return DraftStatement(text, quotes or (QUOTE,))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Thu ngân sách đạt 65 tỷ đồng", ()),
        ("Thu ngân sách đạt 253 tỷ đồng", ("253",)),  # the report says it, the quoted words don't
        ("Bằng 57,34 % dự toán của 08 tháng", ()),
        ("Bằng 57% dự toán", ("57%",)),
        ("Đạt 65%", ("65%",)),
        ("Đồng chí Hòa Văn Tư, Bí thư Huyện ủy", ()),  # only the tone stands elsewhere
        ("Đồng chí Nguyễn Văn Ba, Bí thư Huyện ủy", ("Nguyễn Văn Ba",)),
        ("Đồng chí Nguyễn Văn Ba báo cáo 253 tỷ đồng", ("253", "Nguyễn Văn Ba")),
        ("Thu ngân sách tăng", ()),
    ],
)
def test_figures_and_names_must_stand_in_the_quoted_words(text: str, wrong: tuple[str, ...]) -> None:
    assert unsupported(statement(text)) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "huyện Đồi Mây, 5/9/2022: thu đạt 65 tỷ đồng",
        "huyện Đồi Mây, 5 September 2022: 65 tỷ đồng",
        "Hội nghị lần thứ 12",
    ],
)
def test_what_the_catalog_knows_of_the_report_may_be_said(text: str) -> None:
    assert unsupported(statement(text)) == ()


def test_the_catalog_bears_out_no_other_day() -> None:
    assert unsupported(statement("huyện Đồi Mây, 6/9/2022: thu đạt 65 tỷ đồng")) == ("6",)


def test_failed_wording_gives_way_to_the_quoted_words_with_a_note() -> None:
    draft = verify(Draft((statement("Thu ngân sách đạt 253 tỷ đồng"),), notes=("đã mở rộng",)), "vi")
    assert draft.statements == (DraftStatement(QUOTED, (QUOTE,), "corrected"),)
    assert draft.notes == (
        "đã mở rộng",
        "Một câu đã được thay bằng nguyên văn vì 253 không có trong đoạn trích.",
    )


def test_a_note_is_given_once_and_in_the_language_of_the_question() -> None:
    draft = verify(Draft((statement("Đạt 253 tỷ"), statement("Chi 253 tỷ"))), "en")
    assert draft.notes == ("A sentence was replaced by the quoted words because 253 is not in them.",)


def test_any_quote_may_bear_a_statement_out() -> None:
    start = REPORT.text.index("Giải ngân")
    both = statement("65 tỷ đồng và 253 tỷ đồng", QUOTE, Quote(REPORT, start, len(REPORT.text)))
    assert verify(Draft((both,)), "vi").statements == (both,)


def test_statements_that_hold_and_those_that_quote_nothing_stay() -> None:
    kept = (statement("Thu ngân sách đạt 65 tỷ đồng"), DraftStatement("Thư viện có 2 cuộc họp:", (), "computed"))
    assert verify(Draft(kept), "vi") == Draft(kept)


def test_a_refusal_passes_as_it_is() -> None:
    refusal = Draft((statement("Các báo cáo không nhắc đến 253."),), abstained=True)
    assert verify(refusal, "vi") is refusal
